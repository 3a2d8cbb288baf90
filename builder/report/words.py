"""Texts of any length -> texts that a page can show, and values -> JSON that no text can break out of."""

from __future__ import annotations

import json
from typing import Any

LONGEST_NAME = 300  # characters; the longest names of actors and places are half as long
LONGEST_QUOTE = 300  # characters; about two sentences
LONGEST_NOTE = 4000  # characters; ten times what a note of ours has, and more than ACLED's longest

_IN_SCRIPTS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def short(text: str, longest: int) -> str:
    """The text on one line, cut with an ellipsis where it is longer: ("a  b\\nc", 3) -> "a …"."""
    if len(text) <= longest and text.isprintable() and "  " not in text:
        return text.strip()  # as it is nearly always
    head = " ".join(text[: 4 * longest].split()) if len(text) > 4 * longest else " ".join(text.split())
    return head if len(head) <= longest else head[: longest - 1] + "…"


def to_json(value: Any) -> str:
    """JSON for a script element: the signs that could end it are written as escapes, and read back as themselves.

    Raises ValueError for a number that JSON does not know.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, written in _IN_SCRIPTS.items():
        text = text.replace(sign, written)
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
