"""Events as Parquet files by country and year, in the layout that query engines know: country=Mali/year=2024/."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow.compute as pc
from tocsin.export.datapackage import resource
from tocsin.export.selection import Selection
from tocsin.export.write import write_parquet

KEYS = ("country", "year")
"""They stand in the names of the folders and, as the layout wants it, not in the files."""


def write_partitioned(selection: Selection, folder: Path) -> list[dict[str, Any]]:
    """One file per country and year, rows in the order of events."""
    events = selection.events()
    pairs = sorted(set(zip(events["country"].to_pylist(), events["year"].to_pylist(), strict=True)))
    paths: list[str] = []
    for country, year in pairs:
        inside = pc.and_(pc.equal(events["country"], country), pc.equal(events["year"], year))
        path = f"events/country={quote(country, safe='')}/year={year}/events.parquet"
        (folder / path).parent.mkdir(parents=True)
        write_parquet(events.filter(inside).drop_columns(list(KEYS)), folder / path)
        paths.append(path)
    if not paths:
        (folder / "events").mkdir()
        write_parquet(events.drop_columns(list(KEYS)), folder / "events" / "empty.parquet")
        paths.append("events/empty.parquet")
    schema = events.drop_columns(list(KEYS)).schema
    found = resource("events", paths[0], "events", schema)
    del found["schema"]["primaryKey"]  # a key that holds across files is not that of each
    return [{**found, "path": paths if len(paths) > 1 else paths[0]}]
