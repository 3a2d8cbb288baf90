"""One place as every part of the gazetteer gives it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Strength = Literal["curated", "primary", "alternate", "variant"]
SAME_PLACE_KM = 25.0  # hand-made points of a town and GeoNames' own lie closer than this; namesake villages rarely do


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


def distance_km(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """Great-circle distance of two points in degrees, in kilometres."""
    phi1, phi2 = math.radians(latitude1), math.radians(latitude2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(longitude2 - longitude1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))
