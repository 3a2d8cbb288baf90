"""Assemble a build: what every article gave -> the tables of the contract, whatever the order it comes in.

Coding came before; writing the tables to files is export/write.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from tocsin.config import Options
from tocsin.dataset import tables
from tocsin.dataset.candidates import InMemory, Intake
from tocsin.dataset.counts import counted, counts_of
from tocsin.dataset.duplicates import find_duplicates
from tocsin.dataset.members import Member
from tocsin.dataset.review_file import read_reviews
from tocsin.dataset.review_rows import Reviewed
from tocsin.dataset.settle import Finished, Reviews, settle
from tocsin.dataset.sources import DUPLICATE, member_name, repeats_of
from tocsin.dataset.streams import TableStream, in_memory
from tocsin.model import Article, CodedArticle, Rejected

Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The tables of a build (pyarrow), the options behind them, counts per stage, and why inputs were rejected."""

    events: Any
    members: Any
    evidence: Any
    details: Any
    excluded: Any
    articles: Any
    sentences: Any
    options: Options
    counts: dict[str, Any]
    rejections: tuple[Rejected, ...]
    failures: str = ""
    reviewed: Reviewed | None = None

    def streams(self) -> dict[str, TableStream]:
        """Every table by its name as a stream, as write_dataset takes them."""
        return {name: in_memory(table) for name, table in self.tables().items()}

    def tables(self) -> Tables:
        """Every table by its name, in the order of the contract."""
        return {name: getattr(self, name) for name in TABLE_NAMES}


TABLE_NAMES = ("events", "members", "evidence", "details", "excluded", "articles", "sentences")


def assemble(results: Iterable[CodedArticle | Rejected], options: Options) -> Dataset:
    """Link duplicates, judge, merge, give keys, sort. Every input and every candidate is in one of the tables."""
    given = tuple(results)
    coded = sorted((r for r in given if isinstance(r, CodedArticle)), key=_coded_key)
    duplicates = find_duplicates(coded) if options.merge else {}
    shelf = InMemory()
    repeats = repeats_of(coded, duplicates, shelf)
    stamp = timestamp_of(coded, options)
    candidates, excluded = _candidates(coded, duplicates)
    intake = Intake(shelf, stamp)
    intake.take(candidates)
    settled = settle(intake, repeats, stamp, options.merge, reviews_of(options, (r.article for r in coded)))
    kept = [member for member in excluded if member_name(member) not in settled.echoed]
    finished = tables.sort_rows(settled.made(settled.planned))
    made = _dataset(given, coded, finished, kept + settled.refused, duplicates, options)
    return made if settled.reviewed is None else with_reviews(made, settled.reviewed)


def with_reviews(dataset: Dataset, reviewed: Reviewed) -> Dataset:
    """The dataset with what became of the decisions that reviewers made."""
    return replace(dataset, reviewed=reviewed, counts={**dataset.counts, "reviews": reviewed.counts})


def reviews_of(options: Options, articles: Iterable[Article]) -> Reviews | None:
    """The decisions that the options name, None where they name none; of equal articles the first by id is taken."""
    if not options.reviews:
        return None
    by_hash: dict[str, Article] = {}
    for article in sorted(articles, key=lambda article: article.article_id):
        by_hash.setdefault(article.sha256, article)
    return Reviews(read_reviews(options.reviews), by_hash)


def _coded_key(result: CodedArticle) -> tuple[str, str, int, str, str]:
    article = result.article
    return article.article_id, article.origin, article.line, article.sha256, result.status


def timestamp_of(coded: Sequence[CodedArticle], options: Options) -> int:
    """Seconds of the option, else of 00:00 UTC on the newest day of publication, else on the newest day coded."""
    published = max((day for result in coded if (day := result.article.published)), default=None)
    return stamp_of(published, newest_day(coded), options)


def newest_day(coded: Iterable[CodedArticle]) -> date | None:
    """The newest day of any candidate."""
    days = (day for r in coded for e in r.events if isinstance(day := e.cells.get("event_date"), date))
    return max(days, default=None)


def stamp_of(published: date | None, coded: date | None, options: Options) -> int:
    """timestamp_of for the newest day of publication and the newest day coded."""
    if options.timestamp is not None:
        return options.timestamp
    day = published or coded
    return int(datetime.combine(day, time(0), UTC).timestamp()) if day else 0


def _candidates(coded: Sequence[CodedArticle], duplicates: Mapping[str, str]) -> tuple[list[Member], list[Member]]:
    """(candidates without a reason against them, the others); those of a duplicate have it as their first reason."""
    free: list[Member] = []
    excluded: list[Member] = []
    for result in coded:
        copied = result.status != "rejected" and result.article.article_id in duplicates
        for event in result.events:
            if copied:
                event = replace(event, reasons=(DUPLICATE, *event.reasons))
            (excluded if event.reasons else free).append(Member(event, result.article))
    return free, excluded


def _dataset(
    given: Sequence[CodedArticle | Rejected],
    coded: Sequence[CodedArticle],
    finished: Sequence[Finished],
    excluded: Sequence[Member],
    duplicates: Mapping[str, str],
    options: Options,
) -> Dataset:
    rejections = (result for result in given if isinstance(result, Rejected))
    articles = tables.articles_table(given, duplicates)
    status, reasons = Counter(articles.column("status").to_pylist()), Counter(m.event.reasons[0] for m in excluded)
    return Dataset(
        events=tables.events_table(finished),
        members=tables.members_table(finished),
        evidence=tables.evidence_table(finished),
        details=tables.details_table(finished),
        excluded=tables.excluded_table(excluded),
        articles=articles,
        sentences=tables.sentences_table(coded),
        options=options,
        counts=counts_of(status, counted(finished), reasons),
        rejections=tuple(sorted(rejections, key=lambda r: (r.origin, r.line, r.article_id, r.reason))),
    )
