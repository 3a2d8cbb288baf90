"""Cleaned text -> sentences with offsets, section and paragraph. The boundaries are sentencex's, with a few repairs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from sentencex import segment
from tocsin.model import FieldName, Sentence
from tocsin.text.quotes import find_quotes

LONGEST = 2_000
"""No sentence of prose is longer; beyond it stand tables and lists, and a parser's time grows faster than length."""

_BREAKS = ("; ", ". ", ": ", " -- ", ", ", " ")
_BULLETS = re.compile(r"[•▪●‣◦]\s*|^[-*]\s+")
_GLUED = re.compile(r"[.!?](?<=[a-z]{3}[.!?])\"?(?=[A-Z][a-z])")
_HOUR_END = re.compile(r"\b[ap]\.\s?m\.\s*$")
_DAY_START = re.compile(r"(?:on |Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|[A-Z][a-z]{2,8} \d)")
_SPOKEN = re.compile(r"\S")


def split_sentences(text: str, body_start: int, skip: tuple[int, int] | None = None) -> tuple[Sentence, ...]:
    """Split a document's text into sentences: the title's first, then the body's, leaving out the span `skip`.

    Spans never overlap, hold at least one letter or digit, and have no blanks at their ends.
    """
    sentences: list[Sentence] = []
    paragraph = 0
    before, after = skip or (body_start, body_start)
    sections: tuple[tuple[FieldName, int, int], ...] = (
        ("title", 0, body_start),
        ("text", body_start, before),
        ("text", after, len(text)),
    )
    for section, first, last in sections:
        for from_, to in _paragraphs(text, first, last):
            quotes = find_quotes(text, from_, to)
            for a, b in _spans(text, from_, to):
                inside = _within(quotes, a, b)
                sentences.append(Sentence(len(sentences), a, b, text[a:b], section, paragraph, inside))
            paragraph += 1
    return tuple(sentences)


def _within(quotes: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The parts of ordered, separate spans that lie in start:end."""
    first = bisect_right(quotes, start, key=itemgetter(1))
    last = bisect_left(quotes, end, key=itemgetter(0))
    return tuple((max(a, start), min(b, end)) for a, b in quotes[first:last])


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n\n", start, end)
        stop = end if stop < 0 else stop
        if _SPOKEN.search(text, start, stop):
            yield start, stop
        start = stop + 2


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for a, b in _cut_at_bullets(text, start, end):
        for first, last in _segments(text, a, b):
            for span in _shorten(text, first, last):
                trimmed = _trim(text, *span)
                if trimmed:
                    yield trimmed


def _cut_at_bullets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    if piece.isascii() and piece[:1] not in ("-", "*"):
        return [(start, end)] if end > start else []
    marks = list(_BULLETS.finditer(piece))
    edges = [start, *(edge for mark in marks for edge in (start + mark.start(), start + mark.end())), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a paragraph; "5 p.m." and "Monday" are joined, "left.The" is cut."""
    spans: list[tuple[int, int]] = []
    position = start
    for piece in segment("en", text[start:end]):
        stop = position + len(piece)
        before = text[position - 8 : position] if spans else ""
        if "m." in before and _HOUR_END.search(before) and _DAY_START.match(piece):
            spans[-1] = (spans[-1][0], stop)
        else:
            edges = [position, *(position + m.end() for m in _GLUED.finditer(piece)), stop]
            spans += pairwise(edges)
        position = stop
    return spans


def _shorten(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut an over-long span at the last semicolon, full stop, colon, dash, comma or blank before the limit."""
    while end - start > LONGEST:
        limit = start + LONGEST
        cuts = ((text.rfind(mark, start + LONGEST // 2, limit), len(mark)) for mark in _BREAKS)
        cut = next((at + size for at, size in cuts if at > 0), limit)
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    if not any(map(str.isalnum, piece)):
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
