"""Event types, sub-event types and all that follows from them: a name in, its entry, rank or label out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

from tocsin.schema.errors import SchemaError, unknown
from tocsin.schema.loading import read_csv, read_toml, require_unique

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


# ---------------------------------------------------------------- crosswalk


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
