"""Texts of any length -> texts that a page can show."""

from __future__ import annotations

LONGEST_NAME = 300  # characters; the longest names of actors and places are half as long
LONGEST_QUOTE = 300  # characters; about two sentences
LONGEST_NOTE = 4000  # characters; ten times what a note of ours has, and more than ACLED's longest


def short(text: str, longest: int) -> str:
    """The text on one line, cut with an ellipsis where it is longer: ("a  b\\nc", 3) -> "a …"."""
    if len(text) <= longest and text.isprintable() and "  " not in text:
        return text.strip()  # as it is nearly always
    head = " ".join(text[: 4 * longest].split()) if len(text) > 4 * longest else " ".join(text.split())
    return head if len(head) <= longest else head[: longest - 1] + "…"
