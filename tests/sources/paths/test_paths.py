"""What a path may be: a file, a folder, a pattern, standard input. The order is that of the names."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from made_files import lines
from tocsin.errors import UsageError
from tocsin.model import Article
from tocsin.sources import read_articles
from tocsin.sources.files import find_files

TEXT = "Gunmen raided the market of Koro on Tuesday."


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, encoding="utf-8")


def ids(*paths: Path) -> list[str]:
    return [item.article_id for item in read_articles(paths)]


def test_a_pattern_is_spread(tmp_path: Path) -> None:
    fill(tmp_path, "2024/a.txt", "2024/b.txt", "2025/c.txt", "2024/d.text")
    assert ids(tmp_path / "2024" / "*.txt") == ["a", "b"]
    assert ids(tmp_path / "**" / "*.txt") == ["a", "b", "c"]
    with pytest.raises(UsageError, match="nothing fits"):
        ids(tmp_path / "*.rss")


def test_a_file_whose_name_is_a_pattern_is_itself(tmp_path: Path) -> None:
    fill(tmp_path, "story[1].txt")
    assert ids(tmp_path / "story[1].txt") == ["story[1]"]


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a.txt", "c.txt")
    paths = [tmp_path / name for name in ("c.txt", "a.txt", "b.txt")]
    assert ids(*paths) == ids(*reversed(paths)) == ["a", "b", "c"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_back_are_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, "in/a.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "self.txt").symlink_to(tmp_path / "in" / "self.txt")
    (tmp_path / "in" / "again.txt").symlink_to(tmp_path / "in" / "a.txt")  # the same file: read once
    found = {item.article_id: getattr(item, "reason", "ok") for item in read_articles([tmp_path / "in"])}
    assert found == {"a": "ok", "self.txt": "unreadable"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert ids(tmp_path)[0] == "a"


@pytest.mark.parametrize(
    ("content", "expected"),
    [(lines({"id": "x", "text": TEXT}), ["x"]), (b"id,text\ny,Gunmen raided Koro on Tuesday\n", ["y"])],
)
def test_standard_input_is_an_input(monkeypatch: pytest.MonkeyPatch, content: bytes, expected: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    found = list(read_articles([Path("-")]))
    assert [item.article_id for item in found] == expected
    assert isinstance(found[0], Article)
    assert found[0].origin == "stdin"


def test_what_came_by_standard_input_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines({"id": "x", "text": TEXT}))))
    (file,) = find_files([Path("-")])
    path = file.path
    assert path.is_file()
    del file
    assert not path.exists()


def test_a_folder_tells_what_it_cannot_read(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "notes.md", "style.css")  # what lies beside articles is passed by
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    found = {item.article_id: getattr(item, "reason", "ok") for item in read_articles([tmp_path])}
    assert found == {"a": "ok", "report.pdf": "unknown_format"}
