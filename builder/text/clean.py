"""Raw title or text -> cleaned text and the map back. Mojibake is left alone: a guess would invent words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial

from tocsin.model import OffsetMap
from tocsin.text.glyphs import SPECIAL, has_break, has_tag, is_invisible, plain_entity, plain_glyph
from tocsin.text.layout import NEWLINES, PARAGRAPH, Layout, find_layout, meaning_of_break
from tocsin.text.offsets import Rewriter, chain

_FOREIGN_RUN = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff]*")


def clean_text(raw: str) -> tuple[str, OffsetMap]:
    """Clean a text: "Rebels\\u00a0attacked the\\nvillage &amp; fled." -> "Rebels attacked the village & fled."

    Out come plain quotes and hyphens ("--" for a long dash), single blanks, paragraphs parted by one empty line,
    wrapped lines joined, composed letters (NFC), no control or zero-width characters and no tags.
    """
    layout = cache(partial(find_layout, raw))  # most texts have a blank line wherever a line ends: nobody asks
    rewriter = Rewriter(raw)
    for match in SPECIAL.finditer(raw):
        if match[0] == PARAGRAPH and match.start() and match.end() < len(raw):
            continue  # an empty line is one already
        new = _replacement(match, raw, layout)
        if new != match[0]:
            rewriter.replace(match.start(), match.end(), new)
    text, offsets = rewriter.finish()
    if unicodedata.is_normalized("NFC", text):
        return text, offsets
    composed, back = _compose(text)
    return composed, chain(offsets, back)


def clean_title(raw: str) -> tuple[str, OffsetMap]:
    """Clean a title: like a text, but always one line. "Five killed\\nin Koro " -> "Five killed in Koro"."""
    text, offsets = clean_text(raw)
    if PARAGRAPH not in text:
        return text, offsets
    rewriter = Rewriter(text)
    for match in re.finditer(PARAGRAPH, text):
        rewriter.replace(match.start(), match.end(), " ")
    joined, back = rewriter.finish()
    return joined, chain(offsets, back)


def _replacement(match: re.Match[str], raw: str, layout: Callable[[], Layout]) -> str:
    kind = match.lastgroup
    if kind == "glyph":
        return plain_glyph(match[0])
    if kind == "entity":
        return plain_entity(match[0])
    if kind == "tag":
        return ""
    return _gap(match, raw, layout)


def _gap(match: re.Match[str], raw: str, layout: Callable[[], Layout]) -> str:
    gap, start, end = match[0], match.start(), match.end()
    plain = not gap.strip(" \n")
    if start == 0 or end == len(raw) or (not plain and is_invisible(gap)):
        return ""
    if not ("\n" in gap if plain else has_break(gap)):
        return " "
    if gap.count("\n") > 1 if plain else has_tag(gap):
        return PARAGRAPH
    return meaning_of_break(layout(), _line_before(raw, start), gap, _line_after(raw, end))


def _line_before(raw: str, end: int) -> str:
    """The line that ends at `end`; 400 characters tell as much about its shape as the whole of it."""
    first = max(0, end - 400)
    return raw[max(first, *(raw.rfind(sign, first, end) + 1 for sign in NEWLINES)) : end]


def _line_after(raw: str, start: int) -> str:
    """The first words of the line that starts at `start`."""
    return raw[start : start + 40]


def _compose(text: str) -> tuple[str, OffsetMap]:
    """NFC with its map: letter and mark apart -> one letter. Runs that compose across clusters are replaced whole."""
    rewriter = Rewriter(text)
    for run in _FOREIGN_RUN.finditer(text):
        whole = unicodedata.normalize("NFC", run[0])
        if whole == run[0]:
            continue
        pieces = [(piece, unicodedata.normalize("NFC", piece[0])) for piece in _CLUSTER.finditer(run[0])]
        if "".join(new for _, new in pieces) != whole:
            rewriter.replace(run.start(), run.end(), whole)
            continue
        for piece, new in pieces:
            if new != piece[0]:
                rewriter.replace(run.start() + piece.start(), run.start() + piece.end(), new)
    return rewriter.finish()
