"""Two builds -> what the newer one gains and loses, counted by rule; with hand-coded rows, what of it is right.

Which rows differ is diff.py, by what they do is blame.py, what is right is tocsin.evaluate.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import pandas as pd
from tocsin.dataset.load import LoadedDataset, load
from tocsin.errors import UsageError
from tocsin.evaluate.cells import Cell
from tocsin.evaluate.evaluate import Comparison, compare_with, count
from tocsin.evaluate.handcoded import HandCoded, read_hand_coded
from tocsin.evaluate.result import Evaluation
from tocsin.evaluate.settings import Settings
from tocsin.evaluate.unit import Unit
from tocsin.revise.blame import MERGING, Blame
from tocsin.revise.diff import Change, differences_of, sides_of

What = Literal["appeared", "vanished", "cells", "found", "lost", "righted", "wronged", "fewer_extra", "more_extra"]
WHAT: tuple[What, ...] = (
    "appeared", "vanished", "cells", "found", "lost", "righted", "wronged", "fewer_extra", "more_extra",
)  # fmt: skip
_OF_A_PAIR = ("sub_event_type", "event_date", "location", "latitude", "longitude")
"""Columns that decide whether a row can be a hand-coded event."""
_SOURCE = {"point": "latitude", "event_type": "sub_event_type"}
"""Columns of an evaluation -> those of a row whose rules speak for them."""


@dataclass(frozen=True, slots=True)
class Effect:
    """All that two builds differ in, as far as one rule or other cause has to do with it.

    cause        a rule, or in words what else differs
    rule_is      added, changed or removed between the builds; "" when it is the same, or no rule
    appeared     rows of the newer build alone; vanished: of the older alone; cells: that changed
    found        hand-coded events that only the newer build has; lost: only the older
    righted      cells of events in both that only the newer has right; wronged: only the older
    fewer_extra  rows for no hand-coded event that are no more; more_extra: that are new
    """

    cause: str
    rule_is: str
    appeared: int = 0
    vanished: int = 0
    cells: int = 0
    found: int = 0
    lost: int = 0
    righted: int = 0
    wronged: int = 0
    fewer_extra: int = 0
    more_extra: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One gain or loss against hand-coded rows, and what it is put down to."""

    what: What
    gold_key: str
    old_key: str
    new_key: str
    column: str
    expected: str
    before: str
    after: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildComparison:
    """What the build `new` changes against `old`.

    changes   every difference, as `tocsin diff` tells it
    effects   the same by cause: rules that were changed, then the others, each the weightiest first; a difference
              that two rules share counts for both
    verdicts  gains and losses against hand-coded rows; empty without them
    before, after  both builds judged by them; None without them
    """

    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    verdicts: tuple[Verdict, ...] = ()
    before: Evaluation | None = None
    after: Evaluation | None = None

    @property
    def table(self) -> pd.DataFrame:
        """The effects, a row per cause."""
        return pd.DataFrame([asdict(effect) for effect in self.effects], columns=list(Effect.__annotations__))


def compare(old: Path, new: Path, gold: Path | None, settings: Settings, link: str | None = None,
            all_articles: bool = False) -> BuildComparison:  # fmt: skip
    """Compare two build folders; `gold`, `link` and `all_articles` as for evaluate().

    Raises UsageError where there is no build, for a hand-coded file that cannot be used, and when only one of the
    builds was merged: then their events are not the same ones.
    """
    before, after = load(old), load(new)
    sides = sides_of(before, after)
    blame = Blame(sides)
    changes = tuple(differences_of(sides))
    told = [(_what(change), _causes(change, blame)) for change in changes]
    if gold is None:
        return BuildComparison(changes, _effects(told, blame))
    hand_coded = read_hand_coded(gold, link)
    one, other = (_judged(build, hand_coded, settings, all_articles, gold) for build in (before, after))
    if one.merged != other.merged:
        raise UsageError("one build was merged and the other not; build both with --no-merge, or neither")
    verdicts = tuple(_verdicts(one, other, blame))
    effects = _effects([*told, *((verdict.what, verdict.causes) for verdict in verdicts)], blame)
    return BuildComparison(changes, effects, verdicts, count(one, settings, ()), count(other, settings, ()))


def _judged(
    build: LoadedDataset, hand_coded: HandCoded, settings: Settings, all_articles: bool, gold: Path
) -> Comparison:
    return compare_with(build, hand_coded, settings, all_articles, str(gold))


