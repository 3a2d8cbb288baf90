"""Sites that stand in a capital, and actors' words that are places after all. All texts are made up."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from tocsin.config import Options
from tocsin.errors import DataFileError
from tocsin.mentions.place_ladder import resolve_point
from tocsin.mentions.place_lexicon import DATA
from tocsin.mentions.place_sites import load_sites
from tocsin.model import Article, PlaceMention
from tocsin.pipeline import Gated, analyse, load_stores, parse_gated, prepare

SITES = tomllib.loads((DATA / "place_sites.toml").read_text(encoding="utf-8"))["site"]


def places(text: str) -> tuple[PlaceMention, ...]:
    stores = load_stores(Options())
    gated = prepare(Article("a1", text, date(2024, 9, 19), "metadata", sha256="0"), stores)
    assert isinstance(gated, Gated)
    return analyse(gated, parse_gated([gated]).get("a1", []), stores).places


def points(text: str) -> list[tuple[str, str, int, str]]:
    found = places(text)
    resolved = [(m, resolve_point(m, found, load_stores(Options()).gazetteer)) for m in found]
    return [(p.name, p.country, p.geo_precision, m.rule_id) for m, p in resolved if p is not None]


@pytest.mark.parametrize(("rule_id", "text"), [(s["id"], text) for s in SITES for text in s["examples"]])
def test_every_example_of_a_site_is_one(rule_id: str, text: str) -> None:
    assert [(precision, rule) for _name, _country, precision, rule in points(text)] == [(1, rule_id)]


@pytest.mark.parametrize(("rule_id", "text"), [(s["id"], text) for s in SITES for text in s["counterexamples"]])
def test_no_counterexample_of_a_site_is_one(rule_id: str, text: str) -> None:
    assert rule_id not in {m.rule_id for m in places(text)}


CAPITALS = [
    ("Soldiers surrounded the presidential palace in Chad.", "NDjamena", "Chad"),
    ("Mutinous Malian soldiers stormed the presidential palace.", "Bamako", "Mali"),
    ("Thousands of Peruvian miners marched to the Ministry of Energy on Monday.", "Lima", "Peru"),
    ("Kyrgyz protesters broke into the parliament building.", "Bishkek", "Kyrgyzstan"),
    ("Sri Lankan students gathered in front of the president's office.", "Colombo", "Sri Lanka"),
    ("A crowd of Iraqis stormed the Swedish embassy at dawn.", "Baghdad", "Iraq"),
    ("Nepalese teachers held a sit-in outside the education ministry.", "Kathmandu", "Nepal"),
    ("Haitian gangs opened fire on the national palace.", "Port-au-Prince", "Haiti"),
    ("Polish farmers rallied outside the prime minister's office.", "Warsaw", "Poland"),
    ("Burkinabe soldiers entered the national television station.", "Ouagadougou", "Burkina Faso"),
    ("Hondurans burned tyres outside the Supreme Court.", "Tegucigalpa", "Honduras"),
    ("Nigerien police set up checkpoints in the capital.", "Niamey", "Niger"),
]


@pytest.mark.parametrize(("text", "name", "country"), CAPITALS)
def test_a_site_lies_in_the_capital(text: str, name: str, country: str) -> None:
    assert [(n, c, p) for n, c, p, _rule in points(text)] == [(name, country, 1)]


NOT_THERE = [
    "The Malian ministry of defence denied the report.",
    "Kenyan lawmakers told parliament that the road was closed.",
    "Protesters gathered outside parliament.",  # whose?
    "Talks between Chad and Sudan were held at the presidential palace.",  # whose?
    "South African unions marched to the Constitutional Court.",  # it sits in Johannesburg
    "Kenyan students marched to the embassy in Bern.",
    "A Kenyan broadcaster moved to state television.",
    "Police stopped protesters who marched towards the Russian embassy over strikes in Syria.",
]


@pytest.mark.parametrize("text", NOT_THERE)
def test_no_capital_is_guessed(text: str) -> None:
    assert not [rule for *_point, rule in points(text) if rule.startswith("place.site.")]


# A people's name, or a group's, inside the name of a place; a half of a district; who belongs to a town.
PEOPLES = [
    ("Rebels shelled Kawi (Ouham-Pende) on Monday.", "Bozoum", 3),
    ("Raiders burned huts near Tinyo (Marakwet West, Elgeyo Marakwet).", "Iten", 3),
    ("Soldiers fired at Sawng village, Kachin, on Monday.", "Myitkyina", 3),
    ("Guards beat migrants in Razavi Khorasan province, Iran.", "Mashhad", 3),
    ("Raiders burned huts in Kinyarok, Lamu East.", "Lamu", 3),
    ("Two explosions were heard at Dadaab Refugee Camp.", "Dadaab", 1),
    ("Nairobi police arrested two traders.", "Nairobi", 1),
    ("Police fired shots to disperse Bangui residents.", "Bangui", 1),
    ("The Hakkari Governor's Office banned marches.", "Hakkari", 1),
    ("Men robbed a bus on the axis Ippy Bambari.", "Ippy", 2),
    ("Petrol was short in Mattago (Mattago, Western), Sri Lanka.", "Colombo", 3),
]


@pytest.mark.parametrize(("text", "name", "precision"), PEOPLES)
def test_names_of_peoples_and_bodies_that_are_places(text: str, name: str, precision: int) -> None:
    assert (name, precision) in {(n, p) for n, _country, p, _rule in points(text)}


NO_LAND = [
    "Turkana herders fought Pokot herders over a well.",
    "Clashes between Kachin and Shan fighters went on.",
    "Fulani, Dogon and Bambara elders met.",
    "Kenya police said nothing.",  # a country's police are not a town's
    "George Governor went home.",
    "Students were kept from voting in Bubolo East.",  # Bulolo is only spelled like it
]


@pytest.mark.parametrize("text", NO_LAND)
def test_peoples_without_a_place(text: str) -> None:
    assert points(text) == []


# A name that the gazetteer knows elsewhere only, beside the larger or well-known place that says where it is.
ELSEWHERE = [
    ("Gunmen shot a trader in Mansura in Ar-Raqqa.", "Ar-Raqqa", "Syria", 3),
    ("A landmine exploded in Maan town in Hama countryside.", "Hama", "Syria", 3),
    ("Bandits raided Kisiwani, Kilifi County.", "Kilifi", "Kenya", 3),
    ("Militants burned a mast in Sarman village near Mandera town.", "Mandera", "Kenya", 2),
    ("Two traders were shot in Salinas, 20 km from Maiduguri.", "Maiduguri", "Nigeria", 2),
    ("Soldiers shelled a hamlet in Muse Township, Shan State.", "Muse", "Myanmar", 2),
    ("Honduran police shot two robbers in La Paz.", "La Paz", "Honduras", 1),
    ("The national police of Honduras searched houses in La Paz.", "La Paz", "Honduras", 1),
    ("Bolivian police searched houses in La Paz.", "La Paz", "Bolivia", 1),
    ("Honduran tourists were robbed in La Paz.", "La Paz", "Bolivia", 1),  # who travels says little
    ("American tourists were robbed in Cairo.", "Cairo", "Egypt", 1),
    ("A mob burned the Roma homes in the town of Sliven.", "Sliven", "Bulgaria", 1),
    ("Fires broke out in the Somali region of Ethiopia.", "Jijiga", "Ethiopia", 3),
]


@pytest.mark.parametrize(("text", "name", "country", "precision"), ELSEWHERE)
def test_words_beside_a_namesake_say_where_it_is(text: str, name: str, country: str, precision: int) -> None:
    found = [(n, c, p) for n, c, p, _rule in points(text)]
    assert found[0] == (name, country, precision)
    assert {c for _name, c, _precision in found} == {country}


NO_TOWN = [
    "Police held a hundred Somali expatriates.",
    "A lorry was stopped near the Somali border.",
    "Villagers drove the Roma families out.",
    "Armed men burned down the Mendez farm.",
    "Kikuyu elders and Kikuyu shopkeepers met.",
]


@pytest.mark.parametrize("text", NO_TOWN)
def test_peoples_and_owners_are_no_towns(text: str) -> None:
    assert points(text) == []


def test_a_site_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "place_sites.toml").write_text('[[site]]\nid = "s"\nseat = "moon"\nphrases = ["x"]\n')
    with pytest.raises(DataFileError, match="needed"):
        load_sites(tmp_path)
