"""Label each sentence (title, lead, elaboration, other incident, background, reaction, witness), number the segments.

A cue at the start of a sentence opens a new segment; a label holds until the next cue or the end of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind
from tocsin.kept import kept
from tocsin.model import Document, Sentence
from tocsin.rulebook.entries import SegmentCue
from tocsin.rulebook.load import Rulebook

ITEM = re.compile(r"(?:\d{1,2}[.)]|[-*\u2022\u25cf])\s")  # "1. ", "2) ", "- ", a bullet
LEAD_SENTENCES = 2  # the inverted pyramid: the first two sentences of the body hold the main happening


@dataclass(frozen=True, slots=True)
class Segment:
    """The label of one sentence, the number of the stretch it belongs to, and the rule that gave it."""

    label: str
    number: int
    rule_id: str


def _cue_at_start(text: str, cue: str) -> bool:
    head = text.lstrip("\"'(-• ")
    return head.startswith(cue) and not head[len(cue) : len(cue) + 1].isalpha()


def _cue_inside(text: str, cue: str) -> bool:
    at = text.find(cue)
    while at >= 0:
        end = at + len(cue)
        if (at == 0 or not text[at - 1].isalnum()) and not (cue[-1].isalpha() and text[end : end + 1].isalnum()):
            return True
        at = text.find(cue, at + 1)
    return False


class CueFinder:
    """All cues of the segment rules in one automaton, which tells the few that are looked at closely."""

    def __init__(self, rules: Sequence[SegmentCue]) -> None:
        self._rules = rules
        self._owners = [number for number, rule in enumerate(rules) for _ in rule.cues]
        self._automaton = AhoCorasick([cue for rule in rules for cue in rule.cues], matchkind=MatchKind.Standard)

    def find(self, sentence: Sentence) -> SegmentCue | None:
        """The first segment rule whose cue stands in a sentence."""
        text = sentence.text.lower()
        met = self._automaton.find_matches_as_indexes(text, overlapping=True)
        near = sorted({self._owners[index] for index, _, _ in met})
        return next((self._rules[number] for number in near if _stands(text, self._rules[number])), None)


def _stands(text: str, rule: SegmentCue) -> bool:
    test = _cue_at_start if rule.position == "start" else _cue_inside
    return any(test(text, cue) for cue in rule.cues) and not any(_cue_inside(text, word) for word in rule.unless)


@kept
def cue_finder(rules: tuple[SegmentCue, ...]) -> CueFinder:
    """The finder of the segment rules of a rulebook, made once."""
    return CueFinder(rules)


def bulletin_items(document: Document, opened: frozenset[int]) -> frozenset[int]:
    """Sentences that open an item of a bulletin: a paragraph that starts with a date, a number or a bullet.

    One such paragraph is a sentence like any other; two or more are a list of incidents, each on its own.
    """
    items: set[int] = set()
    paragraph = -1
    for sentence in document.sentences:
        first, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        if sentence.section == "text" and first and (sentence.index in opened or ITEM.match(sentence.text)):
            items.add(sentence.index)
    return frozenset(items) if len(items) >= 2 else frozenset()


def segment_sentences(
    document: Document, book: Rulebook, dated: frozenset[int] = frozenset(), opened: frozenset[int] = frozenset()
) -> tuple[Segment, ...]:
    """One Segment per sentence of the document.

    `opened` are the sentences whose first words are a time. `dated` are those that name an exact day inside the window
    of news: they end a stretch of background, which otherwise runs on to the end of the article (the inverted pyramid
    puts history last).
    """
    found: list[Segment] = []
    number, body, current, paragraph = 0, 0, "elaboration", -1
    items, cues = bulletin_items(document, opened), cue_finder(book.segments)
    for sentence in document.sentences:
        if sentence.section == "title":
            found.append(Segment("title", 0, "segment.title"))
            continue
        body += 1
        rule = cues.find(sentence)
        if (current == "background" and sentence.index in dated) or (
            sentence.paragraph != paragraph and current not in ("other_incident", "background")
        ):
            current = "elaboration"
        paragraph = sentence.paragraph
        if sentence.index in items:
            number, current, rule = number + 1, "other_incident", None
        elif rule is not None and rule.segment == "other_incident":
            number, current = number + 1, "other_incident"
        elif rule is not None and rule.segment == "background" and body > LEAD_SENTENCES:
            current = "background"
        label, rule_id = (rule.segment, rule.id) if rule is not None else (current, "segment.running")
        if body <= LEAD_SENTENCES and label in ("elaboration", "background"):
            label, rule_id = "lead", "segment.lead"
        found.append(Segment(label, number, rule_id))
    return tuple(found)
