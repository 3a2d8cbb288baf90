"""Bring rows into one pandas form: rows, CSV or Arrow in, a table with the 31 columns and stable dtypes out.

Text is a pandas string with NaN for empty cells, days are datetime64, whole numbers int64, coordinates float64.
Judging the cells is checks.py's business; here a cell that cannot be read as its type is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from tocsin.schema.columns import COLUMNS, NAMES, Column
from tocsin.schema.errors import SchemaError

POPULATION = ("population_1km", "population_2km", "population_5km", "population_best")
"""Columns that ACLED appends when they are asked for."""


def text_dtype() -> Any:
    """The pandas dtype of text: strings with NaN for empty, so that `!=` keeps empty cells as a CSV reader does."""
    try:
        return pd.StringDtype(na_value=float("nan"))
    except TypeError:  # pandas before 2.3 knows no such dtype
        return "object"


def to_frame(rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """A table of rows as derive.complete gives them; no rows give an empty table with the right dtypes."""
    return conform(pd.DataFrame([dict(row) for row in rows], columns=list(NAMES), dtype="object"))


def conform(df: pd.DataFrame) -> pd.DataFrame:
    """A copy with exactly the 31 columns in order and the dtypes of this module."""
    if missing := [name for name in NAMES if name not in df.columns]:
        raise SchemaError(f"table lacks {', '.join(missing)}")
    if extra := [str(name) for name in df.columns if name not in NAMES]:
        raise SchemaError(f"table has unknown columns: {', '.join(extra)}")
    return pd.DataFrame({spec.name: _conform_column(spec, df[spec.name]) for spec in COLUMNS}, index=df.index)


def _conform_column(spec: Column, cells: pd.Series[Any]) -> pd.Series[Any]:
    try:
        if spec.type == "string":
            return cells.astype("object").where(cells.notna() & (cells != ""), None).astype(text_dtype())
        if spec.type == "date":
            return parse_days(cells, errors="raise")
        numbers = pd.to_numeric(cells, errors="raise")
        return numbers.astype("int64" if spec.type == "int" else "float64")
    except (TypeError, ValueError) as error:
        raise SchemaError(f"column {spec.name} cannot be read as {spec.type}: {error}") from error


def parse_days(cells: pd.Series[Any], errors: str) -> pd.Series[Any]:
    """Days of a column of dates, datetimes or ISO texts. `errors` is "raise", or "coerce" for NaT."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        days: pd.Series[Any] = cells
    else:
        known = cells.astype("object").where(cells.notna() & (cells != ""), None)
        days = pd.to_datetime(known, errors=errors, format="ISO8601")  # type: ignore[call-overload]
    if days.dt.tz is not None:
        days = days.dt.tz_localize(None)
    return days.astype("datetime64[us]")


def read_csv(path: Path | str) -> pd.DataFrame:
    """Read an events CSV, ours or ACLED's of any vintage (vintage.py), in today's columns.

    A byte order mark is tolerated; "NA" and "None" stay text, so that the checks see them.
    """
    return conform_texts(pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig"))


def as_texts(table: pd.DataFrame) -> pd.DataFrame:
    """Every cell as text, empty ones "": days in ISO, whole numbers without a point."""
    return pd.DataFrame({name: table[name].map(_as_text) for name in table.columns}, dtype="str")


def _as_text(value: Any) -> str:
    if value is None or value != value or value is pd.NaT:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)


def conform_texts(table: pd.DataFrame) -> pd.DataFrame:
    """conform() for a table of texts of any vintage; columns on population are left out."""
    from tocsin.schema.vintage import modernise  # it needs the vocabularies, which most callers do not

    made = modernise(table).table
    return conform(made.drop(columns=[name for name in made.columns if name in POPULATION]))
