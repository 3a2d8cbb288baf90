"""Fill the roles of a construction from arguments, and check what a rule requires of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from tocsin.frames.view import SentenceView, actors_in, head_of, inside, is_place, is_several, is_time
from tocsin.mentions.actor_parts import ARMED
from tocsin.model import ActorMention, Argument, Phrase, Role
from tocsin.rulebook.entries import ActRule
from tocsin.rulebook.load import Rulebook
from tocsin.syntax.arguments import conjuncts, is_passive, light_verb_of, phrase_of
from tocsin.syntax.verbs import verb_lists

RoleName = Literal["agent", "patient", "weapon"]
ACTOR_ONLY = frozenset(
    {"mod", "poss", "at", "into", "of", "from", "to", "involving", "near", "toward", "towards", "under"}
)
"""Slots that hold all sorts of things: they fill agent or patient only with words that name an actor or a target."""
SHALLOW_REACH = 90  # characters between a trigger and an actor that a window rule may join; about 15 words


def _accepts(view: SentenceView, role: str, slot: str, phrase: Phrase) -> bool:
    if is_time(view, phrase):
        return False
    if role != "weapon" and slot in ACTOR_ONLY:
        counted = (
            role == "patient"
            and slot == "of"
            and any(q.unit == "count" for q in inside(list(view.quantities), phrase.start, phrase.end))
        )
        return counted or bool(actors_in(view, phrase))
    return not (slot == "by" and view.parse.tokens[phrase.head].tag == "VBG")


def _role(view: SentenceView, name: RoleName, slot: str, phrase: Phrase) -> Role:
    actors = actors_in(view, phrase) or _in_apposition(view, phrase)
    return Role(name, phrase.start, phrase.end, phrase.head_start, phrase.head_end, actors, f"role.{slot}")


def _in_apposition(view: SentenceView, phrase: Phrase) -> tuple[ActorMention, ...]:
    """Actors that say who a name is: "Sidiki Abbas, the leader of 3R", "Toure, a commander of the rebels"."""
    if not view.parse.tokens[phrase.head].tag.startswith("NNP"):
        return ()
    for child in view.parse.children[phrase.head]:
        if view.parse.tokens[child].dep == "appos":
            return actors_in(view, phrase_of(view.parse, child))
    return ()


def _fill(view: SentenceView, name: RoleName, slots: Sequence[str], arguments: Sequence[Argument]) -> Role | None:
    best: Role | None = None
    for slot in slots:
        for argument in _ordered(view, slot, arguments):
            if argument.slot != slot or not _accepts(view, name, slot, argument.phrase):
                continue
            role = _role(view, name, slot, argument.phrase)
            if role.actors or name == "weapon":
                return role
            best = best or role
    return best


def _ordered(view: SentenceView, slot: str, arguments: Sequence[Argument]) -> Sequence[Argument]:
    """The arguments in order, of several behind "between" the one with most actors first: the parser breaks a name
    with a hyphen into several phrases."""
    if slot != "between":
        return arguments
    return sorted(arguments, key=lambda a: -len(actors_in(view, a.phrase)))


def _other(
    view: SentenceView,
    book: Rulebook,
    name: RoleName,
    slots: Sequence[str],
    arguments: Sequence[Argument],
    conditions: Sequence[str],
) -> Role | None:
    """The first argument that meets what the rule requires: "burned tyres on the road" is about tyres, not the road."""
    for slot in slots:
        for argument in arguments:
            if argument.slot != slot or not _accepts(view, name, slot, argument.phrase):
                continue
            role = _role(view, name, slot, argument.phrase)
            if any(holds(view, book, c, role) for c in conditions):
                return role
    return None


def assign_roles(
    view: SentenceView,
    book: Rulebook,
    rule: ActRule,
    arguments: Sequence[Argument],
    verbal: bool,
    head: int,
) -> tuple[tuple[Role, ...], bool]:
    """Roles of a predicate, and whether a shallow window had to fill one.

    A role takes the first slot that names an actor; a slot without actor words only if none does. Where that is not
    what the rule requires, another argument that is takes its stead. A verb that needs an object and has none is a
    headline passive ("Two killed in Kaya"): its subject suffers. Reciprocal constructions split a coordinated phrase
    into both sides: "soldiers and rebels clashed", "between X and Y".
    """
    construction = book.constructions[rule.construction]
    slots = construction.verb if verbal else construction.noun
    filled: dict[RoleName, Role] = {}
    for name, wanted in slots.items():
        free = [a for a in arguments if not _used(filled, name, a)]
        role = _fill(view, name, wanted, free)
        required = rule.require.get(name, [])
        if role is not None and required and not any(holds(view, book, c, role) for c in required):
            role = _other(view, book, name, wanted, free, required) or role
        if role is not None:
            filled[name] = role
    headline = construction.needs_object and verbal and not is_passive(view.parse, head) and not _has_object(view, head)
    if headline and "agent" in filled and "patient" not in filled:
        filled["patient"] = replace(filled.pop("agent"), name="patient", rule_id="role.headline")
    if construction.reciprocal:
        _split_sides(view, filled)
    _adjacent(view, filled, slots, verbal, head)
    if "agent" in filled and "patient" not in filled:
        _owner_as(filled, "patient", construction.owner_loses)
    elif "agent" not in filled:
        _owner_as(filled, "agent", construction.owner_acts)
    shallow = _shallow(view, filled, slots, verbal, head)
    return tuple(filled[n] for n in ("agent", "patient", "weapon") if n in filled), shallow


def _has_object(view: SentenceView, head: int) -> bool:
    """Whether a verb has an object of its own, an actor or not: "claimed six lives", "left 12 dead"."""
    return any(view.parse.tokens[c].dep in ("dobj", "oprd") for c in view.parse.children[head])


def _used(filled: dict[RoleName, Role], name: RoleName, argument: Argument) -> bool:
    if name == "weapon":
        return False
    return any(r.head_start == argument.phrase.head_start for n, r in filled.items() if n != "weapon")


def _split_sides(view: SentenceView, filled: dict[RoleName, Role]) -> None:
    agent, patient = filled.get("agent"), filled.get("patient")
    if agent is None or (patient is not None and patient.actors):
        return
    head = head_of(view, agent)
    if head is None:
        return
    sides = conjuncts(view.parse, head)
    slot = agent.rule_id.removeprefix("role.")
    if len(sides) < 2:
        _split_actors(agent, slot, filled)
        return
    first, rest = phrase_of(view.parse, sides[0], conjuncts=False), phrase_of(view.parse, sides[1])
    filled["agent"] = _role(view, "agent", slot, first)
    filled["patient"] = _role(view, "patient", slot, rest)


def _owner_as(filled: dict[RoleName, Role], name: RoleName, classes: Sequence[str]) -> None:
    """The armed owner of a place fills a role that nobody else does: it loses "two posts of the rebels" to those who
    captured them, and it opened "a new Russian base"."""
    place, other = filled.get("weapon"), filled.get("agent")
    if place is None or (other is not None and not other.actors):
        return
    known = {a.start for a in other.actors} if other else set()
    owners = tuple(a for a in place.actors if a.actor_class in classes)
    if owners and not known & {a.start for a in owners}:
        filled[name] = replace(place, name=name, actors=owners, rule_id="role.owner")


def _split_actors(agent: Role, slot: str, filled: dict[RoleName, Role]) -> None:
    """Two armed actors that "and" joins are both sides where the parse hides it: "fighters of X and Y troops"."""
    armed = sorted((a for a in agent.actors if a.actor_class in ARMED and not a.site), key=lambda a: a.start)
    at = next((i for i, a in enumerate(armed) if i and a.joined == "and"), 0)
    if not at:
        return
    filled["agent"] = replace(agent, end=armed[at - 1].end, actors=tuple(armed[:at]))
    head = armed[at]
    filled["patient"] = Role(
        "patient", head.start, agent.end, head.head_start, head.head_end, tuple(armed[at:]), f"role.{slot}"
    )


def _adjacent(
    view: SentenceView, filled: dict[RoleName, Role], slots: dict[RoleName, list[str]], verbal: bool, head: int
) -> None:
    """An armed actor right before an active verb with an object acts, whatever the parse made of it; so does one right
    before the verb that carries an act noun: "in Kachin state, the army carried out two air strikes"."""
    patient = filled.get("patient")
    carrier = None if verbal else light_verb_of(view.parse, head)
    verb = head if carrier is None else carrier
    token = view.parse.tokens[verb]
    active = token.tag in ("VBD", "VBZ", "VBP") and not is_passive(view.parse, verb)
    told = "agent" in filled and filled["agent"].actors
    if not active or told or "agent" not in slots:
        return
    if carrier is None and (patient is None or patient.start < token.start):
        return
    if carrier is not None and (token.lemma not in verb_lists().light or "light" not in slots["agent"]):
        return
    for actor in view.actors:
        between = [t for t in view.parse.tokens if actor.end <= t.start < token.start]
        before = next((t for t in reversed(view.parse.tokens) if t.end <= actor.start and t.tag != "DT"), None)
        near = actor.end < token.start and all(t.tag == "RB" for t in between)
        if near and actor.actor_class in ARMED and not actor.site and (before is None or before.tag != "IN"):
            filled["agent"] = _shallow_role("agent", actor)


def _shallow(
    view: SentenceView, filled: dict[RoleName, Role], slots: dict[RoleName, list[str]], verbal: bool, head: int
) -> bool:
    """Where the parse gave an active verb no role, the nearest actor before it acts, the nearest behind it suffers."""
    if not verbal or "agent" in filled or "patient" in filled:
        return False
    token = view.parse.tokens[head]
    if token.tag not in ("VBD", "VBZ", "VBP", "VB") or "agent" not in slots:
        return False
    before = [a for a in view.actors if a.end <= token.start and token.start - a.end <= SHALLOW_REACH]
    behind = [a for a in view.actors if a.start >= token.end and a.start - token.end <= SHALLOW_REACH]
    if before:
        filled["agent"] = _shallow_role("agent", before[-1])
    if behind and "patient" in slots:
        filled["patient"] = _shallow_role("patient", behind[0])
    return bool(before or behind)


def _shallow_role(name: RoleName, actor: ActorMention) -> Role:
    return Role(name, actor.start, actor.end, actor.head_start, actor.head_end, (actor,), "role.window")


# ---------------------------------------------------------------- conditions


def _words(view: SentenceView, role: Role) -> set[str]:
    tokens = [t for t in view.parse.tokens if role.start <= t.start < role.end]
    words = {t.lemma for t in tokens}
    words |= {f"{a.lemma} {b.lemma}" for a, b in pairwise(tokens)}
    words |= {f"{a.lemma}-{c.lemma}" for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False) if b.text == "-"}
    return words


def _heads_known(role: Role) -> bool:
    """Whether the head of a role is a mention, of people, a site or a thing: then it tells what the phrase is about."""
    return any(_at_head(a, role) for a in role.actors)


def _at_head(actor: ActorMention, role: Role) -> bool:
    return actor.start <= role.head_start < actor.end


def _head_words(view: SentenceView, role: Role) -> set[str]:
    return {t.lemma for t in view.parse.tokens if t.start == role.head_start}


def holds(view: SentenceView, book: Rulebook, condition: str, role: Role | None, forbids: bool = False) -> bool:
    """Whether a condition of a rule holds for a role: "@list", "class:a|b", "people", "place", "actor", "any", "none".

    "country": the head is the bare name of a state ("Chile has moved two cargoes"), which stands for much else than its
    army. "name": the head is a capitalised name that is nobody's, such as that of a village no gazetteer knows.
    "site": the head is a place where people are, a market or a police station.
    "count": the head is a number alone, its noun left out ("more than 2,000 gathered").

    Where a rule `forbids` a class, people at the head only are meant: "an army base" and "a post of the rebels" are
    places; and of the words for people and sites only the head counts: "election officials" are no election, "market
    traders" no market, a "tax office" no tax.
    """
    if condition == "none":
        return role is None
    if role is None:
        return False
    if condition == "any":
        return True
    if condition.startswith("@"):
        words = _head_words(view, role) if forbids and _heads_known(role) else _words(view, role)
        return bool(words & book.words[condition[1:]])
    if condition.startswith("class:"):
        classes = _classes_of(condition)
        meant = [a for a in role.actors if not forbids or (_at_head(a, role) and not a.site)]
        return any(a.actor_class in classes for a in meant)
    if condition == "name":
        head = next((t for t in view.parse.tokens if t.start == role.head_start), None)
        return head is not None and head.tag == "NNP" and head.text[:1].isupper() and not role.actors
    if condition == "site":
        return any(a.site and _at_head(a, role) for a in role.actors)
    if condition == "count":
        return any(t.start == role.head_start and t.tag == "CD" for t in view.parse.tokens)
    if condition == "people":
        return any(is_several(a) for a in role.actors[:1])
    if condition == "country":
        return any(a.source == "state" and _at_head(a, role) for a in role.actors)
    if condition == "place":
        token = head_of(view, role)
        return token is not None and is_place(view, phrase_of(view.parse, token))
    return bool(role.actors)


@lru_cache(maxsize=4096)
def _classes_of(condition: str) -> frozenset[str]:
    """The classes of a condition: "class:rebel|armed"."""
    return frozenset(condition.removeprefix("class:").split("|"))


def meets(view: SentenceView, book: Rulebook, rule: ActRule, roles: Sequence[Role]) -> bool:
    """Whether the roles meet every requirement of a rule and none of what it forbids."""
    by_name = {r.name: r for r in roles}
    for name, conditions in rule.require.items():
        if conditions and not any(holds(view, book, c, by_name.get(name)) for c in conditions):
            return False
    return all(
        not any(holds(view, book, c, by_name.get(name), forbids=True) for c in conditions)
        for name, conditions in rule.forbid.items()
    )
