"""An RSS or Atom file -> one record per entry, as full as the feed tells it. Nothing is fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from tocsin.model import PublishedBasis, Rejected
from tocsin.sources.columns import Columns
from tocsin.sources.faults import FileFaultError, why
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.pages import fragment_text
from tocsin.sources.published import parse_published
from tocsin.sources.record import Record

MAX_FEED = 100_000_000
"""Bytes. A feed of 10,000 full stories has half of it."""


def read_feed(file: InputFile, columns: Columns) -> Iterator[Record | Rejected]:
    """Yield one record per entry; `line` is its number in the feed, from 1. Raises FileFaultError for a broken feed.

    The text is the entry's content, else its summary. Ids are made of the file and the number: the same entry in the
    feed of the next day is another input, which is then linked to the first as its duplicate.
    """
    import feedparser

    with open_bytes(file) as stream:
        content = stream.read(MAX_FEED + 1)
    if len(content) > MAX_FEED:
        raise FileFaultError("too_large", f"the feed has over {MAX_FEED:,} bytes")
    try:
        found = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:  # a torn declaration, a NUL
        raise FileFaultError("bad_feed", f"not a readable feed: {why(error)[:200]}") from error
    if found.bozo and not found.entries:
        raise FileFaultError("bad_feed", f"not a readable feed: {str(found.get('bozo_exception', ''))[:200]}")
    for number, entry in enumerate(found.entries, 1):
        yield _record(entry, found.feed, file.origin, number)
    if found.bozo and _cut(content):
        raise FileFaultError("cut_off", "the feed breaks off; the entries before it were read")


def _cut(content: bytes) -> bool:
    """Whether the closing tag is missing."""
    return not content.rstrip().endswith((b"</rss>", b"</feed>", b"</rdf:RDF>", b"-->"))


def _record(entry: Any, feed: Any, origin: str, number: int) -> Record:
    day, basis, doubt = _day_of(entry)
    source = (entry.get("source") or {}).get("title") or feed.get("title") or ""
    fields: dict[str, object] = {
        "id": f"{origin}#{number}",
        "text": fragment_text(_body(entry)),
        "title": fragment_text(entry.get("title") or ""),
        "source": fragment_text(source),
        "url": entry.get("link") or "",
        "language": feed.get("language") or "",
        "published": day,
    }
    return Record(fields, origin, number, basis, doubt)


def _body(entry: Any) -> str:
    """The longest of content and summary: some feeds put a teaser into one of them."""
    parts = [part.get("value") or "" for part in entry.get("content") or []]
    return max([*parts, entry.get("summary") or ""], key=len)


def _day_of(entry: Any) -> tuple[date | None, PublishedBasis, str]:
    """The day of publication in its own zone; else the day of the last change, which is doubtful."""
    for key, doubt in (("published", ""), ("created", ""), ("updated", "the feed tells only the last change")):
        for value in (dict.get(entry, key), dict.get(entry, f"{key}_parsed")):  # its own get() takes one for another
            day = _readable(value)
            if day is not None:
                return day, "feed", doubt
    return None, "none", ""


def _readable(value: Any) -> date | None:
    if value is not None and not isinstance(value, str):  # a struct_time of the library, in UTC
        return date(value.tm_year, value.tm_mon, value.tm_mday)
    try:
        return parse_published(value)
    except ValueError:
        return None
