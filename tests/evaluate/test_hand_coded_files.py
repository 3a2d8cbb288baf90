"""Hand-coded files of every kind: what links a row, what is counted and said, what is refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import tocsin
from dataset_cases import article, cells, coded, protest
from tocsin.dataset.load import LoadedDataset
from tocsin.errors import UsageError
from tocsin.evaluate.evaluate import evaluate
from tocsin.evaluate.settings import settings
from tocsin.evaluate.unit import Rates

Judge = Callable[..., tocsin.Evaluation]
ROW = "2024-09-17,Attack,Koro"


@pytest.fixture(scope="module")
def built(write: Callable[..., Path]) -> Path:
    """Attacks in articles a and b."""
    return write("out", coded("a", cells()), coded("b", protest(), cells(location="Gao", latitude=16.27)))


@pytest.fixture(scope="module")
def loaded(built: Path) -> LoadedDataset:
    return tocsin.load(built)


@pytest.fixture
def judge(loaded: LoadedDataset, tmp_path: Path) -> Judge:
    """judge(text of the file, ...) -> the evaluation of the build."""

    def judged(text: str, name: str = "coded.csv", link: str | None = None) -> tocsin.Evaluation:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return evaluate(loaded, tmp_path / name, settings(), link)

    return judged


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (f"article_id,event_date,sub_event_type,location\na,{ROW}\n", {}),
        (f"id,event_date,sub_event_type,location\na,{ROW}\n", {}),
        (f"url,event_date,sub_event_type,location\nhttps://courier.example/a/,{ROW}\n", {}),  # a slash more
        (f"Story,event_date,sub_event_type,location\na,{ROW}\n", {"link": "story"}),
        (f"ARTICLE_ID;EVENT_DATE;SUB_EVENT_TYPE;LOCATION\na;{ROW.replace(',', ';')}\n", {}),  # a spreadsheet's
        ("\ufeffarticle_id,event_date,sub_event_type,location\r\na,17 September 2024,ATTACK,  koro\r\n", {}),
        ("article_id,event_date,sub_event_type,location\na,17/09/2024,attack,Goro|Koro\n", {}),  # either spelling
        (f'article_id,event_date,sub_event_type,location\n"a; nobody-knows",{ROW}\n', {}),  # several articles
    ],
)
def test_forms_in_which_a_row_is_right(judge: Judge, text: str, more: dict[str, str]) -> None:
    found = judge(text, **more)
    assert (found.rows, found.whole, found.errors) == (Rates(1, 1, 1), 1, ())


def test_parquet_and_a_build_are_read_too(built: Path, tmp_path: Path) -> None:
    table = pd.DataFrame({"article_id": ["a"], "event_date": [pd.Timestamp("2024-09-17")], "fatalities": [7.0]})
    table.to_parquet(tmp_path / "coded.parquet")
    found = tocsin.evaluate(built, tmp_path / "coded.parquet")
    assert (found.rows, found.whole) == (Rates(1, 1, 1), 1)
    assert found.types == () == found.confusion  # it has no types, so that none are judged
    assert tocsin.evaluate(built, built).whole == 3


def test_codes_of_an_older_year_are_read_as_todays(judge: Judge) -> None:
    found = judge("article_id,event_date,sub_event_type,inter1,inter2\na,2024-09-17,Attack,3,7\n")
    assert {c.column: c.rates.f1 for c in found.columns} | {"inter1": 1.0, "inter2": 1.0} == {
        c.column: c.rates.f1 for c in found.columns
    }
    assert found.warnings == ("read as an older form: inter codes as digits: 1 rows",)


HEAD = "article_id,event_id_cnty,event_date,sub_event_type,latitude,longitude\n"


@pytest.mark.parametrize(
    ("lines", "rates", "warning"),
    [
        ("a,,17 Sept,Attack,,", Rates(0, 1, 0), "1 row left out: no day that can be read (row 2)"),
        ("a,,2024-13-40,Attack,,", Rates(0, 1, 0), "1 row left out: no day that can be read (row 2)"),
        ("a,,2024-09-17,Atack,,", Rates(1, 1, 1),
         "1 row with a sub_event_type that the codebook does not know, never right (row 2)"),
        ("a,,2024-09-17,Attack,140,0", Rates(1, 1, 1), "1 row whose latitude and longitude are no point (row 2)"),
        (",,2024-09-17,Attack,,\na,,,,,", Rates(0, 1, 0), "1 row without a link to an article (row 2)"),
        ("a,,2024-09-17,Attack,,\na,,2024-09-17,Attack,,", Rates(1, 1, 1),
         "1 row that repeat another, counted once (row 3)"),
        ("a,MLI1,2024-09-17,Attack,,\na,MLI1,2024-09-17,Grenade,,", Rates(2, 1, 1),
         "2 rows under a key that another row has with other cells, each counted (row 2, 3)"),
    ],
)  # fmt: skip
def test_what_is_counted_and_said(judge: Judge, lines: str, rates: Rates, warning: str) -> None:
    found = judge(HEAD + lines + "\n")
    assert (found.rows, found.warnings) == (rates, (warning,))


def test_rows_of_articles_that_the_build_never_saw_are_counted_apart(judge: Judge) -> None:
    found = judge(HEAD + "a,,2024-09-17,Attack,,\nz,,2024-09-17,Attack,,\nz,,2024-09-19,Attack,,\n")
    assert (found.rows, found.apart.unseen, found.apart.outside) == (Rates(1, 1, 1), 2, 2)


def test_a_line_with_a_link_alone_says_that_there_is_no_event(judge: Judge) -> None:
    found = judge(HEAD + "b,,,,,\n")
    assert (found.rows, found.rows.precision, found.rows.recall, found.rows.f1) == (Rates(0, 2, 0), 0.0, None, 0.0)


# ---------------------------------------------------------------- one event, several articles


def test_rows_that_say_the_same_of_two_articles_are_one_event(write: Callable[..., Path], tmp_path: Path) -> None:
    reports = [coded("a", cells()), coded("b", cells())]
    (tmp_path / "coded.csv").write_text(f"id,event_date,sub_event_type,location\na,{ROW}\nb,{ROW}\n")
    assert tocsin.evaluate(write("merged", *reports), tmp_path / "coded.csv").rows == Rates(1, 1, 1)
    assert tocsin.evaluate(write("apart", *reports, merge=False), tmp_path / "coded.csv").rows == Rates(2, 2, 2)


def test_a_repeated_article_is_judged_as_the_one_it_repeats(write: Callable[..., Path], tmp_path: Path) -> None:
    first, copy = coded("a", cells()), coded("b", cells())
    copy = replace(copy, article=article("b", text="Text of a.", sha256=first.article.sha256))
    out = write("out", first, copy)
    assert list(tocsin.load(out).articles["duplicate_of"]) == ["", "a"]
    (tmp_path / "coded.csv").write_text(f"id,event_date,sub_event_type,location\nb,{ROW}\n")
    assert tocsin.evaluate(out, tmp_path / "coded.csv").rows == Rates(1, 1, 1)


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("event_date,location\n2024-09-17,Koro\n", {}, "no column that links rows to articles .*--link COLUMN"),
        ("id,event_date\na,2024-09-17\n", {"link": "story"}, "no column 'story'; its columns are id, event_date"),
        ("id,location\na,Koro\n", {}, "has no column event_date"),
        ("id,event_date,event_date\na,b,c\n", {}, "has the column 'event_date' twice"),
        ("id,event_date\na,2024-09-17,Koro\n", {}, "row 2 has 3 cells, the header 2"),
        ('id,event_date\n"a,2024-09-17\n', {}, "cannot be read as a table"),
        ("", {}, "no column that links rows"),
        ("id,event_date\nz,2024-09-17\n", {}, r"no row is linked to an article of the build \(1 rows name others\)"),
        ("id,event_date\na,2024-09-17\n", {"name": "coded.xlsx"}, "is no CSV or Parquet file by its name"),
        ("id,event_date\na,2024-09-17\n", {"name": "coded.parquet"}, "cannot be read as a table"),
    ],
)
def test_files_that_are_refused(judge: Judge, text: str, more: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        judge(text, **more)


@pytest.mark.parametrize(
    ("days", "km", "words"),
    [(-1, None, "days is -1"), (1000, None, "days is 1000"), (None, float("nan"), "km is nan"), (None, -1, "km is -1")],
)
def test_tolerances_that_are_refused(days: int | None, km: float | None, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        settings(days, km)


def test_builds_that_are_refused(built: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(b"id,event_date,location\na,2024-09-17,S\xe9gou\n")
    for build, gold, words in (
        (tmp_path / "none", built, "no build here"),
        (built / "events.csv", built, "name a build folder"),
        (built, tmp_path / "none.csv", "no such file"),
        (built, tmp_path / "latin.csv", "cannot be read as a table"),
    ):
        with pytest.raises(UsageError, match=words):
            tocsin.evaluate(build, gold)
