"""Tell a common English word from a word that is probably a name, by a short word list and regular inflection."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from tocsin.errors import DataFileError

DATA = Path(__file__).parent / "data"

_MIN_STEM = 3
"""Shorter stems make chance hits: "Ased" is not an inflection of "as"."""


@lru_cache(maxsize=4)
def load_words(path: Path = DATA / "common_words.txt") -> frozenset[str]:
    """The words of a list, one lower-case word a line. Raises DataFileError for a line that is anything else."""
    words = path.read_text(encoding="utf-8").split("\n")
    for number, word in enumerate(words, 1):
        if word and not (word.isalpha() and word.islower()):
            raise DataFileError(f"{path}:{number} found {word!r}; allowed: one lower-case word of letters")
    return frozenset(filter(None, words))


@lru_cache(maxsize=8)
def load_lists(path: Path) -> Mapping[str, frozenset[str]]:
    """The word lists of a TOML file by name. Raises DataFileError for a list without a reason or without words."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{path}: not readable as TOML: {error}") from error
    for name, entry in content.items():
        if set(entry) != {"why", "words"} or not all(isinstance(word, str) for word in entry["words"]):
            raise DataFileError(f"{path}: list [{name}]: found {', '.join(entry)}; allowed: why, words (strings)")
    return {name: frozenset(entry["words"]) for name, entry in content.items()}


@lru_cache(maxsize=65_536)
def is_common(word: str) -> bool:
    """Whether a word, in any case, is common English or a regular form of a common word.

    True:   "village", "ATTACKED", "burying", "ministries", "raided", "quietly", "don't"
    False:  "Morazan", "Koro", "Tuareg", "Kidal"
    """
    low = word.lower().split("'", 1)[0]
    words = load_words()
    return low in words or any(len(stem) >= _MIN_STEM and stem in words for stem in _stems(low))


def _stems(word: str) -> list[str]:
    """The base forms that a regular ending may hide: "carried" -> carry, "planning" -> plan, "firing" -> fire."""
    for ending, joints in (("ies", "y"), ("ied", "y"), ("ily", "y")):
        if word.endswith(ending):
            return [word[:-3] + joints]
    stems = [word[: -len(ending)] for ending in ("s", "es", "ed", "d", "ly") if word.endswith(ending)]
    if word.endswith("ing"):
        stems += [word[:-3], word[:-3] + "e"]
    doubled = [stem[:-1] for stem in stems if len(stem) > _MIN_STEM and stem[-1] == stem[-2]]
    return stems + doubled
