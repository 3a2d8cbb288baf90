"""All that a page shows of one article: its text in marked pieces, its rows, its excluded candidates, its sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from tocsin.dataset.load import LoadedDataset, records
from tocsin.model import Article
from tocsin.reviewing.marked import Mark, MarkKind, Marks, cells_of, pieces
from tocsin.schema.columns import NAMES

Record = Mapping[str, Any]
Payload = dict[str, Any]

MENTION_KINDS: Mapping[str, MarkKind] = {
    "actor": "actor", "place": "place", "time": "time", "quantity": "count", "act": "act",
}  # fmt: skip
"""Kinds of the table of mentions -> kinds of marks."""
_SENTENCE = 140  # characters of a sentence in the list to choose from; more does not fit one line


class Tables:
    """The tables of a build, looked up by article and by row."""

    def __init__(self, build: LoadedDataset, mentions: pd.DataFrame | None = None) -> None:
        self.articles = {str(r["article_id"]): r for r in records(build.articles)}
        self.events = {str(r["event_id_cnty"]): r for r in records(build.events)}
        self._evidence = _grouped(build.evidence, "event_id_cnty")
        self._members = _grouped(build.members, "event_id_cnty")
        self._excluded = _grouped(build.excluded, "article_id")
        self._sentences = _grouped(build.sentences, "article_id")
        self._mentions = {} if mentions is None else _grouped(mentions, "article_id")
        self._rows: dict[str, list[str]] = defaultdict(list)
        for key, members in sorted(self._members.items()):
            for article in dict.fromkeys(str(member["article_id"]) for member in members):
                self._rows[article].append(key)

    def rows(self, article_id: str) -> list[str]:
        """Keys of the rows that an article stands behind."""
        return self._rows.get(article_id, [])

    def excluded(self, article_id: str) -> Sequence[Record]:
        """The candidates of an article that are no rows."""
        return self._excluded.get(article_id, [])

    def payload(self, article: Article) -> Payload:
        """The page of one article as plain values."""
        marks = Marks()
        fields = {"title": article.title, "text": article.text}
        evidence = {key: self._evidence.get(key, []) for key in self.rows(article.article_id)}
        rows = [self._row(key, evidence[key], marks, article.article_id) for key in evidence]
        left = [_excluded(record, marks) for record in self.excluded(article.article_id)]
        mentions = self._mentions.get(article.article_id, [])
        for found in mentions:
            marks.number(Mark(found["field"], int(found["start"]), int(found["end"]), MENTION_KINDS[found["kind"]]))
        listed = marks.listed()
        about = self.articles[article.article_id]
        return {
            **{name: str(about[name] or "") for name in ("article_id", "sha256", "source", "url", "status", "reason")},
            "published": _text(about["published"]),
            "fields": {name: pieces(text, name, listed) for name, text in fields.items()},
            "marks": [{"kind": m.kind, "field": m.field, "start": m.start, "end": m.end} for m in listed],
            "rows": sorted(rows, key=lambda row: (row["first"], row["event_id_cnty"])),
            "excluded": left,
            "sentences": [_sentence(r, fields) for r in self._sentences.get(article.article_id, [])],
        }

    def _row(self, key: str, evidence: Sequence[Record], marks: Marks, article_id: str) -> Payload:
        members = self._members[key]
        why = cells_of(evidence, marks, article_id)
        mine = [m for m in members if m["article_id"] == article_id]
        starts = [int(e["start"]) for e in evidence if e["start"] is not None and e["article_id"] == article_id]
        return {
            "event_id_cnty": key,
            "member_id": str(mine[0]["member_id"]),
            "members": sorted({str(member["member_id"]) for member in members}),
            "articles": sorted({str(member["article_id"]) for member in members}),
            "first": min(starts, default=0),
            "cells": cells(self.events[key]),
            "why": why,
        }


def _excluded(record: Record, marks: Marks) -> Payload:
    placed = record["start"] is not None and record["end"] is not None
    mark = Mark("text", int(record["start"]), int(record["end"]), "excluded") if placed else None
    return {
        "reasons": [str(reason) for reason in record["reasons"]],
        "detail": str(record["detail"] or ""),
        "quote": str(record["quote"] or ""),
        "cells": cells(record),
        "mark": None if mark is None else marks.number(mark),
    }


def _sentence(record: Record, fields: Mapping[str, str]) -> Payload:
    field, start, end = str(record["field"]), int(record["start"]), int(record["end"])
    words = " ".join(fields[field][start:end].split())
    shown = words if len(words) <= _SENTENCE else words[: _SENTENCE - 3] + "..."
    return {"field": field, "start": start, "end": end, "fate": str(record["fate"]), "shown": shown}


# ---------------------------------------------------------------- values


def cells(record: Record) -> dict[str, str]:
    """The 31 cells as text, empty ones ""."""
    return {name: _text(record[name]) for name in NAMES}


def _grouped(frame: pd.DataFrame, name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records(frame):
        found[str(record[name])].append(record)
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return str(value)


# ---------------------------------------------------------------- what an editor offers


def known_actors(tables: Tables, mentions: pd.DataFrame | None) -> list[tuple[str, str]]:
    """Names of actors with their types, from rows, excluded candidates and mentions, for the lists of editors."""
    found: dict[str, str] = {}
    if mentions is not None:
        actors = mentions[(mentions["kind"] == "actor") & mentions["name"].notna()]
        found |= {str(name): "" for name in actors["name"]}
    for record in _candidates(tables):
        for side in ("1", "2"):
            if record[f"actor{side}"]:
                found[str(record[f"actor{side}"])] = str(record[f"inter{side}"] or "")
    return sorted(found.items())


PLACE = ("location", "country", "admin1", "admin2", "admin3", "latitude", "longitude")


def known_places(tables: Tables, mentions: pd.DataFrame | None) -> list[dict[str, str]]:
    """Places with all their cells, from rows, excluded candidates and mentions, for the lists of editors."""
    listed = [tuple(_text(record[name]) for name in PLACE) for record in _candidates(tables)]
    if mentions is not None:
        places = mentions[(mentions["kind"] == "place") & mentions["latitude"].notna() & mentions["name"].notna()]
        listed += [
            (str(r["name"]), _text(r["country"]), _text(r["admin1"]), "", "", f"{r['latitude']:.4f}",
             f"{r['longitude']:.4f}") for r in records(places)
        ]  # fmt: skip
    by_name: dict[tuple[str, str], tuple[str, ...]] = {}
    for place in listed:
        if place[0] and place[1] and place[5]:
            by_name.setdefault((place[0], place[1]), place)
    return [dict(zip(PLACE, by_name[name], strict=True)) for name in sorted(by_name)]


def _candidates(tables: Tables) -> Iterable[Record]:
    yield from tables.events.values()
    for article_id in tables.articles:
        yield from tables.excluded(article_id)
