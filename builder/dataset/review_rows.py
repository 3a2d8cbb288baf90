"""Apply what reviewers decided to the rows of a build: rows and decisions in, rows, rejected members and outcomes out.

A decision holds for every row that shares a member with the row it was made on, so that it survives rebuilds and
merges. Where decisions differ on one cell, or on whether a row stands, the latest holds, whoever made it; the others
are told as overruled. Nothing is lost: each decision comes back with what became of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tocsin.dataset.ids import event_id
from tocsin.dataset.members import Member, Row, single, word
from tocsin.dataset.proof import text
from tocsin.dataset.quarantine import faults_of, judge
from tocsin.dataset.review_cells import added_event, corrected, fit
from tocsin.dataset.review_file import Decision, line_of, write_lines
from tocsin.model import Article
from tocsin.schema.derive import complete
from tocsin.schema.errors import SchemaError

REJECTED = "rejected_by_reviewer"
"""The reason of a candidate whose row a reviewer rejected."""

Fate = Literal["applied", "already_so", "overruled", "refused", "no_row"]
FATES: tuple[Fate, ...] = ("applied", "already_so", "overruled", "refused", "no_row")
"""What may become of a decision, the strongest first: the word that is told when it met several rows."""


Changes = Mapping[str, Decision]
"""Column -> the decision that sets it."""
Tried = tuple[Row, str]
"""A row with changes, and what the contract says against it; "" when nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one decision, and why where it did not hold."""

    decision: Decision
    fate: Fate
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Rows after review, the members of rejected rows, and the outcome of every decision in order of time."""

    rows: list[Row]
    rejected: list[Member]
    outcomes: tuple[Outcome, ...]

    @property
    def told(self) -> str:
        """Every decision with its outcome, as the content of reviewed.jsonl."""
        return write_lines([line_of(found.decision, found.fate, found.detail) for found in self.outcomes])

    @property
    def counts(self) -> dict[str, int]:
        """Decisions by outcome, for the manifest."""
        found = Counter(outcome.fate for outcome in self.outcomes)
        return {"decisions": found.total()} | {fate: found[fate] for fate in FATES}


def apply_reviews(
    rows: Sequence[Row], decisions: Sequence[Decision], articles: Mapping[str, Article], stamp: int
) -> Reviewed:
    """Apply decisions, the oldest first, to merged rows.

    articles  hash -> article, for rows that reviewers added
    stamp     the timestamp of the build, by which the contract judges days
    """
    told: dict[Decision, list[Outcome]] = defaultdict(list)
    made = _added(rows, [d for d in decisions if d.action == "add"], articles, stamp)
    for outcome in made.outcomes:
        told[outcome.decision].append(outcome)
    met = _by_row(made.rows, decisions)
    kept: list[Row] = []
    rejected: list[Member] = []
    touched = [index for index in range(len(made.rows)) if met[index] and met[index][-1].action != "reject"]
    plans = [(made.rows[index], _wanted(made.rows[index], met[index])) for index in touched]
    tried = dict(zip(touched, _tried_together(plans, stamp), strict=True))
    for index, row in enumerate(made.rows):
        outcomes: list[Outcome] = []
        if index in tried:
            row, outcomes = _corrected(row, met[index], tried[index], stamp)
        if index in tried or not met[index]:
            kept.append(row)
        else:
            outcomes, gone = _rejected(row, met[index])
            rejected += gone
        for outcome in outcomes:
            told[outcome.decision].append(outcome)
    return Reviewed(kept, rejected, tuple(_whole(decision, told[decision]) for decision in decisions))


def ids_of(row: Row) -> frozenset[str]:
    """The ids of all members of a row, those of repeats included."""
    return frozenset(member.event.member_id for member in (*row.members, *row.echoes))


def _by_row(rows: Sequence[Row], decisions: Iterable[Decision]) -> dict[int, list[Decision]]:
    """Row -> the decisions on it, the oldest first."""
    index: dict[str, set[int]] = defaultdict(set)
    for place, row in enumerate(rows):
        for member in ids_of(row):
            index[member].add(place)
    met: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        for place in sorted(set().union(*(index.get(member, ()) for member in decision.ids))):
            met[place].append(decision)
    return met


