"""Names of towns that news also uses for persons, companies and things: they need words that put something there."""

from __future__ import annotations

import importlib
from datetime import date

import pytest
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.place_lexicon import load_weights
from tocsin.mentions.places import find_places, resolve_point
from tocsin.model import Article
from tocsin.text import make_document


def places(text: str) -> list[tuple[str, str]]:
    """(name, country) of every place found with a point."""
    document = make_document(Article("a1", text, date(2024, 9, 19), "metadata"))
    found = find_places(document, Gazetteer.load())
    return [(m.candidates[0].name, m.candidates[0].country) for m in found if m.candidates]


NO_TOWN = [
    "Oracle sued its rival over the patents.",  # a company
    "Investors turned against Oracle after the results.",  # "against" takes persons and firms too
    "The union hit Tomlinson with a writ.",
    "Voters were told that Baker had won.",
    "The goal came from Davies in the second half.",
    "A pass to Lynn opened the defence.",
    "Sony recalled a million batteries.",  # no spelling variant of Shawnee
    "The EU fined three banks.",
    "Shares of Venus Holdings fell. Analysts like Venus.",
    "The Ant was a film about a hero.",
    "Mr Tomlinson resigned. Nobody will miss Tomlinson.",
]

TOWNS = [
    ("A bomb went off in Oracle, Arizona.", [("Oracle", "United States"), ("Arizona", "United States")]),
    ("Rioters burned shops in the town of Brits in South Africa.", [("Brits", "South Africa"), ("South Africa",) * 2]),
    ("A Wichita man was shot by police.", [("Wichita", "United States")]),
    ("Boise Police Chief Anders Holm urged calm.", [("Boise", "United States")]),
    ("Lubbock County Prosecutor Jane Roe charged him.", [("Lubbock", "United States")]),
    ("Shops were looted in Enid, Okla., on Friday.", [("Enid", "United States"), ("Oklahoma", "United States")]),
    ("Two died in Columbia, S.C., on Friday.", [("Columbia", "United States"), ("South Carolina", "United States")]),
    ("Villagers fled to an Ill. shelter.", [("Illinois", "United States")]),
    ("Shots were fired in Kent, England.", [("Kent", "United Kingdom"), ("United Kingdom",) * 2]),
]

NAMESAKES = [
    # the world's city, though the article is about the country of its namesake
    ("American officials met in London. The United States agreed.", "London", "United Kingdom"),
    ("American troops landed in Manila. The United States said so.", "Manila", "Philippines"),
    # its own state is told
    ("American officials met in Manila, Arkansas.", "Manila", "United States"),
    # a state in a list of states, a country in a list of countries
    ("Storms hit Ohio, Oregon, Utah and Washington on Friday.", "Washington", "United States"),
    ("Troops from Jordan, Armenia and Georgia took part in Turkey.", "Georgia", "Georgia"),
]


PARTS = [
    # a part of a country goes to the capital of its main province, whatever its villages are
    ("Gunmen killed five people in northeastern Nigeria.", ("Maiduguri", "Nigeria", 3)),
    ("Troops were ambushed in north-east Nigeria.", ("Maiduguri", "Nigeria", 3)),
    ("Rebels raided Zintakoro village in central Mali.", ("Mopti", "Mali", 3)),
    ("Rebels shelled a camp in eastern Congo.", ("Goma", "Democratic Republic of Congo", 3)),
    ("A convoy was hit near Timbuktu in northern Mali.", ("Timbuktu", "Mali", 2)),
]

LOWER = [
    # copy without capitals: a dateline, and towns behind words that place them
    ("nagpur: two men were killed on friday.", [("Nagpur", "India")]),
    ("two men were killed in surat on friday.", [("Surat", "India")]),
    ("update: two men were killed in hiding on friday.", []),
    ("police said: two men were killed in front of parliament.", []),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_part_of_a_country_is_a_region(text: str, expected: tuple[str, str, int]) -> None:
    gazetteer = Gazetteer.load()
    found = find_places(make_document(Article("a1", text, date(2024, 9, 19), "metadata")), gazetteer)
    points = [resolve_point(m, found, gazetteer) for m in found]
    assert expected in [(p.name, p.country, p.geo_precision) for p in points if p is not None]


@pytest.mark.parametrize(("text", "expected"), LOWER)
def test_copy_without_capitals(text: str, expected: list[tuple[str, str]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize("text", NO_TOWN)
def test_names_of_persons_and_things_are_no_towns(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(("text", "expected"), TOWNS)
def test_words_that_place_a_name_make_it_a_town(text: str, expected: list[tuple[str, str]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(("text", "name", "country"), NAMESAKES)
def test_namesake_is_chosen_by_size_state_and_list(text: str, name: str, country: str) -> None:
    assert (name, country) in places(text)


def test_washington_among_states_is_the_state() -> None:
    document = make_document(Article("a1", NAMESAKES[3][0], date(2024, 9, 19), "metadata"))
    last = find_places(document, Gazetteer.load())[-1]
    assert (last.text, last.candidates[0].kind) == ("Washington", "admin1")


def test_capital_of_a_country_is_a_town_and_no_province_of_the_same_name() -> None:
    country = Gazetteer.load().capital("United States")
    assert country is not None and country.admin1 == "District of Columbia"


def test_surnames_leave_out_the_cities_that_news_speaks_of() -> None:
    surnames = load_weights().surnames
    assert {"baker", "davis", "tomlinson"} <= surnames
    assert not {"london", "paris", "houston", "santiago"} & surnames


def test_a_province_has_its_middle_and_a_town_has_none() -> None:
    gazetteer = Gazetteer.load()
    texas, town = gazetteer.admin("United States", "Texas"), gazetteer.capital_town("Mali")
    assert texas is not None and town is not None
    found = gazetteer.middle(texas.place_id)
    assert found is not None and abs(found[0] - 31.0) < 1.0 and abs(found[1] + 99.5) < 1.5
    assert gazetteer.middle(town.place_id) is None
    gao = gazetteer.admin("Mali", "Gao")
    stray = gazetteer.middle(gao.place_id) if gao is not None else None
    assert stray is not None and stray[0] > 15  # one of its towns is filed 700 km off
    fiji = gazetteer.middle("country:Fiji")
    assert fiji is not None and abs(abs(fiji[1]) - 180) < 3  # across the date line


_TABLES = (
    ("test_places", ("POINTS", "CUES"), ("NO_PLACE", "NAMESAKES")),
    ("test_world_places", ("POINTS",), ("NOWHERE", "EITHER")),
    ("test_place_kinds", ("PAIRS", "INSTITUTIONS", "UNITS", "ABBREVIATED", "BY_A_TOWN"), ("NO_PLACE", "SMALL_TOWNS")),
    ("test_place_sites", ("CAPITALS", "PEOPLES"), ("NOT_THERE", "NO_LAND")),
    ("test_place_doubts", ("TOWNS",), ("NO_TOWN", "NAMESAKES")),
)


def test_the_tables_hold_250_cases_a_third_of_them_negative_or_ambiguous() -> None:
    plain = refused = 0
    for module, positive, negative in _TABLES:
        tables = vars(importlib.import_module(f"tests.mentions.{module}" if "." in __name__ else module))
        plain += sum(len(tables[name]) for name in positive)
        refused += sum(len(tables[name]) for name in negative)
    assert plain + refused >= 250
    assert refused / (plain + refused) >= 1 / 3
