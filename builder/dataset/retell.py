"""The notes of a merged row: the notes of the member it took most from, with what the row took from others put in.

Notes are built from cells (coding/notes.py), so that a cell that changed can be found in them word for word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tocsin.coding.notes import deaths_words, place_words

_DEATHS = re.compile(
    r"\d+ fatalit(?:y was|ies were) reported\.|Unknown number of deaths coded as \d+\.|Casualties unknown\."
)

Cells = Mapping[str, object]


def retold(notes: str, member: Cells, row: Cells, vague: bool) -> str:
    """The notes of a member with the actors, the place and the deaths of the row.

    member  its cells, in the row's order of sides
    vague   whether the row's number of deaths rests on a word such as "several"

    "On 17 September 2024, Unidentified Armed Group (Mali) attacked" -> "On 17 September 2024, JNIM: ... attacked"
    """
    swaps = {_place(member): _place(row)} | {
        _word(member, name): _word(row, name) for name in ("actor1", "actor2") if _word(member, name)
    }
    wanted = {old: new for old, new in swaps.items() if old and new and old != new}
    if wanted:
        either = re.compile("|".join(re.escape(old) for old in sorted(wanted, key=len, reverse=True)))
        notes = either.sub(lambda match: wanted[match[0]], notes)
    return notes if member.get("fatalities") == row["fatalities"] else _with_deaths(notes, row, vague)


def _with_deaths(notes: str, row: Cells, vague: bool) -> str:
    """The sentence on deaths anew: in the place of the old one, or at the end where nobody had told any."""
    number = int(str(row["fatalities"]))
    words = deaths_words(number, vague) if number else "Casualties unknown."
    if _DEATHS.search(notes):
        return _DEATHS.sub(words, notes, count=1)
    return f"{notes} {words}" if number else notes


def _place(cells: Cells) -> str:
    return place_words(_word(cells, "location"), _word(cells, "admin2"), _word(cells, "admin1"))


def _word(cells: Cells, name: str) -> str:
    value = cells.get(name)
    return "" if value is None else str(value)
