"""Kinds of place names in news: hyphenated pairs, institutions, surnames, brackets, villages by a town. Made up."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.actors.store import ActorStore
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.focus import focus_countries
from tocsin.mentions.places import find_places, resolve_point
from tocsin.model import Article, PlaceMention
from tocsin.text import make_document


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def places(text: str, gazetteer: Gazetteer, country: str = "") -> tuple[PlaceMention, ...]:
    doc = make_document(Article("a1", text, date(2024, 9, 19), "metadata", country=country))
    return find_places(doc, gazetteer, (), focus_countries(doc, gazetteer, ActorStore.load().tables["states"]))


def cues(text: str, gazetteer: Gazetteer, country: str = "") -> list[tuple[str, str]]:
    return [(m.text, m.cue) for m in places(text, gazetteer, country)]


# text, words and cue of every mention
PAIRS = [
    ("A convoy was hit on the Djibo-Bourzanga axis.", [("Djibo", "between"), ("Bourzanga", "between")]),
    ("Gunmen stopped a bus on the Djibo-Bourzanga road.", [("Djibo", "between"), ("Bourzanga", "between")]),
    ("A mine exploded on the axis Dori-Djibo.", [("Dori", "between"), ("Djibo", "between")]),
    ("Bandits blocked the Kaduna-Birnin Gwari highway.", [("Kaduna", "between"), ("Birnin Gwari", "between")]),
    # one end that nothing knows is kept as a name
    ("A mine exploded on the axis Dori-Ourofita.", [("Dori", "between"), ("Ourofita", "between")]),
    ("Gunmen halted a bus on the Maiduguri-Damaturu-Potiskum road.",
     [("Maiduguri", "between"), ("Damaturu", "between"), ("Potiskum", "between")]),
    ("Two died on the Gao–Ansongo road.", [("Gao", "between"), ("Ansongo", "between")]),
    # a city and its district: the city
    ("Police searched a flat in Tula-Central.", [("Tula", "in")]),
    ("Police searched a flat in Moscow-Central.", [("Moscow-Central", "in")]),  # a district that the gazetteer knows
    ("Shells fell in Donetsk-North.", [("Donetsk", "in")]),
    ("A blast was heard in Bamako-Zerniko.", [("Bamako", "in")]),
    ("A house burned in Bagh-e-Zerniko.", [("Bagh-e-Zerniko", "in")]),  # a village, though a Bagh is known elsewhere
    # a name with a hyphen of its own is one place
    ("Protesters marched in Port-au-Prince.", [("Port-au-Prince", "in")]),
    ("Troops pushed into Ust-Kamenogorsk.", [("Ust-Kamenogorsk", "in")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_hyphenated_pair(text: str, expected: list[tuple[str, str]], gazetteer: Gazetteer) -> None:
    assert cues(text, gazetteer) == expected


# text, the town that the institution carries, its country
INSTITUTIONS = [
    ("Students of the University of Bangui went on strike.", "Bangui", "Central African Republic"),
    ("Bangui University was closed.", "Bangui", "Central African Republic"),
    ("Nine girls of Kisumu Girls High School fell ill.", "Kisumu", "Kenya"),
    ("Guards of the Port of Mersin stopped work.", "Mersin", "Turkey"),
    ("The Bank of Kigali raised its rate.", "Kigali", "Rwanda"),
    ("The Nairobi City Council fined the traders.", "Nairobi", "Kenya"),
    ("The Lagos Chamber of Commerce objected.", "Lagos", "Nigeria"),
    ("Doctors of Goma General Hospital were unpaid.", "Goma", "Democratic Republic of Congo"),
]


@pytest.mark.parametrize(("text", "town", "country"), INSTITUTIONS)
def test_institution_carries_its_town(text: str, town: str, country: str, gazetteer: Gazetteer) -> None:
    found = places(text, gazetteer)
    assert [(m.text, m.cue, m.candidates[0].country) for m in found] == [(town, "modifier", country)]


def test_prison_of_a_town(gazetteer: Gazetteer) -> None:
    assert [m.text for m in places("Inmates of Nakuru prison rioted.", gazetteer)] == ["Nakuru"]


NO_PLACE = [
    "The Airport was shut.",
    "The main airport was shut.",
    "He joined the Chamber of Commerce.",
    "The Department of Agriculture denied it.",
    "Police found a clue. Bell had lied.",
    "The jury heard Bailey twice.",
    "Walters wept in the dock.",
    "A patrol boat sank. Thames Water paid.",
    "Two men sued Baxley over it.",
    "Residents spoke to Baker about it.",
    "Hepatitis B spread fast.",
    "HIV spread fast.",
    "The Bank of Uganda kept its rate.",
    "Mr Marlow said that he had paid.",
    "The court heard Rita Hudson. The panel did not believe Hudson.",
    "The mob turned against Rita Hudson. It threw stones at Mr Hudson.",
    "Peter Obuya fled. Soldiers hit Obuya twice.",
    "The West Bromley Company paid him.",
    "City Hall was empty.",
    "They told us to leave.",
    "The United States Department of Justice sued.",
    "US troops left.",
    "Prices rose in South America and Latin America.",
    "He wrote to J.K. about it.",
]


@pytest.mark.parametrize("text", NO_PLACE)
def test_no_place(text: str, gazetteer: Gazetteer) -> None:
    assert cues(text, gazetteer) == []


# A small town of the United States or Britain: behind a locative cue, and with its state or a focus there.
SMALL_TOWNS = [
    ("A man was shot in Bell Buckle, Tennessee.", "Bell Buckle", "", True),
    ("A man was shot in Lisbon Falls, Maine. Lisbon Falls was shocked.", "Lisbon Falls", "", True),
    ("A man was shot in Ravenna.", "Ravenna", "United States", True),
    ("Rebels shot Marlow at noon.", "Marlow", "Mali", False),
    ("Rebels shot a man in Marlow.", "Marlow", "Mali", False),
    ("It was Marlow who paid.", "Marlow", "United States", False),
]


@pytest.mark.parametrize(("text", "words", "country", "placed"), SMALL_TOWNS)
def test_small_towns_that_are_surnames(
    text: str, words: str, country: str, placed: bool, gazetteer: Gazetteer
) -> None:
    found = [m for m in places(text, gazetteer, country) if m.text == words and m.candidates]
    anglo = [m for m in found if m.candidates[0].country in ("United States", "United Kingdom")]
    assert bool(anglo) == placed


# text, words, admin1 and country of the first candidate
UNITS = [
    ("Gunmen raided Bali (Mezam, Nord-Ouest) in Cameroon.", "Nord-Ouest", "Nord-Ouest", "Cameroon"),
    ("Jihadists raided Mora (Extreme-Nord).", "Extreme-Nord", "Extreme-Nord", "Cameroon"),
    ("Militias fought in Al Khums, Almargeb.", "Almargeb", "Al Marqab", "Libya"),
    ("Militias fought in Aljfara district, Libya.", "Aljfara", "Al Jifarah", "Libya"),
    ("A bus was hit in Al Jabal Al Gharbi, Libya.", "Al Jabal Al Gharbi", "Al Jabal al Gharbi", "Libya"),
    ("Herders were shot in Plateau state, Nigeria.", "Plateau", "Plateau", "Nigeria"),
    ("Teachers were shot in North region, Cameroon.", "North", "Nord", "Cameroon"),
    ("Monks marched in Southern Province, Sri Lanka.", "Southern Province", "Southern", "Sri Lanka"),
    ("Police shot a man in Galle, Southern, Sri Lanka.", "Galle", "Southern", "Sri Lanka"),
]


@pytest.mark.parametrize(("text", "words", "admin1", "country"), UNITS)
def test_units_in_local_spelling(text: str, words: str, admin1: str, country: str, gazetteer: Gazetteer) -> None:
    found = next((m for m in places(text, gazetteer) if m.text == words), None)
    assert found is not None and found.candidates, places(text, gazetteer)
    assert (found.candidates[0].admin1, found.candidates[0].country) == (admin1, country)


ABBREVIATED = [
    ("A patient was flown to the US on Monday.", "US", "United States"),
    ("He was held in the U.S. for a year.", "U.S.", "United States"),
    ("Nurses went on strike in the U.K. and France.", "U.K.", "United Kingdom"),
    ("Nurses went on strike in the UK.", "UK", "United Kingdom"),
    ("A fire broke out in NSW, Australia.", "NSW", "Australia"),
]


@pytest.mark.parametrize(("text", "words", "country"), ABBREVIATED)
def test_abbreviated_countries(text: str, words: str, country: str, gazetteer: Gazetteer) -> None:
    found = places(text, gazetteer)
    assert (found[0].text, found[0].candidates[0].country) == (words, country)


@pytest.mark.parametrize("text", ["Western leaders met.", "The Southern command struck.", "He moved West."])
def test_compass_words_are_no_units(text: str, gazetteer: Gazetteer) -> None:
    assert cues(text, gazetteer) == []


# an unknown village, and the known town by it: point and precision
BY_A_TOWN = [
    ("Gunmen killed nine people in Tinzawaga near Gao on Monday.", "Tinzawaga", "Gao", 2),
    ("Gunmen killed nine people in Tinzawaga, 40 km from Gao.", "Tinzawaga", "Gao", 2),
    ("Gunmen killed nine people in Tinzawaga, some 40 kilometres north of Gao.", "Tinzawaga", "Gao", 2),
    ("Gunmen killed nine people in the Tinzawaga area of Gao.", "Tinzawaga", "Gao", 2),
    ("Gunmen killed nine people in Tinzawaga, on the outskirts of Gao.", "Tinzawaga", "Gao", 2),
    ("Gunmen killed nine people in Tinzawaga, a hamlet close to Gao.", "Tinzawaga", "Gao", 2),
    ("A mine exploded on the Ansongo-Gao road in Tinzawaga.", "Tinzawaga", "Gao", 2),
    ("A mine hit a convoy in Tinzawaga (Gao, Gao).", "Tinzawaga", "Gao", 2),  # the town in its province
    ("Gunmen killed nine people at Tinzawaga on the road to Gao.", "Tinzawaga", "Gao", 2),
]


@pytest.mark.parametrize(("text", "words", "name", "precision"), BY_A_TOWN)
def test_unknown_village_by_a_town(text: str, words: str, name: str, precision: int, gazetteer: Gazetteer) -> None:
    found = places(text, gazetteer)
    village = next(m for m in found if m.text == words)
    point = resolve_point(village, found, gazetteer)
    assert point is not None, found
    assert (point.name, point.geo_precision) == (name, precision)


def test_a_hamlet_abroad_does_not_hide_a_town(gazetteer: Gazetteer) -> None:
    (found,) = places("French forces searched a house in Kidal.", gazetteer)
    assert found.candidates[0].country == "Mali"


def test_remembered_scan_changes_nothing(gazetteer: Gazetteer) -> None:
    """Two articles with the same sentence, one of them with a blocked span: neither touches the other's spans."""
    text = "Gunmen raided Ouro Dinga, a village in Bankass district, near Koro in Mali's Mopti region."
    first = find_places(make_document(Article("a1", text, date(2024, 9, 19), "metadata")), gazetteer)
    later = make_document(Article("a2", f"It rained. {text}", date(2024, 9, 19), "metadata"))
    blocked = later.text.index("Koro")
    assert "Koro" not in [m.text for m in find_places(later, gazetteer, [(blocked, blocked + 4)])]
    shift = len("It rained. ")
    again = find_places(later, gazetteer)
    assert [(m.text, m.start - shift, m.parent, m.cue) for m in again] == [
        (m.text, m.start, m.parent, m.cue) for m in first
    ]
