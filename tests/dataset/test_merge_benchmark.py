"""How well reports of one happening come together, over clusters of our own with near misses beside them.

Each row of clusters.csv is one report; reports of a cluster tell of one happening. Near misses stand beside each other:
the same town the next day, another town the same day, a new toll, one pair of sides in two towns, two crowds in one.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from tocsin.config import Options
from tocsin.dataset.assemble import Dataset, assemble
from tocsin.inputs import articles_of
from tocsin.model import CodedArticle, Rejected
from tocsin.pipeline import code_articles

REQUIRED_F1 = 0.90

Pairs = frozenset[tuple[str, str]]


def reports() -> list[dict[str, str]]:
    with (Path(__file__).parent / "clusters.csv").open(encoding="utf-8", newline="") as stream:
        return [{"id": f"r{n:03}", **row} for n, row in enumerate(csv.DictReader(stream))]


@pytest.fixture(scope="module")
def coded() -> list[CodedArticle | Rejected]:
    return list(code_articles(articles_of(reports(), None), Options()))


@pytest.fixture(scope="module")
def built(coded: list[CodedArticle | Rejected]) -> Dataset:
    return assemble(coded, Options())


def pairs_of(groups: dict[str, set[str]]) -> Pairs:
    return frozenset(pair for members in groups.values() for pair in combinations(sorted(members), 2))


def expected() -> Pairs:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in reports():
        groups[row["cluster"]].add(row["id"])
    return pairs_of(groups)


def found(built: Dataset) -> Pairs:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in built.members.to_pylist():
        groups[row["event_id_cnty"]].add(row["article_id"])
    return pairs_of(groups)


def f1(right: Pairs, told: Pairs) -> tuple[float, float, float]:
    hit = len(right & told)
    precision, recall = hit / (len(told) or 1), hit / (len(right) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def test_there_are_sixty_clusters_of_two_and_more() -> None:
    sizes: dict[str, int] = defaultdict(int)
    for row in reports():
        sizes[row["cluster"]] += 1
    assert len(sizes) >= 60
    assert 2 <= min(sizes.values()) <= max(sizes.values()) <= 6


def test_reports_of_one_happening_come_together(built: Dataset) -> None:
    precision, recall, both = f1(expected(), found(built))
    names = {row["id"]: f"{row['cluster']}: {row['text']}" for row in reports()}
    for a, b in sorted(expected() - found(built)):
        print("apart   ", names[a], "|", names[b])
    for a, b in sorted(found(built) - expected()):
        print("together", names[a], "|", names[b])
    print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}")
    assert both >= REQUIRED_F1


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_reports_changes_nothing(coded: list[CodedArticle | Rejected], built: Dataset, seed: int) -> None:
    shuffled = list(coded)
    random.Random(seed).shuffle(shuffled)
    assert assemble(shuffled, Options()).events.equals(built.events)


def test_the_later_report_gives_the_toll(built: Dataset) -> None:
    (row,) = [row for row in built.events.to_pylist() if row["location"] == "Dori"]
    assert row["fatalities"] == 14
    assert "between 11 and 14; the lowest of the latest reports is coded" in row["notes"]


def test_notes_say_what_the_cells_say(built: Dataset) -> None:
    for row in built.events.to_pylist():
        assert row["actor1"] in row["notes"], row["notes"]
        assert row["location"] in row["notes"]
        if row["fatalities"]:
            assert f"{row['fatalities']} fatalit" in row["notes"] or f"coded as {row['fatalities']}" in row["notes"]


def test_every_source_is_kept(built: Dataset) -> None:
    sources = {row["article_id"]: row["source"] for row in built.articles.to_pylist()}
    cells = {row["event_id_cnty"]: set(row["source"].split("; ")) for row in built.events.to_pylist()}
    for row in built.members.to_pylist():
        assert sources[row["article_id"]] in cells[row["event_id_cnty"]]
