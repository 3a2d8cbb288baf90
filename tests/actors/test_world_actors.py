"""Actors of the world in sentences, coded with the project's own data: who stands where, and under which name."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.actors.check import check_data
from tocsin.actors.store import DATA, ActorStore
from tocsin.coding.actors import name_actor
from tocsin.mentions.actors import find_actors

UAG = "Unidentified Armed Group"

# sentence, country, day, (agent's words, agent), (patient's words, patient)
WORLD = [
    ("Gunmen stormed a village near Koro.", "Mali", "2022-03-01",
     ("Gunmen", f"{UAG} (Mali)"), ("village", "Civilians (Mali)")),
    ("JNIM fighters attacked an army patrol.", "Burkina Faso", "2022-03-01",
     ("JNIM fighters", "JNIM: Group for Support of Islam and Muslims"),
     ("army patrol", "Military Forces of Burkina Faso (2022-)")),
    ("Malian gendarmes arrested a journalist.", "Mali", "2022-03-01",
     ("Malian gendarmes", "Police Forces of Mali (2021-) Gendarmerie"), ("journalist", "Civilians (Mali)")),
    ("M23 rebels fought FARDC soldiers.", "Democratic Republic of Congo", "2023-03-01",
     ("M23 rebels", "M23: March 23 Movement"),
     ("FARDC soldiers", "Military Forces of the Democratic Republic of Congo (2019-)")),
    ("Suspected al-Shabab militants killed two Kenyan policemen.", "Kenya", "2023-03-01",
     ("Suspected al-Shabab militants", "Al Shabaab"), ("Kenyan policemen", "Police Forces of Kenya (2022-)")),
    ("Ambazonian separatists kidnapped a teacher.", "Cameroon", "2021-03-01",
     ("Ambazonian separatists", "Ambazonian Separatists (Cameroon)"), ("teacher", "Civilians (Cameroon)")),
    ("Separatist fighters ambushed BIR soldiers.", "Cameroon", "2021-03-01",  # the country tells which separatists
     ("Separatist fighters", "Ambazonian Separatists (Cameroon)"),
     ("BIR soldiers", "Military Forces of Cameroon (1982-) Rapid Intervention Battalion")),
    ("Rebels shot at a convoy of the Sri Lankan army.", "Sri Lanka", "2000-05-01",
     ("Rebels", "LTTE: Liberation Tigers of Tamil Eelam"), ("convoy", "")),  # a bare convoy is nobody's
    ("Russian troops shelled a hospital.", "Ukraine", "2023-03-01",
     ("Russian troops", "Military Forces of Russia (2000-)"), ("hospital", "Civilians (Ukraine)")),
    ("Turkish jets bombed PKK positions.", "Iraq", "2022-05-01",
     ("Turkish jets", "Military Forces of Turkey (2016-)"), ("PKK positions", "PKK: Kurdistan Workers Party")),
    ("Taliban fighters whipped a woman.", "Afghanistan", "2022-05-01",
     ("Taliban fighters", "Military Forces of Afghanistan (2021-)"), ("woman", "Civilians (Afghanistan)")),
    ("Taliban fighters attacked Afghan soldiers.", "Afghanistan", "2019-05-01",
     ("Taliban fighters", "Taliban"), ("Afghan soldiers", "Military Forces of Afghanistan (2014-2021)")),
    ("Unknown men shot a mayor.", "Mexico", "2022-05-01",  # gangs by default there
     ("Unknown men", "Unidentified Gang (Mexico)"), ("mayor", "Civilians (Mexico)")),
    ("Tuareg rebels raided a market.", "Mali", "2022-05-01",
     ("Tuareg rebels", "Tuareg Ethnic Militia (Mali)"), ("market", "Civilians (Mali)")),
    ("Fulani herders killed two Berom farmers.", "Nigeria", "2022-05-01",
     ("Fulani herders", "Fulani Ethnic Militia (Nigeria)"), ("Berom farmers", "Civilians (Nigeria)")),
    ("FMLN guerrillas attacked a barracks.", "El Salvador", "1989-11-11",
     ("FMLN guerrillas", "FMLN: Farabundo Marti National Liberation Front"),
     ("barracks", "Military Forces of El Salvador (1989-1994)")),
]  # fmt: skip


@pytest.fixture(scope="module")
def store() -> ActorStore:
    return ActorStore.load()


@pytest.mark.parametrize(("text", "country", "day", "agent", "patient"), WORLD)
def test_both_sides_of_a_sentence(
    store: ActorStore, text: str, country: str, day: str, agent: tuple[str, str], patient: tuple[str, str]
) -> None:
    mentions = {m.text: m for m in find_actors(text, 0, store, {country: 1.0})}
    when = date.fromisoformat(day)
    assert name_actor([mentions[agent[0]]], country, when, store, "agent").name == agent[1]
    if patient[1]:
        assert name_actor([mentions[patient[0]]], country, when, store, "patient").name == patient[1]


def test_every_state_has_its_forces(store: ActorStore) -> None:
    for state in store.tables["states"]:
        if not state.adjectives:
            continue
        mentions = find_actors(f"The {state.adjectives[0]} army came.", 0, store, {state.country: 1.0})
        names = [name_actor([m], state.country, date(2022, 5, 1), store, "agent").name for m in mentions]
        assert any(state.country in name for name in names), (state.country, names)


def test_our_actor_data_is_sound() -> None:
    assert check_data(DATA) == []
