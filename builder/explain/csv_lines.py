"""A data file in CSV -> which line each of its entries stands on."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path


def lines_by_id(files: Sequence[tuple[Path, str]], key: str) -> Mapping[str, str]:
    """Id -> "file:line"; later files go over earlier ones.

    files  path and the name to show for it
    key    the column that holds the id

    A quoted cell may hold line ends: the line is the last that the row reaches.
    """
    return {name: where for path, shown in files for name, where in _lines(path, shown, key)}


def _lines(path: Path, shown: str, key: str) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            yield (row.get(key) or "").strip(), f"{shown}:{reader.line_num}"
