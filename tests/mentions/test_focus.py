"""Which countries an article is about."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.focus import focus_countries
from tocsin.model import Article
from tocsin.text import make_document

STATES = pytest.importorskip("tocsin.actors.store").ActorStore.load().tables["states"]


def focus(text: str, country: str = "", source: str = "", title: str = "") -> dict[str, float]:
    article = Article("a1", text, date(2024, 9, 19), "metadata", title=title, source=source, country=country)
    return focus_countries(make_document(article), Gazetteer.load(), STATES, {"daily lantern": "Kenya"})


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Malian troops clashed with rebels near Gao.", "Mali"),
        ("Gunmen killed five people in Maiduguri.", "Nigeria"),
        ("Shelling hit Kherson as Russian troops advanced on Mykolaiv.", "Ukraine"),
        ("GAO, Mali (Wire) - French jets struck a camp on Monday.", "Mali"),
        ("Police fired on Kenyans who marched over taxes.", "Kenya"),
        ("An envoy in Paris said fighting in Goma and Bukavu went on.", "Democratic Republic of Congo"),
    ],
)
def test_strongest_country(text: str, country: str) -> None:
    assert next(iter(focus(text))) == country


def test_weights_sum_to_one_and_are_sorted() -> None:
    weights = list(focus("Chad and Sudan closed the border after clashes near Adre.").values())
    assert sum(weights) == pytest.approx(1.0)
    assert weights == sorted(weights, reverse=True)


def test_article_country_and_source_home_count() -> None:
    assert next(iter(focus("Two men were shot in San Jose.", country="Costa Rica"))) == "Costa Rica"
    assert focus("Two men were shot.", source="Daily Lantern") == {"Kenya": 1.0}


def test_nothing_points_anywhere() -> None:
    assert focus("Two men were shot at noon.") == {}


def test_country_words_are_whole_words() -> None:
    assert "Oman" not in focus("The Romanian woman came home.")
    assert "Niger" not in focus("Nigerian troops marched.")
