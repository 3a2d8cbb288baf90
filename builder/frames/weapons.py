"""Weapon words of a sentence, longest first."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, MatchKind
from tocsin.model import Sentence
from tocsin.rulebook.load import Rulebook


class WeaponIndex:
    """All weapon words in one automaton."""

    def __init__(self, book: Rulebook) -> None:
        self._words = [(w.lower(), rule.weapon) for rule in book.weapons for w in rule.words]
        self._automaton = AhoCorasick([w for w, _ in self._words], matchkind=MatchKind.LeftmostLongest)

    def find(self, sentence: Sentence) -> tuple[tuple[str, int, int], ...]:
        """(weapon class, start, end) in document offsets; of overlapping words the longest counts."""
        text = sentence.text.lower().replace("\n", " ")
        found: list[tuple[str, int, int]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if (start == 0 or not text[start - 1].isalnum()) and (end >= len(text) or not text[end].isalnum()):
                found.append((self._words[index][1], sentence.start + start, sentence.start + end))
        return tuple(found)
