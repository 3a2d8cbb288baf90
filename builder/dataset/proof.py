"""Write the evidence of rows: what each member said for each cell, and how the cells no article states came about.

Takes rows with keys; gives plain rows of the table evidence. What the members said was found in coding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from tocsin.dataset.combine import TURN, deaths_of, tells_deaths
from tocsin.dataset.members import Member, Row, items, word
from tocsin.model import Basis, Evidence, EvidenceRole
from tocsin.schema.columns import DERIVED, NAMES

_JOINED = frozenset({"assoc_actor_1", "assoc_actor_2", "source", "source_scale", "notes"})
"""Cells that take in what every member says, so that nobody loses."""
_ORDER = {name: place for place, name in enumerate(NAMES)}

EvidenceRow = dict[str, object]


def evidence_rows(row: Row, cells: Mapping[str, object]) -> list[EvidenceRow]:
    """All evidence of one row, by member, column and part. `cells` are the 31 of the finished row."""
    found = [_table_row(cells, member, proof) for member, proof in _proofs(row, cells)]
    return sorted(found, key=_sort_key)


def _proofs(row: Row, cells: Mapping[str, object]) -> Iterator[tuple[Member, Evidence]]:
    for member in row.members:
        for proof in member.event.evidence:
            yield member, _in_row(row, member, proof)
    for echo in row.echoes:
        value = word(echo.event.cells, "source") or echo.article.source
        yield echo, _without_words("source", value, "metadata", "dataset.duplicate")
    yield from ((row.members[0], proof) for proof in _own_proofs(row, cells))


def _in_row(row: Row, member: Member, proof: Evidence) -> Evidence:
    """What a member said, under the row's order of sides; what the row did not follow is a conflict or a runner-up."""
    if member.key in row.swapped:
        proof = replace(proof, column=TURN.get(proof.column, proof.column))
    role = _role(row, member, proof)
    if row.reviewed and role in ("value", "addend") and proof.column in _reviewed(row):
        role = "runner_up"
    return proof if role == proof.role else replace(proof, role=role)


def _reviewed(row: Row) -> frozenset[str]:
    """The columns that a reviewer set, or that follow from one that was set."""
    return frozenset(proof.column for proof in row.reviewed)


def _role(row: Row, member: Member, proof: Evidence) -> EvidenceRole:
    column = proof.column
    if len(row.members) == 1 or proof.role not in ("value", "addend"):
        return proof.role
    if column in _JOINED:  # each report gives its part of a joined cell
        return proof.role if proof.value == word(row.cells, column) else "addend"
    own = TURN.get(column, column) if member.key in row.swapped else column
    said, kept = word(member.event.cells, own), word(row.cells, column)
    if column == "fatalities":
        lost = deaths_of(member) != row.cells["fatalities"]
        return "conflict" if lost and tells_deaths(member) else "runner_up" if lost else proof.role
    if column == "tags":
        return proof.role if set(items(said)) <= set(items(kept)) else "conflict"
    return proof.role if said == kept or column not in row.cells else "runner_up"


def _own_proofs(row: Row, cells: Mapping[str, object]) -> Iterator[Evidence]:
    """Evidence of the cells that came about here: chosen between members, derived, or given to the row."""
    yield from row.reviewed
    for column, policy in row.policies:
        if column in _reviewed(row):
            continue
        yield _without_words(column, text(cells[column]), "derived", f"merge.{policy}")
    told = {proof.column for proof in row.members[0].event.evidence}
    for column in DERIVED:
        if column not in told:
            yield _without_words(column, text(cells[column]), "derived", f"derive.{column}")
    yield _without_words("event_id_cnty", text(cells["event_id_cnty"]), "derived", "ids.earliest_member")
    yield _without_words("timestamp", text(cells["timestamp"]), "metadata", "dataset.timestamp")


def _without_words(column: str, value: str, basis: Basis, rule: str) -> Evidence:
    return Evidence(column, value, 0, "value", basis, "", -1, -1, "", (rule,))


def text(value: object) -> str:
    """A cell as evidence writes it: "" when empty, days as 2024-09-17."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def position(offset: int) -> int | None:
    """An offset, None when there are no words."""
    return None if offset < 0 else offset


def _table_row(cells: Mapping[str, object], member: Member, proof: Evidence) -> EvidenceRow:
    return {
        **member_row(cells, member),
        "column": proof.column,
        "value": proof.value,
        "part": proof.part,
        "role": proof.role,
        "basis": proof.basis,
        "field": proof.field,
        "start": position(proof.start),
        "end": position(proof.end),
        "quote": proof.quote,
        "rule_ids": list(proof.rule_ids),
    }


def member_row(cells: Mapping[str, object], member: Member) -> EvidenceRow:
    """One row of the table members."""
    return {
        "event_id_cnty": cells["event_id_cnty"],
        "member_id": member.event.member_id,
        "article_id": member.article.article_id,
        "salience": member.event.salience,
    }


def _sort_key(row: EvidenceRow) -> tuple[object, ...]:
    start, end = row["start"], row["end"]
    return (
        row["article_id"], row["member_id"], _ORDER.get(str(row["column"]), len(_ORDER)), row["column"], row["part"],
        row["role"], row["basis"], row["field"], -1 if start is None else start, -1 if end is None else end,
        row["value"], row["rule_ids"],
    )  # fmt: skip
