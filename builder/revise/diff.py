"""Two builds -> which rows appeared, vanished, joined, parted or changed, cell by cell, and why where it is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from tocsin.dataset.load import LoadedDataset, load
from tocsin.revise.causes import Side, of_cell, of_row, side_of
from tocsin.revise.matching import Group, Key, MemberId, matched, members_of
from tocsin.schema.columns import SET_BY_CODING

Kind = Literal["appeared", "vanished", "changed", "joined", "parted"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `column`, `before` and `after` are those of a cell that changed, else ""."""

    kind: Kind
    old_key: str
    new_key: str
    column: str
    before: str
    after: str
    cause: str

    @property
    def line(self) -> str:
        """The difference for a reader."""
        why = f"   [{self.cause}]" if self.cause else ""
        if self.kind == "changed":
            return f"changed   {self.new_key} {self.column}: {self.before or 'empty'} -> {self.after or 'empty'}{why}"
        if self.kind in ("joined", "parted"):
            return f"{self.kind:<9} {self.old_key} -> {self.new_key}{why}"
        return f"{self.kind:<9} {self.new_key or self.old_key} {self.after or self.before}{why}"


def diff(old: Path | str, new: Path | str) -> list[Change]:
    """Every difference between two build folders, by key. Raises UsageError where there is no build."""
    return differences(load(old), load(new))


def differences(old: LoadedDataset, new: LoadedDataset) -> list[Change]:
    """diff() for builds in memory."""
    return differences_of(sides_of(old, new))


def differences_of(sides: Sides) -> list[Change]:
    """differences() for builds that are indexed already."""
    return [change for group in sides.groups for change in _of_group(group, sides)]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both builds, by key, and which rows of the one go on in which of the other."""

    groups: Sequence[Group]

    old_rows: Mapping[Key, Mapping[str, Any]]
    new_rows: Mapping[Key, Mapping[str, Any]]
    old_members: Mapping[Key, frozenset[MemberId]]
    new_members: Mapping[Key, frozenset[MemberId]]
    old: Side
    new: Side
    old_articles: Mapping[Key, frozenset[str]]
    new_articles: Mapping[Key, frozenset[str]]


def sides_of(old: LoadedDataset, new: LoadedDataset) -> Sides:
    """Index two builds."""
    before, after = members_of(old.members), members_of(new.members)
    return Sides(matched(before, after), _rows(old), _rows(new), before, after, side_of(old), side_of(new),
                 _articles(old), _articles(new))  # fmt: skip


def _rows(build: LoadedDataset) -> dict[Key, dict[str, Any]]:
    return {str(row["event_id_cnty"]): {str(k): v for k, v in row.items()} for row in build.events.to_dict("records")}


def _articles(build: LoadedDataset) -> dict[Key, frozenset[str]]:
    found: dict[Key, set[str]] = defaultdict(set)
    for key, article in zip(build.members["event_id_cnty"], build.members["article_id"], strict=True):
        found[str(key)].add(str(article))
    return {key: frozenset(ids) for key, ids in found.items()}


def _of_group(group: Group, sides: Sides) -> Iterator[Change]:
    if not group.old:
        for key in group.new:
            cause = of_row(sides.new_articles[key], sides.new, sides.old, appeared=True)
            yield Change("appeared", "", key, "", "", _headline(sides.new_rows[key]), cause)
        return
    if not group.new:
        for key in group.old:
            cause = of_row(sides.old_articles[key], sides.old, sides.new, appeared=False)
            yield Change("vanished", key, "", "", _headline(sides.old_rows[key]), "", cause)
        return
    pairs = {new: nearest(new, group.old, sides) for new in group.new}
    for new, old in pairs.items():
        yield from _of_cells(old, new, sides)
        if next(other for other, its in pairs.items() if its == old) != new:
            yield Change("parted", old, new, "", "", "", "")
    for old in group.old:
        if old not in pairs.values():
            into = max(group.new, key=lambda new: len(sides.new_members[new] & sides.old_members[old]))
            yield Change("joined", old, into, "", "", "", "")


def nearest(new: Key, old: tuple[Key, ...], sides: Sides) -> Key:
    """The old row that a new one goes on from: of the same key, else with most members in common."""
    return max(old, key=lambda key: (key == new, len(sides.old_members[key] & sides.new_members[new]), key))


def _of_cells(old: Key, new: Key, sides: Sides) -> Iterator[Change]:
    for column in SET_BY_CODING:
        before, after = (_text(rows[key][column]) for rows, key in ((sides.old_rows, old), (sides.new_rows, new)))
        if before != after:
            causes = (_of_reports(old, new, sides), of_cell(column, sides.old, old, sides.new, new))
            yield Change("changed", old, new, column, before, after, "; ".join(filter(None, causes)))


def _of_reports(old: Key, new: Key, sides: Sides) -> str:
    """Reports that stand behind one of the two rows only."""
    before, after = sides.old_articles[old], sides.new_articles[new]
    words = [f"report {name} joined" for name in sorted(after - before)]
    return "; ".join(words + [f"report {name} is gone" for name in sorted(before - after)])


def _headline(row: Mapping[str, Any]) -> str:
    where = f"{row['location']} ({row['country']})"
    return f"{_text(row['event_date'])} {row['sub_event_type']}, {where}, {row['fatalities']} killed"


def _text(value: Any) -> str:
    if value is None or value is pd.NaT or value != value:
        return ""
    return value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else str(value)
