"""tocsin doctor: what it looks at, what it says of a fault, how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tocsin import doctor as doctor_module
from tocsin.cli.main import main
from tocsin.config import Options
from tocsin.doctor import Check, examine


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["doctor", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture(scope="module")
def whole() -> list[Check]:
    return list(examine())


def test_a_sound_installation_passes(whole: list[Check]) -> None:
    assert [check for check in whole if check.status == "fail"] == []
    names = {check.name for check in whole}
    assert names >= {"python", "tocsin", "libraries", "model", "rules", "actors", "gazetteer", "coding", "output",
                     "data folder", "imported"}  # fmt: skip


def test_what_is_not_well_has_a_next_step(whole: list[Check]) -> None:
    assert all(check.next_step for check in whole if check.status != "ok")
    (imported,) = (check for check in whole if check.name == "imported")
    assert imported.status == "warn" and "gazetteer fetch" in imported.next_step


def test_lines_and_json_say_the_same(whole: list[Check]) -> None:
    result = run()
    assert result.exit_code == 0
    found = json.loads(run("--json").stdout)
    assert [check["name"] for check in found] == [check.name for check in whole]
    lines = [line for line in result.stdout.splitlines() if not line.lstrip().startswith("->")]
    assert [line[:4].strip() for line in lines] == [check["status"] for check in found]


def test_broken_rules_fail_with_their_place_and_spare_the_rest(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[act]]\nid = "mine"\n', encoding="utf-8")
    result = run("--rules", tmp_path, "--json")
    assert result.exit_code == 1
    found = {check["name"]: check for check in json.loads(result.stdout)}
    assert found["rules"]["status"] == "fail" and "mine.toml" in found["rules"]["found"]
    assert "tocsin rules test" in found["rules"]["next_step"]
    assert found["actors"]["status"] == "ok"


def test_a_missing_model_fails_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from tocsin.errors import UsageError
    from tocsin.syntax import parser

    def absent() -> None:
        raise UsageError("parser model is not installed")

    monkeypatch.setattr(parser, "load_parser", absent)
    (model,) = (check for check in examine() if check.name == "model")
    assert model.status == "fail" and "pip install en-core-web-sm" in model.next_step


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_fails(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    (output,) = (check for check in examine(folder=tmp_path / "new") if check.name == "output")
    assert output.status == "fail" and "--out" in output.next_step


def test_little_room_is_a_warning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor_module, "LOW_DISK", 10**18)
    (output,) = (check for check in examine(folder=tmp_path) if check.name == "output")
    assert output.status == "warn" and "make room" in output.next_step


def test_rules_of_ones_own_that_change_the_test_sentence_are_a_warning(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[[decision]]\nid = "civilians.attack"\nwhy = "a test"\nexamples = ["Gunmen killed three farmers in Koro."]\n'
        'refuse = "outside_taxonomy"\nwhen = {acts_any = ["kill"]}\n',
        encoding="utf-8",
    )
    checks = {check.name: check for check in examine(Options(rules=tmp_path))}
    assert (checks["rules"].status, checks["coding"].status) == ("ok", "warn")
