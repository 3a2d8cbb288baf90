"""An existing dataset and a newer build -> one dataset: rows are joined on the members they share, then as ever.

Of an article that both builds read, the newer coding stands; where both were coded by the same versions and options,
the two codings are one, and the newer build adds nothing by it. Keys of existing rows stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.config import DEFAULT_WINDOW, Options
from tocsin.dataset import tables
from tocsin.dataset.assemble import Dataset
from tocsin.dataset.combine import all_sources, combine
from tocsin.dataset.counts import counted, counts_of
from tocsin.dataset.ids import event_ids
from tocsin.dataset.load import LoadedDataset, load
from tocsin.dataset.members import Member, Row, text_of
from tocsin.dataset.merge import merge_rows
from tocsin.errors import UsageError
from tocsin.export.folder import require_usable
from tocsin.export.write import write_dataset
from tocsin.revise.matching import matched
from tocsin.revise.rebuild import OldRow, rows_of
from tocsin.schema.arrow import rows_to_arrow
from tocsin.schema.columns import NAMES
from tocsin.schema.derive import complete

TableRow = dict[str, Any]


def append(old: Path, new: Path, out: Path | None = None) -> Dataset:
    """Merge the build `new` into the dataset `old`, and write it to `out`, in the place of `old` unless given.

    Raises UsageError where there is no build, or `out` cannot be used; then nothing has changed.
    """
    require_usable(out or old)
    before, after = load(old), load(new)
    for path, build in ((old, before), (new, after)):
        if not build.manifest:
            raise UsageError(f"{path}: name a build folder, not an events file alone")
    moved = _other_texts(before, after)
    after = _renamed(after, moved)
    twice = frozenset(before.articles["article_id"].astype("object")) & frozenset(
        after.articles["article_id"].astype("object")
    )
    alike = _coded_alike(before.manifest, after.manifest)
    dropped = _Dropped(frozenset() if alike else twice, twice if alike else frozenset())
    options = _options_of(after.manifest)
    rows, keys = _joined(rows_of(before), rows_of(after), dropped)
    if options.merge:
        rows = list(merge_rows(rows))
    finished = _finished(rows, keys, before, after)
    dataset = _dataset(_Aside(old, new, moved, dropped), finished, options)
    write_dataset(dataset, out or old, _made_of(before.manifest, after.manifest))
    return dataset


def _made_of(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Versions and rules of the newer build, the inputs of both, and what was appended so far."""
    step = {name: new.get(name) for name in ("versions", "inputs", "counts")}
    before = {name: old.get(name) for name in ("versions", "inputs", "counts")}
    history = [*(old.get("appended") or [before]), step]
    inputs = [*old.get("inputs", []), *(item for item in new.get("inputs", []) if item not in old.get("inputs", []))]
    made = {"versions": new.get("versions", {}), "inputs": inputs, "rules": new.get("rules", {}), "appended": history}
    reviews = [
        *old.get("reviews", []),
        *(item for item in new.get("reviews", []) if item not in old.get("reviews", [])),
    ]
    return made | ({"reviews": reviews} if reviews else {})


