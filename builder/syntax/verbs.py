"""Closed lists of verb forms that argument finding knows by name (syntax/data/verbs.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "verbs.toml"


@dataclass(frozen=True, slots=True)
class VerbLists:
    """Forms of light verbs, of verbs of happening, modals, verbs of planning, and verbs of use."""

    light: frozenset[str]
    happening: frozenset[str]
    modal: frozenset[str]
    planning: frozenset[str]
    using: frozenset[str]


@lru_cache(maxsize=1)
def verb_lists(path: Path = DATA) -> VerbLists:
    """The lists, read once."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return VerbLists(*(frozenset(data[name]) for name in ("light", "happening", "modal", "planning", "using")))
