"""Read the abbreviations that newspapers write for states ("Enid, Okla."): each with its dots -> (country, unit)."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FILE = "unit_abbreviations.csv"
_INITIALS = re.compile(r"(?:[A-Z]\.)+(?:[A-Z][a-z]*\.)?")


@lru_cache(maxsize=4)
def read_abbreviations(folder: Path) -> Mapping[str, tuple[str, str]]:
    """Abbreviation as written -> (country, unit) of a data folder; empty when it has no such file.

    Takes:   "Okla."   -> ("United States", "Oklahoma")
    """
    path = folder / FILE
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {short: (row["country"], row["unit"]) for row in rows for short in row["abbreviations"].split("|")}


@lru_cache(maxsize=4)
def abbreviation_pattern(folder: Path) -> str:
    """A pattern of all abbreviations; what could be the end of a sentence ("Mass.") counts behind a comma or before
    a word in small letters ("an Ill. jail"). Nothing is tried where none of their first letters stands."""
    known = sorted(read_abbreviations(folder), key=lambda short: (-len(short), short))
    free = [re.escape(short) for short in known if _INITIALS.fullmatch(short)]
    bound = [re.escape(short) for short in known if not _INITIALS.fullmatch(short)]
    parts = ["|".join(free)] if free else []
    words = "|".join(bound)
    parts += [f"(?<=, )(?:{words})(?!\\w)|(?<= )(?:{words})(?= [a-z])"] if bound else []
    if not parts:
        return ""
    firsts = "".join(sorted({re.escape(short[0]) for short in known}))
    return f"(?=[{firsts}])(?:{'|'.join(parts)})"
