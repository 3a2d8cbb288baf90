"""Ids that no rule file has, for the program itself is the rule -> what they mean, from data/glosses.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "glosses.toml"
PACKAGE = Path(__file__).parents[1]
_FOLDERS = ("mentions/data", "incidents/data", "text/data", "syntax/data")
"""Data of stages that name their entries as rules do."""
_ID = re.compile(r'^id\s*=\s*"([^"]+)"', re.MULTILINE)


@lru_cache(maxsize=1)
def glosses() -> Mapping[str, str]:
    """Id -> meaning."""
    found = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {entry["id"]: entry["about"] for entry in found["gloss"]}


def gloss_of(rule_id: str) -> str:
    """The meaning of an id, by itself or by the longest beginning that is listed with a star; "" when none is."""
    known = glosses()
    if rule_id in known:
        return known[rule_id]
    starred = [key for key in known if key.endswith("*") and rule_id.startswith(key[:-1])]
    best = max(starred, key=len, default="")
    return known[best].replace("{rest}", rule_id[len(best) - 1 :]) if best else ""


@lru_cache(maxsize=1)
def data_places() -> Mapping[str, str]:
    """Id -> "file:line" of every entry in the data of mentions, incidents, text and syntax."""
    return dict(_entries())


def _entries() -> Iterator[tuple[str, str]]:
    for folder in _FOLDERS:
        for path in sorted((PACKAGE / folder).glob("*.toml")):
            text = path.read_text(encoding="utf-8")
            for found in _ID.finditer(text):
                yield found[1], f"{folder}/{path.name}:{text.count(chr(10), 0, found.start()) + 1}"
