"""The rules' own texts, run once through the real stages for the tests of several folders."""

from __future__ import annotations

from functools import lru_cache

from tocsin.config import Options
from tocsin.pipeline import load_stores
from tocsin.ruletest.corpus import Run, article_of, rules_with_texts, run_all, texts_of

__all__ = ["Run", "article_of", "rule_runs", "rules_with_texts", "run_all"]


@lru_cache(maxsize=1)
def rule_runs() -> dict[str, Run]:
    """The runs of all rule texts, made once per session."""
    stores = load_stores(Options())
    return run_all(texts_of(rules_with_texts(stores.book)), stores)
