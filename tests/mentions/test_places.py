"""Text -> place: name, country and precision; what is no place; cues; parents; the ladder. All texts are made up."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tocsin.actors.store import ActorStore
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.focus import focus_countries
from tocsin.mentions.place_lexicon import load_lexicon, load_weights
from tocsin.mentions.places import find_places, resolve_point
from tocsin.model import Article, Document, PlaceMention
from tocsin.text import make_document


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def document(text: str, country: str = "", title: str = "") -> Document:
    return make_document(Article("a1", text, date(2024, 9, 19), "metadata", title=title, country=country))


def mention(
    text: str, words: str, gazetteer: Gazetteer, country: str = ""
) -> tuple[PlaceMention, tuple[PlaceMention, ...]]:
    doc = document(text, country)
    found = find_places(doc, gazetteer, (), focus_countries(doc, gazetteer, ActorStore.load().tables["states"]))
    return next((m for m in found if m.text == words), found[0] if found else None), found  # type: ignore[return-value]


# text, words of the mention, name of the point, country, precision
POINTS = [
    # West Africa
    ("Gunmen killed two men in Kaya on Monday.", "Kaya", "Kaya", "Burkina Faso", 1),
    ("A convoy was ambushed near Djibo, Burkina Faso.", "Djibo", "Djibo", "Burkina Faso", 2),
    ("Fighting broke out on the road between Gao and Ansongo.", "Gao", "Gao", "Mali", 2),
    ("Fighting broke out on the road between Gao and Ansongo.", "Ansongo", "Ansongo", "Mali", 2),
    ("An attack on the Kaduna-Abuja highway left five dead.", "Kaduna", "Kaduna", "Nigeria", 2),
    ("The army shelled hideouts in Borno state.", "Borno", "Maiduguri", "Nigeria", 3),
    ("An explosion hit the Faladie gendarmerie school in Bamako.", "Faladie", "Bamako - Faladie", "Mali", 1),
    ("Gunmen stormed Koro village, Bankass district, in Mali's Mopti region.", "Koro", "Koro", "Mali", 1),
    ("Bandits abducted girls in Zamfara state, Nigeria.", "Zamfara", "Gusau", "Nigeria", 3),
    ("Herders and farmers clashed in Makurdi, the capital of Benue.", "Makurdi", "Makurdi", "Nigeria", 1),
    ("Students marched through Dakar on Friday.", "Dakar", "Dakar", "Senegal", 1),
    ("Police fired tear gas in Conakry.", "Conakry", "Conakry", "Guinea", 1),
    ("Two soldiers died in Menaka, northern Mali.", "Menaka", "Menaka", "Mali", 1),
    ("A bomb went off outside Maiduguri.", "Maiduguri", "Maiduguri", "Nigeria", 2),
    # Central and East Africa, Sudan
    ("Rebels attacked Sibut (Sibut, Kemo) on Tuesday.", "Sibut", "Sibut", "Central African Republic", 1),
    ("M23 rebels entered Goma overnight.", "Goma", "Goma", "Democratic Republic of Congo", 1),
    ("Clashes resumed around Sake, about 25 km from Goma.", "Sake", "Sake", "Democratic Republic of Congo", 2),
    ("A militia burned huts in Ituri province.", "Ituri", "Bunia", "Democratic Republic of Congo", 3),
    ("Al-Shabaab shelled Baidoa at dawn.", "Baidoa", "Baidoa", "Somalia", 1),
    ("A roadside bomb exploded in Hargeisa.", "Hargeisa", "Hargeysa", "Somalia", 1),
    ("The paramilitaries shelled El Fasher for hours.", "El Fasher", "El Fasher", "Sudan", 1),
    ("Fighting was reported in Omdurman, Sudan.", "Omdurman", "Omdurman", "Sudan", 1),
    ("Insurgents beheaded a farmer in Macomia, Cabo Delgado.", "Macomia", "Macomia", "Mozambique", 1),
    ("Insurgents raided hamlets in Cabo Delgado province.", "Cabo Delgado", "Pemba", "Mozambique", 3),
    ("Protesters blocked roads in Kisumu, Kenya.", "Kisumu", "Kisumu", "Kenya", 1),
    ("Drones struck Mekelle in Tigray.", "Mekelle", "Mekele", "Ethiopia", 1),
    # Middle East and North Africa
    ("Air strikes hit Sana'a overnight.", "Sana'a", "Sanaa", "Yemen", 1),
    ("Air strikes hit Deir ez-Zor overnight.", "Deir ez-Zor", "Deir ez-Zor", "Syria", 1),
    ("Shelling was heard on the outskirts of Homs.", "Homs", "Homs", "Syria", 2),
    ("Tanks moved into Khan Younis, in the southern Gaza Strip.", "Khan Younis", "Khan Younis", "Palestine", 1),
    ("Settlers torched cars in Nablus.", "Nablus", "Nablus", "Palestine", 1),
    ("A suicide bomber struck in Baghdad, Iraq.", "Baghdad", "Baghdad", "Iraq", 1),
    ("Rockets landed near Erbil.", "Erbil", "Erbil", "Iraq", 2),
    ("Militants ambushed a patrol in Kirkuk.", "Kirkuk", "Kirkuk", "Iraq", 1),
    ("Workers went on strike in Sfax, Tunisia.", "Sfax", "Sfax", "Tunisia", 1),
    ("Militias fought in Misrata.", "Misrata", "Misratah", "Libya", 1),
    # Asia
    ("Nine were killed in Helmand province's Sangin district.", "Sangin", "Sangin", "Afghanistan", 2),
    ("A blast hit a mosque in Kunduz.", "Kunduz", "Kunduz", "Afghanistan", 1),
    ("Gunmen opened fire in Quetta, the capital of Balochistan.", "Quetta", "Quetta", "Pakistan", 1),
    ("Maoists ambushed police in Sukma district of Chhattisgarh.", "Sukma", "Sukma", "India", 2),
    ("A mob burned houses in Imphal, Manipur.", "Imphal", "Imphal", "India", 1),
    ("Junta jets bombed a school in Sagaing, Myanmar.", "Sagaing", "Sagaing", "Myanmar", 1),
    ("Soldiers clashed with Abu Sayyaf in Jolo, Sulu.", "Jolo", "Jolo", "Philippines", 1),
    ("A grenade was thrown in Cotabato City.", "Cotabato City", "Cotabato", "Philippines", 1),
    ("Separatists shot a pilot in Wamena, Papua.", "Wamena", "Wamena", "Indonesia", 1),
    ("Gunmen killed a teacher in Pattani, Thailand.", "Pattani", "Pattani", "Thailand", 1),
    ("Students rallied in Dhaka on Sunday.", "Dhaka", "Dhaka", "Bangladesh", 1),
    # Europe and Caucasus
    ("Russian missiles hit Kiev.", "Kiev", "Kyiv", "Ukraine", 1),
    ("Shelling of Kharkiv went on.", "Kharkiv", "Kharkiv", "Ukraine", 1),
    ("Drones struck Simferopol in Crimea.", "Simferopol", "Simferopol", "Ukraine", 1),
    ("Police dispersed a rally in Minsk.", "Minsk", "Minsk", "Belarus", 1),
    ("Shots were fired near Stepanakert.", "Stepanakert", None, None, 2),
    ("Serbs blocked a road in Zvecan, Kosovo.", "Zvecan", "Zvecan", "Kosovo", 1),
    ("Farmers marched in Lyon, France.", "Lyon", "Lyon", "France", 1),
    # Americas
    ("ELN guerrillas attacked a base in Saravena, Arauca.", "Saravena", "Saravena", "Colombia", 1),
    ("A car bomb exploded in Cali, Colombia.", "Cali", "Cali", "Colombia", 1),
    ("Gangs burned houses in Port-au-Prince.", "Port-au-Prince", "Port-au-Prince", "Haiti", 1),
    ("Cartel gunmen fought in Culiacan, Sinaloa.", "Culiacan", "Culiacan", "Mexico", 1),
    ("Guerrillas bombed a bridge in San Salvador.", "San Salvador", "San Salvador", "El Salvador", 1),
    ("Miners blocked a road in Cajamarca, Peru.", "Cajamarca", "Cajamarca", "Peru", 1),
    ("Protesters gathered in Caracas.", "Caracas", "Caracas", "Venezuela", 1),
    ("Rioters looted shops in Springfield, Illinois.", "Springfield", "Springfield", "United States", 1),
    ("A body was found in Tierra Blanca, Veracruz.", "Tierra Blanca", "Tierra Blanca", "Mexico", 1),
    ("Prisoners rioted in Tura prison, Cairo.", "Tura", "Cairo", "Egypt", 2),
    ("Israeli soldiers shot a man in Bethlehem.", "Bethlehem", "Bethlehem", "Palestine", 1),
    ("Houses burned in Kikumbewa, Masisi territory, Nord-Kivu.", "Kikumbewa", "Masisi", None, 2),
    # owners, appositions, plural units
    ("Gunmen fled after raids in Uttar Pradesh's Lucknow.", "Lucknow", "Lucknow", "India", 1),
    ("Residents of Kwanawa, a village in Chikun district, Nigeria, fled.", "Kwanawa", None, "Nigeria", 2),
    ("Drones flew over Odesa, Mykolaiv and Kherson regions.", "Odesa", None, "Ukraine", 3),
    ("Two died along the Birnin Gwari-Funtua road.", "Funtua", "Funtua", "Nigeria", 2),
    ("Two explosions rocked the Hodan neighbourhood of Mogadishu.", "Mogadishu", "Mogadishu", "Somalia", 1),
    # spelling, case, lists
    ("gunmen killed five people in maiduguri on monday", "maiduguri", "Maiduguri", "Nigeria", 1),
    ("REBELS ATTACK ARMY BASE IN MAIDUGURI, KILL FIVE", "MAIDUGURI", "Maiduguri", "Nigeria", 1),
    ("Clashes in Kaya, Dori and Djibo left ten dead.", "Djibo", "Djibo", "Burkina Faso", 1),
    ("Clashes in the town of Ségou, Mali, left ten dead.", "Ségou", "Segou", "Mali", 1),
    # the ladder: a village that no gazetteer knows
    ("Gunmen raided Ouro Dinga, a village in Bankass district, on Monday.", "Ouro Dinga", "Bankass", "Mali", 2),
    ("They attacked the village of Kologolo in Mopti region.", "Kologolo", "Mopti", "Mali", 3),
    ("Bandits hit Kurebewa in Shiroro Local Government Area of Niger State, Nigeria.", "Kurebewa", None, "Nigeria", 2),
    ("Men burned the village of Tinzawa, 12 km from Ansongo.", "Tinzawa", "Ansongo", "Mali", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name", "country", "precision"), POINTS)
def test_point(
    text: str, words: str, name: str | None, country: str | None, precision: int, gazetteer: Gazetteer
) -> None:
    found, mentions = mention(text, words, gazetteer)
    point = resolve_point(found, mentions, gazetteer)
    assert point is not None, mentions
    assert (name or point.name, country or point.country, precision) == (point.name, point.country, point.geo_precision)


NO_PLACE = [
    "President Lincoln spoke for an hour.",
    "The Bank of Uganda kept its rate.",
    "The Washington Post reported the talks.",
    "The Niger Delta Avengers denied it.",
    "Jordan said it shot down drones.",
    "The Mali army said it fought back.",
    "Malian soldiers arrested two men.",
    "Bamako-based officers met on Monday.",
    "In May, the rains began.",
    "He was born in March and died in August.",
    "Paul Biya was re-elected.",
    "Lincoln, 45, was arrested.",
    "The Commerce Department published the figures.",
    "The Justice Department opened an inquiry.",
    "Mr Kaya was shot by his brother.",
    "Colonel Goita took an oath.",
    "Nobody spoke English.",
    "The rebels spoke in Arabic.",
    "Washington-backed forces advanced.",
    "Hutu fighters fled in Toyota pickups.",
    "Mobile phones were cut.",
    "He believes in God.",
    "Reading the verdict, the judge wept.",
    "General Santos resigned.",
    "The Kigali Today newspaper was fined.",
    "Mohammed Yusuf founded the sect.",
    "Ukrainian and Russian negotiators met.",
    "Fano militiamen withdrew.",
    "A crowd stood outside the Secretariat.",
    "The Toyota was found empty.",
    "Amina Hassan and her son died.",
]


@pytest.mark.parametrize("text", NO_PLACE)
def test_no_place(text: str, gazetteer: Gazetteer) -> None:
    assert [(m.text, m.cue) for m in find_places(document(text), gazetteer)] == []


# text, words, country stated elsewhere, country chosen ("" = known to be a place, but not which one)
NAMESAKES = [
    ("Gunmen killed two people in San Jose.", "San Jose", "Philippines", "Philippines"),
    ("Gunmen killed two people in San Jose, Costa Rica.", "San Jose", "", "Costa Rica"),
    ("Rioters burned a bus in Tripoli, Lebanon.", "Tripoli", "", "Lebanon"),
    ("Rival militias fought in Tripoli.", "Tripoli", "", "Libya"),
    ("Rival militias fought in Tripoli.", "Tripoli", "Lebanon", "Lebanon"),
    ("Police fired on a crowd in Hyderabad, Sindh.", "Hyderabad", "", "Pakistan"),
    ("Police fired on a crowd in Hyderabad.", "Hyderabad", "India", "India"),
    ("Rebels attacked Koro in Mali.", "Koro", "", "Mali"),
    ("A man was stabbed in Birmingham, Alabama.", "Birmingham", "", "United States"),
    ("A man was stabbed in Birmingham.", "Birmingham", "United Kingdom", "United Kingdom"),
    ("Soldiers shot a boy in Valencia, Venezuela.", "Valencia", "", "Venezuela"),
    ("They attacked the village of Kologo in Mopti region.", "Kologo", "", ""),
    ("Youths rioted in Georgetown, Guyana.", "Georgetown", "", "Guyana"),
    ("A bomb went off in Mosul, and a man was shot in Hit.", "Mosul", "", "Iraq"),
    ("Clashes broke out in Santa Cruz, Bolivia.", "Santa Cruz", "", "Bolivia"),
]


@pytest.mark.parametrize(("text", "words", "article", "country"), NAMESAKES)
def test_namesakes(text: str, words: str, article: str, country: str, gazetteer: Gazetteer) -> None:
    found, _all = mention(text, words, gazetteer, article)
    assert found.text == words
    assert (found.candidates[0].country if found.candidates else "") == country


CUES = [
    ("A military spokesman in Abuja confirmed the raid.", "Abuja", "speaker"),
    ("The governor told reporters in Goma that it was over.", "Goma", "speaker"),
    ("Families fled from Palma on foot.", "Palma", "from"),
    ("The bus was on its way to Niamey.", "Niamey", "to"),
    ("Government troops withdrew from Bria.", "Bria", "in"),
    ("A patrol was hit near Bria.", "Bria", "near"),
    ("They looted shops in the town of Bria.", "Bria", "in"),
    ("Clashes were reported in the Menaka area.", "Menaka", "near"),
    ("The fall of Raqqa was near.", "Raqqa", "in"),
    ("Rebels blocked the road between Kidal and Gao.", "Kidal", "between"),
]


@pytest.mark.parametrize(("text", "words", "cue"), CUES)
def test_cue(text: str, words: str, cue: str, gazetteer: Gazetteer) -> None:
    found, _all = mention(text, words, gazetteer)
    assert (found.text, found.cue) == (words, cue)


def test_parents_chain_up_to_the_country(gazetteer: Gazetteer) -> None:
    text = "Bandits attacked Kurebewa in Shiroro Local Government Area of Niger State, Nigeria."
    found = find_places(document(text), gazetteer)
    assert [m.text for m in found] == ["Kurebewa", "Shiroro", "Niger State", "Nigeria"]
    assert [m.parent for m in found] == [1, 2, 3, -1]
    assert found[0].kind == "unknown"
    assert found[3].kind == "country"


def test_unknown_village_under_a_country_has_no_point(gazetteer: Gazetteer) -> None:
    found = find_places(document("Raiders burned the village of Tinzawaga in Mali."), gazetteer)
    assert resolve_point(found[0], found, gazetteer) is None


def test_blocked_spans_are_no_places(gazetteer: Gazetteer) -> None:
    doc = document("Fighters of Gao Forever attacked Kidal.")
    start = doc.text.index("Gao")
    assert [m.text for m in find_places(doc, gazetteer, [(start, start + 11)])] == ["Kidal"]


def test_offsets_slice_back(gazetteer: Gazetteer) -> None:
    doc = document("Clashes hit Gao. Later, men fled from Ansongo to Niamey.", title="Fighting in Gao")
    for found in find_places(doc, gazetteer):
        assert doc.text[found.start : found.end] == found.text


def test_dateline_is_a_mention(gazetteer: Gazetteer) -> None:
    doc = document("GAO, Mali (Wire) - Rebels attacked a convoy on Monday.")
    found = find_places(doc, gazetteer)
    assert [(m.text, m.cue) for m in found][:2] == [("GAO", "dateline"), ("Mali", "dateline")]
    assert found[0].candidates[0].country == "Mali"


def test_focus_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    doc = document("Gunmen killed two people in San Jose.")
    for country in ("Philippines", "Costa Rica", "United States"):
        assert find_places(doc, gazetteer, (), {country: 1.0})[0].candidates[0].country == country


def test_scores_are_sorted_and_in_range(gazetteer: Gazetteer) -> None:
    for found in find_places(document("Gunmen killed two people in San Antonio, near Santa Rosa."), gazetteer):
        scores = [c.score for c in found.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= s <= 1 for s in scores)


def test_costs_under_a_millisecond_per_sentence(gazetteer: Gazetteer) -> None:
    text = "Gunmen raided Ouro Dinga, a village in Bankass district, near Koro in Mali's Mopti region, on Monday. " * 40
    doc = document(text)
    best = min(_cost(doc, gazetteer) for _ in range(5))  # a pause of the machine or the collector only ever adds
    assert best / len(doc.sentences) < 0.003  # three times the goal: test machines are shared


def _cost(doc: Document, gazetteer: Gazetteer) -> float:
    start = time.process_time()
    find_places(doc, gazetteer)
    return time.process_time() - start


def test_data_files_load() -> None:
    assert load_lexicon().cues
    assert load_weights().kind("town").precision == 1


def test_every_kind_of_the_gazetteer_has_a_rule(gazetteer: Gazetteer) -> None:
    for kind in gazetteer.kinds():
        load_weights().kind(kind)
