"""What a feed file gives: one article per entry, its source the feed's name, its day as its zone writes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_files import feed
from tocsin.errors import UsageError
from tocsin.model import Article, Rejected
from tocsin.sources import read_articles

ENTRIES = [
    ("Five killed &amp; two hurt in Koro", "https://courier.example/1", "2024-09-19",
     "<p>Gunmen killed five farmers in Koro on Tuesday.</p><p>Two were hurt.</p>"),
    ("March in Bamako", "https://courier.example/2", "2024-09-20", "Teachers marched in Bamako on Friday."),
]  # fmt: skip


def read(folder: Path, content: str | bytes, name: str = "feed.xml") -> list[Article | Rejected]:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([folder]))


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("name", ["feed.xml", "news.rss", "feed", "index.html"])
def test_entries_are_articles(tmp_path: Path, kind: str, name: str) -> None:
    first, second = read(tmp_path, feed(kind, ENTRIES), name)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.text == "Gunmen killed five farmers in Koro on Tuesday.\nTwo were hurt."
    assert (first.article_id, first.line, first.source) == (f"{name}#1", 1, "Sahel Courier")
    assert (first.url, first.published, first.published_basis) == (ENTRIES[0][1], date(2024, 9, 19), "feed")
    assert second.text == "Teachers marched in Bamako on Friday."


def rss(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Dune</title>{''.join(items)}</channel></rss>"


def item(day: str, words: str = "Gunmen raided Koro on Tuesday.") -> str:
    return f"<item><title>Raid</title>{day}<description>{words}</description></item>"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("<pubDate>Thu, 19 Sep 2024 23:30:00 +0200</pubDate>", (date(2024, 9, 19), "feed", "")),
        ("<pubDate>soon</pubDate>", (None, "none", "")),
        ("", (None, "none", "")),
    ],
)
def test_day_of_an_entry(tmp_path: Path, day: str, expected: tuple[object, str, str]) -> None:
    (found,) = read(tmp_path, rss(item(day)))
    assert isinstance(found, Article)
    assert (found.published, found.published_basis, found.published_doubt) == expected


def test_the_last_change_is_a_doubtful_day(tmp_path: Path) -> None:
    entry = "<entry><title>Raid</title><updated>2024-09-19T08:00:00Z</updated><summary>Gunmen raided Koro.</summary>"
    text = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Dune</title>{entry}</entry></feed>'
    (found,) = read(tmp_path, text)
    assert isinstance(found, Article)
    assert (found.published, found.published_doubt) == (date(2024, 9, 19), "the feed tells only the last change")


def test_the_fuller_of_content_and_summary_is_read(tmp_path: Path) -> None:
    full = (
        "<content:encoded><![CDATA[<p>Gunmen raided Koro on Tuesday.</p><p>They left at noon.</p>]]></content:encoded>"
    )
    text = rss(item("", "Gunmen raided Koro ...").replace("</item>", full + "</item>"))
    text = text.replace("<rss ", "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' ")
    (found,) = read(tmp_path, text)
    assert isinstance(found, Article)
    assert found.text == "Gunmen raided Koro on Tuesday.\nThey left at noon."


def test_a_feed_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    whole = rss(item(""), item(""))
    found = read(tmp_path, whole[: whole.index("</item>") + 9])
    assert isinstance(found[0], Article)
    assert found[-1].reason == "cut_off"  # type: ignore[union-attr]


def test_entities_that_swell_do_not(tmp_path: Path) -> None:
    names = "".join(f'<!ENTITY x{n + 1} "{f"&x{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x0 "ha">{names}]>' + rss(item("", "&x9;"))
    (tmp_path / "good.txt").write_text("Gunmen raided the market of Koro on Tuesday.", encoding="utf-8")
    found = read(tmp_path, bomb)
    assert found[-1].article_id == "good"
    assert all(len(one.text) < 1_000 for one in found if isinstance(one, Article))


@pytest.mark.parametrize(
    "content",
    [
        b"<rss><<<",
        b'<?xml version="1.0" encoding="ut\xe6-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>',
        b'<?xml version="1.0" encoding="u\x00tf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>',
    ],
)
def test_nothing_readable_is_one_clear_line(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"feed\.xml"):
        read(tmp_path, content)
