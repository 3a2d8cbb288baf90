"""Paths -> a stream of articles and rejections, every file in turn, every id once. Formats are in their own modules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from tocsin.errors import UsageError
from tocsin.model import Article, Rejected
from tocsin.sources.files import Format, InputFile, find_files
from tocsin.sources.jsonl import read_jsonl
from tocsin.sources.parquet import read_parquet
from tocsin.sources.plain import read_plain
from tocsin.sources.record import Record, rejection, to_article
from tocsin.sources.tables import read_csv

_READERS: dict[Format, Callable[[InputFile], Iterator[Record | Rejected]]] = {
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
    "txt": read_plain,
}


def read_articles(paths: Sequence[Path], published: date | None = None) -> Iterator[Article | Rejected]:
    """Stream every record of every file as an Article, or as a Rejected that says why not.

    `published` is the day of those articles that give none. Paths are checked at the call; content as it streams.
    Raises UsageError for a fault of a whole file (missing, unreadable, damaged, lacking columns) and, at the end,
    when all files together held nothing.
    """
    if not paths:
        raise UsageError("no input: name at least one file or folder of articles")
    return _stream(find_files(paths), published)


def _stream(files: Sequence[InputFile], published: date | None) -> Iterator[Article | Rejected]:
    seen: set[str] = set()
    count = 0
    for file in files:
        for record in _READERS[file.format](file):
            count += 1
            yield record if isinstance(record, Rejected) else _check(record, published, seen)
    if not count:
        names = ", ".join(str(file.path) for file in files[:3])
        raise UsageError(f"{names}{' ...' if len(files) > 3 else ''}: holds no articles")


def _check(record: Record, published: date | None, seen: set[str]) -> Article | Rejected:
    """Build the article unless its id is taken. A rejected record does not take its id."""
    article = to_article(record, published)
    if isinstance(article, Rejected):
        return article
    if article.article_id in seen:
        detail = f"the id {article.article_id[:80]!r} is taken by an earlier article"
        return rejection(record.origin, record.line, "duplicate_id", detail, article.article_id)
    seen.add(article.article_id)
    return article
