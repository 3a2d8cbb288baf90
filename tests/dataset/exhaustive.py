"""Merging as it is meant: every pair is looked at, every row combined anew. Slow, and short enough to be seen right."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from tocsin.dataset.agreement import Rank, agreement
from tocsin.dataset.combine import combine
from tocsin.dataset.members import MemberKey, Row

Pair = tuple[Rank, MemberKey, MemberKey]


def merge_all_pairs(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Of all pairs that agree the best becomes one row, until none agrees."""
    known = {row.key: row for row in rows}
    while pairs := sorted(best for a, b in combinations(known.values(), 2) if (best := _pair(a, b)) is not None):
        for _, one, two in pairs:
            merged = combine((*known[one].members, *known[two].members))
            if not _fights_itself(merged) or _fights_itself(known[one]) or _fights_itself(known[two]):
                del known[one], known[two]
                known[merged.key] = merged
                break
        else:
            break
    return tuple(known[key] for key in sorted(known))


def _pair(a: Row, b: Row) -> Pair | None:
    rank = agreement(a, b)
    return None if rank is None else (rank, min(a.key, b.key), max(a.key, b.key))


def _fights_itself(row: Row) -> bool:
    return row.cells["actor1"] == row.cells["actor2"]
