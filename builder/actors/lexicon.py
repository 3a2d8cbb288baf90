"""Find every dictionary form in a sentence with one automaton: text -> hits with their readings.

Folding keeps the length of the text, so that hits slice the original. Which hits form one actor is mentions/actors.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

ReadingKind = Literal["group", "unit", "role", "people", "adjective", "demonym", "state", "metonym", "modifier"]

_DASHES = "-‐‑‒–—"
_SPACES = "\n\r\t\u00a0\u2009\u202f"
_QUOTES = "’‘ʼ`´ʻ"
_RECENT = 512  # texts, a few MB: more sentences than a chunk of articles has that the gate asks about
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
        readings = self.readings
        if len(readings) == 1:
            return readings if readings[0].kind == kind else ()
        return tuple([r for r in readings if r.kind == kind])


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


def _has_capital(found: str) -> bool:
    return any(map(str.isupper, found))


def _only_name(spellings: Sequence[_Spelling]) -> str:
    """The spelling of a form that is nothing but a name of groups or units, "" of one that is a noun too."""
    readings = [r for _, _, _, group in spellings for r in group]
    if any(r.kind not in ("group", "unit") for r in readings):
        return ""
    spelling = next((form for form, _, cased, _ in spellings if cased), "")
    several = " " in spelling
    strong = any(not r.weak for r in readings)
    if any(not cased for _, _, cased, _ in spellings) or not (several or (strong and _is_acronym(spelling))):
        return ""
    return spelling


_Spelling = tuple[str, bool, bool, tuple[Reading, ...]]
"""A form as written, whether it is an acronym, whether it has a capital, and its readings."""


class Lexicon:
    """All forms of a store in one automaton."""

    __slots__ = ("_automaton", "_cased", "_forms", "_index", "_names", "_recent", "_spellings")

    def __init__(self, entries: Iterable[tuple[str, Reading]]) -> None:
        forms: dict[str, dict[str, list[Reading]]] = {}
        for form, reading in entries:
            folded = fold(form).strip()
            low = lower(folded)
            cased = forms.get(low)
            if cased is None:
                forms[low] = {folded: [reading]}
            elif folded in cased:
                cased[folded].append(reading)
            else:
                cased[folded] = [reading]
        forms.pop("", None)
        self._forms = tuple(forms)
        self._index = {form: i for i, form in enumerate(self._forms)}
        self._cased = tuple(forms.values())
        self._spellings: dict[int, tuple[_Spelling, ...]] = {}
        self._recent: dict[str, tuple[Hit, ...]] = {}
        self._names: dict[int, str] = {}
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    def __len__(self) -> int:
        return len(self._forms)

    def readings_of(self, form: str) -> tuple[tuple[Reading, ...], ...]:
        """The readings of a folded lower-case form, one tuple per spelling in the data."""
        index = self._index.get(form)
        return () if index is None else tuple(group for _, _, _, group in self._spelled(index))

    def names_in_capitals(self, text: str) -> tuple[tuple[int, str], ...]:
        """Names of groups and units in a text in capitals, each with its start and the case that the data give it.

        Names of several words and acronyms that are no word: "SHINING PATH" -> "Shining Path", "MRTA" stays.
        """
        low = lower(fold(text))
        found: list[tuple[int, int, str]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if (start and low[start - 1].isalnum()) or (end < len(low) and low[end].isalnum()):
                continue
            name = self._names.get(index)
            if name is None:
                name = self._names[index] = _only_name(self._spelled(index))
            if name:
                found.append((start, end, name))
        found.sort(key=lambda f: (f[0], -f[1]))
        kept: list[tuple[int, int, str]] = []
        for each in found:
            if not kept or each[0] >= kept[-1][1]:
                kept.append(each)
        return tuple((start, name) for start, _, name in kept)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every form at word boundaries, overlapping ones too, by start then longest first.

        The last texts are remembered: the gate asks for a sentence first, then its actors are looked for, often twice.
        """
        found = self._recent.get(text)
        if found is None:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            found = self._recent[text] = self._find(text)
        return found

    def _spelled(self, index: int) -> tuple[_Spelling, ...]:
        """The spellings of a form with what their case asks of a text, told when the form is first met."""
        if index not in self._spellings:
            cased = self._cased[index].items()
            self._spellings[index] = tuple(
                (form, _is_acronym(form), _has_capital(form), tuple(dict.fromkeys(group))) for form, group in cased
            )
        return self._spellings[index]

    def _find(self, text: str) -> tuple[Hit, ...]:
        """Acronyms match in case; a form with a capital needs one in the text ("Chad", not "chad"; "US", not "us")."""
        folded = fold(text)
        low = lower(folded)
        shouting = text.upper() == text and sum(map(str.isalpha, text)) > 12  # a headline in capitals
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if (start and low[start - 1].isalnum()) or (end < len(low) and low[end].isalnum()):
                continue
            readings = tuple(
                reading
                for form, acronym, cased, group in self._spelled(index)
                if shouting or (form == folded[start:end] if acronym else not cased or _has_capital(folded[start:end]))
                for reading in group
            )
            if readings:
                found.append(Hit(start, end, self._forms[index], readings))
        return tuple(sorted(found, key=lambda h: (h.start, -h.end)))
