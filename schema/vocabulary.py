"""Answer every question about the codes of a row from codebook/: name in, entry out. Nothing loads before it is asked.

Names are compared exactly; an unknown one raises SchemaError with the nearest known name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

from tocsin.schema.countries import (
    Country,
    Region,
    countries,
    country,
    country_by_iso3,
    country_names,
    is_country,
    regions,
    water_bodies,
)
from tocsin.schema.errors import SchemaError, unknown
from tocsin.schema.inters import (
    Inter,
    Interaction,
    inter_code,
    inter_text,
    interaction_code,
    interaction_code_of,
    interaction_text,
    interactions,
    inters,
)
from tocsin.schema.loading import read_csv, read_toml, require_unique

__all__ = [
    "CIVILIAN_TARGETING",
    "Country",
    "Crosswalk",
    "EventType",
    "Inter",
    "Interaction",
    "Precision",
    "Region",
    "Scale",
    "SubEvent",
    "Tag",
    "civilian_targeting_of",
    "countries",
    "country",
    "country_by_iso3",
    "country_names",
    "crosswalk",
    "disorder_type_of",
    "disorder_types",
    "event_type",
    "event_type_of",
    "event_types",
    "highest",
    "inter_code",
    "inter_text",
    "interaction_code",
    "interaction_code_of",
    "interaction_text",
    "interactions",
    "inters",
    "is_country",
    "is_demonstration",
    "is_known_tag",
    "is_political_violence",
    "precisions",
    "rank",
    "regions",
    "scales",
    "source_scale_of",
    "source_scales",
    "sub_event",
    "sub_event_by_id",
    "sub_events",
    "tags",
    "values",
    "water_bodies",
]

CIVILIAN_TARGETING = "Civilian targeting"
"""The one value of the column civilian_targeting; the other is empty."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 6 event types. `inter1` and `inter2` name the type that side must have, "" for any."""

    id: str
    name: str
    rank: int
    definition: str
    inter1: str
    inter2: str
    crowd_size: bool


@dataclass(frozen=True, slots=True)
class SubEvent:
    """One of the 25 sub-event types and what follows from it."""

    id: str
    name: str
    event_type: str
    disorder_type: str
    rank: int
    actor2: Literal["required", "optional", "empty"]
    civilian_targeting: Literal["always", "when_civilians", "never"]
    deaths: Literal["possible", "none"]
    usual_actor1: str
    definition: str
    not_this: str


@dataclass(frozen=True, slots=True)
class Precision:
    """A precision code of the day or of the place: when it holds, and what is then written."""

    code: int
    name: str
    meaning: str
    write: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How far a source reaches."""

    rank: int
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A known tag. `values` are the known words behind the ": " of a target tag."""

    id: str
    form: Literal["flag", "value", "target"]
    text: str
    meaning: str
    example: str
    values: list[str]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """What other event schemes call a sub-event type. Where the answer hangs on the event, the words say so."""

    sub_event_type: str
    plover_event: str
    plover_modes: tuple[str, ...]
    cameo: str
    ucdp_type: str
    remark: str


# ---------------------------------------------------------------- event types


@lru_cache(maxsize=1)
def event_types() -> tuple[EventType, ...]:
    """The 6 event types, by rank."""
    keys = {"id": str, "name": str, "rank": int, "definition": str, "inter1": str, "inter2": str, "crowd_size": bool}
    return tuple(EventType(**cast(Any, entry)) for entry in read_toml("event_types.toml", "event_type", keys))


@lru_cache(maxsize=1)
def sub_events() -> tuple[SubEvent, ...]:
    """The 25 sub-event types, by event type and rank."""
    keys = dict.fromkeys(SubEvent.__slots__, str) | {"rank": int}
    entries = tuple(SubEvent(**cast(Any, entry)) for entry in read_toml("event_types.toml", "sub_event", keys))
    require_unique("event_types.toml", "name", (entry.name for entry in entries))
    require_unique("event_types.toml", "id", (entry.id for entry in entries))
    for entry in entries:
        _require_options(entry)
    return entries


