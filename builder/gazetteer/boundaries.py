"""Find the units that a point lies in, by the boundaries of a user's gazetteer (even-odd rule)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

Query = Callable[..., Iterable[tuple[Any, ...]]]
Names = tuple[str, str, str]

_AT = """
SELECT level, name1, name2, name3, rings, ends FROM boundary
WHERE country = ? AND south <= ? AND north >= ? AND west <= ? AND east >= ? ORDER BY level, name1, name2, name3
"""


def has_boundaries(query: Query) -> bool:
    """Whether a store holds any boundary."""
    return any(True for _ in query("SELECT 1 FROM boundary LIMIT 1"))


def units_at(query: Query, country: str, latitude: float, longitude: float) -> Names:
    """Names of the units of level 1 to 3 that hold a point, "" where no boundary says so.

    A district's own record of its province counts where no boundary of provinces was imported.
    """
    found = ["", "", ""]
    for level, *names, rings, ends in query(_AT, country, latitude, latitude, longitude, longitude):
        if found[level - 1] or not is_inside(rings, ends, latitude, longitude):
            continue
        for i in range(level):
            found[i] = found[i] or names[i]
    return found[0], found[1], found[2]


def is_inside(rings: bytes, ends: str, latitude: float, longitude: float) -> bool:
    """Whether a point lies inside rings by the even-odd rule: in a lake's hole it does not."""
    points = np.frombuffer(rings, dtype="float64").reshape(-1, 2)
    crossings = start = 0
    for size in map(int, ends.split(",")):
        crossings += _crossings(points[start : start + size], latitude, longitude)
        start += size
    return crossings % 2 == 1


def _crossings(ring: Any, latitude: float, longitude: float) -> int:
    """How often a ray to the east crosses a ring."""
    x, y = ring[:, 0], ring[:, 1]
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    spans = (y > latitude) != (next_y > latitude)
    x, y, next_x, next_y = x[spans], y[spans], next_x[spans], next_y[spans]
    return int(np.count_nonzero(longitude < (next_x - x) * (latitude - y) / (next_y - y) + x))
