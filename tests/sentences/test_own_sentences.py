"""Our own sentences against the rows a coder expects: written from the codebook alone, before the rules were tried.

They are measured, not pinned one by one: a rate below its floor means that a change lost more than it gained. The
floors stand a little under the figures in docs/measures.md and only ever rise.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tocsin.config import Options
from tocsin.model import Article, CodedArticle, Event
from tocsin.pipeline import code_articles

HERE = Path(__file__).parent
FLOORS = {
    "found": 0.93,
    "sub_event_type": 0.88,
    "actor1": 0.80,
    "actor2": 0.75,
    "country": 0.92,
    "location": 0.84,
    "event_date": 0.92,
    "time_precision": 0.92,
    "geo_precision": 0.90,
    "fatalities": 0.88,
}
MOST_ROWS_PER_TEXT = 1.0
MOST_FALSE_ALARMS = 0.02  # of the texts that hold no event


def read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def code(rows: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], tuple[Event, ...]]]:
    articles = [
        Article(r["id"], r["text"], date.fromisoformat(r["published"][:10]), "metadata", sha256=r["id"]) for r in rows
    ]
    for row, result in zip(rows, code_articles(articles, Options(merge=False)), strict=True):
        events = result.events if isinstance(result, CodedArticle) else ()
        yield row, tuple(e for e in events if not e.reasons)


@pytest.fixture(scope="module")
def rates() -> dict[str, float]:
    rows = read("events.csv")
    right = dict.fromkeys(FLOORS, 0)
    total = 0
    for row, events in code(rows):
        total += len(events)
        if not events:
            continue
        right["found"] += 1
        for column in right.keys() - {"found"}:
            value = events[0].cells.get(column)
            right[column] += ("" if value is None else str(value)) == row[column]
    return {"rows_per_text": total / len(rows)} | {k: n / len(rows) for k, n in right.items()}


@pytest.mark.parametrize(("column", "floor"), FLOORS.items())
def test_rate_of_right_cells_is_not_below_its_floor(column: str, floor: float, rates: dict[str, float]) -> None:
    assert rates[column] >= floor, rates


def test_one_event_is_told_as_one_row(rates: dict[str, float]) -> None:
    assert rates["rows_per_text"] <= MOST_ROWS_PER_TEXT


def test_texts_without_an_event_give_none() -> None:
    rows = read("nothing.csv")
    alarms = [(row["why"], events[0].detail, row["text"]) for row, events in code(rows) if events]
    assert len(alarms) <= MOST_FALSE_ALARMS * len(rows), alarms


def test_what_looks_like_nothing_stays_an_event() -> None:
    rows = read("lookalikes.csv")
    told = {row["id"]: [str(e.cells["sub_event_type"]) for e in events] for row, events in code(rows)}
    assert told == {row["id"]: [row["sub_event_type"]] for row in rows}


def test_every_sub_event_type_is_tried() -> None:
    counts: dict[str, int] = {}
    for row in read("events.csv"):
        counts[row["sub_event_type"]] = counts.get(row["sub_event_type"], 0) + 1
    assert len(counts) == 25
    assert min(counts.values()) >= 8, counts
