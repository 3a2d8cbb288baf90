"""Every pattern of actor names (codebook 3.1-3.6), phrase by phrase: words, country, day and side in; the cells out.

The table is patterns.csv, written from the codebook. A third of its rows are negative (no actor is named) or ambiguous
(country, day or neighbouring words decide).
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tocsin.actors.store import ActorStore
from tocsin.coding.actors import name_actor
from tocsin.mentions.actors import find_actors

FILE = Path(__file__).parent / "patterns.csv"


def cases() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


CASES = cases()


@pytest.fixture(scope="module")
def store() -> ActorStore:
    return ActorStore.load()


@pytest.mark.parametrize("case", CASES, ids=[f"{c['text']} in {c['country']} {c['day']}" for c in CASES])
def test_phrase_becomes_its_cells(store: ActorStore, case: dict[str, str]) -> None:
    mentions = find_actors(case["text"], 0, store, {case["country"]: 1.0})
    when = date.fromisoformat(case["day"])
    actor = name_actor(mentions, case["country"], when, store, case["side"])  # type: ignore[arg-type]
    associated = tuple(case["associated"].split(";")) if case["associated"] else ()
    assert (actor.name, actor.inter_text, actor.associated) == (case["name"], case["inter"], associated), case["why"]


def test_there_are_enough_cases_and_a_third_are_negative_or_ambiguous() -> None:
    kinds = Counter(c["kind"] for c in CASES)
    assert set(kinds) == {"plain", "negative", "ambiguous"}
    assert 3 * (kinds["negative"] + kinds["ambiguous"]) >= len(CASES)
    assert len(CASES) >= 250


def test_no_phrase_stands_twice() -> None:
    keys = Counter((c["text"], c["country"], c["day"], c["side"]) for c in CASES)
    assert [k for k, n in keys.items() if n > 1] == []
