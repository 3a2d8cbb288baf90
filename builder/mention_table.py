"""The table of mentions: one row per mention, whatever its kind. Finding them is pipeline.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.errors import UsageError
from tocsin.wholefile import written

Row = dict[str, object]

SCHEMA = pa.schema(
    [
        ("article_id", pa.string()),
        ("kind", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("rule_id", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("place_id", pa.string()),
        ("date_from", pa.date32()),
        ("date_to", pa.date32()),
        ("precision", pa.int64()),
        ("low", pa.int64()),
        ("high", pa.int64()),
        ("unit", pa.string()),
        ("name", pa.string()),
        ("inter", pa.string()),
        ("field", pa.string()),
    ]
)
"""Columns in order. `start` and `end` slice the article's own `field`; what a kind does not have is null."""

BATCH = 20_000  # rows held at a time: a few MB, and row groups large enough to compress well


def to_table(rows: Iterable[Row]) -> pa.Table:
    """All rows as one Arrow table, in order of article, field and place in the text."""
    return pa.Table.from_pylist(sorted(rows, key=_order), schema=SCHEMA)


def to_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """All rows as a DataFrame with nullable integers, so that a missing `high` does not turn counts into floats."""
    frame: pd.DataFrame = to_table(rows).to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    return frame


def refuse_overwriting(out: Path, inputs: Iterable[Path]) -> None:
    """Raise UsageError when `out` is an input or a file that is no table of mentions: nobody's work is written over."""
    if out.is_dir():
        raise UsageError(f"{out} is a folder; name a Parquet file to write")
    if not out.exists():
        return
    if any(out.resolve() == p.resolve() for p in inputs):
        raise UsageError(f"{out} is one of the inputs; name another file to write")
    try:
        names = set(pq.read_schema(out).names)
    except (pa.ArrowInvalid, OSError):
        names = set()
    if not {"article_id", "kind", "rule_id"} <= names:
        raise UsageError(f"{out} exists and is no table of mentions; name another file or remove it")


def write(rows: Iterable[Row], path: Path) -> int:
    """Stream rows into a Parquet file and return how many; the file appears whole or not at all."""
    with written(path) as partial:
        return _write(rows, partial)


def _write(rows: Iterable[Row], path: Path) -> int:
    count = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_table(to_table(batch))
            count += len(batch)
    return count


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _order(row: Row) -> tuple[str, str, int, int, str, str]:
    """Title before text, then by place; kind and rule last, so that ties are stable."""
    start, end = row["start"], row["end"]
    field = "0" if row["field"] == "title" else "1"
    assert isinstance(start, int) and isinstance(end, int)
    return str(row["article_id"]), field, start, end, str(row["kind"]), str(row["rule_id"])
