"""Articles without end, words that are code, names that lead elsewhere: bounded, told, and nothing else happens."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pandas as pd
import pytest
import tocsin
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tocsin import pipeline
from tocsin.config import Options
from tocsin.dataset.assemble import assemble
from tocsin.model import Article
from tocsin.pipeline import code_articles

ROOT = Path(__file__).parents[2]
RAID = "Gunmen attacked the village of Koro in Mali on Tuesday and killed two people. "


def test_sentences_beyond_the_last_that_is_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MOST_SENTENCES", 3)
    coded = tocsin.code(RAID * 5, "2024-09-19")
    assert coded.tables.sentences["fate"].tolist()[3:] == ["beyond_limit"] * 2
    assert coded.tables.sentences["detail"].iloc[3] == "the article has too many sentences"
    assert len(coded.events) == 1


def test_acts_beyond_the_last_that_is_linked_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MOST_FRAMES", 2)
    monkeypatch.setattr("tocsin.incidents.build.MOST_FRAMES", 2)
    coded = tocsin.code(RAID * 3, "2024-09-19")
    last = coded.tables.sentences.iloc[-1]
    assert last["fate"] == "beyond_limit"
    assert "the article has too many acts" in last["detail"]


def test_a_sentence_that_is_cut_for_the_parser_is_told() -> None:
    text = RAID.rstrip(". ") + " and " + "then they walked on " * 80 + "."
    coded = tocsin.code(text, "2024-09-19")
    assert "parsed to its character 1200" in coded.tables.sentences["detail"].iloc[0]


@pytest.mark.slow
def test_the_longest_article_ends() -> None:
    """Five million characters of acts."""
    start = time.process_time()
    coded = tocsin.code((RAID * 70_000)[:4_999_000], "2024-09-19")
    assert time.process_time() - start < 600
    assert (coded.tables.sentences["fate"] == "beyond_limit").sum() > 50_000


def test_ids_and_names_never_become_paths(tmp_path: Path) -> None:
    odd = ("../../outside", "/etc/passwd", "C:\\windows", "a/b", "=cmd|' /C calc'!A0", "<script>alert(1)</script>")
    records = [{"id": name, "text": RAID, "title": name, "source": name, "published": "2024-09-19"} for name in odd]
    tocsin.build(records, tmp_path / "out", merge=False)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert all(p.is_file() for p in (tmp_path / "out").iterdir())
    assert set(pd.read_parquet(tmp_path / "out" / "articles.parquet").article_id) == set(odd)


def test_nothing_is_unpickled_evaluated_or_run() -> None:
    """Worker processes are the one thing that is started, and only by pool.py."""
    barred = {"pickle", "marshal", "shelve", "dill", "joblib", "yaml"}
    for path in [*(ROOT / "builder").rglob("*.py"), *(ROOT / "schema").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not barred & {n.split(".")[0] for n in names}, path
            assert "subprocess" not in names or path.name == "pool.py", path
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id in ("eval", "exec", "compile", "__import__")), path


CLIENTS = {"urllib", "http", "socket", "ssl", "ftplib", "requests", "aiohttp", "httpx", "fsspec", "s3fs", "boto3"}
NETWORK = {
    "gazetteer/fetch.py": {"http", "urllib"},  # tocsin gazetteer fetch
    "remote.py": {"fsspec"},  # paths that the user names in a store
    "run/work.py": {"socket"},  # the name of this machine
}
"""Who may import what can open a connection; a Dask client is looked up by name in run/cluster.py alone."""


def test_the_network_is_for_what_the_user_names() -> None:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "builder").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        nodes = list(ast.walk(ast.parse(text)))
        names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
        names |= {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}
        if opening := {n.split(".")[0] for n in names if n != "urllib.parse"} & CLIENTS:
            found[path.relative_to(ROOT / "builder").as_posix()] = opening
        assert '"distributed"' not in text or path.name == "cluster.py", path
    assert found == NETWORK


# ---------------------------------------------------------------- fuzz

PIECES = (
    RAID, "Protesters marched in Gao, Mali, on Friday.", "\u2028", "\u202e", "\u00ad", "\n\n", "\r", "&amp;amp;lt;",
    "，。", "\t", "&#0;", "(" * 30, '"' * 9, "İSTANBUL", "ß" * 9, "<p>", "\U0001f600", "e\u0301" * 5, "1" * 400,
    "Mr. " * 20, "on 31 February 0000", "between 99999999999999999999 and 3 people", "[TEXT]", "-" * 99,
    "PARIS, 30 FEB 90 (AFP) --",
)  # fmt: skip

articles = st.builds(
    Article,
    article_id=st.text(min_size=1, max_size=20),
    text=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=80)), min_size=1, max_size=12).map(" ".join),
    published=st.one_of(st.none(), st.dates()),
    published_basis=st.just("metadata"),
    title=st.one_of(st.just(""), st.text(max_size=60), st.sampled_from(PIECES)),
    source=st.text(max_size=20),
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(articles, min_size=1, max_size=4, unique_by=lambda a: a.article_id))
def test_any_article_is_coded_or_rejected(given_articles: list[Article]) -> None:
    results = list(code_articles(given_articles, Options()))
    assert len(results) == len(given_articles)
    dataset = assemble(results, Options())
    assert dataset.articles.num_rows == len(given_articles)
    for result in results:
        for fate in getattr(result, "sentences", ()):
            assert 0 <= fate.start < fate.end <= len(getattr(result.article, fate.field))
