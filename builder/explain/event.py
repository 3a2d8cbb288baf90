"""Say why a row exists: tables of a build -> the row cell by cell, with values, rules and quoted words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from tocsin.dataset.load import LoadedDataset, no_such, records
from tocsin.explain.locate import Locator
from tocsin.explain.spot import Spot
from tocsin.explain.story import Cell, EventStory, Proof
from tocsin.schema.columns import FOLLOWS_FROM, NAMES

Record = Mapping[str, Any]

DERIVED_FROM = {name: " and ".join(sources) for name, sources in FOLLOWS_FROM.items()} | {
    "civilian_targeting": "sub_event_type and inter2 (codebook 2.11)",
}
"""Cells that are computed, and from which others."""
_ROLES = ("addend", "value", "conflict", "runner_up")


def explain_event(event_id: str, build: LoadedDataset, locator: Locator) -> EventStory:
    """The derivation of one row, cell by cell. Raises UsageError for an unknown event_id_cnty."""
    row = row_of(event_id, build.events)
    evidence = records(build.evidence[build.evidence["event_id_cnty"] == event_id])
    return event_story(row, evidence, build.details, locator)


def event_story(row: Record, evidence: Sequence[Record], details: pd.DataFrame, locator: Locator) -> EventStory:
    """The story of a row from its own lines of evidence."""
    known = records(details[details["event_id_cnty"] == row["event_id_cnty"]])
    return EventStory(
        event_id_cnty=str(row["event_id_cnty"]),
        grade=str(known[0]["grade"]) if known else "",
        article_ids=tuple(known[0]["article_ids"]) if known else (),
        cells=tuple(_cell(name, row, [e for e in evidence if e["column"] == name], locator) for name in NAMES),
    )


def _cell(name: str, row: Record, evidence: Sequence[Record], locator: Locator) -> Cell:
    ordered = sorted(evidence, key=lambda entry: _ROLES.index(entry["role"]))
    proofs = tuple(_proof(entry, row, locator) for entry in ordered)
    return Cell(name, shown(row[name]), DERIVED_FROM.get(name, ""), proofs)


def _proof(entry: Record, row: Record, locator: Locator) -> Proof:
    day = row["event_date"]
    of_row = entry["role"] in ("value", "addend")
    spot = Spot(
        entry["column"], entry["value"] or "", entry["quote"] or "", row["country"] or "", row["admin1"] or "",
        day.date() if isinstance(day, pd.Timestamp) else None,
        row["latitude"] if of_row else None, row["longitude"] if of_row else None,
    )  # fmt: skip
    return Proof(
        role=entry["role"], value=entry["value"] or "", basis=entry["basis"], article_id=entry["article_id"],
        member_id=entry["member_id"], field=entry["field"] or "", start=_offset(entry["start"]),
        end=_offset(entry["end"]), quote=entry["quote"] or "", rules=locator.rules(entry["rule_ids"], spot),
    )  # fmt: skip


def _offset(value: Any) -> int | None:
    return None if value is None else int(value)


def row_of(event_id: str, events: pd.DataFrame) -> dict[str, Any]:
    """The row of a key. Raises UsageError with keys of the build where there is none."""
    found = records(events[events["event_id_cnty"] == event_id])
    if not found:
        raise no_such("event", event_id, events["event_id_cnty"])
    return found[0]


def shown(value: Any) -> str | None:
    """A cell as people write it, days in ISO form; None when it is empty."""
    if value is None:
        return None
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)
