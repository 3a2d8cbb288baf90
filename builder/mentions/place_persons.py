"""Collect the surnames and companies of an article, so that "Hudson" is no town once "Rita Hudson" has spoken."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.mentions.place_lexicon import Lexicon
from tocsin.mentions.place_words import Token

_NAME_WORDS = 3  # "Rita Mae van Hudson" has no more behind its first word
_GAPS = (" ", ". ")
_GENERAL = ("state", "secretary", "minister", "chief", "leader")  # titles that also stand before a place's name


def surnames(tokens: Sequence[Token], lexicon: Lexicon) -> set[str]:
    """Lower-cased last names of persons named in full or with a title, and names of companies.

    Takes:    "Rita Hudson", "Mr. Hudson", "Marsha J. Hudson"   -> {"hudson"}
              "Hudson Corp said"                                -> {"hudson"}
    Refuses:  "President of Kenya", "St. George"
    """
    found: set[str] = set()
    companies = lexicon.words["companies"]
    for k, token in enumerate(tokens[:-1]):
        if token.cap and (token.low in lexicon.first_names or _is_title(token, lexicon)):
            last = _last_name(tokens, k, lexicon)
            if last > k:
                found.add(tokens[last].low)
        if token.cap and tokens[k + 1].cap and tokens[k + 1].gap == " " and tokens[k + 1].low in companies:
            found.add(token.low)
    return found


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    return token.low in lexicon.stops["title"] and token.low not in _GENERAL


def _last_name(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> int:
    """Index of the last word of the name that opens at token k, k itself when no name follows."""
    last = k
    for i in range(k + 1, min(k + 1 + _NAME_WORDS, len(tokens))):
        token = tokens[i]
        if not token.cap or token.gap not in _GAPS or _is_other(token, lexicon):
            break
        if token.gap == ". " and i > k + 1 and len(tokens[i - 1].text) > 1:
            break
        last = i
        if token.possessive:
            break
    return last if len(tokens[last].text) > 2 else k


def _is_other(token: Token, lexicon: Lexicon) -> bool:
    stops = lexicon.stops
    return token.low in stops["organisation"] or token.low in lexicon.levels or token.low in stops["calendar"]
