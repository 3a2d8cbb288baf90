"""Every bad input has its outcome: rejected with line and reason (exit 3), or one clear line (exit 2). No traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import tocsin
from click.testing import CliRunner, Result
from tocsin.cli.main import main

KORO = "Gunmen killed three farmers in Koro, Mali, on Tuesday."


def line(article_id: str = "good", **fields: object) -> bytes:
    article = {"id": article_id, "text": KORO, "published": "2025-03-06"} | fields
    return json.dumps({name: value for name, value in article.items() if value is not None}).encode() + b"\n"


GOOD = line()

# name -> (bytes of the file, line of the rejection, its reason)
REJECTED: dict[str, tuple[bytes, int, str]] = {
    "not_json_on_line_17": (b"".join(line(f"a{n}") for n in range(16)) + b"{oops\n" + line("z"), 17, "not_json"),
    "a_list_instead_of_an_object": (GOOD + b"[1, 2]\n", 2, "not_json"),
    "missing_text": (GOOD + line("b", text=None), 2, "no_text"),
    "empty_text": (GOOD + line("b", text=""), 2, "no_text"),
    "text_of_blanks": (GOOD + line("b", text=" \n\t "), 2, "no_text"),
    "text_that_is_a_number": (GOOD + line("b", text=7), 2, "no_text"),
    "missing_id": (GOOD + b'{"text": "Gunmen raided Koro, Mali.", "published": "2025-03-06"}\n', 2, "no_id"),
    "no_date": (GOOD + line("b", published=None), 2, "no_date"),
    "absurd_date": (GOOD + line("b", published="2025-13-45"), 2, "bad_date"),
    "date_in_another_millennium": (GOOD + line("b", published="0001-01-01"), 2, "bad_date"),
    "date_in_words": (GOOD + line("b", published="last Tuesday"), 2, "bad_date"),
    "duplicate_id": (GOOD + line(), 2, "duplicate_id"),
    "invalid_utf8": (GOOD + line("b").replace(b"Koro", b"Kor\xff"), 2, "bad_encoding"),
    "nul_byte": (GOOD + line("b").replace(b"Koro", b"Ko\\u0000ro"), 2, "nul_byte"),
    "raw_nul_byte": (GOOD + line("b").replace(b"Koro", b"Ko\0ro"), 2, "nul_byte"),
    "ten_megabytes": (GOOD + line("b", text=(KORO + " ") * (10_000_000 // len(KORO))), 2, "too_long"),
    "another_script": (GOOD + line("b", text="Боевики убили трёх фермеров в Коро во вторник, " * 3), 2, "not_english"),
}


def build(path: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["build", str(path), "--out", str(out), *options], catch_exceptions=False)


@pytest.mark.parametrize("name", sorted(REJECTED))
def test_one_bad_article_is_rejected_and_the_rest_is_built(name: str, tmp_path: Path) -> None:
    content, number, reason = REJECTED[name]
    (tmp_path / "in.jsonl").write_bytes(content)
    result = build(tmp_path / "in.jsonl", tmp_path / "out")
    assert result.exit_code == 3, result.output
    loaded = tocsin.load(tmp_path / "out")
    (row,) = loaded.articles[loaded.articles["status"] == "rejected"].to_dict("records")
    assert (row["line"], row["reason"].split(":")[0]) == (number, reason)
    assert len(loaded.events) >= 1
    assert len(loaded.articles) == content.count(b"\n")


def test_an_option_or_a_dateline_gives_the_missing_date(tmp_path: Path) -> None:
    dateline = "GAO, Mali, 6 March 2025 (Sahel Courier) - " + KORO
    undated = line("option", published=None) + line("dateline", published=None, text=dateline)
    (tmp_path / "in.jsonl").write_bytes(undated)
    assert build(tmp_path / "in.jsonl", tmp_path / "a", "--published", "2025-03-06").exit_code == 0
    assert build(tmp_path / "in.jsonl", tmp_path / "b").exit_code == 3
    basis = tocsin.load(tmp_path / "b").articles.set_index("article_id")["published_basis"]
    assert basis["dateline"] == "dateline"


def test_all_inputs_rejected_still_gives_whole_tables(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(line(text=""))
    assert build(tmp_path / "in.jsonl", tmp_path / "out").exit_code == 3
    assert len(tocsin.load(tmp_path / "out").events) == 0


# ---------------------------------------------------------------- whole files


def nothing(path: Path) -> Path:
    return path / "missing.jsonl"


def empty_file(path: Path) -> Path:
    (path / "in.jsonl").touch()
    return path / "in.jsonl"


def empty_folder(path: Path) -> Path:
    (path / "folder").mkdir()
    return path / "folder"


def folder_named_like_a_file(path: Path) -> Path:
    (path / "in.jsonl").mkdir()
    return path / "in.jsonl"


def unknown_format(path: Path) -> Path:
    (path / "in.pdf").write_bytes(b"%PDF-1.7 ...")
    return path / "in.pdf"


def damaged_parquet(path: Path) -> Path:
    (path / "in.parquet").write_bytes(b"PAR1 damaged")
    return path / "in.parquet"


def table_without_text(path: Path) -> Path:
    (path / "in.csv").write_text("id,body\n1,words\n", encoding="utf-8")
    return path / "in.csv"


def utf16(path: Path) -> Path:
    (path / "in.jsonl").write_bytes(GOOD.decode().encode("utf-16"))
    return path / "in.jsonl"


def unreadable(path: Path) -> Path:
    if os.geteuid() == 0:  # root may read every file on disk, but not this one, which is none
        return Path("/proc/self/mem")
    (path / "in.jsonl").write_bytes(GOOD)
    (path / "in.jsonl").chmod(0)
    return path / "in.jsonl"


FAULTS = (
    nothing, empty_file, empty_folder, folder_named_like_a_file, unknown_format, damaged_parquet, table_without_text,
    utf16, unreadable,
)  # fmt: skip


@pytest.mark.parametrize("make", FAULTS, ids=lambda make: make.__name__)
def test_a_bad_file_is_one_line_and_nothing_is_written(make: object, tmp_path: Path) -> None:
    path = make(tmp_path)  # type: ignore[operator]
    result = build(path, tmp_path / "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("tocsin: ") and result.stderr.count("\n") == 1
    assert path.name in result.stderr
    assert not (tmp_path / "out").exists()


# ---------------------------------------------------------------- the output folder


def test_an_older_build_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    assert build(tmp_path / "in.jsonl", tmp_path / "out").exit_code == 0
    (tmp_path / "in.jsonl").write_bytes(line("other", text="Protesters marched in Kisumu, Kenya, on Monday."))
    assert build(tmp_path / "in.jsonl", tmp_path / "out").exit_code == 0
    assert set(tocsin.load(tmp_path / "out").articles["article_id"]) == {"other"}


def test_a_failed_build_leaves_the_older_one_alone(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    build(tmp_path / "in.jsonl", tmp_path / "out")
    before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    assert build(nothing(tmp_path), tmp_path / "out").exit_code == 2
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


def test_a_folder_of_something_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").write_text("years of work", encoding="utf-8")
    result = build(tmp_path / "in.jsonl", tmp_path / "out")
    assert result.exit_code == 2
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["thesis.doc"]


def test_a_folder_that_cannot_be_made_is_a_failed_build(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    (tmp_path / "file").touch()
    result = build(tmp_path / "in.jsonl", tmp_path / "file" / "out")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("inside", ["", "out", "deep/out"])
def test_a_build_must_not_lie_among_its_inputs(inside: str, tmp_path: Path) -> None:
    """The next build would read events.parquet as articles."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "in.jsonl").write_bytes(GOOD)
    result = build(tmp_path / "in", tmp_path / "in" / inside)
    assert result.exit_code == 2
    assert [file.name for file in (tmp_path / "in").iterdir()] == ["in.jsonl"]


def test_a_file_where_the_output_should_go(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert build(tmp_path / "in.jsonl", tmp_path / "out").exit_code == 2
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


BAD_VALUES = [("--window", "-1"), ("--window", "x"), ("--timestamp", "0"), ("--published", "soon")]


@pytest.mark.parametrize("option", BAD_VALUES)
def test_a_bad_option_value_is_exit_2(option: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    result = build(tmp_path / "in.jsonl", tmp_path / "out", *option)
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()
