"""Find articles that repeat another one, exactly or nearly: coded articles -> id of the repeat, id of the first.

All that is kept of an article is its fingerprint, so that millions of them can be compared.
Two articles in other words about one happening are merge.py's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import xxhash
from tocsin.dataset.near import near_copies
from tocsin.dataset.sketch import sketch_of
from tocsin.model import CodedArticle

REACH_DAYS = 31
"""Outlets reprint within days; the same words a year later ("on Tuesday") tell of another Tuesday."""
SHORT_WORDS = 20
SHORT_REACH_DAYS = 1
"""So few words ("Protesters marched in Koro on Friday.") come back by chance, or from a form, the next week."""

_GAPS = re.compile(r"[\W_]+")


def normalised(text: str) -> str:
    """The words of a text without case, accents' encoding, punctuation and spacing.

    "Gunmen  killed three.\\n" and "GUNMEN KILLED THREE" -> "gunmen killed three"
    """
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether two articles have the same words: a hash of them, and how far a repeat may be off in time.

    sketch  what tells whether it has almost the same words (sketch.py); b"" for a short text
    """

    article_id: str
    words: bytes
    short: bool
    published: date | None
    sketch: bytes = b""


def fingerprint(result: CodedArticle) -> Fingerprint | None:
    """The fingerprint of an article; None for a rejected one, and for a text without a single word."""
    key = "" if result.status == "rejected" else normalised(result.article.text)
    if not key:
        return None
    words = xxhash.xxh3_128_digest(key.encode("utf-8", "surrogatepass"))
    short = len(key.split(maxsplit=SHORT_WORDS)) < SHORT_WORDS
    sketch = sketch_of(result.article.text)
    return Fingerprint(result.article.article_id, words, short, result.article.published, sketch)


def find_duplicates(coded: Iterable[CodedArticle]) -> dict[str, str]:
    """Every article that repeats an earlier one -> that one; the earliest by published, then id, is the original.

    Rejected articles are neither. An undated article counts as the latest and may repeat any dated one.
    """
    return link_repeats(found for result in coded if (found := fingerprint(result)) is not None)


def link_repeats(prints: Iterable[Fingerprint]) -> dict[str, str]:
    """find_duplicates for fingerprints taken beforehand: exact repeats first, then near copies among what is left."""
    same: dict[bytes, list[Fingerprint]] = defaultdict(list)
    for one in prints:
        same[one.words].append(one)
    exact: dict[str, str] = {}
    for articles in same.values():
        reach = SHORT_REACH_DAYS if articles[0].short else REACH_DAYS
        exact |= _linked(sorted(articles, key=_age), reach)
    left = sorted((one for found in same.values() for one in found if one.article_id not in exact), key=_age)
    near = near_copies(left, _close)
    return near | {copy: near.get(original, original) for copy, original in exact.items()}


def _close(earlier: Fingerprint, later: Fingerprint) -> bool:
    return _within(earlier, later, REACH_DAYS)


def _age(article: Fingerprint) -> tuple[date, str]:
    return article.published or date.max, article.article_id


def _linked(articles: list[Fingerprint], reach: int) -> dict[str, str]:
    """Link each article to the first one within reach; who is out of reach of it is an original again."""
    found: dict[str, str] = {}
    original = articles[0]
    for article in articles[1:]:
        if _within(original, article, reach):
            found[article.article_id] = original.article_id
        else:
            original = article
    return found


def _within(original: Fingerprint, article: Fingerprint, reach: int) -> bool:
    if original.published is None or article.published is None:
        return True
    return (article.published - original.published).days <= reach
