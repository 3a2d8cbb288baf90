"""What people decided on rows, applied: cells and what follows, rejected and added rows, differing reviewers."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dataset_cases import ARMY, JNIM, article, battle, cells, coded, protest
from tocsin.config import Options
from tocsin.dataset.assemble import Dataset, assemble
from tocsin.dataset.review_file import read_reviews
from tocsin.errors import DataFileError, UsageError

EARLY, LATE = "2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z"


def decision(action: str = "correct", member: str = "a@0", **more: Any) -> dict[str, Any]:
    return {"action": action, "member_id": member, "who": "AD", "when": EARLY, "why": "I was there"} | more


def setting(member: str = "a@0", who: str = "AD", when: str = EARLY, **after: Any) -> dict[str, Any]:
    return decision(member=member, who=who, when=when, after=after)


def added(where: str = "a", **after: Any) -> dict[str, Any]:
    row = {"event_date": "2024-09-16", "sub_event_type": "Attack", "actor1": "Unidentified Armed Group (Mali)",
           "inter1": "Political militia", "actor2": "Civilians (Mali)", "country": "Mali", "location": "Ouro",
           "latitude": "14.1", "longitude": -3.2, "source_scale": "National"}  # fmt: skip
    sha = article(where).sha256
    words = {"field": "text", "start": 5, "end": 9, "quote": "of a"}
    return decision("add", f"added-{sha[:16]}-text-5-0", article_sha256=sha, words=words, after=row | after)


@pytest.fixture
def reviewed(tmp_path: Path) -> Any:
    """Assemble articles under decisions, given in any order."""

    def run(articles: list[Any], *decisions: dict[str, Any], merge: bool = True) -> Dataset:
        files = []
        for number, one in enumerate(decisions):
            files.append(tmp_path / f"{number}.jsonl")
            files[-1].write_text(json.dumps(one) + "\n", encoding="utf-8")
        first = assemble(articles, Options(reviews=tuple(files), merge=merge))
        if len(files) > 1:
            last = assemble(articles, Options(reviews=tuple(reversed(files)), merge=merge))
            assert first.tables() == last.tables(), "the order of files says something"
        return first

    return run


def rows(dataset: Dataset) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = dataset.events.to_pylist()
    return found


def fates(dataset: Dataset) -> list[str]:
    assert dataset.reviewed is not None
    return [outcome.fate for outcome in dataset.reviewed.outcomes]


def detail(dataset: Dataset, index: int = 0) -> str:
    assert dataset.reviewed is not None
    return dataset.reviewed.outcomes[index].detail


# ---------------------------------------------------------------- corrected cells and what follows


@pytest.mark.parametrize(
    ("row", "after", "expected"),
    [
        # the country moves iso, region and the letters of the key
        (cells(), {"country": "Niger"}, {"iso": 562, "region": "Western Africa"}),
        # the type moves both types above it, the targeting and the tags
        (protest(), {"sub_event_type": "Violent demonstration", "actor1": "Rioters (Mali)"},
         {"event_type": "Riots", "inter1": "Rioters", "interaction": "Rioters only"}),
        (cells(), {"sub_event_type": "Armed clash", "actor2": ARMY[0], "inter2": ARMY[1], "assoc_actor_2": ""},
         {"event_type": "Battles", "disorder_type": "Political violence", "civilian_targeting": None}),
        # the day moves the year and the words that open the notes
        (cells(), {"event_date": "2023-12-31"}, {"year": 2023, "notes": "On 31 December 2023, gunmen killed seven "
                                                 "farmers in Koro (Bankass, Mopti)."}),
        (cells(), {"time_precision": 2}, {"notes": "Around 17 September 2024 (as reported), gunmen killed seven "
                                          "farmers in Koro (Bankass, Mopti)."}),
        # a generic actor has one type; nobody has none
        (cells(), {"actor1": "Unidentified Gang (Mali)"}, {"inter1": "Political militia"}),
        (battle(tags="", sub_event_type="Non-violent transfer of territory"), {"actor2": ""},
         {"actor2": None, "inter2": None, "assoc_actor_2": None, "interaction": "State forces only"}),
        # the deaths in the notes
        (cells(notes="On 17 September 2024, gunmen attacked. 7 fatalities were reported."), {"fatalities": 3},
         {"fatalities": 3, "notes": "On 17 September 2024, gunmen attacked. 3 fatalities were reported."}),
        # notes that the reviewer wrote stay as written
        (cells(), {"fatalities": 3, "notes": "On 17 September 2024, three died."},
         {"notes": "On 17 September 2024, three died."}),
    ],
)  # fmt: skip
def test_a_corrected_cell_moves_what_follows(reviewed: Any, row: Any, after: Any, expected: Any) -> None:
    made = reviewed([coded("a", row)], setting(**after))
    assert fates(made) == ["applied"], detail(made)
    [found] = rows(made)
    given = {name: date.fromisoformat(v) if name == "event_date" else v for name, v in after.items()}
    wanted = {name: None if value == "" else value for name, value in given.items()} | expected
    assert {name: found[name] for name in wanted} == wanted


def test_evidence_tells_who_set_the_cell_and_keeps_what_the_article_said(reviewed: Any) -> None:
    made = reviewed([coded("a", cells())], setting(fatalities=3, location="Ouro"))
    told = [e for e in made.evidence.to_pylist() if e["column"] in ("fatalities", "location", "notes")]
    seen = {(e["column"], e["value"], e["role"], e["basis"], e["quote"], *e["rule_ids"]) for e in told}
    signed = f"AD, {EARLY}: I was there"
    assert seen == {
        ("fatalities", "3", "value", "review", signed, "review.correct"),
        ("fatalities", "7", "runner_up", "text", "Gunmen", "act.kill"),
        ("location", "Ouro", "value", "review", signed, "review.correct"),
        ("notes", rows(made)[0]["notes"], "value", "derived", "", "review.follows"),
    }
    assert {e["start"] for e in told if e["basis"] == "review"} == {None}
    [details] = made.details.to_pylist()
    assert (details["fatalities_low"], details["fatalities_high"], details["deaths_side2"]) == (3, 3, None)
    assert details["place_basis"] == "review"


def test_the_key_keeps_its_digits_when_the_country_is_corrected(reviewed: Any) -> None:
    before, after = reviewed([coded("a", cells())]), reviewed([coded("a", cells())], setting(country="Niger"))
    old, new = rows(before)[0]["event_id_cnty"], rows(after)[0]["event_id_cnty"]
    assert (old[:3], new[:3], old[3:] == new[3:]) == ("MLI", "NIG", True) or new[:3] != "MLI"


# ---------------------------------------------------------------- rows that are the same row


def test_a_decision_holds_for_any_shared_member(reviewed: Any) -> None:
    """Two articles told of it when it was reviewed; the one it was read in is gone, the other is still there."""
    made = reviewed([coded("b", cells())], setting("a@0", fatalities=2) | {"members": ["a@0", "b@0"]})
    assert rows(made)[0]["fatalities"] == 2


def test_a_decision_holds_for_a_row_that_took_in_others(reviewed: Any) -> None:
    made = reviewed([coded("a", cells()), coded("b", cells(source="Radio Dune"))], setting("b@0", fatalities=2))
    [row] = rows(made)
    assert (row["fatalities"], row["source"]) == (2, "Radio Dune; Sahel Courier")


def test_a_decision_without_a_row_is_told_not_lost(reviewed: Any) -> None:
    made = reviewed([coded("a", cells())], setting("gone@0", fatalities=2))
    assert fates(made) == ["no_row"]
    assert made.reviewed is not None
    [line] = made.reviewed.told.splitlines()
    assert json.loads(line)["after"] == {"fatalities": "2"}
    assert made.counts["reviews"] == {"decisions": 1, "applied": 0, "already_so": 0, "overruled": 0, "refused": 0,
                                      "no_row": 1}  # fmt: skip


# ---------------------------------------------------------------- the contract


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ({"fatalities": -1}, "E045 fatalities"),
        ({"fatalities": "many"}, 'fatalities "many" is not a whole number'),
        ({"event_date": "17/9/2024"}, "event_date"),
        ({"sub_event_type": "Atack"}, 'Did you mean "Attack"'),
        ({"country": "Malli"}, "Malli"),
        ({"inter2": "Rebel group"}, "inter2"),  # victims of violence against civilians are civilians
        ({"actor2": ""}, "E123 actor2"),
        ({"location": "Ménaka"}, "E005 location"),
        ({"latitude": 99}, "E041 latitude"),
        ({"sub_event_type": "Looting/property destruction"}, "E114 fatalities"),  # nobody dies of looting
    ],
)
def test_a_correction_that_breaks_the_contract_is_refused(reviewed: Any, after: Any, words: str) -> None:
    made = reviewed([coded("a", cells())], setting(**after), setting(when=LATE, admin2="Djenne"))
    assert fates(made) == ["refused", "applied"]  # and costs the others nothing
    assert words in detail(made), detail(made)
    assert rows(made) == rows(reviewed([coded("a", cells())], setting(admin2="Djenne")))


def test_corrections_that_need_each_other_are_judged_together(reviewed: Any) -> None:
    parts = ({"sub_event_type": "Armed clash"}, {"actor2": JNIM[0]}, {"inter2": JNIM[1]}, {"assoc_actor_2": ""})
    made = reviewed([coded("a", cells())], *(setting(**part) for part in parts), setting(latitude=99))
    assert fates(made).count("refused") == 1
    assert rows(made)[0]["interaction"] == "Rebel group-Political militia"


# ---------------------------------------------------------------- accepted, rejected, added


def test_a_rejected_row_is_excluded_with_who_and_why(reviewed: Any) -> None:
    made = reviewed([coded("a", cells()), coded("b", battle())], decision("reject"))
    assert [row["sub_event_type"] for row in rows(made)] == ["Armed clash"]
    [left] = made.excluded.to_pylist()
    assert (left["reasons"], left["detail"]) == (["rejected_by_reviewer"], f"AD, {EARLY}: I was there")
    assert left["location"] == "Koro"


def test_an_accepted_row_stays_as_it_is(reviewed: Any) -> None:
    made = reviewed([coded("a", cells())], decision("accept"))
    assert (rows(made), fates(made)) == (rows(reviewed([coded("a", cells())])), ["applied"])


def test_an_added_row_stands_with_its_words_and_defaults(reviewed: Any) -> None:
    made = reviewed([coded("a", cells()), coded("b")], added(), added("b", fatalities=2))
    assert fates(made) == ["applied", "applied"]
    row = next(row for row in rows(made) if row["fatalities"] == 0)
    assert row["notes"] == (
        "On 16 September 2024, attack: Unidentified Armed Group (Mali) and Civilians (Mali) in Ouro."
    )
    assert (row["inter2"], row["civilian_targeting"], row["source"]) == ("Civilians", "Civilian targeting",
                                                                        "Sahel Courier")  # fmt: skip
    told = [e for e in made.evidence.to_pylist() if e["event_id_cnty"] == row["event_id_cnty"] and e["basis"] == "text"]
    assert [(e["column"], e["field"], e["start"], e["end"], e["quote"]) for e in told] == [
        ("sub_event_type", "text", 5, 9, "of a")
    ]


@pytest.mark.parametrize(
    ("add", "fate"),
    [
        (added(country=""), "refused"),
        (added(sub_event_type="Armed clash"), "refused"),  # civilians are no side of a battle
        (added("gone"), "no_row"),
        (added(event_date="2024-09-17", location="Koro", fatalities=1), "already_so"),  # the build has it by now
    ],
)
def test_an_added_row_that_cannot_stand_is_told(reviewed: Any, add: Any, fate: str) -> None:
    made = reviewed([coded("a", cells())], add)
    assert (fates(made), len(rows(made))) == ([fate], 1)


def test_an_added_row_can_be_corrected_and_rejected(reviewed: Any) -> None:
    add = added()
    fixed = setting(add["member_id"], when=LATE, fatalities=4)
    assert [row["fatalities"] for row in rows(reviewed([coded("a")], add, fixed))] == [4]
    gone = reviewed([coded("a")], add, decision("reject", add["member_id"], when=LATE))
    assert (rows(gone), fates(gone)) == ([], ["overruled", "applied"])


# ---------------------------------------------------------------- reviewers who differ


def test_of_two_values_for_one_cell_the_later_holds(reviewed: Any) -> None:
    said = setting(fatalities=2, location="Ouro"), setting(who="BK", when=LATE, fatalities=3)
    made = reviewed([coded("a", cells())], *said, setting(who="BK", admin2="Koro"))
    assert rows(made)[0]["fatalities"] == 3
    assert fates(made) == ["applied", "applied", "applied"]  # the first still set the location
    assert 'fatalities was set to "3" by BK' in detail(made)
    lost = reviewed([coded("a", cells())], setting(fatalities=2), setting(who="BK", when=LATE, fatalities=3))
    assert fates(lost) == ["overruled", "applied"]


@pytest.mark.parametrize(
    ("first", "second", "left", "told"),
    [
        ("accept", "reject", 0, ["overruled", "applied"]),
        ("reject", "accept", 1, ["overruled", "applied"]),
        ("reject", "reject", 0, ["applied", "applied"]),
    ],
)
def test_whether_a_row_stands_the_later_says(reviewed: Any, first: str, second: str, left: int, told: Any) -> None:
    made = reviewed([coded("a", cells())], decision(first), decision(second, who="BK", when=LATE))
    assert (len(rows(made)), fates(made)) == (left, told)


def test_what_the_build_says_by_now_is_already_so(reviewed: Any) -> None:
    made = reviewed([coded("a", cells())], setting(location="Koro"))
    assert fates(made) == ["already_so"]
    assert not [e for e in made.evidence.to_pylist() if e["basis"] == "review"]


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "1 is no decision of a review"),
        ({}, "missing required field `action`"),
        (decision("approve"), 'action "approve"; allowed: accept, correct, reject, add'),
        (decision(after={}), "after is empty"),
        (decision(after={"event_type": "Riots"}), "event_type cannot be set, it follows from sub_event_type"),
        (decision(after={"deaths": 3}), '"deaths" is no column that can be set'),
        (decision("accept", who=" "), "who is empty"),
        (decision("accept", when="yesterday"), 'when "yesterday"; write a moment'),
        (decision("accept", mood="good"), "unknown field `mood`"),
        (decision("add", after={"country": "Mali"}), "needs article_sha256 and words"),
        (added() | {"words": {"field": "text", "start": 5, "end": 10, "quote": "of a"}}, "must count the characters"),
    ],
)
def test_a_line_of_another_shape_is_named(tmp_path: Path, line: Any, words: str) -> None:
    file = tmp_path / "reviews.jsonl"
    file.write_text(line if isinstance(line, str) else json.dumps(line), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"reviews\.jsonl:1 is no decision") as caught:
        read_reviews([file])
    assert words in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.jsonl: cannot be read"):
        read_reviews([tmp_path / "gone.jsonl"])


def test_reading_what_a_build_wrote_gives_the_same_decisions(reviewed: Any, tmp_path: Path) -> None:
    made = reviewed([coded("a", cells())], setting(fatalities=2), added(), decision("reject", "gone@0"))
    file = tmp_path / "reviewed.jsonl"
    file.write_text(made.reviewed.told, encoding="utf-8")
    again = assemble([coded("a", cells())], Options(reviews=(file,)))
    assert again.reviewed is not None and again.reviewed.told == made.reviewed.told
