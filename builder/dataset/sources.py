"""Bring what duplicate articles add to the rows of their originals: their names as sources, their happenings as echoes.

Which article repeats which is duplicates.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.dataset.candidates import Shelf
from tocsin.dataset.combine import all_sources, widest_pair_of_scales
from tocsin.dataset.members import Member, Row, items, text_of, word
from tocsin.gazetteer.fold import ascii_name
from tocsin.model import Article, CodedArticle, Event
from tocsin.schema.errors import SchemaError

DUPLICATE = "duplicate"
MemberName = tuple[str, str]  # article_id, member_id


SourceCells = tuple[str, str]  # source, source_scale


@dataclass(frozen=True, slots=True)
class Linked:
    """What is kept of an article that repeats another or is repeated: its source, its happenings and their places."""

    source: SourceCells
    members: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Echo:
    """A happening of a duplicate, which lies on the shelf."""

    name: MemberName
    place: int


@dataclass(frozen=True, slots=True)
class Repeats:
    """What the duplicates of a build add.

    sources  original article_id -> (source cell, scale cell) of each duplicate
    echoes   (article_id, member_id) in the original -> the same happening in duplicates
    """

    sources: Mapping[str, tuple[SourceCells, ...]]
    echoes: Mapping[MemberName, tuple[Echo, ...]]
    shelf: Shelf


def member_name(member: Member) -> MemberName:
    """What tells a member from all others, even between two copies of one article."""
    return member.article.article_id, member.event.member_id


def repeats_of(coded: Iterable[CodedArticle], duplicates: Mapping[str, str], shelf: Shelf) -> Repeats:
    """What the duplicates among coded articles add."""
    wanted = {*duplicates, *duplicates.values()}
    linked = {
        result.article.article_id: linked_of(result.article, result.events, shelf)
        for result in coded if result.article.article_id in wanted and result.status != "rejected"
    }  # fmt: skip
    return paired(linked, duplicates, shelf)


def linked_of(article: Article, events: Sequence[Event], shelf: Shelf) -> Linked:
    """What is kept of a linked article; its happenings go to the shelf."""
    members = tuple((event.member_id, shelf.put(Member(event, article))) for event in events)
    return Linked(_source_of(article, events), members)


def paired(linked: Mapping[str, Linked], duplicates: Mapping[str, str], shelf: Shelf) -> Repeats:
    """Pair each duplicate with its original: its source, and its happenings one by one when there are as many."""
    sources: dict[str, list[SourceCells]] = defaultdict(list)
    echoes: dict[MemberName, list[Echo]] = defaultdict(list)
    for copy_id, original_id in sorted(duplicates.items()):
        copy, original = linked[copy_id], linked[original_id]
        if not original.members:  # it has no row to which anything could be added
            continue
        sources[original_id].append(copy.source)
        if len(copy.members) == len(original.members):
            for (mine, _), (its, place) in zip(original.members, copy.members, strict=True):
                echoes[original_id, mine].append(Echo((copy_id, its), place))
    return Repeats(
        {key: tuple(found) for key, found in sources.items()},
        {key: tuple(found) for key, found in echoes.items()},
        shelf,
    )


def _source_of(article: Article, events: Sequence[Event]) -> SourceCells:
    """The source cells that coding gave the duplicate, or the name of its outlet when it gave none."""
    told = next((event for event in events if event.cells.get("source")), None)
    if told is None:
        return clean_source(article.source.replace(";", ",")), ""
    return clean_source(word(told.cells, "source")), word(told.cells, "source_scale")


def clean_source(cell: str) -> str:
    """The cell in ASCII, on one line: "Échos du Mali" -> "Echos du Mali"."""
    return "; ".join(name for item in items(cell) if (name := ascii_name(item)))


def with_repeats(row: Row, repeats: Repeats) -> Row:
    """The row with the sources and echoes of every duplicate of its articles."""
    added = [pair for article_id in sorted(row.articles) for pair in repeats.sources.get(article_id, ())]
    found = [echo for member in row.members for echo in repeats.echoes.get(member_name(member), ())]
    echoes = [repeats.shelf.get(echo.place) for echo in found]
    if not added and not echoes:
        return row
    source = all_sources([text_of(row, "source"), *(name for name, _ in added)])
    scale = _scale([text_of(row, "source_scale"), *(scale for _, scale in added if scale)])
    cells = row.cells | {"source": source, "source_scale": scale or row.cells["source_scale"]}
    return replace(row, cells=cells, echoes=tuple(sorted(echoes, key=lambda echo: echo.key)))


def _scale(cells: Sequence[str]) -> str:
    """The scales of all sources; "" when a duplicate has a scale outside the codebook, which its own row would tell."""
    try:
        return widest_pair_of_scales(cells)
    except SchemaError:
        return ""
