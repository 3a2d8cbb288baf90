"""The commands: help, what they print, how they end."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
import tocsin
from click.testing import CliRunner, Result
from tocsin.cli.main import main

KORO = "Gunmen killed three farmers in Koro, Mali, on Tuesday."
COMMANDS = ("build", "code", "mentions", "explain", "validate", "schema")


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, catch_exceptions=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    article = {"id": "a1", "text": KORO, "published": "2025-03-06", "source": "Sahel Courier", "title": "Attack"}
    (folder / "in.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    result = run("build", folder / "in.jsonl", "--out", folder / "out")
    assert result.exit_code == 0, result.output
    return folder / "out"


def key_of(build: Path) -> str:
    return str(tocsin.load(build).events["event_id_cnty"].iloc[0])


# ---------------------------------------------------------------- help


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"tocsin {name}" in result.output.split("Usage:")[1].split("\n", 1)[1]


def test_help_is_fast_and_imports_nothing_heavy() -> None:
    script = (
        "import sys; from tocsin.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'pyarrow', 'spacy', 'pydantic', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    took = []
    for _ in range(3):  # a pause of the machine only ever adds
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
        took.append(time.perf_counter() - begin)
    assert min(took) < 2  # 0.1 s alone; other work may go on beside it


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import sys, tocsin; assert not {'pandas', 'spacy'} & set(sys.modules); assert callable(tocsin.build)"
    subprocess.run([sys.executable, "-c", script], check=True)


# ---------------------------------------------------------------- build and code


def test_summary_fits_one_screen(built: Path, tmp_path: Path) -> None:
    result = run("build", built.parent / "in.jsonl", "--out", tmp_path / "out")
    assert result.output.count("\n") < 24
    assert "1 coded" in result.output and "Violence against civilians" in result.output


def test_quiet_says_nothing(built: Path, tmp_path: Path) -> None:
    assert run("build", built.parent / "in.jsonl", "--out", tmp_path / "out", "--quiet").output == ""


def test_code_as_json_has_all_columns() -> None:
    found = json.loads(run("code", KORO, "--published", "2025-03-06", "--json").stdout)
    (event,) = found["events"]
    assert len(event) == 31
    assert (event["event_date"], event["fatalities"], event["tags"]) == ("2025-03-04", 3, None)


def test_code_reads_standard_input() -> None:
    assert (
        run("code", "-", "--published", "2025-03-06", stdin=KORO).stdout
        == run("code", KORO, "--published", "2025-03-06").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((KORO,), "no date"),  # nothing tells which Tuesday
        ((KORO, "--published", "yesterday"), "yesterday"),
        ((KORO, "--published", "2025-02-30"), "no day of the calendar"),
        (("", "--published", "2025-03-06"), "at least"),
        (("  \n", "--published", "2025-03-06"), "at least"),
        (("武装人员星期二在科罗杀死三名农民,当地官员说。", "--published", "2025-03-06"), "not English"),
    ],
)
def test_text_that_cannot_be_coded_is_one_line_and_exit_2(arguments: tuple[str, ...], words: str) -> None:
    result = run("code", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("tocsin: ") and result.stderr.count("\n") == 1
    assert words in result.stderr


def test_text_without_an_event_is_no_failure() -> None:
    result = run("code", "The village of Koro in Mali had a quiet day.", "--published", "2025-03-06")
    assert (result.exit_code, result.stdout) == (0, "no event\n")


def test_broken_rule_file_is_one_line_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[act]]\nid = "mine"\nrole = "objekt"\n', encoding="utf-8")
    result = run("code", KORO, "--published", "2025-03-06", "--rules", tmp_path)
    assert result.exit_code == 2
    assert "mine.toml" in result.stderr and "Traceback" not in result.stderr


def test_unknown_code_in_a_rule_is_one_line_with_the_nearest_known(tmp_path: Path) -> None:
    rule = (
        '[[decision]]\nid = "civilians.attack"\nwhy = "a slip of the pen"\nexamples = ["Gunmen killed three."]\n'
        'sub_event_type = "Attak"\nwhen = {acts_any = ["kill"]}\n'
    )
    (tmp_path / "mine.toml").write_text(rule, encoding="utf-8")
    result = run("code", KORO, "--published", "2025-03-06", "--rules", tmp_path)
    assert result.exit_code == 2
    assert 'Did you mean "Attack"?' in result.stderr and "Traceback" not in result.stderr


# ---------------------------------------------------------------- explain


def test_explain_leads_from_cell_to_words_and_rule_files(built: Path) -> None:
    output = run("explain", built, key_of(built)).stdout
    assert "sub_event_type = Attack" in output
    assert '"killed"' in output and "rules/decisions.toml:" in output and "rules/acts/" in output


def test_explain_article_quotes_its_sentences_when_the_input_is_at_hand(built: Path) -> None:
    output = run("explain", built, "--article", "a1", "--inputs", built.parent / "in.jsonl").stdout
    assert output.startswith("a1: coded")
    assert KORO in output.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("XXX-0000000000",), "no event"), (("--article", "nobody"), "no article"), ((), "EVENT_ID")],
)
def test_explain_unknown_is_exit_2(built: Path, arguments: tuple[str, ...], words: str) -> None:
    result = run("explain", built, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_explain_a_folder_without_a_build(tmp_path: Path) -> None:
    result = run("explain", tmp_path, "XXX-0000000000")
    assert result.exit_code == 2
    assert "no build here" in result.stderr


# ---------------------------------------------------------------- validate, schema, mentions


@pytest.mark.parametrize("name", ["", "events.csv", "events.parquet"])
def test_validate_passes_our_own_rows(built: Path, name: str) -> None:
    result = run("validate", built / name)
    assert (result.exit_code, result.stdout) == (0, "")


def test_validate_names_each_violation_on_a_line(built: Path, tmp_path: Path) -> None:
    rows = pd.read_csv(built / "events.csv", dtype=str, keep_default_na=False)
    broken = rows.assign(year="1999", fatalities="many", country="Malii")
    broken.to_csv(tmp_path / "broken.csv", index=False)
    result = run("validate", tmp_path / "broken.csv")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    for column, found in (("year", "1999"), ("fatalities", "many"), ("country", "Malii")):
        assert any(f" {column}: " in line and found in line for line in lines), (column, lines)


def test_validate_a_table_without_its_columns(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = run("validate", tmp_path / "other.csv")
    assert result.exit_code == 1
    assert "E001" in result.stdout


@pytest.mark.parametrize("content", [None, b"", b"PAR1 not really"])
def test_validate_what_is_no_table(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "events.parquet"
    if content is not None:
        file.write_bytes(content)
    result = run("validate", file)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and "Traceback" not in result.stderr


def test_schema_json_is_a_json_schema() -> None:
    found = json.loads(run("schema", "--json").stdout)
    assert len(found["properties"]) == 31 == len(found["required"])


def test_schema_shows_columns_and_codes() -> None:
    output = run("schema").stdout
    assert "event_id_cnty" in output and "Mob violence" in output


def test_mentions_slice_the_article(built: Path, tmp_path: Path) -> None:
    result = run("mentions", built.parent / "in.jsonl", "--out", tmp_path / "deep" / "m.parquet")
    assert result.exit_code == 0
    found = pd.read_parquet(tmp_path / "deep" / "m.parquet")
    assert {"actor", "place", "time", "quantity", "act"} == set(found["kind"])
    assert all(KORO[row.start : row.end] == row.text for row in found.itertuples() if row.field == "text")


def test_mentions_where_nothing_can_be_written(built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("mentions", built.parent / "in.jsonl", "--out", tmp_path / "file" / "m.parquet")
    assert result.exit_code == 1
    assert "could not be written" in result.stderr


def test_mentions_into_a_folder_is_refused(built: Path, tmp_path: Path) -> None:
    assert run("mentions", built.parent / "in.jsonl", "--out", tmp_path).exit_code == 2
