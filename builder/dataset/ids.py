"""Give every row its event_id_cnty: rows -> keys. The same happening keeps its key when its cells are corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from tocsin.dataset.members import MemberKey, Row, text_of
from tocsin.schema.vocabulary import country

DIGITS = 10


def digits_of(member_id: str, ordinal: int = 0) -> str:
    """The hexadecimal digits for a member; an ordinal above 0 gives others, for when the first are taken."""
    seed = member_id if ordinal == 0 else f"{member_id}#{ordinal}"
    return hashlib.sha256(seed.encode("utf-8")).hexdigest()[:DIGITS]


def event_ids(rows: Sequence[Row]) -> list[str]:
    """One key per row, in the order of the rows."""
    return ids_of([(row.key, text_of(row, "country")) for row in rows])


def ids_of(rows: Sequence[tuple[MemberKey, str]]) -> list[str]:
    """event_ids for rows of which only the key of the earliest member and the country are at hand.

    The country's prefix, a hyphen, digits of the earliest member. Where two rows would share a key, the one with the
    earlier member has it and the other takes the next ordinal: the contract fixes ten digits, so none is made longer.
    """
    taken: dict[str, int] = {}
    for index in sorted(range(len(rows)), key=lambda index: rows[index][0]):
        ((*_, member_id), name), ordinal = rows[index], 0
        key = _id(name, member_id)
        while key in taken:
            ordinal += 1
            key = _id(name, member_id, ordinal)
        taken[key] = index
    found = {index: key for key, index in taken.items()}
    return [found[index] for index in range(len(rows))]


def event_id(row: Row) -> str:
    """ "MLI-7f3a9c21b4", where no other row has it; raises SchemaError for a country outside the codebook."""
    return _id(text_of(row, "country"), row.members[0].event.member_id)


def _id(name: str, member_id: str, ordinal: int = 0) -> str:
    return f"{country(name).prefix}-{digits_of(member_id, ordinal)}"
