"""Judge an events file by the contract: a path in, violations out. The checks themselves are schema/checks.py.

Files of ACLED's of any vintage are judged in today's columns; what that changed is told by older_forms().
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.errors import UsageError
from tocsin.remote import at_hand
from tocsin.schema.arrow import arrow_schema
from tocsin.schema.checks import check_table
from tocsin.schema.columns import COLUMNS
from tocsin.schema.frame import as_texts
from tocsin.schema.vintage import modernise
from tocsin.schema.violations import Violation


def validate(path: Path, own: bool = True) -> list[Violation]:
    """Every violation in events.csv, events.parquet, or a build folder; an empty list when all is well.

    own  True for rows that Tocsin built; False for tables of other producers, which have other keys
    Raises UsageError when the file cannot be read as a table at all.
    """
    return check_table(read_table(path), own)


def older_forms(path: Path) -> tuple[str, ...]:
    """What an events file writes otherwise than today's tables do, a line each; nothing for a table of today."""
    with at_hand(path) as found:
        file = _file(found)
        return () if _is_of_today(file) else modernise(_texts(file)).changes


def read_table(path: Path) -> pd.DataFrame:
    """The table as it is, without mending it: a cell that is not of its column's type stays for the checks to see."""
    with at_hand(path) as found:
        file = _file(found)
        return _read(file) if _is_of_today(file) else _typed(modernise(_texts(file)).table)


def _is_of_today(file: Path) -> bool:
    """Whether a Parquet file has the columns of the contract: then its cells need no second look."""
    if file.suffix.lower() != ".parquet":
        return False
    try:
        return bool(pq.read_schema(file).equals(arrow_schema()))
    except (OSError, pa.ArrowException) as error:
        raise UsageError(f"{file}: cannot be read as a table: {str(error).splitlines()[0]}") from error


def _file(path: Path) -> Path:
    file = path / "events.parquet" if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"{file}: no such file; name a build folder, an events.csv or an events.parquet")
    return file


def _texts(file: Path) -> pd.DataFrame:
    return as_texts(_read(file))


def _read(file: Path) -> pd.DataFrame:
    try:
        if file.suffix.lower() == ".parquet":
            return pd.read_parquet(file)
        return pd.read_csv(file, dtype="str", keep_default_na=False, encoding="utf-8-sig")
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
