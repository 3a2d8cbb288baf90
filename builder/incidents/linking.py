"""Which frames tell of the same happening: they are of one incident until day, place, family or segment contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, pi, sin, sqrt

from tocsin.incidents.classes import CROWDS
from tocsin.incidents.segments import Segment
from tocsin.mentions.place_ladder import Point
from tocsin.model import Frame, PlaceMention, TimeMention
from tocsin.rulebook.load import Rulebook

WHERE = frozenset({"in", "near", "between", "of"})
"""Cues that say where something happened; a bare or modifying name does not separate two happenings."""
MOST_DESCRIBED = 2  # words between a number and the acts it counts: "three Russian attacks", "two car bombings"
SAME_PLACE_KM = 30.0  # two names closer than this may be one happening: a village and the town it belongs to


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance of two points in km (haversine, mean radius 6,371 km)."""
    rad = pi / 180
    h = (
        sin((b.latitude - a.latitude) * rad / 2) ** 2
        + cos(a.latitude * rad) * cos(b.latitude * rad) * sin((b.longitude - a.longitude) * rad / 2) ** 2
    )
    return 12742 * asin(min(1.0, sqrt(h)))


@dataclass(frozen=True, slots=True)
class Placed:
    """A frame with the place and day of its own sentence, as far as it names any."""

    frame: Frame
    segment: Segment
    point: Point | None
    place_name: str
    day: tuple[date, date] | None
    exact: bool
    old: bool
    several: bool = False


@dataclass(slots=True)
class Group:
    """Frames linked so far. Mutable while linking only."""

    frames: list[Placed] = field(default_factory=list)
    family: str = ""

    def days(self) -> list[tuple[date, date]]:
        """Exact day windows named by its frames."""
        return [p.day for p in self.frames if p.day is not None and p.exact]

    def points(self) -> list[Placed]:
        """Frames that name a place below province level."""
        return [p for p in self.frames if p.place_name]

    def crowd(self) -> bool:
        """Whether a crowd acts in it."""
        return self.family == "demonstration"


def effects(frame: Frame) -> frozenset[str]:
    """Context effects of a frame without their rule ids."""
    return frozenset(c.split(":", 1)[0] for c in frame.contexts)


def is_asserted(frame: Frame, book: Rulebook) -> bool:
    """Whether the frame says that its act happened and is news. Soft effects only weaken (rules/effects.toml)."""
    return not book.hard(effects(frame))


def is_firm(frame: Frame, book: Rulebook) -> bool:
    """Whether the frame tells news of its own: neither barred nor what something else was about."""
    return book.firm(effects(frame))


def _day_fits(group: Group, item: Placed) -> bool:
    days = group.days()
    if not days or item.day is None or not item.exact:
        return True
    if not item.frame.roles and any(p.frame.sentence == item.frame.sentence for p in group.frames):
        return True
    return any(item.day[0] <= high and low <= item.day[1] for low, high in days)


def _place_fits(group: Group, item: Placed) -> bool:
    named = group.points()
    if not named or not item.place_name or any(_same_breath(p.frame, item.frame) for p in group.frames):
        return True
    headline = all(p.segment.label == "title" for p in group.frames)
    if headline and any(_same_province(p, item) or p.point is None for p in named):
        return True  # a headline often names the province only, or nothing that can be found: "in Peruvian jungle"
    if item.point is None and any(p.point is not None for p in named):
        return True  # a name that leads nowhere, a street or a hall, contradicts no town
    for other in named:
        if other.place_name == item.place_name or _belongs(other, item) or _belongs(item, other):
            return True
        if other.point and item.point and distance_km(other.point, item.point) <= SAME_PLACE_KM:
            return True
    return False


def _same_province(a: Placed, b: Placed) -> bool:
    if a.point is None or b.point is None or not a.point.admin1:
        return False
    return (a.point.country, a.point.admin1) == (b.point.country, b.point.admin1)


def _same_breath(a: Frame, b: Frame) -> bool:
    """Two acts of one agent in one sentence: "attacked Djombo near Bandiagara, killed two and burned shops"; or a bare
    act noun, which names again what the sentence tells: "killed ten people in an overnight attack"."""
    if a.sentence != b.sentence:
        return False
    one, two = a.role("agent"), b.role("agent")
    return not b.roles or (one is not None and two is not None and one.start == two.start)


def _belongs(small: Placed, large: Placed) -> bool:
    """Whether one named place is the district or province of the other."""
    if small.point is None or large.point is None:
        return False
    wide = large.point.geo_precision == 3 or small.point.geo_precision == 3
    return (
        wide
        and small.point.country == large.point.country
        and (small.point.admin1 == large.point.admin1 or not large.point.admin1)
    )


