"""Phrase -> actor of a row: words, country, day and side in; name, inter and associated actors out.

The names come from the small tables beside this file, the nouns from the project's own roles.csv.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tocsin.actors.store import DATA, ActorStore, read_tables
from tocsin.coding.actors import CodedActor, name_actor
from tocsin.mentions.actors import find_actors

SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="module")
def store() -> ActorStore:
    ours = read_tables(DATA)
    nouns = {t: ours[t] for t in ("roles", "modifiers", "defacto", "local_roles")}
    return ActorStore({**nouns, **read_tables(SMALL)})


def coded(store: ActorStore, text: str, country: str, day: str, side: str, **more: object) -> CodedActor:
    mentions = find_actors(text, 0, store, {country: 1.0})
    return name_actor(mentions, country, date.fromisoformat(day), store, side, **more)  # type: ignore[arg-type]


STATE, REBEL, POLITICAL, IDENTITY = "State forces", "Rebel group", "Political militia", "Identity militia"
RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = "Rioters", "Protesters", "Civilians", "External/Other forces"
UAG = "Unidentified Armed Group"
JNIM = "JNIM: Group for Support of Islam and Muslims"
BOKO = "Boko Haram - Jamatu Ahli is-Sunnah lid-Dawatai wal-Jihad"
MINUSMA = "MINUSMA: United Nations Multidimensional Integrated Stabilization Mission in Mali (2013-2023)"
DRC = "Democratic Republic of Congo"

AGENTS = [
    # state forces at home and abroad; the day chooses the years
    ("Malian troops", "Mali", "2022-05-01", "Military Forces of Mali (2021-)", STATE),
    ("Malian troops", "Mali", "2020-12-01", "Military Forces of Mali (2020-2021)", STATE),
    ("Malian troops", "Mali", "2020-08-17", "Military Forces of Mali (2013-2020)", STATE),  # last day of a government
    ("Malian troops", "Mali", "2020-08-18", "Military Forces of Mali (2020-2021)", STATE),  # first day of the next
    ("Malian troops", "Mali", "1950-01-01", "Military Forces of Mali", STATE),  # no government known: no bracket
    ("Malian troops", "Niger", "2022-05-01", "Military Forces of Mali (2021-)", EXTERNAL),
    ("Mali's army", "Mali", "2022-05-01", "Military Forces of Mali (2021-)", STATE),
    ("the army of Mali", "Niger", "2022-05-01", "Military Forces of Mali (2021-)", EXTERNAL),
    ("soldiers from Chad", "Nigeria", "2022-05-01", "Military Forces of Chad (2021-)", EXTERNAL),
    ("troops of the Democratic Republic of Congo", DRC, "2023-01-01", f"Military Forces of the {DRC} (2019-)", STATE),
    ("the army", "Kenya", "2022-05-01", "Military Forces of Kenya (2013-2022)", STATE),
    ("soldiers", "Nigeria", "2023-05-28", "Military Forces of Nigeria (2015-2023)", STATE),
    ("government forces", "Syria", "2016-02-01", "Military Forces of Syria (2000-2024)", STATE),
    ("Turkish warplanes", "Syria", "2022-05-01", "Military Forces of Turkey (2016-)", EXTERNAL),
    ("Turkish fighter jets", "Turkey", "2022-05-01", "Military Forces of Turkey (2016-)", STATE),
    ("US forces", "Syria", "2022-05-01", "Military Forces of the United States (2021-2025)", EXTERNAL),
    ("U.S. troops", "Somalia", "2022-07-01", "Military Forces of the United States (2021-2025)", EXTERNAL),
    ("Israel's military", "Palestine", "2023-11-01", "Military Forces of Israel (2022-)", EXTERNAL),
    ("an Israeli airstrike", "Palestine", "2023-11-01", "Military Forces of Israel (2022-)", EXTERNAL),
    ("Russian shelling", "Ukraine", "2023-11-01", "Military Forces of Russia (2000-)", EXTERNAL),
    ("Ukrainian drone strikes", "Russia", "2023-11-01", "Military Forces of Ukraine (2019-)", EXTERNAL),
    ("Russia fired missiles", "Ukraine", "2023-11-01", "Military Forces of Russia (2000-)", EXTERNAL),  # bare country
    ("Somaliland forces", "Somalia", "2023-03-01", "Military Forces of Somaliland (2010-)", STATE),  # de facto, at home
    ("the navy", "Philippines", "2023-03-01", "Military Forces of the Philippines (2022-)", STATE),
    ("security forces", "Kenya", "2023-03-01", "Military Forces of Kenya (2022-)", STATE),
    ("members of the security forces", "Mali", "2022-05-01", "Military Forces of Mali (2021-)", STATE),
    ("mutinous soldiers", "Niger", "2023-07-26", "Mutiny of Military Forces of Niger (2023-)", STATE),
    ("the Ivorian army", "Ivory Coast", "2023-01-01", "Military Forces of Ivory Coast", STATE),
    ("Türkiye's army", "Iraq", "2023-01-01", "Military Forces of Turkey (2016-)", EXTERNAL),  # accent in the text
    # focus decides which Congo
    ("Congolese soldiers", DRC, "2023-01-01", f"Military Forces of the {DRC} (2019-)", STATE),
    # police
    ("police", "Kenya", "2023-03-01", "Police Forces of Kenya (2022-)", STATE),
    ("Kenyan police officers", "Kenya", "2022-03-01", "Police Forces of Kenya (2013-2022)", STATE),
    ("riot police", "Philippines", "2023-03-01", "Police Forces of the Philippines (2022-)", STATE),
    ("prison guards", "Brazil", "2023-03-01", "Police Forces of Brazil (2023-) Prison Guards", STATE),
    ("officers", "Kenya", "2023-03-01", "Police Forces of Kenya (2022-)", STATE),
    ("army officers", "Kenya", "2023-03-01", "Military Forces of Kenya (2022-)", STATE),  # not police
    # units: label behind the bracket, branch by country
    ("gendarmes", "Mali", "2022-05-01", "Police Forces of Mali (2021-) Gendarmerie", STATE),
    ("gendarmes", "Chad", "2022-05-01", "Military Forces of Chad (2021-) Gendarmerie", STATE),
    ("Malian gendarmes", "Mali", "2022-05-01", "Police Forces of Mali (2021-) Gendarmerie", STATE),
    # no entry: the noun's own
    ("gendarmes", "Kenya", "2023-03-01", "Police Forces of Kenya (2022-) Gendarmerie", STATE),
    ("FAMa soldiers", "Mali", "2022-05-01", "Military Forces of Mali (2021-)", STATE),
    ("the FARDC", DRC, "2023-01-01", f"Military Forces of the {DRC} (2019-)", STATE),
    ("CRPF personnel", "India", "2023-01-01", "Police Forces of India (2014-) Central Reserve Police Force", STATE),
    ("Assam Rifles troops", "India", "2023-01-01", "Police Forces of India (2014-) Assam Rifles", STATE),
    ("the National Guard", "Mexico", "2023-01-01", "Police Forces of Mexico (2018-2024) National Guard", STATE),
    ("IRGC fighters", "Syria", "2023-01-01",
     "Military Forces of Iran (1989-) Islamic Revolutionary Guard Corps", EXTERNAL),
    ("the Central Reserve Police Force (CRPF)", "India", "2023-01-01",
     "Police Forces of India (2014-) Central Reserve Police Force", STATE),
    # missions, coalitions, mercenaries, guards
    ("UN peacekeepers", "Mali", "2022-05-01", MINUSMA, EXTERNAL),
    ("UN peacekeepers from Chad", "Mali", "2022-05-01", f"{MINUSMA} (Chad)", EXTERNAL),
    ("Chadian peacekeepers", "Mali", "2022-05-01", f"{MINUSMA} (Chad)", EXTERNAL),
    ("UN peacekeepers", "Kenya", "2022-05-01", "Unidentified Military Forces", EXTERNAL),  # no mission there
    ("African Union troops", "Somalia", "2022-06-01", "ATMIS: African Union Transition Mission in Somalia (2022-)",
     EXTERNAL),
    ("UN troops", "Somalia", "2022-06-01", "Unidentified Military Forces", EXTERNAL),  # ATMIS is not the UN's
    ("MINUSMA peacekeepers from Chad", "Mali", "2022-05-01", f"{MINUSMA} (Chad)", EXTERNAL),
    ("the rebels' base", "Mali", "2022-05-01", f"{UAG} (Mali)", POLITICAL),
    ("coalition forces", "Iraq", "2022-06-01", "Unidentified Military Forces", EXTERNAL),
    ("Wagner mercenaries", "Mali", "2022-06-01", "Wagner Group", EXTERNAL),
    ("Russian mercenaries", "Mali", "2022-06-01", "Military Forces of Russia (2000-)", EXTERNAL),
    ("private security guards", "Kenya", "2022-06-01", "Private Security Forces (Kenya)", EXTERNAL),
    # named groups by country and day
    ("suspected Boko Haram fighters", "Nigeria", "2022-06-01", BOKO, REBEL),
    ("Islamic State fighters", "Mali", "2022-06-01", "Islamic State (Sahel)", REBEL),
    ("Islamic State fighters", "Nigeria", "2022-06-01", "Islamic State (West Africa)", REBEL),
    ("ISIS", "Syria", "2015-06-01", "Islamic State (Syria)", REBEL),
    ("the Taliban", "Afghanistan", "2021-08-14", "Taliban", REBEL),
    ("the Taliban", "Afghanistan", "2021-08-15", "Military Forces of Afghanistan (2021-)", STATE),
    ("Pakistani Taliban militants", "Pakistan", "2023-06-01", "TTP: Tehreek-i-Taliban Pakistan", REBEL),  # longest name
    ("al-Shabaab militants", "Somalia", "2022-06-01", "Al Shabaab", REBEL),
    ("Al Shabaab", "Kenya", "2022-06-01", "Al Shabaab", REBEL),  # hyphen or space
    ("the Allied Democratic Forces (ADF)", DRC, "2022-06-01", "ADF: Allied Democratic Forces", REBEL),
    ("ADF rebels", DRC, "2022-06-01", "ADF: Allied Democratic Forces", REBEL),
    ("fighters of the M23", DRC, "2022-06-01", "M23: March 23 Movement", REBEL),
    ("the rebel group M23", DRC, "2022-06-01", "M23: March 23 Movement", REBEL),
    ("members of Boko Haram", "Nigeria", "2022-06-01", BOKO, REBEL),
    ("Rwanda-backed M23 rebels", DRC, "2022-06-01", "M23: March 23 Movement", REBEL),  # the backer does not act
    ("FLN rebels", "Chad", "2022-06-01", "FLN: Front of the North", REBEL),  # an acronym of two groups
    ("FLN rebels", "Rwanda", "2022-06-01", "FLN: Front of the Lakes", REBEL),
    ("JNIM or Islamic State militants", "Mali", "2022-06-01", f"{JNIM} and/or Islamic State (Sahel)", REBEL),
    ("militants from IS", "Mali", "2022-06-01", "Islamic State (Sahel)", REBEL),
    ("Wagner fighters", "Kenya", "2022-06-01", "Wagner Group", EXTERNAL),  # weak name before an armed noun
    # a headline in capitals
    ("NEW PEOPLE'S ARMY REBELS", "Philippines", "2023-01-01", "NPA: New People's Army", REBEL),
    # nobody named
    ("gunmen", "Mali", "2022-06-01", f"{UAG} (Mali)", POLITICAL),
    ("unidentified armed men", "Mali", "2022-06-01", f"{UAG} (Mali)", POLITICAL),
    ("armed robbers", "Kenya", "2022-06-01", f"{UAG} (Kenya)", POLITICAL),
    ("insurgents", "Iraq", "2022-06-01", f"{UAG} (Iraq)", POLITICAL),
    ("terrorists", "India", "2022-06-01", f"{UAG} (India)", POLITICAL),  # no type of its own
    ("Ugandan rebels", DRC, "2022-06-01", f"{UAG} (Uganda)", POLITICAL),  # nationality in the bracket
    ("", "Mali", "2022-06-01", f"{UAG} (Mali)", POLITICAL),  # no words at all
    ("It was not clear who", "Mali", "2022-06-01", f"{UAG} (Mali)", POLITICAL),
    ("jihadists", "Kenya", "2022-06-01", "Islamist Militia (Kenya)", POLITICAL),
    ("jihadists", "Mali", "2015-06-01", "Islamist Militia (Mali)", POLITICAL),  # before the local name holds
    ("suspected Islamist militants", "Niger", "2022-06-01", f"{JNIM} and/or Islamic State (Sahel)", REBEL),
    ("a criminal gang", "Mexico", "2022-06-01", "Unidentified Gang (Mexico)", POLITICAL),
    ("cartel gunmen", "Mexico", "2022-06-01", "Unidentified Gang (Mexico)", POLITICAL),
    ("gang members", "Brazil", "2023-06-01", "Unidentified Gang and/or Police Militia", POLITICAL),  # local name
    ("pro-government militiamen", "Syria", "2016-06-01", "Pro-Government Militia (Syria)", POLITICAL),
    ("a lone gunman", "United States", "2022-06-01", "Sole Perpetrator (United States)", POLITICAL),  # no "the"
    ("pro-Russian separatists", "Ukraine", "2022-06-01", f"{UAG} (Ukraine)", POLITICAL),  # for Russia, not Russian
    ("Iran-backed militias", "Iraq", "2022-06-01", f"{UAG} (Iraq)", POLITICAL),
    ("bandits", "Kenya", "2022-06-01", f"{UAG} (Kenya)", POLITICAL),
    # identity militias
    ("Fulani gunmen", "Nigeria", "2022-06-01", "Fulani Ethnic Militia (Nigeria)", IDENTITY),
    ("Fulani herders", "Nigeria", "2022-06-01", "Fulani Ethnic Militia (Nigeria)", IDENTITY),  # herders that attack
    ("armed Fulani herdsmen", "Nigeria", "2022-06-01", "Fulani Ethnic Militia (Nigeria)", IDENTITY),
    ("Kurdish fighters", "Iraq", "2022-06-01", "Kurdish Ethnic Militia (Iraq)", IDENTITY),
    ("Marehan militia", "Somalia", "2022-06-01", "Marehan Clan Militia (Somalia)", IDENTITY),
    ("Dogon hunters", "Mali", "2022-06-01", "Dogon Ethnic Militia (Mali)", IDENTITY),
    ("herders", "Kenya", "2022-06-01", "Unidentified Communal Militia (Kenya)", IDENTITY),
    ("clan militia", "Somalia", "2022-06-01", "Unidentified Communal Militia (Somalia)", IDENTITY),
    ("vigilantes", "Nigeria", "2022-06-01", "Vigilante Militia (Nigeria)", IDENTITY),
    ("Muslim militiamen", "Nigeria", "2022-06-01", "Muslim Militia (Nigeria)", IDENTITY),
    ("Somali troops", "Somalia", "2022-06-01", "Military Forces of Somalia (2022-)", STATE),  # state, not the people
    # crowds named as agent of violence
    ("a Muslim mob", "India", "2022-06-01", "Rioters (India)", RIOTERS),  # a crowd is no militia
    ("Dalit students", "India", "2022-06-01", "Rioters (India)", RIOTERS),
    ("a mob", "India", "2022-06-01", "Rioters (India)", RIOTERS),
    ("angry residents", "Uganda", "2022-06-01", "Rioters (Uganda)", RIOTERS),
    ("students", "India", "2022-06-01", "Rioters (India)", RIOTERS),
    ("protesters", "India", "2022-06-01", "Rioters (India)", RIOTERS),
    ("Israeli settlers", "Palestine", "2022-06-01", "Rioters (Palestine)", RIOTERS),
    ("the government", "Niger", "2022-06-01", "Government of Niger (2021-2023)", STATE),
]  # fmt: skip

PATIENTS = [
    ("three farmers", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Farmers (Mali)",)),
    ("civilians", "Kenya", "2022-06-01", "Civilians (Kenya)", CIVILIANS, ()),
    ("a 12-year-old girl", "Kenya", "2022-06-01", "Civilians (Kenya)", CIVILIANS, ("Girls (Kenya)",)),
    ("two women and a teacher", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Women (Mali)",
     "Teachers (Mali)")),
    ("Fulani herders", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Pastoralists (Mali)",
     "Fulani Ethnic Group (Mali)")),
    ("Fulani", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Fulani Ethnic Group (Mali)",)),
    ("a Dalit woman", "India", "2022-06-01", "Civilians (India)", CIVILIANS, ("Women (India)",
     "Dalit Caste Group (India)")),
    ("Chinese workers", "Pakistan", "2024-03-26", "Civilians (China)", CIVILIANS, ("Labor Group (China)",)),
    ("foreign tourists", "Kenya", "2022-06-01", "Civilians (International)", CIVILIANS, ("Tourists (International)",)),
    ("four Nigeriens", "Nigeria", "2022-06-01", "Civilians (Niger)", CIVILIANS, ()),
    ("a journalist", "Mexico", "2022-06-01", "Civilians (Mexico)", CIVILIANS, ("Journalists (Mexico)",)),
    ("a nurse", "Mexico", "2022-06-01", "Civilians (Mexico)", CIVILIANS, ("Health Workers (Mexico)",)),
    ("aid workers", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Aid Workers (Mali)",)),
    ("displaced people", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Refugees/IDPs (Mali)",)),
    ("a union leader", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Labor Group (Mali)",)),
    ("fishermen", "Nigeria", "2022-06-01", "Civilians (Nigeria)", CIVILIANS, ("Fishermen (Nigeria)",)),
    ("gold miners", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Miners (Mali)",)),
    ("a Catholic priest", "Nigeria", "2022-06-01", "Civilians (Nigeria)", CIVILIANS, ("Christian Group (Nigeria)",)),
    ("an imam", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Muslim Group (Mali)",)),
    ("Muslim worshippers", "India", "2022-06-01", "Civilians (India)", CIVILIANS, ("Muslim Group (India)",)),
    ("inmates", "Brazil", "2023-06-01", "Civilians (Brazil)", CIVILIANS, ("Prisoners (Brazil)",)),
    ("drug suspects", "Philippines", "2023-06-01", "Civilians (Philippines)", CIVILIANS,
     ("Drug Suspects (Philippines)",)),
    ("a PDP supporter", "Nigeria", "2022-06-01", "Civilians (Nigeria)", CIVILIANS,
     ("PDP: Peoples Democratic Party",)),
    ("a Red Cross vehicle", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Aid Workers (Mali)",)),
    ("PDP workers", "Nigeria", "2022-06-01", "Civilians (Nigeria)", CIVILIANS, ("PDP: Peoples Democratic Party",)),
    ("the mayor", "Mexico", "2022-06-01", "Civilians (Mexico)", CIVILIANS, ("Government of Mexico (2018-2024)",)),
    ("two government officials", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Government of Mali (2021-)",)),
    ("a mayoral candidate", "Mexico", "2022-06-01", "Civilians (Mexico)", CIVILIANS, ()),  # no office: no government
    ("an off-duty policeman", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Police Forces of Mali (2021-)",)),
    ("unarmed soldiers", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Military Forces of Mali (2021-)",)),
    ("a former soldier", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS,
     ("Former Military Forces of Mali (2021-)",)),
    ("an ex-soldier", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Former Military Forces of Mali (2021-)",)),
    ("a former governor", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Former Government of Mali (2021-)",)),
    ("former Boko Haram fighters", "Nigeria", "2022-06-01", "Civilians (Nigeria)", CIVILIANS, (f"Former {BOKO}",)),
    # things that stand for their owner
    ("a village", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ()),
    ("a church", "Nigeria", "2022-06-01", "Civilians (Nigeria)", CIVILIANS, ("Christian Group (Nigeria)",)),
    ("the mosque", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Muslim Group (Mali)",)),
    ("an army base", "Mali", "2022-06-01", "Military Forces of Mali (2021-)", STATE, ()),
    ("a military convoy", "Mali", "2022-06-01", "Military Forces of Mali (2021-)", STATE, ()),
    ("a police station", "Mali", "2022-06-01", "Police Forces of Mali (2021-)", STATE, ()),
    ("a rebel base", DRC, "2022-06-01", f"{UAG} ({DRC})", POLITICAL, ()),  # the owner is named before it
    ("a Boko Haram camp", "Nigeria", "2022-06-01", BOKO, REBEL, ()),
    ("a Turkish military base", "Iraq", "2022-06-01", "Military Forces of Turkey (2016-)", EXTERNAL, ()),
    ("a UN base", "Mali", "2022-06-01", MINUSMA, EXTERNAL, ()),
    ("the town hall", "Mali", "2022-06-01", "Civilians (Mali)", CIVILIANS, ("Government of Mali (2021-)",)),
    ("a Taliban-held village", "Afghanistan", "2019-06-01", "Civilians (Afghanistan)", CIVILIANS, ()),
    ("an oil pipeline", "Nigeria", "2022-06-01", "", "", ()),  # nobody
    ("cattle", "Nigeria", "2022-06-01", "Civilians (Nigeria)", CIVILIANS, ()),  # somebody's
    ("", "Nigeria", "2022-06-01", "", "", ()),  # a target not named stays empty
    # an armed side first, civilians associated
    ("five soldiers and two civilians", "Mali", "2022-06-01", "Military Forces of Mali (2021-)", STATE,
     ("Civilians (Mali)",)),
    ("Boko Haram and vigilantes", "Nigeria", "2022-06-01", BOKO, REBEL, ("Vigilante Militia (Nigeria)",)),
    ("police and soldiers", "Kenya", "2023-06-01", "Police Forces of Kenya (2022-)", STATE,
     ("Military Forces of Kenya (2022-)",)),
    ("Kurdish forces", "Syria", "2022-06-01", "Kurdish Ethnic Militia (Syria)", IDENTITY, ()),
    ("protesters", "Kenya", "2023-06-01", "Protesters (Kenya)", PROTESTERS, ()),
    ("armed herders", "Kenya", "2023-06-01", "Unidentified Communal Militia (Kenya)", IDENTITY, ()),
]  # fmt: skip

CROWDS = [
    ("hundreds of women", "Mali", "crowd_peaceful", "Protesters (Mali)", ("Women (Mali)",)),
    ("students and teachers", "Kenya", "crowd_peaceful", "Protesters (Kenya)", ("Students (Kenya)",
     "Teachers (Kenya)")),
    ("protesters", "Kenya", "crowd_peaceful", "Protesters (Kenya)", ()),
    ("demonstrators", "United States", "crowd_peaceful", "Protesters (United States)", ()),
    ("farmers", "India", "crowd_violent", "Rioters (India)", ("Farmers (India)",)),
    ("PDP supporters", "Nigeria", "crowd_violent", "Rioters (Nigeria)", ("PDP: Peoples Democratic Party",)),
    ("Iranian protesters", "Germany", "crowd_peaceful", "Protesters (Germany)", ("Iranian Group (Germany)",)),
    ("striking workers", "India", "crowd_peaceful", "Protesters (India)", ("Labor Group (India)",)),
    ("residents", "Uganda", "crowd_violent", "Rioters (Uganda)", ()),
    ("vigilantes", "Uganda", "crowd_violent", "Rioters (Uganda)", ("Vigilante Group (Uganda)",)),
    # police march
    ("police officers", "Kenya", "crowd_peaceful", "Protesters (Kenya)", ("Police Forces of Kenya (2022-)",)),
    ("Muslims", "India", "crowd_peaceful", "Protesters (India)", ("Muslim Group (India)",)),
    ("", "India", "crowd_peaceful", "Protesters (India)", ()),
    ("Kurdish refugees", "Iraq", "crowd_peaceful", "Protesters (Iraq)", ("Refugees/IDPs (Iraq)",
     "Kurdish Ethnic Group (Iraq)")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "country", "day", "name", "inter"), AGENTS)
def test_agent_gets_its_name_and_code(
    store: ActorStore, text: str, country: str, day: str, name: str, inter: str
) -> None:
    actor = coded(store, text, country, day, "agent")
    assert (actor.name, actor.inter_text) == (name, inter)


@pytest.mark.parametrize(("text", "country", "day", "name", "inter", "associated"), PATIENTS)
def test_patient_gets_its_name_code_and_associates(
    store: ActorStore, text: str, country: str, day: str, name: str, inter: str, associated: tuple[str, ...]
) -> None:
    actor = coded(store, text, country, day, "patient")
    assert (actor.name, actor.inter_text, actor.associated) == (name, inter, associated)


@pytest.mark.parametrize(("text", "country", "side", "name", "associated"), CROWDS)
def test_crowd_keeps_the_country_and_lists_who_marches(
    store: ActorStore, text: str, country: str, side: str, name: str, associated: tuple[str, ...]
) -> None:
    actor = coded(store, text, country, "2023-06-01", side)
    assert (actor.name, actor.associated) == (name, associated)


def test_bandits_take_the_name_of_their_state(store: ActorStore) -> None:
    actor = coded(store, "bandits", "Nigeria", "2022-06-01", "agent", admin1="Zamfara")
    assert (actor.name, actor.inter_text) == ("Zamfara Communal Militia (Nigeria)", IDENTITY)


def test_security_forces_at_a_protest_are_police(store: ActorStore) -> None:
    actor = coded(store, "security forces", "Kenya", "2023-03-01", "agent", protest=True)
    assert actor.name == "Police Forces of Kenya (2022-)"


def test_doubted_group_keeps_the_unidentified_as_runner_up(store: ActorStore) -> None:
    assert coded(store, "suspected ADF rebels", DRC, "2022-06-01", "agent").runner_up == f"{UAG} ({DRC})"


def test_every_name_is_plain_ascii_and_has_a_rule(store: ActorStore) -> None:
    for text, country, day, _, _ in AGENTS:
        actor = coded(store, text, country, day, "agent")
        assert actor.name.isascii() and ";" not in actor.name and actor.rule_ids
