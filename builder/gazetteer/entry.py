"""One place as every part of the gazetteer gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Strength = Literal["curated", "primary", "alternate", "variant"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. `seat` is the town that stands for a unit or region; `strength` tells how the name met it."""

    place_id: str
    name: str
    country: str
    admin1: str
    admin2: str
    latitude: float
    longitude: float
    population: int
    kind: str
    seat: str
    coded_name: str
    strength: Strength = "primary"
