"""A short run of the fuzzer, the same each time. For a long one, with chance: `python -m bench.fuzz --minutes 10`."""

from __future__ import annotations

from fuzzing import judge_articles, judge_file
from hypothesis import HealthCheck, given, settings
from strategies import files, several
from tocsin.model import Article

calm = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@settings(calm, max_examples=25)
@given(several)
def test_any_article_is_coded_or_rejected(given_articles: list[Article]) -> None:
    judge_articles(given_articles)


@settings(calm, max_examples=120)
@given(files())
def test_any_file_gives_articles_or_one_clear_line(file: tuple[str, bytes]) -> None:
    judge_file(*file)
