"""One small comparison, every figure of which was worked out by hand; docs/evaluate.md has the formulas.

Six articles, hand-coded and built:

| article | hand-coded | built | |
| --- | --- | --- | --- |
| a | Attack, gunmen on civilians, Koro, 17 Sep, 7 killed | the same, but 9 killed | a pair with a wrong cell |
| b | Attack, army on gunmen, Koro, 18 Sep | Armed clash, gunmen and army, 17 Sep | wrong type, day, point |
| c | no event | Peaceful protest | too many |
| d | Air/drone strike, Gao | excluded: no_place | missed |
| e | Attack, Koro | not among the inputs | apart |
| f | nothing said | Peaceful protest | apart |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tocsin
from dataset_cases import ARMY, GUNMEN, battle, cells, coded, event, proof, protest
from tocsin.dataset.load import LoadedDataset
from tocsin.evaluate.evaluate import compare_with
from tocsin.evaluate.handcoded import read_hand_coded
from tocsin.evaluate.settings import settings
from tocsin.evaluate.unit import Rates, rate_text

HEAD = "article_id,event_date,sub_event_type,actor1,actor2,assoc_actor_2,location,latitude,longitude,fatalities"
GUNMEN_NAME, ARMY_NAME = GUNMEN[0], ARMY[0]
ROWS = f"""
a,2024-09-17,Attack,{GUNMEN_NAME},Civilians (Mali),Farmers (Mali); Women (Mali),Koro,14.0689,-3.0801,7
b,2024-09-18,Attack,{ARMY_NAME},{GUNMEN_NAME},,koro,14.15,-3.0801,2
c,,,,,,,,,
d,2024-09-16,Air/drone strike,{ARMY_NAME},{GUNMEN_NAME},,Gao,16.27,-0.04,0
e,2024-09-17,Attack,{GUNMEN_NAME},Civilians (Mali),,Koro,14.0689,-3.0801,1
"""
STRIKE = battle(sub_event_type="Air/drone strike", event_date=date(2024, 9, 16), location="")


@pytest.fixture(scope="module")
def example(write: Callable[..., Path]) -> tuple[Path, Path]:
    """(the build, the hand-coded file)"""
    left_out = replace(coded("d"), events=(event("d", STRIKE, reasons=("no_place",), quote="A strike hit them."),))
    clash = replace(coded("b"), events=(event("b", battle(GUNMEN, ARMY, fatalities=2), evidence=(
        proof("sub_event_type", "Armed clash", quote="clashed", rule_ids=("decision:battle.attack", "act:clash")),
        proof("event_date", "2024-09-18", role="runner_up", quote="Wednesday"),
        proof("event_date", "2024-09-17", quote="Tuesday", rule_ids=("vote:day",)),
    )),))  # fmt: skip
    out = write("out", coded("a", cells(fatalities=9)), clash, coded("c", protest(location="Bankass")), left_out,
                coded("f", protest()), merge=False)  # fmt: skip
    file = out.with_name("coded.csv")
    file.write_text(HEAD + ROWS, encoding="utf-8")
    return out, file


@pytest.fixture(scope="module")
def loaded(example: tuple[Path, Path]) -> LoadedDataset:
    return tocsin.load(example[0])


@pytest.fixture(scope="module")
def found(example: tuple[Path, Path]) -> tocsin.Evaluation:
    return tocsin.evaluate(*example)


def test_events(found: tocsin.Evaluation) -> None:
    """a and b are found, d is missed; a, b and c are built."""
    assert found.rows == Rates(gold=3, built=3, right=2)
    assert (found.rows.precision, found.rows.recall, found.rows.f1) == (2 / 3, 2 / 3, 2 / 3)
    assert (found.articles, found.whole) == (4, 0)  # a to d; in both pairs a cell is wrong
    assert (found.apart.unseen, found.apart.outside) == (1, 1)  # e and f


@pytest.mark.parametrize(
    ("column", "gold", "built", "right", "same"),
    [  # of 3 hand-coded and 3 built rows; `same` of 2 pairs
        ("event_date", 3, 3, 1, 1),  # b: a day off
        ("event_type", 3, 3, 1, 1),  # follows from the sub-event type, so that it is judged though the file lacks it
        ("sub_event_type", 3, 3, 1, 1),  # b: Attack, built Armed clash
        ("actor1", 3, 3, 1, 1),  # b: Attack has an order, so that its sides are not turned round
        ("actor2", 3, 2, 1, 1),  # the protest has no second side
        ("assoc_actor_2", 2, 1, 1, 1),  # a: one of two items; b: both are empty, which is the same
        ("location", 3, 3, 2, 2),  # "koro" is Koro
        ("point", 3, 3, 1, 1),  # b: 9 km off, near enough for a pair but not for the cell
        ("fatalities", 3, 3, 1, 1),  # a: 7, built 9; the protest holds 0
    ],
)
def test_columns(found: tocsin.Evaluation, column: str, gold: int, built: int, right: int, same: int) -> None:
    score = next(c for c in found.columns if c.column == column)
    assert (score.rates, score.pairs, score.same) == (Rates(gold, built, right), 2, same)
    assert score.accuracy == same / 2


def test_only_columns_that_the_file_has_are_judged(found: tocsin.Evaluation) -> None:
    told = {c.column for c in found.columns}
    assert told == {*HEAD.split(",")[1:], "event_type", "point"} - {"latitude", "longitude"}


def test_types_and_what_was_taken_for_what(found: tocsin.Evaluation) -> None:
    assert {t.sub_event_type: (t.rates.precision, t.rates.recall, t.rates.f1) for t in found.types} == {
        "Attack": (1.0, 0.5, 2 / 3),
        "Armed clash": (0.0, None, 0.0),  # never hand-coded: there is nothing to find
        "Peaceful protest": (0.0, None, 0.0),
        "Air/drone strike": (None, 0.0, 0.0),
    }
    assert {(c.gold, c.built): c.count for c in found.confusion} == {
        ("Attack", "Attack"): 1, ("Attack", "Armed clash"): 1, ("Air/drone strike", ""): 1, ("", "Peaceful protest"): 1,
    }  # fmt: skip


def test_errors_with_their_evidence(found: tocsin.Evaluation) -> None:
    told = {(e.articles, e.kind, e.column): e for e in found.errors}
    assert set(told) == {
        (("a",), "cell", "assoc_actor_2"), (("a",), "cell", "fatalities"), (("b",), "cell", "event_date"),
        (("b",), "cell", "sub_event_type"), (("b",), "cell", "actor1"), (("b",), "cell", "actor2"),
        (("b",), "cell", "point"), (("c",), "extra", ""), (("d",), "missed", ""),
    }  # fmt: skip
    kind = told[("b",), "cell", "sub_event_type"]
    assert (kind.expected, kind.found) == ("Attack", "Armed clash")
    assert kind.words == {"clashed": ("decision:battle.attack", "act:clash")}
    day = told[("b",), "cell", "event_date"]
    assert (day.words, day.hint) == ({"Tuesday": ("vote:day",)}, "the right value came second")
    missed = told[("d",), "missed", ""]
    assert (missed.hint, missed.words) == ("excluded (no_place)", {"A strike hit them.": ()})
    assert missed.gold_key == "row 5"  # as a spreadsheet counts it


def test_tables_for_a_notebook(found: tocsin.Evaluation) -> None:
    day = found.columns_table.set_index("column").loc["event_date"]
    assert (day["precision"], day["recall"], day["accuracy"]) == (1 / 3, 1 / 3, 0.5)
    assert found.types_table.set_index("sub_event_type")["recall"].isna().sum() == 2
    assert len(found.errors_table) == len(found.errors)
    assert "2 of 3 events found, precision 0.667" in repr(found)


@pytest.mark.parametrize(
    ("tolerance", "right"),
    [({}, 2), ({"days": 1}, 2), ({"days": 0}, 1), ({"km": 10}, 2), ({"km": 8.9}, 1), ({"days": 0, "km": 0}, 1)],
)
def test_tolerances(example: tuple[Path, Path], loaded: LoadedDataset, tolerance: dict[str, Any], right: int) -> None:
    """b lies a day and 9.02 km off."""
    gold = read_hand_coded(example[1])
    assert len(compare_with(loaded, gold, settings(**tolerance)).matching.pairs) == right


def test_all_articles_counts_rows_of_those_without_a_line(example: tuple[Path, Path]) -> None:
    found = tocsin.evaluate(*example, all_articles=True)
    assert (found.rows, found.articles, found.apart.outside) == (Rates(3, 4, 2), 5, 0)


@pytest.mark.parametrize(
    ("right", "of", "shown"),
    [(0, 0, "–"), (0, 9, "0.000"), (9, 9, "1.000"), (3193, 3194, "0.999"), (1, 3194, "0.001"), (2, 3, "0.667")],
)
def test_only_all_is_shown_as_one_and_only_none_as_nought(right: int, of: int, shown: str) -> None:
    assert rate_text(Rates(of, of, right).f1) == shown
