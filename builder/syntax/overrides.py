"""Verbs that the model mistakes for nouns, put right by a list of forms (syntax/data/overrides.toml).

The model reads "Rebels ambush convoy near Zurmi" as one long noun. Where a listed form stands between a noun that can
act and the beginning of a noun phrase, and its clause has no other verb, the form becomes the verb of the clause, the
noun before it the subject, the head of the phrase behind it the object.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tocsin.model import Token

DATA = Path(__file__).parent / "data" / "overrides.toml"
ACTING = frozenset({"NNS", "NNPS", "NNP"})  # bare nouns that can be a subject without an article
BE = frozenset({"was", "were", "been", "being", "is", "are", "be"})
OPENS_PHRASE = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "PRP$", "VBG", "VBN"})
HEADLINE, PAST, PARTICIPLE = "VBP", "VBD", "VBN"
CLOSES = frozenset({"IN", "TO", "CC", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "WDT", "WP", "WRB", "RB"})
INSIDE = frozenset({"compound", "amod", "nmod", "nummod", "ROOT", "dobj", "nsubj", "appos", "dep"})


@lru_cache(maxsize=1)
def overrides(path: Path = DATA) -> dict[str, frozenset[str]]:
    """Fine tag -> the forms that are read with it where the model took them for nouns."""
    rules = tomllib.loads(path.read_text(encoding="utf-8"))["override"]
    return {rule["tag"]: frozenset(rule["forms"]) for rule in rules}


@lru_cache(maxsize=1)
def respelled(path: Path = DATA) -> dict[str, str]:
    """Acronyms that the model takes for words -> what it is given to read in their stead, letter for letter as long."""
    return {r["form"]: r["as"] for r in tomllib.loads(path.read_text(encoding="utf-8"))["respelled"]}


def with_overrides(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of a sentence with at most one misread verb put right; the same tuple when nothing is misread."""
    tables = overrides()
    for token in tokens:
        if token.lemma in tables[PARTICIPLE] and (be := _be_of(tokens, token)) is not None:
            return _as_participle(tokens, token, be)
        for tag in (HEADLINE, PAST):
            if token.lemma in tables[tag] and _is_misread(tokens, token, tag):
                return _as_verb(tokens, token.i, tag)
    return tokens


def _be_of(tokens: Sequence[Token], token: Token) -> Token | None:
    """The form of "be" right before a noun that should be its participle: "the base was overrun"."""
    if not token.tag.startswith("NN") or token.i == 0:
        return None
    be = tokens[token.i - 1]
    joined = token.head == be.i or be.head == token.i
    return be if be.lemma in BE and joined else None


def _as_participle(tokens: tuple[Token, ...], token: Token, be: Token) -> tuple[Token, ...]:
    made = list(tokens)
    if token.head == be.i:  # "were overrun": the model hangs the noun on the verb, its subject with it
        for other in tokens:
            if other.head == be.i and other.i not in (be.i, token.i):
                made[other.i] = replace(other, head=token.i)
        head = token.i if be.head == be.i else be.head
        made[be.i] = replace(be, head=token.i, dep="auxpass")
        made[token.i] = replace(token, tag=PARTICIPLE, head=head, dep=be.dep)
    else:
        made[token.i] = replace(token, tag=PARTICIPLE)
    for n, other in enumerate(made):
        if other.head == token.i and other.dep == "nsubj":
            made[n] = replace(other, dep="nsubjpass")
        elif other.head == token.i and other.dep == "prep" and other.lemma == "by":
            made[n] = replace(other, dep="agent")
    return tuple(made)


def _is_misread(tokens: Sequence[Token], token: Token, tag: str) -> bool:
    acting = ACTING | {"NN"} if tag == PAST else ACTING  # a past is a verb behind any noun: "the army retook"
    if token.tag.startswith("VB") and token.dep not in ("compound", "amod"):
        return False
    if not 0 < token.i < len(tokens) - 1:
        return False
    if tokens[token.i - 1].tag not in acting or tokens[token.i + 1].tag not in OPENS_PHRASE:
        return False
    others = (t for t in tokens if t.i != token.i)
    return token.dep in INSIDE and not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in others)


def _phrase_head(tokens: Sequence[Token], first: int) -> int:
    """The head of the noun phrase that begins at a token: its last noun before anything that closes it."""
    head = first
    for token in tokens[first:]:
        if token.tag in CLOSES:
            break
        if token.tag.startswith("NN") or token.tag in ("CD", "PRP"):
            head = token.i
    return head


def _as_verb(tokens: tuple[Token, ...], verb: int, tag: str) -> tuple[Token, ...]:
    subject, target = verb - 1, _phrase_head(tokens, verb + 1)
    made = list(tokens)
    for token in tokens:
        if token.i < subject and token.head >= verb:  # "Suspected bandits": their words hung on the phrase behind
            made[token.i] = replace(token, head=subject)
        elif verb < token.i < target and not verb < token.head <= target:
            made[token.i] = replace(token, head=target, dep="compound" if token.tag.startswith("NN") else token.dep)
        elif token.i > target and (token.head <= verb or token.head == token.i):
            made[token.i] = replace(token, head=verb, dep="dep" if token.dep == "ROOT" else token.dep)
    made[subject] = replace(tokens[subject], head=verb, dep="nsubj")
    made[target] = replace(tokens[target], head=verb, dep="dobj")
    made[verb] = replace(tokens[verb], head=verb, dep="ROOT", tag=tag)
    return tuple(made)
