"""English inflection of the lemmas that rules name, so that a form in a text leads back to its lemma.

Only lemmas of the rules are inflected, so the table is closed and small; irregular forms are data (irregular.csv).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

VOWELS = frozenset("aeiou")
DATA = Path(__file__).parent.parent / "rules" / "irregular.csv"


@lru_cache(maxsize=2)
def irregular_forms(path: Path = DATA) -> Mapping[str, tuple[str, str, str]]:
    """Lemma -> (past, participle, gerund); several forms of one cell are joined by "/"; "" means the regular one."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["lemma"]: (row["past"], row["participle"], row["gerund"]) for row in csv.DictReader(lines)}


def _doubles(lemma: str) -> bool:
    """Whether the last consonant doubles: one closed syllable such as "rob", "ram", "shell" not ("ll")."""
    return (
        len(lemma) >= 3
        and lemma[-1] not in VOWELS | frozenset("wxyh")
        and lemma[-2] in VOWELS
        and lemma[-3] not in VOWELS
        and sum(c in VOWELS for c in lemma) == 1
    )


def third_person(lemma: str) -> str:
    """The -s form: attack -> attacks, clash -> clashes, carry -> carries."""
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ied"
    return lemma + lemma[-1] + "ed" if _doubles(lemma) else lemma + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + "ing"
    return lemma + lemma[-1] + "ing" if _doubles(lemma) else lemma + "ing"


def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb, the lemma first: "shoot" -> shoot, shoots, shot, shooting."""
    past, participle, gerund = irregular_forms().get(lemma, ("", "", ""))
    forms = [lemma, third_person(lemma)]
    forms += (past or _past(lemma)).split("/")
    forms += (participle or past or _past(lemma)).split("/")
    forms += (gerund or _gerund(lemma)).split("/")
    return tuple(dict.fromkeys(forms))


def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural of a noun, hyphenated and multi-word nouns by their last part: clash -> clash, clashes."""
    if lemma.endswith("man") and not lemma.endswith("human"):
        return lemma, lemma[:-3] + "men"
    if lemma.endswith("fe"):
        return lemma, lemma[:-2] + "ves"
    return lemma, third_person(lemma)


def invert(table: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Form -> lemmas, from (lemma, forms) pairs; the lemmas of one form keep the order of the table."""
    found: dict[str, list[str]] = {}
    for lemma, forms in table:
        for form in forms:
            lemmas = found.setdefault(form, [])
            if lemma not in lemmas:
                lemmas.append(lemma)
    return {form: tuple(lemmas) for form, lemmas in found.items()}
