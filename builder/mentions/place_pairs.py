"""Take names with a hyphen apart: the ends of a road, or a city and its part. Choosing is place_choice.py's matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, product

from tocsin.gazetteer.store import Entry
from tocsin.mentions.place_words import is_strong

Lookup = Callable[[str], tuple[Entry, ...]]
Part = tuple[int, int]
"""Start and end of one part in the name."""

_HYPHENS = 4  # all ways to cut are tried: sixteen


def road_ends(name: str, lookup: Lookup) -> tuple[tuple[Part, tuple[Entry, ...]], ...]:
    """The stations of a road, cut so that the fewest parts are unknown and, of these cuts, the most are known.

    Takes:    "Kaya-Dori"                -> Kaya, Dori
              "Birnin Gwari-Funtua"      -> Birnin Gwari, Funtua
              "Port-au-Prince-Jacmel"    -> Port-au-Prince, Jacmel
              "Louta-Ourofita"           -> both, though the gazetteer knows only one
    Refuses:  "Bala-Zima"                -> nothing, when no part is known
    """

    def worth(parts: Sequence[Part]) -> tuple[int, int]:
        known = sum(bool(lookup(name[start:end])) for start, end in parts)
        return known - len(parts), known

    best = max(_cuts(name), key=worth, default=())
    if not best or not worth(best)[1]:
        return ()
    entries = [lookup(name[start:end]) for start, end in best]
    shared = set.intersection(*({e.country for e in found} for found in entries if found))
    return tuple((part, _within(found, shared)) for part, found in zip(best, entries, strict=True))


def _within(entries: tuple[Entry, ...], countries: set[str]) -> tuple[Entry, ...]:
    """Entries in the country that the road's known towns share; all of them when they share none."""
    return tuple(e for e in entries if e.country in countries) or tuple(e for e in entries if is_strong(e))


def _cuts(name: str) -> list[tuple[Part, ...]]:
    """Every way to cut a name at one or more hyphens into parts with a capital."""
    hyphens = [i for i, letter in enumerate(name) if letter == "-"][:_HYPHENS]
    cuts = []
    for chosen in product((True, False), repeat=len(hyphens)):
        edges = [-1, *(h for h, cut in zip(hyphens, chosen, strict=True) if cut), len(name)]
        parts = tuple((before + 1, after) for before, after in pairwise(edges))
        if len(parts) > 1 and all(name[start:end][:1].isupper() for start, end in parts):
            cuts.append(parts)
    return cuts


def city_of_part(name: str, lookup: Lookup, general: Callable[[str], bool]) -> Part | None:
    """The city in a name made of a city and one of its parts: "Moscow-Central" -> Moscow, "Bamako-Coura" -> Bamako.

    Refuses "Bagh-e-Dawood": only a capital lends its name to parts with names of their own.
    """
    city, _, rest = name.partition("-")
    entries = [e for e in lookup(city) if is_strong(e) and e.kind not in ("country", "region", "admin1")]
    if not entries or not rest[:1].isupper():
        return None
    if general(rest.lower()) or ("-" not in rest and any(e.kind == "capital" for e in entries)):
        return 0, len(city)
    return None