def _require_options(entry: SubEvent) -> None:
    event_type(entry.event_type)
    options = {
        "actor2": ("required", "optional", "empty"),
        "civilian_targeting": ("always", "when_civilians", "never"),
        "deaths": ("possible", "none"),
    }
    for key, allowed in options.items():
        if getattr(entry, key) not in allowed:
            raise SchemaError(f'codebook/event_types.toml "{entry.id}": {key} must be one of {", ".join(allowed)}')


@lru_cache(maxsize=1)
def _event_types_by_name() -> dict[str, EventType]:
    return {entry.name: entry for entry in event_types()}


@lru_cache(maxsize=1)
def _sub_events_by_name() -> dict[str, SubEvent]:
    return {entry.name: entry for entry in sub_events()}


@lru_cache(maxsize=1)
def _sub_events_by_id() -> dict[str, SubEvent]:
    return {entry.id: entry for entry in sub_events()}


def event_type(name: str) -> EventType:
    """The event type of that name: "Battles"."""
    try:
        return _event_types_by_name()[name]
    except KeyError:
        raise unknown("event type", name, _event_types_by_name()) from None


def sub_event(name: str) -> SubEvent:
    """The sub-event type of that name: "Armed clash"."""
    try:
        return _sub_events_by_name()[name]
    except KeyError:
        raise unknown("sub-event type", name, _sub_events_by_name()) from None


def sub_event_by_id(key: str) -> SubEvent:
    """The sub-event type with that slug: "armed_clash"."""
    try:
        return _sub_events_by_id()[key]
    except KeyError:
        raise unknown("sub-event id", key, _sub_events_by_id()) from None


def event_type_of(sub: str) -> str:
    """event_type_of("Mob violence") -> "Riots"."""
    return sub_event(sub).event_type


def disorder_type_of(sub: str) -> str:
    """disorder_type_of("Mob violence") -> "Political violence"."""
    return sub_event(sub).disorder_type


@lru_cache(maxsize=1)
def disorder_types() -> tuple[str, ...]:
    """The 4 disorder labels, in the order in which they first stand in the codebook."""
    return tuple(dict.fromkeys(entry.disorder_type for entry in sub_events()))


def rank(sub: str) -> tuple[int, int]:
    """Place in the hierarchy, lower wins: rank("Armed clash") -> (1, 3), rank("Grenade") -> (4, 6)."""
    entry = sub_event(sub)
    return event_type(entry.event_type).rank, entry.rank


def highest(subs: Iterable[str]) -> str:
    """The sub-event type that one row takes when one pair of sides did several things in a place on a day.

    highest(["Attack", "Armed clash"]) -> "Armed clash". Between equals (Strategic developments) the first wins.
    """
    listed = list(subs)
    if not listed:
        raise SchemaError("no sub-event type to choose from")
    return min(listed, key=rank)


def is_political_violence(sub: str) -> bool:
    """Whether the disorder label of a sub-event type contains political violence."""
    return "Political violence" in disorder_type_of(sub).split("; ")


def is_demonstration(sub: str) -> bool:
    """Whether the disorder label of a sub-event type contains demonstrations."""
    return "Demonstrations" in disorder_type_of(sub).split("; ")


def civilian_targeting_of(sub: str, inter2: str) -> str:
    """The cell civilian_targeting of a row: civilian_targeting_of("Grenade", "Civilians") -> "Civilian targeting"."""
    rule = sub_event(sub).civilian_targeting
    hit = rule == "always" or (rule == "when_civilians" and inter2 == "Civilians")
    return CIVILIAN_TARGETING if hit else ""


# ---------------------------------------------------------------- precision, scales, tags


@lru_cache(maxsize=2)
def precisions(of: Literal["time", "geo"]) -> tuple[Precision, ...]:
    """The precision codes of the day ("time") or of the place ("geo"), best first."""
    keys = {"code": int, "name": str, "meaning": str, "write": str}
    return tuple(Precision(**cast(Any, entry)) for entry in read_toml("precision.toml", of, keys))


