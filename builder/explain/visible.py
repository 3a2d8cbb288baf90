"""Make foreign words safe to print: control and direction marks in, escapes that can be seen out.

Articles are anybody's text. An escape sequence in a quotation could recolour a terminal or rewrite its lines, and a
direction mark could turn a sentence round; neither belongs on an analyst's screen.
"""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories without a glyph of their own: controls, formats, surrogates, private use, line separators."""
_KEPT = frozenset("\u200c\u200d")
"""Joiners of scripts such as Persian and Bengali: they shape letters and move nothing."""
LONGEST = 160
"""Characters of a quotation that a tree shows: two lines of a terminal."""


def visible(text: str) -> str:
    """ "a\\x1b[31mb" -> the same with the escape written out: "a\\\\x1b[31mb"."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_seen, text))


def _seen(char: str) -> str:
    if char in _KEPT or unicodedata.category(char) not in _UNSEEN:
        return char
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"


def short(text: str) -> str:
    """One line of at most LONGEST visible characters; white space of any kind is a blank."""
    flat = visible(" ".join(text[: 4 * LONGEST].split()))
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 3] + "..."
