"""Read and write reviews: lines of a reviews.jsonl <-> decisions of people on rows. Applying them is review_rows.py.

Strict: a line that is not of the documented shape (docs/review.md) is an error with file, line and what is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import msgspec
from tocsin.errors import DataFileError, UsageError
from tocsin.schema.columns import FOLLOWS_FROM, NAMES, SET_BY_CODING

Action = Literal["accept", "correct", "reject", "add"]
Cells = Mapping[str, str]
REVIEWABLE = SET_BY_CODING
"""The columns that a reviewer may set; the others follow from them."""
FIELDS = ("title", "text")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that an added row was read from: start and end slice the article's own field."""

    field: str
    start: int
    end: int
    quote: str


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a reviews.jsonl, as its documentation says."""

    action: str
    member_id: str
    who: str
    when: str
    article_id: str = ""
    article_sha256: str = ""
    event_id_cnty: str = ""
    members: list[str] = []
    before: dict[str, str | int | float | None] | None = None
    after: dict[str, str | int | float | None] | None = None
    why: str = ""
    words: Words | None = None
    rules: dict[str, list[str]] = {}
    outcome: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """What one person decided on one row, at one moment.

    members  every member of the row that was looked at; a row that shares one of them is the same row
    before   the cells as they were: those that were corrected, or all that were accepted or rejected
    after    the cells as they shall be: those that were corrected, or all of an added row
    words    what an added row was read from
    rules    column -> the rules behind the cell that was judged
    """

    action: Action
    member_id: str
    members: tuple[str, ...]
    article_id: str
    article_sha256: str
    event_id_cnty: str
    before: Cells
    after: Cells
    who: str
    when: str
    why: str
    words: Words | None
    rules: Mapping[str, tuple[str, ...]]

    @property
    def ids(self) -> frozenset[str]:
        """Every member that the decision speaks of."""
        return frozenset((self.member_id, *self.members))

    @property
    def moment(self) -> datetime:
        """When it was made, in UTC."""
        return moment_of(self.when)

    @property
    def signed(self) -> str:
        """ "A. Diallo, 2026-03-01T10:15:00Z: the army was the target"."""
        return f"{self.who}, {self.when}" + (f": {self.why}" if self.why else "")


def moment_of(when: str) -> datetime:
    """A moment in UTC; one without a zone is taken to be in UTC. Raises ValueError for anything else."""
    found = datetime.fromisoformat(when)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def read_reviews(paths: Iterable[Path]) -> tuple[Decision, ...]:
    """The decisions of all files, each once, the oldest first: the order of the files says nothing.

    Raises UsageError for a file that cannot be read, DataFileError for a line that is no decision.
    """
    found = {line_of(decision): decision for path in paths for decision in _read(path)}
    return tuple(found[line] for line in sorted(found, key=lambda line: (found[line].moment, found[line].who, line)))


def line_of(decision: Decision, outcome: str = "", detail: str = "") -> str:
    """A decision as a line of a reviews.jsonl; always the same bytes for the same decision."""
    told = {"outcome": outcome, "detail": detail} if outcome else {}
    words = {"words": msgspec.to_builtins(decision.words)} if decision.words else {}
    rules = {"rules": {name: list(ids) for name, ids in sorted(decision.rules.items())}} if decision.rules else {}
    record = {
        "action": decision.action, "member_id": decision.member_id, "members": list(decision.members),
        "article_id": decision.article_id, "article_sha256": decision.article_sha256,
        "event_id_cnty": decision.event_id_cnty, "who": decision.who, "when": decision.when,
        "before": _in_order(decision.before), "after": _in_order(decision.after), "why": decision.why,
        **words, **rules, **told,
    }  # fmt: skip
    return msgspec.json.encode(record).decode("utf-8")


def _in_order(cells: Cells) -> dict[str, str]:
    return {name: cells[name] for name in NAMES if name in cells}


def _read(path: Path) -> list[Decision]:
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror or error}); name a reviews.jsonl that a review page saved"
        ) from error
    return [_decision(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _decision(line: bytes, where: str) -> Decision:
    try:
        read = _decoder().decode(line)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"{where} is no decision of a review: {error}; docs/review.md tells its shape") from error
    fault = _fault(read)
    if fault:
        raise DataFileError(f"{where} is no decision of a review: {fault}; docs/review.md tells its shape")
    return Decision(
        read.action, read.member_id, tuple(read.members), read.article_id, read.article_sha256,  # type: ignore[arg-type]
        read.event_id_cnty, _cells(read.before), _cells(read.after), read.who, read.when, read.why, read.words,
        {column: tuple(ids) for column, ids in read.rules.items()},
    )  # fmt: skip


@lru_cache(maxsize=1)
def _decoder() -> msgspec.json.Decoder[_Line]:
    return msgspec.json.Decoder(_Line)


def _cells(given: Mapping[str, object] | None) -> Cells:
    """Cells as text, empty ones "": what CSV would write."""
    return {name: "" if value is None else str(value) for name, value in (given or {}).items()}


def _fault(line: _Line) -> str:
    """What is wrong with a line that has the right fields, "" when nothing is."""
    if line.action not in get_args(Action):
        return f'action "{line.action}"; allowed: {", ".join(get_args(Action))}'
    for name in ("member_id", "who"):
        if not getattr(line, name).strip():
            return f"{name} is empty"
    try:
        moment_of(line.when)
    except ValueError:
        return f'when "{line.when}"; write a moment such as 2026-03-01T10:15:00Z'
    if line.action in ("correct", "add") and not line.after:
        return "after is empty; it tells the cells as they shall be"
    return _column_fault(line.after or {}) or (_place_fault(line) if line.action == "add" else "")


def _column_fault(after: Mapping[str, object]) -> str:
    wrong = next((name for name in after if name not in REVIEWABLE), None)
    if wrong is None:
        return ""
    if wrong in FOLLOWS_FROM:
        return f"{wrong} cannot be set, it follows from {' and '.join(FOLLOWS_FROM[wrong])}"
    return f'"{wrong}" is no column that can be set; allowed: {", ".join(REVIEWABLE)}'


def _place_fault(line: _Line) -> str:
    """An added row needs its article and the words it was read from."""
    words = line.words
    if not line.article_sha256 or words is None:
        return "an added row needs article_sha256 and words"
    if words.field not in FIELDS:
        return f'words.field "{words.field}"; allowed: {", ".join(FIELDS)}'
    if not 0 <= words.start < words.end or len(words.quote) != words.end - words.start:
        return "words.start and words.end must count the characters of words.quote in the field"
    return ""


def write_lines(lines: Sequence[str]) -> str:
    """Lines as the content of a file."""
    return "".join(f"{line}\n" for line in lines)
