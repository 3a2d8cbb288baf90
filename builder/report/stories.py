"""Rows -> why each cell holds its value, packed in portions that the page opens one at a time.

A portion is JSON, compressed and written in base64: evidence is ten times larger than rows, and repeats itself. The
newest rows come first; when the room is used up, the page names the command that tells of the others.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from tocsin.dataset.load import read_table
from tocsin.report.read import Material
from tocsin.report.words import LONGEST_NAME, LONGEST_NOTE, LONGEST_QUOTE, short
from tocsin.schema.columns import NAMES
from tocsin.webpage import embedded

PORTION = 256
"""Rows per portion: large enough to compress well, small enough to open at once."""
_UNTOLD = frozenset({"event_id_cnty", "timestamp"})  # keys of the program, not facts
_PROOF = ["event_id_cnty", "article_id", "column", "value", "role", "basis", "quote", "rule_ids"]
_ARTICLE = ["article_id", "title", "source", "published", "url"]
_ROLES = ("addend", "value", "conflict", "runner_up")

Entry = dict[str, Any]
Story = dict[str, Any]


def portions(material: Material, rows: int, room: int) -> tuple[list[str], int]:
    """Portions of the first `rows` rows that fit into `room` bytes, and how many rows they tell of."""
    packed: list[str] = []
    told = used = 0
    for batch in _batches(material, rows):
        text = embedded(batch).encode("utf-8")
        portion = base64.b64encode(gzip.compress(text, compresslevel=9, mtime=0)).decode("ascii")
        used += len(portion)
        if used > room:
            break
        packed.append(portion)
        told += len(batch)
    return packed, told


def _batches(material: Material, rows: int) -> Iterator[list[Story]]:
    events = material.events[:rows]
    proof, articles = _Proof.of(material, rows), _articles(material)
    for start in range(0, len(events), PORTION):
        part = events[list(NAMES)][start : start + PORTION]
        told = zip(part.itertuples(index=False, name=None), proof.of_rows(start, start + len(part)), strict=True)
        yield [_story(dict(zip(NAMES, row, strict=True)), entries, articles) for row, entries in told]


def _story(cells: dict[str, Any], entries: list[Entry], articles: dict[str, list[str]]) -> Story:
    ids = dict.fromkeys(entry["article_id"] for entry in entries)
    return {
        "notes": short(_text(cells["notes"]), LONGEST_NOTE),
        "cells": list(_cells(cells, entries)),
        "articles": [articles[name] for name in ids if name in articles],
    }


@dataclass(frozen=True, slots=True)
class _Proof:
    """The evidence of a build in the order of its rows, and where that of each row begins."""

    table: Any
    starts: Any

    @classmethod
    def of(cls, material: Material, rows: int) -> _Proof:
        keys = material.events["event_id_cnty"][:rows].tolist()
        if material.folder is None:
            return cls(None, np.zeros(len(keys) + 1, dtype="int64"))
        table = read_table(
            material.folder / "evidence.parquet", pc.field("event_id_cnty").isin(pa.array(keys, pa.string())), _PROOF
        ).combine_chunks()
        number_of = {key: number for number, key in enumerate(keys)}
        numbers = np.array([number_of[key] for key in table.column("event_id_cnty").to_pylist()], dtype="int64")
        order = np.argsort(numbers, kind="stable")
        return cls(table.take(pa.array(order)), np.searchsorted(numbers[order], np.arange(len(keys) + 1)))

    def of_rows(self, start: int, stop: int) -> list[list[Entry]]:
        """The evidence of each of some rows, in the order of the file."""
        if self.table is None:
            return [[] for _ in range(start, stop)]
        ends = self.starts[start : stop + 1]
        entries: list[Entry] = self.table.slice(ends[0], ends[-1] - ends[0]).to_pylist()
        return [entries[a - ends[0] : b - ends[0]] for a, b in pairwise(ends)]


def _articles(material: Material) -> dict[str, list[str]]:
    """article_id -> [id, title, source, day, address]; the address only when a browser may safely open it."""
    if material.folder is None:
        return {}
    rows = read_table(material.folder / "articles.parquet", columns=_ARTICLE).to_pylist()
    return {
        row["article_id"]: [
            short(row["article_id"], LONGEST_NAME), short(row["title"] or "", LONGEST_NAME),
            short(row["source"] or "", LONGEST_NAME), str(row["published"] or ""), _address(row["url"] or ""),
        ]
        for row in rows
    }  # fmt: skip


def _address(url: str) -> str:
    """The address itself if it is one of the web: "javascript:..." -> ""."""
    return url if url.startswith(("https://", "http://")) and len(url) <= 2000 and url.isprintable() else ""


def _cells(row: dict[str, Any], entries: Sequence[Entry]) -> Iterator[list[Any]]:
    """[[[column, value] ...], [reason ...]]: cells that rest on the same words and rules stand together."""
    by_column: dict[str, list[Entry]] = {}
    for entry in entries:
        by_column.setdefault(entry["column"], []).append(entry)
    groups: dict[tuple[Any, ...], list[list[str]]] = {}
    for name in NAMES:
        told = by_column.get(name, [])
        value = _text(row[name])
        if name in _UNTOLD or name == "notes" or (not value and not told):
            continue
        groups.setdefault(tuple(_reasons(told)), []).append([name, short(value, LONGEST_NAME)])
    for reasons, cells in groups.items():
        yield [cells, [[*reason[:4], list(reason[4])] for reason in reasons]]


def _reasons(entries: Sequence[Entry]) -> list[tuple[Any, ...]]:
    """(role, value where it is not the cell's own, words or basis, article, rules), each once, the cell's own first."""
    found = (
        (
            entry["role"],
            "" if entry["role"] == "value" else short(entry["value"] or "", LONGEST_NAME),
            f"“{short(entry['quote'], LONGEST_QUOTE)}”" if entry["quote"] else entry["basis"],
            short(entry["article_id"], LONGEST_NAME) if entry["quote"] else "",
            tuple(entry["rule_ids"]),
        )
        for entry in sorted(entries, key=lambda entry: _ROLES.index(entry["role"]))
    )
    return list(dict.fromkeys(found))


def _text(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return "" if value is None or value != value else str(value)
