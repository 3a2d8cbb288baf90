"""Articles without end, words that are code, names that lead elsewhere: bounded, told, and nothing else happens."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
import tocsin
from tocsin import pipeline

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
        assert 'import_module("distributed")' not in text or path.name == "cluster.py", path
    assert found == NETWORK


@pytest.mark.ci
def test_a_page_with_a_broken_day_costs_no_more_than_its_language() -> None:
    """In a process of its own: the library that guesses days once made its patterns for two hundred languages."""
    page = f"""<html><head><title>Raid</title><meta property="article:published_time" content="2024-0o a">
</head><body><article><h1>Raid</h1><p>{RAID * 3}</p>
<time datetime="19 Septembero 2024">19 Septembero 2024</time></article></body></html>"""
    counting = "sum(name.startswith('dateparser.data.date_translation_data.') for name in sys.modules)"
    script = f"import sys\nfrom tocsin.sources.pages import read_page\nread_page({page!r})\nprint({counting})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) == 1
