"""The words of a parse that are part of an idle phrase, so that none of them is an act (rules/idle.toml)."""

from __future__ import annotations

from tocsin.model import Parse
from tocsin.rulebook.load import Rulebook
from tocsin.rulebook.triggers import idle_phrases, pieces


class IdleIndex:
    """The idle phrases of a rulebook by their first word."""

    def __init__(self, book: Rulebook) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in map(pieces, idle_phrases(book)):
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def find(self, parse: Parse) -> set[int]:
        """Tokens of phrases in which no word is an act: "armed forces", "took part", "in March"."""
        lemmas, found = [t.lemma for t in parse.tokens], set[int]()
        for i, lemma in enumerate(lemmas):
            for phrase in self._by_first.get(lemma, ()):
                if tuple(lemmas[i : i + len(phrase)]) == phrase:
                    found.update(range(i, i + len(phrase)))
        return found
