"""Find articles that repeat another one word for word: coded articles -> id of the repeat, id of the first.

Two articles in other words about one happening are merge.py's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tocsin.model import Article, CodedArticle

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


def find_duplicates(coded: Iterable[CodedArticle]) -> dict[str, str]:
    """Every article that repeats an earlier one -> that one; the earliest by published, then id, is the original.

    Rejected articles are neither. An undated article counts as the latest and may repeat any dated one.
    """
    same: dict[str, list[Article]] = defaultdict(list)
    for result in coded:
        if result.status != "rejected" and (key := normalised(result.article.text)):
            same[key].append(result.article)
    found: dict[str, str] = {}
    for key, articles in same.items():
        reach = SHORT_REACH_DAYS if len(key.split()) < SHORT_WORDS else REACH_DAYS
        found |= _linked(sorted(articles, key=_age), reach)
    return found


def _age(article: Article) -> tuple[date, str]:
    return article.published or date.max, article.article_id


def _linked(articles: list[Article], reach: int) -> dict[str, str]:
    """Link each article to the first one within reach; who is out of reach of it is an original again."""
    found: dict[str, str] = {}
    original = articles[0]
    for article in articles[1:]:
        if _within(original, article, reach):
            found[article.article_id] = original.article_id
        else:
            original = article
    return found


def _within(original: Article, article: Article, reach: int) -> bool:
    if original.published is None or article.published is None:
        return True
    return (article.published - original.published).days <= reach
