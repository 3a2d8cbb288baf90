"""Combine the members of one happening into one row: members -> cells, details. Each column has a named policy.

The result depends on the set of members alone, so that merging in any order, or again, gives the same row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tocsin.dataset.agreement import Side, match_sides, sides_of, specificity
from tocsin.dataset.members import Member, MemberKey, Row, Teller, items, single, word
from tocsin.dataset.retell import retold
from tocsin.model import Details
from tocsin.schema.vocabulary import civilian_targeting_of, highest, source_scale_of

PLACE = ("country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision")
DAY = ("event_date", "time_precision")
UNDISCLOSED = "Undisclosed Source"
NO_CROWD = "crowd size=no report"
_TURNED = {"actor1": "actor2", "inter1": "inter2", "assoc_actor_1": "assoc_actor_2"}
TURN = _TURNED | {b: a for a, b in _TURNED.items()}
"""Column of a side -> the same column of the other side."""

Cells = dict[str, object]
AnyTeller = TypeVar("AnyTeller", bound=Teller)

POLICIES: dict[str, str] = {
    "sub_event_type": "highest_tactic",
    "event_date": "most_precise_day",
    "location": "most_precise_place",
    "actor1": "most_specific_actor",
    "actor2": "most_specific_actor",
    "assoc_actor_1": "all_associates",
    "assoc_actor_2": "all_associates",
    "fatalities": "lowest_of_latest",
    "civilian_targeting": "by_type_and_sides",
    "tags": "all_tags_one_crowd",
    "source": "all_sources",
    "source_scale": "widest_pair_of_scales",
    "notes": "notes_that_agree_most",
}
"""Column -> the policy that chooses its cell; the other columns of a day, place or side go with these."""


def combine(members: Iterable[Member]) -> Row:
    """One row of all members. A lone member keeps its cells as they are."""
    ordered = tuple(sorted(members, key=lambda member: member.key))
    if len(ordered) == 1:
        return single(ordered[0])
    lead = leading(ordered)
    swapped = _turned(ordered, lead)
    told = [_straight(member, swapped) for member in ordered]
    cells = _outline(ordered, told, lead)
    cells["civilian_targeting"] = civilian_targeting_of(word(cells, "sub_event_type"), word(cells, "inter2"))
    cells["fatalities"] = lowest_of_latest(ordered)
    cells["tags"] = all_tags_one_crowd(word(one, "tags") for one in told)
    cells["source"] = all_sources(word(one, "source") for one in told)
    cells["source_scale"] = widest_pair_of_scales(word(one, "source_scale") for one in told)
    cells["notes"] = notes_that_agree_most(told, cells, _rests_on_a_vague_word(ordered)) + _disagreement(ordered)
    return Row(ordered, cells, _details(ordered, lead, swapped), swapped, _policies(told, cells))


OUTLINED = (
    "sub_event_type", *DAY, *PLACE, "actor1", "inter1", "assoc_actor_1", "actor2", "inter2", "assoc_actor_2",
)  # fmt: skip
"""The cells by which rows agree. In a merged row they hang on the same cells of its members and nothing else."""


def outline(ordered: Sequence[Teller]) -> Cells:
    """The cells OUTLINED that combine would give to several members, in the order of their keys.

    Of members that are equal in these cells only the earliest counts, so that the others may be left out.
    """
    lead = leading(ordered)
    swapped = _turned(ordered, lead)
    return _outline(ordered, [_straight(member, swapped) for member in ordered], lead)


def _outline(ordered: Sequence[Teller], told: Sequence[Cells], lead: Teller) -> Cells:
    cells: Cells = {"sub_event_type": lead.cells["sub_event_type"]}
    cells |= _chosen(told, DAY, most_precise_day(ordered))
    cells |= _chosen(told, PLACE, most_precise_place(ordered))
    return cells | most_specific_actor(told, "1") | most_specific_actor(told, "2")


def _chosen(told: Sequence[Cells], columns: Iterable[str], index: int) -> Cells:
    return {column: told[index].get(column) for column in columns}


def _policies(told: Sequence[Cells], cells: Cells) -> tuple[tuple[str, str], ...]:
    differ = (name for name in POLICIES if any(word(one, name) != word(cells, name) for one in told))
    return tuple((name, POLICIES[name]) for name in differ)


# ---------------------------------------------------------------- kind and sides


def leading(members: Sequence[AnyTeller]) -> AnyTeller:
    """The earliest member with the highest tactic: its type, and its order of sides, are the row's."""
    top = highest(word(member.cells, "sub_event_type") for member in members)
    return next(member for member in members if member.cells["sub_event_type"] == top)


