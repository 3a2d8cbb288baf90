"""Fighters without a name become the one armed group that an article names, and only then."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.actors.focus import as_named
from tocsin.actors.store import ActorStore
from tocsin.mentions.actors import find_actors

CASES = [
    # sentences of an article, main country, words, what they become ("" for nothing new)
    (("Guerrillas killed a mayor.", "The Shining Path is strong there."), "Peru", "Guerrillas", "sendero"),
    (("The Shining Path is strong there.", "The rebels killed a mayor."), "Peru", "rebels", "sendero"),
    (("Militants shot a teacher.", "Al Shabaab claimed it."), "Somalia", "Militants", "al_shabaab"),
    # two groups
    (("Guerrillas killed a mayor.", "Both the MRTA and the Shining Path have men there."), "Peru", "Guerrillas", ""),
    (("Gunmen killed a mayor.", "The Shining Path is strong there."), "Peru", "Gunmen", ""),  # anybody
    (("Ugandan rebels killed a mayor.", "The Shining Path is strong there."), "Peru", "Ugandan rebels", ""),
    (("Former rebels marched.", "The Shining Path is strong there."), "Peru", "Former rebels", ""),
    (("Rebels killed a mayor.", "Hezbollah condemned it."), "Peru", "Rebels", ""),  # not at home there
    (("Rebels killed a mayor.", "The army came."), "Peru", "Rebels", ""),  # no group
    (("Rebels killed a mayor.", "An NLD member condemned it."), "Myanmar", "Rebels", ""),  # a party does not fight
]


@pytest.fixture(scope="module")
def store() -> ActorStore:
    return ActorStore.load()


@pytest.mark.parametrize(("sentences", "country", "words", "group"), CASES)
def test_fighters_are_the_only_group(
    store: ActorStore, sentences: tuple[str, ...], country: str, words: str, group: str
) -> None:
    focus = {country: 1.0}
    found = {i: find_actors(s, 0, store, focus) for i, s in enumerate(sentences)}
    named = as_named(found, focus, date(2015, 6, 1), store)
    (actor,) = [a for actors in named.values() for a in actors if a.text == words]
    assert (actor.key if actor.source == "group" else "") == group
    assert actor.doubt is bool(group)


def test_nothing_changes_without_a_day_or_a_country(store: ActorStore) -> None:
    found = {0: find_actors("Guerrillas of Peru fled. The Shining Path hid.", 0, store, {"Peru": 1.0})}
    assert as_named(found, {"Peru": 1.0}, None, store) == found
    assert as_named(found, {}, date(2015, 6, 1), store) == found
