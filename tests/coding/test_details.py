"""Details beside the row: the dead of each side, the missing, and bounds that hold every claim."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.config import Options
from tocsin.model import Article, CodedArticle, Details
from tocsin.pipeline import code_articles

CASES = [
    # (text, fatalities, what details say)
    ("Soldiers killed twelve militants and two soldiers were killed in clashes near Gao, Mali, on Tuesday.", 14,
     {"deaths_side1": 2, "deaths_side2": 12}),
    ("Bandits abducted 12 pupils in Kebbi, Nigeria, on Monday.", 0, {"missing": 12, "deaths_side2": None}),
    # two claims on the same dead: the lower is coded, the higher bounds it (codebook 6)
    ("Gunmen attacked Gao, Mali, on Tuesday. The mayor said 9 people were killed, while a hospital official said "
     "6 people were killed.", 6, {"fatalities_low": 6, "fatalities_high": 9}),
    ("Gunmen killed 12 farmers in Koro, Mali, on Tuesday. A local official said that seven farmers were killed.", 7,
     {"fatalities_low": 7, "fatalities_high": 12}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fatalities", "expected"), CASES)
def test_details(text: str, fatalities: int, expected: dict[str, int | None]) -> None:
    article = Article("a", text, date(2024, 9, 19), "metadata", sha256="a")
    (result,) = code_articles([article], Options(merge=False))
    assert isinstance(result, CodedArticle)
    (row,) = (e for e in result.events if not e.reasons)
    assert row.cells["fatalities"] == fatalities
    assert isinstance(row.details, Details)
    assert {name: getattr(row.details, name) for name in expected} == expected


def test_named_days_are_a_row_each_and_share_the_dead() -> None:
    text = "Clashes between soldiers and rebels near Gao, Mali, on Monday and Tuesday left 3 dead."
    (result,) = code_articles([Article("a", text, date(2024, 9, 19), "metadata", sha256="a")], Options(merge=False))
    assert isinstance(result, CodedArticle)
    rows = [(str(e.cells["event_date"]), e.cells["fatalities"]) for e in result.events if not e.reasons]
    assert rows == [("2024-09-16", 2), ("2024-09-17", 1)]  # the remainder goes to the first
