"""What coding a partition gave <-> the bytes of one file: a head, then sections. No pickles: bytes never become code.

    "TOCSIN01", length of the head (4 bytes), head (MessagePack), sections one after another

The head tells counts and where each section lies, so that a reader takes only what it needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec
import pyarrow as pa
from tocsin.errors import BuildError
from tocsin.model import Details, Event, Evidence

MAGIC = b"TOCSIN01"
SECTIONS = ("prints", "events", "evidence", "articles", "sentences", "excluded")
T = TypeVar("T")


class Failure(msgspec.Struct, frozen=True, array_like=True):
    """One article that could not be coded, with the traceback."""

    article_id: str
    origin: str
    line: int
    text: str


class Refusal(msgspec.Struct, frozen=True, array_like=True):
    """One rejected input, as model.Rejected."""

    article_id: str
    origin: str
    line: int
    reason: str
    detail: str


class Head(msgspec.Struct, frozen=True, array_like=True):
    """Counts of a partition, its rejections and failures, and (offset, length) of each section."""

    inputs: int
    newest_published: date | None
    newest_event: date | None
    sample: list[str]
    refusals: list[Refusal]
    failures: list[Failure]
    places: dict[str, tuple[int, int]]


class Print(msgspec.Struct, frozen=True, array_like=True):
    """dataset.duplicates.Fingerprint of one article."""

    article_id: str
    words: bytes
    short: bool
    published: date | None
    sketch: bytes


class StoredEvent(msgspec.Struct, frozen=True, array_like=True):
    """A candidate; its evidence lies in a section of its own at (offset, length)."""

    member_id: str
    salience: str
    cells: list[tuple[str, str, Any]]
    details: Details | None
    reasons: list[str]
    detail: str
    start: int
    end: int
    quote: str
    evidence: tuple[int, int]


class StoredArticle(msgspec.Struct, frozen=True, array_like=True):
    """A coded article without its text, and its candidates."""

    article_id: str
    published: date | None
    published_basis: str
    title: str
    source: str
    url: str
    language: str
    sha256: str
    origin: str
    line: int
    status: str
    reason: str
    events: list[StoredEvent]


# ---------------------------------------------------------------- values


def packed(event: Event, evidence: bytearray) -> StoredEvent:
    """A candidate for the section `events`; its evidence is added to `evidence`."""
    proof = msgspec.msgpack.encode(list(event.evidence))
    place = len(evidence), len(proof)
    evidence += proof
    return stored(event, place)


def stored(event: Event, evidence: tuple[int, int]) -> StoredEvent:
    """A candidate whose evidence lies at (offset, length)."""
    return StoredEvent(
        event.member_id, event.salience, [_cell(*item) for item in event.cells.items()], event.details,
        list(event.reasons), event.detail, event.start, event.end, event.quote, evidence,
    )  # fmt: skip


def _cell(name: str, value: object) -> tuple[str, str, Any]:
    """A cell with its kind, for a day must come back as a day: ("event_date", "d", "2024-09-17")."""
    if isinstance(value, date):
        return name, "d", value.isoformat()
    if value is None or isinstance(value, bool | int | float | str):
        return name, "", value
    raise TypeError(f"cell {name} holds a {type(value).__name__}; allowed: text, numbers, days")


def cells_of(event: StoredEvent) -> dict[str, object]:
    """The cells of a candidate as coding set them."""
    return {name: date.fromisoformat(value) if kind == "d" else value for name, kind, value in event.cells}


def evidence_of(section: bytes) -> list[Evidence]:
    """The evidence of one candidate."""
    return msgspec.msgpack.decode(section, type=list[Evidence])


def table_bytes(table: Any) -> bytes:
    """An Arrow table as compressed IPC."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    found: bytes = sink.getvalue().to_pybytes()
    return found


def table_of(section: bytes) -> Any:
    """The Arrow table of table_bytes."""
    with pa.ipc.open_stream(pa.BufferReader(section)) as reader:
        return reader.read_all()


# ---------------------------------------------------------------- the file


def join(
    inputs: int,
    days: tuple[date | None, date | None],
    sample: Sequence[str],
    refusals: Sequence[Refusal],
    failures: Sequence[Failure],
    sections: Mapping[str, bytes],
) -> bytes:
    """The bytes of a partition file."""
    places: dict[str, tuple[int, int]] = {}
    offset = 0
    for name in SECTIONS:
        places[name] = offset, len(sections[name])
        offset += len(sections[name])
    head = msgspec.msgpack.encode(Head(inputs, *days, list(sample), list(refusals), list(failures), places))
    return b"".join((MAGIC, len(head).to_bytes(4, "big"), head, *(sections[name] for name in SECTIONS)))


def head_of(start: bytes) -> tuple[int, int]:
    """(offset, length) of the head of a file from its first twelve bytes. Raises BuildError for any other file."""
    if len(start) != len(MAGIC) + 4 or start[: len(MAGIC)] != MAGIC:
        raise BuildError("a partition file is damaged; run the same command again, it will be made anew")
    return len(MAGIC) + 4, int.from_bytes(start[len(MAGIC) :], "big")


def decode(section: bytes, kind: type[T]) -> T:
    """A MessagePack section as its type."""
    return msgspec.msgpack.decode(section, type=kind)
