"""Say why a row exists: tables of a build -> a tree of cells, values, rules and quoted words. Drawing it is cli/."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from tocsin.dataset.load import LoadedDataset
from tocsin.errors import UsageError
from tocsin.schema.columns import NAMES

DERIVED_FROM: dict[str, str] = {
    "year": "event_date",
    "disorder_type": "sub_event_type",
    "event_type": "sub_event_type",
    "interaction": "inter1 and inter2",
    "civilian_targeting": "sub_event_type and inter2 (codebook 2.11)",
    "iso": "country",
    "region": "country",
}
"""Cells that are computed, and from which others."""

_TOLD_ELSEWHERE = frozenset({"event_id_cnty", "timestamp"})
_ROLES = ("addend", "value", "conflict", "runner_up")
_SLOTS = ("event_date", "sub_event_type", "location", "actor1", "actor2", "fatalities")
_LONGEST = 160  # characters of a quotation shown; two lines of a terminal

Locate = Callable[[str], str]
"""Rule id -> "file:line", or "" when the rule stands in no rule file."""


@dataclass(frozen=True, slots=True)
class Node:
    """One line of an explanation and the lines below it."""

    text: str
    children: tuple[Node, ...] = ()


def nowhere(_rule_id: str) -> str:
    """A Locate that knows no files."""
    return ""


def to_text(node: Node) -> str:
    """The tree as indented lines."""
    return "\n".join(_lines(node, 0))


def _lines(node: Node, depth: int) -> Iterator[str]:
    yield "  " * depth + node.text
    for child in node.children:
        yield from _lines(child, depth + 1)


# ---------------------------------------------------------------- one event


def explain_event(event_id: str, build: LoadedDataset, locate: Locate = nowhere) -> Node:
    """The derivation of one row, cell by cell. Raises UsageError for an unknown event_id_cnty."""
    row = _row_of(event_id, build.events)
    mine = _records(build.evidence[build.evidence["event_id_cnty"] == event_id])
    reasons = {name: _reasons(name, [e for e in mine if e["column"] == name], locate) for name in NAMES}
    return Node(_headline(row), (*_detail_line(build.details, event_id), *_cells(row, reasons)))


def _cells(row: Mapping[str, Any], reasons: Mapping[str, tuple[Node, ...]]) -> Iterator[Node]:
    """Cells in the order of the columns; those that rest on the same words and rules share one node."""
    groups: dict[tuple[Node, ...], list[str]] = {}
    for name in NAMES:
        told = row[name] is not None or (reasons[name] and name not in DERIVED_FROM)
        if told and name not in _TOLD_ELSEWHERE:
            groups.setdefault(reasons[name], []).append(f"{name} = {_shown(row[name])}")
    for why, cells in groups.items():
        yield Node("; ".join(cells), why)


def _row_of(event_id: str, events: pd.DataFrame) -> dict[str, Any]:
    found = _records(events[events["event_id_cnty"] == event_id])
    if not found:
        near = ", ".join(events["event_id_cnty"].head(3)) or "none: the build has no rows"
        raise UsageError(f"no event {event_id!r} in this build; its events are for example: {near}")
    return found[0]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values; empty cells are None."""
    plain = frame.astype("object").where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def _headline(row: Mapping[str, Any]) -> str:
    dead = f"{row['fatalities']} killed" if row["fatalities"] else "none killed"
    day = _shown(row["event_date"])
    return f"{row['event_id_cnty']}: {day}, {row['sub_event_type']}, {row['location']} ({row['country']}), {dead}"


def _detail_line(details: pd.DataFrame, event_id: str) -> tuple[Node, ...]:
    found = _records(details[details["event_id_cnty"] == event_id])
    if not found:
        return ()
    articles = ", ".join(found[0]["article_ids"])
    return (Node(f"grade {found[0]['grade']}, told by {articles}"),)


def _reasons(name: str, evidence: Sequence[Mapping[str, Any]], locate: Locate) -> tuple[Node, ...]:
    if name in DERIVED_FROM:
        return (Node(f"<- computed from {DERIVED_FROM[name]}"),)
    ordered = sorted(evidence, key=lambda entry: _ROLES.index(entry["role"]))
    return tuple(_reason(entry, locate) for entry in ordered)


def _reason(entry: Mapping[str, Any], locate: Locate) -> Node:
    role = "" if entry["role"] == "value" else f"{entry['role'].replace('_', '-')} {entry['value']} "
    rules = tuple(Node(_rule(rule_id, locate)) for rule_id in entry["rule_ids"])
    return Node(f"{role}{_words(entry)}", rules)


