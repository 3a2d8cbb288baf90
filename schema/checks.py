"""Judge a table by every invariant of the contract: a DataFrame in, a list of violations out. It changes nothing.

Codes are stable: E is an error (the row must not be published), W a warning (the row is odd). E0 and W0 look at single
cells, E1 and W1 at one row, E2 and W2 at the whole table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
from tocsin.schema.cell_checks import CELL_CHECKS
from tocsin.schema.columns import NAMES
from tocsin.schema.errors import SchemaError, unknown
from tocsin.schema.frame import POPULATION
from tocsin.schema.row_checks import ROW_CHECKS
from tocsin.schema.violations import Cells, Check, Hit, Severity, Violation, read_cells

POPULATION_COLUMNS = POPULATION
"""Columns that other producers append; tolerated at the end of tables that are not ours."""


def _unique_ids(cells: Cells) -> Iterator[Hit]:
    yield from _repeats(cells, ("event_id_cnty",), "event_id_cnty", "a key that no other row has")


def _repeated_rows(cells: Cells) -> Iterator[Hit]:
    key = ("event_date", "country", "location", "sub_event_type", "actor1", "actor2")
    yield from _repeats(cells, key, "event_id_cnty", "one row per day, place, actors and sub-event type")


def _repeats(cells: Cells, key: tuple[str, ...], reports: str, allowed: str) -> Iterator[Hit]:
    first: dict[tuple[object, ...], int] = {}
    for row, values in enumerate(zip(*(cells.values[name] for name in key), strict=True)):
        if None in values:
            continue
        if first.setdefault(values, row) != row:
            yield Hit(row, reports, cells.values[reports][row], f"{allowed} (see row {first[values]})")


def _newest_first(cells: Cells) -> Iterator[Hit]:
    days, keys = cells.values["event_date"], cells.values["event_id_cnty"]
    for row in range(1, cells.size):
        before, day = days[row - 1], days[row]
        if before is None or day is None:
            continue
        if day > before or (day == before and keys[row - 1] > keys[row]):
            yield Hit(row, "event_date", day, "rows sorted by event_date, newest first, then by event_id_cnty")


def _never(_cells: Cells) -> Iterator[Hit]:
    return iter(())


COLUMNS_CHECK = Check("E001", "columns-in-order", "The table has exactly the 31 columns, in order.", _never)
"""Runs before all others, on the table itself."""

TABLE_CHECKS: tuple[Check, ...] = (
    Check("E201", "key-is-unique", "No two rows have the same event_id_cnty.", _unique_ids),
    Check("W202", "no-repeated-row", "No two rows agree in day, place, sub-event type and actors.", _repeated_rows),
    Check("W203", "newest-first", "Rows are sorted, newest first.", _newest_first, scope="own"),
)
"""Every check across rows."""

CHECKS: tuple[Check, ...] = (COLUMNS_CHECK, *CELL_CHECKS, *ROW_CHECKS, *TABLE_CHECKS)
"""Every invariant of the contract, by code group."""


def check(code: str) -> Check:
    """The check with that code: check("E101").name -> "year-matches-date"."""
    for entry in CHECKS:
        if entry.code == code:
            return entry
    raise unknown("check", code, (entry.code for entry in CHECKS))


def check_table(df: pd.DataFrame, own: bool = True) -> list[Violation]:
    """Every violation of a table, by row and code; an empty list when all is well.

    own    True for rows that we built; False for published rows, which have other keys
    """
    violations = _column_violations(df, own)
    if any(name not in df.columns for name in NAMES):
        return violations
    cells = read_cells(df, own)
    for entry in applicable(own):
        violations += violations_of(entry, cells)
    return sorted(violations, key=lambda violation: (violation.row, violation.code, violation.column))


def row_violations(row: Mapping[str, object], own: bool = True) -> list[Violation]:
    """Every violation of one row, given as a mapping of the 31 columns."""
    return check_table(pd.DataFrame([dict(row)], dtype="object"), own)


def errors_of(violations: list[Violation]) -> list[Violation]:
    """Only the errors."""
    return [violation for violation in violations if violation.severity == "error"]


def require_valid(df: pd.DataFrame, own: bool = True) -> None:
    """Raise SchemaError that names the first errors of a table, if it has any."""
    if errors := errors_of(check_table(df, own)):
        shown = "\n".join(violation.message for violation in errors[:10])
        raise SchemaError(f"{len(errors)} errors in the table:\n{shown}")


def applicable(own: bool) -> tuple[Check, ...]:
    """The checks that hold for our rows (own) or for rows of any producer."""
    skipped = "others" if own else "own"
    return tuple(entry for entry in CHECKS if entry.scope != skipped)


def violations_of(entry: Check, cells: Cells) -> list[Violation]:
    """What one check finds in a table that was read into cells."""
    return [_violation(entry, hit, cells.values["event_id_cnty"][hit.row]) for hit in entry.find(cells)]


def _violation(entry: Check, hit: Hit, key: str) -> Violation:
    found = "" if hit.found is None else str(hit.found)
    severity: Severity = entry.severity
    where = "table" if hit.row < 0 else f"row {hit.row} ({key or 'no key'})"
    shown = f'"{found[:80]}"' if found else "empty"
    message = f"{where} {hit.column}: found {shown}; allowed: {hit.allowed} [{entry.code} {entry.name}]"
    return Violation(entry.code, severity, hit.row, key, hit.column, found, hit.allowed, message)


def _column_violations(df: pd.DataFrame, own: bool) -> list[Violation]:
    found = [str(name) for name in df.columns]
    core = found if own else [name for name in found if name not in POPULATION_COLUMNS]
    hits = [Hit(-1, name, "no such column", "a column of that name") for name in NAMES if name not in found]
    hits += [Hit(-1, name, "a column", "no column of that name") for name in core if name not in NAMES]
    if not hits and core != list(NAMES):
        first = next(a for a, b in zip(core, NAMES, strict=False) if a != b) if len(core) == len(NAMES) else core[-1]
        hits = [Hit(-1, first, f"column number {core.index(first) + 1}", "the 31 columns once each, in order")]
    return [_violation(COLUMNS_CHECK, hit, "") for hit in hits]
