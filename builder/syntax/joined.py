"""Subjects that the model hangs on a verb one by one though "and" joins them: made one coordination.

In "A nurse and the driver were killed" the model gives the verb two subjects, so that the span of each loses the other
and its count. Where the words of one end in "and" or a comma and those of the next begin right there, the second
becomes a conjunct of the first, as the model itself writes it for "A nurse and her son were killed".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tocsin.model import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
JOINING = frozenset({"and", "or", "&"})


def with_joined_subjects(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of a sentence with neighbouring subjects of one verb joined; the same tuple when there are none.

    A list needs its "and": two subjects with a comma alone between them may be a noun and what explains it.
    """
    subjects = [t for t in tokens if t.dep in SUBJECTS]
    if len(subjects) < 2:
        return tokens
    made = list(tokens)
    for run in _runs(tokens, subjects):
        for before, token in pairwise(run):
            made[token.i] = replace(token, head=before.i, dep="conj")
    return tuple(made)


def _runs(tokens: Sequence[Token], subjects: Sequence[Token]) -> list[list[Token]]:
    """Subjects of one verb that stand side by side, each run with an "and" in it."""
    runs: list[list[Token]] = []
    for token in subjects:
        last = runs[-1][-1] if runs else None
        if last is not None and last.head == token.head and token.i < token.head and _touch(tokens, last, token):
            runs[-1].append(token)
        else:
            runs.append([token])
    return [run for run in runs if len(run) > 1 and _has_and(tokens, run)]


def _touch(tokens: Sequence[Token], first: Token, second: Token) -> bool:
    """Whether only a conjunction or a comma, both the first one's own or the verb's, stands between two phrases.

    Behind a preposition the next noun may belong to its object: "envoys from the Peul, Bambara and Bozo communities".
    """
    left = min(_under(tokens, second))
    joint = tokens[left - 1]
    inside = _under(tokens, first)
    if any(t.i in inside and t.dep == "prep" for t in tokens[first.i + 1 : left]):
        return False
    between = [t for t in tokens[first.i + 1 : left] if t.i not in inside and t.head != first.head]
    return joint.i > first.i and (joint.lemma in JOINING or joint.text == ",") and not between


def _has_and(tokens: Sequence[Token], run: Sequence[Token]) -> bool:
    spans = tokens[run[0].i : max(_under(tokens, run[-1])) + 1]
    owners = {t.i for t in run}
    return any(t.lemma in JOINING and t.head in owners for t in spans)


def _under(tokens: Sequence[Token], head: Token) -> frozenset[int]:
    """The indices of a token and all that hangs on it."""
    found = {head.i}
    grown = True
    while grown:
        more = {t.i for t in tokens if t.head in found} - found
        found |= more
        grown = bool(more)
    return frozenset(found)
