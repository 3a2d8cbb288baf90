"""JSON lines (or one JSON array, or one object) -> records, a line at a time; a broken line costs only itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from tocsin.model import Rejected
from tocsin.sources.columns import Columns
from tocsin.sources.faults import FileFaultError
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.record import Record, rejection

MAX_LINE = 64_000_000
"""Far above the longest text that is read, so that an over-long article is refused by name; still a bound."""

MAX_WHOLE = 1_000_000_000
"""An array or an object must be held in memory to be read; beyond this, one object a line is the way."""


def read_jsonl(file: InputFile, columns: Columns) -> Iterator[Record | Rejected]:
    """Yield one record or rejection per line that is not blank; `line` is the line in the file."""
    with open_bytes(file) as stream:
        opened = False
        for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE), b""), 1):
            body = line.strip()
            if not opened and (body == b"{" or (body.startswith(b"[") and _opens_array(body))):
                yield from _read_whole(body, stream, file)
                return
            opened = opened or bool(body)
            if len(line) == MAX_LINE and not line.endswith(b"\n"):
                _skip_line(stream)
                yield rejection(file.origin, number, "too_long", f"the line has over {MAX_LINE:,} bytes")
            elif body:
                yield _read_line(body, file.origin, number)


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass


def _opens_array(body: bytes) -> bool:
    """Tell an array of objects, on one line or many, from a line that holds a list by mistake."""
    return body == b"[" or body[1:].lstrip().startswith(b"{")


def _read_whole(first: bytes, stream: BinaryIO, file: InputFile) -> Iterator[Record | Rejected]:
    """An array of objects, or one object written over many lines."""
    content = first + b"\n" + stream.read(MAX_WHOLE)
    if len(content) >= MAX_WHOLE:
        raise FileFaultError("too_large", f"one JSON value of over {MAX_WHOLE:,} bytes; write one object a line")
    what = "array" if first.startswith(b"[") else "object"
    try:
        value = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileFaultError("not_json", f"the JSON {what} is broken: {error}; one object a line is safer") from error
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield _record(item, file.origin, number)


def _read_line(body: bytes, origin: str, number: int) -> Record | Rejected:
    try:
        return _record(msgspec.json.decode(body), origin, number)
    except UnicodeDecodeError as error:
        return rejection(origin, number, "bad_encoding", f"not valid UTF-8 at byte {error.start} of a string")
    except (msgspec.DecodeError, RecursionError) as error:
        if b"\0" in body:
            return rejection(origin, number, "nul_byte", "the line holds NUL bytes; the file is damaged")
        return rejection(origin, number, "not_json", f"not valid JSON: {error}")


def _record(item: object, origin: str, number: int) -> Record | Rejected:
    if isinstance(item, dict):
        return Record(item, origin, number)
    return rejection(origin, number, "not_json", f"a line must hold a JSON object, found {type(item).__name__}")
