from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from dataset_cases import ARMY, JNIM, REJECTED, battle, cells, coded, event, proof, protest
from tocsin.config import Options
from tocsin.dataset import settle as settle_module
from tocsin.dataset.assemble import TABLE_NAMES, Dataset, assemble
from tocsin.dataset.duplicates import find_duplicates, normalised
from tocsin.dataset.ids import digits_of, event_ids
from tocsin.dataset.members import Member, single
from tocsin.model import CodedArticle, Rejected
from tocsin.schema.arrow import table_schema, to_pandas
from tocsin.schema.checks import check_table

LONG = (
    "Gunmen on motorbikes killed seven farmers in Koro on Tuesday, the mayor of the town said by telephone to this " * 2
)


def build(*results: CodedArticle | Rejected, **options: Any) -> Dataset:
    return assemble(results, Options(**options))


def column(table: Any, name: str) -> list[Any]:
    return table.column(name).to_pylist()


# ---------------------------------------------------------------- rows


def test_rows_keep_the_contract_and_are_newest_first() -> None:
    built = build(coded("a", cells(), protest()), coded("b", battle(event_date=date(2024, 9, 18),
                  notes="On 18 September 2024, soldiers fought gunmen in Koro.")), coded("c"))  # fmt: skip
    assert check_table(to_pandas(built.events)) == []
    assert column(built.events, "event_date")[0] == date(2024, 9, 18)
    assert column(built.events, "timestamp") == [1726617600] * 3  # 00:00 UTC of 18 September


@pytest.mark.parametrize(
    ("results", "options", "stamp"),
    [
        ((coded("a", cells()), coded("b", published=date(2024, 9, 20))), {}, 1726790400),
        ((coded("a", cells(), published=None),), {}, 1726531200),  # no day of publication: the newest day coded
        ((coded("a", cells()),), {"timestamp": 1800000000}, 1800000000),
    ],
)
def test_timestamp_is_never_the_clock(results: tuple[CodedArticle, ...], options: dict[str, Any], stamp: int) -> None:
    assert column(build(*results, **options).events, "timestamp") == [stamp]


def test_empty_build_has_every_table_with_its_schema() -> None:
    built = build()
    for name in TABLE_NAMES[:-1]:
        assert built.tables()[name].num_rows == 0
        assert built.tables()[name].schema.equals(table_schema(name))
    assert built.counts["articles"]["read"] == 0


def test_order_of_results_changes_nothing() -> None:
    results: list[CodedArticle | Rejected] = [
        coded("a", cells(), protest()), coded("b", cells(fatalities=3)), coded("c", battle()),
        coded("d", battle(JNIM, ARMY)), coded("e", cells(country="Malii")), coded("f", text=LONG, source="Radio Dune"),
        coded("g", cells(), text=LONG), REJECTED,
    ]  # fmt: skip
    expected = assemble(results, Options())
    for seed in range(5):
        random.Random(seed).shuffle(results)
        assert assemble(results, Options()) == expected


# ---------------------------------------------------------------- quarantine


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"country": "Malii"}, 'Did you mean "Mali"?'),
        ({"latitude": 91.0}, "E041 latitude"),
        ({"latitude": "fourteen"}, "E002 latitude"),
        ({"notes": "On 17 September 2024, gunmen attacked Ménaka."}, "E005 notes"),
        ({"event_date": date(2025, 1, 1)}, "E102 event_date"),  # after the newest day of publication
        ({"event_date": None}, "event_date"),
        ({"event_date": "Tuesday"}, "event_date"),
        ({"fatalities": 1.5}, "E002 fatalities"),
        ({"weather": "dry"}, 'column "weather" is not known'),
        ({"sub_event_type": "Ambush"}, "sub-event type"),
    ],
)
def test_a_row_that_breaks_the_contract_is_kept_aside(change: dict[str, object], told: str) -> None:
    built = build(coded("a", cells(**change), protest()))
    assert column(built.events, "sub_event_type") == ["Peaceful protest"]
    (row,) = built.excluded.to_pylist()
    assert row["reasons"] == ["invalid"]
    assert told in row["detail"]
    assert row["location"] == "Koro"


def test_what_cannot_be_kept_of_an_excluded_candidate_is_told() -> None:
    broken = event("a", {"latitude": "fourteen", "country": "Mali"}, reasons=("no_place",))
    (row,) = build(replace(coded("a"), events=(broken,))).excluded.to_pylist()
    assert (row["latitude"], row["detail"], row["iso"]) == (None, 'not kept: latitude "fourteen"', 466)


def test_an_invalid_candidate_does_not_spoil_a_good_one() -> None:
    built = build(coded("a", cells(fatalities=-1)), coded("b", cells()))
    assert column(built.events, "fatalities") == [7]
    assert column(built.excluded, "article_id") == ["a"]


def test_every_candidate_and_input_is_somewhere() -> None:
    results = (coded("a", cells(), protest()), coded("b", cells()), coded("c", cells(latitude=91.0)), REJECTED)
    built = build(*results)
    assert built.members.num_rows + built.excluded.num_rows == 4
    assert sorted(column(built.articles, "article_id")) == ["a", "b", "b.jsonl#4", "c"]
    assert built.counts["excluded_by_reason"] == {"invalid": 1}


# ---------------------------------------------------------------- keys


def test_key_is_that_of_the_earliest_member() -> None:
    late, early = coded("a", cells(), published=date(2024, 9, 19)), coded("b", cells(), published=date(2024, 9, 18))
    assert column(build(late, early).events, "event_id_cnty") == [f"MLI-{digits_of('b@0')}"]


