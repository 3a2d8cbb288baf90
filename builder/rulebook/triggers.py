"""The words that can anchor each act rule, with all their inflected forms, in the order of the rule files.

Built once per rulebook; the gate takes its literals from here and frames its anchors, so neither can know a trigger
that the other does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tocsin.kept import kept
from tocsin.rulebook.entries import ActRule
from tocsin.rulebook.inflect import noun_forms, verb_forms
from tocsin.rulebook.load import Rulebook

WORD = re.compile(r"[^\W_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way to anchor a rule. `before` and `after` are words that must stand near the anchor word.

    verb       "blow up": anchor any form of "blow", after ("up",)
    noun       "air strike": anchor "strike" or "strikes", before ("air",), adjacent
    verb_noun  "open fire": anchor any form of "open", noun forms of "fire" as its object

    plain   the forms of its verb that a noun may have too ("club", "clubs"): behind an article they are one
    """

    order: int
    rule: ActRule
    kind: Literal["verb", "noun", "verb_noun"]
    lemma: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Triggers:
    """Lower-cased anchor form -> triggers, in rule order."""

    by_form: dict[str, tuple[Trigger, ...]]


def pieces(phrase: str) -> tuple[str, ...]:
    """A phrase in the pieces the tokenizer makes of it: "sit-in" -> sit, -, in."""
    return tuple(WORD.findall(phrase.lower()))


def _verb(order: int, rule: ActRule, phrase: str) -> tuple[Trigger, tuple[str, ...]]:
    words = pieces(phrase)
    if "-" in words:  # "gang-rape", "tear-gas": inflected at the end
        return Trigger(order, rule, "verb", phrase, before=words[:-1]), verb_forms(words[-1])
    if len(words) > 1 and words[0].endswith("ly"):
        return Trigger(order, rule, "verb", phrase, before=words[:1]), verb_forms(words[1])
    plain = frozenset(verb_forms(words[0])[:2])
    return Trigger(order, rule, "verb", phrase, after=words[1:], plain=plain), verb_forms(words[0])


def _noun(order: int, rule: ActRule, phrase: str) -> tuple[Trigger, tuple[str, ...]]:
    words = pieces(phrase)
    return Trigger(order, rule, "noun", phrase, before=words[:-1]), noun_forms(words[-1])


def _verb_noun(order: int, rule: ActRule, phrase: str) -> tuple[Trigger, tuple[str, ...]]:
    words = pieces(phrase)
    objects = frozenset(noun_forms(words[-1]))
    plain = frozenset(verb_forms(words[0])[:2])
    return Trigger(order, rule, "verb_noun", phrase, objects=objects, plain=plain), verb_forms(words[0])


@kept
def build_triggers(book: Rulebook) -> Triggers:
    """Every trigger of every rule: longer phrases before shorter ones, then the order of the rule files."""
    found: dict[str, list[Trigger]] = {}
    for order, rule in enumerate(book.acts):
        made = [_verb(order, rule, p) for p in rule.verbs]
        made += [_noun(order, rule, p) for p in rule.nouns]
        made += [_verb_noun(order, rule, p) for p in rule.verb_nouns]
        for trigger, forms in made:
            for form in forms:
                found.setdefault(form, []).append(trigger)
    ranked = {
        form: tuple(
            sorted(ts, key=lambda t: (-len(t.before) - len(t.after) - bool(t.objects), t.order, t.kind, t.lemma))
        )
        for form, ts in found.items()
    }
    return Triggers(ranked)


DAYS = range(1, 32)


@kept
def idle_phrases(book: Rulebook) -> tuple[str, ...]:
    """The phrases in which a word that could anchor a rule is none; "#" stands for the number of a day."""
    spelled = (p.replace("#", str(day)) for p in book.words["idle_phrases"] for day in (DAYS if "#" in p else (1,)))
    return tuple(sorted(set(spelled)))


def is_noun_behind(trigger: Trigger, form: str, before: str, book: Rulebook) -> bool:
    """Whether a word cannot be the verb of a trigger, by the word right before it: "the club", "its targets"."""
    return form in trigger.plain and before in book.words["articles"]


PEOPLE = ("crowd", "mob", "civilian")  # whom the condition "people" can mean
PLAIN = {"people": PEOPLE, "actor": ("actor",), "country": ("state",)}
"""Conditions of a role that need an actor of some class, "actor" for any, "state" for the name of one."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a sentence must hold before a rule can fire there: a word of one of the lists, or an actor of a class."""

    lists: frozenset[str]
    classes: frozenset[str]


def asks_of(rule: ActRule) -> tuple[Ask, ...]:
    """What a rule asks of a sentence, one entry per role that it requires. A role that any text may fill asks nothing.

    agent = ["class:crowd|mob", "@crowd_core"] -> lists crowd_core, classes crowd and mob
    """
    asks = []
    for conditions in rule.require.values():
        known = [c for c in conditions if c.startswith(("@", "class:")) or c in PLAIN]
        if not conditions or len(known) < len(conditions):
            continue
        lists = frozenset(c[1:] for c in known if c.startswith("@"))
        named = (c.removeprefix("class:").split("|") for c in known if c.startswith("class:"))
        plain = (PLAIN[c] for c in known if c in PLAIN)
        asks.append(Ask(lists, frozenset(name for names in (*named, *plain) for name in names)))
    return tuple(asks)
