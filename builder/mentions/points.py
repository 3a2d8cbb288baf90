"""A point on the map that a row can carry: the end of the place ladder, whatever step gave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Point:
    """Where a row is put. Degrees WGS84; `basis` is the step of the ladder; `name` is written as ACLED would."""

    place_id: str
    name: str
    country: str
    admin1: str
    admin2: str
    latitude: float
    longitude: float
    geo_precision: Literal[1, 2, 3]
    basis: Literal["gazetteer", "parent", "province"]
    rule_id: str
