"""Tell what a line end of a raw text means: a wrapped line goes on, or a paragraph ends. Reads line shapes only."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_WRAP = 130
"""Mail, wire and page layouts wrap at 60 to 100 characters, wide consoles at 132; a longer line is a paragraph."""

ENDED_SHARE = 0.6
"""In wrapped prose one line in five ends a sentence by chance; where most do, every line is a paragraph."""

SHORT_LINE = 0.75
"""A line that stops a quarter before the margin although a word was left to write was ended on purpose."""

NEWLINES = "\n\r\x0b\x0c\u2028\u2029"
"""Characters that end a line."""

_NEWLINE = re.compile(rf"\r\n|[{NEWLINES}]")
_ENDED = re.compile(r"[.!?:\"'”’)\]]\s*$")
_BULLET = re.compile(r"(?:[-*•▪●‣◦·–—]|\(?(?:\d{1,2}|[a-z])[.)])[ \t]")

Break = str
"""What a line end becomes in the cleaned text: " " (wrapped), "" (wrapped at a hyphen) or a blank line."""

PARAGRAPH: Break = "\n\n"


@dataclass(frozen=True, slots=True)
class Layout:
    """The shape of a text: its right margin in characters, whether lines are wrapped at it, its common indent."""

    width: int
    wrapped: bool
    indent: int


def find_layout(text: str) -> Layout:
    """Measure the lines of a raw text.

    "Gunmen attacked the village of\\nTongo on Monday." is wrapped; lines that mostly end with a full stop are not.
    """
    lines = [line.expandtabs(8) for line in _NEWLINE.split(text) if line.strip()]
    if len(lines) < 2:
        return Layout(0, False, 0)
    width = max(len(line.rstrip()) for line in lines)
    ended = sum(1 for line in lines[:-1] if _ENDED.search(line[-4:])) / (len(lines) - 1)
    indent = min(len(line) - len(line.lstrip()) for line in lines[1:])
    return Layout(width, width <= LONGEST_WRAP and ended < ENDED_SHARE, indent)


def meaning_of_break(layout: Layout, before: str, gap: str, after: str) -> Break:
    """What the white space `gap`, which holds a line end, means between the lines `before` and `after`.

    Joins:    "the village of" / "Tongo on Monday"          a wrapped line, at the margin
              "counter-" / "attack"                         the hyphen stays, the space goes
    Ends:     a blank line, an indented or bulleted next line, a short line that ends a sentence or is a heading
    """
    ends = _NEWLINE.findall(gap)
    indent = len(_NEWLINE.split(gap)[-1].expandtabs(8))
    if len(ends) > 1 or indent > layout.indent or not before or not after or _BULLET.match(after):
        return PARAGRAPH
    ended = _ENDED.search(before[-4:]) is not None
    goes_on = after[0].islower() and not ended
    if goes_on or (layout.wrapped and not _stops_short(layout, before, after, ended)):
        return "" if before[-1] == "-" and before[-2:-1].isalpha() and after[0].isalpha() else " "
    return PARAGRAPH


def _stops_short(layout: Layout, before: str, after: str, ended: bool) -> bool:
    word = after.split(maxsplit=1)[0]
    room = len(before.expandtabs(8)) + 1 + len(word) <= layout.width * SHORT_LINE
    return room and (ended or after[0].isupper())
