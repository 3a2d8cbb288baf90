"""Compute the columns that follow from others: the cells coding set -> all 31. No rule ever sets a derived column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tocsin.schema.columns import DERIVED, FOLLOWS_FROM, NAMES, column
from tocsin.schema.countries import country
from tocsin.schema.errors import SchemaError, unknown
from tocsin.schema.inters import interaction_text
from tocsin.schema.taxonomy import disorder_type_of, event_type_of


def complete(cells: Mapping[str, object]) -> dict[str, object]:
    """All 31 cells of a row in column order, from those that coding sets.

    Takes:    event_date, sub_event_type, inter1, inter2, country ...
    Adds:     year, event_type, disorder_type, interaction, iso, region
    Empty:    a nullable column that is missing or blank becomes None, so that every empty cell looks the same.
    Region:   on the high seas a given region is kept when it borders that water, else the first one is taken.
    Raises:   SchemaError for a missing or unknown value and for a name that is not a column.
    """
    for name in cells:
        if name not in NAMES:
            raise unknown("column", name, NAMES)
    row = {name: _cell(name, cells.get(name)) for name in NAMES}
    row |= _derived(row)
    if missing := [name for name in NAMES if row[name] is None and not column(name).nullable]:
        raise SchemaError(f"row {row['event_id_cnty']}: no value for {', '.join(missing)}")
    return row


def derived_cells(cells: Mapping[str, object]) -> dict[str, object]:
    """Only the derived cells, each as far as its sources are known; for rows that were excluded half-coded.

    {"country": "Mali"} -> {"iso": 466, "region": "Western Africa"}
    """
    given = {name: _cell(name, cells.get(name)) for name in NAMES}
    return {name: _derive(name, given) for name in DERIVED if given[FOLLOWS_FROM[name][0]] is not None}


def _cell(name: str, value: object) -> object:
    """A cell with its blank forms ("", None, NaN, NaT, NA) folded into None."""
    blank = value == "" if isinstance(value, str) else str(value) in ("None", "<NA>", "nan", "NaT")
    if blank:
        return None
    return day_of(value) if name == "event_date" else value


def _derived(row: Mapping[str, object]) -> dict[str, object]:
    for source in dict.fromkeys(sources[0] for sources in FOLLOWS_FROM.values()):
        if row[source] is None:
            raise SchemaError(f"row {row['event_id_cnty']}: no value for {source}, from which other columns follow")
    return {name: _derive(name, row) for name in DERIVED}


def _derive(name: str, row: Mapping[str, object]) -> object:
    match name:
        case "year":
            return day_of(row["event_date"]).year
        case "event_type":
            return event_type_of(str(row["sub_event_type"]))
        case "disorder_type":
            return disorder_type_of(str(row["sub_event_type"]))
        case "interaction":
            return interaction_text(str(row["inter1"]), str(row["inter2"] or ""))
        case "iso":
            return country(str(row["country"])).iso
        case "region":
            entry = country(str(row["country"]))
            return row["region"] if row["region"] in entry.regions else entry.region
    raise SchemaError(f'column "{name}" is marked derived but has no rule')


def day_of(value: object) -> date:
    """The day of a date, a datetime or an ISO text: "2024-09-17" -> date(2024, 9, 17)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise SchemaError(f'event_date "{value}" is not a day; write it as 2024-09-17') from None