def test_key_outlives_corrected_cells() -> None:
    one, two = build(coded("a", cells())), build(coded("a", battle(location="Bankass")))
    assert column(one.events, "event_id_cnty") == column(two.events, "event_id_cnty")


def test_rows_that_would_share_a_key_get_two() -> None:
    # two copies of one article under two ids, with merging off: the same member_id twice
    copies = [replace(coded(name, cells()), events=(event("x", cells()),)) for name in ("b", "a")]
    rows = [single(Member(found.events[0], found.article)) for found in copies]
    keys = event_ids(rows)
    assert keys == [f"MLI-{digits_of('x@0', 1)}", f"MLI-{digits_of('x@0')}"]
    assert event_ids(rows[::-1]) == keys[::-1]


# ---------------------------------------------------------------- duplicates


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Gunmen  killed three.\n", "GUNMEN KILLED THREE"),
        ("“Stop,” he said", '"Stop", he said'),
        ("Ménaka", "Me\u0301naka"),
    ],
)
def test_normalised_text_is_blind_to_layout(one: str, two: str) -> None:
    assert normalised(one) == normalised(two)


@pytest.mark.parametrize(
    ("text", "days", "linked"),
    [(LONG, 5, True), (LONG, 365, False), ("Protesters marched in Koro on Friday.", 7, False), ("...", 0, False)],
)
def test_how_far_apart_a_duplicate_may_be(text: str, days: int, linked: bool) -> None:
    second = date.fromordinal(date(2024, 9, 18).toordinal() + days)
    found = find_duplicates([coded("a", text=text), coded("b", text=text, published=second)])
    assert found == ({"b": "a"} if linked else {})


def test_duplicate_adds_its_source_and_stands_behind_the_row() -> None:
    first, copy = (
        coded("a", cells(), text=LONG),
        coded("b", cells(source="Radio Dune", source_scale="National"), text=LONG),
    )
    built = build(copy, first)
    assert column(built.events, "source") == ["Radio Dune; Sahel Courier"]
    assert column(built.events, "source_scale") == ["Subnational-National"]
    assert column(built.members, "article_id") == ["a", "b"]
    assert built.excluded.num_rows == 0
    told = {row["article_id"]: row for row in built.articles.to_pylist()}
    assert (told["b"]["status"], told["b"]["duplicate_of"], told["a"]["status"]) == ("duplicate", "a", "coded")


def test_duplicate_without_candidates_still_names_its_outlet() -> None:
    built = build(coded("a", cells(), text=LONG), coded("b", text=LONG, source="Échos du Sahel"))
    assert column(built.events, "source") == ["Echos du Sahel; Sahel Courier"]


def test_candidates_of_an_unlike_duplicate_are_kept_aside() -> None:
    built = build(coded("a", cells(), text=LONG), coded("b", cells(), protest(), text=LONG))
    assert column(built.events, "event_type") == ["Violence against civilians"]
    assert column(built.excluded, "reasons") == [["duplicate"], ["duplicate"]]


def test_no_merge_keeps_every_article_apart() -> None:
    built = build(coded("a", cells(), text=LONG), coded("b", cells(), text=LONG), merge=False)
    assert built.events.num_rows == 2
    assert column(built.articles, "status") == ["coded", "coded"]


# ---------------------------------------------------------------- evidence and details


def evidence_of(built: Dataset, name: str) -> list[tuple[str, str, str]]:
    return [(r["article_id"], r["value"], r["role"]) for r in built.evidence.to_pylist() if r["column"] == name]


def test_the_higher_toll_is_kept_as_conflict() -> None:
    built = build(coded("a", cells(fatalities=7)), coded("b", cells(fatalities=5)))
    found = evidence_of(built, "fatalities")
    assert ("a", "7", "conflict") in found
    assert ("b", "5", "value") in found
    (details,) = built.details.to_pylist()
    assert (details["fatalities_low"], details["deaths_side2"], details["article_ids"]) == (5, 5, ["a", "b"])


def test_evidence_follows_the_sides_of_the_row() -> None:
    built = build(coded("a", battle()), coded("b", battle(JNIM, ARMY)))
    assert ("b", JNIM[0], "value") in evidence_of(built, "actor2")
    assert ("a", ARMY[0], "value") in evidence_of(built, "actor1")


def test_a_less_specific_name_is_a_runner_up() -> None:
    gunmen = replace(event("a", battle()), evidence=(proof("actor2", "Unidentified Armed Group (Mali)"),))
    built = build(replace(coded("a", battle()), events=(gunmen,)), coded("b", battle(ARMY, JNIM)))
    assert ("a", "Unidentified Armed Group (Mali)", "runner_up") in evidence_of(built, "actor2")


def test_derived_and_chosen_cells_have_evidence() -> None:
    built = build(coded("a", cells()), coded("b", cells(source="Radio Dune")))
    rules = {(row["column"], *row["rule_ids"]) for row in built.evidence.to_pylist()}
    assert {("year", "derive.year"), ("iso", "derive.iso"), ("source", "merge.all_sources")} <= rules


def test_a_merge_that_breaks_the_contract_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    # no known pair of good rows makes a bad one, so a check is made up that does not like two sources
    def dislikes_two_sources(rows: list[dict[str, object]]) -> list[str]:
        return ["E999" if "; " in str(row["source"]) else "" for row in rows]

    monkeypatch.setattr(settle_module, "faults_of", dislikes_two_sources)
    built = build(coded("a", cells()), coded("b", cells(source="Radio Dune")), coded("c", protest()))
    assert sorted(column(built.events, "source")) == ["Radio Dune", "Sahel Courier", "Sahel Courier"]
