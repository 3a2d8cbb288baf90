"""Other people's column names: "published=date_col" -> the fields of a record under our names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from tocsin.errors import UsageError
from tocsin.sources.record import FIELDS, REQUIRED

Columns = Mapping[str, str]
"""Our field -> their column."""

_HINT = "name another column with --map text=COLUMN"


def parse_columns(entries: Iterable[str]) -> dict[str, str]:
    """Read "published=date_col" and the like. Raises UsageError for a field that no article has, or one named twice."""
    found: dict[str, str] = {}
    for entry in entries:
        name, equals, column = (part.strip() for part in entry.partition("="))
        if not equals or not column:
            raise UsageError(f"--map {entry!r}: write it as FIELD=COLUMN, such as published=date_col")
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"--map {entry!r}: an article has no field {name!r}; fields: {', '.join(FIELDS)}{hint}")
        if name in found:
            raise UsageError(f"--map names {name} twice; one column can be {name}")
        found[name] = column
    return found


def renamed(fields: Mapping[str, object], columns: Columns) -> Mapping[str, object]:
    """The fields under our names. A mapped column wins where it is; elsewhere our own name holds as ever."""
    if not columns:
        return fields
    moved = {name: fields[column] for name, column in columns.items() if column in fields}
    return {**{key: value for key, value in fields.items() if key not in moved}, **moved}


def wanted_columns(present: Iterable[str], columns: Columns) -> list[str]:
    """The columns of a table that hold a field, in the table's order."""
    names = {*FIELDS, *columns.values()}
    return [name for name in present if name in names]


def missing_columns(present: Iterable[str], columns: Columns) -> str:
    """What a table lacks, in words; "" when it has an id and a text."""
    names = list(present)
    missing = [name for name in REQUIRED if name not in names and columns.get(name) not in names]
    if not missing:
        return ""
    found = " ".join(", ".join(names).split())[:200]  # a torn file may name a column by control characters
    return f"lacks {' and '.join(missing)}; found: {found}; needed: id, text; {_HINT}"


def require_used(columns: Columns, seen: set[str]) -> None:
    """Raise UsageError when a mapped column stood in no input at all: a typing slip would lose the field silently."""
    for name, column in columns.items():
        if column not in seen:
            raise UsageError(f"--map {name}={column}: no input has a column {column!r}")
