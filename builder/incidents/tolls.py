"""Dead, wounded and missing of one incident: which of the counts that an article tells make its toll (codebook 6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tocsin.incidents.incident import Addend, Toll
from tocsin.incidents.linking import Placed, effects
from tocsin.incidents.toll_counts import PRONOUN_RULES, Counted, counts_of_frame
from tocsin.mentions.toll_phrases import TollPhrase, kills_nobody
from tocsin.model import Frame, TimeMention
from tocsin.rulebook.load import Rulebook

Trait = Literal["deadly", "wounding", "taken", "held"]
ATTACKERS = re.compile(r"\b(?:bombers?|assailants?|attackers?|perpetrators?)\b")
OF_THE_DEAD = re.compile(
    r" of (?:the (?:\w+ )?(?:victims|dead|slain|deceased|bodies|fatalities|casualties)|those killed)\b"
)
SHARED_REACH = 250  # characters from a count to the words that share it: the same sentence
MOST_PARTS = 31  # attacks that one toll is shared by: more is no share but a slip
NO_DEATHS: dict[Trait, str] = {"wounding": "hurt", "taken": "missing", "held": "held"}  # the kinds of their phrases
COUNTS = ("dead", "claim")  # kinds of phrases that count the dead by themselves
SUMS = ("included", "total")  # kinds of phrases beside which no bomber is added
# Word lists of what can be killed or taken in a sentence and is nobody.
THINGS = ("not_people", "property", "weapons_objects", "flying_objects", "aircraft")


@dataclass(frozen=True, slots=True)
class Told:
    """What an incident tells that bears on its tolls: its frames, its day, and the toll phrases of its sentences."""

    group: Sequence[Placed]
    text: str
    book: Rulebook
    day: TimeMention
    phrases: tuple[tuple[int, TollPhrase], ...] = ()

    @property
    def things(self) -> frozenset[str]:
        """Nouns that are nobody."""
        return frozenset().union(*(self.book.words[name] for name in THINGS))


def toll_of(told: Told, trait: Trait) -> Toll:
    """The dead, wounded, missing or arrested of an incident: of frames whose acts have that trait, and of phrases.

    Takes:    "two soldiers and a civilian were killed"                         -> 3 (addends 2 and 1)
              "Seven farmers were killed. ... The seven dead were buried"       -> 7, told twice
              "Ten people died. Among them three soldiers were killed"          -> 10: parts do not add to a total
              "Nine were killed. The toll later rose to eleven"                 -> 11: the newest count of the article
    Refuses:  "tried to kill a judge"; "after police killed a student last week" (not of this day)
    Source:   codebook 6; of conflicting counts of the same victims the lowest is taken, the others are kept.
    """
    counts = _without_headlines([p for p in told.group if _tells(p, told, trait)], told)
    phrases = told.phrases if trait == "deadly" else ()
    counts = _without_breakdowns(counts, told.text)
    bombed = any(p.frame.act == "suicide" for p in told.group)
    counts = _with_phrases(_once_per_words(counts), phrases, bombed)
    if trait != "deadly":
        counts = _with_others(counts, told.phrases, NO_DEATHS[trait])
    counts = _without_pronouns(_without_echoes([_as_many_as_before(c, told) for c in counts]), told)
    counts = _without_parts_at_once(_without_summands(counts), phrases)
    return _remarked(_added(counts) if counts else Toll(), phrases)


def _without_headlines(placed: Sequence[Placed], told: Told) -> list[Counted]:
    """The counts of the body, where it tells a number; a headline repeats it, or sums up another happening too."""
    body = [c for p in placed if p.segment.label != "title" for c in counts_of_frame(p.frame, told.text, told.things)]
    if any(c.addend.rule_id.startswith("quantity.") and not c.addend.vague for c in body):
        return body
    return [c for p in placed for c in counts_of_frame(p.frame, told.text, told.things)]


def bombers_of(told: Told) -> int:
    """How many suicide attackers died besides the dead that are counted: one per bomber, none where they are included.

    Takes:    "Two suicide bombers blew themselves up, killing six" -> 2
    Refuses:  "Eight people died, including the bombers" -> 0
    """
    frames = [p.frame for p in told.group if p.frame.act == "suicide"]
    if not frames or any(phrase.kind in SUMS for _, phrase in told.phrases):
        return 0
    if any(_counts_them_in(f, told) for f in frames):
        return 0
    dead = [p.frame.role("patient") for p in told.group if _tells(p, told, "deadly")]
    if any(r is not None and ATTACKERS.search(told.text[r.start : r.end].lower()) for r in dead):
        return 0
    numbers = [_number_of_agents(f, told.text) for f in frames]
    return max([1, *numbers])


def _counts_them_in(frame: Frame, told: Told) -> bool:
    """ "The girls blew themselves up. ... Eleven people died, including the two girls"."""
    role = frame.role("agent")
    if role is None:
        return False
    noun = re.escape(told.text[role.head_start : role.head_end].lower())
    near = re.compile(rf"\bincluding (?:the |both )?(?:[a-z]+ )?{noun}\b", re.IGNORECASE)
    return any(near.search(told.text, p.frame.start, p.frame.start + SHARED_REACH) for p in told.group)


def _number_of_agents(frame: Frame, text: str) -> int:
    role = frame.role("agent")
    if role is None or "bomber" not in text[role.start : role.end].lower():
        return 1
    return next((q.value for q in frame.quantities if q.unit == "count" and role.start <= q.start < role.end), 1)


def _tells(placed: Placed, told: Told, trait: Trait) -> bool:
    """Whether a frame tells of dead (wounded, missing) of this happening, not of ones that are only its cause."""
    frame = placed.frame
    if not (told.book.has(frame.act, trait) or (trait == "deadly" and frame.deadly)):
        return False
    if trait != "deadly":
        return True
    others = [p for p in told.group if p is not placed and told.book.act_types[p.frame.act].core]
    if "cause" in effects(frame) and others:
        return False
    before = placed.day is not None and placed.day[1] < told.day.date_from and not placed.exact
    return not before and not kills_nobody(told.text, frame.start, frame.end)


def _with_phrases(counts: list[Counted], phrases: tuple[tuple[int, TollPhrase], ...], bombed: bool) -> list[Counted]:
    """The counts of the frames, and those told by a noun where a sentence has no other or shares its noun with one.

    `bombed`: a suicide bomber's own death is added by itself (bombers_of).
    """
    found = list(counts)
    for sentence, phrase in phrases:
        if phrase.kind == "later":
            found = [_later(c, sentence, counts) if c.addend.start == phrase.start else c for c in found]
        mine = [c for c in counts if c.sentence == sentence]
        dead = [p for s, p in phrases if s == sentence and p.kind in COUNTS]
        if phrase.kind == "self":
            new = not bombed
        elif phrase.kind in COUNTS:
            shared = any(c.addend.start in {p.start for p in dead} for c in mine)
            new = not mine or (shared and all(c.addend.start != phrase.start for c in mine))
        else:
            new = phrase.kind in ("later", "own") and all(c.addend.start < phrase.start - 40 for c in mine)
            new = new or (phrase.kind in ("own", "beside") and all(c.addend.start != phrase.start for c in mine))
        if new:
            who = "people" if phrase.kind in COUNTS else phrase.kind
            found.append(Counted(_addend(phrase), who, sentence, claim=phrase.kind == "claim"))
    return sorted(found, key=lambda c: c.addend.start)


def _later(count: Counted, sentence: int, counts: Sequence[Counted]) -> Counted:
    """ "Two of the wounded died in hospital": more dead than those whom an earlier sentence counts.

    Beside another count of its own sentence it is a part: "three died at once and two others in hospital".
    """
    alone = all(c is count or c.sentence != sentence for c in counts)
    return replace(count, who="later") if alone and any(c.sentence < sentence for c in counts) else count


def _with_others(counts: list[Counted], phrases: tuple[tuple[int, TollPhrase], ...], kind: str) -> list[Counted]:
    """The counts of the frames, and those of phrases of one kind ("nine arrests were made") in other sentences."""
    told = {c.sentence for c in counts}
    new = [Counted(_addend(p), "people", s) for s, p in phrases if p.kind == kind and s not in told]
    return sorted([*counts, *new], key=lambda c: c.addend.start)


def _addend(phrase: TollPhrase) -> Addend:
    side: Literal["agent", "patient"] = "agent" if phrase.kind == "own" else "patient"
    return Addend(phrase.value, phrase.low, phrase.high, phrase.start, phrase.end, side, phrase.rule_id, phrase.vague)


def _added(counts: Sequence[Counted]) -> Toll:
    """The counts of different dead, and what contradicts them."""
    chosen: dict[str, Counted] = {}
    extra: list[Counted] = []
    conflicts: list[Addend] = []
    for item in counts:
        held = chosen.get(item.who)
        if held is None:
            chosen[item.who] = item
        elif item.sentence == held.sentence and not _rivals(held, item):
            extra.append(item)
        elif (held.addend.vague and not item.addend.vague) or _sums_up(item, held):
            conflicts.append(held.addend)
            chosen[item.who] = item
        elif item.addend.value != held.addend.value:
            lower, higher = sorted((held, item), key=lambda c: c.addend.value) if _rivals(held, item) else (held, item)
            chosen[item.who] = lower
            conflicts.append(higher.addend)
    return _without_parts([*chosen.values(), *extra], conflicts)


def _sums_up(total: Counted, part: Counted) -> bool:
    """ "killed three Italians. ... 11 dead were counted": the three are among the eleven."""
    more = total.addend.value > part.addend.value and not total.addend.vague and not part.addend.vague
    return more and total.anybody and not part.anybody and total.frame >= 0


def _rivals(a: Counted, b: Counted) -> bool:
    """Two claims on the same dead: "9 people were killed, while an official said 6 people were killed".

    "Killed four men and beheaded a trader" is no claim but one more.
    """
    if (a.addend.rule_id == "toll.singular") != (b.addend.rule_id == "toll.singular"):
        return False
    if a.claim or b.claim:
        return a.who == b.who
    same = a.what == b.what and a.who == b.who and a.frame != b.frame and min(a.frame, b.frame) >= 0
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


def _without_breakdowns(counts: list[Counted], text: str) -> list[Counted]:
    """Without "two of the victims", where the victims themselves are counted."""
    whole = [c for c in counts if OF_THE_DEAD.match(text, c.addend.end) is None]
    return whole or counts


def _without_parts_at_once(counts: list[Counted], phrases: tuple[tuple[int, TollPhrase], ...]) -> list[Counted]:
    """Without those who "died on the spot", where an earlier sentence counts more of their kind."""
    parts = {p.start for _, p in phrases if p.kind == "part"}
    return [
        c
        for c in counts
        if c.addend.start not in parts
        or not any(o.who == c.who and o.sentence < c.sentence and o.addend.value > c.addend.value for o in counts)
    ]


def _without_summands(counts: list[Counted]) -> list[Counted]:
    """Without the counts of a sentence that together make a count told before: "killed five. ... Three died at once and
    two in hospital"."""
    parts: dict[int, list[Counted]] = {}
    for count in counts:
        parts.setdefault(count.sentence, []).append(count)
    told = {
        number
        for number, mine in parts.items()
        if len(mine) > 1 and any(c.sentence < number and c.addend.value == _sum_of(mine) for c in counts)
    }
    return [c for c in counts if c.sentence not in told]


