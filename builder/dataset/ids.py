"""Give every row its event_id_cnty: rows -> keys. The same happening keeps its key when its cells are corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from tocsin.dataset.members import Row, text_of
from tocsin.schema.vocabulary import country

DIGITS = 10


def digits_of(member_id: str, ordinal: int = 0) -> str:
    """The hexadecimal digits for a member; an ordinal above 0 gives others, for when the first are taken."""
    seed = member_id if ordinal == 0 else f"{member_id}#{ordinal}"
    return hashlib.sha256(seed.encode("utf-8")).hexdigest()[:DIGITS]


def event_ids(rows: Sequence[Row]) -> list[str]:
    """One key per row, in the order of the rows: the country's prefix, a hyphen, digits of the earliest member.

    Where two rows would share a key, the one with the earlier member has it and the other takes the next ordinal.
    The contract fixes ten digits, so keys are not made longer.
    """
    taken: dict[str, int] = {}
    for index in sorted(range(len(rows)), key=lambda index: rows[index].key):
        key, ordinal = event_id(rows[index]), 0
        while key in taken:
            ordinal += 1
            key = event_id(rows[index], ordinal)
        taken[key] = index
    found = {index: key for key, index in taken.items()}
    return [found[index] for index in range(len(rows))]


def event_id(row: Row, ordinal: int = 0) -> str:
    """ "MLI-7f3a9c21b4"; raises SchemaError for a country outside the codebook."""
    return f"{country(text_of(row, 'country')).prefix}-{digits_of(row.members[0].event.member_id, ordinal)}"
