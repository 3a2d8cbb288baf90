"""Single characters and entities with a plain form: curly quotes, dashes, ligatures, invisible characters, HTML."""

from __future__ import annotations

import html
import re
from html.entities import html5

SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are not the plain one: tab, no-break, the typographer's widths, ideographic."""

LINE_ENDS = "\n\r\x0b\x0c\u2028\u2029"

INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x90\x95\x98-\x9f\u00ad\u034f\u061c\u115f\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
"""Control and zero-width characters, soft hyphen, direction marks, variation selectors, byte order mark."""

PLAIN = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\x93\x94\uff02", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u00b4\u02bc\x91\x92\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d\x96", "-"),
    **dict.fromkeys("\u2014\u2015\x97", "--"),
    **dict.fromkeys("\u2026\x85", "..."),
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "``": '"',
    "''": '"',
}
"""What is written instead. \\x85-\\x97 are the quotes and dashes of Windows-1252 read as Latin-1."""

_BLANK_ENTITY = r"&(?:amp;)?(?:nbsp|ensp|emsp|thinsp|shy|zwj|zwnj|lrm|rlm|#160|#173|#8203|#x[aA]0|#10|#13|#32|#9);"
_BREAK_TAG = r"(?i:</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|article|section)(?:\s[^<>]{0,300})?/?>)"
_OTHER_TAG = r"(?i:</?(?:a|b|i|u|em|strong|span|font|img|figure|figcaption|sup|sub|small|td|th)(?:\s[^<>]{0,500})?/?>)"

_GAP_UNIT = rf"[{SPACES}{LINE_ENDS}{INVISIBLE}]|{_BLANK_ENTITY}|{_BREAK_TAG}"


_GAP = rf"(?: ?(?:{_GAP_UNIT})(?: |{_GAP_UNIT})*)|  (?: |{_GAP_UNIT})*|\A | \Z"
_ENTITY = r"&(?:amp;){0,2}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});"
_GLYPH = rf"``|''|[{''.join(c for c in PLAIN if len(c) == 1)}]"

SPECIAL = re.compile(rf"(?P<gap>{_GAP})|(?P<entity>{_ENTITY})|(?P<tag>{_OTHER_TAG})|(?P<glyph>{_GLYPH})")
"""Everything that cleaning changes, in one scan; a gap takes the invisible characters beside it along."""

_BREAKING = re.compile(rf"[{LINE_ENDS}]|{_BREAK_TAG}")
_TAG = re.compile(_BREAK_TAG)
_INVISIBLE_ONLY = re.compile(rf"(?:[{INVISIBLE}]|&(?:amp;)?(?:shy|zwj|zwnj|lrm|rlm|#173|#8203);)+")
_ESCAPED = re.compile(r"&(?:amp;)+(?=.)")
_CONTROL = re.compile(rf"[{LINE_ENDS}{SPACES}{INVISIBLE}]")


def has_break(gap: str) -> bool:
    """Whether a gap holds a line end or a tag that ends a block."""
    return _BREAKING.search(gap) is not None


def has_tag(gap: str) -> bool:
    """Whether a gap holds a tag that ends a block: "</p>", "<br/>"."""
    return "<" in gap and _TAG.search(gap) is not None


def is_invisible(gap: str) -> bool:
    """Whether a gap is made of zero-width characters alone and so parts no words: "ki\\u200blled"."""
    return _INVISIBLE_ONLY.fullmatch(gap) is not None


def plain_glyph(glyph: str) -> str:
    """The plain form of one glyph of `PLAIN`."""
    return PLAIN[glyph]


def plain_entity(entity: str) -> str:
    """Decode an HTML entity, also one escaped twice; a name that HTML does not know stays as it is.

    "&amp;" -> "&", "&amp;quot;" -> '"', "&#8217;" -> "'", "&AT;" -> "&AT;"
    """
    bare = _ESCAPED.sub("&", entity)
    if bare[1] != "#" and bare[1:] not in html5:
        return bare
    return "".join(PLAIN.get(c, " " if c.isspace() else c) for c in html.unescape(bare) if not _drop(c))


def _drop(character: str) -> bool:
    return _CONTROL.match(character) is not None and not character.isspace()
