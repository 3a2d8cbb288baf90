"""The one error of the contract: a name it does not know, or a codebook file it cannot trust."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class SchemaError(ValueError):
    """A value outside the contract, a table that breaks it, or a broken codebook file."""


def unknown(kind: str, found: object, allowed: Iterable[str]) -> SchemaError:
    """Error for a name outside a vocabulary, with the nearest known one.

    unknown("country", "Malii", ["Mali"]) -> country "Malii" is not known. Did you mean "Mali"?
    """
    names = sorted(allowed)
    near = get_close_matches(str(found), names, n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"Allowed: {shorten(names)}."
    return SchemaError(f'{kind} "{found}" is not known. {hint}')


def shorten(names: Iterable[str], limit: int = 12) -> str:
    """The first names of a list, and how many more there are: "a, b, c and 4 more"."""
    listed = list(names)
    head = ", ".join(listed[:limit])
    return head if len(listed) <= limit else f"{head} and {len(listed) - limit} more"
