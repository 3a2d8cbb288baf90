"""What an explanation says, as values: a row cell by cell, an article sentence by sentence. Drawing is draw.py.

`to_plain` gives the same as JSON can hold it; its shape is documented in docs/explain.md and changes with FORMAT only.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = 1
"""Version of the JSON shape: a key that goes or changes its meaning raises it, a new one does not."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule or a dictionary entry behind a cell.

    id       as in evidence.parquet: "act:violence.kill", "time.weekday.named", "actor.role.gunmen"
    where    "file:line" of the rule or entry, "" where the program itself is the rule
    about    what it does, where no file says it; of a dictionary, the entry
    changed  True when the rule acts otherwise now than when the build was made
    """

    id: str
    where: str = ""
    about: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """One line of evidence: what it says, in which role, the words (raw offsets of `field`) and the rules between."""

    role: str
    value: str
    basis: str
    article_id: str
    member_id: str
    field: str
    start: int | None
    end: int | None
    quote: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a row. `computed_from` names the columns that a derived one follows from, "" for others."""

    column: str
    value: str | None
    computed_from: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class EventStory:
    """A row and why it exists."""

    event_id_cnty: str
    grade: str
    article_ids: tuple[str, ...]
    cells: tuple[Cell, ...]

    def value(self, column: str) -> str:
        """The value of a column, "" when it is empty."""
        return next((c.value or "" for c in self.cells if c.column == column), "")


@dataclass(frozen=True, slots=True)
class Context:
    """What a text says of an act beside that it happened: an effect, and the rule that found it."""

    effect: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Act:
    """An act of a sentence and what became of it: "row" (of that key), "excluded" (for reasons) or "beyond_limit"."""

    act: str
    rule: Rule
    contexts: tuple[Context, ...]
    member_id: str
    outcome: str
    event_id_cnty: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceStory:
    """A sentence and its fate: coded, excluded, no_act, not_gated, beyond_limit. `text` is "" without the input."""

    number: int
    field: str
    start: int
    end: int
    text: str
    segment: str
    fate: str
    remark: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class ExcludedStory:
    """A candidate that is no row: why, what could be coded of it, its words, and the decision that typed it.

    decision  None where no decision fitted; `detail` says what else is known
    """

    reasons: tuple[str, ...]
    cells: Mapping[str, str]
    start: int | None
    end: int | None
    quote: str
    decision: Rule | None
    detail: str


@dataclass(frozen=True, slots=True)
class ArticleStory:
    """What became of an article: its status, its rows, what was excluded, every sentence."""

    article_id: str
    status: str
    reason: str
    duplicate_of: str
    published: str
    source: str
    title: str
    url: str
    rows: tuple[EventStory, ...]
    excluded: tuple[ExcludedStory, ...]
    sentences: tuple[SentenceStory, ...]


def to_plain(story: EventStory | ArticleStory) -> dict[str, Any]:
    """The story as JSON can hold it, with the version of its shape and its kind in front."""
    kind = "event" if isinstance(story, EventStory) else "article"
    return {"format": FORMAT, "kind": kind, **dataclasses.asdict(story)}