def _turned(members: Sequence[Teller], lead: Teller) -> frozenset[MemberKey]:
    """Which members name the sides the other way round than the lead; members with the same sides are turned alike.

    A member may share no name with the lead and yet fit the pair that others have completed, so this goes round.
    """
    told = [(member.key, sides_of(member.cells)) for member in members]
    pair = sides_of(lead.cells)
    turned: set[tuple[Side, Side]] = set()
    waiting, progress = [sides for sides in dict.fromkeys(sides for _, sides in told) if sides != pair], True
    while waiting and progress:
        progress, left = False, []
        for sides in waiting:
            match = match_sides(pair, sides)
            if match is None:
                left.append(sides)
                continue
            progress = True
            if match.swapped:
                turned.add(sides)
                sides = (sides[1], sides[0])
            pair = (max(pair[0], sides[0], key=_name_rank), max(pair[1], sides[1], key=_name_rank))
        waiting = left
    return frozenset(key for key, sides in told if sides in turned)


def _name_rank(side: tuple[str, str]) -> tuple[int, int, str]:
    return specificity(side[0])


def _straight(member: Teller, swapped: frozenset[MemberKey]) -> Cells:
    """The cells of a member in the row's order of sides."""
    if member.key not in swapped:
        return member.cells
    return {TURN.get(name, name): value for name, value in member.cells.items()}


def most_specific_actor(told: Sequence[Cells], side: str) -> Cells:
    """A name before gunmen, a unit before its force; inter goes with the name, associated actors are joined."""
    best = max(told, key=lambda cells: specificity(word(cells, f"actor{side}")))
    name = word(best, f"actor{side}")
    associates = {item for cells in told for item in items(word(cells, f"assoc_actor_{side}"))} - {name}
    return {
        f"actor{side}": name,
        f"inter{side}": word(best, f"inter{side}"),
        f"assoc_actor_{side}": "; ".join(sorted(associates)),
    }


# ---------------------------------------------------------------- day, place, deaths


def most_precise_day(members: Sequence[Teller]) -> int:
    """Index of the member with the best time_precision; the earliest among equals."""
    return _best(members, lambda member: int(str(member.cells["time_precision"])))


def most_precise_place(members: Sequence[Teller]) -> int:
    """Index of the member with the best geo_precision; the earliest among equals."""
    return _best(members, lambda member: int(str(member.cells["geo_precision"])))


def _best(members: Sequence[Teller], rank: Callable[[Teller], int]) -> int:
    return min(range(len(members)), key=lambda index: (rank(members[index]), index))


def tells_deaths(member: Member) -> bool:
    """Whether the article says anything on deaths; a 0 that nobody wrote contradicts nobody."""
    words = any(
        proof.column == "fatalities" and proof.basis in ("text", "title") and proof.role in ("value", "addend")
        for proof in member.event.evidence
    )
    return words or deaths_of(member) > 0


def deaths_of(member: Member) -> int:
    """The cell fatalities of a member."""
    return int(str(member.event.cells["fatalities"]))


def latest_tellers(members: Sequence[Member]) -> list[Member]:
    """The members of the latest day of publication that tell of deaths; main news before what is only recalled."""
    tellers = [member for member in members if tells_deaths(member)]
    tellers = [member for member in tellers if member.event.salience == "main"] or tellers
    newest = max((member.article.published for member in tellers if member.article.published), default=None)
    return [member for member in tellers if newest is None or member.article.published == newest]


def lowest_of_latest(members: Sequence[Member]) -> int:
    """The lowest number of the latest reports; 0 when none tells one.

    Source: codebook 6, sources disagree -> the lowest; better news revises a number, in either direction.
    """
    return min((deaths_of(member) for member in latest_tellers(members)), default=0)


