"""Part rows into segments no two of which can agree: by country and kind, and where a day lies between.

Merging a segment costs memory for its rows, which is given back before the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from tocsin.dataset.agreement import day_told, is_sure
from tocsin.dataset.members import Teller, word
from tocsin.schema.vocabulary import event_type_of

T = TypeVar("T")
Span = tuple[int, int]
"""The first and the last day on which others may agree, as numbers."""


def segments(given: Sequence[T], tellers: Callable[[T], Sequence[Teller]]) -> list[list[T]]:
    """All that is given, in segments that keep its order.

    tellers  whoever tells of one: a row and its members
    A merged row says in these cells what one of its tellers says, however often it is merged: none leaves its segment.
    """
    parts: dict[tuple[str, str], list[tuple[Span, int]]] = defaultdict(list)
    for index, one in enumerate(given):
        told = [teller.cells for teller in tellers(one)]
        parted = {(word(cells, "country"), event_type_of(word(cells, "sub_event_type"))) for cells in told}
        if len(parted) > 1:  # a row that was changed by hand: what it becomes when it is merged may lie in either
            return [list(given)]
        slack = int(not all(is_sure(cells) for cells in told))
        days = [day_told(cells).toordinal() for cells in told]
        parts[parted.pop()].append(((min(days) - slack, max(days) + slack), index))
    return [[given[index] for index in sorted(some)] for spans in parts.values() for some in _apart(spans)]


def _apart(spans: list[tuple[Span, int]]) -> list[list[int]]:
    """Numbers of spans, those that touch together."""
    found: list[list[int]] = []
    end = 0
    for (first, last), index in sorted(spans):
        if not found or first > end:
            found.append([])
            end = last
        found[-1].append(index)
        end = max(end, last)
    return found
