"""A member (one candidate with its article) and a row (the members that tell of one happening).

What makes two rows one is agreement.py; what the cells of a row become is combine.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tocsin.model import Article, Details, Event, Evidence

MemberKey = tuple[date, str, int, str]


class Teller(Protocol):
    """Whoever tells cells of a row: a member, or what merging keeps of one."""

    @property
    def key(self) -> MemberKey:
        """The order of members."""

    @property
    def cells(self) -> dict[str, object]:
        """What it tells."""


@dataclass(frozen=True, slots=True)
class Member:
    """A candidate and the article it was read in."""

    event: Event
    article: Article

    @property
    def key(self) -> MemberKey:
        """The order of members: oldest article first, then by id and place in the text; undated articles come last."""
        return self.article.published or date.max, self.article.article_id, self.event.start, self.event.member_id

    @property
    def cells(self) -> dict[str, object]:
        """The cells as coding set them."""
        return self.event.cells


@dataclass(frozen=True, slots=True)
class Row:
    """One happening. `members` in the order of their keys.

    swapped  member keys whose actor1 is the actor2 of the row
    policies (column, policy) of every cell that was chosen between members that differ
    echoes   members of duplicate articles: they stand behind the row, but say nothing that is not said already
    reviewed evidence of the cells that a reviewer set, and of those that follow from them
    """

    members: tuple[Member, ...]
    cells: dict[str, object]
    details: Details | None
    swapped: frozenset[MemberKey] = frozenset()
    policies: tuple[tuple[str, str], ...] = ()
    echoes: tuple[Member, ...] = ()
    reviewed: tuple[Evidence, ...] = ()

    @property
    def key(self) -> MemberKey:
        """The key of the earliest member."""
        return self.members[0].key

    @property
    def articles(self) -> frozenset[str]:
        """Ids of the articles that the row was read in."""
        return frozenset(member.article.article_id for member in self.members)


def text_of(row: Row, column: str) -> str:
    """A text cell of a row, "" when it is empty."""
    return word(row.cells, column)


def word(cells: Mapping[str, object], column: str) -> str:
    """A text cell, "" when it is empty or missing."""
    value = cells.get(column)
    return "" if value is None else str(value)


def single(member: Member) -> Row:
    """A row with one member: its cells as coding set them."""
    return Row((member,), member.event.cells, member.event.details)


def items(cell: str) -> tuple[str, ...]:
    """The items of a list cell: "Radio Dune; Sahel Courier" -> ("Radio Dune", "Sahel Courier")."""
    return tuple(item for item in cell.split("; ") if item)
