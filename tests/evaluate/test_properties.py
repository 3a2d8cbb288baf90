"""What holds of any comparison: by itself a build is right in all, sides can be exchanged, order says nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from dataset_cases import ARMY, CIVILIANS, GUNMEN, ISSP, JNIM, battle, cells, coded, protest, sides
from hypothesis import given, settings
from hypothesis import strategies as st
from tocsin.config import Options
from tocsin.dataset.assemble import assemble
from tocsin.dataset.frames import to_frames
from tocsin.dataset.load import LoadedDataset
from tocsin.evaluate.evaluate import Comparison, compare_with, count
from tocsin.evaluate.handcoded import HandCoded, of_build
from tocsin.evaluate.result import Evaluation
from tocsin.evaluate.settings import settings as shipped
from tocsin.evaluate.unit import Rates

pytestmark = pytest.mark.ci  # a build is made for every example

KINDS = st.sampled_from([
    cells(), cells(**sides(JNIM, CIVILIANS)), battle(), battle(GUNMEN, ARMY), battle(ISSP, JNIM), protest(),
    protest(sub_event_type="Protest with intervention"), cells(sub_event_type="Sexual violence", fatalities=0),
])  # fmt: skip
PLACES = st.sampled_from([
    {"location": "Koro", "latitude": 14.0689, "longitude": -3.0801},
    {"location": "Bankass", "latitude": 14.07, "longitude": -3.52},
    {"location": "Dinangourou", "latitude": 14.22, "longitude": -3.05},
])  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    day = date(2024, 9, 17) + timedelta(days=draw(st.integers(0, 3)))
    more: dict[str, Any] = {"event_date": day, "fatalities": draw(st.integers(0, 2))}
    return draw(KINDS) | draw(PLACES) | more


ARTICLES = st.fixed_dictionaries({name: st.lists(rows(), max_size=3) for name in "abc"})
Told = dict[str, list[dict[str, object]]]


def build_of(told: Told, merge: bool) -> LoadedDataset:
    made = to_frames(assemble([coded(name, *listed) for name, listed in told.items()], Options(merge=merge)))
    return replace(made, manifest={"options": {"merge": merge}})


def judged(build: LoadedDataset, gold: HandCoded) -> tuple[Comparison, Evaluation]:
    found = compare_with(build, gold, shipped(), all_articles=True)
    return found, count(found, shipped(), ())


@given(ARTICLES, st.booleans())
@settings(max_examples=15, deadline=None)
def test_a_build_is_right_in_all_by_its_own_rows(told: Told, merge: bool) -> None:
    build = build_of(told, merge)
    if build.events.empty:
        return
    _, found = judged(build, of_build(build))
    assert found.rows.gold == found.rows.built == found.rows.right == found.whole > 0
    for score in (*found.columns, *found.types):
        assert {score.rates.precision, score.rates.recall, score.rates.f1} <= {1.0, None}, score
    assert {c.accuracy for c in found.columns} == {1.0}
    assert all(one.gold == one.built for one in found.confusion)


def turned(rates: Rates) -> Rates:
    return Rates(rates.built, rates.gold, rates.right)


@given(ARTICLES, ARTICLES, st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_sides_can_be_exchanged(one: Told, other: Told, merge: bool) -> None:
    """What is precision one way round is recall the other way round, whatever ties there are."""
    a, b = build_of(one, merge), build_of(other, merge)
    if a.events.empty or b.events.empty:
        return
    (there, forth), (back, again) = judged(a, of_build(b)), judged(b, of_build(a))
    assert {(g.key, b.key) for g, b in there.matching.pairs} == {(b.key, g.key) for g, b in back.matching.pairs}
    assert forth.rows == turned(again.rows)
    assert [(c.column, c.rates, c.same) for c in forth.columns] == [
        (c.column, turned(c.rates), c.same) for c in again.columns
    ]
    assert Counter((c.gold, c.built) for c in forth.confusion) == Counter((c.built, c.gold) for c in again.confusion)


@given(ARTICLES, ARTICLES, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_says_nothing(one: Told, other: Told, random: Any) -> None:
    build, gold = build_of(one, True), of_build(build_of(other, True))
    order = list(range(len(gold.links)))
    random.shuffle(order)
    shuffled = replace(gold, table=gold.table.iloc[order], links=tuple(gold.links[place] for place in order))
    if order:
        assert judged(build, gold)[1] == judged(build, shuffled)[1]


@given(ARTICLES, ARTICLES)
@settings(max_examples=15, deadline=None)
def test_wider_tolerances_pair_no_less(one: Told, other: Told) -> None:
    build, gold = build_of(one, True), of_build(build_of(other, True))
    if not gold.links:
        return
    sizes = [len(compare_with(build, gold, shipped(days, km)).matching.pairs)
             for days, km in ((0, 0), (1, 20), (2, 25), (3, 60), (9, 500))]  # fmt: skip
    assert sizes == sorted(sizes)
