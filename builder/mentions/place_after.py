"""Read what stands behind a name: the next word, and whether it makes the name a modifier or the owner of the next."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.gazetteer.store import Entry
from tocsin.mentions.place_lexicon import Lexicon
from tocsin.mentions.place_words import Token


def word_after(tokens: Sequence[Token], last: int) -> Token | None:
    """The word behind token `last`, when only a space stands between."""
    k = last + 1
    return tokens[k] if k < len(tokens) and tokens[k].gap == " " else None


def level_of(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> str:
    """The level of the noun of kind at token k ("village" -> town), "" when it is none."""
    return lexicon.levels.get(tokens[k].low, ("", ""))[0] if k < len(tokens) else ""


def names_building(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> bool:
    """ "the Faladie gendarmerie school", "Kaya police station": a building, not the gendarmes."""
    k = last + 2
    return (
        k < len(tokens)
        and tokens[k].gap == " "
        and tokens[k - 1].low in lexicon.stops["actor"]
        and tokens[k].low in lexicon.words["site_heads"]
    )


def before_plural(after: Token | None, lexicon: Lexicon) -> bool:
    """ "Fano militiamen", "Kaya farmers": the name tells where somebody is from."""
    if after is None or after.cap or after.low in lexicon.levels:
        return False
    return after.low.endswith(("s", "men")) and after.low not in lexicon.words["follow"]


def owns_next(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> bool:
    """ "the Belgorod village of Shebekino": the noun belongs to the next name."""
    k = last + 2
    return k < len(tokens) and tokens[k].low == "of" and level_of(tokens, last + 1, lexicon) == "town"


def with_noun(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Ends of longer names with lower-case nouns: "Sambisa" forest, "Jabalia" refugee camp; the longest first."""
    ends = []
    for k in (last + 2, last + 1):
        joined = all(t.gap == " " and not t.cap for t in tokens[last + 1 : k + 1])
        if level_of(tokens, k, lexicon) == "site" and joined:
            ends.append(k)
    return tuple(ends)


def is_noun(after: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a common noun and none of kind: "Roma homes", "the Somali border"; not "Somali region"."""
    level = lexicon.levels.get(after.low, ("",))[0]
    return not after.cap and after.low not in lexicon.words["follow"] and level in ("", "area", "road")


def is_owned(after: Token, entries: Sequence[Entry], lexicon: Lexicon) -> bool:
    """ "the Mendez farm", unless somebody wrote the place down by hand."""
    return after.low in lexicon.words["owned"] and not any(e.strength == "curated" for e in entries)


def is_unit_noun(after: Token | None, lexicon: Lexicon) -> bool:
    """Whether a word names a kind of unit: "province", "district"."""
    return after is not None and lexicon.levels.get(after.low, ("",))[0] in ("province", "district")
