"""Small words that more than one part writes."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """How many, in English: "1 fault", "2,000 faults"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
