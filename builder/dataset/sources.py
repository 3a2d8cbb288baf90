"""Bring what duplicate articles add to the rows of their originals: their names as sources, their happenings as echoes.

Which article repeats which is duplicates.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.dataset.combine import all_sources, widest_pair_of_scales
from tocsin.dataset.members import Member, Row, items, text_of, word
from tocsin.gazetteer.fold import ascii_name
from tocsin.model import CodedArticle, Event
from tocsin.schema.errors import SchemaError

DUPLICATE = "duplicate"
MemberName = tuple[str, str]  # article_id, member_id


@dataclass(frozen=True, slots=True)
class Repeats:
    """What the duplicates of a build add.

    sources  original article_id -> (source cell, scale cell) of each duplicate
    echoes   (article_id, member_id) in the original -> the same happening in duplicates
    """

    sources: Mapping[str, tuple[tuple[str, str], ...]]
    echoes: Mapping[MemberName, tuple[Member, ...]]


def member_name(member: Member) -> MemberName:
    """What tells a member from all others, even between two copies of one article."""
    return member.article.article_id, member.event.member_id


def repeats_of(coded: Sequence[CodedArticle], duplicates: Mapping[str, str]) -> Repeats:
    """Pair each duplicate with its original: its source, and its happenings one by one when there are as many."""
    by_id = {result.article.article_id: result for result in coded if result.status != "rejected"}
    sources: dict[str, list[tuple[str, str]]] = defaultdict(list)
    echoes: dict[MemberName, list[Member]] = defaultdict(list)
    for copy_id, original_id in sorted(duplicates.items()):
        copy, original = by_id[copy_id], by_id[original_id]
        sources[original_id].append(_source_of(copy))
        if len(copy.events) == len(original.events):
            for mine, its in zip(original.events, copy.events, strict=True):
                echoes[original_id, mine.member_id].append(Member(its, copy.article))
    return Repeats(
        {key: tuple(found) for key, found in sources.items()}, {key: tuple(found) for key, found in echoes.items()}
    )


def _source_of(copy: CodedArticle) -> tuple[str, str]:
    """The source cells that coding gave the duplicate, or the name of its outlet when it gave none."""
    told: Event | None = next((event for event in copy.events if event.cells.get("source")), None)
    if told is None:
        return clean_source(copy.article.source.replace(";", ",")), ""
    return clean_source(word(told.cells, "source")), word(told.cells, "source_scale")


def clean_source(cell: str) -> str:
    """The cell in ASCII, on one line: "Échos du Mali" -> "Echos du Mali"."""
    return "; ".join(name for item in items(cell) if (name := ascii_name(item)))


def with_repeats(row: Row, repeats: Repeats) -> Row:
    """The row with the sources and echoes of every duplicate of its articles."""
    added = [pair for article_id in sorted(row.articles) for pair in repeats.sources.get(article_id, ())]
    echoes = tuple(echo for member in row.members for echo in repeats.echoes.get(member_name(member), ()))
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
