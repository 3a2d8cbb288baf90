"""--places and places=: own places in build, code and mentions; a faulty file stops them before they start."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tocsin
from click.testing import CliRunner, Result
from tocsin.cli.main import main
from tocsin.errors import DataFileError

HEADER = "place_id,name,alternates,country,admin1,admin2,latitude,longitude,kind,coded_name,parent,source\n"
VILLAGE = "my-tondikara,Tondikara,Tondi Kara,Mali,Mopti,Koro,14.231,-2.914,village,,,field map\n"
TEXT = "Gunmen killed three farmers in Tondikara, Mali, on Tuesday."
RECORD: dict[str, Any] = {"id": "1", "published": "2024-09-19", "text": TEXT}
FAULTS = HEADER + VILLAGE.replace("village", "vilage") + VILLAGE.replace("14.231", "142.31")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine.csv").write_text(HEADER + VILLAGE, encoding="utf-8")
    return tmp_path / "mine.csv"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    (tmp_path / "in.jsonl").write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    return tmp_path / "in.jsonl"


def test_code_finds_the_place(mine: Path) -> None:
    told = json.loads(run("code", TEXT, "--published", "2024-09-19", "--places", mine, "--json").stdout)
    (row,) = told["events"]
    assert (row["location"], row["admin1"], row["geo_precision"]) == ("Tondikara", "Mopti", 1)
    assert (row["latitude"], row["longitude"]) == (14.231, -2.914)
    assert tocsin.code(TEXT, "2024-09-19").events.empty  # no list of ours has the village


def test_build_names_the_file_in_its_manifest(mine: Path, articles: Path, tmp_path: Path) -> None:
    manifests = []
    for name, options in (("with", ("--places", mine)), ("without", ())):
        result = run("build", articles, "--out", tmp_path / name, "-q", *options)
        assert result.exit_code == 0, result.output
        manifests.append(json.loads((tmp_path / name / "manifest.json").read_text(encoding="utf-8"))["versions"])
    own, plain = manifests
    assert own["places_sha256"] == hashlib.sha256(mine.read_bytes()).hexdigest()
    assert "places_sha256" not in plain and own["gazetteer_sha256"] != plain["gazetteer_sha256"]
    assert list(tocsin.load(tmp_path / "with").events["location"]) == ["Tondikara"]
    assert tocsin.load(tmp_path / "without").events.empty


def test_mentions_carry_the_id(mine: Path, articles: Path, tmp_path: Path) -> None:
    assert run("mentions", articles, "--out", tmp_path / "m.parquet", "--places", mine).exit_code == 0
    found = tocsin.mentions([RECORD], places=mine)
    assert "my-tondikara" in set(found["place_id"])


def test_another_spelling_and_a_moved_town(mine: Path) -> None:
    # Koro is in our lists at another point; the user's own wins
    moved = "my-koro,Koro,,Mali,Mopti,Koro,14.10,-3.10,town,,,field map\n"
    mine.write_text(HEADER + VILLAGE + moved, encoding="utf-8")
    assert list(tocsin.code(TEXT.replace("Tondikara", "Tondi Kara"), "2024-09-19", places=mine).events["location"]) == [
        "Tondikara"
    ]
    events = tocsin.code("Gunmen killed three farmers in Koro, Mali, on Tuesday.", "2024-09-19", places=mine).events
    assert list(zip(events["latitude"], events["longitude"], strict=True)) == [(14.10, -3.10)]


@pytest.mark.parametrize("command", ["build", "code", "mentions"])
def test_a_faulty_file_stops_before_anything_is_made(command: str, mine: Path, articles: Path, tmp_path: Path) -> None:
    mine.write_text(FAULTS, encoding="utf-8")
    arguments = {"code": (TEXT, "--published", "2024-09-19")}.get(command, (articles, "--out", tmp_path / "out"))
    result = run(command, *arguments, "--places", mine)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].startswith("tocsin: mine.csv:2 'my-tondikara' kind: found 'vilage'; allowed:")
    told = [line.partition("; allowed")[0] for line in result.stderr.splitlines()[1:]]
    assert told == [
        "mine.csv:3 'my-tondikara' latitude: found '142.31'",
        "mine.csv:3 'my-tondikara' place_id: found 'my-tondikara'",
    ]
    assert not (tmp_path / "out").exists()


def test_an_older_build_stays_when_the_file_is_faulty(mine: Path, articles: Path, tmp_path: Path) -> None:
    assert run("build", articles, "--out", tmp_path / "out", "-q", "--places", mine).exit_code == 0
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    (tmp_path / "bad.csv").write_text(FAULTS, encoding="utf-8")
    assert run("build", articles, "--out", tmp_path / "out", "-q", "--places", tmp_path / "bad.csv").exit_code == 2
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize(
    "call",
    [
        lambda path: tocsin.build([RECORD], places=path),
        lambda path: tocsin.code(TEXT, "2024-09-19", places=str(path)),
        lambda path: tocsin.mentions(text=TEXT, published="2024-09-19", places=path),
    ],
)
def test_python_tells_the_same(call: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(FAULTS, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"^mine\.csv:2 'my-tondikara' kind"):
        call(path)


def test_no_such_file(tmp_path: Path) -> None:
    result = run("code", TEXT, "--published", "2024-09-19", "--places", tmp_path / "none.csv")
    assert result.exit_code == 2 and "none.csv: no such file of places" in result.stderr