def _sum_of(counts: Sequence[Counted]) -> int:
    return sum(c.addend.value for c in counts)


def _as_many_as_before(count: Counted, told: Told) -> Counted:
    """ "Four boys were abducted. The boys were killed": the boys are four."""
    if count.addend.rule_id != "toll.definite":
        return count
    for placed in told.group:
        if placed.frame.start < count.frame:
            for earlier in counts_of_frame(placed.frame, told.text, told.things):
                if earlier.what == count.what and not earlier.addend.vague:
                    return replace(count, addend=replace(count.addend, value=earlier.addend.value, vague=False))
    return count


def _without_pronouns(counts: list[Counted], told: Told) -> list[Counted]:
    """ "She died" counts where no other words count the dead; "they" are as many as were taken or hurt before."""
    nouns = [c for c in counts if c.addend.rule_id not in PRONOUN_RULES]
    if nouns or not counts:
        return nouns
    first = counts[0]
    if first.addend.rule_id == "toll.pronoun":
        return [first]
    for placed in told.group:
        if placed.frame.start < first.addend.start and not told.book.has(placed.frame.act, "deadly"):
            earlier = [c for c in counts_of_frame(placed.frame, told.text, told.things) if not c.addend.vague]
            if earlier:
                return [replace(first, addend=replace(first.addend, value=earlier[0].addend.value, vague=False))]
    return [first]


