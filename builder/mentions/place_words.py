"""The words of a text as place finding sees them, and the drafts it makes; place_spans.py decides what is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tocsin.gazetteer.abbreviations import abbreviation_pattern
from tocsin.gazetteer.store import DATA, Entry
from tocsin.mentions.place_lexicon import Lexicon
from tocsin.model import PlaceCue

_PLAIN = r"[^\W_]+(?:[-'’ʼ‘`][^\W_]+)*"
_WORD = re.compile((abbreviation_pattern(DATA) or "(?!)") + r"|(?:[A-Z]\.){2,3}(?![A-Za-z])|" + _PLAIN)
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_SENTENCES = 512  # a sentence with blocked spans is read a second time soon after the first
STRONG_POPULATION = 15_000  # a name in text without capitals must be a town that news writes of


class Token(NamedTuple):
    """A word with its offsets in the text, and the gap to the word before it; a tuple, since very many are made."""

    start: int
    end: int
    text: str
    low: str
    gap: str
    cap: bool
    possessive: bool = False
    blocked: bool = False


@dataclass(slots=True)
class Draft:
    """A place span before its candidates are chosen; offsets in the document."""

    start: int
    end: int
    text: str
    cue: PlaceCue
    rule_id: str
    level: str
    locative: bool
    entries: tuple[Entry, ...]
    sentence: int
    parent: int = -1
    bracketed: bool = False
    nameable: bool = True
    near_parent: bool = False
    opening: bool = False
    children: list[Draft] = field(default_factory=list)
    person: bool = False
    mates: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Cue:
    """What stands before a span: the cue, its rule, the level of a noun such as "village of", and locative evidence."""

    cue: PlaceCue = "none"
    rule_id: str = "place.cue.none"
    level: str = ""
    locative: bool = False
    organisation: bool = False


def is_strong(entry: Entry) -> bool:
    """Whether a name may be believed without a capital letter."""
    return entry.strength == "curated" or (entry.strength == "primary" and entry.population >= STRONG_POPULATION)


def tokenize(text: str, lexicon: Lexicon, blocked: Sequence[tuple[int, int]]) -> Sequence[Token]:
    """Words with offsets; a possessive 's is cut off, "al-Bab" counts as capitalised."""
    tokens = _words(text, lexicon.prefixes)
    if not blocked:
        return tokens
    return [t._replace(blocked=True) if any(a < t.end and t.start < b for a, b in blocked) else t for t in tokens]


@lru_cache(maxsize=_SENTENCES)
def _words(text: str, prefixes: tuple[str, ...]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    last, new = 0, tuple.__new__  # a third faster than by name, for every word of an article
    for match in _WORD.finditer(text):
        start, end = match.span()
        possessive = text[end - 1] in "sS" and end - start > 3 and text[end - 2 : end] in _POSSESSIVE
        if possessive:
            end -= 2
        word = text[start:end]
        low = word.lower()
        cap = low != word and (word[0].isupper() or low.startswith(prefixes))
        tokens.append(new(Token, (start, end, word, low, text[last:start], cap, possessive, False)))
        last = end
    return tuple(tokens)
