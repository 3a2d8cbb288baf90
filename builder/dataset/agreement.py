"""Judge whether two rows can tell of one happening: day, place, kind, sides. Nothing here changes a row.

What is compared is a shape: the few cells that agreement looks at. Rows of one shape agree with the same others.

Source: codebook 2.10 (one row is one actor pair, place, day and tactic; several articles on it are merged).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from tocsin.dataset.members import Row, items, word
from tocsin.schema.vocabulary import event_type_of

NEAR_KM = 5.0
"""Two names this near are a town and its suburb, or a village and the spot beside it."""
SAME_NAME_KM = 25.0
"""Gazetteer points of one place differ by this much at most; farther away it is a namesake."""
EARTH_KM = 6371.0
FAR_DEGREES = 0.25
"""A degree of latitude is over 110 km, so that this spares the trigonometry for most pairs."""

Rank = tuple[int, int, int, float]
"""How well two rows agree, best first: days apart, other place name, sides not equal, kilometres apart."""


@dataclass(frozen=True, slots=True)
class Generic:
    """A name for somebody unknown: which types the side may turn out to have, or what the name must open with."""

    start: str
    inters: tuple[str, ...]
    opens: str
    why: str


GENERICS: tuple[Generic, ...] = (
    Generic("Unidentified Armed Group (", ("Rebel group", "Political militia", "Identity militia"), "",
            "gunmen may be of any armed group that is not the state's"),
    Generic("Islamist Militia (", ("Rebel group", "Political militia"), "",
            "militants told by their faith alone, while another report names their group"),
    Generic("Unidentified Gang (", ("Political militia",), "", "gangs are political militias"),
    Generic("Unidentified Clan Militia (", ("Identity militia",), "", "a clan without its name"),
    Generic("Unidentified Communal Militia (", ("Identity militia",), "", "a community without its name"),
    Generic("Unidentified Ethnic Militia (", ("Identity militia",), "", "a people without its name"),
    Generic("Unidentified Tribal Militia (", ("Identity militia",), "", "a tribe without its name"),
    Generic("Unidentified Military Forces", ("State forces", "External/Other forces"), "Military Forces of ",
            "an army without its country"),
)  # fmt: skip
"""Names that a named group of the same side may replace."""

STRIKES = frozenset({"Air/drone strike", "Shelling/artillery/missile attack"})
FROM_AFAR = "from afar"
FLYERS = ("State forces", "External/Other forces", FROM_AFAR)
"""Aircraft and heavy guns are a state's as a rule: "an air strike killed eight" does not say it was not the army."""

CROWDS = frozenset({"Protesters", "Rioters"})
EITHER = " and/or "
UNRANKED = "Strategic developments"
"""Its kinds do not outrank one another, so another kind is another happening."""


Side = tuple[str, str]
"""(actor, inter); both "" when the row has no such side."""
Point = tuple[float, float]
"""Latitude, longitude."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What agreement looks at.

    kind   the event type
    sure   whether the day is told exactly
    vague  whether the place is no more than a province
    crowd  of whom a crowd is told to be; None when actor1 is no crowd
    """

    country: str
    kind: str
    sub_event_type: str
    day: date
    sure: bool
    location: str
    point: Point
    vague: bool
    sides: tuple[Side, Side]
    crowd: frozenset[str] | None

    @property
    def is_district(self) -> bool:
        """Whether the place is a district of a city: "Bamako - Faladie"."""
        return " - " in self.location

    @property
    def fights_itself(self) -> bool:
        """Whether one name stands on both sides."""
        return self.sides[0][0] == self.sides[1][0]


def shape_of(cells: Mapping[str, object]) -> Shape:
    """The shape of a row with these cells. Raises TypeError when event_date is no day."""
    day, sub_event_type = day_told(cells), word(cells, "sub_event_type")
    crowd = frozenset(items(word(cells, "assoc_actor_1"))) if word(cells, "inter1") in CROWDS else None
    return Shape(
        country=word(cells, "country"),
        kind=event_type_of(sub_event_type),
        sub_event_type=sub_event_type,
        day=day,
        sure=is_sure(cells),
        location=word(cells, "location"),
        point=(float(str(cells["latitude"])), float(str(cells["longitude"]))),
        vague=cells["geo_precision"] == 3,
        sides=sides_of(cells),
        crowd=crowd,
    )


