"""People whom a role means without naming them: who rides in what is hit, and of whom a bare number is one."""

from __future__ import annotations

from dataclasses import replace

from tocsin.frames.view import SentenceView, actors_in, head_of
from tocsin.model import ActorMention, Phrase, Role
from tocsin.syntax.arguments import children_by, phrase_of
from tocsin.syntax.verbs import verb_lists

AGAINST = frozenset({"against", "on", "at", "for", "after"})
"""Behind these stand those whom an operation, a search or a hunt is for."""


def with_riders(view: SentenceView, role: Role) -> Role:
    """A patient with those whom it carries, and who suffer with it: "ambushed a lorry carrying farmers"."""
    head = head_of(view, role)
    if role.name != "patient" or head is None:
        return role
    parse, carrying = view.parse, verb_lists().carrying
    for verb in children_by(parse, head, "acl"):
        if parse.tokens[verb].lemma in carrying:
            found = [a for thing in children_by(parse, verb, "dobj") for a in _people(view, phrase_of(parse, thing))]
            fresh = tuple(a for a in found if a not in role.actors)
            return replace(role, actors=(*fresh, *role.actors)) if fresh else role
    return role


def with_antecedent(view: SentenceView, verb: int, role: Role) -> Role:
    """A patient that is a number alone, with those whom the verb before it names: "pursued rebels and killed two",
    "launched an operation against bandits, killing five of them"."""
    parse, head = view.parse, head_of(view, role)
    token = parse.tokens[verb]
    if role.name != "patient" or role.actors or head is None or parse.tokens[head].tag != "CD":
        return role
    if token.dep not in ("advcl", "conj") or any(children_by(parse, verb, "nsubj", "nsubjpass")):
        return role
    for thing in _objects(view, token.head):
        people = _people(view, phrase_of(parse, thing))
        if people:
            return replace(role, actors=people, rule_id="role.antecedent")
    return role


def _objects(view: SentenceView, verb: int) -> list[int]:
    """The object of a verb; then what stands behind a preposition of it, or of the verb: "an operation against X"."""
    parse = view.parse
    things = list(children_by(parse, verb, "dobj"))
    links = [p for t in (*things, verb) for p in children_by(parse, t, "prep") if parse.tokens[p].lemma in AGAINST]
    return things + [t for p in links for t in children_by(parse, p, "pobj")]


def _people(view: SentenceView, phrase: Phrase) -> tuple[ActorMention, ...]:
    """The actors at the head of a phrase, if it is about people."""
    found = actors_in(view, phrase)
    named = bool(found) and found[0].start <= phrase.head_start < found[0].end and not found[0].site
    return found if named else ()
