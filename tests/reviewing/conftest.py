"""A build with an article of every kind that pages must bear, and its pages, made once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import tocsin
from tocsin.reviewing.pages import Pages, review_pages

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Pages]:
    """(folder with articles.jsonl and its build `out`, the pages)."""
    from desk import ARTICLES, record

    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles.jsonl").write_text("".join(map(record, ARTICLES)), encoding="utf-8")
    tocsin.build(folder / "articles.jsonl", folder / "out", workers=1, merge=False)
    return folder, review_pages(folder / "out", folder / "articles.jsonl")
