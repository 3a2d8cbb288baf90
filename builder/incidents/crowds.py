"""The size of a crowd in the source's own words, for tags (codebook 7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.incidents.classes import CROWDS
from tocsin.incidents.linking import Placed
from tocsin.model import Quantity, Role
from tocsin.rulebook.entries import Trait
from tocsin.rulebook.load import Rulebook

NOUN_REACH = 3  # words behind a number among which its noun stands: "500 angry young women"
DRAW_REACH = 3  # words in front of it among which its verb stands: "drew a crowd of 500"
HARM: tuple[Trait, ...] = ("deadly", "wounding", "taken")  # such an act counts victims, no crowd
Size = tuple[str, tuple[int, int]]


def crowd_size(group: Sequence[Placed], text: str, book: Rulebook) -> Size:
    """(words, span) of the crowd of a demonstration; ("no report", (-1, -1)) when no size is told.

    "Around 200 teachers marched" -> "around 200"; "Hundreds of women rallied" -> "hundreds"
    "The march drew some 500 people" -> "some 500"
    Who gathers comes before whom police took: "80 nurses rallied and police detained six" -> "80"
    """
    for placed in sorted(group, key=lambda p: not _demonstrates(p, book)):
        for role in placed.frame.roles:
            if role.name == "weapon" or not _is_crowd(role, placed, book):
                continue
            quantity = _count_of(role, placed)
            if quantity is not None:
                return text[quantity.start : quantity.end].lower().strip(), (quantity.start, quantity.end)
            found = _words_of(text, role, book.words["crowd_sizes"])
            if found is not None:
                return found
    return _beside(group, text, book) or ("no report", (-1, -1))


def _demonstrates(placed: Placed, book: Rulebook) -> bool:
    return book.family(placed.frame.act) == "demonstration"


def _is_crowd(role: Role, placed: Placed, book: Rulebook) -> bool:
    if role.name == "patient" and any(book.has(placed.frame.act, trait) for trait in HARM):
        return False
    crowd = any(a.actor_class in CROWDS | {"civilian"} for a in role.actors)
    return crowd or (role.name == "agent" and _demonstrates(placed, book))


def _count_of(role: Role, placed: Placed) -> Quantity | None:
    inside = [q for q in placed.frame.quantities if role.start <= q.start < role.end and q.unit == "count"]
    return inside[0] if inside else None


def _words_of(text: str, role: Role, sizes: frozenset[str]) -> Size | None:
    phrase = text[role.start : role.end].lower()
    for words in sorted(sizes, key=lambda w: (-len(w), w)):
        hit = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", phrase)
        if hit is not None:
            return words, (role.start + hit.start(), role.start + hit.end())
    return None


def _beside(group: Sequence[Placed], text: str, book: Rulebook) -> Size | None:
    """The first number of people that a demonstration drew, gathered, or was joined by."""
    victims = [r for p in group for r in p.frame.roles if r.name == "patient" and not _demonstrates(p, book)]
    for placed in group:
        for q in placed.frame.quantities if _demonstrates(placed, book) else ():
            if q.unit != "count" or q.value == 0 or any(r.start <= q.start < r.end for r in victims):
                continue
            drawn = book.words["crowd_draws"] & set(text[max(0, q.start - 40) : q.start].lower().split()[-DRAW_REACH:])
            if drawn and book.words["crowd_people"] & set(_words_behind(text, q)):
                return text[q.start : q.end].lower().strip(), (q.start, q.end)
    return None


def _words_behind(text: str, q: Quantity) -> list[str]:
    behind = re.match(r"[\w\s'-]*", text[q.end : q.end + 60])
    return behind.group().lower().split()[:NOUN_REACH] if behind else []
