"""Dead and wounded of one incident from the counts inside the roles of its frames (codebook 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tocsin.incidents.classes import ARMED
from tocsin.incidents.incident import Addend, Toll
from tocsin.incidents.linking import Placed
from tocsin.model import ActorMention, Frame, Quantity, Role
from tocsin.rulebook.load import Rulebook

UNKNOWN_PLURAL = 3  # codebook 6: a plural without a number is coded 3
BEFORE = 25  # characters that may stand between a number and the noun it counts, outside the parsed phrase
PRONOUNS = frozenset(
    {"them", "they", "who", "that", "which", "whom", "all", "both", "others", "it", "him", "her", "he", "she"}
)
SINGULAR_DETERMINERS = ("a ", "an ", "one ", "the ", "his ", "her ", "another ")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with what it counts, so that repeated tellings of one toll can be told from further dead."""

    addend: Addend
    who: str
    sentence: int
    what: str = ""
    frame: int = -1


def _class_of(actors: Sequence[ActorMention]) -> str:
    if not actors:
        return "people"
    first = actors[0]
    if first.actor_class in ARMED:
        return "state" if first.actor_class in ("military", "police", "external") else "fighters"
    return "people"


def _parts(role: Role, quantities: Sequence[Quantity]) -> list[tuple[int, int, tuple[ActorMention, ...]]]:
    """The actor phrases of a role with their spans; one part without actors where none is named.

    "a couple" is an actor word too, but in "a couple of herders" it is the number.
    """
    actors = [a for a in role.actors if not any(q.start <= a.start and a.end <= q.end for q in quantities)]
    if not actors:
        return [(role.start, role.end, ())]
    ordered = sorted(actors, key=lambda a: a.start)
    return [
        (max(role.start, a.start - 25) if i == 0 else ordered[i - 1].end, a.end, (a,)) for i, a in enumerate(ordered)
    ]


def _count(
    frame: Frame, text: str, start: int, end: int, actors: Sequence[ActorMention], first: bool
) -> tuple[int, int, int | None, int, int, str, bool] | None:
    counts = [q for q in frame.quantities if q.unit == "count" and q.end <= end]
    inside = [q for q in counts if q.start >= start]
    low = actors[0].start - BEFORE if actors and first else start
    before = [q for q in counts if low <= q.start < start and _joined(frame, q, text[q.end : start])]
    if inside or before:
        found = inside[0] if inside else before[-1]
        return found.value, found.low, found.high, found.start, found.end, found.rule_id, found.vague
    words = text[start:end].lower().strip(" ,").removeprefix("and ")
    if not words or words in PRONOUNS or not actors:
        return None
    if any(a.site for a in actors):
        return None
    if actors[0].plural:
        return UNKNOWN_PLURAL, 1, None, start, end, "toll.plural", True
    if words.startswith(SINGULAR_DETERMINERS) or words[0].isalpha():
        return 1, 1, 1, start, end, "toll.singular", False
    return None


def _joined(frame: Frame, count: Quantity, gap: str) -> bool:
    """Whether only describing words stand between a number and the noun: "7 IS militants", not "7 dead, soldiers".

    Across the act stands somebody else's number: "gunmen on 20 motorbikes killed farmers".
    """
    if count.end <= frame.start < count.end + len(gap):
        return False
    return not any(c in gap for c in ",;:()") and " and " not in gap


def _counts_of_frame(frame: Frame, text: str) -> list[Counted]:
    found: list[Counted] = []
    role = frame.role("patient")
    for n, (start, end, actors) in enumerate(_parts(role, frame.quantities) if role is not None else ()):
        counted = _count(frame, text, start, end, actors, first=n == 0)
        if counted is not None:
            found.append(_counted(frame, counted, actors))
    if not found and (near := _beside(frame)) is not None:
        found.append(_counted(frame, near, ()))
    return found


