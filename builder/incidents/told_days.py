"""Find the days of an article on which something was only said, shown or found, not done (codebook 4).

Parses and times in, starts of such times out. What that does to the day of an incident is votes.py and linking.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tocsin.model import Document, Parse, Sentence, TimeMention
from tocsin.rulebook.load import Rulebook
from tocsin.syntax.modality import governing_verb

REACH = 90  # characters in front of a time that its verb and the verb's subject may stand in
# "the mayor spoke to reporters in Gao on Monday", "a video that surfaced on Monday": words between verb and time.
_TO_THE_TIME = r"(?:,?\s[\w'-]+){0,4}\s?\Z"
_TO_THE_VERB = r"(?:\s[\w'-]+){0,3}\s"
# "On Monday, police said that ...": a day that opens a sentence dates all of it.
_OPENING = re.compile(r"\W*(?:(?:late|early) )?(?:on |in )?(?:the )?\Z", re.IGNORECASE)


# "Two more died of their wounds on Monday": the day of a death in hospital is not the day of the deed.
_OF_WOUNDS = re.compile(
    r"\b(?:of|from|to) (?:his|her|their|its|the)?\s?(?:\w+ )?(?:wounds|injuries|burns)\b|\bin (?:the |a )?hospital\b"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """A verb of saying in front of a time; a video, statement or report that appeared; a body that was found."""

    spoken: re.Pattern[str]
    shown: re.Pattern[str]
    bodies: re.Pattern[str]


@lru_cache(maxsize=2)
def _patterns(book_words: tuple[frozenset[str], ...]) -> _Patterns:
    reporting, reports, appearing, bodies = ("|".join(sorted(map(re.escape, words))) for words in book_words)
    return _Patterns(
        re.compile(rf"\b(?:{reporting})\b{_TO_THE_TIME}", re.IGNORECASE),
        re.compile(rf"\b(?:{reports})\b{_TO_THE_VERB}(?:{appearing})\b{_TO_THE_TIME}", re.IGNORECASE),
        re.compile(rf"\b(?:{bodies})\b", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """Starts of times: `said` hang on a telling, so that any other time of an act comes first; `only` of them date
    nothing else, so that the deed is known from the report."""

    said: frozenset[int] = frozenset()
    only: frozenset[int] = frozenset()


NOTHING_TOLD = Telling()


def told_days(document: Document, parses: Sequence[Parse], times: Sequence[TimeMention], book: Rulebook) -> Telling:
    """The times of an article that hang on a telling or a finding.

    Takes:    "the mayor said on Monday that gunmen had killed nine"; "a video that surfaced on Monday shows ..."
              "the bodies of two traders were found on Monday"; "two more died of their wounds on Monday"
    Refuses:  "gunmen killed nine in Gao, Mali, on Monday, the mayor said"; "the hostages were found on Monday"
              only: "On Monday, shelling was reported in Gao"; "JNIM claimed a raid on Monday"
    Source:   codebook 4: reported or found on a day, the day of the deed unknown, is precision 2 as reported.
    """
    words = book.words
    patterns = _patterns((words["reporting"], words["reports"], words["appearing"], words["bodies"]))
    parsed = {parse.sentence.index: parse for parse in parses}
    found: dict[int, str] = {}
    for sentence in document.sentences:
        for time in times:
            if sentence.start <= time.start < sentence.end:
                found[time.start] = _how(sentence, time, parsed.get(sentence.index), patterns, book)
    return Telling(
        frozenset(start for start, how in found.items() if how),
        frozenset(start for start, how in found.items() if how == "only"),
    )


def _how(
    sentence: Sentence, time: TimeMention, parse: Parse | None, patterns: _Patterns, book: Rulebook
) -> Literal["", "said", "only"]:
    """ "only" where the time dates the telling and nothing else, "said" where it may date the deed too."""
    front = sentence.text[max(0, time.start - sentence.start - REACH) : time.start - sentence.start]
    if patterns.shown.search(front):
        return "only"
    if parse is None:
        return "only" if patterns.spoken.search(front) else ""
    verb = governing_verb(parse, time.start, time.end).lower()
    if verb in book.words["succumbing"]:
        return "said" if _OF_WOUNDS.search(sentence.text) else ""
    if verb in book.words["finding"]:
        return "only" if patterns.bodies.search(sentence.text) else ""
    if verb not in book.words["reporting"]:
        return ""
    if _before_the_teller(parse, verb, time) and _OPENING.match(sentence.text[: time.start - sentence.start]) is None:
        return ""
    beside = _OPENING.match(sentence.text[: time.start - sentence.start]) is None
    return "only" if beside and verb not in book.words["claiming"] and not _of_the_deed(parse, verb) else "said"


def _before_the_teller(parse: Parse, verb: str, time: TimeMention) -> bool:
    """ "Killed nine in Gao, Mali, on Monday, a witness told reporters": who tells stands behind the deed."""
    if not any(t.tag.startswith("VB") and t.end <= time.start for t in parse.tokens):
        return False  # "In a statement on Monday, the army said"
    heads = [t.i for t in parse.tokens if t.text.lower() == verb and t.start > time.start]
    tellers = [parse.tokens[c] for head in heads for c in parse.children[head] if parse.tokens[c].dep == "nsubj"]
    return bool(tellers) and all(t.start >= time.end for t in tellers)


def _of_the_deed(parse: Parse, verb: str) -> bool:
    """ "Shelling was reported in Gao on Monday": what is reported is the deed, and the day is its own."""
    heads = (t.i for t in parse.tokens if t.text.lower() == verb)
    below = (parse.tokens[child] for head in heads for child in parse.children[head])
    return any(t.dep == "nsubjpass" and t.text.lower() != "it" for t in below)
