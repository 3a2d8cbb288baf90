"""Judge an events file by the contract: a path in, violations out. The checks themselves are schema/checks.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from tocsin.errors import UsageError
from tocsin.schema.checks import check_table
from tocsin.schema.columns import COLUMNS
from tocsin.schema.violations import Violation


def validate(path: Path, own: bool = True) -> list[Violation]:
    """Every violation in events.csv, events.parquet, or a build folder; an empty list when all is well.

    own  True for rows that Tocsin built; False for tables of other producers, which have other keys
    Raises UsageError when the file cannot be read as a table at all.
    """
    return check_table(read_table(path), own)


def read_table(path: Path) -> pd.DataFrame:
    """The table as it is, without mending it: a cell that is not of its column's type stays for the checks to see."""
    file = path / "events.parquet" if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"{file}: no such file; name a build folder, an events.csv or an events.parquet")
    try:
        if file.suffix.lower() == ".parquet":
            return pd.read_parquet(file)
        return _typed(pd.read_csv(file, dtype="str", keep_default_na=False, encoding="utf-8-sig"))
    except (OSError, ValueError, UnicodeError) as error:
        raise UsageError(f"{file}: cannot be read as a table: {str(error).splitlines()[0]}") from error


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Numbers of a CSV as numbers, wherever a cell can be read as one."""
    kinds = {spec.name: spec.type for spec in COLUMNS if spec.type in ("int", "float")}
    cells = {
        str(name): pd.Series([_number(cell, kinds[name]) for cell in table[name]], dtype="object", index=table.index)
        if name in kinds
        else table[name]
        for name in table.columns
    }
    return pd.DataFrame(cells, index=table.index)


def _number(cell: str, kind: str) -> Any:
    try:
        return int(cell) if kind == "int" else float(cell)
    except ValueError:
        return cell
