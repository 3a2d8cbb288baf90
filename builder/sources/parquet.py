"""Parquet files -> records, a batch at a time, reading only the columns that an article has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.remote import is_remote
from tocsin.sources.columns import Columns, missing_columns, wanted_columns
from tocsin.sources.faults import FileFaultError, why
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.record import Record
from tocsin.sources.unpack import in_memory

BATCH_ROWS = 1_000
"""About 5 MB of news text: small beside the parser, large enough that the cost of a batch does not show."""


def read_parquet(file: InputFile, columns: Columns) -> Iterator[Record]:
    """Yield one record per row; `line` is the row, counted from 1. Raises FileFaultError for a damaged file."""
    packed = file.zipped or bool(file.member)
    try:
        with open_bytes(file) if packed or is_remote(file.path) else nullcontext() as stream:
            source = in_memory(stream) if packed and stream else stream or file.path
            with pq.ParquetFile(source) as table:
                yield from _read_table(table, file, columns)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise FileFaultError("unreadable", f"not a readable Parquet file: {why(error)}") from error


def _read_table(table: pq.ParquetFile, file: InputFile, columns: Columns) -> Iterator[Record]:
    names = table.schema_arrow.names
    if missing := missing_columns(names, columns):
        raise FileFaultError("missing_columns", missing)
    number = 0
    if file.meter is not None:
        rows = max(1, table.metadata.num_rows)
        file.meter.watch(lambda: file.size * number // rows)
    wanted = wanted_columns(names, columns)
    for batch in table.iter_batches(batch_size=BATCH_ROWS, columns=wanted, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield Record(row, file.origin, number)
