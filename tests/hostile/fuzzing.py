"""What must hold of anything that is fed, whoever made it: the short tests and `python -m bench.fuzz` ask the same."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tocsin.config import Options
from tocsin.dataset.assemble import assemble
from tocsin.dataset.frames import to_frames
from tocsin.dataset.load import load
from tocsin.errors import TocsinError, UsageError
from tocsin.inputs import articles_of, described
from tocsin.model import Article, CodedArticle, Rejected
from tocsin.pipeline import code_articles
from tocsin.schema.checks import check_table, errors_of
from tocsin.schema.errors import SchemaError
from tocsin.validate import validate

SECONDS = 20.0
"""Of this process's own time for one example; the largest hold some ten thousand characters."""


def judge_articles(given: Sequence[Article]) -> None:
    """Every article is coded or rejected; fates and evidence lie in it; every row that is kept fits the contract."""
    start = time.process_time()
    results = list(code_articles(given, Options()))
    assert len(results) == len(given)
    dataset = assemble(results, Options())
    assert dataset.articles.num_rows == len(given)
    for result in results:
        if isinstance(result, CodedArticle):
            _judge_places(result)
    assert errors_of(check_table(to_frames(dataset).events, True)) == []
    assert time.process_time() - start < SECONDS


def _judge_places(result: CodedArticle) -> None:
    for fate in result.sentences:
        assert 0 <= fate.start < fate.end <= len(getattr(result.article, fate.field))
    for event in result.events:
        for proof in event.evidence:
            field = getattr(result.article, proof.field, "") if proof.field else ""
            if field and proof.quote:
                assert field[proof.start : proof.end] == proof.quote


def judge_file(name: str, content: bytes) -> None:
    """A file gives articles and rejections, or one clear line; nothing else, and no id twice."""
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            found = list(articles_of(path, None))
        except UsageError as error:
            assert "\n" not in str(error)
            found = []
        described(path)
        assert [p.name for p in Path(folder).iterdir()] == [name]
    ids = [item.article_id for item in found if isinstance(item, Article)]
    assert len(ids) == len(set(ids))
    assert all(item.text for item in found if isinstance(item, Article))
    assert all(item.reason and item.detail for item in found if isinstance(item, Rejected))
    assert time.process_time() - start < SECONDS


def judge_build(folder: Path, name: str, content: bytes) -> None:
    """A build with one changed file is read, or refused in one clear line."""
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(content)
    try:
        for read in (load, validate):
            try:
                read(folder)
            except (TocsinError, SchemaError) as error:
                assert str(error)
    finally:
        (folder / name).write_bytes(whole)


def judge_data(name: str, content: bytes) -> None:
    """A data file of a user's own is taken, or refused in one clear line."""
    from tocsin.actors.own import load_sound
    from tocsin.gazetteer.outlets import load_outlets
    from tocsin.gazetteer.store import Gazetteer
    from tocsin.rulebook.load import load_rules

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        readers = {
            "rules.toml": lambda: load_rules(Path(folder)),
            "actors.csv": lambda: load_sound(path),
            "places.csv": lambda: Gazetteer.load_with_own(None, path),
            "sources.csv": lambda: load_outlets(path),
        }
        try:
            readers[name]()
        except (TocsinError, SchemaError) as error:
            assert str(error)
