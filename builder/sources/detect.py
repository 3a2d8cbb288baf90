"""The first bytes of an input, and its name -> its format. Content decides; the name only where content is silent."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Literal

from tocsin.sources.names import names

Format = Literal["jsonl", "csv", "parquet", "arrow", "txt", "html", "warc", "feed", "zip"]

HEAD = 4096
"""Bytes looked at: enough to pass a licence comment before <html>, or a long CSV header."""

SUFFIXES: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".warc": "warc",
    ".rss": "feed",
    ".atom": "feed",
    ".zip": "zip",
}
"""What a name says where the content does not."""

KNOWN = "JSON lines, CSV, Parquet, Arrow, text, HTML, WARC, RSS and Atom; as they are, in .gz or in .zip"

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"PAR1", "parquet"),
    (b"ARROW1", "arrow"),
    (b"\xff\xff\xff\xff", "arrow"),  # the stream form opens with this mark of a message
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # an empty archive
    (b"WARC/", "warc"),
)
_OFFICE = re.compile(rb"\[Content_Types\]\.xml|mimetype(?:application/(?:vnd\.oasis|epub))")
_COMMENTS = re.compile(rb"^(?:\s*(?:<!--.*?-->|<\?xml[^>]*\?>|<\?xml-stylesheet[^>]*\?>))*\s*", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")


def suffix_of(name: str) -> str:
    """The suffix that tells the format: "b.warc.gz" -> ".warc"."""
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix


def lies_beside(name: str) -> bool:
    """Whether a file of this name lies beside articles and is none: a picture, a script, a README."""
    return suffix_of(name) in names("beside")


def detect(head: bytes, name: str, columns: Collection[str] = ("id", "text")) -> Format | None:
    """The format of an input, None when nobody reads it. `columns` are names that make a first line a CSV header.

    Takes:    b"<!DOCTYPE html>..." under any name; b"PAR1..." in "a.csv"; b'{"id": ...' in "a.txt"
    Refuses:  a spreadsheet (a zip by its first bytes, an office file by its first entry), a PDF
    """
    for mark, format in _MAGIC:
        if head.startswith(mark):
            return None if format == "zip" and _is_office(head, name) else format
    text = _COMMENTS.sub(b"", head.removeprefix(b"\xef\xbb\xbf"), count=1)
    if _HTML.match(text):
        return "html"
    if _FEED.match(text):
        return "feed"
    known = SUFFIXES.get(suffix_of(name))
    if known == "zip":  # the name lies: nothing in it is a zip
        known = None
    if known and not (known == "txt" and text.startswith(b'{"')):
        return known
    if text.startswith((b"{", b"[{")):
        return "jsonl"
    return "csv" if set(columns) <= header_names(text) else None


def _is_office(head: bytes, name: str) -> bool:
    """Whether a zip by its first bytes is a document of an office program: those are read by saving them as CSV."""
    return suffix_of(name) in names("office") or _OFFICE.search(head) is not None


def header_names(head: bytes) -> set[str]:
    """The names in a first line of comma, semicolon or tab separated cells, in small letters."""
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace").lower().replace('"', "")
    return {name.strip() for name in re.split(r"[,;\t]", line)}
