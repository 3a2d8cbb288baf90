"""Judge candidates by the contract before and after merging: members -> those that may be rows, and why not the rest.

The checks themselves are the schema's. A candidate that breaks one is kept aside with what was found, never dropped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from tocsin.dataset.members import Member
from tocsin.model import Event
from tocsin.schema.checks import check_table, errors_of
from tocsin.schema.columns import DERIVED, NAMES, SET_BY_CODING, Column, column
from tocsin.schema.derive import complete, day_of, derived_cells
from tocsin.schema.errors import SchemaError
from tocsin.schema.violations import Violation
from tocsin.schema.vocabulary import country

INVALID = "invalid"

JUDGED = 1_000
"""Rows in one table of the judge: enough that its cost does not show, few enough for bounded memory."""

Cells = dict[str, object]


def judge(members: Sequence[Member], timestamp: int) -> tuple[list[Member], list[Member]]:
    """(members that can be rows, members with the reason `invalid` and what was found), both in the given order.

    The cells of a member that passes come back in their column's plain type, empty ones as None.
    """
    rows: dict[int, Cells] = {}
    faults: dict[int, str] = {}
    for index, member in enumerate(members):
        try:
            rows[index] = _provisional(member.event.cells, index, timestamp)
        except (SchemaError, ValueError, TypeError) as error:
            faults[index] = f"no row: {_PROVISIONAL.sub('', str(error))}"
    for index, text in zip(rows, faults_of(list(rows.values())), strict=True):
        if text:
            faults[index] = text
    passed = [_plain(member, rows[i]) for i, member in enumerate(members) if i not in faults]
    refused = [_refused(member, faults[i]) for i, member in enumerate(members) if i in faults]
    return passed, refused


_PROVISIONAL = re.compile(r"^row [A-Z]{3}-[0-9a-f]{10}: ")
"""A message does not tell the key by which the judge knew the candidate: it hangs on how many there are."""


def _provisional(cells: Mapping[str, object], index: int, timestamp: int) -> Cells:
    """All 31 cells with a key that no other candidate has, so that only the candidate itself is judged."""
    prefix = country(str(cells.get("country") or "")).prefix
    return complete({**cells, "event_id_cnty": f"{prefix}-{index:010x}", "timestamp": timestamp})


def faults_of(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """What is wrong with each complete row, "" when nothing is."""
    return [text for first in range(0, len(rows), JUDGED) for text in _faults_of_some(rows[first : first + JUDGED])]


def _faults_of_some(rows: Sequence[Mapping[str, object]]) -> list[str]:
    found: dict[int, list[str]] = defaultdict(list)
    table = pd.DataFrame([dict(row) for row in rows], columns=list(NAMES), dtype="object")
    for violation in errors_of(check_table(table)):
        found[violation.row].append(_message(violation))
    return ["; ".join(found[index]) for index in range(len(rows))]


def _message(violation: Violation) -> str:
    shown = f'"{violation.found[:80]}"' if violation.found else "empty"
    return f"{violation.code} {violation.column}: found {shown}, allowed: {violation.allowed}"


def _plain(member: Member, row: Mapping[str, object]) -> Member:
    cells = {name: fitted(column(name), row[name]) for name in SET_BY_CODING}
    return replace(member, event=replace(member.event, cells=cells))


def _refused(member: Member, text: str) -> Member:
    event = member.event
    detail = f"{event.detail}; {text}" if event.detail else text
    return replace(member, event=replace(event, reasons=(*event.reasons, INVALID), detail=detail))


# ---------------------------------------------------------------- half-coded candidates


def salvaged(event: Event) -> Cells:
    """All 31 cells of an excluded candidate, as far as they can be read as their column's type; the rest None."""
    given = {name: _readable(name, event.cells.get(name)) for name in SET_BY_CODING}
    return dict.fromkeys(NAMES) | given | _derived(given)


def unreadable(event: Event) -> str:
    """The cells that salvaged could not keep: 'latitude "fourteen"'."""
    cells = salvaged(event)
    lost = (f'{name} "{value}"' for name, value in sorted(event.cells.items()) if _filled(value) and _lost(name, cells))
    return ", ".join(lost)


def _lost(name: str, cells: Cells) -> bool:
    return name not in DERIVED and cells.get(name) is None


def _filled(value: object) -> bool:
    return value is not None and str(value) not in ("", "nan", "<NA>", "NaT", "None")


def _readable(name: str, value: object) -> object:
    try:
        return fitted(column(name), value)
    except (SchemaError, ValueError, TypeError, OverflowError):
        return None


def _derived(given: Cells) -> Cells:
    """Derived cells one source at a time, so that one unknown name does not cost the others."""
    found: Cells = {}
    for names in (("event_date",), ("sub_event_type",), ("inter1", "inter2"), ("country",)):
        try:
            found |= derived_cells({name: given[name] for name in names})
        except SchemaError:
            continue  # the name itself stays in its own column for the reader to see
    return found


def fitted(spec: Column, value: Any) -> object:
    """A cell in the plain type of its column: date, int, float or str; None when empty. Raises when it cannot be."""
    if not _filled(value):
        return None
    if spec.type == "date":
        return day_of(value)
    if spec.type == "int":
        number = int(value)
        if number != float(value) or not -(2**63) <= number < 2**63:
            raise ValueError(f"{value} is not a whole number of 64 bits")
        return number
    return float(value) if spec.type == "float" else str(value)
