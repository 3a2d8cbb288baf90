"""Rows of two builds -> groups that tell of one happening: connected by the members they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

Key = str
MemberId = str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are one happening, or were: keys in the old and in the new build, both sorted."""

    old: tuple[Key, ...]
    new: tuple[Key, ...]


def members_of(members: pd.DataFrame) -> dict[Key, frozenset[MemberId]]:
    """Row -> the ids of its members."""
    found: dict[Key, set[MemberId]] = defaultdict(set)
    for key, member in zip(members["event_id_cnty"], members["member_id"], strict=True):
        found[str(key)].add(str(member))
    return {key: frozenset(ids) for key, ids in found.items()}


def matched(old: Mapping[Key, frozenset[MemberId]], new: Mapping[Key, frozenset[MemberId]]) -> list[Group]:
    """Every row of both builds in exactly one group, groups by their first key."""
    rows = {("old", key): ids for key, ids in old.items()} | {("new", key): ids for key, ids in new.items()}
    by_member: dict[MemberId, list[tuple[str, Key]]] = defaultdict(list)
    for row, ids in rows.items():
        for member in ids:
            by_member[member].append(row)
    groups: list[Group] = []
    seen: set[tuple[str, Key]] = set()
    for row in sorted(rows, key=lambda row: (row[1], row[0])):
        if row not in seen:
            whole = _reached(row, rows, by_member)
            seen |= whole
            groups.append(Group(_keys(whole, "old"), _keys(whole, "new")))
    return groups


def _reached(
    start: tuple[str, Key],
    rows: Mapping[tuple[str, Key], frozenset[MemberId]],
    by_member: Mapping[MemberId, list[tuple[str, Key]]],
) -> set[tuple[str, Key]]:
    found, waiting = {start}, [start]
    while waiting:
        for member in rows[waiting.pop()]:
            fresh = [row for row in by_member[member] if row not in found]
            found.update(fresh)
            waiting += fresh
    return found


def _keys(rows: Iterable[tuple[str, Key]], side: str) -> tuple[Key, ...]:
    return tuple(sorted(key for where, key in rows if where == side))
