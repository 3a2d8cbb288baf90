"""Every row that the rules' own texts give is a good row: valid, quoted word for word, with an identity that stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date

import pytest
from rule_corpus import Run, article_of, run_all
from tocsin.coding.decide import decide
from tocsin.coding.features import ARMED, Features
from tocsin.coding.identity import member_id
from tocsin.coding.notes import day_words, opening, place_words, write_notes
from tocsin.config import Options
from tocsin.model import CodedArticle, Event
from tocsin.pipeline import Stores, code_articles
from tocsin.rulebook.load import load_rules
from tocsin.schema.checks import errors_of, row_violations
from tocsin.schema.columns import NAMES
from tocsin.schema.countries import country
from tocsin.schema.derive import complete
from tocsin.schema.taxonomy import event_type_of

BOOK = load_rules()
STORY = (
    "Gunmen killed seven farmers in Koro on Tuesday. Soldiers clashed with the gunmen near Bankass on Wednesday.\n\n"
    "Meanwhile, hundreds of teachers marched in Rabat to demand higher pay. “Two” men — kin — were abducted in Jos."
)


def events_of(runs: dict[str, Run]) -> Iterator[tuple[Run, Event]]:
    for run in runs.values():
        for event in run.coded.events:
            yield run, event


@pytest.fixture(scope="module")
def events(runs: dict[str, Run], stores: Stores) -> list[tuple[Run, Event]]:
    found = list(events_of(runs)) + list(events_of(run_all([STORY], stores)))
    assert len(found) > 200
    return found


@pytest.fixture(scope="module")
def rows(events: list[tuple[Run, Event]]) -> list[tuple[Run, Event]]:
    return [(run, event) for run, event in events if not event.reasons]


# ---------------------------------------------------------------- validity


def completed(event: Event) -> dict[str, object]:
    key = f"{country(str(event.cells['country'])).prefix}-7f3a9c21b4"
    return complete({**event.cells, "event_id_cnty": key, "timestamp": 1726700400})


def test_every_row_keeps_the_contract(rows: list[tuple[Run, Event]]) -> None:
    faults = [(run.text, v.message) for run, event in rows for v in errors_of(row_violations(completed(event)))]
    assert faults == []


def test_every_row_is_free_of_warnings(rows: list[tuple[Run, Event]]) -> None:
    faults = [(run.text, v.message) for run, event in rows for v in row_violations(completed(event))]
    assert faults == []


def test_cells_are_columns_and_text_is_one_ascii_line(events: list[tuple[Run, Event]]) -> None:
    for run, event in events:
        assert set(event.cells) <= set(NAMES), run.text
        texts = [value for value in event.cells.values() if isinstance(value, str)]
        assert [t for t in texts if not t.isascii() or "\n" in t or t != t.strip()] == [], run.text


def test_an_excluded_candidate_still_has_words_and_reasons(events: list[tuple[Run, Event]]) -> None:
    for run, event in events:
        assert event.quote
        assert event.quote in run.text
        assert (event.details is None) <= bool(event.reasons), run.text


# ---------------------------------------------------------------- evidence


def raw(run: Run, field: str) -> str:
    article = run.coded.article
    return article.title if field == "title" else article.text


def test_quotes_are_raw_slices(events: list[tuple[Run, Event]]) -> None:
    quoted = [(run, e) for run, event in events for e in event.evidence if e.start >= 0]
    assert len(quoted) > 1000
    for run, e in quoted:
        assert raw(run, e.field)[e.start : e.end] == e.quote, (run.text, e)


def test_evidence_without_words_says_so(events: list[tuple[Run, Event]]) -> None:
    for run, event in events:
        for e in event.evidence:
            worded = e.basis in ("text", "title")
            assert (e.start >= 0, bool(e.quote), bool(e.field)) == (worded, worded, worded), (run.text, e)


def test_every_filled_cell_has_evidence_and_every_evidence_its_rule(rows: list[tuple[Run, Event]]) -> None:
    for run, event in rows:
        proven = {e.column for e in event.evidence}
        filled = {name for name, value in event.cells.items() if value not in ("", None)}
        assert filled - proven == set(), run.text
        assert all(e.rule_ids and all(e.rule_ids) for e in event.evidence), run.text


def test_the_winning_value_is_the_cell(rows: list[tuple[Run, Event]]) -> None:
    """Evidence with the role "value" agrees with the cell; runners-up, addends and conflicts may not."""
    for run, event in rows:
        for e in event.evidence:
            if e.role == "value" and e.column not in ("latitude", "longitude"):
                assert e.value == str(event.cells[e.column]), (run.text, e)


def test_addends_sum_to_the_fatalities(rows: list[tuple[Run, Event]]) -> None:
    for run, event in rows:
        addends = [int(e.value) for e in event.evidence if e.column == "fatalities" and e.role == "addend"]
        if addends and event.cells["fatalities"]:
            assert sum(addends) == event.cells["fatalities"], run.text


def test_details_frame_the_cells(rows: list[tuple[Run, Event]]) -> None:
    for run, event in rows:
        known, deaths = event.details, event.cells["fatalities"]
        assert known is not None
        assert known.fatalities_low <= deaths, run.text
        assert known.fatalities_high is None or known.fatalities_high >= deaths, run.text
        assert known.date_from <= known.date_to, run.text
        assert known.grade in "ABC"


# ---------------------------------------------------------------- identity


def test_member_ids_are_unique_in_an_article(runs: dict[str, Run]) -> None:
    for run in runs.values():
        ids = [event.member_id for event in run.coded.events]
        assert len(set(ids)) == len(ids), run.text


def test_a_member_id_hangs_on_words_and_never_on_cells() -> None:
    assert member_id("ab", "text", 10, 0) == member_id("ab", "text", 10, 0)
    keys = (("ac", "text", 10, 0), ("ab", "title", 10, 0), ("ab", "text", 11, 0), ("ab", "text", 10, 1))
    others = {member_id(*key) for key in keys}
    assert len(others) == 4
    assert member_id("ab", "text", 10, 0) not in others


def test_member_ids_stay_when_the_coding_changes(stores: Stores) -> None:
    """A day of publication that moves every date, and a source that changes scale: same words, same ids."""
    first = run_all([STORY], stores)[STORY]
    other = replace(article_of(STORY), published=date(2023, 1, 3), source="Sahel Courier")
    (second,) = code_articles([other], Options())
    assert isinstance(second, CodedArticle)
    assert [e.member_id for e in first.coded.events] == [e.member_id for e in second.events]
    assert [e.cells["event_date"] for e in first.coded.events] != [e.cells["event_date"] for e in second.events]


# ---------------------------------------------------------------- decisions

SETS = ("acts", "asides", "crowd_acts", "suffered", "weapons", "agents", "patients")
NOBODY = frozenset({"none"})
QUIET = Features(**{f.name: frozenset() if f.name in SETS else False for f in fields(Features)})  # type: ignore[arg-type]


def incident(**changed: object) -> Features:
    """Features of an incident in which nothing happens but what is given."""
    told = {name: frozenset(value) if isinstance(value, set) else value for name, value in changed.items()}
    features = replace(QUIET, **{"agents": NOBODY, "patients": NOBODY, **told})
    return replace(features, armed_any=bool((features.agents | features.patients) & ARMED))


# what is changed in a quiet incident, decision that takes it: the order of the list in single steps
ORDER = [
    ({"acts": {"kill"}, "agents": {"armed"}, "patients": {"civilian"}, "deaths": True}, "Attack"),
    # sexual harm outranks killing
    ({"acts": {"kill", "rape"}, "agents": {"armed"}, "patients": {"civilian"}, "deaths": True}, "Sexual violence"),
    # taken and killed is an attack, taken only an abduction
    ({"acts": {"abduct", "kill"}, "agents": {"armed"}, "patients": {"civilian"}}, "Attack"),
    ({"acts": {"abduct"}, "agents": {"armed"}, "patients": {"civilian"}}, "Abduction/forced disappearance"),
    # a chemical agent outranks the aircraft that brings it, that outranks shells, those outrank a bomb
    ({"acts": {"chemical", "airstrike", "shell"}, "weapons": {"air"}}, "Chemical weapon"),
    ({"acts": {"airstrike", "shell"}, "weapons": {"air"}}, "Air/drone strike"),
    ({"acts": {"shell", "explode"}}, "Shelling/artillery/missile attack"),
    ({"acts": {"suicide", "explode", "kill"}}, "Suicide bomb"),
    # territory outranks the clash that won it
    ({"acts": {"clash", "recapture"}, "agents": {"military"}, "patients": {"rebel"}, "two_sided": True},
     "Government regains territory"),
    ({"acts": {"clash", "take_control"}, "agents": {"rebel"}, "patients": {"military"}, "two_sided": True},
     "Non-state actor overtakes territory"),
    ({"acts": {"clash", "kill"}, "agents": {"military"}, "patients": {"rebel"}, "two_sided": True}, "Armed clash"),
    # a violent crowd outranks the intervention against it, that outranks the peaceful gathering
    ({"acts": {"protest", "riot", "disperse"}, "crowd_acts": {"riot"}, "agents": {"crowd", "demonstrators"}},
     "Violent demonstration"),
    # what rivals do to a peaceful gathering is an intervention, a crowd that demands nothing a mob
    ({"acts": {"protest", "mob"}, "suffered": {"mob"}, "agents": {"crowd", "demonstrators"}},
     "Protest with intervention"),
    ({"acts": {"riot"}, "crowd_acts": {"riot"}, "agents": {"civilian", "people"}}, "Mob violence"),
    ({"acts": {"protest", "disperse"}, "agents": {"police"}, "patients": {"crowd"}}, "Protest with intervention"),
    # protesters killed outrank the means that dispersed them
    ({"acts": {"disperse", "kill"}, "agents": {"police"}, "patients": {"crowd"}, "deaths": True, "harm": True},
     "Excessive force against protesters"),
    ({"acts": {"protest"}, "agents": {"crowd"}}, "Peaceful protest"),
    # arrest by the state, and by a group that does not govern
    ({"acts": {"arrest"}, "agents": {"police"}, "patients": {"civilian"}}, "Arrests"),
    ({"acts": {"arrest"}, "agents": {"rebel"}, "patients": {"civilian"}}, "Abduction/forced disappearance"),
    # looting with a killing is an attack
    ({"acts": {"loot", "kill"}, "agents": {"armed"}, "patients": {"civilian"}, "deaths": True}, "Attack"),
    ({"acts": {"loot"}, "agents": {"armed"}, "patients": {"civilian"}}, "Looting/property destruction"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "kind"), ORDER)
def test_order_of_decisions(changed: dict[str, object], kind: str) -> None:
    verdict = decide(incident(**changed), BOOK)
    assert verdict is not None
    assert verdict.decision.sub_event_type == kind


def test_nothing_done_is_nothing_decided() -> None:
    assert decide(incident(), BOOK) is None


def test_the_runner_up_has_another_type() -> None:
    verdict = decide(incident(acts={"abduct", "kill"}, agents={"armed"}, patients={"civilian"}), BOOK)
    assert verdict is not None
    assert verdict.runner_up.startswith("Abduction/forced disappearance (")


# ---------------------------------------------------------------- notes

DAY = date(2024, 9, 7)


def note(sub: str, **changed: object) -> str:
    words: dict[str, object] = {
        "sub_event_type": sub, "event_type": event_type_of(sub), "label": "", "day": DAY, "precision": 1, "wording": "",
        "actor1": "Unidentified Armed Group (Mali)", "actor2": "Civilians (Mali)", "place": "in Koro (Bankass, Mopti)",
        "fatalities": 0, "injured": 0, "vague": False, "split": False,
    }  # fmt: skip
    return write_notes(BOOK, **{**words, **changed})


HEAD = "On 7 September 2024, Unidentified Armed Group (Mali) attacked Civilians (Mali) in Koro (Bankass, Mopti)."

NOTES = [
    ({"fatalities": 1}, f"{HEAD} 1 fatality was reported."),
    ({"fatalities": 7}, f"{HEAD} 7 fatalities were reported."),
    ({"injured": 1}, f"{HEAD} 1 person was reported injured."),
    ({"fatalities": 2, "injured": 4}, f"{HEAD} 2 fatalities were reported. 4 people were reported injured."),
    ({}, f"{HEAD} Casualties unknown."),
    ({"fatalities": 3, "vague": True}, f"{HEAD} Unknown number of deaths coded as 3."),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "words"), NOTES)
def test_notes_of_an_attack(changed: dict[str, object], words: str) -> None:
    assert note("Attack", **changed) == words


@pytest.mark.parametrize("sub", sorted(BOOK.notes))
def test_every_type_has_a_note_in_one_sentence(sub: str) -> None:
    for actor2 in ("Civilians (Mali)", ""):
        said = note(sub, actor2=actor2)
        assert "  " not in said
        assert " ." not in said
        assert said.endswith(".")
        assert "{" not in said
        assert "7 September 2024" in said
        assert "in Koro (Bankass, Mopti)" in said


def test_notes_exist_for_every_type_that_a_decision_gives() -> None:
    assert {d.sub_event_type for d in BOOK.decisions if d.sub_event_type} <= set(BOOK.notes)


def test_a_peaceful_protest_says_nothing_of_casualties() -> None:
    said = note("Peaceful protest", actor1="Protesters (Mali)", actor2="")
    assert said == "On 7 September 2024, Protesters (Mali) held a protest in Koro (Bankass, Mopti)."


def test_split_deaths_are_told() -> None:
    assert note("Attack", fatalities=3, split=True).endswith("[Deaths split over several rows.]")


def test_strategic_developments_open_with_their_label() -> None:
    assert note("Agreement", label="").partition(":")[0] not in ("", "On 7 September 2024, ")
    assert note("Other", label="Displacement").startswith("Displacement: On 7 September 2024, ")


@pytest.mark.parametrize(
    ("precision", "wording", "words"),
    [
        (1, "", "On 7 September 2024,"),
        (2, "", "Around 7 September 2024 (as reported),"),
        (2, "week of", "Around 7 September 2024 (week of),"),
        (3, "month of", "Around 7 September 2024 (month of),"),
    ],
)
def test_opening_tells_how_sure_the_day_is(precision: int, wording: str, words: str) -> None:
    assert opening(DAY, precision, wording) == words


def test_days_have_no_leading_zero() -> None:
    assert day_words(DAY) == "7 September 2024"


@pytest.mark.parametrize(
    ("location", "admin2", "admin1", "words"),
    [
        ("Koro", "Bankass", "Mopti", "in Koro (Bankass, Mopti)"),
        ("Koro", "Koro", "Mopti", "in Koro (Mopti)"),  # no name twice
        ("Bamako", "", "Bamako", "in Bamako"),
        ("Gao", "Gao", "Gao", "in Gao"),
        ("Zawiya", "", "West", "in Zawiya (West)"),
    ],
)
def test_places_go_from_small_to_large(location: str, admin2: str, admin1: str, words: str) -> None:
    assert place_words(location, admin2, admin1) == words


def test_notes_are_our_own_words(rows: list[tuple[Run, Event]]) -> None:
    """No note repeats the sentence it comes from (codebook 7)."""
    for run, event in rows:
        assert run.text.rstrip(".") not in str(event.cells["notes"]), run.text
