"""The nouns of a comparison: a row of either side with its articles; the rates that counts of rows or cells give."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tocsin.schema.errors import SchemaError
from tocsin.schema.taxonomy import event_type_of

Point = tuple[float, float]


@dataclass(frozen=True)
class Unit:
    """One event as one side has it.

    key       its event_id_cnty; of a hand-coded row without one, "row 7"
    articles  ids of the build's articles that it is linked with
    cells     column -> text, empty cells ""
    day       its event_date
    point     latitude and longitude, None when it has none
    """

    key: str
    articles: frozenset[str]
    cells: Mapping[str, str]
    day: date
    point: Point | None

    def cell(self, column: str) -> str:
        """One cell, "" when it is empty or the side has no such column."""
        return self.cells.get(column, "")

    @cached_property
    def event_type(self) -> str:
        """The event type, "" when the codebook knows neither it nor the sub-event type."""
        try:
            return event_type_of(self.cell("sub_event_type"))
        except SchemaError:
            return self.cell("event_type")

    @cached_property
    def content(self) -> str:
        """What the row says, as one text: rows are put in order by it, so that their order in a file says nothing."""
        told = [f"{name}={cell}" for name, cell in sorted(self.cells.items()) if cell and name != "timestamp"]
        return "\x1f".join((self.day.isoformat(), *told, *sorted(self.articles)))

    @cached_property
    def mark(self) -> str:
        """A hash of the content."""
        return hashlib.sha256(self.content.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def headline(self) -> str:
        """The row for a reader: "2025-03-04 Attack, Koro (Mali), 3 killed"."""
        where = self.cell("location") + (f" ({self.cell('country')})" if self.cell("country") else "")
        deaths = f"{self.cell('fatalities')} killed" if self.cell("fatalities") else ""
        kind = self.cell("sub_event_type") or self.cell("event_type") or "event"
        return ", ".join(filter(None, (f"{self.day.isoformat()} {kind}", where.strip(), deaths)))


@dataclass(frozen=True, slots=True)
class Rates:
    """How many of each: hand-coded, built, and right, which is both. A rate without a denominator is None."""

    gold: int
    built: int
    right: int

    @property
    def precision(self) -> float | None:
        """right / built: of what was built, the share that is right."""
        return ratio(self.right, self.built)

    @property
    def recall(self) -> float | None:
        """right / gold: of what was hand-coded, the share that was built."""
        return ratio(self.right, self.gold)

    @property
    def f1(self) -> float | None:
        """2 right / (gold + built): the harmonic mean of both."""
        return ratio(2 * self.right, self.gold + self.built)


def ratio(part: int, whole: int) -> float | None:
    """part / whole; None when there is nothing to divide by."""
    return part / whole if whole else None


def rate_text(value: float | None) -> str:
    """A rate as it is shown: 1.000 means all and 0.000 none, whatever rounding says; a dash where there is no rate."""
    if value is None:
        return "–"
    return f"{value if value in (0, 1) else min(max(value, 0.001), 0.999):.3f}"
