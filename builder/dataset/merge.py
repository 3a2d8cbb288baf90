"""Merge rows that tell of one happening: rows -> fewer rows. Best agreement first, until no two rows agree.

What agrees is agreement.py, who is worth comparing is blocks.py, what the merged row says is combine.py. Two happenings
of one article never merge.

A thousand reports of one happening agree in half a million pairs. So pairs are never listed: every row keeps one place
in the queue for each shape that it agrees with, the best partner of that shape, and looks for the next one only when
that is gone. And a merged row is not made anew of all its members at each step: only the cells that agreement looks at,
of the members that differ in them. The rows themselves are combined once, at the end.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from tocsin.dataset.agreement import Rank, Shape, shape_of
from tocsin.dataset.blocks import Blocks
from tocsin.dataset.candidates import Candidate, Told, told_of
from tocsin.dataset.combine import combine, outline
from tocsin.dataset.members import MemberKey, Row, Teller
from tocsin.dataset.segments import segments

Given = TypeVar("Given", Row, Candidate)
"""What is merged: rows with all they hold, or what is kept of a candidate in their stead."""


def merge_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows after merging, by their earliest member. Merging the result again changes nothing.

    Order-free: pairs are taken by how well they agree, ties by the keys of their earliest members.
    """
    found: list[Row] = []
    for some in segments(sorted(rows, key=lambda row: row.key), _tellers_of_row):
        found += (_row(cluster.given) for cluster in _merged([_cluster(row, _tellers_of_row(row)) for row in some]))
    return tuple(sorted(found, key=lambda row: row.key))


def merge_candidates(candidates: Iterable[Candidate]) -> list[tuple[Candidate, ...]]:
    """The candidates of each row that merge_rows would make of them, by key, the rows by their earliest candidate."""
    found: list[tuple[Candidate, ...]] = []
    for some in segments(sorted(candidates, key=lambda one: one.key), _tellers_of_candidate):
        for cluster in _merged([_cluster(one, _tellers_of_candidate(one)) for one in some]):
            found.append(tuple(sorted(cluster.given, key=lambda one: one.key)))
    return sorted(found, key=lambda group: group[0].key)


def _merged(clusters: list[_Cluster[Given]]) -> list[_Cluster[Given]]:
    """Clusters given by key, after merging."""
    pool = _Pool(clusters)
    while pool.queue:
        turn = heapq.heappop(pool.queue)
        if turn.owner.gone:
            continue
        merged = None if turn.partner.gone else _joined(turn.owner, turn.partner, pool.next_arrival())
        if merged is None:
            pool.wait(turn.owner, turn.shape, turn.rank, turn.partner.key)
        else:
            pool.replace(turn.owner, turn.partner, merged)
    return pool.clusters()


# ---------------------------------------------------------------- clusters


@dataclass(slots=True, eq=False)
class _Cluster(Generic[Given]):
    """Rows that are one. What it holds goes over to the cluster it becomes part of, which leaves it `gone`.

    key       of the earliest member
    tellers   for all that was told in the cells OUTLINED, the earliest member that told it
    whole     whether the shape is that of the tellers together; a row that is given has the shape of its own cells
    arrival   0 for rows that were given, then 1, 2, 3 ...
    """

    key: MemberKey
    shape: Shape
    given: list[Given]
    tellers: dict[Told, Teller]
    articles: set[str]
    whole: bool = False
    arrival: int = 0
    gone: bool = False


def _cluster(given: Given, told: Sequence[Teller]) -> _Cluster[Given]:
    """A cluster of what the first of `told` says, by the word of the others."""
    tellers: dict[Told, Teller] = {}
    for one in told[1:]:
        tellers.setdefault(told_of(one.cells), one)
    return _Cluster(given.key, shape_of(told[0].cells), [given], tellers, {one.key[1] for one in told[1:]})


def _tellers_of_row(row: Row) -> Sequence[Teller]:
    return row, *row.members


def _tellers_of_candidate(candidate: Candidate) -> Sequence[Teller]:
    outlined = candidate.outlined()
    return outlined, outlined


