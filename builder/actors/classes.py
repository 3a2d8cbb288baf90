"""Which classes the words of a sentence can give an actor: dictionary hits -> every class that could come of them.

A superset on purpose, and cheap: it is asked before anything is parsed, and may let through but never keep out. Which
class an actor has in the end is mentions/actors.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tocsin.actors.focus import CLASS_OF_INTER
from tocsin.actors.lexicon import Hit, Reading
from tocsin.actors.rows import GroupRow
from tocsin.actors.store import ActorStore
from tocsin.model import ActorClass

GROUP_CLASSES: Mapping[int, ActorClass] = {
    1: "military", 2: "rebel", 3: "armed", 4: "identity", 5: "mob", 6: "crowd", 7: "civilian", 8: "external",
}  # fmt: skip
CIVIL = frozenset({"party"})  # kinds of groups that carry no arms
ANYBODY = "actor"
STATE = "state"
"""Beside classes: that there is a dictionary word at all, and that one names a state."""

_FIGHTERS: frozenset[ActorClass] = frozenset({"rebel", "armed", "identity"})  # one may become another: actors/focus.py
_OF_STATES = frozenset({"military", "police", "government", "civilian", STATE})
INTRODUCED = re.compile(r"\(([A-Z][A-Za-z0-9/-]{1,11})\)")
"""A bracket may make its acronym the name of the group before it, for the whole article."""


def class_of_group(rows: Sequence[GroupRow]) -> ActorClass:
    """The class of a named group: by its inter code, and that of a party is civilian whatever it is called."""
    if rows and all(r.kind in CIVIL for r in rows):
        return "civilian"
    return GROUP_CLASSES[rows[0].inter] if rows else "armed"


class ClassFinder:
    """Every class that an actor of a sentence could have, by the words of a store."""

    def __init__(self, store: ActorStore) -> None:
        self._store = store
        self._known: dict[Reading, frozenset[str]] = {}

    def find(self, text: str, acronyms: Iterable[str] = ()) -> frozenset[str]:
        """The classes for one sentence; `acronyms` are those that its article puts in brackets.

        "Gunmen shot at a bank" -> armed, rebel, identity, actor
        """
        found: set[str] = set()
        for hit in self._store.lexicon.hits(text):
            found |= self._of_hit(hit)
        if any(acronym in text for acronym in acronyms):
            found |= set(GROUP_CLASSES.values())
        return frozenset(found | {ANYBODY}) if found else frozenset()

    def _of_hit(self, hit: Hit) -> set[str]:
        found: set[str] = set()
        for reading in hit.readings:
            if reading not in self._known:
                self._known[reading] = self._of_reading(reading)
            found |= self._known[reading]
        if hit.of("unit"):
            found |= {unit.branch for unit in self._store.units_named(hit.form)}
        return found

    def _of_reading(self, reading: Reading) -> frozenset[str]:
        store = self._store
        if reading.kind == "group":
            rows = store.group_rows(reading.key)
            classes = {class_of_group(rows), *(CLASS_OF_INTER[r.inter] for r in rows if r.inter in CLASS_OF_INTER)}
            return _mixed(classes) | {store.role("supporters").actor_class}
        if reading.kind == "role":
            return _mixed({store.role(reading.key).actor_class})
        if reading.kind == "unit":
            return frozenset({ANYBODY})
        if reading.kind == "modifier":
            armed = store.modifier(reading.key).effect == "armed"
            return frozenset({"armed", "identity"}) if armed else frozenset()
        return frozenset({"identity"}) if reading.kind == "people" else _OF_STATES


def _mixed(classes: set[ActorClass]) -> frozenset[str]:
    return frozenset(classes | _FIGHTERS) if classes & _FIGHTERS else frozenset(classes)
