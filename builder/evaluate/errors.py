"""All in which a build is not as it was hand-coded, each with what speaks for it and what is nearest to right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from tocsin.evaluate.articles import Articles
from tocsin.evaluate.cells import Cell, kilometres
from tocsin.evaluate.evidence import Candidate, EvidenceOf
from tocsin.evaluate.matching import Matching, Pair, days_apart, same_family
from tocsin.evaluate.result import EvaluationError
from tocsin.evaluate.settings import Settings
from tocsin.evaluate.unit import Unit
from tocsin.schema.errors import SchemaError
from tocsin.schema.taxonomy import event_type_of

_NEAREST = 2
"""Excluded candidates that are shown for a missed event: the best and its rival; more would bury them."""
_NO_DAY = 10**6  # days that stand for a candidate without a day: farther off than any
_FOLLOWS = {"event_type": "sub_event_type", "inter1": "actor1", "inter2": "actor2"}
"""A cell that is wrong because another is -> that other; only one of them is listed."""


def errors_of(
    matching: Matching, compared: Sequence[tuple[Pair, list[Cell]]], evidence: EvidenceOf, articles: Articles,
    settings: Settings,
) -> tuple[EvaluationError, ...]:  # fmt: skip
    """Missed events, rows too many, wrong cells; by article, then in this order."""
    found = [_missed(unit, matching, evidence, articles, settings) for unit in matching.gold_alone]
    found += [_extra(unit, matching, evidence, settings) for unit in matching.built_alone]
    for pair, cells in compared:
        found += _wrong_cells(pair, cells, evidence)
    order = ("missed", "extra", "cell")
    return tuple(sorted(found, key=lambda e: (e.articles, order.index(e.kind), e.built_key, e.gold_key)))


def _wrong_cells(pair: Pair, cells: Sequence[Cell], evidence: EvidenceOf) -> Iterator[EvaluationError]:
    gold, built = pair
    wrong = {cell.column for cell in cells if not cell.same}
    for cell in cells:
        if cell.same or _FOLLOWS.get(cell.column) in wrong:
            continue
        second = [value for value in evidence.second(built.key, cell.source) if value and value == cell.expected]
        hint = "the right value came second" if second else ""
        yield EvaluationError(
            "cell", tuple(sorted(built.articles)), gold.key, built.key, cell.column, cell.expected, cell.found,
            evidence.behind(built.key, cell.source), hint,
        )  # fmt: skip


def _extra(unit: Unit, matching: Matching, evidence: EvidenceOf, settings: Settings) -> EvaluationError:
    near = _nearest(unit, matching.gold_alone, settings)
    hint = f"nearest hand-coded event: {near}" if near else ""
    return EvaluationError(
        "extra", tuple(sorted(unit.articles)), "", unit.key, "", "", unit.headline,
        evidence.behind(unit.key, "sub_event_type"), hint,
    )  # fmt: skip


def _missed(
    unit: Unit, matching: Matching, evidence: EvidenceOf, articles: Articles, settings: Settings
) -> EvaluationError:
    left = _candidates(unit, evidence, settings)
    near = _nearest(unit, matching.built_alone, settings)
    hints = [f"nearest row: {near}"] if near else []
    hints += [f"excluded ({', '.join(candidate.reasons)})" for candidate in left]
    if not hints:
        hints = [_fate(articles.about[name]) for name in sorted(unit.articles)]
    return EvaluationError(
        "missed", tuple(sorted(unit.articles)), unit.key, "", "", unit.headline, "",
        tuple(candidate.proof for candidate in left), "; ".join(dict.fromkeys(hints)),
    )  # fmt: skip


def _fate(about: Mapping[str, str]) -> str:
    why = f" ({about['reason']})" if about["reason"] else ""
    return f"no candidate is like it; the article is {about['status'].replace('_', ' ')}{why}"


# ---------------------------------------------------------------- what is nearest


def _nearest(unit: Unit, others: Sequence[Unit], settings: Settings) -> str:
    """The row of the same articles without a pair that differs least, and in what; "" when there is none."""
    there = [other for other in others if other.articles & unit.articles]
    if not there:
        return ""
    best = min(there, key=lambda other: (not same_family(unit, other, settings), days_apart(unit, other),
                                         kilometres(unit, other) or 0.0, other.content))  # fmt: skip
    return f"{best.key} {best.headline} ({', '.join(_differences(unit, best, settings))})"


def _differences(unit: Unit, other: Unit, settings: Settings) -> Iterator[str]:
    if not same_family(unit, other, settings):
        yield "another family of types"
    if (days := days_apart(unit, other)) > settings.days:
        yield f"{days} days apart"
    far = kilometres(unit, other)
    if far is not None and far > settings.km:
        yield f"{far:.0f} km apart"


def _candidates(unit: Unit, evidence: EvidenceOf, settings: Settings) -> list[Candidate]:
    """The excluded candidates of the same articles that could have become the row, most alike first."""
    found = [c for c in evidence.excluded(unit.articles) if _family(c, unit, settings)]
    return sorted(found, key=lambda c: (_type(c) != unit.cell("sub_event_type"), _days(c, unit), c.proof.start))[
        :_NEAREST
    ]


def _type(candidate: Candidate) -> str:
    return str(candidate.cells["sub_event_type"] or "")


def _family(candidate: Candidate, unit: Unit, settings: Settings) -> bool:
    try:
        kind = event_type_of(_type(candidate))
    except SchemaError:
        return False
    mine = settings.families.get(unit.event_type)
    return mine is None or bool(mine & settings.families[kind])


def _days(candidate: Candidate, unit: Unit) -> int:
    day = candidate.cells["event_date"]
    return _NO_DAY if day is None else abs((pd.Timestamp(day).date() - unit.day).days)
