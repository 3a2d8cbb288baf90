"""Cells that a reviewer set -> the cells, evidence and details of the row, with what follows from them.

Which decisions hold is review_rows.py; what the contract says of the result is quarantine.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tocsin.coding.notes import deaths_words, opening, place_words
from tocsin.dataset.combine import NO_CROWD
from tocsin.dataset.members import Row, items, word
from tocsin.dataset.proof import text
from tocsin.dataset.quarantine import fitted
from tocsin.dataset.retell import retold
from tocsin.dataset.review_file import Decision
from tocsin.model import Article, Basis, Details, Event, Evidence
from tocsin.schema.columns import SET_BY_CODING, column
from tocsin.schema.derive import day_of
from tocsin.schema.errors import SchemaError
from tocsin.schema.inters import inter_of_generic
from tocsin.schema.taxonomy import civilian_targeting_of, event_type, event_type_of

Cells = dict[str, object]

RULE = "review"
"""Opens the rule ids of evidence that rests on a reviewer's word."""
_OPENING = re.compile(r"(On|Around) [1-9]\d? [A-Z][a-z]+ \d{4}(?: \(([^)]*)\))?,")


def fit(name: str, value: str) -> object:
    """A cell of a decision in its column's type. Raises SchemaError when it cannot be: fatalities "many"."""
    try:
        return fitted(column(name), value)
    except (ValueError, TypeError, OverflowError):
        raise SchemaError(f'{name} "{value}" is not {_KINDS[column(name).type]}') from None


_KINDS = {"int": "a whole number", "float": "a number", "date": "a day such as 2024-09-17", "string": "text"}


def corrected(row: Row, changes: Mapping[str, Decision]) -> Row:
    """The row with the cells that decisions set, and with those that follow: types, targeting, notes, tags.

    changes  column -> the decision that sets it
    Raises SchemaError for a value that its column cannot hold.
    """
    said = {name: fit(name, decision.after[name]) for name, decision in changes.items()}
    cells = _followed(row.cells | said, said, row.cells)
    proofs = [signed_proof(name, text(cells[name]), decision, "correct") for name, decision in changes.items()]
    moved = (name for name in SET_BY_CODING if name not in said and cells.get(name) != row.cells.get(name))
    proofs += [_evidence(name, text(cells[name]), "derived", "", f"{RULE}.follows") for name in moved]
    return replace(row, cells=cells, details=_details(row.details, said), reviewed=(*row.reviewed, *proofs))


def signed_proof(name: str, value: str, decision: Decision, kind: str) -> Evidence:
    """Evidence that rests on a reviewer's word: who, when and why stand where words of an article would."""
    return _evidence(name, value, "review", decision.signed, f"{RULE}.{kind}")


def _evidence(name: str, value: str, basis: Basis, quote: str, rule: str) -> Evidence:
    return Evidence(name, value, 0, "value", basis, basis if quote else "", -1, -1, quote, (rule,))


# ---------------------------------------------------------------- what follows


def _followed(cells: Cells, said: Iterable[str], before: Mapping[str, object]) -> Cells:
    """Cells that nobody set, but that hang on one that was."""
    found, given = dict(cells), set(said)
    for side in ("1", "2"):
        if f"actor{side}" in given and f"inter{side}" not in given:
            found |= _side(word(found, f"actor{side}"), side, given)
    if given & {"sub_event_type", "actor2", "inter2"} and "civilian_targeting" not in given:
        found["civilian_targeting"] = civilian_targeting_of(word(found, "sub_event_type"), word(found, "inter2"))
    if "sub_event_type" in given and "tags" not in given:
        found["tags"] = _with_crowd(word(found, "sub_event_type"), word(found, "tags"))
    if "notes" not in given and word(found, "notes"):
        found["notes"] = _with_day(retold(word(found, "notes"), before, found, vague=False), before, found)
    return {name: None if value == "" else value for name, value in found.items()}


def _side(actor: str, side: str, given: set[str]) -> Cells:
    """The type of a generic actor; without an actor there is no type, and nobody beside it."""
    if not actor:
        return {f"{name}{side}": None for name in ("inter", "assoc_actor_") if f"{name}{side}" not in given}
    inter = inter_of_generic(actor)
    return {f"inter{side}": inter} if inter else {}


