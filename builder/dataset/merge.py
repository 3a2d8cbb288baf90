"""Merge rows that tell of one happening: rows -> fewer rows. Best agreement first, until no two rows agree.

What agrees is agreement.py, what the merged row says is combine.py. Two happenings of one article never merge.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tocsin.dataset.agreement import Rank, agreement
from tocsin.dataset.combine import combine
from tocsin.dataset.members import MemberKey, Row, text_of
from tocsin.schema.vocabulary import event_type_of

Block = tuple[str, str, date]
Pair = tuple[Rank, MemberKey, MemberKey]


def merge_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows after merging, by their earliest member. Merging the result again changes nothing.

    Order-free: pairs are taken by how well they agree, ties by the keys of their earliest members.
    """
    pool = _Pool()
    queue: list[Pair] = []
    for row in sorted(rows, key=lambda row: row.key):
        queue += pool.pairs_with(row)
        pool.add(row)
    heapq.heapify(queue)
    while queue:
        rank, first, second = heapq.heappop(queue)
        if not pool.holds(rank, first, second):  # one of them has been merged since
            continue
        merged = combine((*pool.row(first).members, *pool.row(second).members))
        if _fights_itself(merged) and not any(_fights_itself(pool.row(key)) for key in (first, second)):
            continue  # seen from all members, one name would stand on both sides
        pool.drop(first, second)
        for pair in pool.pairs_with(merged):
            heapq.heappush(queue, pair)
        pool.add(merged)
    return pool.rows()


class _Pool:
    """The rows still apart, found by country, kind and day."""

    def __init__(self) -> None:
        self._rows: dict[MemberKey, Row] = {}
        self._blocks: dict[Block, dict[MemberKey, Row]] = defaultdict(dict)

    def add(self, row: Row) -> None:
        self._rows[row.key] = row
        self._blocks[_block(row, 0)][row.key] = row

    def row(self, key: MemberKey) -> Row:
        return self._rows[key]

    def drop(self, *keys: MemberKey) -> None:
        for key in keys:
            del self._blocks[_block(self._rows.pop(key), 0)][key]

    def holds(self, rank: Rank, first: MemberKey, second: MemberKey) -> bool:
        """Whether both rows are still here and still agree that well; a key lives on in the merged row."""
        a, b = self._rows.get(first), self._rows.get(second)
        return a is not None and b is not None and agreement(a, b) == rank

    def pairs_with(self, row: Row) -> Iterator[Pair]:
        """Every row that agrees with this one, as entries of the queue."""
        for shift in (-1, 0, 1):
            for other in self._blocks.get(_block(row, shift), {}).values():
                rank = agreement(other, row)
                if rank is not None and other.key != row.key:
                    first, second = sorted((other.key, row.key))
                    yield rank, first, second

    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows[key] for key in sorted(self._rows))


def _fights_itself(row: Row) -> bool:
    return text_of(row, "actor1") == text_of(row, "actor2")


def _block(row: Row, shift: int) -> Block:
    day = row.cells["event_date"]
    if not isinstance(day, date):
        raise TypeError(f"event_date {day!r} of {row.key} is not a date")
    return text_of(row, "country"), event_type_of(text_of(row, "sub_event_type")), day + timedelta(days=shift)
