"""Read names that are surely places by what bears them: local bodies ("Savannah Fire Department"), people's homes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tocsin.mentions.place_lexicon import Lexicon
from tocsin.mentions.place_words import Token

_UNIT_NOUNS = ("county", "parish", "township", "borough")
_ARTICLES = ("a", "an", "the", "another", "one", "old", "former")


def local_body(
    tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon, known: Callable[[int, int], bool]
) -> int:
    """Last token of the place in the name of a local body, -1 when the words first..last are none.

    Takes:    "Lubbock County Prosecutor"   -> "Lubbock County"
              "Savannah Fire Department"     -> "Savannah"
    Refuses:  "Lubbock County", "Savannah Bank", "United States Department of Justice"
    """
    for end in range(last - 1, first - 1, -1):
        unit = tokens[end].low in _UNIT_NOUNS and end > first
        if (unit or _is_body(tokens, end + 1, lexicon)) and known(first, end):
            return end
    return -1


def _is_body(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> bool:
    one = tokens[start].low
    two = f"{one} {tokens[start + 1].low}" if start + 1 < len(tokens) else one
    return one in lexicon.words["local_bodies"] or two in lexicon.words["local_bodies"]


def lives_in(tokens: Sequence[Token], first: int, after: Token | None, lexicon: Lexicon) -> bool:
    """Whether a name tells where somebody is at home: "a Wichita man", "the 20-year-old Fresno resident"."""
    if first == 0 or after is None or after.low not in lexicon.words["home"] or tokens[first].gap != " ":
        return False
    before = tokens[first - 1].low
    return before in _ARTICLES or before.endswith("-old")
