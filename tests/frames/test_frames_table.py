"""441 sentences written apart from the rules, each with the act, agent and patient that it holds, or why it holds none.

Measured, not pinned one by one: a share below its floor means that a change lost more than it gained. The floors stand
a little under the figures in docs/measures.md and only ever rise.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from rule_corpus import Run, run_all
from tocsin.incidents.linking import effects
from tocsin.model import Article, CodedArticle, Frame
from tocsin.pipeline import Stores

HERE = Path(__file__).parent
PUBLISHED = date(2024, 9, 19)
MOST_FALSE_ALARMS = 0.05
FLOORS = {"act": 0.82, "agent": 0.90, "patient": 0.80, "all roles": 0.75, "context": 0.76, "no row": 0.95}
"""act: the act is found, asserted; agent, patient, all roles: of those; context: of the sentences that only sound like
an act, those that say so or hold no such act; no row: of the same, those that give no row."""


def read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def rows_of(run: Run) -> int:
    return sum(not e.reasons for e in run.coded.events) if isinstance(run.coded, CodedArticle) else 0


def head(run: Run, frame: Frame, name: str) -> str:
    """The head of a role as it stands in the text; a word list of actors counts by the actor's own head."""
    role = frame.role(name)
    return run.gated.document.text[role.head_start : role.head_end] if role else ""


def names(run: Run, frame: Frame, role: str, expected: str) -> bool:
    """Whether the role's head is the expected word: "a group of officers" may be told by either noun."""
    found = frame.role(role)
    if found is None or not expected:
        return (found is None or not found.actors) and not expected
    text = run.gated.document.text
    heads = {head(run, frame, role), *(text[a.head_start : a.head_end].split()[-1] for a in found.actors[:1])}
    return expected.lower() in {h.lower() for h in heads}


@pytest.fixture(scope="module")
def shares(stores: Stores) -> dict[str, float]:
    rows = read("frames.csv")
    runs = run_all([Article(r["id"], r["text"], PUBLISHED, "metadata", sha256=r["id"]) for r in rows], stores)
    count: Counter[str] = Counter()
    for row in rows:
        run = runs.get(row["text"])
        acts = [f for f in run.frames if f.act == row["act"]] if run else []
        hard = [bool(stores.book.hard(effects(f))) for f in acts]
        if row["context"]:
            count["barred"] += 1
            count["context"] += all(hard)
            count["no row"] += run is None or rows_of(run) == 0
            continue
        count["asserted"] += 1
        told = [f for f, barred in zip(acts, hard, strict=True) if not barred]
        if run is None or not told:
            continue
        count["act"] += 1
        roles = [(names(run, f, "agent", row["agent"]), names(run, f, "patient", row["patient"])) for f in told]
        best = max(roles, key=sum)
        count["agent"] += best[0]
        count["patient"] += best[1]
        count["all roles"] += all(best)
    found = max(1, count["act"])
    return {
        "act": count["act"] / count["asserted"],
        **{k: count[k] / found for k in ("agent", "patient", "all roles")},
        **{k: count[k] / count["barred"] for k in ("context", "no row")},
    }


@pytest.mark.parametrize(("what", "floor"), FLOORS.items())
def test_share_is_not_below_its_floor(what: str, floor: float, shares: dict[str, float]) -> None:
    assert shares[what] >= floor, shares


def test_trigger_words_alone_give_no_row(stores: Stores) -> None:
    rows = read("nothing_frames.csv")
    runs = run_all([Article(r["id"], r["text"], PUBLISHED, "metadata", sha256=r["id"]) for r in rows], stores)
    alarms = [r["text"] for r in rows if (run := runs.get(r["text"])) is not None and rows_of(run)]
    assert len(alarms) <= MOST_FALSE_ALARMS * len(rows), alarms


def test_acts_are_tried_often(stores: Stores) -> None:
    tried = Counter(r["act"] for r in read("frames.csv"))
    assert set(tried) <= set(stores.book.act_types), set(tried) - set(stores.book.act_types)
    assert len(tried) >= 45  # acts that came later are tried in tests/rules
    assert min(tried.values()) >= 5
