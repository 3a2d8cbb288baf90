"""Which sentences can hold an act: a sound filter of literals, derived from the act rules and nothing else.

A sentence passes when an anchor form of some rule stands in it, one of the rule's `with_words` lists is touched in it
or a neighbour, and every word list that the rule's requirements insist on is touched in it. Frames check the same
conditions again on tokens, so no sentence that a rule matches is ever dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind
from tocsin.model import Document
from tocsin.rulebook.load import Rulebook
from tocsin.rulebook.triggers import Trigger, build_triggers, literal_needs, pieces

Need = tuple[frozenset[str], tuple[frozenset[str], ...]]
"""(lists of which one must be touched nearby, groups of which each must be touched in the sentence)."""


@dataclass(frozen=True, slots=True)
class GateResult:
    """Per sentence: whether it passed, and which word lists are touched in it or beside it."""

    passed: tuple[bool, ...]
    nearby: tuple[frozenset[str], ...]
    inside: tuple[frozenset[str], ...]


class Gate:
    """The automaton over all literals of a rulebook."""

    def __init__(self, book: Rulebook) -> None:
        needs = _needs_by_form(book)
        lists = _lists_by_word(book)
        literals = sorted(set(needs) | set(lists))
        self._needs = [needs.get(word, ()) for word in literals]
        self._lists = [lists.get(word, frozenset()) for word in literals]
        self._lengths = [len(word) for word in literals]
        self._automaton = AhoCorasick(literals, matchkind=MatchKind.Standard)

    def run(self, document: Document) -> GateResult:
        """Scan a document once and judge each of its sentences."""
        sentences = document.sentences
        if not sentences:
            return GateResult((), (), ())
        text = document.text.lower()
        if len(text) != len(document.text):  # a few capitals change length when lowered; positions must not move
            text = "".join(c.lower() if len(c.lower()) == 1 else c for c in document.text)
        starts = [s.start for s in sentences]
        touched: list[set[str]] = [set() for _ in sentences]
        triggered: list[set[Need]] = [set() for _ in sentences]
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if not _is_word(text, start, end):
                continue
            at = bisect_right(starts, start) - 1
            if at < 0 or start >= sentences[at].end:
                continue
            touched[at] |= self._lists[index]
            triggered[at].update(self._needs[index])
        nearby = [_around(touched, i) for i in range(len(sentences))]
        passed = [_passes(triggered[i], nearby[i], touched[i]) for i in range(len(sentences))]
        return GateResult(tuple(passed), tuple(nearby), tuple(frozenset(t) for t in touched))


def _is_word(text: str, start: int, end: int) -> bool:
    return not (start > 0 and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def _around(touched: Sequence[set[str]], i: int) -> frozenset[str]:
    near: set[str] = set()
    for j in range(max(0, i - 1), min(len(touched), i + 2)):
        near |= touched[j]
    return frozenset(near)


def _passes(needs: set[Need], nearby: frozenset[str], inside: set[str]) -> bool:
    for near, groups in needs:
        if near and not near & nearby:
            continue
        if all(group & inside for group in groups):
            return True
    return False


def _words_needed(trigger: Trigger) -> tuple[frozenset[str], ...]:
    """What must stand in the sentence beside the anchor: particles, fixed words, the object of verb plus object."""
    single = [w for w in (*trigger.before, *trigger.after) if w.isalnum()] if trigger.kind == "verb" else []
    groups = [frozenset({w}) for w in single]
    return (*groups, trigger.objects) if trigger.objects else tuple(groups)


def _list_name(words: frozenset[str]) -> str:
    return "word:" + "|".join(sorted(words))


def _literal(trigger: Trigger, form: str) -> str:
    """What the automaton looks for: the whole phrase of a noun ("air strike"), else the anchor word."""
    if trigger.kind != "noun" or not trigger.before:
        return form
    words = pieces(trigger.lemma)
    return trigger.lemma.lower()[: -len(words[-1])] + form


def _needs_by_form(book: Rulebook) -> dict[str, tuple[Need, ...]]:
    found: dict[str, set[Need]] = {}
    for form, triggers in build_triggers(book).by_form.items():
        for trigger in triggers:
            beside = tuple(frozenset({_list_name(words)}) for words in _words_needed(trigger))
            need: Need = (frozenset(trigger.rule.with_words), (*literal_needs(book, trigger.rule), *beside))
            found.setdefault(_literal(trigger, form), set()).add(need)
    return {form: tuple(sorted(needs, key=_order)) for form, needs in found.items()}


def _order(need: Need) -> tuple[list[str], list[list[str]]]:
    return sorted(need[0]), [sorted(group) for group in need[1]]


def _lists_by_word(book: Rulebook) -> dict[str, frozenset[str]]:
    wanted: set[str] = set()
    for rule in book.acts:
        wanted.update(rule.with_words)
        for group in literal_needs(book, rule):
            wanted |= group
    found: dict[str, set[str]] = {}
    for name in sorted(wanted):
        for word in book.words[name]:
            found.setdefault(word, set()).add(name)
    for triggers in build_triggers(book).by_form.values():
        for trigger in triggers:
            for words in _words_needed(trigger):
                for word in words:
                    found.setdefault(word, set()).add(_list_name(words))
    return {word: frozenset(names) for word, names in found.items()}
