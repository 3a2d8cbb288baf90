"""Words to mark in a text -> the text in pieces, each with the marks that cover it; and which cell rests on which mark.

Pieces are cut here, in characters as Python counts them, so that a browser, which counts otherwise, cuts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

MarkKind = Literal["actor", "place", "time", "count", "act", "excluded"]

KIND_OF: Mapping[str, MarkKind] = {
    **dict.fromkeys(("actor1", "actor2", "inter1", "inter2", "assoc_actor_1", "assoc_actor_2"), "actor"),
    **dict.fromkeys(("country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
                    "place"),
    **dict.fromkeys(("event_date", "time_precision"), "time"),
    **dict.fromkeys(("fatalities", "notes", "tags"), "count"),
    **dict.fromkeys(("sub_event_type", "civilian_targeting"), "act"),
}  # fmt: skip
"""Column -> what its words are."""

RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "year": ("event_date",), "time_precision": ("event_date",), "disorder_type": ("sub_event_type",),
    "event_type": ("sub_event_type",), "civilian_targeting": ("sub_event_type", "actor2"), "inter1": ("actor1",),
    "inter2": ("actor2",), "interaction": ("actor1", "actor2"), "iso": ("location",), "region": ("location",),
    "country": ("location",), "admin1": ("location",), "admin2": ("location",), "admin3": ("location",),
    "latitude": ("location",), "longitude": ("location",), "geo_precision": ("location",),
}  # fmt: skip
"""Columns without words of their own -> the columns whose words they rest on."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that mean something: where they stand in which field of the article, and what they are."""

    field: str
    start: int
    end: int
    kind: MarkKind


class Marks:
    """Numbers for marks, each once, in the order in which they were first named."""

    def __init__(self) -> None:
        self._numbers: dict[Mark, int] = {}

    def number(self, mark: Mark) -> int:
        """The number of a mark; a new one for a new mark."""
        return self._numbers.setdefault(mark, len(self._numbers))

    def listed(self) -> list[Mark]:
        """All marks; their places are their numbers."""
        return list(self._numbers)


def pieces(text: str, field: str, marks: Sequence[Mark]) -> list[tuple[str, list[int]]]:
    """A field in pieces with the numbers of the marks on each; joined they are the field again.

    pieces("Gunmen fled.", "text", [Mark("text", 0, 6, "actor")]) -> [("Gunmen", [0]), (" fled.", [])]
    """
    mine = [(mark, n) for n, mark in enumerate(marks) if mark.field == field and 0 <= mark.start < mark.end]
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for mark, number in mine:
        opens.setdefault(mark.start, []).append(number)
        closes.setdefault(mark.end, []).append(number)
    cuts = sorted({0, len(text), *(c for c in (*opens, *closes) if c <= len(text))})
    covering: set[int] = set()
    found = []
    for start, end in pairwise(cuts):
        covering |= set(opens.get(start, ()))
        covering -= set(closes.get(start, ()))
        found.append((text[start:end], sorted(covering)))
    return found


def cells_of(evidence: Iterable[Mapping[str, Any]], marks: Marks, article_id: str) -> dict[str, dict[str, Any]]:
    """Column -> the marks behind its cell, the rules, what came second, words of other articles, a reviewer's word."""
    found: dict[str, dict[str, list[Any]]] = {}
    for entry in evidence:
        column = str(entry["column"])
        cell = found.setdefault(column, {"marks": [], "rules": [], "second": [], "told": []})
        won = entry["role"] in ("value", "addend")
        if won:
            cell["rules"] += [str(rule) for rule in entry["rule_ids"]]
        elif entry["value"]:
            cell["second"].append(str(entry["value"]))
        if entry["field"] == "review":
            cell["told"].append(f"reviewed: {entry['quote']}")
        elif won and entry["article_id"] != article_id and entry["quote"]:
            cell["told"].append(f"{entry['article_id']}: {entry['quote']}")
        elif entry["start"] is not None and entry["article_id"] == article_id and won:
            kind = KIND_OF.get(column, "act")
            mark = Mark(str(entry["field"]), int(entry["start"]), int(entry["end"]), kind)
            cell["marks"].append(marks.number(mark))
    _lean(found)
    return {column: {k: list(dict.fromkeys(v)) for k, v in cell.items()} for column, cell in found.items()}


def _lean(found: dict[str, dict[str, list[Any]]]) -> None:
    """Cells without words of their own take the marks of the cells that they rest on."""
    own = {column: list(cell["marks"]) for column, cell in found.items()}
    for column, sources in RESTS_ON.items():
        if own.get(column):
            continue
        cell = found.setdefault(column, {"marks": [], "rules": [], "second": [], "told": []})
        cell["marks"] = [number for source in sources for number in own.get(source, ())]
