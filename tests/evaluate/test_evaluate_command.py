"""The command: tables that fit 80 and 120 columns, the list of errors, the file for machines, faults in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tocsin
from click.testing import CliRunner, Result
from dataset_cases import battle, cells, coded, protest
from tocsin.cli import screen
from tocsin.cli.main import main
from tocsin.evaluate.plain import KIND

ROWS = """article_id,event_date,sub_event_type,location,fatalities
a,2024-09-17,Non-state actor overtakes territory,Koro,7
b,2024-09-17,Armed clash,Gao,0
z,2024-09-17,Attack,Gao,0
"""
TEXT = "Gunmen struck on Tuesday."
PRINTED = """\
1 event found of 2, within 2 days and 25 km, in 2 articles

                gold  built  right  precision  recall     F1  in pairs
events             2      2      1      0.500   0.500  0.500     0.000
event_date         2      2      1      0.500   0.500  0.500     1.000
event_type         2      2      0      0.000   0.000  0.000     0.000
sub_event_type     2      2      0      0.000   0.000  0.000     0.000
location           2      2      1      0.500   0.500  0.500     1.000
fatalities         2      2      1      0.500   0.500  0.500     1.000

sub-event type                       gold  built  right  precision  recall     F1
Armed clash                             1      0      0          –   0.000  0.000
Non-state actor overtakes territory     1      0      0          –   0.000  0.000
Attack                                  0      1      0      0.000       –  0.000
Peaceful protest                        0      1      0      0.000       –  0.000

hand-coded as                        built as          times
no event                             Peaceful protest      1
Armed clash                          no event              1
Non-state actor overtakes territory  Attack                1

3 errors; --list shows them with their evidence
"""
LISTED = """
3 errors
├── a
│   └── sub_event_type: Non-state actor overtakes territory, built Attack [{a}]
└── b
    ├── missed: 2024-09-17 Armed clash, Gao, 0 killed [row 3]
    │   └── nearest row: {b} 2024-09-17 Peaceful protest, Koro (Mali), 0 killed (another
    │       family of types)
    └── too many: 2024-09-17 Peaceful protest, Koro (Mali), 0 killed [{b}]
        └── nearest hand-coded event: row 3 2024-09-17 Armed clash, Gao, 0 killed (another family of
            types)
"""


@pytest.fixture(scope="module")
def out(write: Callable[..., Path]) -> Path:
    return write("out", coded("a", cells(), text=TEXT), coded("b", protest()), coded("c", battle()), merge=False)


@pytest.fixture
def run(out: Path, tmp_path: Path) -> Callable[..., Result]:
    (tmp_path / "coded.csv").write_text(ROWS, encoding="utf-8")

    def ran(*more: str, gold: str = "coded.csv") -> Result:
        return CliRunner().invoke(main, ["evaluate", str(out), str(tmp_path / gold), *more])

    return ran


def test_what_it_prints(run: Callable[..., Result]) -> None:
    done = run()
    assert (done.exit_code, done.stdout) == (0, PRINTED)
    assert done.stderr == (
        "tocsin: 1 hand-coded rows are of articles that the build never saw; they are not counted\n"
        "tocsin: 1 built rows are of articles without a hand-coded row; they are not counted "
        "(--all-articles counts them)\n"
    )


def test_the_list_of_errors(run: Callable[..., Result], out: Path) -> None:
    keys = tocsin.load(out).members.set_index("article_id")["event_id_cnty"]
    printed = run("--list").stdout
    assert printed[printed.index("\n3 errors") :] == LISTED.format(a=keys["a"], b=keys["b"])


@pytest.mark.parametrize("width", [80, 120])
def test_tables_fit_the_width(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setattr(screen, "PLAIN_WIDTH", width)
    monkeypatch.setenv("NO_COLOR", "1")
    printed = run("--list").stdout
    assert max(map(len, printed.splitlines())) <= width
    assert "\x1b" not in printed
    assert all(word in printed for word in ("precision", "overtakes territory", "another family of"))


def test_the_file_for_machines(run: Callable[..., Result], tmp_path: Path) -> None:
    target = tmp_path / "made" / "found.json"
    for _ in range(2):  # an older one is replaced
        assert run("--json", str(target)).exit_code == 0
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    assert found["kind"] == KIND
    assert found["rows"] == {
        "gold": 2, "built": 2, "right": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5, "whole": 0
    }  # fmt: skip
    assert [error["kind"] for error in found["errors"]] == ["cell", "missed", "extra"]
    assert found["types"][0]["precision"] is None
    assert found["apart"] == {"unseen": 1, "outside": 1}
    assert sorted(path.name for path in target.parent.iterdir()) == ["found.json"]


def test_whole_sentences_come_from_the_inputs(run: Callable[..., Result], tmp_path: Path) -> None:
    """A text that is not the one that was built from is not quoted."""
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": "Another text.", "published": "2024-09-18"}))
    done = run("--list", "--inputs", str(tmp_path / "in.jsonl"))
    assert done.exit_code == 0
    assert "Another text" not in done.stdout


@pytest.mark.parametrize(
    ("more", "gold", "words"),
    [
        (["--json", "coded.csv"], "coded.csv", "is one of the inputs and would be lost"),
        (["--json", "mine.txt"], "coded.csv", "was not written by this command"),
        (["--json", "."], "coded.csv", "a folder stands there"),
        (["--html", "mine.txt"], "coded.csv", "was not written by this command"),
        ([], "none.csv", "no such file"),
        (["--link", "story"], "coded.csv", "no column 'story'"),
    ],
)
def test_faults_are_one_line(
    run: Callable[..., Result], tmp_path: Path, more: list[str], gold: str, words: str
) -> None:
    (tmp_path / "mine.txt").write_text("my notes")
    done = run(*(str(tmp_path / word) if "." in word else word for word in more), gold=gold)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert words in done.stderr
    assert (tmp_path / "mine.txt").read_text() == "my notes"
