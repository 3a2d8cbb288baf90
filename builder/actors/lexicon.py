"""Find every dictionary form in a sentence with one automaton: text -> hits with their readings.

Folding keeps the length of the text, so that hits slice the original. Which hits form one actor is mentions/actors.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

ReadingKind = Literal["group", "unit", "role", "people", "adjective", "demonym", "state", "metonym", "modifier"]

_DASHES = "-‐‑‒–—"
_SPACES = "\n\r\t\u00a0\u2009\u202f"
_QUOTES = "’‘ʼ`´ʻ"
_ACRONYM_LIMIT = 7  # longest all-capital form that must match in case ("US", "FARDC", "MINUSMA")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form may be: its kind, the key of its row, and whether its noun form is plural."""

    kind: ReadingKind
    key: str
    plural: bool = False
    weak: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A dictionary form at text[start:end] with all its readings."""

    start: int
    end: int
    form: str
    readings: tuple[Reading, ...]

    def of(self, kind: ReadingKind) -> tuple[Reading, ...]:
        """The readings of one kind."""
        return tuple(r for r in self.readings if r.kind == kind)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _DASHES or char in _SPACES:
        return " "
    if char in _QUOTES:
        return "'"
    base = unicodedata.normalize("NFKD", char)[0]
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """ASCII where possible, hyphens as spaces, straight quotes, same length: "Al-Shabaab’s" -> "Al Shabaab's"."""
    return text if text.isascii() and "-" not in text and "\n" not in text else "".join(map(_fold_char, text))


def lower(folded: str) -> str:
    """Lower case of the same length (a few letters grow when lowered; they stay as they are)."""
    low = folded.lower()
    if len(low) == len(folded):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


def _is_acronym(form: str) -> bool:
    letters = [c for c in form if c.isalpha()]
    return bool(letters) and len(form) <= _ACRONYM_LIMIT and all(c.isupper() for c in letters)


def _case_fits(form: str, found: str, shouting: bool) -> bool:
    """Acronyms match in case; a form with a capital needs one in the text ("Chad", not "chad"; "US", not "us")."""
    if shouting:
        return True
    if _is_acronym(form):
        return found == form
    return not any(c.isupper() for c in form) or any(c.isupper() for c in found)


class Lexicon:
    """All forms of a store in one automaton."""

    __slots__ = ("_automaton", "_forms", "_index", "_readings")

    def __init__(self, entries: Iterable[tuple[str, Reading]]) -> None:
        forms: dict[str, dict[str, list[Reading]]] = {}
        for form, reading in entries:
            folded = fold(form).strip()
            if folded:
                forms.setdefault(lower(folded), {}).setdefault(folded, []).append(reading)
        self._forms = tuple(forms)
        self._index = {form: i for i, form in enumerate(self._forms)}
        self._readings: tuple[Mapping[str, tuple[Reading, ...]], ...] = tuple(
            {form: tuple(dict.fromkeys(readings)) for form, readings in cased.items()} for cased in forms.values()
        )
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    def __len__(self) -> int:
        return len(self._forms)

    def readings_of(self, form: str) -> tuple[tuple[Reading, ...], ...]:
        """The readings of a folded lower-case form, one tuple per spelling in the data."""
        index = self._index.get(form)
        return () if index is None else tuple(self._readings[index].values())

    def hits(self, text: str) -> list[Hit]:
        """Every form at word boundaries, overlapping ones too, by start then longest first."""
        folded = fold(text)
        low = lower(folded)
        shouting = sum(map(str.isalpha, text)) > 12 and text.upper() == text  # a headline in capitals
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if (start and low[start - 1].isalnum()) or (end < len(low) and low[end].isalnum()):
                continue
            readings = tuple(
                reading
                for form, group in self._readings[index].items()
                if _case_fits(form, folded[start:end], shouting)
                for reading in group
            )
            if readings:
                found.append(Hit(start, end, self._forms[index], readings))
        return sorted(found, key=lambda h: (h.start, -h.end))
