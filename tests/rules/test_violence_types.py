"""Kinds of sentences that were once read wrongly: each gives the type that the codebook says, or nothing.

Fights between communities, headlines whose verb the parser takes for a noun, means told by "used", asides beside a
deed, camps of herders, rioters, bans, fire of an army, and words of war in business news.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rule_corpus import types_of

ROWS = list(csv.DictReader((Path(__file__).parent / "violence_types.csv").open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    return types_of(row["text"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_sentence_gives_its_type(row: dict[str, str], found: dict[str, list[str]]) -> None:
    assert found[row["text"]][:1] == ([row["expected"]] if row["expected"] else [])
