"""Agreement of two reviewers: the coefficients against published worked examples, and two files end to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tocsin.cli.main import main
from tocsin.dataset.review_file import read_reviews
from tocsin.reviewing.agreement import COLUMNS, agreement, cohen_kappa, krippendorff_alpha
from tocsin.reviewing.rule_score import score_rules


def table(*rows: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """A table of counts as what each of two people said of each unit."""
    cells = [(a, b) for a, row in enumerate(rows) for b, count in enumerate(row) for _ in range(count)]
    return [a for a, _ in cells], [b for _, b in cells]


@pytest.mark.parametrize(
    ("rows", "kappa"),
    [
        # Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, table 18.1: 100 diagnoses
        (((75, 1, 4), (5, 4, 1), (0, 0, 10)), 0.676),
        # Sim & Wright 2005, The kappa statistic in reliability studies, table 1: 39 spines by two clinicians
        (((22, 2), (4, 11)), 0.67),
    ],
)
def test_kappa_of_published_examples(rows: Any, kappa: float) -> None:
    assert cohen_kappa(*table(*rows)) == pytest.approx(kappa, abs=0.005)


A = (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None)
B = (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3)
C = (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None)
D = (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None)


@pytest.mark.parametrize(
    ("people", "level", "alpha"),
    [
        # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, part A: ten articles, two observers
        (((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)), "nominal", 0.095),
        # part B: twelve units, five names
        (("aabbdcccedda", "babbbccceddd"), "nominal", 0.692),
        # part C and D: four observers, twelve units, some not judged
        ((A, B, C, D), "nominal", 0.743),
        ((A, B, C, D), "interval", 0.849),
        ((A, B, C, D), "ratio", 0.797),
    ],
)
def test_alpha_of_published_examples(people: Any, level: str, alpha: float) -> None:
    assert krippendorff_alpha(people, level) == pytest.approx(alpha, abs=0.0006)


@pytest.mark.parametrize("one", ["", "aaa"])
def test_coefficients_that_are_not_defined(one: str) -> None:
    assert (cohen_kappa(one, one), krippendorff_alpha((one, one), "nominal")) == (None, None)


# ---------------------------------------------------------------- two files

ROW = {"sub_event_type": "Attack", "location": "Koro", "fatalities": "7", "latitude": "14.10"}


def line(who: str, action: str, member: str, day: int = 1, **more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"action": action, "member_id": member, "who": who, "when": f"2026-03-0{day}T10:00:00Z"}
    if action in ("accept", "reject"):
        given["before"] = ROW
    return given | more


def corrected(who: str, member: str, before: dict[str, Any], after: dict[str, Any], **more: Any) -> dict[str, Any]:
    return line(who, "correct", member, 2, before=before, after=after, **more)


def add(who: str, start: int, kind: str) -> dict[str, Any]:
    words = {"field": "text", "start": start, "end": start + 6, "quote": "Gunmen"}
    return line(
        who, "add", f"added-{start}", article_sha256="f" * 64, words=words, after=ROW | {"sub_event_type": kind}
    )


FIRST = [
    line("A", "accept", "m1"), line("A", "accept", "m2"), line("A", "accept", "m3"), line("A", "reject", "m4"),
    corrected("A", "m2", {"fatalities": "7"}, {"fatalities": "9"}), line("A", "accept", "m7"),
    add("A", 100, "Attack"),
]  # fmt: skip
SECOND = [
    line("B", "accept", "m1") | {"before": ROW | {"latitude": "14.1"}},  # one number, written otherwise
    line("B", "accept", "x2", members=["m2", "x2"]),  # the row had taken in another article by then
    line("B", "reject", "m3"), line("B", "reject", "m4"),
    add("B", 103, "Sexual violence"),  # other words of the same sentence
    line("B", "accept", "m8"),
]  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    for name, lines in (("a.jsonl", FIRST), ("b.jsonl", SECOND)):
        (tmp_path / name).write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return tmp_path / "a.jsonl", tmp_path / "b.jsonl"


def test_rows_are_matched_by_members_and_by_words(files: tuple[Path, Path]) -> None:
    found = agreement(*files)
    assert (found.both, found.only_first, found.only_second) == (5, 1, 1)
    told = {column.column: (column.units, column.same) for column in found.columns if column.units}
    assert told == {"row": (5, 4), "event_type": (3, 3), "sub_event_type": (3, 2), "location": (3, 3),
                    "fatalities": (3, 2), "latitude": (3, 3)}  # fmt: skip
    assert {(d.column, d.first, d.second) for d in found.differences} == {
        ("row", "yes", "no"), ("fatalities", "9", "7"), ("sub_event_type", "Attack", "Sexual violence"),
    }  # fmt: skip
    levels = {column.column: column.level for column in found.columns}
    assert levels["fatalities"] == "ratio" and set(levels) == set(COLUMNS)


def test_agreement_does_not_hang_on_who_comes_first(files: tuple[Path, Path]) -> None:
    one, other = agreement(*files), agreement(*reversed(files))
    assert one.columns == other.columns


def test_the_command_prints_a_table_and_the_differences(files: tuple[Path, Path]) -> None:
    done = CliRunner().invoke(main, ["agreement", *map(str, files), "--list"], catch_exceptions=False)
    assert done.exit_code == 0
    shown = [text.split() for text in done.stdout.splitlines()]
    assert ["row", "5", "0.800", "0.545", "0.571", "nominal"] in shown
    assert ["location", "3", "1.000", "-", "-", "nominal"] in shown
    assert 'm2 fatalities: "9" / "7"' in done.stdout
    assert "rows judged by both: 5; by a.jsonl only: 1; by b.jsonl only: 1" in done.stdout


# ---------------------------------------------------------------- rules

BEHIND = {"sub_event_type": ["decision:attack", "act:kill"], "location": ["vote:basis.sentence", "place.in"],
          "year": ["derive.year"]}  # fmt: skip


def test_decisions_are_counted_by_the_rules_behind_the_cells(tmp_path: Path) -> None:
    lines = [
        line("A", "accept", "m1", rules=BEHIND),
        line("A", "accept", "m2", rules=BEHIND),
        corrected("A", "m2", {"location": "Koro"}, {"location": "Ouro"}, rules={"location": BEHIND["location"]}),
        line("A", "reject", "m3", rules=BEHIND | {"sub_event_type": ["decision:attack", "act:beat"]}),
        line("B", "accept", "m3", rules=BEHIND),
        add("A", 100, "Attack"),
        line("A", "accept", "m9"),  # neither the decision nor a build knows its rules
    ]
    file = tmp_path / "r.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    found = score_rules(read_reviews([file]), None, lambda rule: "acts.toml:3" if rule == "act:kill" else "")
    told = [(s.rule, s.accepted, dict(s.corrected), s.rejected, s.where) for s in found.rules]
    assert told == [
        ("act:beat", 0, {}, 1, ""),
        ("place.in", 2, {"location": 1}, 1, ""),
        ("vote:basis.sentence", 2, {"location": 1}, 1, ""),
        ("decision:attack", 3, {}, 1, ""),
        ("act:kill", 3, {}, 0, "acts.toml:3"),
    ]
    assert (found.added, found.unknown) == (1, 1)