def _family_fits(group: Group, item: Placed, book: Rulebook) -> bool:
    family = book.family(item.frame.act)
    if family == group.family or (family == "outcome" and group.family != "strategic"):
        return True
    same_sentence = any(p.frame.sentence == item.frame.sentence for p in group.frames)
    if group.crowd() or family == "demonstration":
        crowd = any(a.actor_class in CROWDS for r in item.frame.roles for a in r.actors)
        if family == "demonstration" and not group.crowd():
            aside = all(
                book.has(p.frame.act, "attendant") or book.family(p.frame.act) == "outcome" for p in group.frames
            )
            # A headline "Youths fight police" is told at length by a demonstration that turns violent, far below.
            mobs = all(p.segment.label == "title" and p.frame.act == "mob" for p in group.frames)
            return aside and (mobs or any(abs(p.frame.sentence - item.frame.sentence) <= 1 for p in group.frames))
        near = any(abs(p.frame.sentence - item.frame.sentence) <= 1 for p in group.frames)
        attendant, weaker = book.has(item.frame.act, "attendant"), book.has(item.frame.act, "weaker")
        beside = (near and attendant) or (same_sentence and (weaker or attendant))
        return crowd or beside or _told_again(group, item, book)
    close = any(abs(p.frame.sentence - item.frame.sentence) <= 1 for p in group.frames)
    if group.family == "strategic":  # what was done long ago, told far below a deal, is no part of it
        return close
    return same_sentence or book.has(item.frame.act, "weaker")


def _told_again(group: Group, item: Placed, book: Rulebook) -> bool:
    """ "Police fired on mourners, killing several. ... Four people had been killed": the dead of the crowd."""
    dead = book.has(item.frame.act, "deadly") and item.frame.role("agent") is None
    return dead and any(book.has(p.frame.act, "deadly") for p in group.frames)


def _segment_fits(group: Group, item: Placed) -> bool:
    mine = {p.segment.number for p in group.frames}
    if item.segment.label == "title" or all(p.segment.label == "title" for p in group.frames):
        return True
    if item.segment.number not in mine:
        return False
    return (
        item.segment.label != "background" or any(p.segment.label == "background" for p in group.frames) or not item.old
    )


def _is_background(item: Placed) -> bool:
    return item.old or item.segment.label == "background"


def fits(group: Group, item: Placed, book: Rulebook) -> bool:
    """Whether nothing speaks against the frame belonging to the incident."""
    if item.old != any(p.old for p in group.frames):
        return False
    apart = all(p.frame.sentence != item.frame.sentence for p in group.frames)
    if sums_up(group.frames) and item.place_name and apart:
        return False  # "three attacks" are told one by one after their sum
    if _is_background(item) != all(_is_background(p) for p in group.frames):
        return False
    if _is_background(item) and all(abs(p.frame.sentence - item.frame.sentence) > 0 for p in group.frames):
        return False
    return (
        _segment_fits(group, item)
        and _day_fits(group, item)
        and _place_fits(group, item)
        and _family_fits(group, item, book)
    )


def opens(item: Placed, first: int, book: Rulebook) -> bool:
    """Whether a frame may open a further incident: it is told where news is told, or names its own place or day.

    "The violence has shocked the town" far down an article tells of what is already known, not of something new.
    """
    if book.has(item.frame.act, "wounding") and item.frame.role("agent") is None:
        return False  # who was hurt elaborates a deed told before
    told = any(r.actors for r in item.frame.roles)
    own = bool(item.place_name or (item.day is not None and item.exact) or item.old)
    if item.segment.label in ("title", "lead", "other_incident") or item.frame.sentence <= first + 1:
        return told or own
    return told and own


def link_frames(items: Sequence[Placed], book: Rulebook) -> tuple[tuple[Placed, ...], ...]:
    """Groups of frames in order of the text. Frames that only weakly assert (cause) open no group beside others."""
    groups: list[Group] = []
    waiting: list[Placed] = []
    strong = [p for p in items if is_asserted(p.frame, book)]
    firm = [p for p in strong if is_firm(p.frame, book) and book.act_types[p.frame.act].core]
    openers = firm or [p for p in strong if book.act_types[p.frame.act].core] or strong
    allowed = {id(p) for p in openers}
    first = min((p.frame.sentence for p in openers), default=0)
    for item in strong:
        home = _home(groups, item, book)
        if home is None and id(item) in allowed and (not groups or opens(item, first, book)):
            if _follows_up(item, items, groups, book):
                continue
            home = Group()
            groups.append(home)
        if home is None:
            waiting.append(item)
            continue
        home.frames.append(item)
        _settle_family(home, book)
    for item in waiting:  # "police dispersed a march": the outcome was told before the act it belongs to
        home = next((g for g in groups if fits(g, item, book)), None)
        if home is not None:
            home.frames.append(item)
    return tuple(tuple(g.frames) for g in groups if g.frames)


