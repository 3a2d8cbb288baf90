"""Text -> point, country and precision, evenly over the world; a third names no place, or no certain one.

All texts are made up. What each rule takes and refuses is in test_places.py, test_place_kinds.py, test_place_sites.py.
"""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.actors.store import ActorStore
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.focus import focus_countries
from tocsin.mentions.places import find_places, resolve_point
from tocsin.model import Article
from tocsin.text import make_document

Where = tuple[str, str, int]


def points(text: str) -> list[Where]:
    gazetteer = Gazetteer.load()
    document = make_document(Article("a1", text, date(2024, 9, 19), "metadata"))
    focus = focus_countries(document, gazetteer, ActorStore.load().tables["states"])
    found = find_places(document, gazetteer, (), focus)
    resolved = [resolve_point(m, found, gazetteer) for m in found]
    return [(p.name, p.country, p.geo_precision) for p in resolved if p is not None]


POINTS = [
    # West Africa
    ("Gunmen raided a market in Tillaberi, Niger.", ("Tillaberi", "Niger", 1)),
    ("Bandits ambushed traders on the road between Sokoto and Gusau.", ("Sokoto", "Nigeria", 2)),
    ("Farmers fled hamlets in Plateau state, Nigeria.", ("Jos", "Nigeria", 3)),
    ("A mine killed two soldiers near Diapaga, Burkina Faso.", ("Diapaga", "Burkina Faso", 2)),
    ("Youths burned tyres in Ziguinchor, Senegal.", ("Ziguinchor", "Senegal", 1)),
    ("Police fired on miners in Kono district, Sierra Leone.", ("Koidu", "Sierra Leone", 2)),
    ("Traders marched through Monrovia.", ("Monrovia", "Liberia", 1)),
    ("Herders clashed with farmers in Bouna, Ivory Coast.", ("Bouna", "Ivory Coast", 1)),
    ("Gunmen crossed into Dapaong in northern Togo.", ("Dapaong", "Togo", 1)),
    ("Park rangers were shot near Tanguieta, Benin.", ("Tanguieta", "Benin", 2)),
    ("Students threw stones in Nouakchott.", ("Nouakchott", "Mauritania", 1)),
    ("A patrol was attacked in Bawku, Ghana.", ("Bawku", "Ghana", 1)),
    # Middle Africa
    ("Separatists burned a school in Bamenda.", ("Bamenda", "Cameroon", 1)),
    ("Boko Haram fighters raided Kolofata, Cameroon.", ("Kolofata", "Cameroon", 1)),
    ("Militiamen killed six people in Djugu territory, Ituri.", ("Djugu", "Democratic Republic of Congo", 2)),
    ("Rebels withdrew from Rutshuru.", ("Rutshuru", "Democratic Republic of Congo", 1)),
    ("Herders fought in Mandoul province, Chad.", ("Koumra", "Chad", 3)),
    ("Rebels shelled Bambari, Central African Republic.", ("Bambari", "Central African Republic", 1)),
    ("Police dispersed a rally in Libreville.", ("Libreville", "Gabon", 1)),
    ("Separatists shot a soldier in Cabinda, Angola.", ("Cabinda", "Angola", 1)),
    # Eastern Africa
    ("A blast hit a hotel in Kismayo, Somalia.", ("Kismayo", "Somalia", 1)),
    ("Gunmen stopped a bus near Mandera, Kenya.", ("Mandera", "Kenya", 2)),
    ("Cattle raiders struck Pibor, South Sudan.", ("Pibor", "South Sudan", 1)),
    ("Fano militiamen entered Lalibela, Ethiopia.", ("Lalibela", "Ethiopia", 1)),
    ("Drone strikes hit the Amhara region of Ethiopia.", ("Bahir Dar", "Ethiopia", 3)),
    ("Police fired tear gas in Kasese, Uganda.", ("Kasese", "Uganda", 1)),
    ("Insurgents beheaded two fishermen in Mocimboa da Praia, Mozambique.",
     ("Mocimboa da Praia", "Mozambique", 1)),
    ("Grenades exploded in Bujumbura.", ("Bujumbura", "Burundi", 1)),
    ("Protesters gathered in Antananarivo.", ("Antananarivo", "Madagascar", 1)),
    ("Police dispersed a crowd in Blantyre, Malawi.", ("Blantyre", "Malawi", 1)),
    # Northern and Southern Africa
    ("Paramilitaries looted shops in Wad Madani, Sudan.", ("Wad Medani", "Sudan", 1)),
    ("Villages burned in North Darfur.", ("El Fasher", "Sudan", 3)),
    ("Militias fought in Zawiya, Libya.", ("Zawiya", "Libya", 1)),
    ("Unemployed graduates marched in Gafsa, Tunisia.", ("Gafsa", "Tunisia", 1)),
    ("Soldiers killed a militant near Tizi Ouzou, Algeria.", ("Tizi Ouzou", "Algeria", 2)),
    ("Militants shot two policemen in Sheikh Zuweid, Sinai.", ("Sheikh Zuweid", "Egypt", 1)),
    ("Residents blocked a road in Soweto, South Africa.", ("Soweto", "South Africa", 1)),
    ("Workers marched in Bulawayo, Zimbabwe.", ("Bulawayo", "Zimbabwe", 1)),
    # Middle East
    ("Strikes hit Hodeidah, Yemen.", ("Al Hudaydah", "Yemen", 1)),
    ("Fighting continued in Marib governorate, Yemen.", ("Marib", "Yemen", 3)),
    ("Turkish drones struck Qamishli, Syria.", ("Qamishli", "Syria", 1)),
    ("A rocket landed near Basra, Iraq.", ("Basrah", "Iraq", 2)),
    ("Israeli forces raided Jenin.", ("Janin", "Palestine", 1)),
    ("A drone hit a car in Tyre, Lebanon.", ("Tyre", "Lebanon", 1)),
    ("Teachers went on strike in Isfahan, Iran.", ("Isfahan", "Iran", 1)),
    ("A bomb exploded in Diyarbakir, Turkey.", ("Diyarbakir", "Turkey", 1)),
    # South and Southeast Asia
    ("Militants attacked a post in Bannu, Pakistan.", ("Bannu", "Pakistan", 1)),
    ("Gunmen killed five miners in Duki, Balochistan.", ("Duki", "Pakistan", 1)),
    ("Naxalites burned trucks in Bijapur district of Chhattisgarh, India.", ("Bijapur", "India", 2)),
    ("Farmers rallied in Ludhiana, Punjab, India.", ("Ludhiana", "India", 1)),
    ("Students fought in Sylhet, Bangladesh.", ("Sylhet", "Bangladesh", 1)),
    ("Monks marched in Kandy, Sri Lanka.", ("Kandy", "Sri Lanka", 1)),
    ("The Taliban closed a school in Herat.", ("Herat", "Afghanistan", 1)),
    ("Junta troops burned houses in Loikaw, Myanmar.", ("Loikaw", "Myanmar", 1)),
    ("Gunmen shot a village chief in Narathiwat, Thailand.", ("Narathiwat", "Thailand", 1)),
    ("Communist rebels ambushed soldiers in Masbate, Philippines.", ("Masbate", "Philippines", 1)),
    ("A mob burned shops in Jayapura, Indonesia.", ("Jayapura", "Indonesia", 1)),
    # East Asia, Central Asia, Caucasus, Oceania
    ("Steelworkers protested in Pohang, South Korea.", ("Pohang", "South Korea", 1)),
    ("Police detained marchers in Hong Kong.", ("Hong Kong", "China", 1)),
    ("Oil workers went on strike in Zhanaozen, Kazakhstan.", ("Zhanaozen", "Kazakhstan", 1)),
    ("Shots were fired near Batken, Kyrgyzstan.", ("Batken", "Kyrgyzstan", 2)),
    ("Police dispersed a rally in Gyumri, Armenia.", ("Gyumri", "Armenia", 1)),
    ("Tribes fought in Enga province, Papua New Guinea.", ("Wabag", "Papua New Guinea", 3)),
    # Europe
    ("Russian shells hit Nikopol, Ukraine.", ("Nikopol", "Ukraine", 1)),
    ("Drones were shot down over Belgorod, Russia.", ("Belgorod", "Russia", 1)),
    ("Farmers blocked a motorway near Toulouse, France.", ("Toulouse", "France", 2)),
    ("Dockers went on strike in Piraeus, Greece.", ("Piraeus", "Greece", 1)),
    ("Youths threw petrol bombs in Londonderry, Northern Ireland.", ("Derry", "United Kingdom", 1)),
    ("Students marched in Novi Sad, Serbia.", ("Novi Sad", "Serbia", 1)),
    # Americas
    ("Cartel gunmen blocked roads in Reynosa, Tamaulipas.", ("Reynosa", "Mexico", 1)),
    ("Dissidents attacked a police station in Jamundi, Colombia.", ("Jamundi", "Colombia", 1)),
    ("Bandits burned a bus in Esmeraldas, Ecuador.", ("Esmeraldas", "Ecuador", 1)),
    ("Coca growers blocked a road in Cochabamba, Bolivia.", ("Cochabamba", "Bolivia", 1)),
    ("Landless workers occupied a farm in Para state, Brazil.", ("Belem", "Brazil", 3)),
    ("Mapuche activists burned trucks near Temuco, Chile.", ("Temuco", "Chile", 2)),
    ("Gangs fought in Cite Soleil, Port-au-Prince.", ("Port-au-Prince - Cite Soleil", "Haiti", 1)),
    ("Teachers marched in Tegucigalpa.", ("Tegucigalpa", "Honduras", 1)),
    ("Police fired rubber bullets in Portland, Oregon.", ("Portland", "United States", 1)),
    ("Gunmen shot a man in Kingston, Jamaica.", ("Kingston", "Jamaica", 1)),
    ("Retired soldiers rallied in Asuncion.", ("Asuncion", "Paraguay", 1)),
    # names that nobody knows, under a place that is known
    ("Raiders burned huts in Kwelabo, Torit county, South Sudan.", ("Torit", "South Sudan", 2)),
    ("A mine went off in Zabirka (Marib), Yemen.", ("Marib", "Yemen", 3)),
    ("Soldiers shelled Thar Wek village, Sagaing region, Myanmar.", ("Sagaing", "Myanmar", 3)),
    ("A priest was shot in Los Zarcos, 15 km from Tumaco, Colombia.", ("Tumaco", "Colombia", 2)),
    ("Police found a body in Velikoye Oryolo, Donetsk oblast.", ("Donetsk", "Ukraine", 3)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "where"), POINTS)
