"""What hangs together: members joined two by two fall into groups."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeVar

M = TypeVar("M", bound=Hashable)


class Groups(Generic[M]):
    """Groups of members, each called by its first member in the order that sorts them, however they were joined."""

    def __init__(self) -> None:
        self._above: dict[M, M] = {}

    def root(self, member: M) -> M:
        """The member that a group is called by."""
        while (above := self._above.setdefault(member, member)) != member:
            self._above[member] = self._above[above]
            member = above
        return member

    def join(self, members: Iterable[M]) -> None:
        """Put the groups of some members together."""
        roots: set[Any] = {self.root(member) for member in members}
        first, *rest = sorted(roots)
        for member in rest:
            self._above[member] = first
