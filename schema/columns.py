"""The 31 columns of a row, in order: what each holds. Arrow, pandera, JSON Schema and docs follow from here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tocsin.schema.errors import unknown

ColumnType = Literal["string", "date", "int", "float"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    vocabulary  name of the closed list its values come from (see vocabulary.values), "" when it has none
    example     an invented cell, as CSV writes it
    unit        what a number counts, "" for words and codes
    derived     True when derive.complete computes it, so that no rule may set it
    """

    name: str
    type: ColumnType
    nullable: bool
    description: str
    vocabulary: str
    example: str
    unit: str
    derived: bool


def _column(
    name: str,
    kind: ColumnType,
    description: str,
    example: str,
    *,
    nullable: bool = False,
    vocabulary: str = "",
    unit: str = "",
    derived: bool = False,
) -> Column:
    return Column(name, kind, nullable, description, vocabulary, example, unit, derived)


COLUMNS: tuple[Column, ...] = (
    _column(
        "event_id_cnty", "string",
        "Key of the row: three letters of the country, a hyphen, ten hexadecimal digits. It stays when cells "
        "other than the country are corrected, and it is not an ID of ACLED's.",
        "MLI-7f3a9c21b4",
    ),
    _column("event_date", "date", "The day of the event, or the day that stands for its window.", "2024-09-17"),
    _column("year", "int", "Calendar year of event_date.", "2024", unit="year", derived=True),
    _column(
        "time_precision", "int", "How well the day is known: 1 day, 2 about a week, 3 about a month.", "1",
        vocabulary="time_precision",
    ),
    _column(
        "disorder_type", "string", "Political violence, demonstrations, both, or strategic developments.",
        "Political violence", vocabulary="disorder_type", derived=True,
    ),
    _column(
        "event_type", "string", "The kind of event, one of six.", "Violence against civilians",
        vocabulary="event_type", derived=True,
    ),
    _column(
        "sub_event_type", "string", "The kind of event, one of 25; event_type and disorder_type follow from it.",
        "Attack", vocabulary="sub_event_type",
    ),
    _column(
        "actor1", "string", "One named actor. The order of the two says nothing, except that victims of violence "
        "against civilians are always the second, and crowds the first.",
        "Unidentified Armed Group (Mali)",
    ),
    _column(
        "assoc_actor_1", "string", "Allies of actor1, or what its members are, joined by a semicolon and a space.",
        "Students (Mali); Women (Mali)", nullable=True,
    ),
    _column("inter1", "string", "Type of actor1.", "Political militia", vocabulary="inter"),
    _column("actor2", "string", "One named actor; empty when there is none or nobody knows.", "Civilians (Mali)",
            nullable=True),
    _column(
        "assoc_actor_2", "string", "Allies of actor2, or what its members are, joined by a semicolon and a space.",
        "Farmers (Mali)", nullable=True,
    ),
    _column("inter2", "string", "Type of actor2; empty exactly when actor2 is.", "Civilians", nullable=True,
            vocabulary="inter"),
    _column(
        "interaction", "string", "The types of both actors as one code, whatever their order.",
        "Political militia-Civilians", vocabulary="interaction", derived=True,
    ),
    _column(
        "civilian_targeting", "string", "Set when civilians were the main or the only target; else empty.",
        "Civilian targeting", nullable=True, vocabulary="civilian_targeting",
    ),
    _column(
        "iso", "int", "ISO 3166-1 numeric code of the country, not padded; 0 for Kosovo and for the high seas.", "466",
        derived=True,
    ),
    _column("region", "string", "Part of the world that the country belongs to; on the high seas that of the nearest "
            "coast.", "Western Africa", vocabulary="region", derived=True),
    _column("country", "string", "Country of the place, or the water body on the high seas.", "Mali",
            vocabulary="country"),
    _column("admin1", "string", "Largest administrative unit that the place lies in.", "Mopti", nullable=True),
    _column("admin2", "string", "Second administrative unit that the place lies in.", "Bankass", nullable=True),
    _column("admin3", "string", "Third administrative unit that the place lies in.", "Diallassagou", nullable=True),
    _column("location", "string", "The place that stands for the event; a district of a big city follows a spaced "
            "hyphen.", "Koro"),
    _column("latitude", "float", "Latitude of the location, WGS84, four decimals.", "14.0689", unit="degree"),
    _column("longitude", "float", "Longitude of the location, WGS84, four decimals.", "-3.0801", unit="degree"),
    _column(
        "geo_precision", "int", "How well the place is known: 1 the place, 2 near it, 3 a region only.", "1",
        vocabulary="geo_precision",
    ),
    _column("source", "string", "Names of the sources, joined by a semicolon and a space.",
            "Sahel Courier; Radio Dune"),
    _column("source_scale", "string", "How far the sources reach: one scale, or two joined by a hyphen.",
            "Subnational-National", vocabulary="source_scale"),
    _column("notes", "string", "What happened, in one to three English sentences that open with the day.",
            "On 17 September 2024, gunmen killed seven farmers in Koro (Bankass, Mopti)."),
    _column("fatalities", "int", "Everybody reported killed, on all sides together; 0 when none, or when nobody "
            "knows whether anyone died.", "7", unit="person"),
    _column("tags", "string", "Further codes, joined by a semicolon and a space.", "crowd size=about 200",
            nullable=True),
    _column("timestamp", "int", "When the row was last built or changed, in seconds since 1970-01-01 UTC.",
            "1726700400", unit="second"),
)  # fmt: skip
"""The 31 columns, in the order of the file."""

NAMES: tuple[str, ...] = tuple(spec.name for spec in COLUMNS)
"""Their names, in order."""

DERIVED: tuple[str, ...] = tuple(spec.name for spec in COLUMNS if spec.derived)
"""The columns that derive.complete computes."""

FOLLOWS_FROM: dict[str, tuple[str, ...]] = {
    "year": ("event_date",), "disorder_type": ("sub_event_type",), "event_type": ("sub_event_type",),
    "interaction": ("inter1", "inter2"), "iso": ("country",), "region": ("country",),
}  # fmt: skip
"""Derived column -> the columns it is computed from; without the first of them it stays empty."""

SET_BY_CODING: tuple[str, ...] = tuple(name for name in NAMES if name not in (*DERIVED, "event_id_cnty", "timestamp"))
"""The columns that hold what was read: all but those that follow from others, the key, and the time of the build."""


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Column]:
    return {spec.name: spec for spec in COLUMNS}


def column(name: str) -> Column:
    """The spec of one column: column("iso").type -> "int"."""
    try:
        return _by_name()[name]
    except KeyError:
        raise unknown("column", name, NAMES) from None
