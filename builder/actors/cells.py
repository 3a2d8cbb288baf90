"""One line of an actor CSV: each cell read strictly, or every fault of the line noted. Whole files are files.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.actors.rows import Names
from tocsin.errors import DataFileError

INTERS = (1, 2, 3, 4, 5, 6, 7, 8)
_FORMULA = ("=", "@", "+", "-")  # what a spreadsheet runs when the cell is opened again
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Line:
    """One CSV line with its position, so that each field can complain precisely."""

    __slots__ = ("cells", "number", "path")

    def __init__(self, path: Path, number: int, cells: Mapping[str, str]) -> None:
        self.path, self.number, self.cells = path, number, cells

    def fault(self, column: str, allowed: str) -> DataFileError:
        """The error for one cell: file:line, row id, column, found, allowed."""
        row_id = next(iter(self.cells.values()), "")
        found = self.cells.get(column, "")
        return DataFileError(f"{self.path.name}:{self.number} {row_id!r} {column}: found {found!r}; allowed: {allowed}")

    def text(self, column: str) -> str:
        """A free cell, "" when the column is optional and absent."""
        value = self.cells.get(column, "").strip()
        if not value:
            return value
        if value[0] in _FORMULA:
            raise self.fault(column, "plain text, no formula")
        if not value.isprintable() and _CONTROL.search(value):
            raise self.fault(column, "one line of text, no control characters")
        return value

    def required(self, column: str) -> str:
        """A cell that may not be empty and, as it can end in a row, holds no semicolon."""
        value = self.text(column)
        if not value or ";" in value:
            raise self.fault(column, "text without ';', not empty")
        return value

    def names(self, column: str) -> Names:
        """A |-separated list."""
        value = self.text(column)
        return tuple(part for part in (p.strip() for p in value.split("|")) if part) if value else ()

    def day(self, column: str) -> date | None:
        """An ISO date or empty."""
        value = self.text(column)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.fault(column, "YYYY-MM-DD or empty") from None

    def first_day(self, column: str) -> date:
        """An ISO date that must be there."""
        value = self.day(column)
        if value is None:
            raise self.fault(column, "YYYY-MM-DD")
        return value

    def choice(self, column: str, allowed: Sequence[str]) -> Any:
        """One of a closed list."""
        value = self.text(column)
        if value not in allowed:
            raise self.fault(column, ", ".join(a or "(empty)" for a in allowed))
        return value

    def inter(self, column: str) -> int | None:
        """An inter code 1..8 or empty."""
        value = self.text(column)
        if not value:
            return None
        if not value.isdigit() or int(value) not in INTERS:
            raise self.fault(column, "1..8")
        return int(value)

    def code(self, column: str) -> int:
        """An inter code that must be there."""
        value = self.inter(column)
        if value is None:
            raise self.fault(column, "1..8")
        return value

    def flag(self, column: str) -> bool:
        """ "1" or "0" or empty."""
        return bool(self.choice(column, ("", "0", "1")) == "1")

    def ordered(self, first: str, last: str) -> None:
        """Refuse a period that ends before it begins."""
        start, end = self.day(first), self.day(last)
        if start and end and end < start:
            raise self.fault(last, f"a day not before {start}")


class EveryFault(Line):
    """A line that notes its faults and reads on, so that a checker hears of all its cells at once."""

    __slots__ = ("faults",)

    def __init__(self, line: Line) -> None:
        super().__init__(line.path, line.number, line.cells)
        self.faults: list[str] = []

    def _noted(self, read: Callable[..., Any], *given: Any) -> Any:
        try:
            return read(*given)
        except DataFileError as error:
            self.faults.append(str(error))
            return None

    def text(self, column: str) -> str:
        """The cell, "" when faulty."""
        return self._noted(super().text, column) or ""

    def required(self, column: str) -> str:
        """The cell, "" when faulty."""
        return self._noted(super().required, column) or ""

    def day(self, column: str) -> date | None:
        """The day, None when faulty."""
        day: date | None = self._noted(super().day, column)
        return day

    def first_day(self, column: str) -> date:
        """The day; the first of all days when faulty."""
        return self._noted(super().first_day, column) or date.min

    def choice(self, column: str, allowed: Sequence[str]) -> Any:
        """The cell, None when faulty."""
        return self._noted(super().choice, column, allowed)

    def inter(self, column: str) -> int | None:
        """The code, None when faulty."""
        code: int | None = self._noted(super().inter, column)
        return code

    def code(self, column: str) -> int:
        """The code, 0 when faulty."""
        return self._noted(super().code, column) or 0

    def ordered(self, first: str, last: str) -> None:
        """Note a period that ends before it begins."""
        self._noted(super().ordered, first, last)
