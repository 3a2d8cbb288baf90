"""Cut the words of a text into runs that may be names: "San Luis de la Reina", "Bosnia and Herzegovina"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tocsin.mentions.place_lexicon import Lexicon
from tocsin.mentions.place_words import Token

Known = Callable[[int, int], bool]
"""Whether the gazetteer knows the words first..last as a name."""

_MAX_RUN = 7
_COMPASS = ("northern", "southern", "eastern", "western")
_JOINING = ("of", "and", "the")
_ABBREVIATED = ("st", "ste", "ft", "mt")


def name_runs(tokens: Sequence[Token], lexicon: Lexicon, known: Known) -> list[tuple[int, int]]:
    """Maximal runs (first, last inclusive) of capitalised words, with connectors such as "de la" between them."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        if not _opens(tokens, i, lexicon, known):
            i += 1
            continue
        last = _joined(tokens, i, lexicon, known)
        while last - i < _MAX_RUN and not tokens[last].possessive:
            step = _next(tokens, last, lexicon)
            if step < 0:
                break
            last = step
        runs.append((i, last))
        i = last + 1
    return runs


def _opens(tokens: Sequence[Token], i: int, lexicon: Lexicon, known: Known) -> bool:
    token = tokens[i]
    if token.blocked or not token.cap:
        return False
    if token.low in lexicon.stops["calendar"]:
        return token.low in _COMPASS and (known(i, i + 1) or (_in_bracket(tokens, i) and known(i, i)))
    if token.low in lexicon.words["upper"] and token.text.isupper():
        return True
    return not (token.low in lexicon.words["function"] and (i == 0 or len(token.low) < 4))


def _in_bracket(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word stands in brackets behind at most three others: "Western" in "(Homagama, Western)"."""
    for k in range(i, max(-1, i - 4), -1):
        if ")" in tokens[k].gap:
            return False
        if "(" in tokens[k].gap:
            return True
    return False


def _joined(tokens: Sequence[Token], i: int, lexicon: Lexicon, known: Known) -> int:
    """Last token of a known name with a word in it that ends other names, else i.

    Takes:    "Isle of Man", "Bosnia and Herzegovina", "Central African Republic"
    """
    if not any(t.low in _JOINING or t.low in lexicon.stops["calendar"] for t in tokens[i + 1 : i + 4]):
        return i
    for last in range(min(i + 5, len(tokens) - 1), i + 1, -1):
        if tokens[last].cap and all(t.gap == " " for t in tokens[i + 1 : last + 1]) and known(i, last):
            return last
    return i


def _next(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> int:
    """The next capitalised word of the run, past connectors; -1 when the run ends."""
    for k in range(last + 1, min(last + 4, len(tokens))):
        token = tokens[k]
        if token.blocked or not _touches(tokens, k):
            return -1
        if token.cap:
            return k if token.low not in lexicon.stops["calendar"] else -1
        if token.low not in lexicon.words["connectors"]:
            return -1
    return -1


def _touches(tokens: Sequence[Token], k: int) -> bool:
    return tokens[k].gap == " " or (tokens[k].gap == ". " and tokens[k - 1].low in _ABBREVIATED)
