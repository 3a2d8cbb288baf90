"""Turn a place mention into the point of a row: gazetteer point, else the stated parent's town, else the province's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.place_lexicon import load_lexicon, load_weights
from tocsin.model import PlaceCandidate, PlaceMention

_STEPS = 4  # a chain longer than village, district, province, country is a list misread
_NEAR = ("near", "between")
_UNITS = ("admin1", "admin2", "region")


@dataclass(frozen=True, slots=True)
class Point:
    """Where a row lies. `basis` is the rung of the ladder that gave it; `name` is the location as rows write it."""

    place_id: str
    name: str
    country: str
    admin1: str
    admin2: str
    latitude: float
    longitude: float
    geo_precision: Literal[1, 2, 3]
    basis: Literal["gazetteer", "parent", "province", "country"]
    rule_id: str
    admin3: str = ""
    admin_rule: str = "gazetteer.admin"


def resolve_point(
    mention: PlaceMention, mentions: Sequence[PlaceMention], gazetteer: Gazetteer | None = None
) -> Point | None:
    """The point of a mention, or None when only a country (or nothing) is known.

    Takes:    "in Koro"                                        -> Koro, 1
              "near Koro"                                      -> Koro, 2
              "Ouro Dinga, a village in Bankass district"      -> Bankass, 2 (the stated parent's town)
              "the village of Ouro Dinga in Mopti region"      -> Mopti, 3 (the province's capital)
              "in Singapore", "in Djibouti, Djibouti"          -> the city of that name, 1
    Refuses:  "in Mali"                                        -> None
    Source:   codebook 5.1; admin units stand for their capital town.
    """
    gazetteer = gazetteer or Gazetteer.load()
    if mention.kind == "country":
        return _city_of_its_name(mention, mentions, gazetteer)
    if mention.candidates:
        return _point(mention, mention.candidates[0], gazetteer, "gazetteer")
    index, steps = mention.parent, 0
    while 0 <= index < len(mentions) and steps < _STEPS:
        parent = mentions[index]
        if parent.kind == "country":
            return None
        if parent.candidates:
            return _of_parent(parent, gazetteer)
        index, steps = parent.parent, steps + 1
    return None


def _city_of_its_name(
    mention: PlaceMention, mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> Point | None:
    """The capital where a name that may be the country's means it: the country is a city, the text writes the name
    twice ("Djibouti, Djibouti"), or it is the short name of the city alone ("Sao Tome")."""
    point = capital_point(mention.candidates[0].country, gazetteer) if mention.candidates else None
    if point is None or (mention.name in load_weights().city_states and mention.cue != "from"):
        return point
    twice = any(m.name == mention.name and m.kind == "country" and 0 < m.start - mention.end <= 2 for m in mentions)
    if point.name != mention.text or (point.name == point.country and not twice):
        return None
    return replace(point, geo_precision=2) if mention.cue in _NEAR else point


def capital_point(country: str, gazetteer: Gazetteer) -> Point | None:
    """The capital of a country, None when the gazetteer has no such town; who calls it says how exact that is."""
    town = gazetteer.capital_town(country)
    if town is None:
        return None
    return Point(
        place_id=town.place_id, name=town.coded_name, country=country, admin1=town.admin1, admin2=town.admin2,
        latitude=town.latitude, longitude=town.longitude, geo_precision=1, basis="gazetteer",
        rule_id="place.ladder.gazetteer",
    )  # fmt: skip


def _of_parent(parent: PlaceMention, gazetteer: Gazetteer) -> Point | None:
    point = _point(parent, parent.candidates[0], gazetteer, "parent")
    if point is None:
        return None
    if point.geo_precision == 3:
        return replace(point, basis="province", rule_id="place.ladder.province")
    return replace(point, geo_precision=2, rule_id="place.ladder.parent")


def _point(
    mention: PlaceMention, candidate: PlaceCandidate, gazetteer: Gazetteer, basis: Literal["gazetteer", "parent"]
) -> Point | None:
    weights = load_weights()
    if candidate.kind == "country":
        return None
    precision = max(weights.kind(candidate.kind).precision, _stated_precision(mention, candidate))
    candidate = _own_town(mention, candidate)
    name = candidate.name
    if candidate.kind in _UNITS:
        entry = gazetteer.entry(candidate.place_id)
        name = entry.coded_name if entry is not None else candidate.name
    units = gazetteer.units(
        candidate.country, candidate.latitude, candidate.longitude, (candidate.admin1, candidate.admin2)
    )
    return Point(
        place_id=candidate.place_id,
        name=name,
        country=candidate.country,
        admin1=units.admin1,
        admin2=units.admin2,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
        geo_precision=3 if precision >= 3 else 2 if precision == 2 else 1,
        basis=basis,
        rule_id=f"place.ladder.{basis}",
        admin3=units.admin3,
        admin_rule=units.rule_id,
    )


def _own_town(mention: PlaceMention, candidate: PlaceCandidate) -> PlaceCandidate:
    """The town of a district's own name, which stands for it better than its largest town: Masisi of Masisi."""
    if candidate.kind != "admin2":
        return candidate
    return next(
        (
            c
            for c in mention.candidates
            if c.kind in ("town", "city", "capital") and c.country == candidate.country and c.name == candidate.name
        ),
        candidate,
    )


def _stated_precision(mention: PlaceMention, candidate: PlaceCandidate) -> int:
    """What the words say: "near X" and "X district" are 2, "X province" is 3, whatever the gazetteer knows of X."""
    if mention.kind == "admin" and candidate.kind not in _UNITS:
        return 3
    if mention.kind == "district" and candidate.kind in ("town", "city", "capital", "village"):
        return 2
    return 2 if mention.cue in _NEAR or mention.rule_id in load_lexicon().vague else 1
