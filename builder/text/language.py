"""Tell the language of a text: English cheaply, by its letters and words; any other by a model that is asked then."""

from __future__ import annotations

import re

from tocsin.text.words import DATA, is_common, load_lists

SAMPLE = 4_000
"""Characters looked at: some 600 words settle it, and a longer look only costs time."""

MIN_LATIN = 0.8
"""An English text that quotes Arabic or Cyrillic names stays well above this share of Latin letters."""

MIN_FUNCTION = 0.12
"""English news has 30 to 40% of these words, a list of foreign names in English still 15%."""

MIN_COMMON = 0.4
"""Headlines drop the function words; even with many foreign names over 40% of their words are common English."""

MIN_MARGIN = 1.5
"""How many times the words of other languages the English ones must be; names such as "de la Cruz" add a few."""

MIN_SMALL = 0.2
"""With fewer words in small letters a text is in capitals or in title case, and capitals mark no names."""

_TOKEN = re.compile(r"[^\W\d_]+")
_NOT_LATIN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff]")


def looks_english(text: str) -> bool:
    """Whether a text is English; works from one sentence on, in capitals too, and with many foreign names.

    True:   "GUNMEN KILLED TWO IN KORO", "Gunmen kill five near Tessit", "The FARC attacked San Vicente del Caguan."
    False:  "Hombres armados mataron a dos personas en la ciudad.", "Des hommes armés ont tué deux civils."
    """
    sample = text[:SAMPLE]
    words = _telling_words(_TOKEN.findall(sample))
    if not words or _latin_share(sample) < MIN_LATIN:
        return False
    lists = load_lists(DATA / "language.toml")
    english = sum(map(lists["english"].__contains__, words))
    foreign = sum(map(lists["foreign"].__contains__, words))
    if english >= MIN_FUNCTION * len(words) and english >= MIN_MARGIN * foreign:
        return True
    return foreign <= english + 1 and sum(map(is_common, words)) >= MIN_COMMON * len(words)


UNDETERMINED = "und"
"""The code of ISO 639 for a text whose language nobody can tell: a list of names, a table, a few words."""


def language_of(text: str) -> str:
    """The language of a text as a two-letter code, "und" when it cannot be told.

    "Gunmen kill five near Tessit" -> "en", "Des hommes armés ont tué deux civils." -> "fr", a list of names -> "und"
    """
    if looks_english(text):
        return "en"
    import py3langid  # its model takes a second to load, and most builds hold English alone

    language, _ = py3langid.classify(text[:SAMPLE])
    return UNDETERMINED if language == "en" else str(language)


def _telling_words(tokens: list[str]) -> list[str]:
    """The words that start small, and the first one: names tell no language. All of them in capitals or a headline."""
    small = [token for token in tokens if token[0].islower()]
    if len(small) < MIN_SMALL * len(tokens):
        return " ".join(tokens).lower().split()
    return " ".join((tokens[0], *small)).lower().split() if tokens else []


def _latin_share(sample: str) -> float:
    if sample.isascii():
        return 1.0
    letters = sum(map(str.isalpha, sample))
    foreign = sum(map(str.isalpha, _NOT_LATIN.findall(sample)))
    return (letters - foreign) / letters if letters else 0.0