def _whole(decision: Decision, outcomes: Sequence[Outcome]) -> Outcome:
    """One outcome of a decision that may have met several rows, or none."""
    if not outcomes:
        gone = "no row of this build shares a member with the row that was reviewed"
        return Outcome(decision, "no_row", gone)
    if decision.action == "add":
        return outcomes[-1]  # what became of the row comes after what became of adding it
    fate = min((found.fate for found in outcomes), key=FATES.index)
    details = dict.fromkeys(found.detail for found in outcomes if found.fate == fate and found.detail)
    return Outcome(decision, fate, "; ".join(details))


# ---------------------------------------------------------------- added rows


@dataclass(frozen=True, slots=True)
class _Added:
    rows: list[Row]
    outcomes: list[Outcome]


def _added(
    rows: Sequence[Row], adds: Sequence[Decision], articles: Mapping[str, Article], stamp: int
) -> _Added:  # fmt: skip
    """The rows and those that reviewers added; they are never merged, for the reviewer said what they are."""
    made = _Added(list(rows), [])
    latest = {decision.member_id: decision for decision in adds}
    held = {_happening(row): row for row in rows}
    for decision in adds:
        standing = latest[decision.member_id]
        if decision is not standing:
            made.outcomes.append(Outcome(decision, "overruled", f"added anew by {standing.signed}"))
            continue
        made.outcomes.append(_add(decision, articles, stamp, held, made.rows))
    return made


def _add(
    decision: Decision, articles: Mapping[str, Article], stamp: int, held: Mapping[object, Row], rows: list[Row]
) -> Outcome:
    article = articles.get(decision.article_sha256)
    if article is None:
        return Outcome(decision, "no_row", "its article is not in this build, or says something else now")
    try:
        passed, refused = judge([Member(added_event(decision, article), article)], stamp)
    except SchemaError as error:
        return Outcome(decision, "refused", str(error))
    if refused:
        return Outcome(decision, "refused", refused[0].event.detail)
    row = single(passed[0])
    if _happening(row) in held:
        return Outcome(decision, "already_so", "the build has a row of the same article, day, place, type and sides")
    rows.append(row)
    return Outcome(decision, "applied")


def _happening(row: Row) -> object:
    """What makes two rows of an article the same to a reader."""
    names = ("event_date", "sub_event_type", "country", "location", "actor1", "actor2")
    return row.members[0].article.sha256, *(word(row.cells, name) for name in names)


# ---------------------------------------------------------------- rejected rows


def _rejected(row: Row, decisions: Sequence[Decision]) -> tuple[list[Outcome], list[Member]]:
    """The members of a row that its last decision rejects, with the reason; what was decided otherwise is overruled."""
    last = decisions[-1]
    outcomes = [
        Outcome(decision, "applied") if decision.action == "reject"
        else Outcome(decision, "overruled", f"the row was rejected by {last.signed}")
        for decision in decisions
    ]  # fmt: skip
    members = [
        replace(member, event=replace(member.event, reasons=(REJECTED,), detail=last.signed)) for member in row.members
    ]
    return outcomes, members


# ---------------------------------------------------------------- corrected rows


