"""Partition files -> one build: duplicates linked, events merged and judged, every table in order.

Memory grows with events, not with articles: texts are hashes, tables are on disk, evidence is read when it is written.
The rows are those of dataset.assemble.assemble over the same results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast, overload

import numpy as np
from tocsin.config import Options
from tocsin.dataset import tables
from tocsin.dataset.assemble import Settled, counts_of, reviews_of, settle, stamp_of
from tocsin.dataset.duplicates import Fingerprint, link_repeats
from tocsin.dataset.members import Member
from tocsin.dataset.near import in_company, near_company
from tocsin.dataset.review_rows import Reviewed
from tocsin.dataset.sources import DUPLICATE, MemberName, member_name, repeats_of
from tocsin.dataset.streams import TableStream, in_memory
from tocsin.model import Article, CodedArticle, Event, Evidence, Rejected
from tocsin.run import codec
from tocsin.run.codec import Failure, Head, Print, StoredArticle, StoredEvent
from tocsin.run.ordered import Ordered, bounds_of
from tocsin.run.work import Work
from tocsin.schema.arrow import rows_to_arrow, table_schema

Heads = Sequence[tuple[str, Head]]
"""Key and head of every partition, in order of the stream."""

EVENTS_AT_ONCE = 500
"""Rows whose evidence is in memory together, some 10 MB."""
KEPT_REJECTIONS = 1_000
"""Rejected inputs that are kept to be listed; articles.parquet has them all."""
ORDERS = {
    "excluded": ("article_id", "start", "member_id"),
    "articles": ("article_id", "origin", "line", "status", "sha256", "reason"),
    "sentences": ("article_id", "index", "start"),
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A build whose tables are partly in the work folder; write it before that is closed."""

    settled: Settled
    ordered: dict[str, Ordered]
    options: Options
    counts: dict[str, Any]
    rejections: tuple[Rejected, ...]
    failures: str

    @property
    def reviewed(self) -> Reviewed | None:
        """What became of the decisions that reviewers made."""
        return self.settled.reviewed

    def streams(self) -> dict[str, TableStream]:
        """Every table by its name, in the order of the contract."""
        rows, stored = self.settled.rows, self.ordered
        return {
            "events": in_memory(tables.events_table(rows)),
            "members": in_memory(tables.members_table(rows)),
            "evidence": TableStream(table_schema("evidence"), self._evidence),
            "details": in_memory(tables.details_table(rows)),
            "excluded": TableStream(table_schema("excluded"), self._excluded),
            "articles": TableStream(table_schema("articles"), stored["articles"].batches),
            "sentences": TableStream(tables.sentence_schema(), stored["sentences"].batches),
        }

    def _evidence(self) -> Iterator[Any]:
        ordered = sorted(self.settled.rows, key=lambda pair: str(pair[1]["event_id_cnty"]))
        for first in range(0, len(ordered), EVENTS_AT_ONCE):
            yield tables.evidence_table(ordered[first : first + EVENTS_AT_ONCE])

    def _excluded(self) -> Iterator[Any]:
        for table in self.ordered["excluded"].batches():
            yield table.drop_columns(["member_id"])


def gather(work: Work, keys: Sequence[str], options: Options) -> Gathered:
    """Gather the partitions of a run; in whatever order they were cut and coded, the build is the same."""
    heads = [(key, work.head(key)) for key in keys]
    duplicates = _duplicates(work, heads) if options.merge else {}
    events = _Events(work, duplicates, bool(options.reviews))
    for key, head in heads:
        events.take(key, head)
    published = max((h.newest_published for _, h in heads if h.newest_published), default=None)
    coded = max((h.newest_event for _, h in heads if h.newest_event), default=None)
    repeats = repeats_of(list(events.linked.values()), duplicates)
    stamp = stamp_of(published, coded, options)
    settled = settle(events.in_order(), repeats, stamp, options.merge, reviews_of(options, events.read))
    ordered, status, reasons = _tables(work, heads, duplicates, [*events.copied, *settled.refused], settled.echoed)
    counts = counts_of(status, settled.rows, reasons)
    if settled.reviewed is not None:
        counts["reviews"] = settled.reviewed.counts
    return Gathered(settled, ordered, options, counts, _rejections(heads), _failures(heads))


# ---------------------------------------------------------------- duplicates


def _duplicates(work: Work, heads: Heads) -> dict[str, str]:
    """Only articles that have something in common with another are compared; the rest are some bytes on disk each."""
    words = np.concatenate([np.empty(0, np.uint64), *(_words(_prints(work, key, head)) for key, head in heads)])
    company = in_company(words) | near_company(lambda: (_sketches(_prints(work, k, h)) for k, h in heads), len(words))
    if not company.any():
        return {}
    return link_repeats(_fingerprints(work, heads, company))


