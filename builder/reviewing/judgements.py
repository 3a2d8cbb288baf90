"""Decisions of people -> what each of them holds of each row in the end: the row, its cells, who said so.

Rows are the same when they share a member; rows that two people added are the same when their words overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.dataset.review_file import Decision
from tocsin.groups import Groups

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person holds of one row.

    stands     False when the row is rejected
    complete   True when the person accepted the row or added it, so that cells left alone were judged too
    cells      column -> value, as far as judged; empty for a rejected row
    corrected  the columns whose value the person changed
    decisions  what it was made of, the oldest first
    """

    stands: bool
    complete: bool
    cells: Cells
    corrected: tuple[str, ...]
    decisions: tuple[Decision, ...]


def judgement_of(decisions: Sequence[Decision]) -> Judgement:
    """The judgement that one person's decisions on one row, the oldest first, come to."""
    if decisions[-1].action == "reject":
        return Judgement(False, True, {}, (), tuple(decisions))
    whole = [d for d in decisions if d.action in ("accept", "add")]
    cells: dict[str, str] = {}
    for decision in whole:
        cells |= decision.before if decision.action == "accept" else decision.after
    changes = [d for d in decisions if d.action == "correct"]
    for decision in changes:
        cells |= decision.after
    corrected = tuple(dict.fromkeys(name for decision in changes for name in decision.after))
    return Judgement(True, bool(whole), cells, corrected, tuple(decisions))


def by_row(decisions: Iterable[Decision]) -> list[list[Decision]]:
    """Decisions that speak of one row together, each list in the given order; rows in order of their first decision."""
    groups = Groups[str]()
    listed = list(decisions)
    for decision in listed:
        groups.join(decision.ids)
    for one, other in _overlapping([decision for decision in listed if decision.action == "add"]):
        groups.join((one.member_id, other.member_id))
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in listed:
        found[groups.root(decision.member_id)].append(decision)
    return list(found.values())


def _overlapping(adds: Sequence[Decision]) -> Iterable[tuple[Decision, Decision]]:
    """Pairs of rows added by different people to the same words of one article."""
    places: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in adds:
        assert decision.words is not None, "read_reviews refuses an added row without words"
        places[decision.article_sha256, decision.words.field].append(decision)
    for together in places.values():
        for index, one in enumerate(together):
            yield from ((one, other) for other in together[index + 1 :] if one.who != other.who and _meet(one, other))


def _meet(one: Decision, other: Decision) -> bool:
    a, b = one.words, other.words
    return a is not None and b is not None and a.start < b.end and b.start < a.end