def _coded_alike(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether both builds were coded by the same versions of everything, with the same options."""
    return all((old.get(name) or {}) == (new.get(name) or {}) for name in ("versions", "rules", "options", "reviews"))


def _options_of(manifest: Mapping[str, Any]) -> Options:
    """The options that a manifest tells; files and folders by their names, as it has them."""
    told = dict(manifest.get("options") or {})
    names = ("rules", "actors", "places", "gazetteer", "sources")
    own = {name: Path(told[name]) for name in names if told.get(name)}
    reviews = tuple(Path(name) for name in told.get("reviews") or ())
    day = date.fromisoformat(told["published"]) if told.get("published") else None
    columns = tuple((str(field), str(column)) for field, column in told.get("columns") or ())
    window, merge = told.get("window", DEFAULT_WINDOW), bool(told.get("merge", True))
    return Options(day, window, merge, timestamp=told.get("timestamp"), columns=columns, reviews=reviews, **own)


@dataclass(frozen=True, slots=True)
class _Dropped:
    """Articles of which the older, or the newer, coding is left out because the other one stands."""

    old: frozenset[str]
    new: frozenset[str]


def _other_texts(old: LoadedDataset, new: LoadedDataset) -> dict[str, str]:
    """New ids for articles whose id the older build gave to another text: "7" -> "7@1f0c2a9b"."""
    hashes = dict(zip(old.articles["article_id"], old.articles["sha256"].fillna(""), strict=True))
    return {
        str(article): f"{article}@{sha[:8]}"
        for article, sha in zip(new.articles["article_id"], new.articles["sha256"].fillna(""), strict=True)
        if sha and hashes.get(article) and hashes[article] != sha
    }


def _renamed(build: LoadedDataset, moved: Mapping[str, str]) -> LoadedDataset:
    if not moved:
        return build

    def under(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
        return table.assign(**{name: table[name].map(lambda cell: moved.get(cell, cell)) for name in columns})

    return replace(
        build, articles=under(build.articles, "article_id", "duplicate_of"),
        members=under(build.members, "article_id"), evidence=under(build.evidence, "article_id"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Keys:
    """Member id -> the row it stood in: in the older build, and in the newer."""

    old: Mapping[str, OldRow]
    new: Mapping[str, OldRow]


def _joined(old: Sequence[OldRow], new: Sequence[OldRow], dropped: _Dropped) -> tuple[list[Row], _Keys]:
    """The rows of both builds, those that share a member as one."""
    by_key = {("old", row.key): row for row in old} | {("new", row.key): row for row in new}
    groups = matched({row.key: _ids(row.row) for row in old}, {row.key: _ids(row.row) for row in new})
    found: list[Row] = []
    for group in groups:
        kept = [_without(by_key["old", key].row, dropped.old) for key in group.old]
        come = [_without(by_key["new", key].row, dropped.new) for key in group.new]
        alive = [row for row in kept + come if row.members]
        copies = [row for row in kept + come if not row.members and row.echoes]
        alive = [_one(alive)] if len(group.new) == 1 and len(alive) > 1 else alive
        found += [_with_copies(alive[0], copies), *alive[1:]] if alive else []
    index = [{member: row for row in rows for member in _ids(row.row)} for rows in (old, new)]
    return found, _Keys(*index)


def _ids(row: Row) -> frozenset[str]:
    return frozenset(member.event.member_id for member in (*row.members, *row.echoes))


def _without(row: Row, dropped: frozenset[str]) -> Row:
    """The row without the members of some articles; it may have none left."""
    if not dropped:
        return row
    members = tuple(m for m in row.members if m.article.article_id not in dropped)
    echoes = tuple(m for m in row.echoes if m.article.article_id not in dropped)
    return replace(row, members=members, echoes=echoes)


def _with_copies(row: Row, copies: Sequence[Row]) -> Row:
    """The row with duplicates that the newer build read of articles it had already."""
    if not copies:
        return row
    echoes = sorted((m for one in (row, *copies) for m in one.echoes), key=lambda m: m.key)
    source = all_sources([text_of(row, "source"), *(text_of(one, "source") for one in copies)])
    return replace(row, cells=row.cells | {"source": source}, echoes=tuple(echoes))


def _one(rows: Sequence[Row]) -> Row:
    """Rows that share a member as one; of a member that stands in several the last told is taken."""
    members: dict[tuple[str, str], Member] = {}
    for row in rows:
        members |= {(m.article.article_id, m.event.member_id): m for m in row.members}
    made = combine(members.values())
    return replace(made, echoes=tuple(sorted((m for row in rows for m in row.echoes), key=lambda m: m.key)))


# ---------------------------------------------------------------- rows with keys


def _finished(
    rows: Sequence[Row], keys: _Keys, old: LoadedDataset, new: LoadedDataset
) -> list[tuple[Row, dict[str, object]]]:
    stamp = max((int(t) for build in (old, new) for t in build.events["timestamp"]), default=0)
    fresh = dict(zip(range(len(rows)), event_ids(rows), strict=True))
    ordered = sorted(range(len(rows)), key=lambda index: rows[index].key)
    taken: set[str] = set()
    finished: list[tuple[Row, dict[str, object]]] = []
    for index in ordered:
        row = rows[index]
        before = _rows_behind(row, keys.old)
        names = [one.key for one in (*before, *_rows_behind(row, keys.new))] + [fresh[index]]
        key = next(name for name in names if name not in taken)
        taken.add(key)
        cells = complete({**row.cells, "event_id_cnty": key, "timestamp": 0})
        cells["timestamp"] = _stamp(cells, before, _rows_behind(row, keys.new), stamp)
        finished.append((row, cells))
    return tables.sort_rows(finished)


def _rows_behind(row: Row, index: Mapping[str, OldRow]) -> list[OldRow]:
    """The rows that its members stood in, the one of the earliest member first."""
    found = [index[m.event.member_id] for m in (*row.members, *row.echoes) if m.event.member_id in index]
    return list({one.key: one for one in found}.values())


def _stamp(cells: Mapping[str, object], before: Sequence[OldRow], after: Sequence[OldRow], newest: int) -> int:
    """The timestamp of a row that says what it said; the newest of both builds for one that changed or joined."""
    same = [
        one.timestamp for one in (*before, *after)
        if all(one.cells[name] == cells[name] for name in NAMES if name not in ("event_id_cnty", "timestamp"))
    ]  # fmt: skip
    return min(same) if same else newest


# ---------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True)
class _Aside:
    """Where the tables that need no merging are read from, and what of them stands."""

    old: Path
    new: Path
    moved: Mapping[str, str]
    dropped: _Dropped

    def rows(self, name: str, order: Callable[[TableRow], tuple[Any, ...]]) -> list[TableRow]:
        """The rows of a table of both builds, sorted; of an article in both, those of one."""
        kept = [row for row in _rows(self.old / f"{name}.parquet") if row["article_id"] not in self.dropped.old]
        come = [self._renamed(row) for row in _rows(self.new / f"{name}.parquet")]
        return sorted(kept + [row for row in come if row["article_id"] not in self.dropped.new], key=order)

    def _renamed(self, row: TableRow) -> TableRow:
        names = [name for name in ("article_id", "duplicate_of") if row.get(name) in self.moved]
        return row | {name: self.moved[str(row[name])] for name in names}


def _rows(file: Path) -> list[TableRow]:
    rows: list[TableRow] = pq.read_table(file, use_threads=False).to_pylist()
    return rows


def _dataset(aside: _Aside, finished: Sequence[tuple[Row, dict[str, object]]], options: Options) -> Dataset:
    articles = aside.rows("articles", lambda row: (row["article_id"], row["origin"], row["line"]))
    excluded = aside.rows("excluded", lambda row: (row["article_id"], row["start"] or -1, row["detail"]))
    sentences = aside.rows("sentences", lambda row: (row["article_id"], row["index"], row["start"]))
    reasons = Counter(str(row["reasons"][0]) for row in excluded if row["reasons"])
    return Dataset(
        events=tables.events_table(finished),
        members=tables.members_table(finished),
        evidence=tables.evidence_table(finished),
        details=tables.details_table(finished),
        excluded=rows_to_arrow("excluded", excluded),
        articles=rows_to_arrow("articles", articles),
        sentences=pa.Table.from_pylist(sentences, schema=tables.sentence_schema()),
        options=options,
        counts=counts_of(Counter(str(row["status"]) for row in articles), counted(finished), reasons),
        rejections=(),
    )