def _fingerprints(work: Work, heads: Heads, wanted: Any) -> Iterator[Fingerprint]:
    place = 0
    for key, head in heads:
        for p in _prints(work, key, head):
            if wanted[place]:
                yield Fingerprint(p.article_id, p.words, p.short, p.published, p.sketch)
            place += 1


def _words(prints: Sequence[Print]) -> Any:
    return np.array([int.from_bytes(p.words[:8], "big") for p in prints], dtype=np.uint64)


def _sketches(prints: Sequence[Print]) -> list[bytes]:
    return [p.sketch for p in prints]


def _prints(work: Work, key: str, head: Head) -> list[Print]:
    return codec.decode(work.section(key, head, "prints"), list[Print])


# ---------------------------------------------------------------- events


class StoredEvidence(Sequence[Evidence]):
    """Evidence of one candidate, read from its partition each time it is asked for."""

    __slots__ = ("_key", "_length", "_offset", "_work")

    def __init__(self, work: Work, key: str, offset: int, length: int) -> None:
        self._work, self._key, self._offset, self._length = work, key, offset, length

    def _read(self) -> list[Evidence]:
        return codec.evidence_of(self._work.read(self._key, self._offset, self._length))

    def __len__(self) -> int:
        return len(self._read())

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Evidence]: ...
    def __getitem__(self, index: int | slice) -> Evidence | Sequence[Evidence]:
        return self._read()[index]

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._read())


class _Events:
    """Candidates that nothing speaks against, those of repeats, and every article that repeats or is repeated.

    read  every coded article without its text, where reviews ask for them
    """

    def __init__(self, work: Work, duplicates: Mapping[str, str], reviewed: bool = False) -> None:
        self._work, self._duplicates = work, duplicates
        self._wanted = {*duplicates, *duplicates.values()}
        self._free: list[tuple[tuple[str, str, int, str, str], int, Member]] = []
        self.copied: list[Member] = []
        self.linked: dict[str, CodedArticle] = {}
        self.read: list[Article] = []
        self._reviewed = reviewed

    def take(self, key: str, head: Head) -> None:
        """Take the candidates of one partition."""
        start = self._work.start(key) + head.places["evidence"][0]
        for stored in codec.decode(self._work.section(key, head, "events"), list[StoredArticle]):
            wanted = stored.article_id in self._wanted
            if self._reviewed:
                self.read.append(_article(stored))
            if wanted or any(not e.reasons for e in stored.events):
                self._take_article(stored, key, start, wanted)

    def _take_article(self, stored: StoredArticle, key: str, start: int, wanted: bool) -> None:
        article = _article(stored)
        events = tuple(_event(e, article.article_id, StoredEvidence(self._work, key, start + e.evidence[0],
                                                                    e.evidence[1])) for e in stored.events)  # fmt: skip
        if wanted:
            status = cast(Any, stored.status)
            self.linked[article.article_id] = CodedArticle(article, status, stored.reason, events)
        order = (stored.article_id, stored.origin, stored.line, stored.sha256, stored.status)
        for number, event in enumerate(events):
            if event.reasons:
                continue
            if article.article_id in self._duplicates:
                self.copied.append(Member(replace(event, reasons=(DUPLICATE,)), article))
            else:
                self._free.append((order, number, Member(event, article)))

    def in_order(self) -> list[Member]:
        """The candidates by article and place in it."""
        self._free.sort(key=lambda item: item[:2])
        return [member for _, _, member in self._free]


def _article(stored: StoredArticle) -> Article:
    return Article(
        stored.article_id, "", stored.published, cast(Any, stored.published_basis), stored.title, stored.source,
        stored.url, stored.language, "", stored.sha256, stored.origin, stored.line,
    )  # fmt: skip


def _event(stored: StoredEvent, article_id: str, evidence: Sequence[Evidence]) -> Event:
    return Event(
        stored.member_id, article_id, cast(Any, stored.salience), codec.cells_of(stored), evidence, stored.details,
        tuple(stored.reasons), stored.detail, stored.start, stored.end, stored.quote,
    )  # fmt: skip


# ---------------------------------------------------------------- tables


def _tables(
    work: Work,
    heads: Heads,
    duplicates: Mapping[str, str],
    more: Sequence[Member],
    echoed: frozenset[MemberName],
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
    rest = [member for member in more if member_name(member) not in echoed]
    reasons.update(member.event.reasons[0] for member in rest)
    ordered["excluded"].add(tables.excluded_with_members(rest).cast(schemas["excluded"]))
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