def _with_crowd(sub_event_type: str, tags: str) -> str:
    """Demonstrations tell the size of their crowd, if only that nobody reported one."""
    told = any(item.startswith("crowd size=") for item in items(tags))
    if told or not event_type(event_type_of(sub_event_type)).crowd_size:
        return tags
    return "; ".join(sorted((*items(tags), NO_CROWD)))


def _with_day(notes: str, before: Mapping[str, object], now: Mapping[str, object]) -> str:
    """The notes open with the day of the row: "On 17 September 2024," -> "On 18 September 2024,"."""
    if all(before.get(name) == now[name] for name in ("event_date", "time_precision")):
        return notes
    day, precision = day_of(now["event_date"]), int(str(now["time_precision"]))
    return _OPENING.sub(lambda match: opening(day, precision, match[2] or ""), notes, count=1)


def _details(details: Details | None, said: Mapping[str, object]) -> Details | None:
    """Bounds follow the number and the day that a reviewer set; how deaths fell on the sides is then unknown."""
    if details is None:
        return None
    dead, day = said.get("fatalities"), said.get("event_date")
    if isinstance(dead, int):
        details = replace(details, fatalities_low=dead, fatalities_high=dead, deaths_side1=None, deaths_side2=None)
    if isinstance(day, date):
        details = replace(details, date_from=day, date_to=day)
    return replace(details, place_basis="review") if {"location", "latitude", "longitude"} & set(said) else details


# ---------------------------------------------------------------- rows that a reviewer added

_DEFAULTS = {"time_precision": "1", "geo_precision": "1", "fatalities": "0"}


def added_event(decision: Decision, article: Article) -> Event:
    """The candidate of a row that a reviewer added, with the reviewer's word behind every cell.

    What was left out is filled: precisions 1, no deaths, the article's source, types of generic actors, notes.
    Raises SchemaError for a value that its column cannot hold.
    """
    given = {name: value for name, value in decision.after.items() if value != ""}
    said: Cells = {name: fit(name, value) for name, value in (_DEFAULTS | given).items()}
    said.setdefault("source", article.source or None)
    cells: Cells = dict.fromkeys(SET_BY_CODING) | said
    for side in ("1", "2"):
        if f"inter{side}" not in said:
            cells |= _side(word(cells, f"actor{side}"), side, set(said))
    kind = word(cells, "sub_event_type")
    cells["civilian_targeting"] = said.get("civilian_targeting", civilian_targeting_of(kind, word(cells, "inter2")))
    cells["tags"] = _with_crowd(kind, word(cells, "tags"))
    cells["notes"] = word(cells, "notes") or _notes(cells)
    cells = {name: None if value == "" else value for name, value in cells.items()}
    words = decision.words
    assert words is not None, "read_reviews refuses an added row without words"
    start, end = (words.start, words.end) if words.field == "text" else (-1, -1)
    return Event(
        decision.member_id, article.article_id, "main", cells, _added_evidence(cells, decision), None,
        start=start, end=end, quote=words.quote,
    )  # fmt: skip


def _notes(cells: Cells) -> str:
    """Notes for a row whose reviewer wrote none, in the manner of coding/notes.py."""
    if cells["event_date"] is None:
        raise SchemaError("no value for event_date")
    day, precision = day_of(cells["event_date"]), int(str(cells["time_precision"]))
    sides = " and ".join(name for name in (word(cells, "actor1"), word(cells, "actor2")) if name)
    place = place_words(word(cells, "location"), word(cells, "admin2"), word(cells, "admin1"))
    dead = int(str(cells["fatalities"]))
    harm = f" {deaths_words(dead, vague=False)}" if dead else ""
    return f"{opening(day, precision, '')} {word(cells, 'sub_event_type').lower()}: {sides} {place}.{harm}"


def _added_evidence(cells: Cells, decision: Decision) -> tuple[Evidence, ...]:
    filled = [signed_proof(name, text(value), decision, "add") for name, value in cells.items() if value is not None]
    words = decision.words
    assert words is not None
    basis: Basis = "title" if words.field == "title" else "text"
    told = Evidence(
        "sub_event_type", text(cells["sub_event_type"]), 0, "value", basis, words.field, words.start, words.end,
        words.quote, (f"{RULE}.add",),
    )  # fmt: skip
    return (*filled, told)
