"""The shelf of a run: candidates as MessagePack in one file of the work folder; evidence stays in its partition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast, overload

import msgspec
from tocsin.dataset.members import Member
from tocsin.model import Article, Event, Evidence
from tocsin.run import codec
from tocsin.run.codec import StoredArticle, StoredEvent
from tocsin.run.work import Work

LENGTH = 4
"""Bytes before each candidate that tell how long it is."""


class StoredEvidence(Sequence[Evidence]):
    """Evidence of one candidate, read from its partition when it is first asked for."""

    __slots__ = ("_read", "_work", "at")

    def __init__(self, work: Work, at: tuple[str, int, int]) -> None:
        self._work, self.at = work, at
        self._read: list[Evidence] | None = None

    def _all(self) -> list[Evidence]:
        if self._read is None:
            self._read = codec.evidence_of(self._work.read(*self.at))
        return self._read

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Evidence]: ...
    def __getitem__(self, index: int | slice) -> Evidence | Sequence[Evidence]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._all())


class Shelved(msgspec.Struct, frozen=True, array_like=True):
    """A candidate with its article, and the key of the partition that has its evidence."""

    article: StoredArticle
    event: StoredEvent
    part: str


class FileShelf:
    """Members on disk. A member that is taken down again says the same; its evidence is read when it is asked for."""

    def __init__(self, work: Work, path: Path) -> None:
        self._work = work
        self._written = path.open("w+b")
        self._end = 0

    def put(self, member: Member) -> int:
        """Lay a member down; its place."""
        part, offset, length = cast(StoredEvidence, member.event.evidence).at
        event = codec.stored(member.event, (offset, length))
        content = msgspec.msgpack.encode(Shelved(stored_article(member.article), event, part))
        place, self._end = self._end, self._end + LENGTH + len(content)
        self._written.seek(place)
        self._written.write(len(content).to_bytes(LENGTH, "big") + content)
        return place

    def get(self, place: int) -> Member:
        """The member at a place."""
        self._written.seek(place)
        length = int.from_bytes(self._written.read(LENGTH), "big")
        found = codec.decode(self._written.read(length), Shelved)
        article = article_of(found.article)
        return Member(event_of(found.event, article.article_id, self._work, found.part), article)

    def close(self) -> None:
        """Let go of the file."""
        self._written.close()


def stored_article(a: Article) -> StoredArticle:
    """An article without its text and its candidates."""
    return StoredArticle(
        a.article_id, a.published, a.published_basis, a.title, a.source, a.url, a.language, a.sha256, a.origin, a.line,
        "", "", [],
    )  # fmt: skip


def article_of(stored: StoredArticle) -> Article:
    """The article again, without its text."""
    return Article(
        stored.article_id, "", stored.published, cast(Any, stored.published_basis), stored.title, stored.source,
        stored.url, stored.language, "", stored.sha256, stored.origin, stored.line,
    )  # fmt: skip


def event_of(stored: StoredEvent, article_id: str, work: Work, part: str, start: int = 0) -> Event:
    """A candidate of a partition; its evidence lies `start` bytes farther on than it says."""
    offset, length = stored.evidence
    return Event(
        stored.member_id, article_id, cast(Any, stored.salience), codec.cells_of(stored),
        StoredEvidence(work, (part, start + offset, length)), stored.details, tuple(stored.reasons), stored.detail,
        stored.start, stored.end, stored.quote,
    )  # fmt: skip
