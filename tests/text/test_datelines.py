"""Datelines: what opens a story with a place, what only looks like it, and the day that follows from it."""

from datetime import date

import pytest
from tocsin.model import Article
from tocsin.text import make_document, resolve_published
from tocsin.text.clean import clean_text
from tocsin.text.dateline import find_dateline
from tocsin.text.dates import read_date

PUBLISHED = date(2021, 3, 5)


@pytest.mark.parametrize(
    ("opening", "place", "day"),
    [
        ("SAN SALVADOR, 3 JAN 90 (AFP) -- ", "SAN SALVADOR", date(1990, 1, 3)),
        ("GAO, Mali (Reuters) - ", "GAO", None),
        ("Bamako: ", "Bamako", None),
        ("NAIROBI, Kenya, March 3 - ", "NAIROBI", date(2021, 3, 3)),  # year from the day of publication
        ("Kabul, 3 January 2021 (AA) \u2013 ", "Kabul", date(2021, 1, 3)),
        ("Maiduguri \u2014 ", "Maiduguri", None),
        ("PORT-AU-PRINCE, Haiti (AP) \u2014 ", "PORT-AU-PRINCE", None),
        ("N'DJAMENA, Sept 19 (Reuters) - ", "N'DJAMENA", date(2020, 9, 19)),
        ("DAKAR/BAMAKO, Jan 3 (Reuters) - ", "DAKAR", date(2021, 1, 3)),
        ("Bambari (Central African Republic), 3 March 2021 (AFP) - ", "Bambari", date(2021, 3, 3)),
        ("ST. PETERSBURG, Russia - ", "ST. PETERSBURG", None),
        ("[Text] San Salvador, 3 Jan 89 (ACAN-EFE) -- ", "San Salvador", date(1989, 1, 3)),
        ("JUBA \u2013 3 March 2021 \u2013 ", "JUBA", date(2021, 3, 3)),
        ("(Beirut, March 3, 2020) \u2013 ", "Beirut", date(2020, 3, 3)),  # rights groups
        ("Dhaka, Mar 3 (dhakawire.com) -- ", "Dhaka", date(2021, 3, 3)),
        ("SRINAGAR, March 3: ", "SRINAGAR", date(2021, 3, 3)),
        ("LIMA, 3 JAN 90 (EFE) ", "LIMA", date(1990, 1, 3)),  # no dash at all
        ("Port Sudan: ", "Port Sudan", None),
        ("Rio de Janeiro - ", "Rio de Janeiro", None),
        ("Khartoum, Tuesday, March 2, 2021 - ", "Khartoum", date(2021, 3, 2)),
        ("Bogot\u00e1, 3 May 2020 (EFE).- ", "Bogot\u00e1", date(2020, 5, 3)),
        ("WASHINGTON, D.C. - ", "WASHINGTON", None),
        ("Bamako, Mali, Sept. 19, 2020 /SahelWire/ -- ", "Bamako", date(2020, 9, 19)),
    ],
)
def test_dateline(opening: str, place: str, day: date | None) -> None:
    text = clean_text(opening + "Gunmen fled.")[0]
    found = find_dateline(text, 0, PUBLISHED)
    assert found is not None
    assert (found.place, found.day) == (place, day)
    assert text[found.place_start : found.place_end] == place
    assert text[found.end :] == "Gunmen fled."


@pytest.mark.parametrize(
    "text",
    [
        "Note: Gunmen fled.",
        "WASHINGTON POST: Gunmen fled.",
        "Update - Gunmen fled.",
        "AFP - Gunmen fled.",  # an agency, no place
        "Breaking News: Gunmen fled.",
        "Residents: Gunmen fled.",
        "Boko Haram - a jihadist group - said so.",
        "Al-Shabaab -- the group behind it -- said so.",
        "President Diallo: We will fight.",
        "Gunmen attacked Koro.",
        "Koro, Mali, was attacked on 3 January 2020 -- again.",
        "Police (PNP) said - again.",
        "Gunmen fled Koro - Army",
        "-- Gunmen",
        "(Beirut) Gunmen fled.",
        "(Adds detail) Gunmen - fled.",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text, 0, PUBLISHED) is None


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("3 JAN 90", None, date(1990, 1, 3)),
        ("3 JAN 05", None, date(2005, 1, 3)),
        ("March 3", None, None),  # no year anywhere
        ("Dec. 31", date(2021, 1, 2), date(2020, 12, 31)),
        ("March 6", date(2021, 3, 5), date(2021, 3, 6)),  # a zone ahead
        ("31 February 2021", None, None),
        ("Feb 29", date(2021, 3, 1), date(2020, 2, 29)),
    ],
)
def test_day_of_a_dateline(words: str, published: date | None, day: date | None) -> None:
    assert read_date(words, published) == day


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (None, "LIMA, 3 JAN 90 (EFE) -- Rebels fled the town.", (date(1990, 1, 3), "dateline")),
        (date(1990, 1, 4), "LIMA, 3 JAN 90 (EFE) -- Rebels fled the town.", (date(1990, 1, 4), "metadata")),
        (None, "LIMA, 3 JAN (EFE) -- Rebels fled the town.", None),
        (None, "Rebels fled the town.", None),
    ],
)
def test_published_falls_back_on_the_dateline(published: date | None, text: str, expected: object) -> None:
    article = Article("a", text, published, "metadata" if published else "none")
    found = resolve_published(article, make_document(article))
    assert (found and (found.published, found.published_basis)) == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Five killed in Koro\n\nBAMAKO, Mali (AFP) - Gunmen fled.", ["Five killed in Koro", "Gunmen fled."]),
        ("By Musa Ali\n\nBamako, 3 March 2021 (AA) - Gunmen fled.", ["Gunmen fled."]),  # byline blanked
        ("[TEXT] BAMAKO, 3 MAR 91 (AFP) -- [TEXT] GUNMEN FLED.", ["Gunmen fled."]),
        ("Gunmen fled.\n\nBamako - Ten died.", ["Gunmen fled.", "Bamako - Ten died."]),  # the story has begun
    ],
)
def test_dateline_behind_a_headline(text: str, sentences: list[str]) -> None:
    document = make_document(Article("a", text, None, "none"))
    assert [sentence.text for sentence in document.sentences] == sentences
    if document.dateline:
        assert document.dateline.place.upper() == "BAMAKO"


def test_first_sentence_starts_behind_the_dateline() -> None:
    document = make_document(
        Article("a", "KORO, Mali (Wire) - Gunmen fled. Ten died.", None, "none", title="Raid in Koro")
    )
    assert [sentence.text for sentence in document.sentences] == ["Raid in Koro", "Gunmen fled.", "Ten died."]
    assert document.dateline is not None
    assert document.text[document.dateline.place_start : document.dateline.place_end] == "KORO"
    assert document.quote(document.dateline.place_start, document.dateline.place_end) == "KORO"
