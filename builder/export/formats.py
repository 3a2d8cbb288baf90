"""The formats of `tocsin export`: a name, what it is for, and the function that writes it. One line per format."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.errors import UsageError
from tocsin.export.aggregates import write_aggregates
from tocsin.export.geo import write_geojson, write_geoparquet
from tocsin.export.partitioned import write_partitioned
from tocsin.export.selection import Selection
from tocsin.export.spreadsheet import write_excel_csv, write_xlsx
from tocsin.export.whole import write_plain_csv, write_tables

Writer = Callable[[Selection, Path], list[dict[str, Any]]]
"""Writes its files into a folder and answers with their descriptors."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `events_only` says that it holds no publisher's words in any case."""

    about: str
    write: Writer


FORMATS: dict[str, Format] = {
    "tables": Format("every table of the build as Parquet, and events.csv", write_tables),
    "csv": Format("events.csv, UTF-8", write_plain_csv),
    "excel-csv": Format("events.csv for Excel: marked as UTF-8, no cell a formula", write_excel_csv),
    "xlsx": Format("events.xlsx, a workbook with days as days", write_xlsx),
    "parquet": Format("Parquet by country and year, for DuckDB, Spark, Athena", write_partitioned),
    "geoparquet": Format("events.geo.parquet, points for geopandas, sf, QGIS", write_geoparquet),
    "geojson": Format("events.geojson, points for QGIS and web maps", write_geojson),
    "aggregates": Format("events and deaths by month and week, country and admin1", write_aggregates),
}


def format_named(name: str) -> Format:
    """The format of a name. Raises UsageError with the nearest name, or all of them."""
    if name in FORMATS:
        return FORMATS[name]
    near = difflib.get_close_matches(name, FORMATS, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"formats: {', '.join(FORMATS)}"
    raise UsageError(f'no export format "{name}"; {hint}')
