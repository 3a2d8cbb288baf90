"""Other people's column names: `--map published=date_col` for every format that has columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tocsin
from made_files import lines
from tocsin.errors import UsageError
from tocsin.model import Article
from tocsin.sources import read_articles
from tocsin.sources.columns import parse_columns

TEXT = "Gunmen raided the market of Koro on Tuesday."
ROW = {"key": "7", "Body": TEXT, "date_col": "2024-09-19", "title": "Raid"}
COLUMNS = {"id": "key", "text": "Body", "published": "date_col"}


def write(folder: Path, name: str) -> None:
    if name.endswith(".jsonl"):
        (folder / name).write_bytes(lines(ROW))
    elif name.endswith(".csv"):
        (folder / name).write_text(f"{','.join(ROW)}\n{','.join(ROW.values())}\n", encoding="utf-8")
    else:
        pq.write_table(pa.table({key: [value] for key, value in ROW.items()}), folder / name)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet", "unnamed"])
def test_mapped_columns_are_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    (found,) = read_articles([tmp_path / name], columns=COLUMNS)
    assert isinstance(found, Article)
    assert (found.article_id, found.text, found.published, found.title) == ("7", TEXT, date(2024, 9, 19), "Raid")


def test_files_that_use_our_names_are_read_beside(tmp_path: Path) -> None:
    write(tmp_path, "a.csv")
    (tmp_path / "b.jsonl").write_bytes(lines({"id": "8", "text": TEXT}))
    assert [item.article_id for item in read_articles([tmp_path], columns=COLUMNS)] == ["7", "8"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_a_map_that_names_nothing_is_an_error(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    with pytest.raises(UsageError, match="--map url=link: no input has a column 'link'"):
        list(read_articles([tmp_path / name], columns=COLUMNS | {"url": "link"}))


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (["date_col"], "write it as FIELD=COLUMN"),
        (["publishd=x"], "did you mean published"),
        (["text=a", "text=b"], "twice"),
        (["text="], "write it as FIELD=COLUMN"),
    ],
)
def test_a_map_that_cannot_be_read(entries: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_columns(entries)


def test_missing_columns_point_to_the_option(tmp_path: Path) -> None:
    write(tmp_path, "a.csv")
    with pytest.raises(UsageError, match="--map text=COLUMN"):
        list(read_articles([tmp_path / "a.csv"]))


def test_records_in_memory_are_mapped_too() -> None:
    build = tocsin.build([ROW], columns=COLUMNS)
    assert build.articles["article_id"].tolist() == ["7"]
