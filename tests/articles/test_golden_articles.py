"""Whole articles of our own with their rows: recall, precision and cells, measured against floors that only rise."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import code_articles

GOLDEN = Path(__file__).parent / "golden.jsonl"
FLOORS = {"recall": 0.88, "precision": 0.73, "sub_event_type": 0.90, "fatalities": 0.83, "actor1": 0.83, "actor2": 0.80}


def town(name: object) -> str:
    """The city of a location: a district of the right city is the right place here."""
    return str(name).split(" - ")[0]


@pytest.fixture(scope="module")
def rates() -> dict[str, float]:
    golden = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    articles = [
        Article(
            g["id"], g["text"], date.fromisoformat(g["published"][:10]), "metadata",
            title=g.get("title", ""), source=g.get("source", ""), sha256=g["id"],
        )
        for g in golden
    ]  # fmt: skip
    count: Counter[str] = Counter()
    for g, result in zip(golden, code_articles(articles, Options(merge=False)), strict=True):
        assert isinstance(result, CodedArticle)
        left = [e.cells for e in result.events if not e.reasons]
        count["rows"] += len(left)
        count["expected"] += len(g["rows"])
        for row in g["rows"]:
            met = next((c for c in left if _same(row, c)), None)
            if met is None:
                continue
            left.remove(met)
            count["met"] += 1
            for column in ("sub_event_type", "fatalities", "actor1", "actor2"):
                count[column] += (met.get(column) or "") == (row[column] or "") or met.get(column) == row[column]
    cells = ("sub_event_type", "fatalities", "actor1", "actor2")
    return {
        "recall": count["met"] / count["expected"],
        "precision": count["met"] / max(1, count["rows"]),
        **{c: count[c] / max(1, count["met"]) for c in cells},
    }


def _same(row: dict[str, object], cells: dict[str, object]) -> bool:
    return (
        str(cells.get("event_date")) == row["event_date"]
        and cells.get("country") == row["country"]
        and town(cells.get("location")) == town(row["location"])
    )


@pytest.mark.parametrize(("what", "floor"), FLOORS.items())
def test_rate_is_not_below_its_floor(what: str, floor: float, rates: dict[str, float]) -> None:
    assert rates[what] >= floor, rates
