"""Settle which rows a build has: candidates -> rows with keys, each made of its members only when it is asked for.

Judging candidates is candidates.py, what agrees is merge.py, what a merged row says is combine.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.dataset.agreement import day_told
from tocsin.dataset.candidates import Candidate, Intake
from tocsin.dataset.combine import OUTLINED, combine
from tocsin.dataset.ids import ids_of
from tocsin.dataset.members import Member, MemberKey, Row, text_of
from tocsin.dataset.merge import merge_candidates
from tocsin.dataset.quarantine import JUDGED, faults_of
from tocsin.dataset.review_file import Decision
from tocsin.dataset.review_rows import Reviewed, apply_reviews
from tocsin.dataset.sources import MemberName, Repeats, member_name, with_repeats
from tocsin.model import Article
from tocsin.schema.derive import complete
from tocsin.schema.vocabulary import country

Finished = tuple[Row, dict[str, object]]
"""A row and its 31 cells."""

_COUNTRY, _DAY = OUTLINED.index("country"), OUTLINED.index("event_date")


@dataclass(frozen=True, slots=True)
class Reviews:
    """What reviewers decided, and hash -> article for the rows that they added."""

    decisions: tuple[Decision, ...]
    articles: Mapping[str, Article]


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """A row to be made: its key, its day, and the candidates it is made of, or the row where it had to be made."""

    event_id: str
    day: date
    made_of: tuple[Candidate, ...] | Row


@dataclass(frozen=True, slots=True)
class Settled:
    """The rows by their keys, candidates that break the contract, and names of those told as echoes."""

    planned: list[Planned]
    refused: list[Member]
    echoed: frozenset[MemberName]
    repeats: Repeats
    stamp: int
    reviewed: Reviewed | None = None

    def made(self, some: Iterable[Planned]) -> list[Finished]:
        """Rows with all their 31 cells."""
        rows = ((one.event_id, _row(one.made_of, self.repeats)) for one in some)
        return [(row, complete({**row.cells, "event_id_cnty": key, "timestamp": self.stamp})) for key, row in rows]


def settle(intake: Intake, repeats: Repeats, stamp: int, merge: bool, reviews: Reviews | None = None) -> Settled:
    """Merge candidates that were judged, apply what reviewers decided, give keys."""
    intake.end()
    refused = sorted(intake.refused, key=lambda member: member.article.article_id)
    groups = merge_candidates(intake.candidates) if merge else _each(intake.candidates)
    found = _sound(groups, repeats, stamp)
    if reviews is None:
        return Settled(_planned(found), refused, _echoed(found, repeats), repeats, stamp)
    rows = [_row(group, repeats) for group, _ in found]
    reviewed = apply_reviews(rows, reviews.decisions, reviews.articles, stamp)
    standing = [(row, day_told(row.cells)) for row in reviewed.rows]
    echoed = frozenset(member_name(echo) for row in reviewed.rows for echo in row.echoes)
    return Settled(_planned(standing), [*refused, *reviewed.rejected], echoed, repeats, stamp, reviewed)


def _each(candidates: Iterable[Candidate]) -> list[tuple[Candidate, ...]]:
    """Every candidate as a row of its own, by article."""
    return [(one,) for one in sorted(candidates, key=lambda one: one.key[1])]


def _row(made_of: tuple[Candidate, ...] | Row, repeats: Repeats) -> Row:
    if isinstance(made_of, Row):
        return made_of
    return with_repeats(combine(repeats.shelf.get(one.place) for one in made_of), repeats)


def _echoed(found: Iterable[tuple[tuple[Candidate, ...], date]], repeats: Repeats) -> frozenset[MemberName]:
    names = ((one.key[1], one.key[3]) for group, _ in found for one in group)
    return frozenset(echo.name for name in names for echo in repeats.echoes.get(name, ()))


# ---------------------------------------------------------------- the contract once more


def _sound(
    groups: Sequence[tuple[Candidate, ...]], repeats: Repeats, stamp: int
) -> list[tuple[tuple[Candidate, ...], date]]:
    """The groups with their days. A merge that breaks the contract is undone: its members are good rows alone.

    A candidate alone was judged before, and would stand alone whatever came out now.
    """
    kept: list[tuple[tuple[Candidate, ...], date]] = []
    undone: list[tuple[Candidate, ...]] = []
    days = dict(_days_of_merged([group for group in groups if len(group) > 1], repeats, stamp))
    for group in groups:
        if len(group) == 1:
            kept.append((group, _day(group)))
        elif (day := days[group[0].key]) is not None:
            kept.append((group, day))
        else:
            undone += ((one,) for one in group)
    return kept + [(group, _day(group)) for group in undone]


def _days_of_merged(
    groups: Sequence[tuple[Candidate, ...]], repeats: Repeats, stamp: int
) -> Iterator[tuple[MemberKey, date | None]]:
    """Key of each group -> its day, None when the contract has something against the row."""
    for first in range(0, len(groups), JUDGED):
        rows = [_row(group, repeats) for group in groups[first : first + JUDGED]]
        for row, fault in zip(rows, faults_of([_completed(*one, stamp) for one in enumerate(rows)]), strict=True):
            yield row.key, None if fault else day_told(row.cells)


def _completed(number: int, row: Row, stamp: int) -> dict[str, object]:
    """All 31 cells, with a key that no other row has that is judged together with it."""
    key = f"{country(text_of(row, 'country')).prefix}-{number:010x}"
    return complete({**row.cells, "event_id_cnty": key, "timestamp": stamp})


def _day(group: tuple[Candidate, ...]) -> date:
    return _of(group[0].told[_DAY])


def _of(day: Any) -> date:
    found: date = day
    return found


# ---------------------------------------------------------------- keys


def _planned(found: Iterable[tuple[tuple[Candidate, ...] | Row, date]]) -> list[Planned]:
    """Rows with their keys, by key."""
    listed = list(found)
    keys = ids_of([_named(made_of) for made_of, _ in listed])
    planned = (Planned(key, day, made_of) for key, (made_of, day) in zip(keys, listed, strict=True))
    return sorted(planned, key=lambda one: one.event_id)


def _named(made_of: tuple[Candidate, ...] | Row) -> tuple[MemberKey, str]:
    """The key of the earliest member, and the country; of reports that are one row all have one."""
    if isinstance(made_of, Row):
        return made_of.key, text_of(made_of, "country")
    return made_of[0].key, str(made_of[0].told[_COUNTRY])
