"""Where a rule id is being looked up: the cell, its words, and the day and country of its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of evidence in its row. Dictionaries have several rows of one id: country and day choose among them."""

    column: str = ""
    value: str = ""
    quote: str = ""
    country: str = ""
    admin1: str = ""
    day: date | None = None
    latitude: float | None = None
    longitude: float | None = None
