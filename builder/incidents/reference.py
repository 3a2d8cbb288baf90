"""Who "they", "he" or "the group" is: a pronoun in a role takes the actor that last acted before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.incidents.classes import ARMED, CROWDS
from tocsin.model import ActorMention, Document, Frame, Role

PRONOUNS = frozenset(
    {"they", "he", "she", "it", "who", "which", "that", "them", "him", "her", "these", "those", "the group", "the men"}
)
REACH = 400  # characters back that a pronoun may reach: the sentence before, seldom more
PEOPLE = ARMED | CROWDS


def resolve_pronouns(frames: Sequence[Frame], actors: Sequence[ActorMention], document: Document) -> tuple[Frame, ...]:
    """Frames whose agent is a pronoun, with the actor it stands for; the others as they are.

    "FAMa entered Ber. They arrested nine men." -> they: FAMa. Only armed sides and crowds are taken up, the one that
    acted last before the pronoun first, else the first one named in the nearest sentence.
    """
    resolved: list[Frame] = []
    last: ActorMention | None = None
    for frame in sorted(frames, key=lambda f: (f.start, f.end)):
        role = frame.role("agent")
        if role is not None and not role.actors and _words(document, role) in PRONOUNS:
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
