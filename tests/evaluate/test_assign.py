"""The pairing of least cost, against every pairing there is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tocsin.evaluate.assign import Edge, assign

SIDES = st.tuples(st.integers(0, 4), st.integers(0, 4))
TABLES = st.dictionaries(SIDES, st.integers(1, 9), max_size=14)


def best_of_all(benefits: Mapping[Edge, int]) -> int:
    """The greatest total, found by trying everything."""
    if not benefits:
        return 0
    left = min(left for left, _ in benefits)
    rest = {edge: value for edge, value in benefits.items() if edge[0] != left}
    mine = [(edge, value) for edge, value in benefits.items() if edge[0] == left]
    return max(
        best_of_all(rest),
        *(value + best_of_all({e: v for e, v in rest.items() if e[1] != edge[1]}) for edge, value in mine),
    )


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_no_other_pairing_gives_more(benefits: dict[Edge, int]) -> None:
    pairs = assign(benefits)
    assert sum(benefits[pair] for pair in pairs) == best_of_all(benefits)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)


@given(TABLES)
@settings(max_examples=30, deadline=None)
def test_the_order_in_which_pairs_are_named_says_nothing(benefits: dict[Edge, int]) -> None:
    assert assign(dict(reversed(benefits.items()))) == assign(benefits)


@pytest.mark.parametrize(
    ("benefits", "pairs"),
    [
        ({}, []),
        ({(0, 0): 5, (0, 1): 4, (1, 0): 4}, [(0, 1), (1, 0)]),  # the best pair of all is given up for two
        ({(0, 0): 9, (0, 1): 4, (1, 0): 4}, [(0, 0)]),  # one pair that is worth more than two
        ({(7, 3): 1}, [(7, 3)]),
        ({(0, 0): 2**200, (0, 1): 2**200 + 1}, [(0, 1)]),  # whole numbers of any size
    ],
)
def test_pairings(benefits: dict[Edge, int], pairs: list[Edge]) -> None:
    assert assign(benefits) == pairs
