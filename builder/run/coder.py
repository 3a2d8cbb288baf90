"""The partition function: articles in, the bytes of one partition file out, and nothing else touched.

An article that raises is coded again alone; if it raises again it is rejected, and its traceback is kept.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import msgspec
from tocsin.config import Options
from tocsin.dataset import tables
from tocsin.dataset.assemble import newest_day
from tocsin.dataset.duplicates import fingerprint
from tocsin.dataset.members import Member
from tocsin.dataset.tables import base_name
from tocsin.errors import TocsinError
from tocsin.model import Article, CodedArticle, Rejected
from tocsin.pipeline import code_articles
from tocsin.run import codec
from tocsin.run.codec import Failure, Print, Refusal, StoredArticle
from tocsin.run.partition import Partition

FAILED = "failed"
"""Reason of an article that raised, or that killed its worker."""
SAMPLED = 16
"""Of every so many ids one is told in the head, to cut all of them into ranges later."""
LISTED = 100
"""Rejected inputs told one by one; a build lists no more, articles.parquet has them all."""
_FRAME = re.compile(r'  File "[^"]*?((?:tocsin|builder)/[^"]*|[^"/\\]*)", line')
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def code_partition(partition: Partition, options: Options, poison: Mapping[str, str] | None = None) -> bytes:
    """Code a partition. `poison` names articles that killed a worker when coded alone -> what happened."""
    barred = poison or {}
    failures: list[Failure] = []
    results: list[CodedArticle | Rejected] = list(partition.rejected)
    results += [_failed(a, barred[a.article_id], failures) for a in partition.articles if a.article_id in barred]
    results += _coded([a for a in partition.articles if a.article_id not in barred], options, failures)
    return encode(results, failures)


def _coded(
    articles: Sequence[Article], options: Options, failures: list[Failure]
) -> Iterator[CodedArticle | Rejected]:
    try:
        yield from list(code_articles(articles, options))
    except TocsinError:  # broken data files: nobody's article is to blame
        raise
    except Exception as error:
        if len(articles) == 1:
            yield _failed(articles[0], _traceback(error), failures)
            return
        for article in articles:
            yield from _coded([article], options, failures)


def _failed(article: Article, what: str, failures: list[Failure]) -> Rejected:
    failures.append(Failure(article.article_id, base_name(article.origin), article.line, what))
    last = what.strip().rsplit("\n", 1)[-1]
    return Rejected(article.article_id, article.origin, article.line, FAILED, f"could not be coded: {last[:300]}")


def _traceback(error: Exception) -> str:
    """The traceback without folders and addresses, which differ between machines and runs."""
    lines = traceback.format_exception(error)
    return _ADDRESS.sub("", "".join(_FRAME.sub(r'  File "\1", line', line) for line in lines))


# ---------------------------------------------------------------- results as bytes


def encode(results: Sequence[CodedArticle | Rejected], failures: Sequence[Failure] = ()) -> bytes:
    """Results of coding as the bytes of a partition file."""
    coded = [r for r in results if isinstance(r, CodedArticle)]
    refused = [r for r in results if isinstance(r, Rejected)]
    proof = bytearray()
    sections = {
        "prints": msgspec.msgpack.encode(list(_prints(coded))),
        "events": msgspec.msgpack.encode([_stored(r, proof) for r in coded]),
        "evidence": bytes(proof),
        "articles": codec.table_bytes(tables.articles_table(results, {})),
        "sentences": codec.table_bytes(tables.sentences_table(coded)),
        "excluded": codec.table_bytes(_excluded(coded)),
    }
    days = _newest(r.article.published for r in coded), newest_day(coded)
    ids = sorted(r.article.article_id if isinstance(r, CodedArticle) else r.article_id for r in results)
    refused.sort(key=lambda r: (r.origin, r.line, r.article_id, r.reason))
    refusals = [Refusal(r.article_id, r.origin, r.line, r.reason, r.detail) for r in refused[:LISTED]]
    return codec.join(len(results), days, ids[::SAMPLED], refusals, failures, sections)


def _newest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _prints(coded: Sequence[CodedArticle]) -> Iterator[Print]:
    for result in coded:
        found = fingerprint(result)
        if found is not None:
            yield Print(found.article_id, found.words, found.short, found.published, found.sketch)


def _stored(result: CodedArticle, proof: bytearray) -> StoredArticle:
    a = result.article
    events = [codec.packed(event, proof) for event in result.events]
    return StoredArticle(
        a.article_id, a.published, a.published_basis, a.title, a.source, a.url, a.language, a.sha256, a.origin, a.line,
        result.status, result.reason, events,
    )  # fmt: skip


def _excluded(coded: Sequence[CodedArticle]) -> object:
    """The table excluded of a partition, with the column member_id, by which it is sorted."""
    members = [Member(e, replace(r.article, text="")) for r in coded for e in r.events if e.reasons]
    return tables.excluded_with_members(members)
