"""Notes in ACLED's manner: built from the cells, on one line of ASCII, and never with the name of a private victim."""

from __future__ import annotations

import re

import pytest
import tocsin

TEXTS = [
    ("Gunmen shot dead Amadou Diallo, a farmer and father of six, in Koro, Mali, on Tuesday.", ("Diallo", "father")),
    ("Police killed Maria Lopes, 23, during a protest in Maputo, Mozambique, on Tuesday.", ("Lopes", "23")),
    ("Last week, armed men looted a truck with medicines in Ménaka, Mali; the driver, Ali Ag Baba, was unhurt.",
     ("Baba", "Ménaka")),
    ("Teachers led by Fatou Ndiaye marched in Bamako, Mali, on Tuesday to demand back pay.", ("Ndiaye",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "absent"), TEXTS)
def test_notes_are_ours(text: str, absent: tuple[str, ...]) -> None:
    events = tocsin.code(text, published="2025-03-06").events
    assert len(events) == 1
    notes = events["notes"].iloc[0]
    assert notes.isascii() and "\n" not in notes and notes == notes.strip()
    assert re.match(r"(?:[A-Z][a-z /]+: )?(?:On|Around) \d{1,2} [A-Z][a-z]+ \d{4}", notes)
    assert ("(week of)" in notes) is text.startswith("Last week")
    assert not any(word in notes for word in absent)
    assert not copied(text, notes)


def copied(text: str, notes: str, length: int = 7) -> bool:
    """Whether seven words in a row are the article's."""
    words = text.split()
    return any(" ".join(words[i : i + length]) in notes for i in range(len(words) - length + 1))
