"""Judge whether two rows can tell of one happening: day, place, kind, sides. Nothing here changes a row.

Source: codebook 2.10 (one row is one actor pair, place, day and tactic; several articles on it are merged).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from tocsin.dataset.members import Row, items, text_of
from tocsin.schema.vocabulary import event_type_of

NEAR_KM = 5.0
"""Two names this near are a town and its suburb, or a village and the spot beside it."""
SAME_NAME_KM = 25.0
"""Gazetteer points of one place differ by this much at most; farther away it is a namesake."""
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


def agreement(a: Row, b: Row) -> Rank | None:
    """How well two rows agree, or None when they cannot be one happening.

    Takes:    the same country and kind, one day (a day apart when one of them is not sure of the day), one place,
              sides that do not contradict, no article in common
    """
    days, far = days_apart(a, b), kilometres_apart(a, b)  # first what tells most rows apart
    if days is None or far is None or not _same_kind(a, b) or a.articles & b.articles:
        return None
    sides = match_sides(sides_of(a), sides_of(b))
    if sides is None or _other_crowds(a, b):
        return None
    other_name = int(text_of(a, "location") != text_of(b, "location"))
    if sides.silent and (days or other_name):  # a side that one report is silent on needs all the rest to be the same
        return None
    return days, other_name, int(not sides.equal), far


def _same_kind(a: Row, b: Row) -> bool:
    if text_of(a, "country") != text_of(b, "country"):
        return False
    first, second = text_of(a, "sub_event_type"), text_of(b, "sub_event_type")
    kind = event_type_of(first)
    return kind == event_type_of(second) and (kind != UNRANKED or first == second)


def days_apart(a: Row, b: Row) -> int | None:
    """0 or 1; None when the days contradict. One day of slack needs a time_precision above 1 on either side."""
    first, second = a.cells["event_date"], b.cells["event_date"]
    if not isinstance(first, date) or not isinstance(second, date):
        return None
    gap = abs((first - second).days)
    slack = any(row.cells["time_precision"] != 1 for row in (a, b))
    return gap if gap <= int(slack) else None


# ---------------------------------------------------------------- places


def kilometres_apart(a: Row, b: Row) -> float | None:
    """Distance of two rows that may be in one place, else None.

    Takes:    "Koro" and "Koro"; "Koro" and a hamlet 3 km off
    Refuses:  "Bamako - Faladie" and "Bamako - Hippodrome", two districts of one city; a province and a town in it
    """
    if abs(float(str(a.cells["latitude"])) - float(str(b.cells["latitude"]))) > FAR_DEGREES:
        return None
    first, second = text_of(a, "location"), text_of(b, "location")
    far = round(distance_km(_point(a), _point(b)), 3)
    if first == second:
        return far if far <= SAME_NAME_KM else None
    if " - " in first and " - " in second:
        return None
    if any(row.cells["geo_precision"] == 3 for row in (a, b)):
        return None
    return far if far <= NEAR_KM else None


def _point(row: Row) -> tuple[float, float]:
    return float(str(row.cells["latitude"])), float(str(row.cells["longitude"]))


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude), in kilometres."""
    lat1, lon1, lat2, lon2 = (radians(degrees) for degrees in (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


# ---------------------------------------------------------------- sides

Side = tuple[str, str]
"""(actor, inter); both "" when the row has no such side."""


@dataclass(frozen=True, slots=True)
class Match:
    """How two pairs of sides fit: whether the second must be turned round, all names equal, one side left out."""

    swapped: bool
    equal: bool
    silent: bool


def sides_of(row: Row) -> tuple[Side, Side]:
    """Both sides of a row. Who struck from afar unnamed has the type FROM_AFAR: it may be a state's forces too."""
    one, two = (text_of(row, "actor1"), text_of(row, "inter1")), (text_of(row, "actor2"), text_of(row, "inter2"))
    if text_of(row, "sub_event_type") in STRIKES and one[0].startswith(GENERICS[0].start):
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


def _other_crowds(a: Row, b: Row) -> bool:
    """Whether two crowds are told to be of different people: students here, farmers there. One in common will do."""
    if not {text_of(a, "inter1"), text_of(b, "inter1")} <= CROWDS:
        return False
    first, second = set(items(text_of(a, "assoc_actor_1"))), set(items(text_of(b, "assoc_actor_1")))
    return bool(first and second) and not first & second