def test_point_of_a_text(text: str, where: Where) -> None:
    assert where in points(text)


NOWHERE = [
    # a country alone, a part of the world
    "Gunmen killed nine people in Niger.",
    "Fighting went on across South Sudan.",
    "Protests spread through Latin America.",
    # persons, peoples, organisations, things
    "Rosa Paris spoke to the crowd.",
    "Mr Sinclair Houston was shot dead.",
    "Sergeant Aleppo was decorated.",
    "Kamal Basra denied the charge.",
    "Chelsea won the cup.",
    "The Islamabad-led talks failed.",
    "The Dhaka Tribune reported the fire.",
    "The Minsk agreements were dead.",
    "The Abuja Declaration was read out.",
    "Tuareg fighters split.",
    "The Sahel Alliance met.",
    "The Geneva Conventions forbid it.",
    "Toyota pickups carried the men.",
    "Hamas rejected the plan.",
    "The Sudan government denied it.",
    "Lebanon accused its neighbour.",
    "The India Today group was sued.",
    "He read from the Koran.",
    "Nobody spoke Swahili.",
    "The Victoria Cross was stolen.",
    "The Vienna-based agency denied it.",
    "Admiral Santiago took command.",
    "Reverend Jackson led the prayer.",
    "The rebels met on Sunday.",
    "Three people died in August.",
    "Eastern leaders met.",
    "Friday prayers ended in chaos.",
    "The Congo River Fishermen's Union protested.",
    "Masked men shouted in French.",
]