def _effects(told: Iterable[tuple[What, tuple[str, ...]]], blame: Blame) -> tuple[Effect, ...]:
    counts: dict[str, Counter[What]] = defaultdict(Counter)
    for what, causes in told:
        for cause in causes:
            counts[cause][what] += 1
    found = [Effect(cause, blame.changed.get(cause, ""), *(number[what] for what in WHAT))
             for cause, number in counts.items()]  # fmt: skip
    return tuple(sorted(found, key=lambda e: (not e.rule_is, -sum(counts[e.cause].values()), e.cause)))


# ---------------------------------------------------------------- differences of rows


def _what(change: Change) -> What:
    if change.kind == "changed":
        return "cells"
    return "appeared" if change.kind in ("appeared", "parted") else "vanished"


def _causes(change: Change, blame: Blame) -> tuple[str, ...]:
    if change.kind == "changed":
        return blame.of_cell(change.column, change.old_key, change.new_key)
    if change.kind in ("joined", "parted"):
        return (MERGING,)
    return blame.of_row(change.new_key or change.old_key, change.kind == "appeared")


# ---------------------------------------------------------------- gains and losses against hand-coded rows

Ident = tuple[str, str, tuple[str, ...]]


def _ident(unit: Unit, merged: bool) -> Ident:
    """The same hand-coded event in both comparisons, though the builds may know different articles of it."""
    cells = "\x1f".join(f"{name}={cell}" for name, cell in sorted(unit.cells.items()) if cell)
    return unit.key, cells, () if merged else tuple(sorted(unit.articles))


def _verdicts(old: Comparison, new: Comparison, blame: Blame) -> Iterator[Verdict]:
    before, after = ({_ident(gold, side.merged): (gold, built, cells) for (gold, built), cells in side.compared}
                     for side in (old, new))  # fmt: skip
    for ident in sorted({*before, *after}):
        if ident not in before:
            gold, built, _ = after[ident]
            causes = _of_side(built.key, blame, appeared=True)
            yield Verdict("found", gold.key, "", built.key, "", gold.headline, "", built.headline, causes)
        elif ident not in after:
            gold, built, _ = before[ident]
            causes = _of_side(built.key, blame, appeared=False)
            yield Verdict("lost", gold.key, built.key, "", "", gold.headline, built.headline, "", causes)
        else:
            yield from _of_pair(before[ident], after[ident], blame)
    yield from _of_extras(old, new, blame)


def _of_pair(
    before: tuple[Unit, Unit, list[Cell]], after: tuple[Unit, Unit, list[Cell]], blame: Blame
) -> Iterator[Verdict]:
    (gold, old, were), (_, new, are) = before, after
    for was, now in zip(were, are, strict=True):
        if was.same == now.same:
            continue
        column = _SOURCE.get(was.column, was.source)
        same_row = blame.old_of.get(new.key) == old.key
        causes = blame.of_cell(column, old.key, new.key) if same_row else _of_side(new.key, blame, appeared=True)
        what: What = "righted" if now.same else "wronged"
        yield Verdict(what, gold.key, old.key, new.key, was.column, was.expected, was.found, now.found, causes)


def _of_extras(old: Comparison, new: Comparison, blame: Blame) -> Iterator[Verdict]:
    """Rows for no hand-coded event that only one of the builds has, whatever became of them in the other."""
    before = {unit.key: unit for unit in old.matching.built_alone}
    after = {unit.key: unit for unit in new.matching.built_alone}
    for key in sorted(before):
        if blame.new_of.get(key) not in after:
            causes = _of_side(key, blame, appeared=False)
            yield Verdict("fewer_extra", "", key, "", "", "", before[key].headline, "", causes)
    for key in sorted(after):
        if blame.old_of.get(key) not in before:
            causes = _of_side(key, blame, appeared=True)
            yield Verdict("more_extra", "", "", key, "", "", "", after[key].headline, causes)


def _of_side(key: str, blame: Blame, appeared: bool) -> tuple[str, ...]:
    """Causes of a row that one build has and the other has not, or has otherwise."""
    partner = (blame.old_of if appeared else blame.new_of).get(key)
    if partner is None:
        return blame.of_row(key, appeared)
    old, new = (partner, key) if appeared else (key, partner)
    return blame.of_cells(_OF_A_PAIR, old, new)