def _follows_up(item: Placed, items: Sequence[Placed], groups: Sequence[Group], book: Rulebook) -> bool:
    """ "Police arrested two men over the killings": suspects of a deed that the article has told are no event (2.8)."""
    if item.frame.act != "arrest" or not any(g.family == "violence" for g in groups):
        return False
    beside = (p.frame for p in items if p.frame.sentence == item.frame.sentence and p.frame.start > item.frame.start)
    return any("cause" in effects(f) and book.family(f.act) in ("violence", "outcome") for f in beside)


def _home(groups: Sequence[Group], item: Placed, book: Rulebook) -> Group | None:
    """The group that a frame belongs to: the last that fits; of what follows from a deed ("four died", "three were
    wounded", "were flown to hospital") the one told nearest."""
    fitting = [g for g in reversed(groups) if fits(g, item, book)]
    act = item.frame.act
    hurt = book.has(act, "wounding") and item.frame.role("agent") is None
    if not (hurt or book.family(act) == "outcome" or book.has(act, "aftermath")):
        return fitting[0] if fitting else None
    return min(fitting, key=lambda g: min(abs(p.frame.sentence - item.frame.sentence) for p in g.frames), default=None)


def _settle_family(group: Group, book: Rulebook) -> None:
    families = [book.family(p.frame.act) for p in group.frames]
    for family in ("demonstration", "violence", "strategic", "outcome"):
        if family in families:
            group.family = family
            return


def names_several(frame: Frame, text: str) -> bool:
    """Whether a plural act noun stands for several happenings: "three attacks"; not "thousands march"."""
    if not text[frame.start : frame.end].endswith("s"):
        return False
    before = [q for q in frame.quantities if q.unit == "count" and q.end <= frame.start]
    nearest = max(before, key=lambda q: q.end, default=None)
    if nearest is None or nearest.value < 2:
        return False
    between = text[nearest.end : frame.start].split()
    return len(between) <= MOST_DESCRIBED and all(w[:1].isalpha() and w[-1:].isalpha() for w in between)


def sums_up(told: Sequence[Placed]) -> bool:
    """Whether frames open with several happenings told at once, in the headline or in the sentence that comes first."""
    first = min((p.frame.sentence for p in told if p.segment.label != "title"), default=-1)
    return any(p.several and (p.segment.label == "title" or p.frame.sentence == first) for p in told)


def is_sum(whole: Sequence[Placed], others: Sequence[Sequence[Placed]], book: Rulebook) -> bool:
    """Whether a group only sums up happenings that are each told at their own place later on."""
    if not sums_up(whole):
        return False
    family, names = book.family(whole[0].frame.act), {p.place_name for p in whole}
    parts = {
        p.place_name
        for g in others
        for p in g
        if g is not whole and p.place_name not in names | {""} and book.family(p.frame.act) in (family, "strategic")
    }
    return len(parts) > 1


def own_time(times: Sequence[TimeMention], frame: Frame, said: frozenset[int] = frozenset()) -> TimeMention | None:
    """The time mention of the frame's sentence nearest to its trigger; when somebody spoke (`said`) does not count."""
    usable = [t for t in times if t.span in ("point", "range") and t.start not in said]
    told = [t for t in usable if not any(_narrows(other, t) for other in usable)]
    return min(told, key=lambda t: _gap(t.start, t.end, frame), default=None)


def _narrows(day: TimeMention, window: TimeMention) -> bool:
    """ "For the second day running on Wednesday", "this week, on Tuesday": the day is meant, not its window."""
    inside = window.date_from <= day.date_from and day.date_to <= window.date_to
    return day.precision == 1 and window.precision > 1 and not window.named and inside


def is_lasting(times: Sequence[TimeMention], frame: Frame, oldest: date) -> bool:
    """Whether a frame tells of what has gone on since before the window: "have fought there since 2014"."""
    nearest = min(times, key=lambda t: _gap(t.start, t.end, frame), default=None)
    return nearest is not None and nearest.span in ("since", "habitual") and nearest.date_from < oldest


def _gap(start: int, end: int, frame: Frame) -> int:
    if start >= frame.end:
        return start - frame.end
    return frame.start - end + 5  # a name behind the act is a little likelier to be its own


def own_place(places: Sequence[PlaceMention], frame: Frame) -> PlaceMention | None:
    """The place of the frame's sentence nearest to its trigger that can say where: no countries, speakers, origins."""
    usable = [
        p
        for p in places
        if p.cue in WHERE and p.kind not in ("country", "region", "admin") and (p.candidates or p.cue != "of")
    ]
    return min(usable, key=lambda p: _gap(p.start, p.end, frame), default=None)
