"""Write an Arrow table as CSV the way analysts' tools read it: UTF-8, comma, line feed, quotes only where needed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from tocsin.dataset.streams import TableStream


def write_csv(stream: TableStream, path: Path) -> None:
    """Write the table with a header and no index. Empty cells are empty strings, days ISO, floats never in exponents.

    Arrow's own writer would quote every text cell.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
        writer.writerow(stream.schema.names)
        for table in stream.batches():
            for batch in table.to_batches(max_chunksize=10_000):
                columns = [[cell_text(value) for value in column.to_pylist()] for column in batch.columns]
                writer.writerows(zip(*columns, strict=True))


def cell_text(value: object) -> str:
    """None -> "", 14.0689 -> "14.0689", 0.00001 -> "0.00001", date(2024, 9, 17) -> "2024-09-17"."""
    if value is None:
        return ""
    if isinstance(value, float):
        text = repr(value)
        return format(value, ".17f").rstrip("0") if "e" in text else text
    return value.isoformat() if isinstance(value, date) else str(value)
