"""The contract as a pandera schema, for those who validate with it. checks.py is the same without it, and faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import ref

import pandas as pd
from tocsin.schema.checks import applicable
from tocsin.schema.columns import COLUMNS, Column
from tocsin.schema.frame import conform, text_dtype
from tocsin.schema.violations import Cells, Check, read_cells

# pandera itself checks names, order, dtypes and empty cells.
_BY_PANDERA = frozenset({"E001", "E002", "E003"})


class _CellReader:
    """Reads the table that pandera hands to every check once, not once per check.

    It refers to the table weakly: pandera keeps the schema of a table as long as the table lives.
    """

    def __init__(self, own: bool) -> None:
        self._own = own
        self._table: Callable[[], pd.DataFrame | None] = lambda: None
        self._cells: Cells | None = None

    def read(self, df: pd.DataFrame) -> Cells:
        if self._cells is None or self._table() is not df:
            self._table, self._cells = ref(df), read_cells(df, self._own)
        return self._cells


def table_schema(own: bool = True) -> Any:
    """The pandera DataFrameSchema of events; checks bear the codes of checks.py, warnings are raised as warnings."""
    import pandera.pandas as pandera  # a second of import time that only this function needs

    reader = _CellReader(own)
    return pandera.DataFrameSchema(
        {spec.name: _column(pandera, spec) for spec in COLUMNS},
        checks=[_wide_check(pandera, entry, reader) for entry in applicable(own) if entry.code not in _BY_PANDERA],
        strict=True,
        ordered=True,
        name="events",
    )


def validate(df: pd.DataFrame, own: bool = True) -> pd.DataFrame:
    """The table in its canonical dtypes, or pandera's SchemaErrors with every failure at once."""
    validated: pd.DataFrame = table_schema(own).validate(conform(df).reset_index(drop=True), lazy=True)
    return validated


def _column(pandera: Any, spec: Column) -> Any:
    dtypes = {"string": text_dtype(), "date": "datetime64[us]", "int": "int64", "float": "float64"}
    return pandera.Column(dtypes[spec.type], nullable=spec.nullable, title=spec.name, description=spec.description)


def _wide_check(pandera: Any, entry: Check, reader: _CellReader) -> Any:
    return pandera.Check(
        _passes(entry, reader),
        name=f"{entry.code} {entry.name}",
        error=f"{entry.code} {entry.name}: {entry.about}",
        raise_warning=entry.severity == "warning",
    )


def _passes(entry: Check, reader: _CellReader) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    def passes(df: pd.DataFrame) -> pd.Series[bool]:
        good = pd.Series(True, index=df.index)
        good.iloc[[hit.row for hit in entry.find(reader.read(df))]] = False
        return good

    return passes
