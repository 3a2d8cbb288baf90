"""What is kept in memory of a candidate that may be a row, while all that it says lies on a shelf.

A row costs ten kilobytes with its evidence and its words, and less than one by what is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tocsin.dataset.combine import OUTLINED
from tocsin.dataset.members import Member, MemberKey
from tocsin.dataset.quarantine import JUDGED, judge

Told = tuple[object, ...]
"""The cells OUTLINED of a member."""


class Shelf(Protocol):
    """Where members lie until they are written: in memory or on disk."""

    def put(self, member: Member) -> int:
        """Lay a member down; its place."""

    def get(self, place: int) -> Member:
        """The member at a place."""


class InMemory:
    """A shelf for builds that stand in memory anyway."""

    def __init__(self) -> None:
        self._members: list[Member] = []

    def put(self, member: Member) -> int:
        """Lay a member down; its place."""
        self._members.append(member)
        return len(self._members) - 1

    def get(self, place: int) -> Member:
        """The member at a place."""
        return self._members[place]


@dataclass(frozen=True, slots=True, eq=False)
class Outlined:
    """The key of a candidate and the cells by which rows agree."""

    key: MemberKey
    cells: dict[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A candidate that may be a row: its key, its cells OUTLINED, its place on the shelf."""

    key: MemberKey
    told: Told
    place: int

    def outlined(self) -> Outlined:
        """Its cells by their names."""
        return Outlined(self.key, dict(zip(OUTLINED, self.told, strict=True)))


def told_of(cells: Mapping[str, object]) -> Told:
    """The cells OUTLINED."""
    return tuple(cells.get(name) for name in OUTLINED)


class Intake:
    """Judges candidates some at a time, in the order in which they come, and shelves those that may be rows."""

    def __init__(self, shelf: Shelf, stamp: int) -> None:
        self.candidates: list[Candidate] = []
        self.refused: list[Member] = []
        self._shelf, self._stamp = shelf, stamp
        self._waiting: list[Member] = []
        self._same: dict[tuple[type, object], object] = {}

    def take(self, members: Iterable[Member]) -> None:
        """Take candidates that nothing speaks against so far."""
        for member in members:
            self._waiting.append(member)
            if len(self._waiting) == JUDGED:
                self.end()

    def end(self) -> None:
        """Judge those that wait for others."""
        passed, refused = judge(self._waiting, self._stamp)
        self._waiting = []
        self.refused += refused
        self.candidates += (self._candidate(member) for member in passed)

    def _candidate(self, member: Member) -> Candidate:
        told = tuple(self._kept(value) for value in told_of(member.cells))
        day, *rest = member.key
        return Candidate((self._kept(day), *rest), told, self._shelf.put(member))

    def _kept(self, value: object) -> Any:
        """An equal value of the same type that is there already: names, days and places come again and again."""
        return self._same.setdefault((type(value), value), value)
