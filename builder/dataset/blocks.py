"""Find the shapes that a shape may agree with, without a look at all the others: by country, kind, day, place, sides.

Whether they do agree is agreement.py. What is found holds every shape that agrees, and some more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from math import cos, floor, radians, sin

from tocsin.dataset.agreement import EARTH_KM, NEAR_KM, Point, Rank, Shape, Side, alike, names_of

Block = tuple[str, str, date]
Cube = tuple[int, int, int]
Mark = tuple[str, str]

EDGE_KM = NEAR_KM + 0.01
"""Edge of a cube: two places with other names that may be one lie in the same cube or in two that touch. The hundredth
is for distances that are rounded to metres."""
TOUCHING = tuple(product((-1, 0, 1), repeat=3))
OPEN, LONE, ANY = "open", "lone", "any"
EVERYONE, UNTOLD = "*", ""
"""In the stead of people: whoever they are; that nobody tells who they are."""


class Blocks:
    """Shapes by country, kind and day; in a block by the name of the place, and by the cube of space it lies in.

    Cubes of space and not cells of a map: they have one size from the equator to the poles, and no seam. In a cube
    districts stand apart: one is never another, so that a city of many costs what each of them costs.
    """

    def __init__(self) -> None:
        self._named: dict[tuple[Block, str], _Place] = defaultdict(_Place)
        self._near: dict[tuple[Block, Cube, bool], _Place] = defaultdict(_Place)
        self._known: dict[Shape, dict[Shape, Rank]] = {}

    def alike(self, shape: Shape) -> dict[Shape, Rank]:
        """The shapes met so far, and this one, that this one agrees with, and how well."""
        if shape not in self._known:
            self._meet(shape)
        return self._known[shape]

    def _meet(self, shape: Shape) -> None:
        block, cube = _block(shape, 0), _cube(shape.point)
        self._named[block, shape.location].add(shape)
        if not shape.vague:
            self._near[block, cube, shape.is_district].add(shape)
        mine: dict[Shape, Rank] = {}
        for other in self._candidates(shape, cube):
            rank = alike(other, shape)
            if rank is not None:
                mine[other] = rank
                if other is not shape:
                    self._known[other][shape] = rank
        self._known[shape] = mine

    def _candidates(self, shape: Shape, cube: Cube) -> Iterator[Shape]:
        sought = _sought(shape.sides)
        for shift in (-1, 0, 1):
            block = _block(shape, shift)
            named = self._named.get((block, shape.location))
            yield from named.find(sought, shape.crowd) if named else ()
            if not shape.vague:
                for near in self._around(block, cube, shape.is_district):
                    yield from (other for other in near.find(sought, shape.crowd) if other.location != shape.location)

    def _around(self, block: Block, cube: Cube, district: bool) -> Iterator[_Place]:
        """What lies near and may be the same place under another name; for a district no other one."""
        kinds = (False,) if district else (False, True)
        for (x, y, z), kind in product(TOUCHING, kinds):
            near = self._near.get((block, (cube[0] + x, cube[1] + y, cube[2] + z), kind))
            if near:
                yield near


class _Place:
    """The shapes of one place and day, by marks of their sides and by whom their crowds are told to be of."""

    def __init__(self) -> None:
        self._all: list[Shape] = []
        self._marked: dict[tuple[Mark, str], list[Shape]] = defaultdict(list)

    def add(self, shape: Shape) -> None:
        self._all.append(shape)
        for mark, people in product(_marks(shape.sides), (EVERYONE, *(shape.crowd or (UNTOLD,)))):
            self._marked[mark, people].append(shape)

    def find(self, sought: frozenset[Mark] | None, crowd: frozenset[str] | None) -> Iterable[Shape]:
        """The shapes with one of the marks, in the order in which they were added to each; all for None.

        Of crowds only those with people in common, or untold ones.
        """
        if sought is None:
            return self._all
        peoples = [UNTOLD, *sorted(crowd)] if crowd else [EVERYONE]
        return dict.fromkeys(
            shape for mark in sorted(sought) for people in peoples for shape in self._marked.get((mark, people), ())
        )


# ---------------------------------------------------------------- marks of sides


def _marks(sides: tuple[Side, Side]) -> frozenset[Mark]:
    """Marks by which others find these sides: of both sides together, of each, or that they may fit any."""
    names = [names_of(actor) for actor, _ in sides if actor]
    if not names or None in names:
        return frozenset({(OPEN, "")})
    known = [found for found in names if found is not None]
    if len(known) == 1:
        return frozenset((LONE, name) for name in known[0])
    return _pairs(known) | {(ANY, name) for found in known for name in found}


def _sought(sides: tuple[Side, Side]) -> frozenset[Mark] | None:
    """The marks of all sides that may fit these, None where any may.

    Two pairs fit side by side, so that they have a name in common for each side; a pair and a lone side have one.
    """
    own = _marks(sides)
    if (OPEN, "") in own:
        return None
    kinds = {ANY: LONE, LONE: ANY}
    return (
        own.difference({mark for mark in own if mark[0] == ANY})
        | {(kinds[kind], name) for kind, name in own if kind in kinds}
        | {(OPEN, "")}
    )


def _pairs(known: list[frozenset[str]]) -> frozenset[Mark]:
    return frozenset((min(one, two), max(one, two)) for one in known[0] for two in known[1])


# ---------------------------------------------------------------- days and places


def _block(shape: Shape, shift: int) -> Block:
    return shape.country, shape.kind, shape.day + timedelta(days=shift)


def _cube(point: Point) -> Cube:
    """The cube of a place on a ball in space, where a straight line is never longer than the way over the ground."""
    latitude, longitude = radians(point[0]), radians(point[1])
    across = EARTH_KM * cos(latitude)
    ball = (across * cos(longitude), across * sin(longitude), EARTH_KM * sin(latitude))
    return floor(ball[0] / EDGE_KM), floor(ball[1] / EDGE_KM), floor(ball[2] / EDGE_KM)
