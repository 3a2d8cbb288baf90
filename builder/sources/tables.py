"""CSV files -> records, a row at a time; a row that cannot be read costs only itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from tocsin.errors import UsageError
from tocsin.model import Rejected
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.record import REQUIRED, Record, rejection

MAX_CELL = 64_000_000
"""Far above the longest text that is read, so that an over-long article is refused by name (too_long) and the file goes
on; still a bound, because one missing quotation mark makes the rest of a file a single cell."""

_DELIMITERS = (",", ";", "\t")


def read_csv(file: InputFile) -> Iterator[Record | Rejected]:
    """Yield one record or rejection per row; `line` is the line on which the row starts.

    Raises UsageError when the header lacks `id` or `text`. Separators: comma, semicolon, tab.
    """
    with open_bytes(file) as stream:
        header = stream.readline()
        if not header.strip():
            return
        delimiter, names = _read_header(header, file)
        yield from _read_rows(stream, delimiter, names, file.origin)


def _read_header(line: bytes, file: InputFile) -> tuple[str, tuple[str, ...]]:
    text = line.decode("utf-8", "replace")
    for delimiter in _DELIMITERS:
        names = _names(text, delimiter)
        if set(REQUIRED) <= set(names):
            break
    else:
        delimiter, names = ",", _names(text, ",")
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        found = ", ".join(names)[:200]
        raise UsageError(f"{file.path}: the header lacks {' and '.join(missing)}; found: {found}; needed: id, text")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise UsageError(f"{file.path}: the header has {twice[0]!r} twice; name every column once")
    return delimiter, names


def _names(text: str, delimiter: str) -> tuple[str, ...]:
    row = next(csv.reader([text], delimiter=delimiter), [])
    return tuple(name.strip().lower() for name in row)


def _read_rows(stream: BinaryIO, delimiter: str, names: Sequence[str], origin: str) -> Iterator[Record | Rejected]:
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="surrogateescape", newline="")
    csv.field_size_limit(MAX_CELL)
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + 2  # the header is line 1 and was read before
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield rejection(origin, line, "bad_row", f"not a readable CSV row: {error}")
            continue
        if row:
            yield _record(row, names, origin, line)


def _record(row: Sequence[str], names: Sequence[str], origin: str, line: int) -> Record | Rejected:
    fields = dict(zip(names, row, strict=False))
    if len(row) != len(names):
        detail = f"the row has {len(row)} cells, the header {len(names)}; a comma or quotation mark is not escaped"
        return rejection(origin, line, "bad_row", detail)
    return Record(fields, origin, line)
