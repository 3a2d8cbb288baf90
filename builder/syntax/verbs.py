"""Closed lists of verb forms that argument finding knows by name (syntax/data/verbs.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "verbs.toml"


@dataclass(frozen=True, slots=True)
class VerbLists:
    """Forms of light verbs, of verbs of happening, modals, verbs of planning, and verbs of use; of verbs without a
    passive, words for gatherings, words that lead to their motive, verbs of demanding, participles of holding and of
    owning, participles that aim, verbs of killing, and nouns for a stretch of time, verbs of hearing,
    participles of carrying."""

    light: frozenset[str]
    happening: frozenset[str]
    modal: frozenset[str]
    planning: frozenset[str]
    using: frozenset[str]
    unpassive: frozenset[str]
    gathering: frozenset[str]
    motive: frozenset[str]
    demanding: frozenset[str]
    holding: frozenset[str]
    owning: frozenset[str]
    aiming: frozenset[str]
    idle: frozenset[str]
    harming: frozenset[str]
    whiles: frozenset[str]
    showing: frozenset[str]
    telling: frozenset[str]
    perceiving: frozenset[str]
    carrying: frozenset[str]


@lru_cache(maxsize=1)
def verb_lists(path: Path = DATA) -> VerbLists:
    """The lists, read once."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return VerbLists(*(frozenset(data[f.name]) for f in fields(VerbLists)))
