"""Where a trigger of an act rule stands in a parse, and the arguments of what it anchors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tocsin.kept import kept
from tocsin.model import Argument, Parse
from tocsin.rulebook.triggers import Trigger
from tocsin.syntax.arguments import noun_arguments, verb_arguments
from tocsin.syntax.verbs import verb_lists

NEAR = 6  # words between a verb and its particle or fixed words: "blew the bridge up", "took three traders hostage"
NOUN_DEPS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr", "ROOT", "conj", "compound"})


def anchored(parse: Parse, trigger: Trigger, i: int) -> tuple[int, ...] | None:
    """Token indexes of an anchor, the predicate's head first, or None when the words around do not fit."""
    token = parse.tokens[i]
    if trigger.kind == "verb":
        return _anchored_verb(parse, trigger, i)
    if trigger.kind == "noun":
        return _anchored_noun(parse, trigger, i)
    if not token.tag.startswith("VB"):
        return None
    for noun in objects_of(parse, i):
        if parse.tokens[noun].lemma in trigger.objects:
            return i, noun
    return None


def objects_of(parse: Parse, verb: int) -> Iterator[int]:
    """The objects of a verb, the subject of a passive, and what stands behind its prepositions."""
    for child in parse.children[verb]:
        dep = parse.tokens[child].dep
        if dep in ("dobj", "nsubjpass", "dep"):
            yield child
        elif dep == "prep":
            yield from (x for x in parse.children[child] if parse.tokens[x].dep == "pobj")


def _anchored_verb(parse: Parse, trigger: Trigger, i: int) -> tuple[int, ...] | None:
    token = parse.tokens[i]
    verbal = token.tag.startswith("VB") or (token.tag == "JJ" and token.lemma.endswith(("ed", "en", "wn")))
    if not verbal or token.dep in ("aux", "auxpass", "compound") or (not trigger.after and _is_idiom(parse, i)):
        return None
    after = _ordered(parse, trigger.after, range(i + 1, min(len(parse.tokens), i + 1 + NEAR + len(trigger.after))))
    if after is None:
        return None
    before = _ordered(parse, trigger.before, range(max(0, i - 3), i))
    return None if before is None else (i, *before, *after)


def _is_idiom(parse: Parse, verb: int) -> bool:
    """Whether a verb and what it governs are an idiom: "took care of their areas", "demonstrated that it works"."""
    lists, below = verb_lists(), [parse.tokens[c] for c in parse.children[verb]]
    if parse.tokens[verb].lemma in lists.showing:
        return any(t.dep == "ccomp" and t.i > verb for t in below)
    return parse.tokens[verb].lemma in lists.light and any(t.dep == "dobj" and t.lemma in lists.idle for t in below)


def _of_other_verb(parse: Parse, particle: int, first: int) -> bool:
    """Whether a particle belongs to a later verb: "was set to go off" is no "set off"."""
    head = parse.tokens[particle].head
    between = first <= head < particle and parse.tokens[head].tag.startswith("VB")
    return parse.tokens[particle].dep in ("prt", "advmod", "prep") and between


def _ordered(parse: Parse, words: tuple[str, ...], window: range) -> tuple[int, ...] | None:
    found: list[int] = []
    first = window.start
    positions = iter(window)
    for word in words:
        at = next((j for j in positions if parse.tokens[j].lemma == word and not _of_other_verb(parse, j, first)), None)
        if at is None:
            return None
        found.append(at)
    return tuple(found)


def _anchored_noun(parse: Parse, trigger: Trigger, i: int) -> tuple[int, ...] | None:
    token = parse.tokens[i]
    nominal = token.tag.startswith("NN") or _is_gerund_noun(parse, i) or token.tag in ("JJ", "CD")
    if token.tag in ("JJ", "CD") and trigger.lemma != "dead":
        nominal = bool(trigger.before)
    if (not nominal and not trigger.before) or _only_like(parse, i):
        return None
    first = i - len(trigger.before)
    if first < 0 or tuple(t.lemma for t in parse.tokens[first:i]) != trigger.before:
        return None
    span = range(first, i + 1)
    head = next((j for j in reversed(span) if parse.tokens[j].head not in span or parse.tokens[j].head == j), i)
    head = i if parse.tokens[head].tag == "IN" else head  # "under the control of X": the arguments are those of control
    return (head, *(j for j in span if j != head))


def _only_like(parse: Parse, i: int) -> bool:
    """ "Curfew-like silence" is no curfew."""
    return [t.lemma for t in parse.tokens[i + 1 : i + 3]] == ["-", "like"]


def _is_gerund_noun(parse: Parse, i: int) -> bool:
    """ "the shelling of Kaya", "shelling by the army": a gerund that stands like a noun, no object its own."""
    token = parse.tokens[i]
    if token.tag != "VBG" or token.dep not in NOUN_DEPS:
        return False
    below = [parse.tokens[c] for c in parse.children[i]]
    if any(t.dep == "dobj" for t in below):
        return False
    return token.dep not in ("conj", "ROOT") or any(t.dep in ("det", "poss", "amod") or t.lemma == "of" for t in below)


def arguments_of(parse: Parse, trigger: Trigger, anchor: tuple[int, ...]) -> tuple[Argument, ...]:
    """Arguments of the predicate of an anchor; verb plus object noun pools those of both."""
    head = anchor[0]
    known = _known_arguments(parse)
    if trigger.kind == "noun":
        return known.of_noun(head)
    arguments = known.of_verb(head)
    if trigger.kind == "verb_noun":
        noun = anchor[1]
        own = tuple(a for a in arguments if a.phrase.head != noun)
        return own + tuple(a for a in known.of_noun(noun) if a.slot not in ("light", "mod"))
    free = tuple(a for a in arguments if a.phrase.head not in anchor[1:])
    if not any(parse.tokens[i].tag.startswith("NN") for i in anchor[1:]):
        return free
    # "set fire to a bus": what stands behind "to" is done to
    return tuple(replace(a, slot="patient") if a.slot in ("to", "object.to") else a for a in free)


class _Arguments:
    """The arguments of the words of a parse, each found once: many rules share a verb."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._nouns: dict[int, tuple[Argument, ...]] = {}
        self._verbs: dict[int, tuple[Argument, ...]] = {}

    def of_noun(self, head: int) -> tuple[Argument, ...]:
        if head not in self._nouns:
            self._nouns[head] = tuple(noun_arguments(self._parse, head))
        return self._nouns[head]

    def of_verb(self, head: int) -> tuple[Argument, ...]:
        if head not in self._verbs:
            self._verbs[head] = tuple(verb_arguments(self._parse, head))
        return self._verbs[head]


@kept
def _known_arguments(parse: Parse) -> _Arguments:
    return _Arguments(parse)
