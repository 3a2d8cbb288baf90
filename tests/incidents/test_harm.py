"""The injured, the missing and taken, and the arrested: numbers in details, words in evidence (codebook 6, 10)."""

from __future__ import annotations

import pytest
from rule_corpus import Run, run_all
from tocsin.pipeline import Stores

# text, (dead, injured, missing, arrested) of its one row; None where the text tells no number
TEXTS: list[tuple[str, tuple[int, int | None, int | None, int | None]]] = [
    # -------- injured
    ("Gunmen wounded four villagers in Koro on Tuesday.", (0, 4, None, None)),
    ("The attack on Koro on Tuesday left 12 dead and 20 wounded.", (12, 20, None, None)),
    ("The attack by gunmen on Koro on Tuesday left 20 people with injuries.", (0, 20, None, None)),
    ("Gunmen attacked Koro on Tuesday. Nine injuries were reported.", (0, 9, None, None)),
    ("Gunmen attacked Koro on Tuesday, causing nine injuries.", (0, 9, None, None)),
    ("Gunmen attacked Koro on Tuesday, killing two people and leaving nine others hurt.", (2, 9, None, None)),
    ("Gunmen attacked Koro on Tuesday, killing two people. Nine others were hurt.", (2, 9, None, None)),
    ("Gunmen attacked Koro on Tuesday, killing two. Nine others were taken to the hospital.", (2, 9, None, None)),
    ("Gunmen killed two farmers in Koro on Tuesday. The two bodies were taken to the hospital.", (2, None, None, None)),
    # -------- missing and taken
    ("Gunmen attacked Koro on Tuesday, killing two. Three people are missing.", (2, None, 3, None)),
    ("Gunmen attacked Koro on Tuesday, killing two people and leaving three missing.", (2, None, 3, None)),
    ("Gunmen attacked a patrol near Diffa on Tuesday. Two soldiers were killed and four went missing.",
     (2, None, 4, None)),
    ("Gunmen attacked a patrol near Diffa on Tuesday; four soldiers are unaccounted for.", (0, None, 4, None)),
    ("Gunmen abducted twelve pupils in Kebbi on Tuesday.", (0, None, 12, None)),
    ("Gunmen killed two farmers and abducted a herder in Koro on Tuesday.", (2, None, 1, None)),
    ("Gunmen killed two farmers in Koro on Tuesday and took three women hostage.", (2, None, 3, None)),
    ("Militants attacked a post near Diffa on Tuesday, killing two soldiers and capturing five.", (2, None, 5, None)),
    ("Soldiers killed six rebels and captured three others near Bria on Tuesday.", (6, None, 3, None)),
    # -------- arrested
    ("Police arrested 14 protesters at a march in Lusaka on Tuesday.", (0, None, None, 14)),
    ("Hundreds of teachers marched in Lusaka on Tuesday. Police fired tear gas and arrested 14 of them.",
     (0, None, None, 14)),
    ("Hundreds of teachers marched in Lusaka on Tuesday. Police used tear gas; 14 people were detained.",
     (0, None, None, 14)),
    ("Hundreds of teachers marched in Lusaka on Tuesday. Police fired tear gas and made nine arrests.",
     (0, None, None, 9)),
    ("Police detained two activists and a journalist in Lusaka on Tuesday.", (0, None, None, 3)),
    ("Police arrested an opposition leader in Lusaka on Tuesday.", (0, None, None, 1)),
    ("Troops killed six militants near Maiduguri on Tuesday and arrested four suspects.", (6, None, None, 4)),
    ("Gunmen killed two farmers in Koro on Tuesday. Police have arrested four suspects.", (2, None, None, 4)),
    ("Gunmen killed two farmers in Koro on Tuesday. Four suspects are in custody.", (2, None, None, 4)),
    # -------- all of them, and none
    ("Gunmen killed two farmers, wounded five and abducted a herder in Koro on Tuesday. Police made four arrests.",
     (2, 5, 1, 4)),
    ("Gunmen killed two farmers in Koro on Tuesday. There were 90 arrests last year.", (2, None, None, None)),
    ("Gunmen killed two farmers in Koro on Tuesday. Police look for missing persons.", (2, None, None, None)),
]  # fmt: skip

TOLLS = ("toll.injured", "toll.missing", "toll.arrested")


@pytest.fixture(scope="module")
def coded(stores: Stores) -> dict[str, Run]:
    return run_all(dict.fromkeys(text for text, _ in TEXTS), stores)


@pytest.mark.parametrize(("text", "told"), TEXTS)
def test_harm_stands_in_the_details(text: str, told: tuple[int | None, ...], coded: dict[str, Run]) -> None:
    (row,) = (e for e in coded[text].coded.events if not e.reasons)
    assert row.details is not None
    assert (row.cells["fatalities"], row.details.injured, row.details.missing, row.details.arrested) == told


@pytest.mark.parametrize(("text", "told"), TEXTS)
def test_the_words_behind_each_number_are_evidence(
    text: str, told: tuple[int | None, ...], coded: dict[str, Run]
) -> None:
    (row,) = (e for e in coded[text].coded.events if not e.reasons)
    for rule, number in zip(TOLLS, told[1:], strict=True):
        addends = [e for e in row.evidence if e.rule_ids[:1] == (rule,)]
        assert sum(int(e.value) for e in addends) == (number or 0)
        assert all(e.quote and e.role == "addend" and text[e.start : e.end] == e.quote for e in addends)
