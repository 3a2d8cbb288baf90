"""Rows -> what the page counts and filters by: columns of small numbers, and the lists of names they point into.

A column holds one number per row: an index into a list of names (-1 for an empty cell), a day counted from 1970-01-01,
or the number itself. `n` tells how many events a line stands for; 1 unless groups.py has summed them.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from tocsin.report.words import LONGEST_NAME, short
from tocsin.schema.vocabulary import event_types

_EPOCH = pd.Timestamp("1970-01-01")
_PLACE = ["location", "admin1", "country", "latitude", "longitude"]

Encoded = dict[str, Any]


def encode_rows(events: pd.DataFrame) -> Encoded:
    """{"lists": names, "columns": numbers}, a line per row in the order of `events`."""
    events = _bounded(events)
    lists: dict[str, Any] = {}
    columns: dict[str, list[int]] = {}
    columns["day"] = days_of(events["event_date"])
    columns["kind"], lists["kinds"] = _kinds(events)
    columns["place"], lists["places"] = _places(events)
    lists["countries"] = sorted({str(name) for name in events["country"].dropna()})
    actors = sorted({str(name) for side in ("1", "2") for name in events[f"actor{side}"].dropna()})
    lists["actors"] = actors
    for side in ("1", "2"):
        columns[f"actor{side}"] = _codes(events[f"actor{side}"], actors)
        columns[f"with{side}"], lists[f"with{side}"] = coded(events[f"assoc_actor_{side}"])
    for name, column in (("grade", "grade"), ("scale", "source_scale")):
        columns[name], lists[f"{name}s"] = coded(events[column])
    for name, column in (("deaths", "fatalities"), ("geo", "geo_precision"), ("time", "time_precision")):
        columns[name] = [int(number) for number in events[column]]
    columns["n"] = [1] * len(events)
    return {"lists": lists, "columns": columns}


_TEXTS = (
    "event_type", "sub_event_type", "actor1", "actor2", "assoc_actor_1", "assoc_actor_2", "country", "admin1",
    "location", "source_scale",
)  # fmt: skip


def _bounded(events: pd.DataFrame) -> pd.DataFrame:
    """The same rows with names of a length that a page can show."""
    shown = {name: {text: short(text, LONGEST_NAME) for text in events[name].dropna().unique()} for name in _TEXTS}
    return events.assign(**{name: events[name].map(known) for name, known in shown.items()})


def coded(cells: pd.Series[Any]) -> tuple[list[int], list[str]]:
    """Texts -> (index of each, the texts in order): ["b", None, "a"] -> ([1, -1, 0], ["a", "b"])."""
    names = sorted({str(text) for text in cells.dropna()})
    return _codes(cells, names), names


def days_of(cells: pd.Series[Any]) -> list[int]:
    """Days since 1970-01-01."""
    return [int(number) for number in (cells - _EPOCH).dt.days]


def _codes(cells: pd.Series[Any], names: list[str]) -> list[int]:
    place = {name: index for index, name in enumerate(names)}
    return [place.get(text, -1) if isinstance(text, str) else -1 for text in cells.tolist()]


def _kinds(events: pd.DataFrame) -> tuple[list[int], list[list[str]]]:
    """Pairs of event type and sub-event type, in the order of the codebook."""
    order = {kind.name: place for place, kind in enumerate(event_types())}
    pairs = list(zip(events["event_type"].fillna(""), events["sub_event_type"].fillna(""), strict=True))
    known = sorted(set(pairs), key=lambda pair: (order.get(pair[0], len(order)), pair))
    index = {pair: place for place, pair in enumerate(known)}
    return [index[pair] for pair in pairs], [list(pair) for pair in known]


def _places(events: pd.DataFrame) -> tuple[list[int], list[list[Any]]]:
    """[location, admin1, country, latitude, longitude], each once."""
    texts = events[_PLACE[:3]].fillna("")
    points = (events[name].round(4) for name in _PLACE[3:])
    rows = list(zip(*(texts[name] for name in texts), *points, strict=True))
    known = sorted(set(rows))
    index = {row: place for place, row in enumerate(known)}
    return [index[row] for row in rows], [[*row[:3], float(row[3]), float(row[4])] for row in known]
