"""The lists of names in data/names.toml, read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    found = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in found.items()}


def names(kind: str) -> frozenset[str]:
    """One list: names("office") -> {".docx", ".xlsx", ...}."""
    return _lists()[kind]
