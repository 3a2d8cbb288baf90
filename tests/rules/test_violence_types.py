"""Kinds of sentences that were once read wrongly: each gives the type that the codebook says, or nothing.

Fights between communities, headlines whose verb the parser takes for a noun, means told by "used", asides beside a
deed, camps of herders, rioters, bans, fire of an army, and words of war in business news.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import code_articles

ROWS = list(csv.DictReader((Path(__file__).parent / "violence_types.csv").open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    articles = [Article(str(n), r["text"], date(2024, 9, 19), "metadata", sha256=str(n)) for n, r in enumerate(ROWS)]
    types: dict[str, list[str]] = {}
    for row, coded in zip(ROWS, code_articles(articles, Options(merge=False)), strict=True):
        events = coded.events if isinstance(coded, CodedArticle) else ()
        types[row["text"]] = [str(e.cells["sub_event_type"]) for e in events if not e.reasons]
    return types


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_sentence_gives_its_type(row: dict[str, str], found: dict[str, list[str]]) -> None:
    assert found[row["text"]][:1] == ([row["expected"]] if row["expected"] else [])
