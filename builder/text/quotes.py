"""Find the spans inside quotation marks of a cleaned text. Who speaks is left to others."""

from __future__ import annotations

import re

LONGEST_SINGLE = 600
"""Between single marks a longer span is two stray apostrophes rather than a quotation."""

_OPENING = frozenset(" \n([-:;,\"'")
_SINGLE = re.compile(r"(?:(?<=[\s(\[:,])|^)'(?=[A-Za-z])")
_SINGLE_END = re.compile(r"[.,!?;]'(?!\w)")
_SINGLE_ANY_END = re.compile(r"(?<=\w)'(?!\w)")


def find_quotes(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans between quotation marks of the paragraph text[start:end], without the marks, in offsets of `text`.

    'He said: "We fled. They shot."' -> one span over both sentences. A mark that never closes runs to the end of its
    paragraph, as in speech of several paragraphs. Single marks count only where no double ones are.
    """
    spans = _double(text, start, end)
    return tuple(spans or _single(text, start, end))


def _double(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened = -1
    mark = text.find('"', start, end)
    while mark >= 0:
        if opened < 0:
            opened = mark + 1
        elif not _opens(text, mark, start, end):
            spans.append((opened, mark))
            opened = -1
        mark = text.find('"', mark + 1, end)
    if 0 <= opened < end:
        spans.append((opened, end))
    return [(a, b) for a, b in spans if b > a]


def _opens(text: str, mark: int, start: int, end: int) -> bool:
    """A second opening mark inside a quotation: a blank before it and a word after it."""
    before = text[mark - 1] if mark > start else " "
    return before in _OPENING and before != '"' and mark + 1 < end and text[mark + 1].isalnum()


def _single(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    position = start
    while opening := _SINGLE.search(text, position, end):
        limit = min(end, opening.end() + LONGEST_SINGLE)
        closing = _SINGLE_END.search(text, opening.end(), limit) or _SINGLE_ANY_END.search(text, opening.end(), limit)
        if closing is None:
            position = opening.end()
            continue
        spans.append((opening.end(), closing.end() - 1))
        position = closing.end()
    return spans