def day_told(cells: Mapping[str, object]) -> date:
    """The cell event_date. Raises TypeError when it is no day."""
    day = cells["event_date"]
    if not isinstance(day, date):
        raise TypeError(f"event_date {day!r} is not a date")
    return day


def is_sure(cells: Mapping[str, object]) -> bool:
    """Whether the day is told exactly."""
    return cells["time_precision"] == 1


def agreement(a: Row, b: Row) -> Rank | None:
    """How well two rows agree, or None when they cannot be one happening.

    Takes:    rows whose shapes are alike, no article in common
    """
    return None if a.articles & b.articles else alike(shape_of(a.cells), shape_of(b.cells))


def alike(a: Shape, b: Shape) -> Rank | None:
    """How well two shapes agree, or None when they contradict. A shape agrees with itself as well as can be.

    Takes:    the same country and kind, one day (a day apart when one of them is not sure of the day), one place,
              sides that do not contradict
    """
    days = days_apart(a, b)  # first what costs least
    if days is None or not _same_kind(a, b) or _other_crowds(a, b):
        return None
    far = kilometres_apart(a, b)
    sides = None if far is None else match_sides(a.sides, b.sides)
    if far is None or sides is None:
        return None
    other_name = int(a.location != b.location)
    if sides.silent and (days or other_name):  # a side that one report is silent on needs all the rest to be the same
        return None
    return days, other_name, int(not sides.equal), far


def _same_kind(a: Shape, b: Shape) -> bool:
    if a.country != b.country or a.kind != b.kind:
        return False
    return a.kind != UNRANKED or a.sub_event_type == b.sub_event_type


def days_apart(a: Shape, b: Shape) -> int | None:
    """0 or 1; None when the days contradict. One day of slack needs a time_precision above 1 on either side."""
    gap = abs((a.day - b.day).days)
    return gap if gap <= int(not (a.sure and b.sure)) else None


# ---------------------------------------------------------------- places


def kilometres_apart(a: Shape, b: Shape) -> float | None:
    """Distance of two rows that may be in one place, else None.

    Takes:    "Koro" and "Koro"; "Koro" and a hamlet 3 km off
    Refuses:  "Bamako - Faladie" and "Bamako - Hippodrome", two districts of one city; a province and a town in it
    """
    if abs(a.point[0] - b.point[0]) > FAR_DEGREES:
        return None
    far = round(distance_km(a.point, b.point), 3)
    if a.location == b.location:
        return far if far <= SAME_NAME_KM else None
    if (a.is_district and b.is_district) or a.vague or b.vague:
        return None
    return far if far <= NEAR_KM else None


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance of two points (latitude, longitude), in kilometres."""
    if a == b:
        return 0.0
    lat1, lon1, lat2, lon2 = (radians(degrees) for degrees in (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


# ---------------------------------------------------------------- sides


@dataclass(frozen=True, slots=True)
class Match:
    """How two pairs of sides fit: whether the second must be turned round, all names equal, one side left out."""

    swapped: bool
    equal: bool
    silent: bool


def sides_of(cells: Mapping[str, object]) -> tuple[Side, Side]:
    """Both sides of a row. Who struck from afar unnamed has the type FROM_AFAR: it may be a state's forces too."""
    one, two = (word(cells, "actor1"), word(cells, "inter1")), (word(cells, "actor2"), word(cells, "inter2"))
    if word(cells, "sub_event_type") in STRIKES and one[0].startswith(GENERICS[0].start):
        one = (one[0], FROM_AFAR)
    return one, two


