"""Published tables of every vintage -> the present 31 columns: a table of texts in, the same rows in today's words out.

What has no single counterpart today stays as it was written, for the checks to see: "Remote violence" was a strike, a
shell or a mine. The changes of columns and codes over the years are those of codebook 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import pandas as pd
from tocsin.schema.columns import NAMES
from tocsin.schema.countries import country, is_country
from tocsin.schema.errors import SchemaError
from tocsin.schema.inters import inter_text, interaction_text
from tocsin.schema.loading import read_csv
from tocsin.schema.taxonomy import (
    CIVILIAN_TARGETING,
    civilian_targeting_of,
    disorder_type_of,
    event_type_of,
    sub_events,
)

Row = dict[str, str]

_DIGITS = re.compile(r"\d+(?:\.0)?")
_NUMBER_FIRST = re.compile(r"(\d+)([A-Z]{3})")
_SIZE = re.compile(r"\[size=([^\]]+)\]")
_CROWDS = ("Protesters", "Rioters")
_FORMS = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%d-%b-%y")
NO_TIME = "0"
"""The timestamp of a vintage that has none: no moment at all, and never a guess."""


@dataclass(frozen=True, slots=True)
class Modernised:
    """A table of texts in today's columns, and what was changed, a line each; no line for a table of today.

    added  columns that the table lacked; their cells are those that follow from others, else empty
    """

    table: pd.DataFrame
    changes: tuple[str, ...]
    added: tuple[str, ...] = ()


def modernise(table: pd.DataFrame) -> Modernised:
    """Read a published table. Cells must be texts, empty ones ""; columns that nobody knows are kept.

    Takes:   numeric inter codes, "24/12/1997", "16 May 2025", upper-case headers, the order of version 5, 20MOR,
             missing columns that follow from others, "Civilians targeted", [size=around 50] in notes
    Leaves:  what has no single counterpart, such as "Remote violence"
    """
    renamed, changes = _columns(table)
    if not changes and _is_of_today(renamed):
        return Modernised(table, ())
    missing = [name for name in NAMES if name not in renamed.columns]
    rows = [{str(name): str(cell) for name, cell in row.items()} for row in renamed.to_dict("records")]
    counts: dict[str, int] = {}
    month_first = _month_first(row.get("event_date", "") for row in rows)
    for row in rows:
        for name in missing:
            row[name] = ""
        for what, step in _STEPS:
            if step(row, missing, month_first):
                counts[what] = counts.get(what, 0) + 1
    extra = [str(name) for name in renamed.columns if name not in NAMES]
    made = pd.DataFrame(rows, columns=[*NAMES, *extra], dtype="str").fillna("")
    if missing:
        changes.append(f"columns added: {', '.join(missing)}")
    return Modernised(made, (*changes, *(f"{what}: {count} rows" for what, count in counts.items())), tuple(missing))


# ---------------------------------------------------------------- columns


@lru_cache(maxsize=1)
def _older_names() -> Mapping[str, str]:
    return {row["old"]: row["new"] for row in read_csv("older_columns.csv", ("old", "new", "since"))}


def _columns(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The table under today's names, in today's order, without the columns that are no more."""
    changes: list[str] = []
    names = [str(name).lstrip("\ufeff").strip().strip('"') for name in table.columns]
    if any(name != name.lower() and name.lower() in {*NAMES, *_older_names()} for name in names):
        changes.append("headers in capitals")
    low = [name.lower() if name.lower() in {*NAMES, *_older_names()} else name for name in names]
    told = {name: _older_names()[name] for name in low if name in _older_names() and name not in NAMES}
    if dropped := [name for name, new in told.items() if not new or new in low]:
        changes.append(f"columns that are no more: {', '.join(dropped)}")
    if moved := {name: new for name, new in told.items() if name not in dropped}:
        changes.append("columns named otherwise: " + ", ".join(f"{old} is {new}" for old, new in moved.items()))
    made = table.set_axis([moved.get(name, name) for name in low], axis="columns").drop(columns=dropped)
    ordered = [name for name in NAMES if name in made.columns]
    if len(ordered) == len(NAMES) and [n for n in made.columns if n in NAMES] != ordered:
        changes.append("columns in another order")
    return made[[*ordered, *(name for name in made.columns if name not in NAMES)]], changes


def _is_of_today(table: pd.DataFrame) -> bool:
    if any(name not in table.columns for name in NAMES):
        return False
    numeric = any(table[name].str.fullmatch(_DIGITS.pattern).any() for name in ("inter1", "inter2", "interaction"))
    iso = table["event_date"].str.match(r"\d{4}-\d\d-\d\d|$").all()
    known = {entry.name for entry in sub_events()}
    words = set(table["civilian_targeting"]) <= {"", CIVILIAN_TARGETING} and set(table["sub_event_type"]) <= known
    keys = not table["event_id_cnty"].str.fullmatch(_NUMBER_FIRST.pattern).any()
    return bool(not numeric and iso and words and keys and "Demostrations" not in set(table["disorder_type"]))


