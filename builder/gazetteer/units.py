"""The units that a point lies in, and the nearest place that knows its own; boundaries.py has the exact answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

NEAREST_KM = 60.0  # farther off, the next labelled place is as likely in another province
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
