"""The size of a crowd in the source's own words, for tags (codebook 7)."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.incidents.classes import CROWDS
from tocsin.incidents.linking import Placed
from tocsin.model import Quantity, Role

WORDS = ("hundreds", "thousands", "dozens", "several hundred", "several dozen", "tens of thousands", "a large crowd",
         "a large group", "a crowd", "scores", "a group", "a handful", "hundreds of thousands")  # fmt: skip


def crowd_size(group: Sequence[Placed], text: str) -> tuple[str, tuple[int, int]]:
    """(words, span) of the crowd of a demonstration; ("no report", (-1, -1)) when no size is told.

    "Around 200 teachers marched" -> "around 200"; "Hundreds of women rallied" -> "hundreds"
    """
    for placed in group:
        for role in placed.frame.roles:
            if role.name == "weapon" or not _is_crowd(role, placed):
                continue
            quantity = _count_of(role, placed)
            if quantity is not None:
                return text[quantity.start : quantity.end].lower().strip(), (quantity.start, quantity.end)
            found = _words_of(text, role)
            if found is not None:
                return found
    return "no report", (-1, -1)


def _is_crowd(role: Role, placed: Placed) -> bool:
    crowd = any(a.actor_class in CROWDS | {"civilian"} for a in role.actors)
    return crowd or (role.name == "agent" and placed.frame.act in ("protest", "block_road", "riot", "barricade", "mob"))


def _count_of(role: Role, placed: Placed) -> Quantity | None:
    inside = [q for q in placed.frame.quantities if role.start <= q.start < role.end and q.unit == "count"]
    return inside[0] if inside else None


def _words_of(text: str, role: Role) -> tuple[str, tuple[int, int]] | None:
    phrase = text[role.start : role.end].lower()
    for words in sorted(WORDS, key=len, reverse=True):
        at = phrase.find(words)
        if at >= 0:
            return words, (role.start + at, role.start + at + len(words))
    return None
