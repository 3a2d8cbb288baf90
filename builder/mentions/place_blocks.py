"""Decide which actors' words can be no place: groups and units always, peoples unless the words say where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tocsin.gazetteer.store import Gazetteer
from tocsin.model import ActorMention

_UNIT_WORDS = (
    "county", "region", "state", "province", "district", "zone", "hills", "mountains", "town", "city", "prefecture",
    "governorate", "territory", "department", "municipality",
)  # fmt: skip
_UNITS = ("admin1", "admin2", "region")
# "Ouham-" before "Pende", "Razavi " before "Khorasan", "Elgeyo " before "Marakwet".
_BEFORE = re.compile(r"(?:[A-Z][\w'’]*[ -]){1,2}$")
_PLACED = re.compile(r"(?:\b(?:in|near|across|around|inside|throughout)\s|\(|\w,\s)(?:the\s)?$")
_ENDED = re.compile(r"(?: (?:North|South|East|West|Central))?(?:[,.;)]|$| \(| (?:on|when|after|where|during|in|at)\b)")

_HALVES = (" North", " South", " East", " West", " Central")
_LISTED = re.compile(r"(?: (?:North|South|East|West|Central))?, [A-Z][^()]*\)")  # "(Marakwet West, Elgeyo Marakwet)"


def blocking_spans(actors: Iterable[ActorMention], text: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Spans of the actors that are no places, in document offsets.

    Takes:    "Fulani herders", "Boko Haram", "Malian army"
    Refuses:  "in Turkana, Kenya", "Turkana county", "Ouham-Pende", "(Tunyo, Elgeyo Marakwet)"
    """
    return [(a.start, a.end) for a in actors if _may_block(a) and not _is_place(a, text, gazetteer)]


def _may_block(actor: ActorMention) -> bool:
    return actor.source in ("people", "group", "unit") or bool(actor.people)


def _is_place(actor: ActorMention, text: str, gazetteer: Gazetteer) -> bool:
    """Whether the words are part of a place's longer name, or a people's land that something happens in."""
    name = _without_unit(text[actor.start : actor.end])
    if _is_longer_name(name, actor.start, text, gazetteer):
        return True
    if actor.source in ("group", "unit"):
        return False
    behind = text[actor.end : actor.end + 13].lstrip().lower()
    if name != text[actor.start : actor.end] or behind.startswith(_UNIT_WORDS):
        return True
    if text[: actor.start].endswith("(") and _LISTED.match(text, actor.end):
        return True
    ended = _ENDED.match(text, actor.end)
    if ended is None or not _PLACED.search(text, max(0, actor.start - 20), actor.start):
        return False
    return ended.group().startswith(_HALVES) or any(e.kind in _UNITS for e in gazetteer.lookup(name))


def _without_unit(words: str) -> str:
    name, _, last = words.rpartition(" ")
    return name if name and last.lower() in _UNIT_WORDS else words


def _is_longer_name(name: str, start: int, text: str, gazetteer: Gazetteer) -> bool:
    """Whether a capitalised word joined before the name makes it the name of a place: "Ouham-" + "Pende"."""
    before = _BEFORE.search(text, max(0, start - 30), start)
    if before is None or not name[:1].isupper():
        return False
    parts = _starts(before.group())
    return any(any(e.kind != "country" for e in gazetteer.lookup(part + name)) for part in parts)


def _starts(words: str) -> Sequence[str]:
    """The joined words, whole and without the first: "Bas-Haut-" -> "Bas-Haut-", "Haut-"."""
    rest = re.sub(r"^[^ -]+[ -]", "", words)
    return (words, rest) if rest else (words,)
