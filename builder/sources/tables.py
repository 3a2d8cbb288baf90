"""CSV files -> records, a row at a time; a row that cannot be read costs only itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from tocsin.model import Rejected
from tocsin.sources.columns import Columns, missing_columns
from tocsin.sources.faults import FileFaultError
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.record import Record, rejection

MAX_CELL = 64_000_000
"""Far above the longest text that is read, so that an over-long article is refused by name (too_long) and the file goes
on; still a bound, because one missing quotation mark makes the rest of a file a single cell."""

_DELIMITERS = (",", ";", "\t")


MAX_HEADER = 1_000_000
"""A header of more than this is no header."""


def read_csv(file: InputFile, columns: Columns) -> Iterator[Record | Rejected]:
    """Yield one record or rejection per row; `line` is the line on which the row starts.

    Raises FileFaultError when the header lacks an id or a text. Separators: comma, semicolon, tab.
    """
    small = {name: column.lower() for name, column in columns.items()}
    with open_bytes(file) as stream:
        header = stream.readline(MAX_HEADER)
        if not header.strip():
            return
        delimiter, names = _read_header(header, small)
        names = tuple(next((c for c in columns.values() if c.lower() == name), name) for name in names)
        yield from _read_rows(stream, delimiter, names, file.origin)


def _read_header(line: bytes, columns: Columns) -> tuple[str, tuple[str, ...]]:
    text = line.decode("utf-8", "replace")
    split = {delimiter: _names(text, delimiter) for delimiter in _DELIMITERS}
    whole = [delimiter for delimiter, names in split.items() if not missing_columns(names, columns)]
    delimiter = whole[0] if whole else ","
    names = split[delimiter]
    if missing := missing_columns(names, columns):
        raise FileFaultError("missing_columns", f"the header {missing}")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise FileFaultError("missing_columns", f"the header has {twice[0]!r} twice; name every column once")
    return delimiter, names


def _names(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        row = next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error as error:  # a line that ends with \r alone, a cell without end
        raise FileFaultError("missing_columns", f"the header is not a readable CSV row: {error}") from error
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
