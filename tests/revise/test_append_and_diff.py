"""Two builds become one, and what differs between two is told with its cause. Rows are hand-made; nothing is parsed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tocsin
from click.testing import CliRunner
from dataset_cases import ARMY, JNIM, battle, cells, coded, event, proof, protest, sides
from tocsin.cli.main import main
from tocsin.config import Options
from tocsin.dataset.assemble import assemble
from tocsin.errors import UsageError
from tocsin.export.write import write_dataset
from tocsin.model import CodedArticle, Rejected
from tocsin.revise.append import append
from tocsin.revise.diff import diff
from tocsin.revise.matching import Group, matched
from tocsin.rulebook.hashes import rule_hashes
from tocsin.validate import validate

Write = Callable[..., Path]
NAMED = sides(JNIM, ("Civilians (Mali)", "Civilians"))
LATER = date(2024, 9, 20)
FIGHT = battle(event_date=date(2024, 9, 18), notes="On 18 September 2024, soldiers fought gunmen in Koro.")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, *results: CodedArticle | Rejected, **extra: Any) -> Path:
        made_of = {"versions": {"tocsin": "0.1.0"}, "inputs": [{"name": f"{name}.jsonl"}], **extra}
        write_dataset(assemble(results, Options()), tmp_path / name, made_of)
        return tmp_path / name

    return written


def rows(folder: Path) -> list[dict[str, Any]]:
    return tocsin.load(folder).events.drop(columns="timestamp").fillna("").to_dict("records")


# ---------------------------------------------------------------- append

A = coded("a", cells(), protest())
B = coded("b", cells(**NAMED, fatalities=9), published=LATER)
C = coded("c", FIGHT, published=LATER)
D = coded("d", protest(country="Niger", admin1="Niamey", admin2="", location="Niamey", latitude=13.51, longitude=2.11,
                       actor1="Protesters (Niger)"))  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((A,), (B, C)),
        ((A, B), (C, D)),
        ((A, C), (D,)),
        ((D,), (A, B, C)),
        ((B,), (A,)),
        ((A,), (A, B)),
        ((A, B, C, D), ()),
    ],
)
def test_appending_gives_the_rows_of_one_build(write: Write, tmp_path: Path, old: Any, new: Any) -> None:
    """But for keys: those of the existing dataset stay, even when an earlier report comes later."""
    append(write("old", *old), write("new", *new), tmp_path / "both")
    whole = write("whole", *{one.article.article_id: one for one in (*old, *new)}.values())
    assert [row | {"event_id_cnty": ""} for row in rows(tmp_path / "both")] == [
        row | {"event_id_cnty": ""} for row in rows(whole)
    ]
    assert validate(tmp_path / "both") == []
    assert len(tocsin.load(tmp_path / "both").members) == len(tocsin.load(whole).members)


def test_keys_of_the_existing_dataset_stay(write: Write) -> None:
    old = write("old", B)
    (key,) = tocsin.load(old).events["event_id_cnty"]
    append(old, write("new", A))  # an earlier report, from which a build would make the key
    assert key in set(tocsin.load(old).events["event_id_cnty"])


def test_appending_the_same_again_changes_nothing(write: Write, tmp_path: Path) -> None:
    old, new = write("old", A, C), write("new", B, D)
    append(old, new, tmp_path / "once")
    append(tmp_path / "once", new, tmp_path / "twice")
    append(tmp_path / "twice", tmp_path / "twice", tmp_path / "thrice")
    for name in ("events.csv", "members.parquet", "evidence.parquet", "details.parquet", "articles.parquet"):
        once = (tmp_path / "once" / name).read_bytes()
        assert once == (tmp_path / "twice" / name).read_bytes() == (tmp_path / "thrice" / name).read_bytes(), name


def test_a_row_that_says_what_it_said_keeps_its_timestamp(write: Write) -> None:
    old = write("old", A)
    before = tocsin.load(old).events.set_index("event_id_cnty")["timestamp"]
    append(old, write("new", B))
    after = tocsin.load(old).events.set_index("event_id_cnty")
    changed = after["sub_event_type"] == "Attack"
    assert (after["timestamp"][~changed] == before[~changed]).all()
    assert (after["timestamp"][changed] > before[changed]).all()


def test_the_newer_coding_of_an_article_replaces_the_older(write: Write) -> None:
    old = write("old", A, C)
    new = write("new", coded("a", protest(tags="crowd size=about 40")), versions={"tocsin": "0.2.0"})
    append(old, new)
    events = tocsin.load(old).events
    assert sorted(events["sub_event_type"]) == ["Armed clash", "Peaceful protest"]
    assert events.set_index("sub_event_type")["tags"]["Peaceful protest"] == "crowd size=about 40"


def test_one_id_with_two_texts_is_two_articles(write: Write) -> None:
    other = replace(FIGHT and coded("a", FIGHT), events=(replace(event("a", FIGHT), member_id="x@0"),))
    other = replace(other, article=replace(other.article, sha256="f" * 64))
    old = write("old", A)
    append(old, write("new", other))
    assert sorted(tocsin.load(old).articles["article_id"]) == ["a", "a@ffffffff"]
    assert len(tocsin.load(old).events) == 3


def test_a_failed_append_leaves_all_as_it_was(write: Write, tmp_path: Path) -> None:
    old = write("old", A)
    before = {file.name: file.read_bytes() for file in old.iterdir()}
    with pytest.raises(UsageError, match="no build here"):
        append(old, tmp_path)
    with pytest.raises(UsageError, match="build folder"):
        append(old, old / "events.csv")
    assert {file.name: file.read_bytes() for file in old.iterdir()} == before


def test_the_manifest_tells_what_was_appended(write: Write) -> None:
    old = write("old", A)
    append(old, write("new", B))
    append(old, write("newer", D))
    manifest = json.loads((old / "manifest.json").read_text(encoding="utf-8"))
    assert [step["inputs"][0]["name"] for step in manifest["appended"]] == ["old.jsonl", "new.jsonl", "newer.jsonl"]
    assert [found["name"] for found in manifest["inputs"]] == ["old.jsonl", "new.jsonl", "newer.jsonl"]


def test_command_appends_in_place(write: Write) -> None:
    old = write("old", A)
    result = CliRunner().invoke(main, ["append", str(old), str(write("new", B, D))])
    assert (result.exit_code, result.stdout) == (0, f"3 events from 3 articles in {old}\n")


# ---------------------------------------------------------------- diff


def told(old: Path, new: Path) -> list[tuple[str, str, str, str]]:
    return [(change.kind, change.column, change.after, change.cause) for change in diff(old, new)]


def test_two_equal_builds_do_not_differ(write: Write) -> None:
    assert told(write("old", A, B), write("new", A, B)) == []


def test_rows_that_came_and_went_name_their_article(write: Write) -> None:
    found = told(write("old", A), write("new", A, C))
    assert [(kind, cause) for kind, _, _, cause in found] == [("appeared", "article c is new")]
    found = told(write("a", A, C), write("b", A))
    assert [(kind, cause) for kind, _, _, cause in found] == [("vanished", "article c is no longer among the inputs")]


def test_a_row_that_was_excluded_before_says_why(write: Write) -> None:
    barred = replace(C, status="no_event", events=(event("c", FIGHT, reasons=("no_place",)),))
    assert told(write("old", barred), write("new", C))[0][3] == "article c: was excluded (no_place)"
    assert told(write("a", C), write("b", barred))[0][3] == "article c: is now excluded (no_place)"


def test_a_changed_cell_names_the_rules_behind_it(write: Write) -> None:
    old = replace(C, events=(event("c", FIGHT, evidence=(proof("fatalities", "7", rule_ids=("toll.sum",)),)),))
    row = FIGHT | {"fatalities": 5}
    new = replace(C, events=(event("c", row, evidence=(proof("fatalities", "5", rule_ids=("toll.lowest",)),)),))
    assert told(write("old", old), write("new", new)) == [
        ("changed", "fatalities", "5", "no longer by toll.sum; now by toll.lowest")
    ]


PLACES = {"versions": {"gazetteer_sha256": "1"}}


@pytest.mark.parametrize(
    ("before", "after", "column", "cause"),
    [
        ({"rules": {"act:act.kill": "1"}}, {"rules": {"act:act.kill": "2"}}, "fatalities", "rule changed: act.kill"),
        ({"versions": {"actors_sha256": "1"}}, {"versions": {"actors_sha256": "2"}}, "actor1", "actor data changed"),
        (PLACES, {"versions": {"gazetteer_sha256": "2"}}, "location", "gazetteer changed"),
        (PLACES, {"versions": {"gazetteer_sha256": "2"}}, "actor1", ""),
        ({"versions": {"tocsin": "1"}}, {"versions": {"tocsin": "2"}}, "actor1", "another version of tocsin"),
        ({}, {}, "actor1", ""),  # nothing is claimed that is not known
    ],
)  # fmt: skip
def test_a_change_of_rules_or_data_is_the_cause_where_it_is_known(
    write: Write, before: dict[str, Any], after: dict[str, Any], column: str, cause: str
) -> None:
    value = {"fatalities": 5, "actor1": JNIM[0], "location": "Bankass"}[column]
    changed = {column: value} | ({"inter1": JNIM[1]} if column == "actor1" else {})
    found = told(write("old", coded("a", cells()), **before), write("new", coded("a", cells(**changed)), **after))
    assert [line[3] for line in found if line[1] == column] == [cause]


def test_reports_that_joined_a_row_are_named(write: Write) -> None:
    found = told(write("old", A), write("new", A, B))
    assert {(kind, column) for kind, column, _, _ in found} >= {("changed", "actor1"), ("changed", "fatalities")}
    assert all("report b joined" in cause for kind, _, _, cause in found if kind == "changed")


def test_rows_that_join_and_part(write: Write) -> None:
    apart = write("old", coded("a", cells()), coded("b", cells(location="Bankass", latitude=14.3)))
    joined = write("new", coded("a", cells()), coded("b", cells()))
    assert [kind for kind, *_ in told(apart, joined) if kind != "changed"] == ["joined"]
    assert [kind for kind, *_ in told(joined, apart) if kind != "changed"] == ["parted"]


def test_a_corrected_country_changes_the_key_and_loses_nothing(write: Write) -> None:
    old = write("old", coded("a", battle(ARMY, JNIM)))
    new = write("new", coded("a", battle(ARMY, JNIM, country="Niger", admin1="Tillaberi")))
    assert {(kind, column) for kind, column, _, _ in told(old, new)} == {("changed", "country"), ("changed", "admin1")}


def test_groups_are_connected_by_members() -> None:
    old = {"a": frozenset("12"), "b": frozenset("3"), "c": frozenset("9")}
    new = {"x": frozenset("23"), "y": frozenset("7")}
    assert matched(old, new) == [Group(("a", "b"), ("x",)), Group(("c",), ()), Group((), ("y",))]


def test_command_prints_lines_or_csv(write: Write) -> None:
    old, new = write("old", A), write("new", A, C)
    plain = CliRunner().invoke(main, ["diff", str(old), str(new)])
    assert plain.stdout.startswith("appeared  MLI-") and "[article c is new]" in plain.stdout
    assert plain.stderr == "1 appeared\n"
    as_csv = CliRunner().invoke(main, ["diff", str(old), str(new), "--csv"]).stdout.splitlines()
    assert as_csv[0] == "kind,old_key,new_key,column,before,after,cause"
    assert len(as_csv) == 2


# ---------------------------------------------------------------- hashes of rules


def test_a_rule_has_another_hash_only_when_it_acts_otherwise(tmp_path: Path) -> None:
    ours = rule_hashes()
    assert len(ours) > 500
    assert all(len(digest) == 8 for digest in ours.values())
    assert rule_hashes() == ours
