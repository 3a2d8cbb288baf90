"""What share of an article's time goes into joining its acts to happenings (builder/incidents), parsing included.

    python bench/incidents.py ARTICLES.jsonl [--limit N] [--runs N]

Only articles that give at least one act count. Prints the best of several runs; shares hold from machine to machine.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import tocsin.pipeline as pipeline
from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.sources.reader import read_articles


class Clock:
    """Adds up the seconds spent in a function."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.seconds, self.calls = function, 0.0, 0

    def __call__(self, *given: Any, **named: Any) -> Any:
        """What the function gives; its seconds are added."""
        start = time.perf_counter()
        try:
            return self.function(*given, **named)
        finally:
            self.seconds += time.perf_counter() - start
            self.calls += 1


def relevant(articles: list[Article]) -> list[Article]:
    """The articles with a candidate, coded or excluded."""
    results = pipeline.code_articles(articles, Options(merge=False))
    return [r.article for r in results if isinstance(r, CodedArticle) and r.events]


def run(articles: list[Article]) -> tuple[float, float, int]:
    """(seconds of everything, seconds of the stage, happenings)."""
    clock = Clock(pipeline.find_incidents)
    pipeline.find_incidents = clock
    start = time.perf_counter()
    results = list(pipeline.code_articles(articles, Options(merge=False)))
    total = time.perf_counter() - start
    pipeline.find_incidents = clock.function
    return total, clock.seconds, sum(len(r.events) for r in results if isinstance(r, CodedArticle))


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    articles = [a for a in islice(read_articles([options.articles]), options.limit) if isinstance(a, Article)]
    chosen = relevant(articles)
    best = min((run(chosen) for _ in range(options.runs)), key=lambda r: r[0])
    total, stage, happenings = best
    print(f"{len(chosen)} relevant articles of {len(articles)}, {happenings} happenings")
    each = 1000 * stage / max(1, len(chosen))
    print(f"incidents: {stage / total:.1%} of the time, {each:.2f} ms per relevant article")


if __name__ == "__main__":
    main()