def _joined(one: _Cluster[Given], two: _Cluster[Given], arrival: int) -> _Cluster[Given] | None:
    """Both as one, or None when, seen from all members, one name would stand on both sides."""
    large, small = (one, two) if len(one.given) >= len(two.given) else (two, one)
    new = {told: member for told, member in small.tellers.items() if _tells_more(member, large.tellers.get(told))}
    shape = large.shape
    if new or not large.whole:
        tellers = sorted((large.tellers | new).values(), key=lambda member: member.key)
        shape = shape_of(outline(tellers))
    if shape.fights_itself and not (one.shape.fights_itself or two.shape.fights_itself):
        return None
    large.tellers.update(new)
    large.articles.update(small.articles)
    large.given.extend(small.given)
    one.gone = two.gone = True
    key = min(one.key, two.key)
    return _Cluster(key, shape, large.given, large.tellers, large.articles, whole=True, arrival=arrival)


def _tells_more(member: Teller, known: Teller | None) -> bool:
    return known is None or member.key < known.key


# ---------------------------------------------------------------- the queue


@dataclass(slots=True, order=True)
class _Turn:
    """A pair that agrees: of all pairs that `owner` has to look after with rows of one shape, the next.

    A pair is looked after by who arrived last; of two that were given, by the one with the earlier key.
    """

    rank: Rank
    first: MemberKey
    second: MemberKey
    newest_first: int
    owner: _Cluster[Any] = field(compare=False)
    partner: _Cluster[Any] = field(compare=False)
    shape: Shape = field(compare=False)


class _Pool(Generic[Given]):
    """The clusters still apart, by shape and key, and the queue of pairs."""

    def __init__(self, clusters: list[_Cluster[Given]]) -> None:
        self.queue: list[_Turn] = []
        self._blocks = Blocks()
        self._keys: dict[Shape, list[MemberKey]] = defaultdict(list)
        self._clusters: dict[MemberKey, _Cluster[Given]] = {cluster.key: cluster for cluster in clusters}
        self._arrivals = 0
        for cluster in clusters:
            self._blocks.alike(cluster.shape)
            self._keys[cluster.shape].append(cluster.key)
        for cluster in clusters:
            self._enter(cluster)

    def next_arrival(self) -> int:
        """The number of the cluster that is made next."""
        return self._arrivals + 1

    def replace(self, one: _Cluster[Given], two: _Cluster[Given], merged: _Cluster[Given]) -> None:
        """Take two clusters out and put in what they are together."""
        for old in (one, two):
            keys = self._keys[old.shape]
            del keys[bisect_right(keys, old.key) - 1]
            del self._clusters[old.key]
        self._arrivals = merged.arrival
        self._clusters[merged.key] = merged
        insort(self._keys[merged.shape], merged.key)
        self._enter(merged)

    def _enter(self, cluster: _Cluster[Given]) -> None:
        after = None if cluster.arrival else cluster.key
        for shape, rank in self._blocks.alike(cluster.shape).items():
            self.wait(cluster, shape, rank, after)

    def wait(self, owner: _Cluster[Given], shape: Shape, rank: Rank, after: MemberKey | None) -> None:
        """Queue the owner's next pair with a cluster of this shape whose key is behind `after`, if there is any."""
        keys = self._keys[shape]
        for place in range(0 if after is None else bisect_right(keys, after), len(keys)):
            partner = self._clusters[keys[place]]
            if (
                partner is not owner
                and partner.arrival <= owner.arrival
                and owner.articles.isdisjoint(partner.articles)
            ):
                first, second = sorted((owner.key, partner.key))
                turn = _Turn(rank, first, second, -owner.arrival, owner, partner, shape)
                heapq.heappush(self.queue, turn)
                return

    def clusters(self) -> list[_Cluster[Given]]:
        """The clusters that are left."""
        return list(self._clusters.values())


def _row(given: Sequence[Row]) -> Row:
    """A row that agreed with no other as it was given, several as one."""
    return given[0] if len(given) == 1 else combine(member for row in given for member in row.members)
