"""What a web archive gives: one article per page that was found, whatever else was captured; damage costs the rest."""

from __future__ import annotations

import gzip
import random
from datetime import date
from pathlib import Path

import pytest
from made_files import page, warc
from tocsin.errors import UsageError
from tocsin.model import Article, Rejected
from tocsin.sources import read_articles

HTML = "text/html; charset=utf-8"
CAPTURES = [
    ("https://courier.example/2024/09/19/raid", "200 OK", HTML, page(day="").encode()),
    ("https://courier.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://courier.example/gone", "404 Not Found", HTML, page(title="Gone").encode()),
    ("https://courier.example/undated", "200 OK", HTML, page(title="Raid in Koro", day="").encode()),
    ("https://courier.example/empty", "200 OK", HTML, b"<html></html>"),
]


def read(folder: Path, content: bytes, name: str = "a.warc.gz") -> list[Article | Rejected]:
    (folder / name).write_bytes(content)
    return list(read_articles([folder]))


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "CC-NEWS-20240920"])
def test_pages_that_were_found_are_articles(tmp_path: Path, packed: bool, name: str) -> None:
    found = read(tmp_path, warc(CAPTURES, packed), name)
    assert [getattr(item, "reason", "ok") for item in found] == ["ok", "ok", "bad_page"]
    first, second = found[:2]
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.article_id, first.line, first.url) == (f"{name}#3", 3, CAPTURES[0][0])
    assert (first.published, first.published_basis) == (date(2024, 9, 19), "url")
    assert (second.published, second.published_basis) == (date(2024, 9, 20), "capture")
    assert second.published_doubt == "the day of the capture, not of publication"


def test_a_day_after_the_capture_is_doubtful(tmp_path: Path) -> None:
    late = [(CAPTURES[0][0].replace("19", "x"), "200 OK", HTML, page(day="2024-11-02").encode())]
    (found,) = read(tmp_path, warc(late))
    assert isinstance(found, Article)
    assert found.published_doubt == "later than the capture on 2024-09-20"


def test_the_server_declares_the_encoding(tmp_path: Path) -> None:
    words = page(paragraphs=("The mayor of Ménaka said that gunmen had raided the market on Tuesday morning.",))
    content = words.replace('<meta charset="utf-8">', "").encode("windows-1252")
    (found,) = read(tmp_path, warc([(CAPTURES[0][0], "200 OK", "text/html; charset=windows-1252", content)]))
    assert isinstance(found, Article)
    assert "Ménaka" in found.text


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_cut_in_the_middle_gives_what_stands_before(tmp_path: Path, packed: bool) -> None:
    whole = warc(CAPTURES, packed)
    found = read(tmp_path, whole[: len(whole) - 300])
    assert [getattr(item, "reason", "ok") for item in found] == ["ok", "ok", "cut_off"]
    assert found[-1].article_id == "a.warc.gz"


def test_an_archive_without_a_record_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.warc"):
        read(tmp_path, warc(CAPTURES, False)[:40], "a.warc")


@pytest.mark.parametrize("seed", range(30))
def test_no_damage_stops_the_reading_of_others(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    content = bytearray(warc(CAPTURES, packed=seed % 2 == 0))
    for _ in range(6):
        content[draw.randrange(len(content))] = draw.randrange(256)
    (tmp_path / "b.txt").write_text("Gunmen raided the market of Koro on Tuesday.", encoding="utf-8")
    found = read(tmp_path, bytes(content), "a.warc")
    assert [item.article_id for item in found if isinstance(item, Article)][-1] == "b"


def test_a_huge_record_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.sources.warc.MAX_RECORD", 1_000)
    big = [(CAPTURES[0][0], "200 OK", HTML, page(paragraphs=("x" * 2_000,)).encode()), CAPTURES[4]]
    found = read(tmp_path, warc(big))
    assert [getattr(item, "reason", "ok") for item in found] == ["too_long", "bad_page"]


def test_packed_members_may_be_one_gzip(tmp_path: Path) -> None:
    """Some tools pack the whole archive at once, against the standard."""
    assert len(read(tmp_path, gzip.compress(warc(CAPTURES, False)))) == 3
