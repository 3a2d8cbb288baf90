"""Pair hand-coded events with built ones: rows that can be one event, as many as possible, the most alike first.

Two rows can be one event when they share an article and a family of types and lie near enough in days and kilometres.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.evaluate.assign import assign
from tocsin.evaluate.cells import kilometres, same_word, sides_alike
from tocsin.evaluate.settings import Settings
from tocsin.evaluate.unit import Unit

Pair = tuple[Unit, Unit]
"""(hand-coded, built)."""

_FINE = 1000  # parts of a point, so that a day or a kilometre counts without broken numbers
_TIE_BITS = 64
"""Hash behind the points: equal pairs are told apart by what they say, not by where they stand in a file."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs, and what is left of either side, all in order of content."""

    pairs: tuple[Pair, ...]
    gold_alone: tuple[Unit, ...]
    built_alone: tuple[Unit, ...]


def match(gold: Sequence[Unit], built: Sequence[Unit], settings: Settings) -> Matching:
    """Pair both sides one to one: the most pairs, among those the most points (data/matching.toml)."""
    scores = {(g, b): _score(gold[g], built[b], settings) for g, b in _meeting(gold, built)
              if can_be_one(gold[g], built[b], settings)}  # fmt: skip
    more_than_all = (max(scores.values(), default=0) + 1) * (min(len(gold), len(built)) + 1)
    edges = assign({edge: more_than_all + score for edge, score in scores.items()})
    left, right = {g for g, _ in edges}, {b for _, b in edges}
    return Matching(
        tuple((gold[g], built[b]) for g, b in edges),
        tuple(unit for place, unit in enumerate(gold) if place not in left),
        tuple(unit for place, unit in enumerate(built) if place not in right),
    )


def _meeting(gold: Sequence[Unit], built: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Rows that share an article."""
    by_article: Mapping[str, list[int]] = defaultdict(list)
    for place, unit in enumerate(built):
        for article in unit.articles:
            by_article[article].append(place)
    for place, unit in enumerate(gold):
        for other in sorted({b for article in unit.articles for b in by_article.get(article, ())}):
            yield place, other


def can_be_one(gold: Unit, built: Unit, settings: Settings) -> bool:
    """Whether two rows of one article can be one event.

    Takes:    an attack and a clash, a day and 20 km apart; a row without a point, or without a type, in its day
    Refuses:  a march and an air strike, whatever else agrees
    """
    if days_apart(gold, built) > settings.days or not same_family(gold, built, settings):
        return False
    far = kilometres(gold, built)
    return far is None or far <= settings.km


def days_apart(one: Unit, other: Unit) -> int:
    """Days between two rows."""
    return abs((one.day - other.day).days)


def same_family(one: Unit, other: Unit, settings: Settings) -> bool:
    """Whether two rows share a family; a type that the codebook does not know is in all of them."""
    first, second = (settings.families.get(unit.event_type) for unit in (one, other))
    return first is None or second is None or bool(first & second)


def _score(gold: Unit, built: Unit, settings: Settings) -> int:
    points = _points(gold, built, settings)
    fine = sum(settings.weights[name] * share for name, share in points.items())
    return (fine << _TIE_BITS) + _lot(gold, built)


def _lot(gold: Unit, built: Unit) -> int:
    """A number that only this pair has, the same whichever side is called hand-coded."""
    pair = "".join(sorted((gold.mark, built.mark))).encode()
    return int.from_bytes(hashlib.sha256(pair).digest()[: _TIE_BITS // 8], "big")


def _points(gold: Unit, built: Unit, settings: Settings) -> dict[str, int]:
    """What speaks for a pair -> 0 to 1000 thousandths of its weight."""
    far = kilometres(gold, built)
    near = 0 if far is None else int(_FINE * (1 - far / (settings.km or 1)))
    return {
        "sub_event_type": _FINE * same_word(gold, built, "sub_event_type"),
        "event_type": _FINE * (bool(gold.event_type) and gold.event_type == built.event_type),
        "event_date": _FINE * (settings.days + 1 - days_apart(gold, built)) // (settings.days + 1),
        "location": _FINE if same_word(gold, built, "location") else max(0, near),
        "actors": _FINE * sides_alike(gold, built, settings) // 2,
        "fatalities": _FINE * same_word(gold, built, "fatalities"),
    }
