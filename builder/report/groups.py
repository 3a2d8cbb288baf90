"""Rows in their thousands -> what a page can hold: beyond a limit events are summed, step by step more coarsely.

Sums answer every filter as the rows would, only less finely: days become months, places a grid, rare actors one name.
The newest rows stay as they are, for the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

ROWS_AT_MOST = 60_000
"""Lines of a page: 60,000 take 4 MB and a fifth of a second to filter."""
NEWEST = 5_000
"""Rows that the table shows of a dataset that was summed."""
OTHERS = "Other actors"
WORLD = 360.0
"""Degrees of a grid that has one place per country."""

Columns = Mapping[str, Sequence[int]]
Lists = Mapping[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """How coarsely events are summed.

    unit     "month" or "year"
    degrees  width of the grid within each admin1 that makes places one; 0 leaves them as they are
    actors   how many of the most frequent actors keep their name
    """

    unit: str
    degrees: float
    actors: int


STEPS = (Step("month", 0, 1000), Step("month", 0.5, 300), Step("year", 1, 100), Step("year", WORLD, 20))
"""The first that leaves few enough lines is taken; the last is taken in any case."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the page holds.

    cells  what is counted, with `n` events per line
    rows   what the table shows, newest first
    lists  the names that both point into
    step   how the events were summed; None when the cells are the rows
    """

    cells: dict[str, list[int]]
    rows: dict[str, list[int]]
    lists: dict[str, list[Any]]
    step: Step | None = None


def grouped(columns: Columns, lists: Lists, at_most: int = ROWS_AT_MOST, newest: int = NEWEST) -> Held:
    """The rows themselves where there is room, else sums of them.

    columns, lists  as encode_rows gives them
    """
    rows = {name: list(numbers) for name, numbers in columns.items()}
    if len(rows["day"]) <= at_most:
        return Held(rows, rows, dict(lists))
    frame = pd.DataFrame({name: np.asarray(numbers, dtype="int64") for name, numbers in columns.items()})
    frame = _with_counts(frame)
    for step in STEPS:
        cells, places = _summed(frame, lists, step)
        if len(cells) <= at_most:
            break
    shown = {name: numbers[:newest] for name, numbers in rows.items()}
    shown["place"] = [code + len(places) for code in shown["place"]]
    wide = {**lists, "places": [*places, *lists["places"]], "actors": [*lists["actors"], OTHERS]}
    return _pruned({str(name): cells[name].tolist() for name in cells}, shown, wide, step)


_KEYS = ["day", "until", "kind", "place", "actor1", "actor2"]
_COUNTED = ("geo", "time", "grade", "scale")


def _with_counts(frame: pd.DataFrame) -> pd.DataFrame:
    """A column per code of what tells how sure a row is ("geo:1"): sums need counts where rows have a code."""
    counts = {f"{name}:{code}": (frame[name] == code).astype("int64")
              for name in _COUNTED for code in sorted(frame[name].unique())}  # fmt: skip
    return frame.assign(deadly=(frame["deaths"] > 0).astype("int64"), **counts)


def _summed(frame: pd.DataFrame, lists: Lists, step: Step) -> tuple[pd.DataFrame, list[Any]]:
    """Lines with the same period, kind, place and actors as one, and the places that they point into."""
    letter = {"month": "M", "year": "Y"}[step.unit]
    period = frame["day"].to_numpy().astype("datetime64[D]").astype(f"datetime64[{letter}]")
    first, after = (days.astype("datetime64[D]").astype("int64") for days in (period, period + 1))
    place_of, places = _gridded(frame["place"], lists["places"], step.degrees)
    name_of = _frequent(frame, len(lists["actors"]), step.actors)
    keys = {"day": first, "until": after - 1, "place": place_of[frame["place"].to_numpy()]}
    keys |= {side: name_of[frame[side].to_numpy()] for side in ("actor1", "actor2")}
    sums = ["n", "deaths", "deadly", *(name for name in frame if ":" in str(name))]
    lines = frame.assign(**keys).groupby(_KEYS, sort=True)[sums].sum().reset_index()
    return lines, places


def _frequent(frame: pd.DataFrame, known: int, most: int) -> Any:
    """Code of an actor -> itself if it is among the most frequent, else the code after the last; -1 -> -1."""
    codes = np.concatenate([frame["actor1"], frame["actor2"]])
    counts = np.bincount(codes[codes >= 0], minlength=known)
    name_of = np.full(known + 1, known, dtype="int64")
    kept = np.argsort(-counts, kind="stable")[:most]
    name_of[kept] = kept
    name_of[-1] = -1
    return name_of


def _gridded(codes: pd.Series[int], places: list[Any], degrees: float) -> tuple[Any, list[Any]]:
    """Places in one square of an admin1 become the one that has most events; (new code of each, list)."""
    if not degrees:
        return np.arange(len(places)), list(places)
    counts = np.bincount(codes, minlength=len(places))
    members: dict[tuple[Any, ...], list[int]] = {}
    for code, place in enumerate(places):
        members.setdefault(_square(place, degrees), []).append(code)
    place_of = np.zeros(len(places), dtype="int64")
    found: list[Any] = []
    for codes_of in members.values():
        place_of[codes_of] = len(found)
        found.append(_joined([places[code] for code in sorted(codes_of, key=lambda code: -counts[code])], degrees))
    return place_of, found


def _square(place: Sequence[Any], degrees: float) -> tuple[Any, ...]:
    _, admin1, country, latitude, longitude = place
    if degrees == WORLD:
        return (country,)
    return country, admin1, int(latitude // degrees), int(longitude // degrees)


def _joined(places: list[Any], degrees: float) -> list[Any]:
    """One place for several, at the point of the first."""
    name, admin1, country, latitude, longitude = places[0]
    if len(places) == 1:
        return [name, admin1, country, latitude, longitude]
    if degrees == WORLD:
        return [f"All of {country}", "", country, latitude, longitude]
    return [f"{name} and around", admin1, country, latitude, longitude]


_POINT_INTO = {"actors": ("actor1", "actor2"), "with1": ("with1",), "with2": ("with2",), "places": ("place",)}


def _pruned(cells: dict[str, list[int]], rows: dict[str, list[int]], lists: Lists, step: Step) -> Held:
    """The same without names that nothing points to."""
    kept = dict(lists)
    for name, columns in _POINT_INTO.items():
        tables = [(table, column) for table in (cells, rows) for column in columns if column in table]
        used = sorted({code for table, column in tables for code in table[column]} - {-1})
        new = {code: place for place, code in enumerate(used)} | {-1: -1}
        for table, column in tables:
            table[column] = [new[code] for code in table[column]]
        kept[name] = [lists[name][code] for code in used]
    return Held(cells, rows, kept, step)
