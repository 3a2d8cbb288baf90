"""Who "they", "the group" or "the rebels" are: words in a role that name again who was named before."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from tocsin.incidents.classes import ARMED, CROWDS
from tocsin.model import ActorMention, Document, Frame, Role

DATA = Path(__file__).parent / "data" / "reference.toml"
REACH = 400  # characters back that a pronoun may reach: the sentence before, seldom more
PEOPLE = ARMED | CROWDS
GROUPS = frozenset({"rebel", "armed", "gang", "identity"})
"""Classes of named groups that a plain noun may mean again."""


_LISTS = ("pronouns", "bare", "definite", "articles", "owners", "members")


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """Pronouns, role ids that refer back with and without an article, the articles, words that say whose, and nouns for
    those who belong to a group (data/reference.toml)."""

    pronouns: frozenset[str]
    bare: frozenset[str]
    definite: frozenset[str]
    articles: frozenset[str]
    owners: frozenset[str]
    members: frozenset[str]


@lru_cache(maxsize=1)
def reference_words(path: Path = DATA) -> ReferenceWords:
    """The lists, read once."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return ReferenceWords(*(frozenset(data[name]) for name in _LISTS))


def resolve_groups(frames: Sequence[Frame], actors: Sequence[ActorMention], document: Document) -> tuple[Frame, ...]:
    """Frames whose rebels, militants or gang have no name, with the named group that the article is about.

    Takes:    "The ELN attacked a post. ... Two days earlier rebels burned a bus"  -> rebels: the ELN
              "The ELN said that its men had laid the bomb"                         -> its men: the ELN
    Refuses:  articles that name two groups of that class, "gunmen", "suspected rebels from Chad", a first mention of
              "militants" before anybody was named without an article
    """
    named = [a for a in actors if a.source == "group" and a.actor_class in GROUPS]
    if not named:
        return tuple(frames)
    return tuple(
        replace(f, roles=tuple(replace(r, actors=tuple(_named(a, named, document) for a in r.actors)) for r in f.roles))
        for f in frames
    )


def _named(actor: ActorMention, named: Sequence[ActorMention], document: Document) -> ActorMention:
    words = reference_words()
    plain = actor.source == "role" and not (actor.country or actor.people or actor.group or actor.modifiers)
    before = document.text[max(0, actor.start - 8) : actor.start].lower().split()
    if plain and before and before[-1] in words.owners and actor.text.lower().split()[-1] in words.members:
        near = [n for n in named if n.end <= actor.start and actor.start - n.end <= REACH]
        return _again(near[-1], actor) if near else actor
    if not plain or actor.site or actor.key not in words.bare | words.definite:
        return actor
    if actor.key not in words.bare and not (before and before[-1] in words.articles):
        return actor
    alike = [n for n in named if n.actor_class == actor.actor_class or actor.actor_class == "armed"]
    if len({n.key for n in alike}) != 1 or alike[0].start > actor.start:
        return actor
    return _again(alike[0], actor)


def _again(first: ActorMention, actor: ActorMention) -> ActorMention:
    """The group that was named first, at the words that name it again."""
    return replace(
        first, start=actor.start, end=actor.end, text=actor.text, head_start=actor.head_start, head_end=actor.head_end,
        rule_id="actor.named_before", plural=actor.plural, doubt=actor.doubt, joined=actor.joined,
    )  # fmt: skip


def resolve_pronouns(frames: Sequence[Frame], actors: Sequence[ActorMention], document: Document) -> tuple[Frame, ...]:
    """Frames whose agent is a pronoun, with the actor it stands for; the others as they are.

    "FAMa entered Ber. They arrested nine men." -> they: FAMa. Only armed sides and crowds are taken up, the one that
    acted last before the pronoun first, else the first one named in the nearest sentence.
    """
    resolved: list[Frame] = []
    last: ActorMention | None = None
    for frame in sorted(frames, key=lambda f: (f.start, f.end)):
        role = frame.role("agent")
        if role is not None and not role.actors and _words(document, role) in reference_words().pronouns:
            found = _antecedent(role, last, actors, document)
            if found is not None:
                role = replace(role, actors=(found,), rule_id="role.pronoun")
                frame = replace(frame, roles=tuple(role if r.name == "agent" else r for r in frame.roles))
        if role is not None and role.actors and role.actors[0].actor_class in PEOPLE:
            last = role.actors[0]
        resolved.append(frame)
    return tuple(resolved)


def _words(document: Document, role: Role) -> str:
    return document.text[role.start : role.end].lower().strip()


def _antecedent(
    role: Role, last: ActorMention | None, actors: Sequence[ActorMention], document: Document
) -> ActorMention | None:
    if last is not None and 0 < role.start - last.end <= REACH:
        return last
    before = [a for a in actors if a.end <= role.start and role.start - a.end <= REACH and a.actor_class in PEOPLE]
    if not before:
        return None
    sentence = max((s for s in document.sentences if s.start <= before[-1].start), key=lambda s: s.start)
    return next(a for a in before if a.start >= sentence.start)
