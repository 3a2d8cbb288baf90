"""Groups that no dictionary has keep the name the text gives them; ministries, places and bare nouns are no groups."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import code_articles

CASES = [
    # (text, actor1)
    ("The Khabour River Brigades claimed responsibility for a car bomb that killed two guards in Raqqa.",
     "Khabour River Brigades"),
    ("A bomb wounded four people in Arauca on Monday. The Sierra Azul Front claimed responsibility for the attack.",
     "Sierra Azul Front"),
    ("Fighters of no known group attacked a village near Gao and killed three farmers.",
     "Unidentified Armed Group (Mali)"),  # a bare noun names nobody
    ("The Health Ministry said gunmen killed three farmers near Gao on Monday.",
     "Unidentified Armed Group (Mali)"),  # a ministry is no armed group
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor1"), CASES)
def test_unlisted_group_keeps_its_own_name(text: str, actor1: str) -> None:
    article = Article("a", text, date(2024, 9, 19), "metadata", sha256="a")
    (result,) = code_articles([article], Options(merge=False))
    assert isinstance(result, CodedArticle)
    rows = [e.cells for e in result.events if not e.reasons]
    assert [r["actor1"] for r in rows] == [actor1]
