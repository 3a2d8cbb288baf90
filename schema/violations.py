"""What a check is and what it finds: a table is read once into plain cells, every check walks over them.

Checks are functions of plain values and answer with what would be allowed, or None when all is well. They are called
once per distinct combination of values, so a table of 100,000 rows takes seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from numbers import Integral, Real
from typing import Any, Literal

import pandas as pd
from tocsin.schema.columns import COLUMNS, Column

Severity = Literal["error", "warning"]
Scope = Literal["all", "own", "others"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One cell that breaks the contract. `row` counts from 0; -1 when the table as a whole is meant."""

    code: str
    severity: Severity
    row: int
    event_id_cnty: str
    column: str
    found: str
    allowed: str
    message: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found, before the row and the check are put into words."""

    row: int
    column: str
    found: object
    allowed: str


@dataclass(frozen=True, slots=True)
class Cells:
    """A table as plain lists. Empty text is "", an empty or unreadable number or day is None."""

    size: int
    own: bool
    values: dict[str, list[Any]]
    unreadable: tuple[Hit, ...]


Finder = Callable[[Cells], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """One invariant with a code that never changes. `scope`: all rows, our own, or others' only."""

    code: str
    name: str
    about: str
    find: Finder
    scope: Scope = "all"

    @property
    def severity(self) -> Severity:
        """The letter of the code tells: E error, W warning."""
        return "error" if self.code.startswith("E") else "warning"


# ---------------------------------------------------------------- reading


class UnreadableError(ValueError):
    """A cell that is not of its column's type."""


def read_cells(df: pd.DataFrame, own: bool) -> Cells:
    """Read a table that has all 31 columns."""
    values: dict[str, list[Any]] = {}
    wrong: list[Hit] = []
    for spec in COLUMNS:
        values[spec.name], hits = _read_column(spec, df[spec.name])
        wrong += hits
    return Cells(len(df), own, values, tuple(wrong))


def _read_column(spec: Column, cells: pd.Series[Any]) -> tuple[list[Any], list[Hit]]:
    read, word = _READERS[spec.type]
    empty: Any = "" if spec.type == "string" else None
    blank = cells.isna().tolist()
    values: list[Any] = []
    wrong: list[Hit] = []
    for row, value in enumerate(cells.tolist()):
        if blank[row] or value == "":
            values.append(empty)
            continue
        try:
            values.append(read(value))
        except UnreadableError:
            values.append(empty)
            wrong.append(Hit(row, spec.name, value, word))
    return values, wrong


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise UnreadableError


def _whole(value: object) -> int:
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value)
    number = _real(value)
    if number.is_integer():
        return int(number)
    raise UnreadableError


def _real(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise UnreadableError
    return float(value)


def _day(value: object) -> date:
    if isinstance(value, datetime):
        if value.time() != time(0):
            raise UnreadableError
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise UnreadableError from None


_READERS: dict[str, tuple[Callable[[object], Any], str]] = {
    "string": (_text, "text"),
    "int": (_whole, "a whole number"),
    "float": (_real, "a number"),
    "date": (_day, "a day such as 2024-09-17"),
}


# ---------------------------------------------------------------- ways to walk over cells


def rowwise(reports: str, reads: Sequence[str], test: Callable[..., str | None]) -> Finder:
    """Check rows: `test` gets the cells of `reads`; what it allows is reported on the column `reports`.

    A row in which a number or a day is missing is passed over: another check speaks about that cell.
    """

    def find(cells: Cells) -> Iterator[Hit]:
        memo: dict[tuple[Any, ...], str | None] = {}
        for row, key in enumerate(zip(*(cells.values[name] for name in reads), strict=True)):
            if None in key:
                continue
            if key not in memo:
                memo[key] = test(*key)
            if (allowed := memo[key]) is not None:
                yield Hit(row, reports, cells.values[reports][row], allowed)

    return find


def cellwise(columns: Sequence[str], test: Callable[[Any], str | None]) -> Finder:
    """Check each filled cell of each of the columns on its own."""

    def find(cells: Cells) -> Iterator[Hit]:
        for column in columns:
            memo: dict[Any, str | None] = {}
            for row, value in enumerate(cells.values[column]):
                if value is None or value == "":
                    continue
                if value not in memo:
                    memo[value] = test(value)
                if (allowed := memo[value]) is not None:
                    yield Hit(row, column, value, allowed)

    return find
