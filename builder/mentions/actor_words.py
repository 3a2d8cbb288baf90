"""Gather what the words before the head of an actor phrase say: country, people, group, owner, doubt, profiles.

Choosing and chaining the words is actor_parts.py; what the whole phrase becomes is actors.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.actors.lexicon import Hit, Reading
from tocsin.actors.store import ActorStore
from tocsin.mentions.actor_parts import effect, is_place

_LENT = ("Muslim Group", "Christian Group", "Jewish Group", "Indigenous Group", "Women", "Aid Workers")


@dataclass(slots=True)
class Parts:
    """What the words of one chain contribute, gathered from left to right. `start` is -1 before any counts."""

    start: int = -1
    country: str = ""
    people: str = ""
    people_kind: str = ""
    group: str = ""
    others: tuple[str, ...] = ()
    owner: str = ""
    owner_unit: str = ""
    doubt: bool = False
    armed: bool = False
    pattern: list[str] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    modifiers: list[str] = field(default_factory=list)


def gather(text: str, hits: Sequence[Hit], store: ActorStore, focus: Mapping[str, float]) -> Parts:
    """Everything the words before the head contribute: "suspected Malian" -> doubt, country Mali."""
    parts = Parts()
    undo: list[str] = []
    cancel_next = False
    for i, hit in enumerate(hits):
        what = effect(hit, store)
        if what == "cancel":
            parts = _undo(parts, undo, hits[i + 1].start if i + 1 < len(hits) else -1)
            undo = []
            continue
        if what == "pro_state":
            cancel_next = True
            continue
        if cancel_next and not what:
            cancel_next = False
            continue
        if not what and hit.of("state") and not hit.of("adjective") and is_place(text, hit):
            parts, undo = Parts(), []
            continue
        undo = _modify(parts, hit, what, store) if what else _contribute(parts, hit, store, focus)
        if parts.start < 0:
            parts.start = hit.start
    return parts


def _undo(parts: Parts, fields: Sequence[str], start: int) -> Parts:
    """Take back what the last word gave: "Taliban-held", "Iran-backed"."""
    for name in fields:
        setattr(parts, name, "")
    if fields:
        parts.start = start
        parts.pattern = parts.pattern[:-1]
    return parts


def _modify(parts: Parts, hit: Hit, what: str, store: ActorStore) -> list[str]:
    row = store.modifier(hit.of("modifier")[0].key)
    if what == "doubt":
        parts.doubt = True
    elif what == "armed":
        parts.armed = True
    elif what == "profile":
        parts.profiles.append(row.value)
    elif what == "people_kind":
        parts.people_kind = row.value
    elif what == "linked":
        parts.doubt = parts.doubt or bool(parts.group)
        parts.country = parts.country if parts.group else ""
    elif what in ("former", "off_duty", "foreign", "mutiny"):
        parts.modifiers.append(row.modifier_id)
    return []


def _contribute(parts: Parts, hit: Hit, store: ActorStore, focus: Mapping[str, float]) -> list[str]:
    """Let a dictionary word before the head add its country, people, group or owner; return the fields it set."""
    given: list[str] = []
    group = best_group(hit.of("group"), store, focus)
    if group:
        parts.group, parts.others = group[0], group[1]
        given.append("group")
    elif hit.of("adjective") or hit.of("state") or hit.of("demonym"):
        reading = (*hit.of("adjective"), *hit.of("state"), *hit.of("demonym"))
        parts.country = best_country(reading, focus)
        given.append("country")
        if hit.of("people"):
            parts.people = best_people(hit.of("people"), store, focus)
            given.append("people")
    elif hit.of("people"):
        parts.people = best_people(hit.of("people"), store, focus)
        given.append("people")
    elif hit.of("unit") and not hit.of("role"):
        named = [unit.unit_id for unit in store.units_named(hit.form)]
        parts.owner_unit = best_unit(hit, parts.country, store, focus) or named[0]
        parts.others = tuple(unit_id for unit_id in named if unit_id != parts.owner_unit)
        given.append("owner_unit")
    elif hit.of("role"):
        parts.owner = hit.of("role")[0].key
        given.append("owner")
        parts.profiles.extend(_lent(store.role(parts.owner).profile))
    parts.pattern.extend(given[:1])
    return given


def _lent(profiles: Sequence[str]) -> list[str]:
    """Profiles that a word before the head lends to it: "mosque worshippers", "women protesters"."""
    return [p for p in profiles if p in _LENT]


def best_country(readings: Sequence[Reading], focus: Mapping[str, float]) -> str:
    """Country of an adjective that several share ("Congolese", "Guinean"): the one most in focus."""
    return max(readings, key=lambda r: focus.get(r.key, 0.0)).key


def best_people(readings: Sequence[Reading], store: ActorStore, focus: Mapping[str, float]) -> str:
    """The people meant by a name that several share: the one at home in the focus countries."""

    def weight(reading: Reading) -> float:
        row = store.people(reading.key)
        return max((focus.get(c, 0.0) for c in row.countries), default=0.0) if row else 0.0

    return max(readings, key=weight).key


def best_group(
    readings: Sequence[Reading], store: ActorStore, focus: Mapping[str, float]
) -> tuple[str, tuple[str, ...]] | None:
    """The group meant by an alias under the focus countries, and the other groups it could be."""
    if not readings:
        return None

    def weight(reading: Reading) -> float:
        countries = reading.countries or tuple(c for row in store.group_rows(reading.key) for c in row.countries)
        return max((focus.get(c, 0.0) for c in countries), default=0.0)

    ordered = sorted(readings, key=weight, reverse=True)
    keys = tuple(dict.fromkeys(r.key for r in ordered))
    return keys[0], keys[1:]


def best_unit(hit: Hit, country: str, store: ActorStore, focus: Mapping[str, float]) -> str:
    """The unit meant under the stated or focus country; a bare role word ("gendarmes") stays a role."""
    units = store.units_named(hit.form) if hit.of("unit") else ()
    if not units:
        return ""
    here = [u for u in units if (u.country == country if country else focus.get(u.country, 0.0) > 0)]
    if here:
        return max(here, key=lambda u: focus.get(u.country, 0.0)).unit_id
    return "" if hit.of("role") or country else units[0].unit_id
