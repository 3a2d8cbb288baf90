"""The units that a point lies in, and the nearest place that knows its own; boundaries.py has the exact answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

NEAREST_KM = 60.0  # farther off, the next labelled place is as likely in another province
_OUTERMOST = (2, 98)  # percentiles: an island far off does not move a province
_STRAY = 3.0  # times the usual distance from the middle: a town that the source files under the wrong province
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Units:
    """Names of the units that a point lies in, and the rule that says so. `admin3` comes from boundaries alone."""

    admin1: str
    admin2: str
    admin3: str
    rule_id: str


class _Shared(Protocol):
    @property
    def codes(self) -> Any:
        """One short code per row."""

    @property
    def words(self) -> list[str]:
        """What the codes stand for."""


class Located(Protocol):
    """What the search needs of the compiled places."""

    @property
    def country(self) -> _Shared:
        """Country per row."""

    @property
    def admin1(self) -> _Shared:
        """Province per row, "" when it is not known."""

    @property
    def latitude(self) -> Any:
        """Degrees."""

    @property
    def longitude(self) -> Any:
        """Degrees."""


def middle(columns: Located, country: str, admin1: str, longitude: float) -> tuple[float, float] | None:
    """The middle of the land that the towns of a province ("" for a whole country) take up, None when it has none.

    Half way between the outermost towns on either side, the farthest two in a hundred and strays left out. Longitudes
    are counted from `longitude`, a point of the unit, so that one across the date line has its middle where it lies.
    """
    if country not in columns.country.words or admin1 not in ("", *columns.admin1.words):
        return None
    own = np.frombuffer(columns.country.codes, dtype="int32") == columns.country.words.index(country)
    if admin1:
        own &= np.frombuffer(columns.admin1.codes, dtype="int32") == columns.admin1.words.index(admin1)
    if not own.any():
        return None
    north = np.frombuffer(columns.latitude)[own]
    east = (np.frombuffer(columns.longitude)[own] - longitude + 180.0) % 360.0 - 180.0
    apart = np.hypot(north - np.median(north), east - np.median(east))
    kept = apart <= max(1.0, _STRAY * float(np.median(apart)))
    (south, top), (west, right) = (np.percentile(axis[kept], _OUTERMOST) for axis in (north, east))
    across = (longitude + (west + right) / 2 + 180.0) % 360.0 - 180.0
    return round(float(south + top) / 2, 4), round(float(across), 4)


def nearest_row(columns: Located, country: str, latitude: float, longitude: float) -> int:
    """Row of the nearest place of a country whose province is known, -1 when none lies within 60 km."""
    if country not in columns.country.words:
        return -1
    north = np.frombuffer(columns.latitude) - latitude
    east = (np.frombuffer(columns.longitude) - longitude) * math.cos(math.radians(latitude))
    squares = north * north + east * east
    labelled = np.array([bool(word) for word in columns.admin1.words])
    own = np.frombuffer(columns.country.codes, dtype="int32") == columns.country.words.index(country)
    squares[~(own & labelled[np.frombuffer(columns.admin1.codes, dtype="int32")])] = np.inf
    row = int(np.argmin(squares))
    return row if squares[row] <= (NEAREST_KM / _KM_PER_DEGREE) ** 2 else -1
