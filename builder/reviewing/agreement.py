"""How far two people agree who reviewed the same rows: two reviews.jsonl in, agreement per column out.

Cohen's kappa takes two people and names; Krippendorff's alpha also counts how far numbers lie apart, and passes over
what only one of them judged. Both are 1 for full agreement and 0 for what chance would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from tocsin.dataset.review_cells import fit
from tocsin.dataset.review_file import REVIEWABLE, Decision, read_reviews
from tocsin.reviewing.judgements import Judgement, by_row, judgement_of
from tocsin.schema.errors import SchemaError
from tocsin.schema.taxonomy import event_type_of

Level = Literal["nominal", "interval", "ratio"]

ROW = "row"
"""The column that no table has: whether the row is an event at all."""
LEVELS: Mapping[str, Level] = {"fatalities": "ratio"}
"""Columns in which the distance of two values counts; in all others two values are the same or they are not."""
COLUMNS = (ROW, "event_type", *(name for name in REVIEWABLE if name != "notes"))
"""What is compared; notes are a retelling, and no two people write the same."""


@dataclass(frozen=True, slots=True)
class ColumnAgreement:
    """Agreement in one column. `kappa` and `alpha` are None where they are not defined: with no unit, or one value.

    units  rows in which both people judged the cell
    same   those in which they gave the same value
    """

    column: str
    level: Level
    units: int
    same: int
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that two people hold differently."""

    member_id: str
    article_id: str
    column: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement per column, every difference, and how many rows were judged by both, or by one only."""

    columns: tuple[ColumnAgreement, ...]
    differences: tuple[Difference, ...]
    both: int
    only_first: int
    only_second: int


def agreement(first: Path, second: Path) -> Agreement:
    """How far the reviewers behind two files agree; each file is taken as one person's.

    Raises UsageError or DataFileError for a file that cannot be read.
    """
    mine, other = read_reviews([first]), read_reviews([second])
    which = {id(decision): 0 for decision in mine} | {id(decision): 1 for decision in other}
    pairs: list[tuple[Judgement, Judgement]] = []
    alone = [0, 0]
    for decisions in by_row(_apart(mine, other)):
        told = [[d for d in decisions if which[id(d)] == side] for side in (0, 1)]
        if told[0] and told[1]:
            pairs.append((judgement_of(told[0]), judgement_of(told[1])))
        else:
            alone[0 if told[0] else 1] += 1
    columns = tuple(_column(name, pairs) for name in COLUMNS)
    differences = tuple(found for pair in pairs for found in _differences(*pair))
    return Agreement(columns, differences, len(pairs), *alone)


def _apart(first: Sequence[Decision], second: Sequence[Decision]) -> list[Decision]:
    """All decisions by member and time, so that the order of the two files says nothing."""
    return sorted((*first, *second), key=lambda d: (d.article_id, d.member_id, d.moment, d.who))


def values_of(judgement: Judgement) -> dict[str, str]:
    """What a judgement says in each column that is compared, numbers in one spelling: "2.50" -> "2.5"."""
    if not judgement.stands:
        return {ROW: "no"}
    found = {name: _spelt(name, value) for name, value in judgement.cells.items() if name in COLUMNS}
    kind = found.get("sub_event_type", "")
    with suppress(SchemaError):  # a type that the contract does not know has nothing above it
        found |= {"event_type": event_type_of(kind)} if kind else {}
    return {ROW: "yes"} | found


def _spelt(name: str, value: str) -> str:
    try:
        fitted = fit(name, value)
    except SchemaError:
        return value
    return "" if fitted is None else str(fitted)


def _column(name: str, pairs: Iterable[tuple[Judgement, Judgement]]) -> ColumnAgreement:
    told = [(values_of(one), values_of(other)) for one, other in pairs]
    both = [(one[name], other[name]) for one, other in told if name in one and name in other]
    first, second = [one for one, _ in both], [other for _, other in both]
    level = LEVELS.get(name, "nominal")
    same = sum(one == other for one, other in both)
    return ColumnAgreement(name, level, len(both), same, cohen_kappa(first, second), _alpha(first, second, level))


def _differences(one: Judgement, other: Judgement) -> Iterable[Difference]:
    a, b = values_of(one), values_of(other)
    decision = one.decisions[0]
    for name in COLUMNS:
        if name in a and name in b and a[name] != b[name]:
            yield Difference(decision.member_id, decision.article_id, name, a[name], b[name])


# ---------------------------------------------------------------- coefficients


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Agreement of two people beyond chance, chance being what each one's own shares of the values would give.

    cohen_kappa("aab", "abb") -> 0.4
    Undefined (None) without units, and where both only ever gave one and the same value.
    Source: Cohen 1960, A coefficient of agreement for nominal scales.
    """
    if not first:
        return None
    number = len(first)
    seen = sum(one == other for one, other in zip(first, second, strict=True)) / number
    shares = Counter(first), Counter(second)
    chance = sum(shares[0][value] * shares[1][value] for value in shares[0]) / number**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def krippendorff_alpha(people: Sequence[Sequence[float | str | None]], level: Level) -> float | None:
    """Agreement of two or more people; None in a sequence is a unit that this person did not judge.

    Undefined (None) where no unit was judged twice, or where only one value was ever given.
    Source: Krippendorff 2011, Computing Krippendorff's alpha-reliability.
    """
    import krippendorff

    units = [[value for value in unit if value is not None] for unit in zip(*people, strict=True)]
    paired = {value for unit in units if len(unit) > 1 for value in unit}
    if len(paired) < 2:
        return None
    if level == "nominal":
        codes: dict[float | str, float] = {value: float(n) for n, value in enumerate(sorted(paired, key=str))}
    else:
        codes = {value: float(value) for value in paired}
    data = np.array([[codes.get(v, np.nan) if v is not None else np.nan for v in person] for person in people])
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def _alpha(first: Sequence[str], second: Sequence[str], level: Level) -> float | None:
    numbers = level == "nominal" or all(_is_number(value) for value in (*first, *second))
    return krippendorff_alpha((first, second), level if numbers else "nominal")


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
