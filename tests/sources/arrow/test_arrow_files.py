"""Arrow files and streams give the same articles as a Parquet file of the same rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pytest
from made_files import packed
from tocsin.model import Article
from tocsin.sources import read_articles

TABLE = pa.table(
    {"id": ["a", "b"], "text": ["Gunmen raided Koro on Tuesday.", None], "published": [date(2024, 9, 19), None]}
)  # fmt: skip


def as_file(path: Path) -> None:
    with pa.OSFile(str(path), "wb") as out, pa.ipc.new_file(out, TABLE.schema) as writer:
        writer.write_table(TABLE)


def as_stream(path: Path) -> None:
    with pa.OSFile(str(path), "wb") as out, pa.ipc.new_stream(out, TABLE.schema) as writer:
        writer.write_table(TABLE)


def as_feather(path: Path) -> None:
    pyarrow.feather.write_feather(TABLE, path, compression="zstd")


def as_gzip(path: Path) -> None:
    as_file(path)
    path.write_bytes(packed(path.read_bytes()))


@pytest.mark.parametrize("make", [as_file, as_stream, as_feather, as_gzip])
def test_rows_are_articles(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "rows")
    first, second = read_articles([tmp_path / "rows"])
    assert isinstance(first, Article)
    assert (first.article_id, first.published, first.line) == ("a", date(2024, 9, 19), 1)
    assert getattr(second, "reason", "ok") == "no_text"
