"""Same articles, options and versions: same bytes, in whatever order the articles come and however often it runs."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import tocsin
from tocsin import pipeline

ROOT = Path(__file__).parents[2]


def example_lines() -> list[str]:
    return (ROOT / "examples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()


def build(folder: Path, lines: list[str], name: str) -> dict[str, bytes]:
    """Every table of a build; articles.parquet aside, which tells on which line an article stood."""
    folder.mkdir()
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    tocsin.build(folder / "in.jsonl", folder / name)
    return {file.name: file.read_bytes() for file in (folder / name).iterdir()}


LINE_BOUND = {"articles.parquet", "manifest.json"}  # they tell on which line an article stood


def without(files: dict[str, bytes], names: set[str]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name not in names}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(tmp_path_factory.mktemp("first") / "a", example_lines(), "out")


def test_two_runs_give_the_same_bytes(first: dict[str, bytes], tmp_path: Path) -> None:
    again = build(tmp_path / "b", example_lines(), "other")
    assert first == again


def test_the_order_of_articles_changes_no_byte(first: dict[str, bytes], tmp_path: Path) -> None:
    lines = example_lines()
    random.Random(3).shuffle(lines)
    shuffled = build(tmp_path / "b", lines, "out")
    assert without(first, LINE_BOUND) == without(shuffled, LINE_BOUND)


def test_one_file_or_many_give_the_same_rows(first: dict[str, bytes], tmp_path: Path) -> None:
    for number, line in enumerate(example_lines()):
        name = f"{number:02}.jsonl"
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(line + "\n", encoding="utf-8")
    tocsin.build(tmp_path / "in", tmp_path / "out")
    assert (tmp_path / "out" / "events.csv").read_bytes() == first["events.csv"]
    assert (tmp_path / "out" / "evidence.parquet").read_bytes() == first["evidence.parquet"]


def test_the_size_of_chunks_changes_no_byte(
    first: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "CHUNK", 3)
    assert build(tmp_path / "b", example_lines(), "out") == first


def test_an_article_alone_gives_the_cells_it_gives_among_others(first: dict[str, bytes], tmp_path: Path) -> None:
    """Coding looks at one article at a time; only merging and the timestamp look around."""
    records = [json.loads(line) for line in example_lines()]
    whole = tocsin.build(records, merge=False, timestamp=1).events.set_index("event_id_cnty")
    for record in records[:6]:
        alone = tocsin.build([record], merge=False, timestamp=1).events.set_index("event_id_cnty")
        assert alone.equals(whole.loc[alone.index])
