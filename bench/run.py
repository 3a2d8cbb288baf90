"""How fast a stream of articles is coded, beside plain spaCy over the same texts with the same model, in one run.

    python bench/run.py ARTICLES.jsonl [--limit N] [--workers 2]

One core: shares of text, gate, parser and the rest, by this process's own time, so that other work on the machine
disturbs ratios little. Then the same articles through whole builds, with one worker and with more, by the clock. Last,
the articles in which the gate finds nothing, beside reading and hashing the same lines. Ratios hold from machine to
machine; seconds do not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import tempfile
import time
from itertools import islice
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: one core is one core

import tocsin
from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import CHUNK, Gated, Stores, code_document, load_stores, parse_gated, prepare
from tocsin.sources.reader import read_articles
from tocsin.syntax.library import import_spacy
from tocsin.syntax.parser import MODEL, UNUSED_PIPES
from tocsin.text.document import make_document

OPTIONS = Options(merge=False)
WARM = 20  # articles that each side reads before it is timed
clock = time.process_time


def plain_spacy(articles: list[Article]) -> float:
    """Seconds of `nlp.pipe` over whole articles, the yardstick: the model as it is loaded by itself, warm as we are."""
    nlp = import_spacy().load(MODEL, exclude=list(UNUSED_PIPES))
    for _ in nlp.pipe(a.text for a in articles[:WARM]):
        pass
    start = clock()
    for _ in nlp.pipe((a.text for a in articles), batch_size=64):
        pass
    return clock() - start


def stages(articles: list[Article], stores: Stores) -> tuple[dict[str, float], list[int]]:
    """Seconds per stage, and [sentences, gated sentences, articles with a row, articles without a gated sentence]."""
    spent = dict.fromkeys(("text", "language and gate", "parser", "mentions to rows"), 0.0)
    count = [0, 0, 0, 0]
    for first in range(0, len(articles), CHUNK):
        chunk = articles[first : first + CHUNK]
        start = clock()
        for article in chunk:
            make_document(article)
        text = clock() - start
        start = clock()
        items = [p for a in chunk if isinstance(p := prepare(a, stores), Gated)]
        spent["language and gate"] += clock() - start - text
        spent["text"] += text
        start = clock()
        parses = parse_gated(items)
        spent["parser"] += clock() - start
        start = clock()
        done = [code_document(g, parses.get(g.document.article.article_id, []), stores, OPTIONS) for g in items]
        spent["mentions to rows"] += clock() - start
        count[0] += sum(len(g.gate.passed) for g in items)
        count[1] += sum(sum(g.gate.passed) for g in items)
        count[2] += sum(isinstance(d, CodedArticle) and d.status == "coded" for d in done)
        count[3] += sum(not any(g.gate.passed) for g in items)
    return spent, count


def build_seconds(lines: list[str], workers: int) -> float:
    """Seconds by the clock of a whole build without the start of its workers: that of all lines less that of a few."""
    with tempfile.TemporaryDirectory() as folder:
        taken = []
        for name, some in (("few", lines[: max(1, len(lines) // 5)]), ("all", lines)):
            path = Path(folder) / f"{name}.jsonl"
            path.write_text("".join(some), encoding="utf-8")
            start = time.perf_counter()
            tocsin.build(path, Path(folder) / f"{name}{workers}", workers=workers, merge=False)
            taken.append(time.perf_counter() - start)
    return (taken[1] - taken[0]) / (1 - 1 / 5)


def line_of(article: Article) -> str:
    """An article as a line of a feed."""
    day = article.published.isoformat() if article.published else None
    record = {"id": article.article_id, "published": day, "title": article.title, "text": article.text}
    return json.dumps(record) + "\n"


def read_and_hash(lines: list[str]) -> float:
    """Seconds to read and hash lines in Python."""
    start = clock()
    for line in lines:
        hashlib.sha256(json.loads(line)["text"].encode()).hexdigest()
    return clock() - start


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--workers", type=int, default=0, help="compare whole builds with 1 and with so many workers")
    options = parser.parse_args()
    articles = [a for a in islice(read_articles([options.articles]), options.limit) if isinstance(a, Article)]
    stores = load_stores(OPTIONS)
    stages(articles[:WARM], stores)
    spent, (sentences, gated, coded, idle) = stages(articles, stores)
    plain, total, n = plain_spacy(articles), sum(spent.values()), len(articles)
    print(f"articles {n}, coded {coded}, sentences {sentences}, gated {gated} ({gated / max(1, sentences):.0%})")
    print(f"one core: tocsin {n / total:.1f} articles/s, plain spaCy {n / plain:.1f}; {plain / total:.2f} x as fast")
    for name, part in spent.items():
        print(f"  {name}: {part / total:.0%} ({1000 * part / n:.2f} ms an article)")
    quiet = [a for a in articles if isinstance(p := prepare(a, stores), Gated) and not any(p.gate.passed)]
    if quiet:
        lines = [line_of(a) for a in quiet]
        read = min(read_and_hash(lines) for _ in range(5))
        none, _ = stages(quiet, stores)
        print(f"without a trigger ({idle}): {sum(none.values()) / read:.0f} x reading and hashing")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if options.workers:
        lines = [line_of(a) for a in articles]
        one, more = build_seconds(lines, 1), build_seconds(lines, options.workers)
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"whole builds: 1 worker {n / one:.1f}, {options.workers} workers {n / more:.1f} articles/s")
        print(f"  {one / more:.2f} x as fast; largest worker {largest:.0f} MB")


if __name__ == "__main__":
    main()