def _words(entry: Mapping[str, Any]) -> str:
    if entry["field"] == "review":  # no words of the article, but who set the cell, when and why
        return f"<- review: {_short(entry['quote'])}"
    if entry["quote"]:
        span = f"{entry['field']} {int(entry['start'])}:{int(entry['end'])}"
        return f'<- "{_short(entry["quote"])}" ({entry["article_id"]}, {span})'
    return f"<- {entry['basis']}"


def _rule(rule_id: str, locate: Locate) -> str:
    where = locate(rule_id)
    return f"rule {rule_id} ({where})" if where else f"rule {rule_id}"


def _shown(value: Any) -> str:
    if value is None:
        return "(empty)"
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 3] + "..."


# ---------------------------------------------------------------- one article


def explain_article(article_id: str, build: LoadedDataset, fields: Mapping[str, str] | None = None) -> Node:
    """What became of one article: its status, what each row took from where, excluded candidates, every sentence.

    fields  the article's own "title" and "text", to quote sentences from; without them only their places are told
    Raises UsageError for an unknown article_id.
    """
    article = _article_of(article_id, build.articles)
    reason = f" ({article['reason']})" if article["reason"] else ""
    ids = set(build.members.loc[build.members["article_id"] == article_id, "event_id_cnty"])
    proof = _of_article(build.evidence, article_id)
    mine = _records(build.events[build.events["event_id_cnty"].isin(ids)])
    rows = [Node(_headline(row), tuple(_slots(row, proof))) for row in mine]
    left = [_excluded(row) for row in _of_article(build.excluded, article_id)]
    fates = [_fate(row, fields or {}) for row in _of_article(build.sentences, article_id)]
    parts = (_group("rows", rows), _group("excluded", left), _group("sentences", fates))
    return Node(f"{article_id}: {article['status']}{reason}", tuple(part for part in parts if part.children))


def _slots(row: Mapping[str, Any], proof: Sequence[Mapping[str, Any]]) -> Iterator[Node]:
    """What each slot of a row took from which words, by which vote, and what it beat."""
    for name in _SLOTS:
        told = [e for e in proof if e["event_id_cnty"] == row["event_id_cnty"] and e["column"] == name]
        taken = [e for e in told if e["role"] in ("value", "addend") and e["quote"]]
        if not taken:
            continue
        words = ", ".join(dict.fromkeys(f'"{_short(e["quote"])}"' for e in taken))
        votes = ", ".join(dict.fromkeys(r.removeprefix("vote:") for e in taken for r in e["rule_ids"] if "vote:" in r))
        lost = ", ".join(dict.fromkeys(str(e["value"]) for e in told if e["role"] in ("runner_up", "conflict")))
        how = f" ({votes})" if votes else ""
        beat = f"; beat {lost}" if lost else ""
        yield Node(f"{name} = {_shown(row[name])} <- {words}{how}{beat}")


def _article_of(article_id: str, articles: pd.DataFrame) -> dict[str, Any]:
    found = _of_article(articles, article_id)
    if not found:
        near = ", ".join(articles["article_id"].head(3))
        raise UsageError(f"no article {article_id!r} in this build; its articles are for example: {near}")
    return found[0]


def _of_article(frame: pd.DataFrame, article_id: str) -> list[dict[str, Any]]:
    return _records(frame[frame["article_id"] == article_id])


def _group(name: str, nodes: Sequence[Node]) -> Node:
    return Node(f"{name}: {len(nodes)}", tuple(nodes))


def _excluded(row: Mapping[str, Any]) -> Node:
    cells = [_shown(row[name]) for name in ("event_date", "sub_event_type", "location") if row[name] is not None]
    lines = [Node(f'<- "{_short(row["quote"])}"')] if row["quote"] else []
    lines += [Node(row["detail"])] if row["detail"] else []
    return Node(f"{', '.join(row['reasons'])}: {', '.join(cells) or 'nothing coded'}", tuple(lines))


def _fate(row: Mapping[str, Any], fields: Mapping[str, str]) -> Node:
    words = fields.get(row["field"], "")[row["start"] : row["end"]]
    shown = f'"{_short(words)}"' if words else f"{row['field']} {row['start']}:{row['end']}"
    detail = tuple(Node(part) for part in (row["detail"] or "").split("; ") if part)
    segment = f"{row['segment']}, " if row.get("segment") else ""
    return Node(f"{row['index'] + 1} {segment}{row['fate']}: {shown}", detail)
