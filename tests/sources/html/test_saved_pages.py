"""What a saved page gives: its text without menus, its title, site and day, and how sure that day is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from made_files import KORO, page
from tocsin.model import Article, Rejected
from tocsin.sources import pages, read_articles


def one(folder: Path, content: str | bytes, name: str = "koro.html") -> Article | Rejected:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read_articles([folder])
    return found


def article(folder: Path, content: str | bytes, name: str = "koro.html") -> Article:
    found = one(folder, content, name)
    assert isinstance(found, Article), found
    return found


def test_a_page_gives_its_text_and_fields(tmp_path: Path) -> None:
    found = article(tmp_path, page())
    assert found.text == "\n".join(KORO)
    assert (found.article_id, found.title, found.source) == ("koro.html", "Five killed in Koro", "Sahel Courier")
    assert (found.published, found.published_basis, found.published_doubt) == (date(2024, 9, 19), "page", "")


CANONICAL = '<link rel="canonical" href="https://courier.example/2024/09/{}/raid">'
LD = '<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{}T09:00:00+02:00"}}</script>'


@pytest.mark.parametrize(
    ("day", "head", "words", "expected"),
    [
        ("2024-09-19", CANONICAL.format("19"), "", ("2024-09-19", "page", "")),
        ("2024-09-19", CANONICAL.format("18"), "", ("2024-09-19", "page", "")),  # made the evening before
        ("2024-09-19", CANONICAL.format("10"), "", ("2024-09-19", "page", "the page also says 2024-09-10")),
        ("2024-09-19", LD.format("2021-01-02"), "", ("2024-09-19", "page", "the page also says 2021-01-02")),
        ("", LD.format("2024-09-19"), "", ("2024-09-19", "page", "")),
        ("", '<meta name="dc.date" content="19 September 2024">', "", ("2024-09-19", "page", "")),
        # March or April? Nothing is declared, and what the library makes of it is a guess
        (
            "",
            '<meta name="date" content="03/04/2024">',
            "",
            ("2024-04-03", "page_text", "guessed from the words of the page"),
        ),
        ("", CANONICAL.format("19"), "", ("2024-09-19", "url", "")),
        ("", "", "Published: 19 September 2024", ("2024-09-19", "page_text", "guessed from the words of the page")),
        ("", "", "", (None, "none", "")),
    ],
)
def test_the_day_tells_where_it_was_found(
    tmp_path: Path, day: str, head: str, words: str, expected: tuple[str | None, str, str]
) -> None:
    found = article(tmp_path, page(day=day, head=head, paragraphs=(*KORO, words) if words else KORO))
    told = found.published.isoformat() if found.published else None
    assert (told, found.published_basis, found.published_doubt) == expected


def test_no_clock_decides_a_day(tmp_path: Path) -> None:
    """A page of a later year than this one's is read all the same."""
    assert article(tmp_path, page(day="2093-09-19")).published == date(2093, 9, 19)


@pytest.mark.parametrize("name", ["koro.html", "koro", "story-12", "index.html?p=7", "koro.txt", "koro.csv"])
def test_content_makes_a_page_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert article(tmp_path, page(), name).title == "Five killed in Koro"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-8-sig"])
def test_a_page_is_read_in_its_own_encoding(tmp_path: Path, encoding: str) -> None:
    words = (*KORO, "The mayor of Ménaka said so.")
    text = page(paragraphs=words).replace("utf-8", encoding.removesuffix("-sig"))
    assert "Ménaka" in article(tmp_path, text.encode(encoding)).text


def test_a_browser_tells_where_a_page_was_saved_from(tmp_path: Path) -> None:
    mark = "<!-- saved from url=(0034)https://courier.example/2024/09/18/a -->\n"
    found = article(tmp_path, page(day="").replace("<html", mark + "<html", 1))
    assert (found.url, found.published) == ("https://courier.example/2024/09/18/a", date(2024, 9, 18))


def test_a_sidecar_wins_over_the_page(tmp_path: Path) -> None:
    fields = {"published": "2024-09-17", "source": "Radio Dune", "url": "https://dune.example/1"}
    (tmp_path / "koro.json").write_text(json.dumps(fields, indent=1), encoding="utf-8")
    found = article(tmp_path, page())
    assert (found.published, found.published_basis, found.source) == (date(2024, 9, 17), "metadata", "Radio Dune")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<html><body>" + "<div>" * 10_000 + "<p>" + KORO[0] + "</p>", "bad_page"),  # nested beyond reading
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "bad_page"),  # no text
        ("<html>", "bad_page"),
        (b"<html><body><p>" + b"\x00\xff\xfe" * 500, "no_text"),
    ],
)
def test_a_page_without_an_article_is_rejected(tmp_path: Path, content: str | bytes, reason: str) -> None:
    found = one(tmp_path, content)
    assert isinstance(found, Rejected)
    assert (found.article_id, found.reason) == ("koro.html", reason)


def test_a_page_beyond_all_size_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.sources.html.MAX_PAGE", 50_000)
    found = one(tmp_path, page() + " " * 50_000)
    assert isinstance(found, Rejected)
    assert found.reason == "too_long"


def test_fifty_megabytes_are_beyond_all_size(tmp_path: Path) -> None:
    assert pages.MAX_PAGE < 50_000_000
    found = one(tmp_path, page().encode() + b"<p>x</p>" * 6_250_000)
    assert isinstance(found, Rejected)
    assert found.reason == "too_long"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>A &amp; B.</p><p>C.</p>", "A & B.\nC."),
        ("A.<br/>B.", "A.\nB."),
        ("<p>A<script>var x</script> b<!-- c --> d.</p>", "A b d."),
        ("Plain words.", "Plain words."),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("", ""),
    ],
)
def test_words_of_a_piece_of_markup(markup: str, text: str) -> None:
    assert pages.fragment_text(markup) == text
