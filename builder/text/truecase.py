"""ALL CAPS text -> the same text in sentence case, character for character. What is a name is a predicate's affair."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from tocsin.text.words import DATA, is_common, load_lists

UPPER_SHARE = 0.7
"""Ordinary news has 5% capitals, headlines in title case 25%; a wire text in capitals over 90%."""

_TOKEN = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W\d_]+(?:'[^\W\d_]+)*")
_BRACKETED = re.compile(r"\(([A-Z]{2,8})\)")
_OPENS = re.compile(r"(?:[.!?][\"')\]]{0,2}\s+|\n\s*|:\s*(?=[\"']))[\"'(\[]{0,2}$")
_VOWEL = re.compile(r"[AEIOUY]")
_CAPITALS, _SMALL = ascii_uppercase.encode(), ascii_lowercase.encode()

Words = Mapping[str, frozenset[str]]
NameFinder = Callable[[str], Sequence[tuple[int, str]]]
"""Text in capitals -> (start, the name in the case that a newspaper gives it)."""


def is_upper_case(text: str) -> bool:
    """Whether over 70% of the letters of a text are capitals. Letters of scripts without case do not count."""
    upper, lower = _letters(text)
    return upper > 0 and upper > UPPER_SHARE * (upper + lower)


def _letters(text: str) -> tuple[int, int]:
    """How many capitals and how many small letters a text has."""
    if not text.isascii():
        return sum(map(str.isupper, text)), sum(map(str.islower, text))
    plain = text.encode()
    return len(plain) - len(plain.translate(None, _CAPITALS)), len(plain) - len(plain.translate(None, _SMALL))


def looks_like_name(word: str) -> bool:
    """The default predicate: a word is a name when it is no common English word and no form of one."""
    return not is_common(word)


def no_names(_: str) -> Sequence[tuple[int, str]]:
    """The default finder of names of several words: it knows none."""
    return ()


def truecase(
    text: str, is_name: Callable[[str], bool] = looks_like_name, find_names: NameFinder = no_names
) -> str:
    """Write a text in capitals as it would stand in a newspaper; the length stays the same. `find_names` gives names
    made of common words, each with its start and as a newspaper writes it: "SHINING PATH" -> (0, "Shining Path").

    "GUERRILLAS OF THE FMLN ATTACKED SAN MIGUEL ON 3 MARCH. GEN. RENE PONCE FLED."
    -> "Guerrillas of the FMLN attacked San Miguel on 3 March. Gen. Rene Ponce fled."
    """
    tokens = list(_TOKEN.finditer(text))
    lists = load_lists(DATA / "truecase.toml")
    bracketed = {match[1].lower() for match in _BRACKETED.finditer(text) if is_name(match[1])}
    acronyms = lists["acronyms"] | bracketed
    met: dict[str, _Word] = {}
    for token in tokens:
        if token[0] not in met:
            met[token[0]] = _read(token[0], acronyms, lists, is_name)
    words = [met[token[0]] for token in tokens]
    cased = [
        _case(text, token, word, previous, lists)
        for token, word, previous in zip(tokens, words, [None, *zip(tokens, words, strict=True)], strict=False)
    ]
    _raise_leads(text, tokens, words, cased, lists)
    parts: list[str] = []
    position = 0
    for token, new in zip(tokens, cased, strict=True):
        parts += (text[position : token.start()], new)
        position = token.end()
    return _with_names("".join((*parts, text[position:])), find_names(text))


def _with_names(cased: str, names: Sequence[tuple[int, str]]) -> str:
    """The text with every letter of a name as the name has it; signs stay."""
    letters = list(cased)
    for start, name in names:
        for i, letter in enumerate(name, start):
            if letters[i].lower() == letter.lower():
                letters[i] = letter
    return "".join(letters)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word is wherever it stands: its small form, whether it stays as it is, is an acronym, or is a name."""

    low: str
    stays: bool
    acronym: bool
    named: bool


def _read(word: str, acronyms: frozenset[str], lists: Words, is_name: Callable[[str], bool]) -> _Word:
    low = word.lower()
    if len(low) != len(word) or "." in word:  # dotted initials stay; so do letters whose small form is longer
        return _Word(low, True, False, False)
    named = low in lists["calendar"] or low == "i" or is_name(word)
    return _Word(low, False, _is_acronym(word, low, acronyms, is_name), named)


def _case(
    text: str, token: re.Match[str], word: _Word, previous: tuple[re.Match[str], _Word] | None, lists: Words
) -> str:
    low, start = word.low, token.start()
    before, end = (previous[1].low, previous[0].end()) if previous else ("", 0)
    if word.stays:
        return token[0]
    if low == "us":
        return _us(text, token, before, lists)
    if word.acronym and text[max(0, start - 1) : start] != "-":  # the AU of PORT-AU-PRINCE is none
        return token[0]
    named = word.named or _is_month(text, token, low)
    gap = text[end:start]
    opens = not before or (gap != " " and "." not in before and _OPENS.search(gap) is not None)
    return _capitalise(token[0]) if named or opens else low


def _is_acronym(word: str, low: str, acronyms: frozenset[str], is_name: Callable[[str], bool]) -> bool:
    if low in acronyms:
        return True
    return 2 <= len(word) <= 6 and word.isupper() and not _VOWEL.search(word) and is_name(word) and low not in _TITLES


_TITLES = frozenset({"mr", "mrs", "ms", "dr", "lt", "sgt", "st", "brig", "jr", "sr", "ft", "mt", "cpl", "pvt"})
"""Abbreviations without a vowel that are no acronyms."""


def _us(text: str, token: re.Match[str], before: str, lists: Words) -> str:
    """US the country or us the pronoun: the country needs a noun after it and no preposition before it."""
    goes_on = re.match(r"[ -][A-Z]", text[token.end() : token.end() + 2])
    return "US" if before == "the" or (goes_on and before not in lists["pronoun_us"]) else "us"


def _is_month(text: str, token: re.Match[str], low: str) -> bool:
    """MAY and MARCH are months beside a number, a comma and a number, or behind "IN", "LAST", "SINCE"."""
    if low not in ("may", "march"):
        return False
    if re.match(r",? ?\d", text[token.end() : token.end() + 3]):
        return True
    return re.search(r"(?:\d|\b(?:IN|LAST|SINCE|THIS|NEXT|LATE|EARLY|MID)) ?$", text[: token.start()][-8:]) is not None


def _capitalise(word: str) -> str:
    """ "O'BRIEN" -> "O'Brien", "N'DJAMENA" -> "N'Djamena", "SALVADOR'S" -> "Salvador's"."""
    head, mark, tail = word.partition("'")
    new = head[:1] + head[1:].lower()
    return new + mark + (tail[:1] + tail[1:].lower() if len(head) == 1 and mark else tail.lower())


def _raise_leads(
    text: str, tokens: list[re.Match[str]], words: Sequence[_Word], cased: list[str], lists: Words
) -> None:
    """Capitalise "lake" before "Chad", from right to left ("Upper West Akim"), and "union" behind "La"."""
    articles, leads = lists["article"], lists["lead"]
    for i in range(len(tokens) - 2, -1, -1):
        if words[i].low not in articles and cased[i] not in leads:
            continue
        token, following = tokens[i], tokens[i + 1]
        near = text[token.end() : following.start()] in (" ", ". ", "-")
        if near and words[i].low in articles and cased[i + 1].islower():
            cased[i + 1] = _capitalise(following[0])
        if near and cased[i] in leads and cased[i + 1][:1].isupper():
            cased[i] = _capitalise(token[0])
