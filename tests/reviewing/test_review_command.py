"""tocsin review as a command: where pages go, what gets none, the same bytes each time, nothing from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from desk import ARTICLES
from tocsin.cli.main import main
from tocsin.reviewing.marked import Mark, pieces
from tocsin.reviewing.pages import Pages, page_name, review_pages

Desk = tuple[Path, Pages]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_are_the_same_bytes_each_time(desk: Desk, tmp_path: Path) -> None:
    again = review_pages(desk[0] / "out", desk[0] / "articles.jsonl", tmp_path / "pages")
    assert contents(again.folder) == contents(desk[1].folder)


def test_every_page_forbids_the_network_and_names_nothing_elsewhere(desk: Desk) -> None:
    for name, content in contents(desk[1].folder).items():
        text = content.decode("utf-8")
        if name.endswith(".html"):
            assert "default-src 'none'" in text
            head = text.split('<script type="application/json"')[0]
            assert not re.search(r"https?://", head), name
        if name.endswith((".js", ".css")) and name != "data.js":
            assert not re.search(r"https?://|innerHTML|insertAdjacentHTML|document\.write|eval\(", text), name


def test_one_article_only_and_an_unknown_one(desk: Desk, tmp_path: Path) -> None:
    inputs = desk[0] / "articles.jsonl"
    done = run("review", desk[0] / "out", "--inputs", inputs, "--out", tmp_path / "p", "--article", "plain")
    assert (done.exit_code, done.stdout) == (0, f"1 article: open {tmp_path / 'p' / 'index.html'}\n")
    assert [path.name for path in (tmp_path / "p" / "articles").iterdir()] == [page_name("plain")]
    wrong = run("review", desk[0] / "out", "--inputs", inputs, "--out", tmp_path / "q", "--article", "nix")
    assert wrong.exit_code == 2 and "no article 'nix' in this build" in wrong.stderr


def test_a_text_that_changed_since_has_no_page(desk: Desk, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in (desk[0] / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    lines[0]["text"] += " More."
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines[:-1]), encoding="utf-8")
    done = run("review", desk[0] / "out", "--inputs", tmp_path / "in.jsonl", "--out", tmp_path / "p")
    assert "plain: its text is not the one that was built from; it has no page" in done.stderr
    assert "quiet: not among the inputs; no page" in done.stderr
    assert done.stdout.startswith(f"{len(ARTICLES) - 2} articles")


@pytest.mark.parametrize("what", ["a folder without a build", "a folder with somebody's files"])
def test_what_cannot_be_used_is_told(desk: Desk, tmp_path: Path, what: str) -> None:
    build = tmp_path if what.endswith("build") else desk[0] / "out"
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "thesis.txt").write_text("mine", encoding="utf-8")
    done = run("review", build, "--inputs", desk[0] / "articles.jsonl", "--out", tmp_path / "p")
    assert done.exit_code == 2 and done.stderr.count("\n") == 1
    assert (tmp_path / "p" / "thesis.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("Gunmen fled.", [(0, 6)], [("Gunmen", [0]), (" fled.", [])]),
        ("abcdef", [(0, 4), (2, 6)], [("ab", [0]), ("cd", [0, 1]), ("ef", [1])]),  # marks that overlap
        ("abc", [(0, 3), (1, 2)], [("a", [0]), ("b", [0, 1]), ("c", [0])]),  # one in another
        ("\U0001f525x", [(1, 2)], [("\U0001f525", []), ("x", [0])]),
        ("ab", [], [("ab", [])]),
        ("", [], []),
    ],
)
def test_pieces(text: str, marks: list[tuple[int, int]], expected: list[tuple[str, list[int]]]) -> None:
    found = pieces(text, "text", [Mark("text", start, end, "act") for start, end in marks])
    assert found == expected and "".join(piece for piece, _ in found) == text


def test_mentions_are_marked_too(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        "".join(line + "\n" for line in (desk[0] / "articles.jsonl").read_text(encoding="utf-8").splitlines()[:2]),
        encoding="utf-8",
    )
    assert run("mentions", tmp_path / "in.jsonl", "--out", tmp_path / "m.parquet").exit_code == 0
    done = run("review", desk[0] / "out", "--inputs", tmp_path / "in.jsonl", "--out", tmp_path / "p", "--mentions",
               tmp_path / "m.parquet")  # fmt: skip
    assert done.exit_code == 0
    with_mentions = (tmp_path / "p" / "articles" / page_name("plain")).read_text(encoding="utf-8")
    without = (desk[1].folder / "articles" / page_name("plain")).read_text(encoding="utf-8")
    assert with_mentions.count('"kind":') > without.count('"kind":')
