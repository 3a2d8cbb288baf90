"""Numbers and dates that cannot be: no confident row is made of them."""

from __future__ import annotations

import pytest
from rule_corpus import Run, run_all
from tocsin.pipeline import Stores

# text, reasons that keep it from being a row; () is a row
ABSURD = [
    ("Soldiers killed 20 people in Gao 3000 years ago.", ("background",)),
    ("Soldiers killed 20 people in Gao ten thousand years ago.", ("background",)),
    ("Centuries ago, soldiers killed 20 people in Gao.", ("background",)),
    ("On 18 June 1815, soldiers killed 20 people in Gao.", ("background",)),
    ("On 17 September 3024, soldiers killed 20 people in Gao.", ("no_date",)),  # what is reported has happened
    ("Soldiers killed 900,000,000 people in Gao on Monday.", ("aggregate",)),
    ("Soldiers killed two million people in Gao on Monday.", ("aggregate",)),
    ("Soldiers killed 2,000 people in Gao on Monday.", ()),
    ("Soldiers killed 20 people in Gao on Friday.", ()),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(stores: Stores) -> dict[str, Run]:
    return run_all([text for text, _ in ABSURD], stores)


@pytest.mark.parametrize(("text", "reasons"), ABSURD)
def test_no_confident_row_of_what_cannot_be(text, reasons, coded):
    (event,) = coded[text].coded.events
    assert event.reasons == reasons


def test_a_day_to_come_is_passed_over(stores: Stores):
    """A plan, or a note added to the text later: the happening itself is known from the report only."""
    text = "Soldiers killed 20 people in Gao. A trial is set for 17 October 2024."
    (event,) = [e for e in run_all([text], stores)[text].coded.events if not e.reasons]
    assert (str(event.cells["event_date"]), event.cells["time_precision"]) == ("2024-09-19", 2)
