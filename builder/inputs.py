"""What a user may hand over as inputs -> a stream of articles: paths, a table, records, or one text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd
from tocsin.errors import UsageError
from tocsin.model import Article, Rejected
from tocsin.remote import below, hash_of, is_remote, place, shown, stat
from tocsin.sources import read_articles
from tocsin.sources.columns import Columns, renamed
from tocsin.sources.record import Record, rejection, to_article
from tocsin.telling import Meter

PathLike = str | Path
Inputs = PathLike | Sequence[PathLike] | pd.DataFrame | Iterable[Mapping[str, object]]
"""Files or folders, a table, or records with `id` and `text` (and `published`, `title`, `source`, `url` ...)."""


def articles_of(
    inputs: Inputs, published: date | None, columns: Columns | None = None, meter: Meter | None = None
) -> Iterator[Article | Rejected]:
    """Stream articles from paths, a table or records. `columns` are other people's names of fields.

    meter  hears how far the files are read; of a table and of records it hears nothing
    """
    if isinstance(inputs, pd.DataFrame):
        rows = ({str(k): v for k, v in row.items()} for row in inputs.to_dict("records"))
        return _from_records(rows, published, columns or {})
    if isinstance(inputs, str | Path):
        return read_articles([Path(inputs)], published, columns, meter)
    listed = list(inputs)
    if all(isinstance(item, str | Path) for item in listed):
        return read_articles([Path(str(item)) for item in listed], published, columns, meter)
    return _from_records((item for item in listed if _is_record(item)), published, columns or {})


def _is_record(item: object) -> bool:
    if isinstance(item, Mapping):
        return True
    raise UsageError(f"inputs must be all paths or all records; found {type(item).__name__}")


def _from_records(rows: Iterable[Any], published: date | None, columns: Columns) -> Iterator[Article | Rejected]:
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        article = to_article(Record(renamed(row, columns), "input", number), published)
        if isinstance(article, Article) and article.article_id in seen:
            detail = f"the id {article.article_id[:80]!r} is taken by an earlier article"
            article = rejection("input", number, "duplicate_id", detail, article.article_id)
        if isinstance(article, Article):
            seen.add(article.article_id)
        yield article


def paths_of(inputs: Inputs) -> list[Path]:
    """The files and folders among the inputs; none for a table or records."""
    if isinstance(inputs, str | Path):
        return [Path(inputs)]
    if isinstance(inputs, pd.DataFrame) or not isinstance(inputs, Sequence):
        return []
    return [Path(item) for item in inputs if isinstance(item, str | Path)]


def described(inputs: Inputs) -> list[dict[str, Any]]:
    """The files and folders among the inputs for the manifest: name, number of files, bytes, hash over their content.

    Standard input, a table and records have nothing to be hashed again; articles.parquet has the hash of each article.
    """
    return sorted((_described(path) for path in paths_of(inputs)), key=lambda found: str(found["name"]))


def _described(path: Path) -> dict[str, Any]:
    path = place(path)
    if is_remote(path):
        return _described_remote(path)
    if not path.exists():  # standard input, or a pattern
        return {"name": str(path)}
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    digest, size = hashlib.sha256(), 0
    for file in files:
        digest.update(file.relative_to(path).as_posix().encode() + b"\0")
        with suppress(OSError), file.open("rb") as stream:  # what the disk refuses is told in articles.parquet
            digest.update(hashlib.file_digest(stream, "sha256").digest())
            size += file.stat().st_size
    return {"name": path.name, "files": len(files), "bytes": size, "sha256": digest.hexdigest()}


def _described_remote(path: Path) -> dict[str, Any]:
    """As of a copy on this machine: the same name, count, bytes and hash. Its content is read once more."""
    try:
        found = [("", path, stat(path).size)]
    except OSError:
        inside = sorted(below(path), key=lambda file: PurePosixPath(file.name))
        found = [(file.name, path / file.name, file.size) for file in inside]
    if not found:
        return {"name": shown(path)}
    digest, size = hashlib.sha256(), 0
    for name, file, count in found:
        digest.update((name or ".").encode() + b"\0")
        with suppress(OSError):
            digest.update(bytes.fromhex(hash_of(file)))
            size += count
    return {"name": path.name, "files": len(found), "bytes": size, "sha256": digest.hexdigest()}


def one_article(text: str, published: date | None, title: str, source: str, article_id: str) -> Article:
    """The article of one text. Raises UsageError when it cannot be one (empty, NUL characters)."""
    record = Record({"id": article_id, "text": text, "title": title, "source": source}, "text", 1)
    article = to_article(record, published)
    if isinstance(article, Rejected):
        raise UsageError(f"the text cannot be coded: {article.detail}")
    return article


def require_outside(out: Path, inputs: Inputs) -> None:
    """Raise UsageError when the build would lie among its own inputs, where the next build would read it."""
    out = place(out)
    for path in map(place, paths_of(inputs)):
        if is_remote(path) != is_remote(out):
            continue
        if is_remote(path) and out.is_relative_to(path):
            raise UsageError(f"{shown(out)}: lies in the input {shown(path)}, and would be read as input next time")
        if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
            raise UsageError(f"{out}: lies in the input folder {path}, and would be read as input next time")
