"""The words that can anchor each act rule, with all their inflected forms, in the order of the rule files.

Built once per rulebook; the gate takes its literals from here and frames its anchors, so neither can know a trigger
that the other does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

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
    """

    order: int
    rule: ActRule
    kind: Literal["verb", "noun", "verb_noun"]
    lemma: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()


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
    return Trigger(order, rule, "verb", phrase, after=words[1:]), verb_forms(words[0])


def _noun(order: int, rule: ActRule, phrase: str) -> tuple[Trigger, tuple[str, ...]]:
    words = pieces(phrase)
    return Trigger(order, rule, "noun", phrase, before=words[:-1]), noun_forms(words[-1])


def _verb_noun(order: int, rule: ActRule, phrase: str) -> tuple[Trigger, tuple[str, ...]]:
    words = pieces(phrase)
    objects = frozenset(noun_forms(words[-1]))
    return Trigger(order, rule, "verb_noun", phrase, objects=objects), verb_forms(words[0])


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


def literal_needs(book: Rulebook, rule: ActRule) -> tuple[frozenset[str], ...]:
    """Groups of word lists that a sentence must touch before the rule can fire, each group "one of these".

    The first is `with_words` (sentence or neighbour); the others come from requirements that name only word lists.
    """
    return tuple(
        frozenset(c[1:] for c in conditions)
        for conditions in rule.require.values()
        if conditions and all(c.startswith("@") for c in conditions)
    )