def _without_parts(counts: Sequence[Counted], conflicts: list[Addend]) -> Toll:
    """A total of "people" in another sentence swallows the soldiers and fighters that make it up."""
    ordered = sorted(counts, key=lambda c: c.addend.start)
    total = next((c for c in ordered if c.who == "people" and not c.addend.vague), None)
    kept: list[Addend] = []
    for item in ordered:
        apart = total is not None and item is not total and item.sentence != total.sentence
        more = item.who in ("later", "own", "self") or item.who.startswith("also")
        if apart and not more and total is not None and item.addend.value <= total.addend.value:
            conflicts.append(item.addend)
        else:
            kept.append(item.addend)
    return Toll(tuple(kept), tuple(conflicts))


def _remarked(toll: Toll, phrases: tuple[tuple[int, TollPhrase], ...]) -> Toll:
    """The toll after what the text itself says of it: a total, a newer count, a share."""
    remarks = [phrase for _, phrase in phrases]
    for kind in ("total", "update"):
        told = [p for p in remarks if p.kind == kind]
        newest = next(
            (p for p in reversed(told) if p.rule_id != "toll.bringing" or _sums_to(p.value, toll)),
            None,
        )
        if newest is None:
            continue
        toll = Toll((_addend(newest),), (*toll.addends, *toll.conflicts))
    parts = _parts_of(toll, phrases)
    if parts > 1 and toll.addends:
        share = (2 * toll.value + parts) // (2 * parts)  # to the nearest: the share that most of the rows have
        first = replace(toll.addends[0], value=share, low=share, high=share, rule_id="toll.shared")
        toll = Toll((first,), (*toll.addends, *toll.conflicts))
    return toll


def _parts_of(toll: Toll, phrases: tuple[tuple[int, TollPhrase], ...]) -> int:
    """Among how many attacks the text says that its toll is shared; 1 where it does not."""
    related = next((p.value for _, p in phrases if p.kind == "related"), 0)
    shared = [p.start for _, p in phrases if p.kind == "shared"]
    common = any(0 < start - a.start < SHARED_REACH for a in toll.addends for start in shared)
    return related if common and 1 < related <= MOST_PARTS else 1


def _sums_to(number: int, toll: Toll) -> bool:
    """Whether a sum is of the dead told here, not of a war: 9 killed, 2 more died, "bringing the toll to 11"."""
    told = [a.value for a in (*toll.addends, *toll.conflicts)]
    return not told or number in (sum(told), toll.value) or any(number == a + b for a in told for b in told)
