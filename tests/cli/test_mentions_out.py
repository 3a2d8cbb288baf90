"""`tocsin mentions --out` never writes over an input or over a file that is none of its tables."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from tocsin.cli.main import main

LINE = '{"id": "a", "published": "2024-09-19", "text": "Gunmen killed three farmers near Gao, Mali, on Tuesday."}\n'


def run(tmp_path: Path, out: Path) -> tuple[int, str]:
    source = tmp_path / "in.jsonl"
    source.write_text(LINE, encoding="utf-8")
    result = CliRunner().invoke(main, ["mentions", str(source), "--out", str(out)])
    return result.exit_code, result.output


def test_an_input_is_not_written_over(tmp_path: Path) -> None:
    code, told = run(tmp_path, tmp_path / "in.jsonl")
    assert (code, "one of the inputs" in told) == (2, True)
    assert (tmp_path / "in.jsonl").read_text(encoding="utf-8") == LINE


def test_another_file_is_not_written_over(tmp_path: Path) -> None:
    other = tmp_path / "precious.txt"
    other.write_text("mine", encoding="utf-8")
    code, told = run(tmp_path, other)
    assert (code, "no table of mentions" in told) == (2, True)
    assert other.read_text(encoding="utf-8") == "mine"


def test_an_older_table_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "m.parquet"
    assert run(tmp_path, out)[0] == 0
    assert run(tmp_path, out)[0] == 0
