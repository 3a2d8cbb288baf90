"""Small articles, one for each way in which a text tells of a happening again, in parts, or under a heading.

A row of article_mechanisms.jsonl is [day, location, deaths, how actor1 begins, how actor2 begins].
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import code_articles

THURSDAY = date(2024, 9, 19)
TABLE = Path(__file__).with_name("article_mechanisms.jsonl")
CASES = {case["name"]: case for case in map(json.loads, TABLE.read_text(encoding="utf-8").splitlines())}


@pytest.fixture(scope="module")
def coded() -> dict[str, CodedArticle]:
    articles = [Article(n, c["text"], THURSDAY, "metadata", title=c["title"], sha256=n) for n, c in CASES.items()]
    return dict(zip(CASES, code_articles(articles, Options(merge=False)), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_rows_of_an_article(name: str, coded: dict[str, CodedArticle]) -> None:
    cells: list[dict[str, Any]] = [dict(e.cells) for e in coded[name].events if not e.reasons]
    names = ("location", "fatalities", "actor1", "actor2")
    rows = sorted([str(c["event_date"]), *(c[n] if c[n] is not None else "" for n in names)] for c in cells)
    expected = sorted(CASES[name]["rows"])
    assert [row[:3] for row in rows] == [row[:3] for row in expected]
    for row, (*_, actor1, actor2) in zip(rows, expected, strict=True):
        assert row[3].startswith(actor1) and row[4].startswith(actor2), row