# ---------------------------------------------------------------- cells: each step changes one row, or says it did not

Step = Callable[[Row, list[str], bool], bool]


def _month_first(days: Iterator[str]) -> bool:
    """Whether days with slashes put the month first: only where some day could be no month otherwise."""
    pairs = [match for day in days if (match := re.match(r"(\d{1,2})/(\d{1,2})/\d{4}$", day))]
    return any(int(match[2]) > 12 for match in pairs) and not any(int(match[1]) > 12 for match in pairs)


def _day(row: Row, _missing: list[str], month_first: bool) -> bool:
    written = row["event_date"].strip()
    if not written or re.match(r"\d{4}-\d\d-\d\d", written):
        return False
    day = _read_day(written, month_first)
    if day is None:
        return False
    row["event_date"] = day.isoformat()
    return True


def _read_day(written: str, month_first: bool) -> date | None:
    for form in (*_FORMS, "%m/%d/%Y" if month_first else "%d/%m/%Y"):
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None


def _inters(row: Row, _missing: list[str], _month_first: bool) -> bool:
    """inter1, inter2 and interaction from digits; an interaction that says something else than its pair is left."""
    old = [row["inter1"], row["inter2"], row["interaction"]]
    if not any(_DIGITS.fullmatch(cell) for cell in old):
        return False
    try:
        texts = [inter_text(int(float(cell))) if _DIGITS.fullmatch(cell) else cell for cell in old[:2]]
        row["inter1"], row["inter2"] = texts
        row["interaction"] = interaction_text(*texts)
    except (SchemaError, KeyError):
        row["inter1"], row["inter2"], row["interaction"] = old
        return False
    return True


@lru_cache(maxsize=1)
def _older_types() -> tuple[Mapping[str, str], ...]:
    return tuple(read_csv("older_types.csv", ("event_type", "actor1", "sub_event_type", "why")))


def _types(row: Row, missing: list[str], _month_first: bool) -> bool:
    if "sub_event_type" not in missing and row["sub_event_type"]:
        return False
    kind = row["event_type"].strip()
    for entry in _older_types():
        if kind == entry["event_type"] and row["actor1"].startswith(entry["actor1"]):
            row["sub_event_type"] = entry["sub_event_type"]
            row["event_type"] = event_type_of(entry["sub_event_type"])
            return True
    return False


def _disorder(row: Row, missing: list[str], _month_first: bool) -> bool:
    if row["disorder_type"] and "Demostrations" not in row["disorder_type"]:
        return False
    try:
        row["disorder_type"] = disorder_type_of(row["sub_event_type"])
    except SchemaError:
        return False
    return "disorder_type" not in missing


def _targeting(row: Row, missing: list[str], _month_first: bool) -> bool:
    if row["civilian_targeting"] == "Civilians targeted":
        row["civilian_targeting"] = CIVILIAN_TARGETING
        return True
    if "civilian_targeting" in missing:
        try:
            row["civilian_targeting"] = civilian_targeting_of(row["sub_event_type"], row["inter2"])
        except SchemaError:
            return False
    return False


def _geography(row: Row, missing: list[str], _month_first: bool) -> bool:
    if {"iso", "region"} & set(missing) and is_country(row["country"]):
        entry = country(row["country"])
        row["iso"], row["region"] = row["iso"] or str(entry.iso), row["region"] or entry.region
    return False


def _key(row: Row, _missing: list[str], _month_first: bool) -> bool:
    match = _NUMBER_FIRST.fullmatch(row["event_id_cnty"])
    if match is None:
        return False
    row["event_id_cnty"] = f"{match[2]}{match[1]}"
    return True


def _crowd(row: Row, missing: list[str], _month_first: bool) -> bool:
    match = _SIZE.search(row["notes"])
    if "tags" not in missing or match is None or row["inter1"] not in _CROWDS:
        return False
    row["tags"] = f"crowd size={match[1].strip()}"
    return True


def _moment(row: Row, missing: list[str], _month_first: bool) -> bool:
    if "timestamp" in missing:
        row["timestamp"] = NO_TIME
    if "year" in missing:
        row["year"] = row["event_date"][:4]
    return False


_STEPS: tuple[tuple[str, Step], ...] = (
    ("days written otherwise", _day),
    ("inter codes as digits", _inters),
    ("event types of before 2019", _types),
    ("disorder_type misspelled", _disorder),
    ("civilian_targeting worded otherwise", _targeting),
    ("country without iso or region", _geography),
    ("keys with the number first", _key),
    ("crowd size moved from notes to tags", _crowd),
    ("no timestamp", _moment),
)
"""In this order, for later steps read what earlier ones wrote."""
