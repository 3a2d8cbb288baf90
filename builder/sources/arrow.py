"""Arrow files and streams (.arrow, .feather) -> records, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pyarrow as pa
from tocsin.remote import is_remote
from tocsin.sources.columns import Columns, missing_columns, wanted_columns
from tocsin.sources.faults import FileFaultError, why
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.record import Record
from tocsin.sources.unpack import in_memory

_FILE_MARK = b"ARROW1"


def read_arrow(file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield one record per row of either form; `line` is the row, counted from 1. Raises FileFaultError."""
    packed = file.zipped or bool(file.member)
    try:
        with open_bytes(file) if packed or is_remote(file.path) else nullcontext() as stream:
            source: Any = in_memory(stream) if packed and stream else stream or pa.OSFile(str(file.path), "rb")
            with source:
                yield from _read_batches(_batches(source), file, columns)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise FileFaultError("unreadable", f"not a readable Arrow file: {why(error)}") from error


def _batches(source: Any) -> Iterator[Any]:
    """Record batches of the file form, which has an index at its end, or of the stream form."""
    mark = source.read(len(_FILE_MARK))
    source.seek(0)
    if mark == _FILE_MARK:
        table = pa.ipc.open_file(source)
        yield from (table.get_batch(index) for index in range(table.num_record_batches))
        return
    yield from pa.ipc.open_stream(source)


def _read_batches(batches: Iterator[Any], file: InputFile, columns: Columns) -> Iterator[Record]:
    number = 0
    for batch in batches:
        names = batch.schema.names
        if missing := missing_columns(names, columns):
            raise FileFaultError("missing_columns", missing)
        for row in batch.select(wanted_columns(names, columns)).to_pylist():
            number += 1
            yield Record(row, file.origin, number)