def match_sides(a: tuple[Side, Side], b: tuple[Side, Side]) -> Match | None:
    """Fit two unordered pairs of sides; None when they contradict in either order.

    Takes:    army and gunmen, gunmen and army
    Refuses:  gunmen and nobody, army and gunmen: who was hit by gunmen is not who hit them
    """
    straight = _fit(a, b, swapped=False)
    if straight is not None:
        return straight
    turned = _fit(a, (b[1], b[0]), swapped=True)
    return None if turned is None or turned.silent else turned


def _fit(a: tuple[Side, Side], b: tuple[Side, Side], swapped: bool) -> Match | None:
    pairs = list(zip(a, b, strict=True))
    silent = [bool(one[0]) != bool(two[0]) for one, two in pairs]
    if all(silent) or not all(quiet or compatible(*pair) for quiet, pair in zip(silent, pairs, strict=True)):
        return None
    equal = all(one == two for one, two in pairs)
    return None if not equal and _fights_itself(pairs) else Match(swapped, equal, any(silent))


def _fights_itself(pairs: list[tuple[Side, Side]]) -> bool:
    """Whether both sides would get one name: gunmen and JNIM, JNIM and gunmen of the next report are no one pair."""
    first, second = (max((one[0], two[0]), key=specificity) for one, two in pairs)
    return first == second


def compatible(a: Side, b: Side) -> bool:
    """Whether two names can mean one side.

    Takes:    equal names; "Unidentified Armed Group (Mali)" and a named rebel group; an army and a unit of it;
              "JNIM and/or ISSP" and "ISSP"
    Refuses:  two named groups; gunmen and an army; gunmen of Mali and gunmen of Niger
    """
    return a == b or any(test(*pair) for test in (_unit_of, _one_of, _stands_for) for pair in ((a, b), (b, a)))


def _unit_of(unit: Side, force: Side) -> bool:
    """ "Military Forces of Mali (2021-) Gendarmerie" is a unit of "Military Forces of Mali (2021-)"."""
    return force[0].endswith("-)") and unit[0].startswith(force[0] + " ")


def _one_of(group: Side, either: Side) -> bool:
    """Group A is one of "Group A and/or Group B", the name for a report that leaves open which it was."""
    return EITHER in either[0] and group[0] in either[0].split(EITHER)


def names_of(actor: str) -> frozenset[str] | None:
    """Names of which two named sides that are compatible have one in common; None for one that may be of any name.

    "Military Forces of Mali (2021-) Gendarmerie" -> itself, "Military Forces of Mali (2021-)"
    """
    if generic_of(actor) is not None:
        return None
    forces = (actor[: match.start() + 2] for match in _UNIT.finditer(actor))
    return frozenset({actor, *forces, *actor.split(EITHER)})


_UNIT = re.compile(r"-\) ")


def generic_of(actor: str) -> Generic | None:
    """The entry of a name for somebody unknown, None for a named actor."""
    return next((entry for entry in GENERICS if actor.startswith(entry.start)), None)


def _stands_for(unknown: Side, other: Side) -> bool:
    entry = generic_of(unknown[0])
    allowed = () if entry is None else (*entry.inters, *FLYERS) if unknown[1] == FROM_AFAR else entry.inters
    if entry is None or other[1] not in allowed or not other[0].startswith(entry.opens):
        return False
    where, there = _bracket(unknown[0]), _bracket(other[0])
    return generic_of(other[0]) is None or where == there


def _bracket(actor: str) -> str:
    return actor.rpartition("(")[2]


def specificity(actor: str) -> tuple[int, int, str]:
    """The order of names for one side, most specific last: none, gunmen, another unknown or one of two, a name."""
    entry = generic_of(actor)
    known = 0 if not actor else 1 if entry is GENERICS[0] else 2 if entry or EITHER in actor else 3
    return known, len(actor), actor


def _other_crowds(a: Shape, b: Shape) -> bool:
    """Whether two crowds are told to be of different people: students here, farmers there. One in common will do."""
    return bool(a.crowd and b.crowd) and not (a.crowd or frozenset()) & (b.crowd or frozenset())
