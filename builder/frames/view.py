"""One gated sentence with everything found in it, the only thing frame matching looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tocsin.model import ActorMention, Parse, Phrase, PlaceMention, Quantity, Role, TimeMention


class HasSpan(Protocol):
    """Anything with document offsets."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Behind the last character."""


SpanT = TypeVar("SpanT", bound=HasSpan)


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A parse and the mentions of its sentence; places and times are indexes into the document's tuples."""

    parse: Parse
    actors: tuple[ActorMention, ...]
    places: tuple[tuple[int, PlaceMention], ...]
    times: tuple[tuple[int, TimeMention], ...]
    quantities: tuple[Quantity, ...]
    nearby: frozenset[str]


def inside(items: Sequence[SpanT], start: int, end: int) -> list[SpanT]:
    """The items that overlap a span, in order."""
    return [x for x in items if x.start < end and start < x.end]


def actors_in(view: SentenceView, phrase: Phrase) -> tuple[ActorMention, ...]:
    """Actors of a noun phrase: the one at its head first, then the others in order of the text.

    Of two forces that share the head noun the first named comes first: "Turkish and Russian forces".
    A word of a longer place name is no actor: the imam of "Imam Sahib".
    """
    found = [a for a in inside(view.actors, phrase.start, phrase.end) if not _in_place_name(view, a)]
    found.sort(key=lambda a: a.start)
    at = next((i for i, a in enumerate(found) if a.start <= phrase.head_start < a.end), 0)
    while at and found[at].joined and found[at - 1].source == "state":
        at -= 1
    return (*found[at:], *found[:at]) if at else tuple(found)


def _in_place_name(view: SentenceView, actor: ActorMention) -> bool:
    return any(
        p.start <= actor.start and actor.end <= p.end and p.end - p.start > actor.end - actor.start
        for _, p in view.places
    )


def head_of(view: SentenceView, role: Role) -> int | None:
    """The token at the head of a role."""
    return next((t.i for t in view.parse.tokens if t.start == role.head_start), None)


NOBODY_IN_PARTICULAR = ("man", "men", "person", "persons", "individual", "individuals")
"""Of whom nothing else is said: assailants more often than a crowd."""


def is_several(actor: ActorMention) -> bool:
    """Whether a mention can act as a crowd: one by name, or several unarmed people who are no site."""
    if actor.site or actor.text.lower().split()[-1] in NOBODY_IN_PARTICULAR:
        return False
    return actor.actor_class in ("crowd", "mob") or (actor.actor_class == "civilian" and actor.plural)


def is_time(view: SentenceView, phrase: Phrase) -> bool:
    """Whether a phrase is a time expression ("on Tuesday")."""
    return any(t.start <= phrase.head_start < t.end for _, t in view.times)


def is_place(view: SentenceView, phrase: Phrase) -> bool:
    """Whether the head of a phrase is part of a toponym."""
    return any(p.start <= phrase.head_start < p.end for _, p in view.places)
