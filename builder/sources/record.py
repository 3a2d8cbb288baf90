"""Turn one raw record of any format into an Article, or say why it cannot be one. Files are for the readers."""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tocsin.model import Article, PublishedBasis, Rejected
from tocsin.sources.published import parse_published

FIELDS = ("id", "text", "published", "title", "source", "url", "language", "country")
"""The input fields, in the order the documentation gives them; anything else in a record is left unread."""

REQUIRED = ("id", "text")

MAX_CHARACTERS = 5_000_000
"""A long book holds about 1 million characters: five times that is a dump of many texts in one field, not an article,
and parsing it would stop a worker for minutes."""

MIN_LETTERS = 10
"""The shortest sentence that could hold an event ("Mob hangs 2") has about ten letters; less is a stub or a number."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record as a reader found it: field name -> raw value, and where it stood. `line` counts from 1.

    basis  where `published` was found, if it was
    doubt  why that day may be another one, "" when there is no reason
    """

    fields: Mapping[str, object]
    origin: str
    line: int
    basis: PublishedBasis = "metadata"
    doubt: str = ""


class _FaultError(Exception):
    """A value that rules the record out; carries the stable reason and the detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def rejection(origin: str, line: int, reason: str, detail: str, article_id: str = "") -> Rejected:
    """A Rejected that always has an id ("feed.jsonl#12" when none was given) and always names its line."""
    return Rejected(article_id or f"{origin}#{line}", origin, line, reason, f"{origin} line {line}: {detail}")


def to_article(record: Record, published: date | None = None) -> Article | Rejected:
    """Check a record and build its article. `published` is the day to use when the record gives none.

    Takes:    {"id": 7, "text": "Gunmen raided Koro on Tuesday."}  -> article_id "7"
    Refuses:  {"text": "..."} (no_id), {"id": "7", "text": "  "} (no_text), "published": "yesterday" (bad_date)
    """
    article_id = ""
    try:
        article_id = _id_of(record.fields.get("id"))
        return _build(article_id, record, published)
    except _FaultError as fault:
        return rejection(record.origin, record.line, fault.reason, fault.detail, article_id)


def content_hash(title: str, text: str, published: date | None, source: str) -> str:
    """sha256 of what an article says: equal for the same title, text, day and source whatever the file format.

    Line ends and composed letters are made alike first. NUL separates the parts: no accepted field holds one.
    """
    day = published.isoformat() if published else ""
    parts = (_canonical(title), _canonical(text), day, _canonical(source))
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def _build(article_id: str, record: Record, published: date | None) -> Article:
    text = _text_of(record.fields.get("text"))
    optional = {name: _string_of(name, record.fields.get(name)) for name in FIELDS[3:]}
    day, basis = _day_of(record.fields.get("published"), published, record.basis)
    return Article(
        article_id=article_id,
        text=text,
        published=day,
        published_basis=basis,
        published_doubt=record.doubt if basis == record.basis else "",
        **optional,
        sha256=content_hash(optional["title"], text, day, optional["source"]),
        origin=record.origin,
        line=record.line,
    )


def _id_of(value: object) -> str:
    """Read an id: 7 -> "7", 7.0 (a number that went through a float column) -> "7", " a1 " -> "a1"."""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if value is None or isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        raise _FaultError("no_id", "the record has no id")
    if not isinstance(value, str | int | float):
        raise _FaultError("no_id", f"id must be a string or a number, found {type(value).__name__}")
    text = _storable("id", str(value).strip())
    if not text:
        raise _FaultError("no_id", "the id is empty")
    return text


def _text_of(value: object) -> str:
    if not isinstance(value, str):
        found = "nothing" if value is None else type(value).__name__
        raise _FaultError("no_text", f"text must be a string, found {found}")
    if len(value) > MAX_CHARACTERS:
        raise _FaultError("too_long", f"text has {len(value):,} characters; at most {MAX_CHARACTERS:,} are read")
    _storable("text", value)
    letters = sum(1 for _ in islice(filter(str.isalpha, value), MIN_LETTERS))
    if letters < MIN_LETTERS:
        raise _FaultError("no_text", f"text has {letters} letters; an article needs at least {MIN_LETTERS}")
    return value


def _string_of(name: str, value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _FaultError("bad_field", f"{name} must be a string, found {type(value).__name__}")
    return _storable(name, str(value))


def _storable(name: str, value: str) -> str:
    if "\0" in value:
        raise _FaultError("nul_byte", f"{name} holds a NUL character; the file is damaged or is not text")
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise _FaultError("bad_encoding", f"{name} is not valid UTF-8 at character {error.start}") from None
    return value


def _day_of(value: object, fallback: date | None, basis: PublishedBasis) -> tuple[date | None, PublishedBasis]:
    try:
        day = parse_published(value)
    except ValueError as error:
        raise _FaultError("bad_date", str(error)) from None
    if day is not None:
        return day, basis
    return (fallback, "option") if fallback else (None, "none")


def _canonical(value: str) -> str:
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
