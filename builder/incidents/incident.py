"""One happening of an article with its slots filled, and the record of what each slot took from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.mentions.place_ladder import Point
from tocsin.model import ActorMention, Frame, PlaceMention, TimeMention

Salience = Literal["main", "background"]


@dataclass(frozen=True, slots=True)
class PlaceVote:
    """The place that won, why, and the candidate it beat. `point` is None when no ladder step gives a point."""

    mention: PlaceMention
    point: Point | None
    basis: str
    score: float
    runner_up: str
    runner_up_span: tuple[int, int] = (-1, -1)


@dataclass(frozen=True, slots=True)
class DayVote:
    """The time that won, why, and the candidate it beat. Basis "metadata" is the day of publication."""

    mention: TimeMention
    basis: str
    score: float
    runner_up: str
    runner_up_span: tuple[int, int] = (-1, -1)


@dataclass(frozen=True, slots=True)
class Addend:
    """One count that went into, or lost against, a toll."""

    value: int
    low: int
    high: int | None
    start: int
    end: int
    side: Literal["agent", "patient", "unknown"]
    rule_id: str
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """Dead or wounded of one incident: what was added up, and what contradicted it."""

    addends: tuple[Addend, ...] = ()
    conflicts: tuple[Addend, ...] = ()

    @property
    def value(self) -> int:
        """Sum of the addends."""
        return sum(a.value for a in self.addends)


@dataclass(frozen=True, slots=True)
class Incident:
    """Frames of one happening and what the votes made of its slots.

    headline  those of its frames that stand in the headline
    asides    frames linked to it that only say what it was about or who somebody is: they fill no slot
    """

    ordinal: int
    frames: tuple[Frame, ...]
    salience: Salience
    segment: str
    place: PlaceVote | None
    day: DayVote
    agents: tuple[ActorMention, ...]
    patients: tuple[ActorMention, ...]
    deaths: Toll
    injured: Toll
    crowd: str
    crowd_span: tuple[int, int]
    reasons: tuple[str, ...]
    share: tuple[int, int] = (0, 1)
    missing: Toll = Toll()
    arrested: Toll = Toll()
    headline: tuple[Frame, ...] = ()
    asides: tuple[Frame, ...] = ()
    bombers: int = 0

    @property
    def anchor(self) -> Frame:
        """The frame that the incident is named by: the first with a core act."""
        return self.frames[0]
