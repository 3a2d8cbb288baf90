"""A build read back -> its rows with their members, as merging wants them. Texts are not kept, so coding is not redone.

The cells of each member are those of its row: what a member said itself is told by its evidence, which is kept whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.dataset.load import LoadedDataset
from tocsin.dataset.members import Member, Row
from tocsin.model import Article, Details, Event, Evidence
from tocsin.schema.columns import SET_BY_CODING

_OWN_RULES = ("ids.", "derive.", "dataset.", "merge.")
"""Rules of evidence that belongs to the row, not to a member; it is written anew with the row."""


@dataclass(frozen=True, slots=True)
class OldRow:
    """A row read back, with the key and the timestamp that it had."""

    key: str
    timestamp: int
    row: Row
    cells: Mapping[str, object]


def rows_of(build: LoadedDataset) -> list[OldRow]:
    """Every row of a build, by key."""
    articles = articles_of(build)
    evidence, details = _evidence(build), {str(d["event_id_cnty"]): d for d in build.details.to_dict("records")}
    copies = set(build.articles[build.articles["status"] == "duplicate"]["article_id"].astype("object"))
    chosen = _policies(build)
    behind: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for key, member, article, salience in build.members.itertuples(index=False, name=None):
        behind[key].append((member, article, salience))
    found = []
    for record in build.events.to_dict("records"):
        cells = {str(name): plain(value) for name, value in record.items()}
        key = str(cells["event_id_cnty"])
        own = {name: cells[name] for name in SET_BY_CODING}
        known = _details(details[key])
        members = [
            (article in copies, Member(_event(member, article, salience, own, known, evidence), articles[article]))
            for member, article, salience in behind[key]
        ]
        row = Row(
            _sorted(member for copy, member in members if not copy), own, known,
            policies=tuple(chosen.get(key, ())), echoes=_sorted(member for copy, member in members if copy),
        )  # fmt: skip
        found.append(OldRow(key, int(str(cells["timestamp"])), row, cells))
    return sorted(found, key=lambda old: old.key)


def _sorted(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda member: member.key))


def articles_of(build: LoadedDataset) -> dict[str, Article]:
    """Every article of a build by its id; without its text, which is kept nowhere."""
    found = {}
    for record in build.articles.to_dict("records"):
        cells = {str(name): plain(value) for name, value in record.items()}
        found[str(cells["article_id"])] = Article(
            article_id=str(cells["article_id"]), text="", published=_day(cells["published"]),
            published_basis=cells["published_basis"] or "none",  # type: ignore[arg-type]
            published_doubt=word(cells["published_doubt"]), title=word(cells["title"]), source=word(cells["source"]),
            url=word(cells["url"]), language=word(cells["language"]), sha256=word(cells["sha256"]),
            origin=word(cells["origin"]), line=int(str(cells["line"] or 0)),
        )  # fmt: skip
    return found


def _event(
    member: str, article: str, salience: str, cells: dict[str, object], details: Details | None,
    evidence: Mapping[tuple[str, str], list[Evidence]],
) -> Event:  # fmt: skip
    told = tuple(evidence.get((article, member), ()))
    start = min((proof.start for proof in told if proof.start >= 0), default=-1)
    return Event(
        member, article, "background" if salience == "background" else "main", cells, told, details, start=start
    )


def _evidence(build: LoadedDataset) -> dict[tuple[str, str], list[Evidence]]:
    found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for record in build.evidence.to_dict("records"):
        cells = {str(name): plain(value) for name, value in record.items()}
        rules = tuple(str(rule) for rule in record["rule_ids"])
        if any(rule.startswith(_OWN_RULES) for rule in rules):
            continue
        place = [int(str(cells[name])) if cells[name] is not None else -1 for name in ("start", "end")]
        found[word(cells["article_id"]), word(cells["member_id"])].append(
            Evidence(word(cells["column"]), word(cells["value"]), int(str(cells["part"])),
                     word(cells["role"]), word(cells["basis"]), word(cells["field"]), place[0], place[1],  # type: ignore[arg-type]
                     word(cells["quote"]), rules)
        )  # fmt: skip
    return found


def _policies(build: LoadedDataset) -> dict[str, list[tuple[str, str]]]:
    """Row -> (column, policy) of the cells that were chosen between members."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, column, rules in build.evidence[["event_id_cnty", "column", "rule_ids"]].itertuples(
        index=False, name=None
    ):
        found[key] += [(column, str(rule).removeprefix("merge.")) for rule in rules if str(rule).startswith("merge.")]
    return found


def _details(record: Mapping[Any, Any]) -> Details:
    cells = {str(name): plain(value) for name, value in record.items()}

    def number(name: str) -> int | None:
        return None if cells[name] is None else int(str(cells[name]))

    first, last = _day(cells["date_from"]), _day(cells["date_to"])
    assert first is not None and last is not None, "the contract fills both"
    return Details(
        fatalities_low=number("fatalities_low") or 0, fatalities_high=number("fatalities_high"),
        deaths_side1=number("deaths_side1"), deaths_side2=number("deaths_side2"), injured=number("injured"),
        missing=number("missing"), arrested=number("arrested"), date_from=first, date_to=last,
        place_basis=word(cells["place_basis"]),
        grade=word(cells["grade"]), runner_up_type=word(cells["runner_up_type"]),  # type: ignore[arg-type]
    )  # fmt: skip


def plain(value: Any) -> object:
    """A cell of pandas as a plain value: None when empty, a date for a day."""
    if value is None or value != value or str(value) in ("NaT", "<NA>"):
        return None
    if hasattr(value, "date"):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def word(value: object) -> str:
    """A text cell, "" when empty."""
    return "" if value is None else str(value)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
