"""Count what a build made of its inputs: the numbers of the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.dataset.members import Row


@dataclass(slots=True)
class RowCounts:
    """Numbers of rows that were seen."""

    events: int = 0
    members: int = 0
    merged_away: int = 0
    by_type: Counter[str] = field(default_factory=Counter)

    def add(self, finished: Iterable[tuple[Row, Mapping[str, object]]]) -> None:
        """Count rows with their cells."""
        for row, cells in finished:
            self.events += 1
            self.members += len(row.members) + len(row.echoes)
            self.merged_away += len(row.members) - 1
            self.by_type[str(cells["event_type"])] += 1


def counted(finished: Iterable[tuple[Row, Mapping[str, object]]]) -> RowCounts:
    """The numbers of rows with their cells."""
    found = RowCounts()
    found.add(finished)
    return found


def counts_of(status: Counter[str], rows: RowCounts, reasons: Counter[str]) -> dict[str, Any]:
    """The counts of a manifest from articles by status, rows, and exclusions by their first reason.

    Each exclusion counts once, under its first reason, so that the numbers add up.
    """
    return {
        "articles": {"read": status.total()}
        | {name: status[name] for name in ("coded", "no_event", "rejected", "duplicate")},
        "members": rows.members,
        "events": rows.events,
        "events_by_type": _sorted(rows.by_type),
        "merged_away": rows.merged_away,
        "excluded": reasons.total(),
        "excluded_by_reason": _sorted(reasons),
    }


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))
