"""The build itself once more: all of its tables, or the events as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tocsin.dataset.assemble import TABLE_NAMES
from tocsin.dataset.streams import in_memory
from tocsin.export.csvfile import write_csv
from tocsin.export.datapackage import resource
from tocsin.export.selection import Selection
from tocsin.export.write import write_parquet


def write_tables(selection: Selection, folder: Path) -> list[dict[str, Any]]:
    """Every table as Parquet, and events.csv."""
    found = write_plain_csv(selection, folder)
    for name in TABLE_NAMES:
        table = selection.events() if name == "events" else selection.table(name)
        write_parquet(table, folder / f"{name}.parquet")
        found.append(resource(name, f"{name}.parquet", name, table.schema))
    return found


def write_plain_csv(selection: Selection, folder: Path) -> list[dict[str, Any]]:
    """events.csv as a build writes it."""
    events = selection.events()
    write_csv(in_memory(events), folder / "events.csv")
    return [resource("events_csv", "events.csv", "events", events.schema)]
