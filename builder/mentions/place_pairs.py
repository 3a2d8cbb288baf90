"""Take names with a hyphen apart: two ends of a road, or a city and its part. Choosing is place_choice.py's matter."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from tocsin.gazetteer.store import Entry
from tocsin.mentions.place_words import is_strong

Lookup = Callable[[str], tuple[Entry, ...]]
Part = tuple[int, int]
"""Start and end of one part in the name."""


def road_ends(name: str, lookup: Lookup) -> tuple[Part, Part] | None:
    """The two ends of a road, at the hyphen that leaves most known names.

    Takes:    "Kaya-Dori"             -> Kaya, Dori
              "Birnin Gwari-Funtua"   -> Birnin Gwari, Funtua
              "Louta-Ourofita"        -> both, though the gazetteer knows only one
    Refuses:  "Bala-Zima"             -> None, when neither end is known
    """
    best = max(_splits(name), key=lambda parts: _known(name, parts, lookup), default=None)
    return best if best is not None and _known(name, best, lookup) else None


def city_of_part(name: str, lookup: Lookup) -> Part | None:
    """The city in a name made of a city and one of its parts: "Moscow-Central" -> Moscow."""
    for left, _right in _splits(name):
        entries = lookup(name[left[0] : left[1]])
        if any(is_strong(e) and e.kind not in ("country", "region", "admin1") for e in entries):
            return left
    return None


def _splits(name: str) -> list[tuple[Part, Part]]:
    ends = accumulate(len(piece) + 1 for piece in name.split("-"))
    cuts = [end - 1 for end in ends if 1 < end < len(name)]
    return [((0, cut), (cut + 1, len(name))) for cut in cuts]


def _known(name: str, parts: tuple[Part, Part], lookup: Lookup) -> int:
    return sum(bool(lookup(name[start:end])) for start, end in parts)
