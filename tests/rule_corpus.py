"""The rules' own texts, run once through the real stages for the tests of several folders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import code_articles, load_stores
from tocsin.ruletest.corpus import Run, article_of, rules_with_texts, run_all, texts_of

__all__ = ["Run", "article_of", "rule_runs", "rules_with_texts", "run_all", "types_of"]


@lru_cache(maxsize=1)
def rule_runs() -> dict[str, Run]:
    """The runs of all rule texts, made once per session."""
    stores = load_stores(Options())
    return run_all(texts_of(rules_with_texts(stores.book)), stores)


def types_of(texts: Iterable[str]) -> dict[str, list[str]]:
    """The sub-event types of the rows of each text, as if published on 19 September 2024."""
    told = list(texts)
    articles = [Article(str(n), text, date(2024, 9, 19), "metadata", sha256=str(n)) for n, text in enumerate(told)]
    coded = [r for r in code_articles(articles, Options(merge=False)) if isinstance(r, CodedArticle)]
    return {
        text: [str(e.cells["sub_event_type"]) for e in result.events if not e.reasons]
        for text, result in zip(told, coded, strict=True)
    }
