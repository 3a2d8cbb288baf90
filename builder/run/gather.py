"""Partition files -> one build: duplicates linked, events merged and judged, every table in order.

Memory grows by less than a kilobyte a row, and by some bytes an article: texts are hashes, candidates and tables are on
disk, and a row is made of its members when it is written. The rows are those of dataset.assemble.assemble over the same
results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
from tocsin.config import Options
from tocsin.dataset import tables
from tocsin.dataset.assemble import reviews_of, stamp_of
from tocsin.dataset.candidates import Intake
from tocsin.dataset.counts import RowCounts, counts_of
from tocsin.dataset.members import Member
from tocsin.dataset.review_rows import Reviewed
from tocsin.dataset.settle import Settled, settle
from tocsin.dataset.sources import DUPLICATE, Linked, MemberName, linked_of, paired
from tocsin.dataset.streams import TableStream
from tocsin.errors import BuildError
from tocsin.model import Article, Rejected
from tocsin.run import codec
from tocsin.run.codec import Failure, Head, StoredArticle
from tocsin.run.ordered import InOrder, Ordered, bounds_of
from tocsin.run.repeats import Heads, duplicates_of
from tocsin.run.shelf import FileShelf, article_of, event_of
from tocsin.run.work import Work
from tocsin.schema.arrow import rows_to_arrow, table_schema

EVENTS_AT_ONCE = 500
"""Rows that are whole in memory together, some 10 MB with their evidence."""
KEPT_REJECTIONS = 1_000
"""Rejected inputs that are kept to be listed; articles.parquet has them all."""
ORDERS = {
    "excluded": ("article_id", "start", "member_id"),
    "articles": ("article_id", "origin", "line", "status", "sha256", "reason"),
    "sentences": ("article_id", "index", "start"),
}
BY_KEY = {"members": tables.members_table, "evidence": tables.evidence_table, "details": tables.details_table}
"""The tables that are sorted by the keys of rows."""
TABLES = ("events", "members", "evidence", "details", "excluded", "articles", "sentences")
Stored = Ordered | InOrder


@dataclass(frozen=True, slots=True)
class Gathered:
    """A build whose tables lie in the work folder; write it before that is closed."""

    stored: Mapping[str, Stored]
    options: Options
    counts: dict[str, Any]
    rejections: tuple[Rejected, ...]
    failures: str
    reviewed: Reviewed | None

    def streams(self) -> dict[str, TableStream]:
        """Every table by its name, in the order of the contract."""
        found = {name: TableStream(self.stored[name].schema, self.stored[name].batches) for name in TABLES}
        return found | {"excluded": TableStream(table_schema("excluded"), self._excluded)}

    def _excluded(self) -> Iterator[Any]:
        for table in self.stored["excluded"].batches():
            yield table.drop_columns(["member_id"])


def gather(work: Work, keys: Sequence[str], options: Options) -> Gathered:
    """Gather the partitions of a run; in whatever order they were cut and coded, the build is the same.

    Raises BuildError when the disk refuses; what was coded is kept.
    """
    try:
        return _gather(work, [(key, work.head(key)) for key in keys], options)
    except (OSError, pa.ArrowException) as error:
        raise BuildError(
            f"{work.folder}: could not be written ({getattr(error, 'strerror', None) or error}). What was coded is "
            "kept: make room and run the same command again."
        ) from error


def _gather(work: Work, heads: Heads, options: Options) -> Gathered:
    duplicates = duplicates_of(work, heads) if options.merge else {}
    published = max((h.newest_published for _, h in heads if h.newest_published), default=None)
    coded = max((h.newest_event for _, h in heads if h.newest_event), default=None)
    stamp = stamp_of(published, coded, options)
    with closing(FileShelf(work, work.folder / "candidates.msgpack")) as shelf:
        events = _Events(work, duplicates, shelf, stamp, bool(options.reviews))
        for key, head in heads:
            events.take(key, head)
        repeats = paired(events.linked, duplicates, shelf)
        settled = settle(events.intake, repeats, stamp, options.merge, reviews_of(options, events.read))
        of_rows, rows = _row_tables(work, settled)
        more = [*events.copied(), tables.excluded_with_members(settled.refused)]
        of_inputs, status, reasons = _input_tables(work, heads, duplicates, more, settled.echoed)
    counts = counts_of(status, rows, reasons)
    if settled.reviewed is not None:
        counts["reviews"] = settled.reviewed.counts
    stored = {**of_rows, **of_inputs}
    return Gathered(stored, options, counts, _rejections(heads), _failures(heads), settled.reviewed)


# ---------------------------------------------------------------- events


class _Events:
    """Takes the candidates of partitions: those that nothing speaks against, and those of repeats.

    linked  articles that repeat another or are repeated
    read    every coded article without its text, where reviews ask for them
    """

    def __init__(self, work: Work, duplicates: Mapping[str, str], shelf: FileShelf, stamp: int, reviewed: bool) -> None:
        self.intake = Intake(shelf, stamp)
        self.linked: dict[str, Linked] = {}
        self.read: list[Article] = []
        self._work, self._duplicates, self._shelf, self._reviewed = work, duplicates, shelf, reviewed
        self._wanted = {*duplicates, *duplicates.values()}
        self._waiting: list[Member] = []
        self._copied: list[Any] = []

    def take(self, key: str, head: Head) -> None:
        """Take the candidates of one partition."""
        start = self._work.start(key) + head.places["evidence"][0]
        for stored in codec.decode(self._work.section(key, head, "events"), list[StoredArticle]):
            wanted = stored.article_id in self._wanted
            if self._reviewed:
                self.read.append(article_of(stored))
            if wanted or any(not e.reasons for e in stored.events):
                self._take_article(stored, key, start, wanted)

    def _take_article(self, stored: StoredArticle, key: str, start: int, wanted: bool) -> None:
        article = article_of(stored)
        events = [event_of(event, article.article_id, self._work, key, start) for event in stored.events]
        free = [event for event in events if not event.reasons]
        if wanted:
            self.linked[article.article_id] = linked_of(article, events, self._shelf)
        if article.article_id not in self._duplicates:
            self.intake.take(Member(event, article) for event in free)
            return
        self._waiting += (Member(replace(event, reasons=(DUPLICATE,)), article) for event in free)
        if len(self._waiting) >= EVENTS_AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        self._copied.append(tables.excluded_with_members(self._waiting))
        self._waiting = []

    def copied(self) -> list[Any]:
        """The table excluded for candidates of duplicates that nothing else speaks against."""
        self._keep()
        return self._copied


# ---------------------------------------------------------------- tables


def _row_tables(work: Work, settled: Settled) -> tuple[dict[str, Stored], RowCounts]:
    """The tables of rows. Only some rows are whole at a time."""
    bounds = bounds_of([one.day for one in settled.planned], len(settled.planned))
    order = ("event_date", "event_id_cnty")
    stored: dict[str, Stored] = {
        "events": Ordered(work.folder, "events", table_schema("events"), order, bounds, newest_first=True)
    }
    stored |= {name: InOrder(work.folder, name, table_schema(name)) for name in BY_KEY}
    counts = RowCounts()
    for first in range(0, len(settled.planned), EVENTS_AT_ONCE):
        finished = settled.made(settled.planned[first : first + EVENTS_AT_ONCE])
        counts.add(finished)
        stored["events"].add(tables.events_table(finished))
        for name, table in BY_KEY.items():
            stored[name].add(table(finished))
    for into in stored.values():
        into.close()
    return stored, counts


def _input_tables(
    work: Work, heads: Heads, duplicates: Mapping[str, str], more: Sequence[Any], echoed: frozenset[MemberName]
) -> tuple[dict[str, Ordered], Counter[str], Counter[str]]:
    """The tables that grow with articles; articles by status; exclusions by first reason. `more` is excluded too."""
    bounds = bounds_of([i for _, h in heads for i in h.sample], sum(h.inputs for _, h in heads))
    schemas = {
        "excluded": table_schema("excluded").append(tables.MEMBER_ID),
        "articles": table_schema("articles"),
        "sentences": tables.sentence_schema(),
    }
    ordered = {name: Ordered(work.folder, name, schema, ORDERS[name], bounds) for name, schema in schemas.items()}
    status: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for key, head in heads:
        for name, into in ordered.items():
            table = codec.table_of(work.section(key, head, name))
            if name == "articles":
                table = _with_repeats(table, duplicates)
                status.update(table.column("status").to_pylist())
            elif name == "excluded":
                table = _without_echoes(_of_repeats(table, duplicates), echoed)
                reasons.update(found[0] for found in table.column("reasons").to_pylist())
            into.add(table.cast(into.schema))
    for table in (_without_echoes(one, echoed) for one in more):
        reasons.update(found[0] for found in table.column("reasons").to_pylist())
        ordered["excluded"].add(table.cast(schemas["excluded"]))
    for into in ordered.values():
        into.close()
    return ordered, status, reasons


def _with_repeats(table: Any, duplicates: Mapping[str, str]) -> Any:
    """The table articles of a partition with the status of repeats."""
    if not duplicates or not any(i in duplicates for i in table.column("article_id").to_pylist()):
        return table
    rows = table.to_pylist()
    for row in rows:
        original = duplicates.get(row["article_id"], "") if row["status"] != "rejected" else ""
        if original:
            row |= {"status": "duplicate", "duplicate_of": original}
    return rows_to_arrow("articles", rows)


def _of_repeats(table: Any, duplicates: Mapping[str, str]) -> Any:
    """The table excluded of a partition; what a repeat gave has that as its first reason."""
    if not duplicates or not any(i in duplicates for i in table.column("article_id").to_pylist()):
        return table
    reasons = [
        [DUPLICATE, *found] if article_id in duplicates else found
        for article_id, found in zip(
            table.column("article_id").to_pylist(), table.column("reasons").to_pylist(), strict=True
        )
    ]
    at = table.schema.get_field_index("reasons")
    field = table.schema.field(at)
    return table.set_column(at, field, [_array(reasons, field.type)])


def _array(values: list[list[str]], kind: Any) -> Any:
    import pyarrow as pa

    return pa.array(values, kind)


def _without_echoes(table: Any, echoed: frozenset[MemberName]) -> Any:
    if not echoed or not table.num_rows:
        return table
    names = zip(table.column("article_id").to_pylist(), table.column("member_id").to_pylist(), strict=True)
    return table.filter([name not in echoed for name in names])


def _rejections(heads: Heads) -> tuple[Rejected, ...]:
    """The first rejected inputs by place."""
    kept: list[Rejected] = []
    for _, head in heads:
        kept += [Rejected(r.article_id, r.origin, r.line, r.reason, r.detail) for r in head.refusals]
        kept = sorted(kept, key=lambda r: (r.origin, r.line, r.article_id, r.reason))[:KEPT_REJECTIONS]
    return tuple(kept)


def _failures(heads: Heads) -> str:
    found: list[Failure] = sorted(
        (f for _, head in heads for f in head.failures), key=lambda f: (f.article_id, f.origin, f.line)
    )
    return "\n".join(f"{f.article_id} ({f.origin} line {f.line})\n{f.text.rstrip()}\n" for f in found)
