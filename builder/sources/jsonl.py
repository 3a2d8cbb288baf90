"""JSON lines (or one JSON array of objects) -> records, a line at a time; a broken line costs only itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from tocsin.errors import UsageError
from tocsin.model import Rejected
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.record import Record, rejection


def read_jsonl(file: InputFile) -> Iterator[Record | Rejected]:
    """Yield one record or rejection per line that is not blank; `line` is the line in the file."""
    with open_bytes(file) as stream:
        first = b""
        for number, line in enumerate(stream, 1):
            body = line.strip()
            if not first and body.startswith(b"[") and _opens_array(body):
                yield from _read_array(body, stream, file)
                return
            first = first or body
            if body:
                yield _read_line(body, file.origin, number)


def _opens_array(body: bytes) -> bool:
    """Tell an array of objects, on one line or many, from a line that holds a list by mistake."""
    return body == b"[" or body[1:].lstrip().startswith(b"{")


def _read_array(first: bytes, stream: BinaryIO, file: InputFile) -> Iterator[Record | Rejected]:
    try:
        items = msgspec.json.decode(first + b"\n" + stream.read(), type=list[object])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file.path}: the JSON array is broken: {error}; one object a line is safer") from error
    for number, item in enumerate(items, 1):
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
