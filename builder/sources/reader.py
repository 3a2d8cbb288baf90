"""Paths -> a stream of articles and rejections, every input in turn, every id once. Formats have their modules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tocsin.errors import UsageError
from tocsin.model import Article, Rejected
from tocsin.sources.arrow import read_arrow
from tocsin.sources.columns import Columns, renamed, require_used
from tocsin.sources.detect import Format
from tocsin.sources.faults import FileFaultError
from tocsin.sources.feeds import read_feed
from tocsin.sources.files import InputFile, find_files, metered
from tocsin.sources.html import read_html
from tocsin.sources.jsonl import read_jsonl
from tocsin.sources.parquet import read_parquet
from tocsin.sources.plain import read_plain
from tocsin.sources.record import Record, rejection, to_article
from tocsin.sources.tables import read_csv
from tocsin.sources.warc import read_warc
from tocsin.telling import Meter

Reader = Callable[[InputFile, Columns], Iterator[Record | Rejected]]

_READERS: dict[Format, Reader] = {
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
    "arrow": read_arrow,
    "txt": read_plain,
    "html": read_html,
    "warc": read_warc,
    "feed": read_feed,
}


def read_articles(
    paths: Sequence[Path], published: date | None = None, columns: Columns | None = None, meter: Meter | None = None
) -> Iterator[Article | Rejected]:
    """Stream every record of every input as an Article, or as a Rejected that says why not.

    `published` is the day of those articles that give none; `columns` are other people's names of fields. Paths are
    checked at the call; content as it streams, and `meter` hears how far. A damaged input costs itself, and what was
    read of it stands.
    Raises UsageError for a missing path and, at the end, when no input could be read at all, when all of them together
    held nothing, or when a mapped column stood in none.
    """
    if not paths:
        raise UsageError("no input: name at least one file or folder of articles")
    mapped = columns or {}
    found = find_files(paths, mapped)
    return _stream(found if meter is None else metered(found, meter), published, mapped)


def _stream(files: Sequence[InputFile], published: date | None, columns: Columns) -> Iterator[Article | Rejected]:
    ids: set[str] = set()
    used: set[str] = set()
    count = 0
    faults: list[str] = []
    for file in files:
        for item in read_file(file, columns):
            if isinstance(item, FileFaultError):
                faults.append(f"{file.shown}: {item.detail}")
                yield Rejected(file.origin, file.origin, 0, item.reason, f"{file.origin}: {item.detail}")
                continue
            count += 1
            if isinstance(item, Record):
                used.update(column for column in columns.values() if column in item.fields)
                yield _check(replace(item, fields=renamed(item.fields, columns)), published, ids)
            else:
                yield item
        if file.meter is not None:
            file.meter.end(file.size)
    _require_content(files, count, faults)
    if count > len(faults):
        require_used(columns, used)


def read_file(file: InputFile, columns: Columns) -> Iterator[Record | Rejected | FileFaultError]:
    """Every record of one input; a fault of the whole comes last, as a value: what was read before it stands."""
    try:
        if file.fault is not None or file.format is None:
            raise file.fault or FileFaultError("unknown_format", "unknown format")
        yield from _READERS[file.format](file, columns)
    except FileFaultError as fault:
        yield fault


def _require_content(files: Sequence[InputFile], count: int, faults: Sequence[str]) -> None:
    """Raise UsageError when nothing at all was read: then the build has no input, and says why in one line."""
    if count:
        return
    if faults:
        more = f" (and {len(faults) - 1} more inputs with faults)" if len(faults) > 1 else ""
        raise UsageError(faults[0] + more)
    names = ", ".join(file.shown for file in files[:3])
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
