"""Two builds compared: every difference under the rule that it hangs on, and with hand-coded rows what of it is right.

| article | older build | newer build | hand-coded | |
| --- | --- | --- | --- | --- |
| a | Attack by act.kill, 7 killed by toll.old | the same, 9 killed by toll.new | 9 killed | a cell is right now |
| b | nothing | Armed clash by act.clash, which was added | Armed clash | found now |
| c | Peaceful protest by act.march, which was removed | nothing | no event | one too many is gone |
| d | Attack by act.kill | excluded: negated | Attack | lost |
| e | nothing, for it was not among the inputs | Attack by act.kill | no event | one too many is new |
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tocsin
from click.testing import CliRunner
from dataset_cases import battle, cells, coded, event, proof, protest
from tocsin.cli.main import main
from tocsin.errors import UsageError
from tocsin.model import CodedArticle
from tocsin.revise.compare import Effect
from tocsin.revise.compared_plain import KIND

ROWS = """article_id,event_date,sub_event_type,fatalities
a,2024-09-17,Attack,9
b,2024-09-17,Armed clash,7
c,,,
d,2024-09-17,Attack,7
e,,,
"""


def told(article: str, row: dict[str, object], rule: str, toll: str = "toll.old", **more: Any) -> CodedArticle:
    """An article with one candidate, its type by a rule and its deaths by another."""
    proofs = (proof("sub_event_type", str(row["sub_event_type"]), rule_ids=(rule,)),
              proof("fatalities", str(row["fatalities"]), rule_ids=(toll,)))  # fmt: skip
    return replace(coded(article), events=(event(article, row, evidence=proofs, **more),), status="coded")


@pytest.fixture(scope="module")
def builds(write: Callable[..., Path]) -> tuple[Path, Path, Path]:
    """(older build, newer build, hand-coded file)"""
    old = write(
        "old", told("a", cells(), "act:kill"), coded("b"), told("c", protest(), "act:march"),
        told("d", cells(), "act:kill"), merge=False, rules={"act:kill": "1", "act:march": "1"},
    )  # fmt: skip
    new = write(
        "new", told("a", cells(fatalities=9), "act:kill", "toll.new"), told("b", battle(), "act:clash"), coded("c"),
        told("d", cells(), "act:kill", reasons=("negated",)), told("e", cells(), "act:kill"), merge=False,
        rules={"act:kill": "1", "act:clash": "1"},
    )  # fmt: skip
    gold = old.with_name("coded.csv")
    gold.write_text(ROWS, encoding="utf-8")
    return old, new, gold


def test_differences_stand_under_the_rules_that_they_hang_on(builds: tuple[Path, Path, Path]) -> None:
    found = tocsin.compare(*builds[:2])
    assert (found.verdicts, found.before, found.after) == ((), None, None)
    assert found.effects == (
        Effect("act:clash", "added", appeared=1),
        Effect("act:march", "removed", vanished=1),
        Effect("excluded: negated", "", vanished=1),
        Effect("other articles", "", appeared=1),
        Effect("toll.new", "", cells=1),
        Effect("toll.old", "", cells=1),
    )
    assert found.table.set_index("cause").loc["act:clash", "appeared"] == 1


def test_gains_and_losses_against_hand_coded_rows(builds: tuple[Path, Path, Path]) -> None:
    found = tocsin.compare(*builds)
    assert {(v.what, v.column, v.causes) for v in found.verdicts} == {
        ("righted", "fatalities", ("toll.new", "toll.old")),
        ("found", "", ("act:clash",)),
        ("fewer_extra", "", ("act:march",)),
        ("lost", "", ("excluded: negated",)),
        ("more_extra", "", ("other articles",)),
    }
    assert found.before is not None and found.after is not None
    assert (found.before.rows.right, found.after.rows.right) == (2, 2)
    by_cause = {effect.cause: effect for effect in found.effects}
    assert by_cause["act:clash"] == Effect("act:clash", "added", appeared=1, found=1)
    assert by_cause["toll.new"] == Effect("toll.new", "", cells=1, righted=1)


def test_the_other_way_round_gains_are_losses(builds: tuple[Path, Path, Path]) -> None:
    old, new, gold = builds
    forth, back = tocsin.compare(old, new, gold), tocsin.compare(new, old, gold)
    other = {"righted": "wronged", "found": "lost", "fewer_extra": "more_extra"}
    other |= {after: before for before, after in other.items()}
    assert sorted(other[v.what] for v in forth.verdicts) == sorted(v.what for v in back.verdicts)


def test_a_build_differs_in_nothing_from_itself(builds: tuple[Path, Path, Path]) -> None:
    found = tocsin.compare(builds[0], builds[0], builds[2])
    assert (found.changes, found.effects, found.verdicts) == ((), (), ())
    assert found.before == found.after


PRINTED = """\
2 appeared, 2 vanished, 1 changed

F1                  A      B
events          0.667  0.667
event_date      0.667  0.667
event_type      0.667  0.667
sub_event_type  0.667  0.667
fatalities      0.333  0.667

rule or cause      rule is  rows +  rows -  cells
act:clash          added         1       0      0
act:march          removed       0       1      0
excluded: negated  –             0       1      0
other articles     –             1       0      0
toll.new           –             0       0      1
toll.old           –             0       0      1

rule or cause      rule is  events +  events -  right +  right -  too many -  too many +
act:clash          added           1         0        0        0           0           0
act:march          removed         0         0        0        0           1           0
excluded: negated  –               0         1        0        0           0           0
other articles     –               0         0        0        0           0           1
toll.new           –               0         0        1        0           0           0
toll.old           –               0         0        1        0           0           0
"""


def test_the_command(builds: tuple[Path, Path, Path], tmp_path: Path) -> None:
    old, new, gold = map(str, builds)
    target = tmp_path / "compared.json"
    done = CliRunner().invoke(main, ["compare", old, new, "--gold", gold, "--list", "--json", str(target)])
    assert (done.exit_code, done.stdout[: len(PRINTED)]) == (0, PRINTED)
    assert "now found        MLI-" in done.stdout and "[act:clash]" in done.stdout
    made = json.loads(target.read_text(encoding="utf-8"))
    assert (made["kind"], len(made["verdicts"]), made["counts"]) == (
        KIND, 5, {"appeared": 2, "changed": 1, "vanished": 2},
    )  # fmt: skip


def test_builds_that_were_merged_otherwise_are_refused(
    builds: tuple[Path, Path, Path], write: Callable[..., Path]
) -> None:
    merged = write("merged", told("a", cells(), "act:kill"))
    with pytest.raises(UsageError, match="build both with --no-merge, or neither"):
        tocsin.compare(builds[0], merged, builds[2])
    with pytest.raises(UsageError, match="no build here"):
        tocsin.compare(builds[0], builds[0] / "none")
