"""Read data/matching.toml and data/columns.toml strictly: when rows can be one event, and how cells are compared."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from tocsin.errors import DataFileError, UsageError
from tocsin.schema.columns import NAMES
from tocsin.schema.vocabulary import values

Compare = Literal["word", "items", "number", "day", "point"]

POINT = "point"
"""The column that stands for latitude and longitude together."""
WEIGHTS = ("sub_event_type", "event_type", "event_date", "location", "actors", "fatalities")
MOST_DAYS = 366
MOST_KM = 20_037.0  # half the Earth around: no two points lie farther apart


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the comparison hangs on.

    days, km     how far two rows of one event may lie apart
    point_km     how far a point that is right may lie from the hand-coded one
    families     event type -> the families it stands in
    weights      what makes one pair better than another -> points
    order_free   event types whose two sides may stand either way round
    columns      column -> how its cells are compared, in the order of a row
    """

    days: int
    km: float
    point_km: float
    families: Mapping[str, frozenset[str]]
    weights: Mapping[str, int]
    order_free: frozenset[str]
    columns: Mapping[str, Compare]


def settings(days: int | None = None, km: float | None = None) -> Settings:
    """The settings that ship, with tolerances of the caller's own. Raises UsageError for one that makes no sense."""
    found = _shipped()
    if days is not None and not (isinstance(days, int) and 0 <= days <= MOST_DAYS):
        raise UsageError(f"days is {days!r}; it counts days, 0 to {MOST_DAYS}")
    if km is not None and not 0 <= km <= MOST_KM:
        raise UsageError(f"km is {km!r}; it counts kilometres, 0 to {MOST_KM:,.0f}")
    return replace(found, days=found.days if days is None else days, km=found.km if km is None else float(km))


@lru_cache(maxsize=1)
def _shipped() -> Settings:
    matching, columns = _read("matching.toml"), _read("columns.toml")
    tolerance = matching["tolerance"]
    _require("matching.toml", "tolerance", set(tolerance), {"days", "km", "point"})
    weights = {entry["of"]: entry["points"] for entry in matching["weight"]}
    _require("matching.toml", "weight", set(weights), set(WEIGHTS))
    return Settings(
        days=tolerance["days"]["value"],
        km=float(tolerance["km"]["value"]),
        point_km=float(tolerance["point"]["value"]),
        families=_families(matching["family"]),
        weights=weights,
        order_free=frozenset(_event_types("order_free", matching["order_free"]["event_types"])),
        columns=_columns(columns),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("tocsin.evaluate") / "data" / name).read_text(encoding="utf-8"))


def _require(file: str, what: str, found: set[str], allowed: set[str]) -> None:
    if wrong := sorted(found ^ allowed):
        raise DataFileError(f"evaluate/data/{file}: {what}: missing or unknown {', '.join(wrong)}")


def _families(entries: list[dict[str, Any]]) -> dict[str, frozenset[str]]:
    listed = [(kind, entry["id"]) for entry in entries for kind in _event_types(entry["id"], entry["event_types"])]
    found = {kind: frozenset(family for other, family in listed if other == kind) for kind, _ in listed}
    _require("matching.toml", "family", set(found), {str(kind) for kind in values("event_type")})
    return found


def _event_types(where: str, named: list[str]) -> Iterator[str]:
    for kind in named:
        if kind not in values("event_type"):
            raise DataFileError(f"evaluate/data/matching.toml: {where}: unknown event type {kind!r}")
        yield kind


def _columns(data: dict[str, Any]) -> dict[str, Compare]:
    """Every column of a row is compared or left out, so that a new one is not forgotten."""
    found: dict[str, Compare] = {}
    for entry in data["column"]:
        if entry["compare"] not in get_args(Compare):
            raise DataFileError(f"evaluate/data/columns.toml: {entry['name']}: unknown compare {entry['compare']!r}")
        found[entry["name"]] = cast(Compare, entry["compare"])
    left = {entry["name"] for entry in data["left_out"]}
    _require("columns.toml", "columns", {*found, *left} - {POINT} | {"latitude", "longitude"}, set(NAMES))
    return found
