"""Parquet files -> records, a batch at a time, reading only the columns that an article has."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.errors import UsageError
from tocsin.sources.files import InputFile
from tocsin.sources.record import FIELDS, REQUIRED, Record

BATCH_ROWS = 1_000
"""About 5 MB of news text: small beside the parser, large enough that the cost of a batch does not show."""


def read_parquet(file: InputFile) -> Iterator[Record]:
    """Yield one record per row; `line` is the row, counted from 1. Raises UsageError for a damaged file."""
    try:
        with pq.ParquetFile(file.path) as table:
            yield from _read_table(table, file)
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{file.path}: not a readable Parquet file: {str(error).splitlines()[0]}") from error


def _read_table(table: pq.ParquetFile, file: InputFile) -> Iterator[Record]:
    columns = table.schema_arrow.names
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        found = ", ".join(columns)[:200]
        raise UsageError(f"{file.path}: lacks the column {' and '.join(missing)}; found: {found}; needed: id, text")
    number = 0
    wanted = [name for name in FIELDS if name in columns]
    for batch in table.iter_batches(batch_size=BATCH_ROWS, columns=wanted, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield Record(row, file.origin, number)
