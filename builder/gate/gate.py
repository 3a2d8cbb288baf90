"""Which sentences can hold an act: a sound filter of literals, derived from the act rules and nothing else.

A sentence passes when an anchor form of some rule stands in it, one of the rule's `with_words` lists is touched in it
or a neighbour, and for every role that the rule requires a word of its lists, or a name that could be an actor of its
classes, stands in it. A form inside an idle phrase ("armed forces"), or that an article makes a noun, is no anchor.
Frames check the same conditions again on tokens, so no sentence that a rule matches is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import overload

from ahocorasick_rs import AhoCorasick, MatchKind
from tocsin.actors.classes import INTRODUCED, ClassFinder
from tocsin.actors.store import ActorStore
from tocsin.model import Document, Sentence
from tocsin.rulebook.load import Rulebook
from tocsin.rulebook.triggers import Ask, Trigger, asks_of, build_triggers, idle_phrases, is_noun_behind, pieces

Need = tuple[frozenset[str], tuple[Ask, ...]]
"""(lists of which one must be touched nearby, what must each be met in the sentence)."""
Terms = tuple[int, tuple[tuple[int, frozenset[str]], ...]]
"""A need with its lists as bits, since each sentence is judged by a few hundred."""


@dataclass(frozen=True, slots=True)
class GateResult:
    """Per sentence: whether it passed, and which word lists are touched in it or beside it."""

    passed: tuple[bool, ...]
    nearby: Sequence[frozenset[str]]
    inside: Sequence[frozenset[str]]
    acronyms: frozenset[str] = frozenset()


class _Touched(Sequence[frozenset[str]]):
    """The lists touched in each sentence and in so many beside it, put together for those that are asked about."""

    def __init__(self, lists: Sequence[frozenset[str]], found: Sequence[set[int]], beside: int) -> None:
        self._lists, self._found, self._beside = lists, found, beside
        self._known: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> frozenset[str]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[frozenset[str]]: ...
    def __getitem__(self, index: int | slice) -> frozenset[str] | Sequence[frozenset[str]]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        at = index % len(self)
        if at not in self._known:
            hits = set().union(*self._found[max(0, at - self._beside) : at + self._beside + 1])
            self._known[at] = frozenset().union(*map(self._lists.__getitem__, hits))
        return self._known[at]


class Gate:
    """The automaton over all literals of a rulebook, and the classes that the words of an actor store can stand for."""

    def __init__(self, book: Rulebook, actors: ActorStore) -> None:
        self._classes = ClassFinder(actors)
        needs, behind = _needs_by_form(book), _needs_by_form(book, min(book.words["articles"]))
        lists = _lists_by_word(book)
        by_words: dict[str, list[str]] = {}
        for literal in sorted(set(needs) | set(lists)):
            by_words.setdefault(_between_blanks(literal), []).append(literal)
        self._articles, self._idle_from = book.words["articles"], len(by_words)
        self._lists = [frozenset(n for w in same for n in lists.get(w, ())) for same in by_words.values()]
        numbers = {name: 1 << n for n, name in enumerate(sorted(frozenset().union(*self._lists)))}
        self._touches = [_mask(names, numbers) for names in self._lists]
        wanted = [sorted({n for w in same for n in needs.get(w, ())}, key=_order) for same in by_words.values()]
        known = {need: n for n, need in enumerate(dict.fromkeys(need for some in wanted for need in some))}
        self._terms = [_terms(need, numbers) for need in known]
        nouns = [sorted({n for w in same for n in behind.get(w, ())}, key=_order) for same in by_words.values()]
        self._needs = [tuple(known[need] for need in some) for some in (*wanted, *nouns)]  # anywhere, behind an article
        self._has_verbs = [len(noun) < len(some) for some, noun in zip(wanted, nouns, strict=True)]
        literals = [*by_words, *map(_between_blanks, idle_phrases(book))]
        self._automaton = AhoCorasick(literals, matchkind=MatchKind.Standard)

    def run(self, document: Document) -> GateResult:
        """Scan a document once and judge each of its sentences."""
        sentences = document.sentences
        if not sentences:
            return GateResult((), (), ())
        starts = [s.start for s in sentences]
        found: list[set[int]] = [set() for _ in sentences]
        anchors: list[set[int]] = [set() for _ in sentences]
        low = _words_of(document.text)
        matches = self._automaton.find_matches_as_indexes(low, overlapping=True)
        idle = self._idle_spans(matches, low, document.text)
        for index, start, _ in matches:
            at = bisect_right(starts, start) - 1  # the blank before it was put in front: a word starts at `start`
            if index < self._idle_from and at >= 0 and start < sentences[at].end:
                found[at].add(index)
                if not idle or not any(a <= start < b for a, b in idle):
                    noun = self._has_verbs[index] and self._is_behind_article(start, low, document.text)
                    anchors[at].add(index + self._idle_from if noun else index)
        inside = [reduce(or_, map(self._touches.__getitem__, hits), 0) for hits in found]
        acronyms = frozenset(INTRODUCED.findall(document.text))
        passed = [
            self._passes(anchors[i], reduce(or_, inside[max(0, i - 1) : i + 2]), inside[i], s.text, acronyms)
            for i, s in enumerate(sentences)
        ]
        nearby, own = _Touched(self._lists, found, 1), _Touched(self._lists, found, 0)
        return GateResult(tuple(passed), nearby, own, acronyms)

    def _idle_spans(self, matches: Sequence[tuple[int, int, int]], low: str, text: str) -> list[tuple[int, int]]:
        """The idle phrases of a text, written with single blanks: "armed-forces" may be other words to the parser."""
        spans = ((start, end - 2) for index, start, end in matches if index >= self._idle_from)
        return [(a, b) for a, b in spans if low[a + 1 : b + 1] == text[a:b].lower()]

    def _is_behind_article(self, start: int, low: str, text: str) -> bool:
        """Whether the word right before is one that makes a noun of the plain form of a verb."""
        return text[start - 1 : start] == " " and low[low.rfind(" ", 0, start) + 1 : start] in self._articles

    def _passes(self, anchors: set[int], nearby: int, inside: int, text: str, acronyms: frozenset[str]) -> bool:
        """Whether all that some rule asks for is met. Names are looked up only where words alone leave it open."""
        left: list[list[frozenset[str]]] = []
        for number in set().union(*map(self._needs.__getitem__, anchors)):
            near, asks = self._terms[number]
            if near and not near & nearby:
                continue
            unmet = [classes for lists, classes in asks if not lists & inside]
            if not unmet:
                return True
            if all(unmet):
                left.append(unmet)
        if not left:
            return False
        possible = self._classes.find(text, acronyms)
        return any(all(not classes.isdisjoint(possible) for classes in unmet) for unmet in left)

    def classes(self, sentence: Sentence, result: GateResult) -> frozenset[str]:
        """Every class that an actor of a sentence could have."""
        return self._classes.find(sentence.text, result.acronyms)


def _words_of(text: str) -> str:
    """The text in small letters with blanks for all that is no letter or digit, one blank put in front.

    A literal between blanks is then found only as whole words, so that nothing need be looked at again.
    """
    low = text.lower()
    if len(low) != len(text):  # a few capitals change length when lowered; positions must not move
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return f" {low.translate(_ASCII) if low.isascii() else _OTHER.sub(' ', low)} "


_OTHER = re.compile(r"[\W_]")
_ASCII = {i: " " for i in range(128) if not chr(i).isalnum()}


def _between_blanks(literal: str) -> str:
    return f" {_OTHER.sub(' ', literal)} "


def _mask(names: Iterable[str], numbers: Mapping[str, int]) -> int:
    """Lists as one number with a bit for each; a list that no literal touches has none."""
    return reduce(or_, (numbers.get(name, 0) for name in names), 0)


def _terms(need: Need, numbers: Mapping[str, int]) -> Terms:
    """A need with numbers for its lists. One that only untouched lists could meet asks for a bit that nothing has."""
    never = 1 << len(numbers)
    near = _mask(need[0], numbers) or (never if need[0] else 0)
    return near, tuple((_mask(ask.lists, numbers), ask.classes) for ask in need[1])


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


def _needs_by_form(book: Rulebook, before: str = "") -> dict[str, tuple[Need, ...]]:
    """Literal -> what each of its triggers needs, of those that it can anchor behind the word `before`."""
    found: dict[str, set[Need]] = {}
    asks = {rule.id: (frozenset(rule.with_words), asks_of(rule)) for rule in book.acts}
    for form, triggers in build_triggers(book).by_form.items():
        for trigger in triggers:
            if is_noun_behind(trigger, form, before, book):
                continue
            beside = tuple(Ask(frozenset({_list_name(words)}), frozenset()) for words in _words_needed(trigger))
            near, own = asks[trigger.rule.id]
            need: Need = (near, (*own, *beside))
            found.setdefault(_literal(trigger, form), set()).add(need)
    return {form: tuple(sorted(needs, key=_order)) for form, needs in found.items()}


def _order(need: Need) -> tuple[list[str], list[tuple[list[str], list[str]]]]:
    return sorted(need[0]), [(sorted(ask.lists), sorted(ask.classes)) for ask in need[1]]


def _lists_by_word(book: Rulebook) -> dict[str, frozenset[str]]:
    wanted: set[str] = set()
    for rule in book.acts:
        wanted.update(rule.with_words)
        for ask in asks_of(rule):
            wanted |= ask.lists
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
