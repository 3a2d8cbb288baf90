"""Events -> counts by month and week, country and admin1, in the two shapes that analysts know (codebook 10).

By month: one line per country (or admin1) and measure, events and deaths, with the first and the last day of the month.
By week:  one line per country (or admin1) and sub-event type, with the mean point of its events.
Only periods with an event have a line: a missing line is a zero of what was read, not of what happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from tocsin.dataset.streams import in_memory
from tocsin.export.csvfile import write_csv
from tocsin.export.selection import Selection, WeekStart
from tocsin.schema.vocabulary import country, is_demonstration, is_political_violence

Row = Mapping[str, Any]

MEASURES: dict[str, Callable[[Row], bool]] = {
    "political_violence": lambda row: is_political_violence(row["sub_event_type"]),
    "civilian_targeting": lambda row: row["civilian_targeting"] is not None,
    "demonstration": lambda row: is_demonstration(row["sub_event_type"]),
}
"""Measure -> whether a row counts in it; a row may count in several."""

_FIRST = {"monday": 0, "saturday": 5}
"""Day of the week as date.weekday counts it."""

_KINDS = {"int": pa.int64(), "date": pa.date32(), "float": pa.float64(), "string": pa.string()}

FIELDS: dict[str, tuple[str, str]] = {
    "location_code": (
        "string",
        "ISO 3166-1 alpha-3 code of the country; empty on the high seas and for Kosovo's like.",
    ),
    "region": ("string", "Part of the world that the country belongs to."),
    "country": ("string", "Country of the events."),
    "admin1": ("string", "Largest administrative unit; empty when not known."),
    "event_type": (
        "string",
        "By week the kind of event; by month political_violence, civilian_targeting or demonstration.",
    ),
    "sub_event_type": ("string", "The kind of event, one of 25."),
    "disorder_type": ("string", "Political violence, demonstrations, both, or strategic developments."),
    "week": ("date", "First day of the week."),
    "reference_period_start": ("date", "First day of the month."),
    "reference_period_end": ("date", "Last day of the month."),
    "events": ("int", "Number of events."),
    "fatalities": ("int", "Sum of their reported deaths."),
    "centroid_latitude": ("float", "Mean latitude of the events, WGS84."),
    "centroid_longitude": ("float", "Mean longitude of the events, WGS84."),
}
"""Column -> type and meaning."""


@dataclass(slots=True)
class _Sum:
    """What is counted of the rows of one line."""

    events: int = 0
    fatalities: int = 0
    points: list[tuple[float, float]] = field(default_factory=list)

    def add(self, row: Row) -> None:
        self.events += 1
        self.fatalities += row["fatalities"]
        self.points.append((row["latitude"], row["longitude"]))

    def centroid(self) -> tuple[float, float]:
        """Sums over sorted points, so that the order of rows changes no digit."""
        points = sorted(self.points)
        latitude, longitude = (round(sum(values) / len(points), 4) for values in zip(*points, strict=True))
        return latitude, longitude


def write_aggregates(selection: Selection, folder: Path) -> list[dict[str, Any]]:
    """Four CSV files: monthly and weekly, each by country and by admin1."""
    rows = selection.table("events").to_pylist()
    found: list[dict[str, Any]] = []
    for level in ("country", "admin1"):
        for name, lines in (
            (f"monthly_{level}", list(monthly(rows, level))),
            (f"weekly_{level}", list(weekly(rows, level, selection.week_start))),
        ):
            columns = _columns(name)
            table = pa.Table.from_pylist(lines, schema=pa.schema([pa.field(c, _KINDS[FIELDS[c][0]]) for c in columns]))
            write_csv(in_memory(table), folder / f"{name}.csv")
            found.append(_resource(name, columns))
    return found


def _columns(name: str) -> Sequence[str]:
    places = ("country", "admin1") if name.endswith("admin1") else ("country",)
    if name.startswith("monthly"):
        period = ("reference_period_start", "reference_period_end")
        return ("location_code", *places, "event_type", "events", "fatalities", *period)
    counted = ("events", "fatalities", "disorder_type", "centroid_latitude", "centroid_longitude")
    return ("week", "region", *places, "event_type", "sub_event_type", *counted)


def monthly(rows: Iterable[Row], level: str) -> Iterator[dict[str, Any]]:
    """Lines by place, measure and month, in that order."""
    sums: dict[tuple[str, str, str, date], _Sum] = defaultdict(_Sum)
    for row in rows:
        for measure, counts in MEASURES.items():
            if counts(row):
                sums[(row["country"], _unit(row, level), measure, row["event_date"].replace(day=1))].add(row)
    for (name, unit, measure, first), total in sorted(sums.items()):
        after = (first + timedelta(days=32)).replace(day=1)
        yield _line(level, unit) | {
            "location_code": country(name).iso3, "country": name, "event_type": measure, "events": total.events,
            "fatalities": total.fatalities, "reference_period_start": first,
            "reference_period_end": after - timedelta(days=1),
        }  # fmt: skip


def weekly(rows: Iterable[Row], level: str, start: WeekStart) -> Iterator[dict[str, Any]]:
    """Lines by week, place and sub-event type, in that order."""
    sums: dict[tuple[date, str, str, str, str], _Sum] = defaultdict(_Sum)
    kinds: dict[str, Row] = {}
    for row in rows:
        kinds[row["sub_event_type"]] = row
        week = week_of(row["event_date"], start)
        sums[(week, row["region"], row["country"], _unit(row, level), row["sub_event_type"])].add(row)
    for (week, region, name, unit, kind), total in sorted(sums.items()):
        latitude, longitude = total.centroid()
        yield _line(level, unit) | {
            "week": week, "region": region, "country": name, "event_type": kinds[kind]["event_type"],
            "sub_event_type": kind, "events": total.events, "fatalities": total.fatalities,
            "disorder_type": kinds[kind]["disorder_type"], "centroid_latitude": latitude,
            "centroid_longitude": longitude,
        }  # fmt: skip


def week_of(day: date, start: WeekStart) -> date:
    """The first day of the week of a day: Tuesday 17 September 2024 -> Saturday 14, or Monday 16."""
    return day - timedelta(days=(day.weekday() - _FIRST[start]) % 7)


def _unit(row: Row, level: str) -> str:
    return (row["admin1"] or "") if level == "admin1" else ""


def _line(level: str, unit: str) -> dict[str, Any]:
    return {"admin1": unit or None} if level == "admin1" else {}


def _resource(name: str, columns: Sequence[str]) -> dict[str, Any]:
    kinds = {"int": "integer", "date": "date", "float": "number", "string": "string"}
    fields = [{"name": c, "type": kinds[FIELDS[c][0]], "description": FIELDS[c][1]} for c in columns]
    return {
        "name": name,
        "title": f"Events and reported deaths, {name.replace('_', ' by ')}",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
        "schema": {"fields": fields},
    }