def _counted(
    frame: Frame, counted: tuple[int, int, int | None, int, int, str, bool], actors: Sequence[ActorMention]
) -> Counted:
    value, low, high, start, end, rule, vague = counted
    who = _class_of(actors)
    side: Literal["agent", "patient", "unknown"] = "patient"
    what = actors[0].key if actors else ""
    return Counted(Addend(value, low, high, start, end, side, rule, vague), who, frame.sentence, what, frame.start)


def _beside(frame: Frame) -> tuple[int, int, int | None, int, int, str, bool] | None:
    """ "12 dead": the count stands right before the trigger; "left three dead", "claimed six lives": inside it."""
    counts = [q for q in frame.quantities if q.unit == "count"]
    near = [q for q in counts if frame.start <= q.start and q.end <= frame.end]
    near = near or [q for q in counts if 0 <= frame.start - q.end <= 12]
    if not near:
        return None
    q = near[-1]
    return q.value, q.low, q.high, q.start, q.end, q.rule_id, q.vague


def toll_of(
    group: Sequence[Placed], text: str, book: Rulebook, trait: Literal["deadly", "wounding", "taken"]
) -> Toll:
    """The dead, the wounded or the missing of an incident, from the frames whose acts have that trait.

    Takes:    "two soldiers and a civilian were killed"                         -> 3 (addends 2 and 1)
              "Seven farmers were killed. ... The seven dead were buried"       -> 7, told twice
              "Ten people died. Among them three soldiers were killed"          -> 10: parts do not add to a total
    Source:   codebook 6; of conflicting counts of the same victims the lowest is taken, the others are kept.
    """
    told = [p.frame for p in group if book.has(p.frame.act, trait) or (trait == "deadly" and p.frame.deadly)]
    counts = [c for frame in told for c in _counts_of_frame(frame, text)]
    counts = _without_echoes(_once_per_words(counts))
    if not counts:
        return Toll()
    chosen: dict[str, Counted] = {}
    extra: list[Counted] = []
    conflicts: list[Addend] = []
    for item in counts:
        held = chosen.get(item.who)
        if held is None:
            chosen[item.who] = item
        elif item.sentence == held.sentence and not _rivals(held, item):
            extra.append(item)
        elif held.addend.vague and not item.addend.vague:
            conflicts.append(held.addend)
            chosen[item.who] = item
        elif item.addend.value != held.addend.value:
            lower, higher = sorted((held, item), key=lambda c: c.addend.value) if _rivals(held, item) else (held, item)
            chosen[item.who] = lower
            conflicts.append(higher.addend)
    return _without_parts([*chosen.values(), *extra], conflicts)


def _rivals(a: Counted, b: Counted) -> bool:
    """Two claims on the same dead: "9 people were killed, while an official said 6 people were killed"."""
    same = a.what == b.what and a.who == b.who and a.frame != b.frame
    return same and not a.addend.vague and not b.addend.vague


def _once_per_words(counts: Sequence[Counted]) -> list[Counted]:
    seen: dict[int, Counted] = {}
    for item in counts:
        seen.setdefault(item.addend.start, item)
    return [seen[k] for k in sorted(seen)]


def _without_echoes(counts: list[Counted]) -> list[Counted]:
    """ "An unknown number of fatalities" beside a real count of somebody says nothing new."""
    named = [c for c in counts if c.who != "people" or not c.addend.vague]
    return named or counts[:1]


def _without_parts(counts: Sequence[Counted], conflicts: list[Addend]) -> Toll:
    """A total of "people" in another sentence swallows the soldiers and fighters that make it up."""
    ordered = sorted(counts, key=lambda c: c.addend.start)
    total = next((c for c in ordered if c.who == "people" and not c.addend.vague), None)
    kept: list[Addend] = []
    for item in ordered:
        apart = total is not None and item is not total and item.sentence != total.sentence
        if apart and total is not None and item.addend.value <= total.addend.value:
            conflicts.append(item.addend)
        else:
            kept.append(item.addend)
    return Toll(tuple(kept), tuple(conflicts))
