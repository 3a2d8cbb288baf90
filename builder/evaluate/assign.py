"""Pair the two sides of a table one to one for the greatest total benefit, exactly (the Hungarian method).

Kuhn 1955, with the shortest augmenting paths of Jonker and Volgenant 1987; whole numbers, so that nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tocsin.groups import Groups

Edge = tuple[int, int]


def assign(benefits: Mapping[Edge, int]) -> list[Edge]:
    """The pairs (left, right) with the greatest sum of benefits, in order. Only pairs that are named can be made.

    assign({(0, 0): 5, (0, 1): 4, (1, 0): 4}) -> [(0, 1), (1, 0)]
    Benefits are above 0. Between totals that are equal the order of the numbers decides.
    """
    found = [pair for edges in _components(benefits) for pair in _assign_whole({e: benefits[e] for e in edges})]
    return sorted(found)


def _components(benefits: Mapping[Edge, int]) -> list[list[Edge]]:
    """Pairs that hang together by a common end: each group is small, and can be solved by itself."""
    ends: Groups[tuple[str, int]] = Groups()
    for left, right in benefits:
        ends.join([("left", left), ("right", right)])
    groups: dict[tuple[str, int], list[Edge]] = {}
    for edge in sorted(benefits):
        groups.setdefault(ends.root(("left", edge[0])), []).append(edge)
    return list(groups.values())


def _assign_whole(benefits: Mapping[Edge, int]) -> list[Edge]:
    lefts, rights = sorted({left for left, _ in benefits}), sorted({right for _, right in benefits})
    turned = len(lefts) > len(rights)
    rows, columns = (rights, lefts) if turned else (lefts, rights)
    costs = [[-benefits.get((c, r) if turned else (r, c), 0) for c in columns] for r in rows]
    pairs = ((rows[row], columns[column]) for row, column in enumerate(_cheapest(costs)))
    edges = [(b, a) if turned else (a, b) for a, b in pairs]
    return [edge for edge in edges if edge in benefits]


def _cheapest(costs: Sequence[Sequence[int]]) -> list[int]:
    """Row -> its column in the assignment of least cost; there are at least as many columns as rows.

    `of_row` and `of_column` are the potentials: no cost falls below their sum, and on the pairs made it equals it.
    """
    width = len(costs[0])
    of_row, of_column = [0] * len(costs), [0] * width
    row_at: list[int | None] = [None] * width
    for row in range(len(costs)):
        _augment(row, costs, of_row, of_column, row_at)
    chosen = {row: column for column, row in enumerate(row_at) if row is not None}
    return [chosen[row] for row in range(len(costs))]


def _augment(
    start: int, costs: Sequence[Sequence[int]], of_row: list[int], of_column: list[int], row_at: list[int | None]
) -> None:
    """Give one more row a column, by the shortest path over the pairs already made."""
    width = len(of_column)
    best: list[int | None] = [None] * width  # the slack of the best way into each column so far
    came_from: list[int | None] = [None] * width
    done: list[int] = []
    row = start
    last: int | None = None
    while True:
        open_columns = [column for column in range(width) if column not in done]
        for column in open_columns:
            slack = costs[row][column] - of_row[row] - of_column[column]
            known = best[column]
            if known is None or slack < known:
                best[column], came_from[column] = slack, last
        step, nearest = min((least, column) for column in open_columns if (least := best[column]) is not None)
        of_row[start] += step
        for reached in done:
            of_row[_taken(row_at[reached])] += step
            of_column[reached] -= step
        for other in open_columns:
            left = best[other]
            best[other] = None if left is None else left - step
        done.append(nearest)
        last = nearest
        if row_at[nearest] is None:
            break
        row = _taken(row_at[nearest])
    _turn(start, nearest, came_from, row_at)


def _taken(row: int | None) -> int:
    assert row is not None, "a column on the path is taken"
    return row


def _turn(start: int, last: int, came_from: Sequence[int | None], row_at: list[int | None]) -> None:
    """Move every pair on the path one column on."""
    column = last
    while (before := came_from[column]) is not None:
        row_at[column], column = row_at[before], before
    row_at[column] = start
