"""A day on which a deed was only told, shown or found: it is written, with precision 2 (codebook 4)."""

from __future__ import annotations

import pytest
from rule_corpus import Run, run_all
from tocsin.pipeline import Stores

# text, day and precision of each row; the paper is of Thursday 19 September 2024
TEXTS: list[tuple[str, list[tuple[str, int]]]] = [
    # -------- somebody spoke
    ("Gunmen killed nine farmers in Koro, the mayor said on Monday.", [("2024-09-16", 2)]),
    ("The mayor said on Monday that gunmen had killed nine farmers in Koro.", [("2024-09-16", 2)]),
    ("Speaking on Monday, the mayor said gunmen killed nine farmers in Koro.", [("2024-09-16", 2)]),
    ("In a statement on Monday, the army said it had killed nine rebels near Gao.", [("2024-09-16", 2)]),
    ("The army on Monday announced the killing of nine rebels near Gao.", [("2024-09-16", 2)]),
    ("Residents told reporters on Monday that soldiers burned homes in Koro.", [("2024-09-16", 2)]),
    ("Gunmen killed nine farmers in Koro. The governor spoke to reporters on Monday.", [("2024-09-16", 2)]),
    # -------- something appeared
    ("A video that surfaced on Monday shows soldiers killing two herders in Koro.", [("2024-09-16", 2)]),
    ("A video posted online on Monday showed soldiers beating a trader in Bamenda.", [("2024-09-16", 2)]),
    ("Footage emerged on Monday of soldiers executing two herders near Gao.", [("2024-09-16", 2)]),
    ("Gunmen killed nine farmers in Koro, according to a report published on Monday.", [("2024-09-16", 2)]),
    # -------- somebody was found
    ("Police found the bodies of four farmers with gunshot wounds near Kirkuk on Monday.", [("2024-09-16", 2)]),
    ("The bodies of two traders, shot in the head, were found near Kirkuk on Monday.", [("2024-09-16", 2)]),
    # -------- the day of the deed is told too: it comes first, and it is a day
    ("Gunmen killed nine farmers in Koro on Sunday, the mayor said on Monday.", [("2024-09-15", 1)]),
    ("The army announced that it killed nine rebels near Gao on Sunday.", [("2024-09-15", 1)]),
    ("Gunmen killed nine farmers in Koro on Sunday. The governor spoke to reporters on Monday.", [("2024-09-15", 1)]),
    ("Gunmen killed two traders near Kirkuk on Sunday. Their bodies were found on Monday.", [("2024-09-15", 1)]),
    ("Gunmen killed nine farmers in Koro on Monday, the mayor said.", [("2024-09-16", 1)]),
    # -------- the day may be that of the deed: what opens a sentence, a deed that is reported, a claim
    ("On Monday, police reported that gunmen killed nine farmers in Koro.", [("2024-09-16", 1)]),
    ("Shelling was reported near Aleppo on Monday.", [("2024-09-16", 1)]),
    ("JNIM claimed a mortar attack on an army base in Gao on Monday.", [("2024-09-16", 1)]),
    # -------- what words make has the day on which they are said
    ("The government declared a curfew in Gao on Monday.", [("2024-09-16", 1)]),
    ("The ELN announced a ceasefire in Arauca on Monday.", [("2024-09-16", 1)]),
    ("The junta declared a state of emergency in Gao on Monday.", [("2024-09-16", 1)]),
    # -------- a clock of another zone
    ("Shells hit Aleppo at 2330 GMT on Monday.", [("2024-09-17", 1)]),
    ("A bomb exploded in Manila at 2200 GMT on Monday.", [("2024-09-17", 1)]),
    ("Shells hit Aleppo at 0530 GMT on Monday.", [("2024-09-16", 1)]),
    ("Gunmen attacked Koro around 2 a.m. local time on Monday.", [("2024-09-16", 1)]),
    ("Gunmen attacked Koro at 2 a.m.", [("2024-09-19", 2)]),
    # who tells stands behind the deed and its day
    ("A bomb killed two people in Gao, Mali, on Monday, a witness told reporters.", [("2024-09-16", 1)]),
    ("Five farmers were killed in Koro, Mali, on Monday, officials said on Tuesday.", [("2024-09-16", 1)]),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(stores: Stores) -> dict[str, Run]:
    return run_all(dict.fromkeys(text for text, _ in TEXTS), stores)


@pytest.mark.parametrize(("text", "days"), TEXTS)
def test_day_and_precision(text: str, days: list[tuple[str, int]], coded: dict[str, Run]) -> None:
    rows = [e for e in coded[text].coded.events if not e.reasons]
    assert [(str(e.cells["event_date"]), e.cells["time_precision"]) for e in rows] == days


def test_notes_say_that_the_day_is_the_day_of_the_report(coded: dict[str, Run]) -> None:
    (row,) = (e for e in coded[TEXTS[0][0]].coded.events if not e.reasons)
    assert str(row.cells["notes"]).startswith("Around 16 September 2024 (as reported),")


def test_the_zone_stands_in_the_evidence(coded: dict[str, Run]) -> None:
    (row,) = (e for e in coded["Shells hit Aleppo at 2330 GMT on Monday."].coded.events if not e.reasons)
    assert any(e.column == "event_date" and "time.zone" in e.rule_ids for e in row.evidence)
