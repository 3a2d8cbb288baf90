"""Decide whether a capitalised name that no gazetteer knows could stand as a place, by the words round it."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.place_after import word_after
from tocsin.mentions.place_lexicon import Lexicon
from tocsin.mentions.place_words import Cue, Token

SETTLED = ("town", "district", "province", "quarter")


def may_be_place(
    tokens: Sequence[Token], span: tuple[int, int], cue: Cue, level: str, titled: bool, lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> bool:  # fmt: skip
    """Whether the words first..last of a span may name a place.

    Takes:    "in Ourofita on Monday", "the village of Ourofita", "Ourofita village"
    Refuses:  "in Hutu areas", "told Ourofita", "in PDK", "In Ourofita's view"
    """
    last = span[1]
    after = word_after(tokens, last)
    if after is not None and not level and after.low in lexicon.levels:
        level = lexicon.levels[after.low][0]
        if level in ("area", "site") and after.low.endswith("s"):  # "in Hutu areas", "Taliban bases"
            return False
    placed = level in SETTLED or (level in ("site", "area") and cue.locative)
    if not placed and not (cue.locative and cue.cue in ("in", "near", "between") and not titled):
        return False
    if _names_other(tokens, span, placed, lexicon, gazetteer):
        return False
    return after is None or placed or _may_follow(after, lexicon)


def _names_other(
    tokens: Sequence[Token], span: tuple[int, int], placed: bool, lexicon: Lexicon, gazetteer: Gazetteer
) -> bool:
    """Persons, organisations, acronyms, owners and capitalised words of the language."""
    first, last = span
    words, stops = tokens[first : last + 1], lexicon.stops
    if len(words[-1].text) < 3 or (last > first and any(t.text.isupper() for t in words)):
        return True
    if first == last and (words[0].text.isupper() or gazetteer.is_common_word(words[0].low)):
        return True
    others = (stops["organisation"], stops["title"])
    if words[0].low in lexicon.first_names or any(t.low in other for t in words for other in others):
        return not placed
    return words[-1].possessive


def _may_follow(after: Token, lexicon: Lexicon) -> bool:
    """Whether a word may stand behind a place; any other makes the name an adjective."""
    return (
        after.low in lexicon.words["follow"]
        or after.low in lexicon.levels
        or after.text[0].isdigit()
        or (after.cap and after.low in lexicon.stops["calendar"])
    )
