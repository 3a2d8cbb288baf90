"""Read one text's words for place_spans.py: the cue before a name, and drafts of the spans that are found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.gazetteer.store import Entry, Gazetteer
from tocsin.mentions.place_after import before_plural, names_building, owns_next, word_after
from tocsin.mentions.place_before import cue_before
from tocsin.mentions.place_lexicon import Lexicon
from tocsin.mentions.place_unknown import SETTLED, may_be_place
from tocsin.mentions.place_words import Cue, Draft, Token

_LIST_GAP = re.compile(r"\s*(?:,|,? and|,? or|&|/)\s+(?:the |in |at )?")


@dataclass(slots=True)
class Reader:
    """The words of one text and the drafts made of them so far."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    tokens: Sequence[Token] = ()
    drafts: list[Draft] = field(default_factory=list)
    text: str = ""
    titled: bool = False
    shouted: bool = False
    uncased: bool = False
    persons: set[str] = field(default_factory=set)

    def known(self, first: int, last: int) -> bool:
        """Whether the gazetteer knows the words first..last as a name."""
        return last < len(self.tokens) and bool(self.gazetteer.lookup(self.words(first, last)))

    def words(self, first: int, last: int) -> str:
        """Whether the gazetteer knows the words first..last as a name."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def nameable(self, first: int, last: int, cue: Cue, level: str) -> bool:
        """Whether a name could stand as a place though no gazetteer vouches for it."""
        return may_be_place(self.tokens, (first, last), cue, level, self.titled, self.lexicon, self.gazetteer)

    def add(self, first: int, last: int, cue: Cue, entries: tuple[Entry, ...], level: str) -> None:
        """Note the words first..last as a place, with what stands behind them and the list they continue."""
        after = word_after(self.tokens, last)
        levels = self.lexicon.levels
        if owns_next(self.tokens, last, self.lexicon):
            after = None
        if not level and after is not None and not self.tokens[last].possessive and after.low in levels:
            level = levels[after.low][0]
            if level == "site" and cue.cue == "none":
                cue = Cue("modifier", "place.cue.modifier", cue.level, cue.locative)
        if names_building(self.tokens, last, self.lexicon) or (
            cue.cue == "none" and before_plural(after, self.lexicon)
        ):
            cue = Cue("modifier", "place.cue.modifier", "", cue.locative)
        start, end = self.tokens[first].start, self.tokens[last].end
        previous = self.drafts[-1] if self.drafts else None
        gap = self._gap(previous, start)
        if previous and cue.cue == "none" and _LIST_GAP.fullmatch(gap):
            cue = Cue(previous.cue, previous.rule_id, cue.level, previous.locative)
            if level and after is not None and after.low.endswith("s"):
                self._spread_level(level, start)
        level = level or cue.level
        if level in ("area", "road") and cue.cue in ("in", "none", "to", "of"):
            cue = Cue("between" if level == "road" else "near", f"place.desc.{level}", level, True)
        elif level in SETTLED and cue.cue == "none":
            cue = Cue("in", f"place.desc.{level}", level, True)
        if level == "road" and previous and gap in (" to ", " and ", "–", " – ", " - "):
            previous.cue = "between"
        self.draft(start, end, cue, entries, level, not entries or self.nameable(first, last, cue, level))

    def _gap(self, previous: Draft | None, start: int) -> str:
        """The text since the last draft without its nouns of kind: "Jabalia camp and Beit Lahiya" -> " and "."""
        gap = self.text[previous.end : start] if previous else ""
        words = gap.split()
        while len(words) > 1 and (words[0] in self.lexicon.levels or words[0] == "refugee"):
            gap = gap.partition(words.pop(0))[2]
        return gap

    def _spread_level(self, level: str, start: int) -> None:
        """ "Odesa, Mykolaiv and Kherson regions": a plural noun holds for the whole list."""
        for draft in reversed(self.drafts):
            if draft.level or not _LIST_GAP.fullmatch(self.text[draft.end : start]):
                return
            draft.level, start = level, draft.start

    def draft(self, start: int, end: int, cue: Cue, entries: tuple[Entry, ...], level: str, nameable: bool) -> None:
        """Note a span of the text as a place."""
        bracketed = self.text[:start].rstrip().endswith("(")
        self.drafts.append(
            Draft(
                start, end, self.text[start:end], cue.cue, cue.rule_id, level,
                cue.locative, entries, 0, bracketed=bracketed, nameable=nameable,
                opening=start == self.tokens[0].start,
            )
        )  # fmt: skip

    def cue_of(self, first: int) -> Cue:
        """What introduces the name that opens at a word."""
        if self._bracket_before(first):
            return Cue("in", "place.cue.bracket", "", True)
        return cue_before(self.tokens, first, self.lexicon, self.shouted)

    def _bracket_before(self, first: int) -> bool:
        """Whether the name is of a bracket right behind a place: "Sibut (Kemo)", "Sibut town (Sibut, Kemo)"."""
        if not self.drafts:
            return False
        if self.drafts[-1].bracketed and self.text[self.drafts[-1].end : self.tokens[first].start] == ", ":
            return True
        if not self.tokens[first].gap.endswith("("):
            return False
        between = self.text[self.drafts[-1].end : self.tokens[first].start].strip(" (").lower()
        return not between or between in self.lexicon.levels
