"""How fast a stream of articles is coded, beside plain spaCy over the same texts with the same model, in one run.

    python bench/run.py ARTICLES.jsonl [--limit N]

Prints one line per figure. Ratios hold from machine to machine; seconds do not.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import islice
from pathlib import Path

from tocsin.config import Options
from tocsin.gate.gate import Gate
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import Gated, code_articles, load_stores, parse_gated, prepare
from tocsin.sources.reader import read_articles
from tocsin.syntax.parser import load_parser
from tocsin.text.document import make_document


def timed(articles: list[Article]) -> tuple[float, int]:
    """(seconds to code all articles, number that gave a row)."""
    start = time.perf_counter()
    results = list(code_articles(articles, Options(merge=False)))
    coded = sum(isinstance(r, CodedArticle) and r.status == "coded" for r in results)
    return time.perf_counter() - start, coded


def plain_spacy(articles: list[Article]) -> float:
    """Seconds of `nlp.pipe` over whole articles, the yardstick."""
    nlp = load_parser()
    start = time.perf_counter()
    for _ in nlp.pipe((a.text for a in articles), batch_size=64):
        pass
    return time.perf_counter() - start


def stages(articles: list[Article], gate: Gate) -> tuple[float, float, float, int, int]:
    """(seconds of text, of gate, of parser; sentences, sentences that pass)."""
    start = time.perf_counter()
    documents = [make_document(a) for a in articles]
    text = time.perf_counter() - start
    start = time.perf_counter()
    results = [gate.run(d) for d in documents]
    gated = time.perf_counter() - start
    stores = load_stores(Options())
    items = [p for a in articles if isinstance(p := prepare(a, stores), Gated)]
    start = time.perf_counter()
    parse_gated(items)
    parsed = time.perf_counter() - start
    return text, gated, parsed, sum(len(r.passed) for r in results), sum(sum(r.passed) for r in results)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=400)
    options = parser.parse_args()
    articles = [a for a in islice(read_articles([options.articles]), options.limit) if isinstance(a, Article)]
    stores = load_stores(Options())
    load_parser()
    timed(articles[:20])
    seconds, coded = timed(articles)
    plain = plain_spacy(articles)
    text, gated, parsed, sentences, passed = stages(articles, stores.gate)
    n = len(articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"articles {n}, coded {coded}, sentences {sentences}, gated {passed} ({passed / max(1, sentences):.0%})")
    print(f"tocsin {n / seconds:.1f} articles/s, {1000 * seconds / n:.1f} ms per article")
    print(f"plain spaCy {n / plain:.1f} articles/s; tocsin is {plain / seconds:.1f} x as fast")
    rest = seconds - text - gated - parsed
    shares = {"text": text, "gate": gated, "parser": parsed, "mentions, frames, incidents, coding": rest}
    for name, part in shares.items():
        print(f"  {name}: {part / seconds:.0%}")
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