@pytest.mark.parametrize("text", NOWHERE)
def test_no_point_in_a_text(text: str) -> None:
    assert points(text) == []


# A name that several countries have: what the rest of the text says decides; what nothing decides is not a point.
EITHER = [
    ("Police in Guyana fired on a crowd in Georgetown.", ("Georgetown", "Guyana", 1)),
    ("Gunmen stormed a church in Granada, Nicaragua.", ("Granada", "Nicaragua", 1)),
    ("Spanish police clashed with squatters in Granada.", ("Granada", "Spain", 1)),
    ("Colombian soldiers clashed with rebels in Florencia.", ("Florencia", "Colombia", 1)),
    ("Bolivian miners blocked a bridge in La Paz.", ("La Paz", "Bolivia", 1)),
    ("A bomb went off in Santiago de Cuba.", ("Santiago de Cuba", "Cuba", 1)),
    ("Pakistani troops were hit near Hyderabad.", ("Hyderabad", "Pakistan", 2)),
    ("Indian police fired on a crowd in Hyderabad.", ("Hyderabad", "India", 1)),
    ("Syrian rebels shelled Tripoli street in Homs.", ("Homs", "Syria", 1)),
    ("Libyan militias fought south of Tripoli.", ("Tripoli", "Libya", 2)),
    ("British police clashed with marchers in Newcastle.", ("Newcastle upon Tyne", "United Kingdom", 1)),
    ("South African miners went on strike in Newcastle.", ("Newcastle", "South Africa", 1)),
    ("Venezuelan soldiers fired on a crowd in Merida.", ("Merida", "Venezuela", 1)),
    ("Mexican teachers marched in Merida.", ("Merida", "Mexico", 1)),
]


@pytest.mark.parametrize(("text", "where"), EITHER)
def test_namesakes_follow_the_text(text: str, where: Where) -> None:
    assert where in points(text)
