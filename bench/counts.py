"""What dates and quantities cost per gated sentence, measured alone: the best of several runs, in processor time.

    python bench/counts.py ARTICLES.jsonl [--limit N] [--runs N]

Times are looked for in every sentence of an article, for one in an ungated sentence can date the act of another;
quantities in gated sentences only. Both are laid on the gated sentences here, as the pipeline does with them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from tocsin.config import Options
from tocsin.mentions.quantities import find_quantities
from tocsin.mentions.times import find_times
from tocsin.model import Article, Sentence
from tocsin.pipeline import Gated, load_stores, prepare
from tocsin.sources.reader import read_articles


def best_of(runs: int, work: Callable[[], object]) -> float:
    """The fewest seconds of processor time that one of several runs took."""
    took: list[float] = []
    for _ in range(runs):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    articles = [a for a in islice(read_articles([options.articles]), options.limit) if isinstance(a, Article)]
    stores = load_stores(Options())
    items = [p for a in articles if isinstance(p := prepare(a, stores), Gated)]
    every = [(s, g) for g in items for s in g.document.sentences]
    gated = [s for g in items for s, passed in zip(g.document.sentences, g.gate.passed, strict=True) if passed]

    def times(sentences: list[Sentence]) -> None:
        for s in sentences:
            find_times(s.text, s.start, day)

    def quantities() -> None:
        for s in gated:
            find_quantities(s.text, s.start)

    day = next(g.document.article.published for g in items if g.document.article.published)
    whole = [s for s, _ in every]
    dates, counts = best_of(options.runs, lambda: times(gated)), best_of(options.runs, quantities)
    all_dates = best_of(options.runs, lambda: times(whole))
    per = 1000 / max(1, len(gated))
    words = sum(len(s.text.split()) for s in gated) / max(1, len(gated))
    print(f"articles {len(items)}, sentences {len(whole)}, gated {len(gated)} of {words:.0f} words")
    print(f"dates {dates * per:.3f} ms, quantities {counts * per:.3f} ms, both {(dates + counts) * per:.3f} ms "
          "per gated sentence")  # fmt: skip
    print(f"dates of all sentences {(all_dates + counts) * per:.3f} ms with quantities, spread over the gated ones")


if __name__ == "__main__":
    main()
