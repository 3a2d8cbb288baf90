"""A plain text file -> one record: an optional block of "Key: value" lines closed by a blank line, then the article.

Fields may also stand in a sidecar, koro.json beside koro.txt; the block wins where both give one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tocsin.model import Rejected
from tocsin.sources.columns import Columns
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.record import MAX_CHARACTERS, Record, rejection
from tocsin.sources.sidecar import sidecar_fields

_KEYS = {
    "title": "title",
    "headline": "title",
    "published": "published",
    "date": "published",
    "source": "source",
    "url": "url",
    "id": "id",
    "language": "language",
    "country": "country",
}
_LINE = re.compile(r"([A-Za-z]{2,12}):[ \t]*([^\r\n]*)(?:\r\n|\n|\r|$)")
_BLANK = re.compile(r"[ \t]*(?:\r\n|\n|\r|$)")

_MAX_BYTES = 4 * MAX_CHARACTERS + 1_000_000
"""UTF-8 needs at most four bytes a character; the rest leaves room for the header. Beyond it the text is too long."""


def read_plain(file: InputFile, columns: Columns) -> Iterator[Record | Rejected]:
    """Yield the one article of a text file, or nothing when the file is blank. The id defaults to the file's name."""
    with open_bytes(file) as stream:
        content = stream.read(_MAX_BYTES)
    name = default_id(file.origin)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if len(content) == _MAX_BYTES:
            yield rejection(file.origin, 1, "too_long", f"the file has over {_MAX_BYTES:,} bytes", name)
            return
        yield rejection(file.origin, line, "bad_encoding", f"not valid UTF-8 at byte {error.start}", name)
        return
    if text.strip():
        fields, body = split_header(text)
        yield Record({"id": name, **sidecar_fields(file, columns), **fields, "text": body}, file.origin, 1)


def default_id(origin: str) -> str:
    """ "koro.txt" -> "koro"; "mali/koro.txt.gz" -> "mali/koro", so that folders keep equal names apart."""
    name = origin.removesuffix(".gz")
    return str(PurePosixPath(name).with_suffix(""))


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Split "Title: Attack in Koro\\nDate: 2024-09-19\\n\\nGunmen ..." into its fields and the article.

    Only known keys count, and only a blank line ends the block: a story that opens "Bamako: Gunmen ..." or
    "Source: ..." without one stays whole.
    """
    fields: dict[str, str] = {}
    position = 0
    while match := _LINE.match(text, position):
        key = _KEYS.get(match[1].lower())
        if key is None or key in fields or match.end() == position:
            return {}, text
        fields[key] = match[2].strip()
        position = match.end()
    blank = _BLANK.match(text, position)
    if not fields or blank is None:
        return {}, text
    return {key: value for key, value in fields.items() if value}, text[blank.end() :]
