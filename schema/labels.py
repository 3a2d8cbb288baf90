"""The smaller codes of a row: precision of day and place, source scales, tags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

from tocsin.schema.errors import unknown
from tocsin.schema.loading import read_toml


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
    values: tuple[str, ...]


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
    entries = read_toml("tags.toml", "tag", keys)
    return tuple(Tag(**cast(Any, entry | {"values": tuple(cast(Any, entry["values"]))})) for entry in entries)


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
