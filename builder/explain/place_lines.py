"""A coded place -> the gazetteer entry behind it: its id, and the file and line where it is written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from tocsin.explain.csv_lines import lines_by_id
from tocsin.explain.spot import Spot
from tocsin.explain.story import Rule
from tocsin.gazetteer.entry import Entry
from tocsin.gazetteer.store import DATA, Gazetteer

_NEAR = 0.00006  # degrees: coordinates of rows have four decimals


class PlaceLines:
    """The gazetteer that a build used, ours and what a user added, read when first asked."""

    def __init__(self, imported: Path | None = None, places: Path | None = None) -> None:
        self._imported, self._places = imported, places

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.load_with_own(self._imported, self._places)

    @cached_property
    def _lines(self) -> Mapping[str, str]:
        """Place id -> "file:line" of the places written by hand; a user's file goes over ours."""
        files = [(DATA / "places.csv", "gazetteer/data/places.csv")]
        files += [(self._places, self._places.name)] if self._places is not None else []
        return lines_by_id(files, "place_id")

    def entry(self, spot: Spot) -> Rule | None:
        """The entry that a row's location, country and coordinates come from; None when none of today's has them."""
        names = dict.fromkeys((spot.value, spot.value.split(" - ")[0]))
        found = next((e for name in names for e in self._gazetteer.lookup(name) if _same(e, spot)), None)
        if found is None:
            return None
        units = ", ".join(filter(None, (found.admin2, found.admin1, found.country)))
        where = self._lines.get(found.place_id, "")
        return Rule(f"place {found.place_id}", where, f"{found.name} ({units}), {found.kind}{_origin(found, where)}")


def _origin(entry: Entry, where: str) -> str:
    return ", GeoNames" if not where and entry.place_id.isdecimal() else ""


def _same(entry: Entry, spot: Spot) -> bool:
    if entry.country != spot.country or spot.latitude is None or spot.longitude is None:
        return False
    return abs(entry.latitude - spot.latitude) < _NEAR and abs(entry.longitude - spot.longitude) < _NEAR
