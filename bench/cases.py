"""What each step costs by itself, over articles of our own: cases for pytest-benchmark.

    python -m pytest bench/cases.py -n0

prints a table of processor time; what a case stands for is its docstring. `--benchmark-save=NAME` keeps
one and `--benchmark-compare=NAME` sets the next beside it. CI runs each case once, so that none goes stale.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tocsin.config import Options
from tocsin.dataset.assemble import assemble
from tocsin.dataset.members import Member, single
from tocsin.dataset.merge import merge_rows
from tocsin.frames.contexts import topic_cues
from tocsin.frames.view import SentenceView
from tocsin.gate.gate import GateResult
from tocsin.incidents.build import ArticleMentions, Context, find_incidents
from tocsin.incidents.told_days import told_days
from tocsin.mentions.actors import find_actors
from tocsin.mentions.focus import focus_countries
from tocsin.mentions.place_ladder import resolve_point
from tocsin.mentions.places import find_places
from tocsin.mentions.quantities import find_quantities
from tocsin.mentions.times import find_times
from tocsin.model import Article, CodedArticle, Parse
from tocsin.pipeline import Analysis, Gated, Stores, analyse, code_articles, load_stores, parse_gated, prepare
from tocsin.sources.reader import read_articles
from tocsin.syntax.parser import load_parser, parse_sentences
from tocsin.text.document import make_document

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests" / "dataset"))
from dataset_cases import cells, coded  # noqa: E402

OPTIONS = Options()
pytestmark = pytest.mark.benchmark(timer=time.process_time, warmup=False)


@dataclass(frozen=True, slots=True)
class Stage:
    """The articles as each step finds them."""

    stores: Stores
    articles: list[Article]
    gated: list[Gated]
    parses: dict[str, list[Parse]]
    analyses: list[Analysis]


@pytest.fixture(scope="module")
def stage() -> Stage:
    """Everything loaded and every step done once."""
    stores = load_stores(OPTIONS)
    articles = [a for a in read_articles([ROOT / "examples" / "articles.jsonl"]) if isinstance(a, Article)]
    gated = [item for a in articles if isinstance(item := prepare(a, stores), Gated)]
    parses = parse_gated(gated)
    return Stage(stores, articles, gated, parses, [analyse(g, _parses(g, parses), stores) for g in gated])


def _parses(item: Gated, parses: dict[str, list[Parse]]) -> list[Parse]:
    return parses.get(item.document.article.article_id, [])


def test_splitting(benchmark: BenchmarkFixture, stage: Stage) -> None:
    """Articles -> clean text with its sentences."""
    made = benchmark(lambda: [make_document(a) for a in stage.articles])
    assert all(document.sentences for document in made)


def test_gate(benchmark: BenchmarkFixture, stage: Stage) -> None:
    """Documents -> which sentences can hold an event."""

    def run() -> list[GateResult]:
        return [stage.stores.gate.run(item.document) for item in stage.gated]

    assert any(any(result.passed) for result in benchmark(run))


def test_parser(benchmark: BenchmarkFixture, stage: Stage) -> None:
    """Gated sentences -> parses."""
    sentences = [parse.sentence for item in stage.gated for parse in _parses(item, stage.parses)]
    found = benchmark(lambda: list(parse_sentences(sentences, load_parser())))
    assert len(found) == len(sentences)


def test_clauses(benchmark: BenchmarkFixture, stage: Stage) -> None:
    """Parsed sentences with their mentions -> acts with who did them to whom."""
    views = [
        _view(parse, item, found)
        for item, found in zip(stage.gated, stage.analyses, strict=True)
        for parse in _parses(item, stage.parses)
    ]
    assert benchmark(lambda: sum(len(stage.stores.matcher.find(view)) for view in views)) > 0


def _view(parse: Parse, item: Gated, found: Analysis) -> SentenceView:
    start, end = parse.sentence.start, parse.sentence.end
    return SentenceView(
        parse=parse,
        actors=tuple(a for a in found.actors if start <= a.start < end),
        places=tuple((i, p) for i, p in enumerate(found.places) if start <= p.start < end),
        times=tuple((i, t) for i, t in enumerate(found.times) if start <= t.start < end),
        quantities=tuple(q for q in found.quantities if start <= q.start < end),
        nearby=item.gate.nearby[parse.sentence.index],
    )


def test_dates_and_counts(benchmark: BenchmarkFixture, stage: Stage) -> None:
    """Sentences -> days and numbers of people."""
    day = next(a.published for a in stage.articles if a.published)

    def run() -> int:
        sentences = [s for item in stage.gated for s in item.document.sentences]
        return sum(len(find_times(s.text, s.start, day)) + len(find_quantities(s.text, s.start)) for s in sentences)

    assert benchmark(run) > 0


def test_places(benchmark: BenchmarkFixture, stage: Stage) -> None:
    """Documents -> countries they are about, names of places, points on the map."""
    gazetteer, states = stage.stores.gazetteer, stage.stores.actors.states()

    def run() -> int:
        number = 0
        for item in stage.gated:
            found = find_places(item.document, gazetteer, (), focus_countries(item.document, gazetteer, states))
            number += sum(resolve_point(mention, found, gazetteer) is not None for mention in found)
        return number

    assert benchmark(run) > 0


def test_actors(benchmark: BenchmarkFixture, stage: Stage) -> None:
    """Sentences -> actors."""

    def run() -> int:
        told = [(s, found.focus) for found in stage.analyses for s in found.document.sentences]
        return sum(len(find_actors(s.text, s.start, stage.stores.actors, focus)) for s, focus in told)

    assert benchmark(run) > 0


def _mentions(item: Gated, found: Analysis, stage: Stage) -> ArticleMentions:
    telling = told_days(item.document, _parses(item, stage.parses), found.times, stage.stores.book)
    cues = topic_cues(stage.stores.matcher.contexts, item.document.sentences)
    return ArticleMentions(item.document, found.frames, found.places, found.times, telling, found.actors, cues)


def test_incidents(benchmark: BenchmarkFixture, stage: Stage) -> None:
    """Frames and mentions of an article -> happenings."""
    context = Context(stage.stores.book, lambda m, all_: resolve_point(m, all_, stage.stores.gazetteer), OPTIONS.window)
    given = [_mentions(g, a, stage) for g, a in zip(stage.gated, stage.analyses, strict=True)]
    assert benchmark(lambda: sum(len(find_incidents(mentions, context)) for mentions in given)) > 0


def test_whole_articles(benchmark: BenchmarkFixture, stage: Stage) -> None:
    """Articles -> coded candidates, all steps of one article."""
    found = benchmark(lambda: list(code_articles(stage.articles, OPTIONS)))
    assert any(isinstance(one, CodedArticle) and one.status == "coded" for one in found)


def happenings(number: int) -> list[CodedArticle]:
    """So many articles with a row each: a tenth as many villages, each told of ten times."""
    places = max(1, number // 10)
    where: list[dict[str, Any]] = [
        {"location": f"Village {n}", "latitude": round(11 + n % 90 / 10, 1), "longitude": round(-5 + n // 90 / 10, 1)}
        for n in range(places)
    ]
    return [coded(f"a{n:05}", cells(**where[n % places], fatalities=n % 3 + 1)) for n in range(number)]


@pytest.mark.parametrize("number", [300, 3000])
def test_merging(benchmark: BenchmarkFixture, number: int) -> None:
    """Rows of one country, kind and day -> fewer rows."""
    rows = [single(Member(one.events[0], one.article)) for one in happenings(number)]
    assert len(benchmark(lambda: merge_rows(rows))) == number // 10


@pytest.mark.parametrize("number", [300, 3000])
def test_assembly(benchmark: BenchmarkFixture, number: int) -> None:
    """Coded articles -> the tables of a build."""
    given = happenings(number)
    assert benchmark(lambda: assemble(given, OPTIONS)).events.num_rows == number // 10
