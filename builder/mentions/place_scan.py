"""Scan each sentence for place spans once, though two stages need them: focus.py first, then places.py.

The memory is a pure one: the same text and gazetteer always give the same spans. Blocked spans are not remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.place_lexicon import load_lexicon
from tocsin.mentions.place_spans import Finder
from tocsin.mentions.place_words import Draft
from tocsin.model import Sentence

_SENTENCES = 512  # more than an article has between its focus and its places; a few MB


@dataclass(frozen=True, slots=True)
class Scanned:
    """The place spans of one text, offsets counted from its start, and the surnames it introduces."""

    drafts: tuple[Draft, ...]
    persons: frozenset[str]


@lru_cache(maxsize=_SENTENCES)
def scan_text(text: str, gazetteer: Gazetteer) -> Scanned:
    """Spans and surnames of a sentence's text. The drafts are shared: copy before changing one."""
    return _scan(text, gazetteer, ())


def scan_sentence(
    sentence: Sentence, gazetteer: Gazetteer, blocked: Sequence[tuple[int, int]]
) -> tuple[list[Draft], frozenset[str]]:
    """Own copies of a sentence's spans in document offsets, outside the blocked spans, and its surnames."""
    if blocked:
        spans = [(start - sentence.start, end - sentence.start) for start, end in blocked]
        scanned = _scan(sentence.text, gazetteer, spans)
    else:
        scanned = scan_text(sentence.text, gazetteer)
    return [_moved(draft, sentence) for draft in scanned.drafts], scanned.persons


def _scan(text: str, gazetteer: Gazetteer, blocked: Sequence[tuple[int, int]]) -> Scanned:
    finder = Finder(load_lexicon(), gazetteer)
    drafts = finder.find(text, blocked)
    return Scanned(tuple(drafts), frozenset(finder.persons))


def _moved(draft: Draft, sentence: Sentence) -> Draft:
    return Draft(
        draft.start + sentence.start, draft.end + sentence.start, draft.text, draft.cue, draft.rule_id, draft.level,
        draft.locative, draft.entries, sentence.index, draft.parent, draft.bracketed, draft.nameable,
        draft.near_parent, draft.opening, [], draft.person,
    )  # fmt: skip
