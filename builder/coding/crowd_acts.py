"""What the crowd of an incident did and what was done to it, frame by frame: who demonstrates is known by name or deed.

Which of the two makes a type is the decision list's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.frames.view import is_several
from tocsin.incidents.classes import ARMED
from tocsin.model import ActorMention, Frame

GATHERINGS = frozenset({"protest", "block_road"})
"""Peaceful acts whose agents demonstrate, whatever the text calls them."""
DEMANDING = GATHERINGS | {"barricade", "violent_protest", "demand"}
"""Acts whose agents demonstrate, peacefully or not."""
PROTESTERS = "protesters"
"""The entry of actors/data/roles.csv for people who are called by what they do: protesters, marchers, picketers."""
CONTROL = frozenset({"disperse", "arrest"})
"""What is done to a crowd and never by one."""
UNRULY = frozenset({"riot", "barricade", "mob", "violent_protest"})
"""What crowds do even where the text does not say who did it."""


@dataclass(frozen=True, slots=True)
class CrowdActs:
    """Acts done by a crowd or by several plain people, acts done to those who demonstrate, and whether any do."""

    done: frozenset[str]
    suffered: frozenset[str]
    demonstrators: bool


@dataclass(frozen=True, slots=True)
class _Marchers:
    """Who demonstrates: mentions that a text says it of, and the entries that these belong to."""

    starts: frozenset[int]
    keys: frozenset[str]

    def doubt(self, actors: Sequence[ActorMention]) -> int:
        """2 when one of the actors is said to demonstrate, 1 when one may be meant again ("the students"), else 0."""
        if any(a.key == PROTESTERS or a.start in self.starts for a in actors):
            return 2
        return int(any(a.key in self.keys and is_several(a) for a in actors))


def crowd_acts(frames: Sequence[Frame]) -> CrowdActs:
    """Sort the acts of an incident by who did them.

    "Students marched and threw stones"                        -> done: riot
    "Rivals attacked students who were marching"               -> suffered: attack
    "Police clashed with demonstrators"                        -> done: clash, whoever began (codebook 2.8)
    """
    known = _marchers(frames)
    acting = [f for f in frames if f.act not in GATHERINGS]
    against = [f for f in acting if _is_against(f, known)]
    rivals = {a.key for f in against for a in _side(f, "agent")} - known.keys - {PROTESTERS}
    done = {f.act for f in acting if f not in against and _by_crowd(f, known, rivals)}
    named = any(a.key == PROTESTERS for f in frames for a in (*_side(f, "agent"), *_side(f, "patient")))
    told = any(f.act in DEMANDING for f in frames)
    return CrowdActs(frozenset(done), frozenset(f.act for f in against), named or told)


def rivals_of(frames: Sequence[Frame]) -> tuple[ActorMention, ...]:
    """The crowd or plain people who set upon those who demonstrate: "residents chased away the marchers"."""
    known = _marchers(frames)
    against = [f for f in frames if f.act not in GATHERINGS and _is_against(f, known)]
    return tuple(a for f in against for a in _side(f, "agent")[:1] if is_several(a))


def _marchers(frames: Sequence[Frame]) -> _Marchers:
    marching = [
        a for f in frames if f.act in DEMANDING for a in _side(f, "agent") if not a.site and a.actor_class not in ARMED
    ]
    return _Marchers(frozenset(a.start for a in marching), frozenset(a.key for a in marching))


def _is_against(frame: Frame, known: _Marchers) -> bool:
    """Whether those who demonstrate suffer an act: not when they take part in it, as in clashes and riots."""
    agents, patients = _side(frame, "agent"), _side(frame, "patient")
    if known.doubt(patients) <= known.doubt(agents[:1]):
        return False
    return frame.act != "clash" and not (frame.act in UNRULY and not any(is_several(a) for a in agents[:1]))


def _by_crowd(frame: Frame, known: _Marchers, rivals: set[str]) -> bool:
    agents = _side(frame, "agent")[:1]
    if frame.act in UNRULY and not any(is_several(a) and a.key in rivals for a in agents):
        return True
    if frame.act in CONTROL or any(a.key in rivals for a in agents):
        return False
    both = frame.act == "clash" and known.doubt(_side(frame, "patient")) > 0
    return both or known.doubt(agents) > 0 or any(is_several(a) for a in agents)


def _side(frame: Frame, name: str) -> tuple[ActorMention, ...]:
    role = frame.role(name)
    return role.actors if role else ()