@lru_cache(maxsize=1)
def scales() -> tuple[Scale, ...]:
    """The 7 source scales, in the order in which a pair names them."""
    keys = {"rank": int, "name": str, "meaning": str}
    entries = tuple(Scale(**cast(Any, entry)) for entry in read_toml("source_scales.toml", "scale", keys))
    return tuple(sorted(entries, key=lambda entry: entry.rank))


@lru_cache(maxsize=1)
def source_scales() -> tuple[str, ...]:
    """Every value that source_scale may hold: the 7 scales and their 21 ordered pairs."""
    names = [entry.name for entry in scales()]
    pairs = [f"{a}-{b}" for i, a in enumerate(names) for b in names[i + 1 :]]
    return (*names, *pairs)


def source_scale_of(found: Iterable[str]) -> str:
    """The cell source_scale for the scales of a row's sources.

    source_scale_of(["National", "Subnational"])                  -> "Subnational-National"
    source_scale_of(["International", "National", "Other"])       -> "Other-International"
    """
    order = {entry.name: entry.rank for entry in scales()}
    names = sorted(set(found), key=lambda name: order.get(name, 0))
    if not names or names[0] not in order:
        raise unknown("source scale", names[0] if names else "", order)
    return names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"


@lru_cache(maxsize=1)
def tags() -> tuple[Tag, ...]:
    """The known tags."""
    keys = {"id": str, "form": str, "text": str, "meaning": str, "example": str, "values": list}
    return tuple(Tag(**cast(Any, entry)) for entry in read_toml("tags.toml", "tag", keys))


def is_known_tag(item: str) -> bool:
    """Whether one item of the cell tags is known: "crowd size=dozens", "women targeted: girls", "armed"."""
    if "=" in item:
        return _has_tag("value", item.partition("=")[0]) and item.partition("=")[2] != ""
    head, colon, who = item.partition(": ")
    if colon:
        return any(tag.form == "target" and tag.text == head and who in tag.values for tag in tags())
    return _has_tag("flag", item)


def _has_tag(form: str, text: str) -> bool:
    return any(tag.form == form and tag.text == text for tag in tags())


# ---------------------------------------------------------------- crosswalk, and the values of a column


@lru_cache(maxsize=1)
def _crosswalks() -> dict[str, Crosswalk]:
    header = ("sub_event_type", "plover_event", "plover_modes", "cameo", "ucdp_type", "remark")
    rows = read_csv("crosswalk.csv", header)
    require_unique("crosswalk.csv", "sub_event_type", (row["sub_event_type"] for row in rows))
    return {row["sub_event_type"]: _crosswalk(row) for row in rows}


def _crosswalk(row: dict[str, str]) -> Crosswalk:
    modes = tuple(part for part in row["plover_modes"].split("|") if part)
    sub = sub_event(row["sub_event_type"]).name
    return Crosswalk(sub, row["plover_event"], modes, row["cameo"], row["ucdp_type"], row["remark"])


def crosswalk(sub: str) -> Crosswalk:
    """crosswalk("Suicide bomb").cameo -> "1831"."""
    return _crosswalks()[sub_event(sub).name]


_VALUES: dict[str, Callable[[], tuple[str | int, ...]]] = {
    "time_precision": lambda: tuple(entry.code for entry in precisions("time")),
    "geo_precision": lambda: tuple(entry.code for entry in precisions("geo")),
    "disorder_type": disorder_types,
    "event_type": lambda: tuple(entry.name for entry in event_types()),
    "sub_event_type": lambda: tuple(entry.name for entry in sub_events()),
    "inter": lambda: tuple(entry.text for entry in inters()),
    "interaction": lambda: tuple(entry.text for entry in interactions()),
    "civilian_targeting": lambda: (CIVILIAN_TARGETING,),
    "region": lambda: tuple(entry.name for entry in regions()),
    "country": country_names,
    "source_scale": source_scales,
}


@lru_cache(maxsize=32)
def values(vocabulary: str) -> tuple[str | int, ...]:
    """Every value of a vocabulary that columns.py names: values("inter")[0] -> "State forces"."""
    try:
        return _VALUES[vocabulary]()
    except KeyError:
        raise unknown("vocabulary", vocabulary, _VALUES) from None
