"""The functions for Python: the same answers as the commands, typed tables, clear errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import tocsin
from tocsin.errors import UsageError

KORO = "Gunmen killed three farmers in Koro, Mali, on Tuesday."
RECORD = {"id": "a1", "text": KORO, "published": "2025-03-06", "source": "Sahel Courier"}


@pytest.mark.parametrize("first", ["tocsin.pipeline", "tocsin.mentions.times", "tocsin.api", "tocsin.mentions"])
def test_mentions_is_the_function_whatever_was_imported_first(first: str) -> None:
    """A package of the same name finds the mentions; importing it must not hide the function."""
    script = (
        f"import importlib, tocsin; importlib.import_module({first!r});"
        "from tocsin.mentions.times import find_times; from tocsin import mentions;"
        "assert tocsin.mentions is mentions and callable(mentions) and callable(find_times)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_inputs_may_be_a_path_paths_records_or_a_table(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    ways = (str(file), file, [file], [RECORD], iter([RECORD]), pd.DataFrame([RECORD]))
    first, *rest = [tocsin.build(way).events for way in ways]
    assert len(first) == 1
    for other in rest:
        pd.testing.assert_frame_equal(first, other)


def test_what_is_built_is_what_is_loaded(tmp_path: Path) -> None:
    build = tocsin.build([RECORD], tmp_path / "out")
    loaded = tocsin.load(tmp_path / "out")
    for name in ("events", "members", "evidence", "details", "excluded", "articles"):
        pd.testing.assert_frame_equal(getattr(build, name), getattr(loaded, name))
    assert build.out == tmp_path / "out"
    pd.testing.assert_frame_equal(tocsin.load(tmp_path / "out" / "events.csv").events, build.events)


def test_records_with_a_fault_are_rejected_not_raised() -> None:
    build = tocsin.build([RECORD, RECORD, {"id": "b"}])
    assert list(build.articles["status"]).count("rejected") == 2
    assert len(build.events) == 1


def test_merge_joins_two_articles_and_no_merge_does_not() -> None:
    passive = "Three farmers were killed by gunmen in Koro, Mali, on Tuesday."
    other = {**RECORD, "id": "a2", "source": "Radio Dune", "text": passive}
    assert len(tocsin.build([RECORD, other]).events) == 1
    assert len(tocsin.build([RECORD, other], merge=False).events) == 2


def test_coded_shows_and_explains_itself() -> None:
    coded = tocsin.code(KORO, published="2025-03-06")
    assert repr(coded).startswith("<Coded: 1 event")
    assert "2025-03-04 Attack" in repr(coded)
    assert "sub_event_type = Attack" in coded.explain() and '"killed"' in coded.explain()
    assert repr(tocsin.code("The village of Koro in Mali was quiet.", "2025-03-06")) == "<Coded: no event>"


def test_build_explains_a_row() -> None:
    build = tocsin.build([RECORD])
    assert repr(build) == "<Build: 1 event from 1 article>"
    assert "rules/decisions.toml:" in build.explain(build.events["event_id_cnty"].iloc[0])


def test_events_have_stable_dtypes_even_when_empty() -> None:
    full = tocsin.build([RECORD]).events
    empty = tocsin.build([{**RECORD, "text": "The village of Koro in Mali was quiet."}]).events
    assert len(empty) == 0
    assert dict(full.dtypes) == dict(empty.dtypes)
    assert str(full["fatalities"].dtype) == "int64"


def test_mentions_of_a_text() -> None:
    found = tocsin.mentions(text=KORO, published="2025-03-06")
    assert [KORO[m.start : m.end] for m in found.itertuples()] == list(found["text"])
    koro = found[(found["kind"] == "place") & (found["text"] == "Koro")].iloc[0]
    assert (koro["country"], round(koro["latitude"])) == ("Mali", 14)
    three = found[found["kind"] == "quantity"].iloc[0]
    assert (three["low"], three["high"], three["unit"]) == (3, 3, "count")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: tocsin.build("missing.jsonl"), "no such file"),
        (lambda: tocsin.build([RECORD], window=-1), "window"),
        (lambda: tocsin.build([RECORD], published="soon"), "soon"),
        (lambda: tocsin.build([RECORD], places="mine.csv"), "no such file of places"),
        (lambda: tocsin.build([1, 2]), "paths or all records"),
        (lambda: tocsin.code(KORO), "no date"),
        (lambda: tocsin.mentions(), "either"),
        (lambda: tocsin.mentions([RECORD], text=KORO), "either"),
        (lambda: tocsin.load("missing"), "no build here"),
    ],
)
def test_faults_are_usage_errors(call: object, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        call()  # type: ignore[operator]