def _wanted(row: Row, decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Column -> the decision that is to change its cell: the last one that sets it, where the row says otherwise."""
    return {name: decision for name, decision in _latest(decisions).items() if _differs(row, name, decision)}


def _corrected(row: Row, decisions: Sequence[Decision], tried: Tried, stamp: int) -> tuple[Row, list[Outcome]]:
    """The row with every correction that holds, and the outcome of each decision on it.

    tried  the row with all corrections at once
    """
    last = decisions[-1]
    holding = _latest(decisions)
    done, refused = _within_contract(row, _wanted(row, decisions), tried, stamp)
    outcomes = []
    for decision in decisions:
        if decision.action == "reject":
            outcomes.append(Outcome(decision, "overruled", f"the row was kept by {last.signed}"))
        elif decision.action == "accept":
            outcomes.append(Outcome(decision, "applied"))
        elif decision.action == "correct":
            outcomes.append(_correction_outcome(row, decision, holding, refused))
    return done, outcomes


def _latest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Column -> the last decision that sets it."""
    return {name: decision for decision in decisions if decision.action == "correct" for name in decision.after}


def _differs(row: Row, name: str, decision: Decision) -> bool:
    try:
        return fit(name, decision.after[name]) != row.cells.get(name)
    except SchemaError:
        return True  # it is refused with what is wrong when it is tried


def _correction_outcome(
    row: Row, decision: Decision, holding: Mapping[str, Decision], refused: Mapping[Decision, str]
) -> Outcome:
    lost = [name for name in decision.after if holding[name].after[name] != decision.after[name]]
    told = "; ".join(f'{name} was set to "{holding[name].after[name]}" by {holding[name].signed}' for name in lost)
    if len(lost) == len(decision.after):
        return Outcome(decision, "overruled", told)
    if decision in refused:
        return Outcome(decision, "refused", refused[decision])
    same = all(not _differs(row, name, decision) for name in decision.after if name not in lost)
    return Outcome(decision, "already_so" if same else "applied", told)


def _within_contract(
    row: Row, wanted: Changes, tried: Tried, stamp: int
) -> tuple[Row, dict[Decision, str]]:  # fmt: skip
    """The row with as many corrections as the contract allows together, and why not the others.

    All are tried at once, for one may need another; then all but one; then one after the other, until none of the rest
    can be added.
    """
    done, fault = tried
    if not wanted or not fault:
        return (done if wanted else row), {}
    waiting = list(dict.fromkeys(wanted.values()))
    for decision in waiting:
        rest = {name: wanted[name] for name in wanted if wanted[name] is not decision}
        done, lacking = _tried(row, rest, stamp)
        if not lacking:
            return done, {decision: fault}
    held: dict[str, Decision] = {}
    refused: dict[Decision, str] = {}
    progress = True
    while waiting and progress:
        progress, left = False, []
        for decision in waiting:
            more = held | {name: wanted[name] for name in wanted if wanted[name] is decision}
            _, refused[decision] = _tried(row, more, stamp)
            if refused[decision]:
                left.append(decision)
            else:
                held, progress = more, True
        waiting = left
    return (_tried(row, held, stamp)[0] if held else row), {decision: refused[decision] for decision in waiting}


def _tried(row: Row, changes: Changes, stamp: int) -> Tried:
    """The row with changes, and what the contract says against it; "" when nothing."""
    return _tried_together([(row, changes)], stamp)[0]


def _tried_together(plans: Sequence[tuple[Row, Changes]], stamp: int) -> list[Tried]:
    """Several rows with their changes; the contract judges them in one table, for each table has its price."""
    found: list[Tried] = []
    whole: dict[int, dict[str, object]] = {}
    for place, (row, changes) in enumerate(plans):
        try:
            made = corrected(row, changes) if changes else row
            key = f"{event_id(made)[:3]}-{place:010x}"  # no other row has it, so that each is judged alone
            whole[place] = complete({**made.cells, "event_id_cnty": key, "timestamp": stamp})
            found.append((made, ""))
        except SchemaError as error:
            found.append((row, str(error)))
    for place, fault in zip(whole, faults_of(list(whole.values())), strict=True):
        found[place] = found[place][0], fault
    return found


def describe(outcome: Outcome) -> str:
    """One line on a decision that did not hold: "refused: fatalities of a1b2 (row MLI-7f..) by AD ...: E114 ..."."""
    decision = outcome.decision
    what = ", ".join(f"{name}={text(value)}" for name, value in decision.after.items())
    what = what if decision.action == "correct" else ""
    row = decision.event_id_cnty or decision.member_id
    said = f"{decision.action} {what}".strip()
    return f"{outcome.fate.replace('_', ' ')}: {said} on {row} ({decision.who}, {decision.when}): {outcome.detail}"
