"""The order of the stages, and the only module that knows it: articles in, coded candidates out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tocsin.config import Options
from tocsin.model import Article, CodedArticle, Rejected


def code_articles(articles: Iterable[Article | Rejected], options: Options) -> Iterator[CodedArticle | Rejected]:
    """Code each article on its own, in order; what sources rejected passes through."""
    raise NotImplementedError


def find_mentions(articles: Iterable[Article | Rejected], options: Options) -> Iterator[dict[str, object]]:
    """One dict per mention, with the fields of ARCHITECTURE 5 (`tocsin mentions`)."""
    raise NotImplementedError


def versions(options: Options) -> dict[str, str]:
    """Versions and hashes of code, rules, actors, gazetteer and parser model, for the manifest."""
    raise NotImplementedError
