"""Turn a number in words, digits or both into an integer: "a hundred and twenty" -> 120, "1.2 million" -> 1200000."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from tocsin.errors import DataFileError
from tocsin.mentions.lexicon import DATA, load_calendar
from tocsin.mentions.rulefile import load_toml, one_of, table_of

_TOKEN = re.compile(r"[a-z]+|\d[\d.,\s]*")
_ROUND_TENS = range(20, 100, 10)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number word -> worth, and all words by name as lists and as pieces of patterns."""

    units: Mapping[str, int]
    magnitudes: Mapping[str, int]
    suffixes: Mapping[str, int]
    plurals: Mapping[str, int]
    several: Mapping[str, int]
    exact: Mapping[str, int]
    modifiers: Mapping[str, str]
    ordinals: Mapping[str, int]
    words: Mapping[str, tuple[str, ...]]
    fragments: Mapping[str, str]


@lru_cache(maxsize=4)
def load_numbers(path: Path = DATA / "numbers.toml") -> NumberWords:
    """Read the number words. Raises DataFileError naming the file, the word, and what was expected."""
    data = load_toml(path)

    def whole(name: str) -> dict[str, int]:
        table = table_of(data, name, path)
        for word, value in table.items():
            if not isinstance(value, int):
                raise DataFileError(f"{path.name}: [{name}] {word!r} must be a whole number, found {value!r}")
        return {word: int(str(value)) for word, value in table.items()}

    units, magnitudes, suffixes = whole("units"), whole("magnitudes"), whole("suffixes")
    plurals, several, exact = whole("plurals"), whole("several"), whole("exact")
    table = table_of(data, "modifiers", path)
    modifiers = {word: str(table[word]) for word in sorted(table, key=len, reverse=True)}  # the longest phrase first
    ordinals = _ordinals(table_of(data, "ordinals", path), path)
    lists: dict[str, tuple[str, ...]] = {
        "tens": tuple(w for w, n in units.items() if n in _ROUND_TENS),
        "ones": tuple(w for w, n in units.items() if 0 < n < 10),
        "unit_word": tuple(w for w, n in units.items() if n not in _ROUND_TENS),
        "magnitude": tuple(magnitudes),
        "suffix": tuple(suffixes),
        "plural": tuple(plurals),
        "several": tuple(several),
        "exact": tuple(w for w in exact if w not in ("no", "both")),
        "modifier": tuple(modifiers),
        "ordinal_word": tuple(ordinals),
    }
    fragments = {**load_calendar().fragments, **{name: one_of(words) for name, words in lists.items()}}
    lists = {**load_calendar().words, **lists}
    return NumberWords(units, magnitudes, suffixes, plurals, several, exact, modifiers, ordinals, lists, fragments)


def worth(words: str, known: NumberWords) -> int:
    """The integer that folded number words stand for; fractions are cut.

    "twenty-five" -> 25, "two hundred and three" -> 203, "2,400" -> 2400, "1.2 million" -> 1200000,
    "a hundred thousand" -> 100000, "1,00,000" -> 100000, "two dozen" -> 24.
    """
    total, group = Decimal(0), Decimal(0)
    for token in _TOKEN.findall(words):
        scale = known.magnitudes.get(token) or known.suffixes.get(token)
        if scale is None:
            group += _plain(token, known)
        elif scale < 1000:
            group = (group or Decimal(1)) * scale
        else:
            total, group = total + (group or Decimal(1)) * scale, Decimal(0)
            if scale >= 1000 and total and token in words.split()[-1:]:
                break
    return int(total + group)


def scale_of(words: str, known: NumberWords) -> int:
    """The product of the magnitudes in number words: "three dozen" -> 12, "seven" -> 1."""
    product = 1
    for token in _TOKEN.findall(words):
        product *= known.magnitudes.get(token, known.suffixes.get(token, 1))
    return product


def _plain(token: str, known: NumberWords) -> Decimal:
    if token[0].isdigit():
        digits = "".join(token.split()).rstrip(".,")
        if re.fullmatch(r"\d+,\d", digits):
            return Decimal(digits.replace(",", "."))
        return Decimal(digits.replace(",", ""))
    return Decimal(known.units.get(token, 0))


def _ordinals(table: Mapping[str, object], path: Path) -> dict[str, int]:
    """first -> 1 ... twentieth -> 20, then by tens, and hundredth."""
    words = table.get("words")
    if not isinstance(words, list):
        raise DataFileError(f"{path.name}: [ordinals] needs an array 'words'")
    worths = [*range(1, 21), 30, 40, 50, 100]
    if len(words) != len(worths):
        raise DataFileError(f"{path.name}: [ordinals] needs {len(worths)} words, found {len(words)}")
    return dict(zip([str(w) for w in words], worths, strict=True))
