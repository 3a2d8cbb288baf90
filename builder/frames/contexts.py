"""Context of an act: cues around its trigger that say it did not happen, is not news, or is not conflict (ConText)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind
from tocsin.frames.view import SpanT
from tocsin.model import ActorMention, Parse, Sentence
from tocsin.rulebook.entries import ContextRule
from tocsin.rulebook.load import Rulebook

NAMED = frozenset({"group", "unit", "named"})
"""Sources of actors whose words are a name."""


@dataclass(frozen=True, slots=True)
class CueHit:
    """A context cue found in a sentence, in document offsets."""

    rule: ContextRule
    start: int
    end: int


class ContextIndex:
    """All cues and pseudo-cues of the context rules in one automaton."""

    def __init__(self, book: Rulebook) -> None:
        cues = [(cue.lower(), rule, False) for rule in book.contexts for cue in rule.cues]
        cues += [(cue.lower(), rule, True) for rule in book.contexts for cue in rule.pseudo]
        self._cues = cues
        self._automaton = AhoCorasick([c[0] for c in cues], matchkind=MatchKind.Standard)

    def find(self, sentence: Sentence) -> tuple[CueHit, ...]:
        """Cues of a sentence; a cue inside a pseudo-cue of its own rule does not count."""
        text = sentence.text.lower().replace("\n", " ")
        if len(text) != len(sentence.text):
            return ()
        base = sentence.start
        hits: list[CueHit] = []
        masked: list[tuple[str, int, int]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            cue, rule, pseudo = self._cues[index]
            if not _bounded(text, cue, start, end):
                continue
            if pseudo:
                masked.append((rule.id, base + start, base + end))
            else:
                hits.append(CueHit(rule, base + start, base + end))
        return tuple(h for h in hits if not any(r == h.rule.id and s <= h.start and h.end <= e for r, s, e in masked))


def topic_cues(
    index: ContextIndex, sentences: Sequence[Sentence], actors: Sequence[ActorMention] = ()
) -> tuple[frozenset[str], ...]:
    """Per sentence the ids of the sentence-wide context rules with a cue in it, whether it holds an act or not."""
    found = (beside_names(index.find(s), actors) for s in sentences)
    return tuple(frozenset(h.rule.id for h in hits if h.rule.direction == "sentence") for hits in found)


def beside_names(found: Sequence[SpanT], actors: Sequence[ActorMention]) -> tuple[SpanT, ...]:
    """The cues, or the times, that are no part of a name: the Bangladesh Chhatra League is no sport, the Grand Ravine
    gang no place of a mishap, and the December 20 Movement does not date what it does."""
    names = [a for a in actors if a.source in NAMED or a.group] if found else []
    return tuple(x for x in found if not any(a.start <= x.start and x.end <= a.end for a in names))


def _bounded(text: str, cue: str, start: int, end: int) -> bool:
    if start > 0 and text[start - 1].isalnum() and cue[0].isalnum():
        return False
    return not (cue[-1].isalpha() and end < len(text) and text[end].isalnum())


def _distance(starts: list[int], a: int, b: int) -> int:
    """Tokens between two offsets a <= b."""
    return bisect_left(starts, b) - bisect_right(starts, a - 1)


def contexts_of(parse: Parse, cues: tuple[CueHit, ...], act: str, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """(effect, rule id) of every context rule that covers a trigger, in order of the text."""
    starts = [t.start for t in parse.tokens]
    found: list[tuple[str, str]] = []
    for hit in cues:
        rule = hit.rule
        if rule.acts and act not in rule.acts:
            continue
        if _covers(parse, starts, hit, start, end) and (rule.effect, rule.id) not in found:
            found.append((rule.effect, rule.id))
    return tuple(found)


def _covers(parse: Parse, starts: list[int], hit: CueHit, start: int, end: int) -> bool:
    rule = hit.rule
    if hit.start < end and start < hit.end:
        return rule.direction in ("sentence", "within")
    if rule.direction == "sentence":
        return True
    if hit.end <= start and rule.direction in ("forward", "both"):
        return _distance(starts, hit.end, start) <= rule.scope and not _stopped(parse, rule, hit.end, start)
    if hit.start >= end and rule.direction in ("backward", "both"):
        return _distance(starts, end, hit.start) <= rule.scope and not _stopped(parse, rule, end, hit.start)
    return False


def _stopped(parse: Parse, rule: ContextRule, low: int, high: int) -> bool:
    stops = set(rule.terminators)
    return any(low <= t.start < high and t.lemma in stops for t in parse.tokens)