def _rests_on_a_vague_word(members: Sequence[Member]) -> bool:
    """Whether the member that gives the number had to read it out of a word such as "several"."""
    coded = lowest_of_latest(members)
    giver = next((member for member in latest_tellers(members) if deaths_of(member) == coded), None)
    return giver is not None and "Unknown number of deaths" in word(giver.event.cells, "notes")


_DISAGREE = re.compile(r" Reports put the deaths between \d+ and \d+; [a-z ]+ is coded\.")


def _disagreement(members: Sequence[Member]) -> str:
    """What notes add when the numbers of deaths differ."""
    told = sorted({deaths_of(member) for member in members if tells_deaths(member)})
    if len(told) < 2:
        return ""
    which = "the lowest number" if lowest_of_latest(members) == told[0] else "the lowest of the latest reports"
    return f" Reports put the deaths between {told[0]} and {told[-1]}; {which} is coded."


# ---------------------------------------------------------------- lists and words


def all_tags_one_crowd(cells: Iterable[str]) -> str:
    """Every tag once, sorted; of crowd sizes the one of the earliest article that tells it."""
    listed = [item for cell in cells for item in items(cell)]
    crowds = [item for item in listed if item.startswith("crowd size=")]
    told = [item for item in crowds if item != NO_CROWD] or crowds
    return "; ".join(sorted({item for item in listed if item not in crowds} | set(told[:1])))


def all_sources(cells: Iterable[str]) -> str:
    """Every source once, sorted; an undisclosed one only when there is no other."""
    names = {item for cell in cells for item in items(cell)}
    return "; ".join(sorted(names - {UNDISCLOSED} or names))


def widest_pair_of_scales(cells: Iterable[str]) -> str:
    """The lowest and the highest scale: "National", "Subnational-National" -> "Subnational-National"."""
    return source_scale_of(scale for cell in cells for scale in cell.split("-"))


_AGREE = ("event_date", "time_precision", "sub_event_type", "location", "actor1", "actor2", "fatalities", "tags")


def notes_that_agree_most(told: Sequence[Cells], cells: Cells, vague: bool = False) -> str:
    """The notes of the member whose cells the row took, first of all its day, for notes open with it.

    What the row took from other members is put in.
    """
    scores = [[word(one, name) == word(cells, name) for name in _AGREE] for one in told]
    best = max(range(len(told)), key=lambda index: (scores[index][:2], sum(scores[index]), scores[index], -index))
    return retold(_DISAGREE.sub("", word(told[best], "notes")), told[best], cells, vague)


def _details(members: Sequence[Member], lead: Member, swapped: frozenset[MemberKey]) -> Details | None:
    """Details of the members whose cells the row took; ranges span all that was told, the best grade stands."""
    known = [member for member in members if member.event.details]
    given = [member.event.details for member in known if member.event.details]
    if not given:
        return None
    tellers = [member for member in known if tells_deaths(member)] or known
    deaths = [member.event.details for member in tellers if member.event.details]
    coded = next((m for m in latest_tellers(members) if deaths_of(m) == lowest_of_latest(members)), tellers[0])
    day, place = members[most_precise_day(members)].event.details, members[most_precise_place(members)].event.details
    base = lead.event.details or given[0]
    sides = coded.event.details or base
    losses = (sides.deaths_side1, sides.deaths_side2)
    highs = [details.fatalities_high for details in deaths]
    return replace(
        base,
        fatalities_low=min(details.fatalities_low for details in deaths),
        fatalities_high=None if None in highs else max(high for high in highs if high is not None),
        deaths_side1=losses[coded.key in swapped],
        deaths_side2=losses[coded.key not in swapped],
        injured=_lowest(details.injured for details in given),
        missing=_lowest(details.missing for details in given),
        arrested=_lowest(details.arrested for details in given),
        date_from=(day or base).date_from,
        date_to=(day or base).date_to,
        place_basis=(place or base).place_basis,
        grade=min(details.grade for details in given),
    )


def _lowest(numbers: Iterable[int | None]) -> int | None:
    return min((number for number in numbers if number is not None), default=None)
