"""What named actors say about the country of an article: groups and units at home in one or a few countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tocsin.actors.store import ActorStore
from tocsin.model import ActorMention

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


def _countries(actor: ActorMention, store: ActorStore) -> tuple[str, ...]:
    if actor.source == "group":
        keys = (actor.key, *actor.alternatives)
        found = {c for key in keys for row in store.group_rows(key) for c in row.countries}
        return tuple(sorted(found)) if len(found) <= MOST else ()
    if actor.source == "unit" and actor.country and not actor.alternatives:
        return (actor.country,)
    return ()
