"""Named actors and the country and day of an article: what they say about it, and what it makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tocsin.actors.store import ActorStore
from tocsin.model import ActorClass, ActorMention

NAMED = 0.5  # weight of all named actors together beside what the place names of the text say
MOST = 6  # a group active in more countries than this says nothing about which


def with_actors(focus: Mapping[str, float], actors: Sequence[ActorMention], store: ActorStore) -> dict[str, float]:
    """The focus countries, with those of named groups and units mixed in; weights sum to 1, strongest first.

    "UPC fighters in Haut-Mbomou": the name alone fits two countries, the group alone points to one of them.
    A text without a single place name takes its country from its actors.
    """
    votes: dict[str, float] = {}
    for actor in actors:
        countries = _countries(actor, store)
        for country in countries:
            votes[country] = votes.get(country, 0.0) + 1.0 / len(countries)
    if not votes:
        return dict(focus)
    total = sum(votes.values())
    share = NAMED if focus else 1.0
    mixed = {c: w * (1.0 - share) for c, w in focus.items()}
    for country, weight in votes.items():
        mixed[country] = mixed.get(country, 0.0) + share * weight / total
    return dict(sorted(mixed.items(), key=lambda item: (-item[1], item[0])))


CLASS_OF_INTER: Mapping[int, ActorClass] = {1: "military", 2: "rebel", 3: "armed", 4: "identity", 8: "external"}


def of_day(actor: ActorMention, focus: Mapping[str, float], day: date | None, store: ActorStore) -> ActorMention:
    """A named group with the class it has in the article's main country on its day.

    The Rapid Support Forces are military before 15 April 2023 and an armed group of their own after it.
    """
    country = next(iter(focus), "")
    if actor.source != "group" or day is None or not country:
        return actor
    row = store.group(actor.key, country, day)
    known = CLASS_OF_INTER.get(row.inter) if row is not None else None
    unarmed = actor.actor_class in ("civilian", "crowd", "mob", "government")
    if known is None or unarmed or known == actor.actor_class:
        return actor
    return replace(actor, actor_class=known)


NAMELESS = frozenset({"militants", "rebels", "jihadists", "separatists", "communist_rebels"})
"""Roles that stand for the one group an article names: "the guerrillas" of an article on the FARC."""
_FIGHTERS = frozenset({"rebel", "armed", "identity"})


def as_named(
    found: Mapping[int, tuple[ActorMention, ...]], focus: Mapping[str, float], day: date | None, store: ActorStore
) -> dict[int, tuple[ActorMention, ...]]:
    """Fighters without a name as the only armed group that the article names, doubted.

    Takes:    "The guerrillas killed a mayor. ... the Shining Path" in Peru  -> Shining Path
    Refuses:  articles that name two groups, a group that is not at home in the main country, "gunmen", "armed men"
    """
    country = next(iter(focus), "")
    fighters = {a.key: a for actors in found.values() for a in actors if _is_group(a)}
    if len(fighters) != 1 or day is None or not country:
        return dict(found)
    named = next(iter(fighters.values()))
    row = store.group(named.key, country, day, strict=True)
    if row is None or country not in row.countries:
        return dict(found)
    return {i: tuple(_named_as(a, named) for a in actors) for i, actors in found.items()}


def _is_group(actor: ActorMention) -> bool:
    return actor.source == "group" and actor.actor_class in _FIGHTERS


def _named_as(actor: ActorMention, named: ActorMention) -> ActorMention:
    nameless = actor.source == "role" and actor.key in NAMELESS and actor.actor_class in _FIGHTERS
    if not nameless or actor.country or actor.people or actor.group or "former" in actor.modifiers:
        return actor
    rule_id = f"{actor.rule_id}+named_elsewhere"
    return replace(
        actor, source="group", key=named.key, alternatives=named.alternatives, actor_class=named.actor_class,
        doubt=True, rule_id=rule_id,
    )  # fmt: skip


def _countries(actor: ActorMention, store: ActorStore) -> tuple[str, ...]:
    if actor.source == "group":
        keys = (actor.key, *actor.alternatives)
        found = {c for key in keys for row in store.group_rows(key) for c in row.countries}
        return tuple(sorted(found)) if len(found) <= MOST else ()
    if actor.source == "unit" and actor.country and not actor.alternatives:
        return (actor.country,)
    return ()
