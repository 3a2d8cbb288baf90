"""The Python face of Tocsin: articles in, tables out. Each function is the twin of a command.

import tocsin
build = tocsin.build("articles.jsonl", "output/sahel")
build.events                                            # DataFrame with the 31 columns
print(tocsin.code("Gunmen killed three farmers in Koro, Mali, on Tuesday.", published="2024-09-19").explain())
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from tocsin.config import DEFAULT_WINDOW, Options
from tocsin.dataset.assemble import assemble
from tocsin.dataset.frames import to_frames
from tocsin.dataset.load import LoadedDataset, load
from tocsin.dataset.review_file import read_reviews
from tocsin.dataset.review_rows import Outcome
from tocsin.errors import UsageError
from tocsin.evaluate.evaluate import evaluate as evaluate_build
from tocsin.evaluate.evidence import Texts
from tocsin.evaluate.result import Evaluation
from tocsin.evaluate.settings import settings
from tocsin.explain.article import explain_article
from tocsin.explain.draw import draw_article, draw_event
from tocsin.explain.event import explain_event
from tocsin.explain.locate import Locator
from tocsin.explain.node import Node, to_text
from tocsin.export.export import export_build
from tocsin.export.folder import require_usable
from tocsin.export.formats import format_named
from tocsin.export.selection import WeekStart
from tocsin.export.write import write_dataset
from tocsin.inputs import Inputs, PathLike, articles_of, described, one_article, paths_of, require_outside
from tocsin.mention_table import to_frame
from tocsin.model import Article, Rejected
from tocsin.pipeline import code_articles, find_mentions
from tocsin.remote import place, shown
from tocsin.reviewing.agreement import ColumnAgreement
from tocsin.reviewing.agreement import agreement as agreement_of
from tocsin.reviewing.pages import review_pages
from tocsin.revise.append import append as append_builds
from tocsin.revise.compare import BuildComparison
from tocsin.revise.compare import compare as compare_builds
from tocsin.revise.diff import Change
from tocsin.revise.diff import diff as differences
from tocsin.rulebook.hashes import rule_hashes
from tocsin.run.build import code_stream
from tocsin.run.gather import gather
from tocsin.run.work import opened, work_folder
from tocsin.sources.columns import parse_columns
from tocsin.sources.published import parse_published
from tocsin.telling import Meter, Tell, silent
from tocsin.wording import counted

Day = date | str

__all__ = [
    "Build", "BuildComparison", "Coded", "Evaluation", "agreement", "append", "build", "code", "compare", "diff",
    "evaluate", "export", "load", "mentions", "report", "review",
]  # fmt: skip

CHANGE_COLUMNS = tuple(field.name for field in fields(Change))
LONGEST_WINDOW = 36500  # days: a century, more than any collection of news spans
LATEST_TIMESTAMP = 4102444799  # 2099-12-31 23:59:59 UTC, the last year that a publication may have


class Build:
    """A build. `events` has the 31 columns; the other tables are those of docs/data-dictionary.md.

    out      the folder it was written to, None when it was not
    counts   numbers per stage, as in manifest.json
    options  what it was built with
    outcomes what became of each decision of reviewers, the oldest first
    tables   all tables; of a build that was written they are read when one is first asked for
    """

    def __init__(
        self, out: Path | None, counts: Mapping[str, Any], options: Options, tables: LoadedDataset | None = None,
        outcomes: Sequence[Outcome] = (),
    ) -> None:  # fmt: skip
        self.out, self.counts, self.options, self.outcomes = out, counts, options, tuple(outcomes)
        self._tables = tables

    @property
    def tables(self) -> LoadedDataset:
        """Every table in memory."""
        if self._tables is None:
            assert self.out is not None, "a build that was not written has its tables"
            self._tables = load(self.out)
        return self._tables

    @property
    def events(self) -> pd.DataFrame:
        """The rows: 31 columns, newest first."""
        return self.tables.events

    @property
    def excluded(self) -> pd.DataFrame:
        """Candidates that did not become rows, with their reasons."""
        return self.tables.excluded

    @property
    def articles(self) -> pd.DataFrame:
        """What became of every input."""
        return self.tables.articles

    @property
    def evidence(self) -> pd.DataFrame:
        """Why each cell holds its value: words, place in the article, rules."""
        return self.tables.evidence

    @property
    def details(self) -> pd.DataFrame:
        """One line per row: bounds of fatalities, the window of days, grade."""
        return self.tables.details

    @property
    def members(self) -> pd.DataFrame:
        """Which happening of which article stands behind which row."""
        return self.tables.members

    def explain(self, event_id_cnty: str) -> str:
        """Why a row exists, cell by cell. Raises UsageError for an unknown key."""
        return to_text(draw_event(explain_event(event_id_cnty, self.tables, Locator(self.options))))

    def __repr__(self) -> str:
        where = f" in {shown(self.out)}" if self.out else ""
        articles = self.counts["articles"]["read"]
        return f"<Build: {_some(self.counts['events'], 'event')} from {_some(articles, 'article')}{where}>"


@dataclass(frozen=True, slots=True, repr=False)
class Coded:
    """What one text gave."""

    tables: LoadedDataset
    article: Article
    options: Options

    @property
    def events(self) -> pd.DataFrame:
        """The rows: 31 columns."""
        return self.tables.events

    @property
    def excluded(self) -> pd.DataFrame:
        """Candidates that did not become rows, with their reasons."""
        return self.tables.excluded

    def nodes(self) -> list[Node]:
        """The article with its sentences, then every row cell by cell."""
        locator = Locator(self.options)
        fields = {"title": self.article.title, "text": self.article.text}
        whole = explain_article(self.article.article_id, self.tables, locator, fields)
        keys = self.events["event_id_cnty"]
        return [draw_article(whole), *(draw_event(explain_event(key, self.tables, locator)) for key in keys)]

    def explain(self) -> str:
        """Why these rows and no others: every sentence with its fate, every cell with its words and rules."""
        return "\n\n".join(to_text(node) for node in self.nodes())

    def __repr__(self) -> str:
        lines = [to_text(node) for node in _headlines(self.events)]
        return "\n".join([f"<Coded: {_some(len(self.events), 'event')}>", *lines])


def _some(number: int, what: str) -> str:
    """How many: "no event", "1 event", "2 events"."""
    return counted(number, what) if number else f"no {what}"


def _headlines(events: pd.DataFrame) -> list[Node]:
    columns = ("event_date", "sub_event_type", "actor1", "actor2", "location", "country", "fatalities")
    rows = events[list(columns)].itertuples(index=False)
    return [
        Node(
            f"  {r.event_date:%Y-%m-%d} {r.sub_event_type}: {r.actor1}"
            + (f" / {r.actor2}" if isinstance(r.actor2, str) else "")
            + f", {r.location} ({r.country}), fatalities {r.fatalities}"
        )
        for r in rows
    ]


# ---------------------------------------------------------------- the functions


def build(
    inputs: Inputs,
    out: PathLike | None = None,
    *,
    published: Day | None = None,
    window: int = DEFAULT_WINDOW,
    merge: bool = True,
    rules: PathLike | None = None,
    actors: PathLike | None = None,
    places: PathLike | None = None,
    timestamp: int | None = None,
    gazetteer: PathLike | None = None,
    sources: PathLike | None = None,
    columns: Mapping[str, str] | None = None,
    reviews: PathLike | Sequence[PathLike] = (),
    also: Sequence[str] = (),
    workers: int | None = None,
    scheduler: str | None = None,
) -> Build:
    """Code articles into event rows, and write them to the folder `out` if one is named.

    published  day for articles without one of their own
    window     days before publication that still count as news; older happenings are background
    merge      False codes every article by itself: no duplicates looked for, no events merged
    rules, actors, places  your own data, added to ours or overriding it by id (places by name and nearness too)
    timestamp  Unix seconds for the timestamp column; None takes the newest publication day
    gazetteer  folder of places that `tocsin gazetteer import` made; None takes the platform's data folder
    sources    CSV file of news sources with home country and scale, added to ours or overriding it by name
    columns    other people's names of the input fields: {"published": "date_col"}
    reviews    files of decisions that review pages saved; what became of each is in `outcomes` of the build
    also       formats of export() to write too, into the folder exports of `out`
    workers    processes to code with; None takes the cores that this process may use
    scheduler  address of a Dask scheduler ("tcp://host:8786") whose workers code instead of processes here

    A build to a folder that was broken off is finished by the same call: what was coded lies beside the folder.

    >>> tocsin.build([{"id": "1", "published": "2025-03-06", "text": "..."}]).events     # doctest: +SKIP
    Raises UsageError when the inputs or `out` cannot be used, DataFileError when a rule or data file is broken.
    """
    options = make_options(published, window, merge, rules, actors, places, timestamp, gazetteer, sources)
    named = parse_columns(f"{name}={column}" for name, column in (columns or {}).items())
    for name in also:
        format_named(name)
    options = replace(options, columns=tuple(sorted(named.items())), reviews=review_files(reviews))
    done = run_build(inputs, out, options, workers=workers, scheduler=scheduler)
    if done.out is not None:
        for name in also:
            export_build(done.out, name)
    return done


def code(
    text: str,
    published: Day | None = None,
    title: str = "",
    source: str = "",
    *,
    article_id: str = "text",
    window: int = DEFAULT_WINDOW,
    rules: PathLike | None = None,
    actors: PathLike | None = None,
    places: PathLike | None = None,
    gazetteer: PathLike | None = None,
    sources: PathLike | None = None,
) -> Coded:
    """Code one text.

    >>> tocsin.code("Police clashed with gang members in Carrefour, Haiti, on Tuesday.", "2025-05-21").events
    Raises UsageError when the text cannot be coded: no day is known, or it is not English.
    """
    options = make_options(published, window, False, rules, actors, places, None, gazetteer, sources)
    article = one_article(text, options.published, title, source, article_id)
    results = list(code_articles([article], options))
    for result in results:
        if isinstance(result, Rejected):
            raise UsageError(f"the text cannot be coded: {result.detail}")
    return Coded(to_frames(assemble(results, options)), article, options)


def mentions(
    inputs: Inputs | None = None,
    *,
    text: str | None = None,
    published: Day | None = None,
    rules: PathLike | None = None,
    actors: PathLike | None = None,
    places: PathLike | None = None,
    gazetteer: PathLike | None = None,
    sources: PathLike | None = None,
) -> pd.DataFrame:
    """Every place, time, number, actor and act in articles, or in one `text`. `start` and `end` slice its `field`.

    >>> found = tocsin.mentions(text="Clashes in Gao, Mali, on Monday killed at least 12.", published="2024-09-19")
    Raises UsageError when neither or both are given.
    """
    if (inputs is None) == (text is None):
        raise UsageError("give either inputs or text")
    options = make_options(published, DEFAULT_WINDOW, False, rules, actors, places, None, gazetteer, sources)
    if text is not None:
        articles: Iterable[Article | Rejected] = [one_article(text, options.published, "", "", "text")]
    else:
        assert inputs is not None
        articles = articles_of(inputs, options.published)
    return to_frame(find_mentions(articles, options))


def export(
    build: PathLike,
    to: str,
    out: PathLike | None = None,
    *,
    numeric: bool = False,
    public: bool = False,
    week_start: WeekStart = "saturday",
) -> Path:
    """Write a build folder in another format; the answer is the folder it stands in.

    to          tables, csv, excel-csv, xlsx, parquet, geoparquet, geojson or aggregates
    numeric     actor types as numbers
    public      without quotes and titles
    week_start  "saturday" or "monday": how weeks of aggregates begin

    >>> tocsin.export("output/sahel", "geojson")     # doctest: +SKIP
    Raises UsageError for an unknown format or a folder without a build.
    """
    return export_build(Path(build), to, _path(out), numeric=numeric, public=public, week_start=week_start)


def report(build: PathLike, out: PathLike | None = None, *, title: str | None = None) -> Path:
    """Write one HTML file that shows a build folder, or an events file, without a network; the file.

    out    the file to write; beside the build, as OUT.report.html, when None
    title  the headline; the name of the folder or file when None

    >>> tocsin.report("output/sahel", title="Sahel, 2024")     # doctest: +SKIP
    Raises UsageError where there is no build, or when `out` is something other than a report.
    """
    from tocsin.report.make import write_report  # its charts take a second to import

    return write_report(Path(build), _path(out), title)


def review(
    build: PathLike,
    inputs: Inputs,
    out: PathLike | None = None,
    *,
    mentions: PathLike | None = None,
    articles: Sequence[str] = (),
) -> Path:
    """Write pages to review a build folder on; the answer is the folder with index.html.

    inputs    what the build was made of, for a build keeps no texts
    mentions  the table that `tocsin mentions` wrote: all its words are marked too
    articles  ids of the articles to write pages for; all when empty

    >>> tocsin.review("output/sahel", "articles.jsonl")     # doctest: +SKIP
    Raises UsageError for a folder without a build, or when no text among the inputs fits an article of it.
    """
    return review_pages(Path(build), inputs, _path(out), _path(mentions), articles).folder


def agreement(first: PathLike, second: PathLike) -> pd.DataFrame:
    """How far two reviewers agree, a row per column: column, level, units, same, kappa, alpha.

    Raises UsageError or DataFileError for a file that is no reviews.jsonl.
    """
    found = agreement_of(Path(first), Path(second)).columns
    return pd.DataFrame([asdict(column) for column in found], columns=[f.name for f in fields(ColumnAgreement)])


def evaluate(
    build: PathLike,
    gold: PathLike,
    *,
    days: int | None = None,
    km: float | None = None,
    link: str | None = None,
    all_articles: bool = False,
    inputs: Inputs | None = None,
) -> Evaluation:
    """Judge a build folder by hand-coded rows: rates of events, columns and types, confusions, errors with evidence.

    gold          CSV or Parquet file with ACLED's columns of any year and a link to articles; or another build
    days, km      how far two rows of one event may lie apart; None takes 2 days and 25 km
    link          the column with the id or address of the article; None takes article_id, id or url
    all_articles  True when every article was hand-coded: one without a row in `gold` has no event
    inputs        what the build was made of, to quote whole sentences in errors

    >>> tocsin.evaluate("output/sahel", "coded.csv").columns_table     # doctest: +SKIP
    Raises UsageError for a folder without a build, or a file that is no table, has no link or no days.
    """
    loaded = load(build)
    chosen = settings(days, km)
    texts = {} if inputs is None else _texts(loaded, inputs)
    return evaluate_build(loaded, Path(gold), chosen, link, all_articles, texts)


def _texts(build: LoadedDataset, inputs: Inputs) -> Texts:
    """Title and text of the articles of a build, as far as they are what it was built from."""
    known = dict(zip(build.articles["article_id"], build.articles["sha256"], strict=True))
    return {
        article.article_id: {"title": article.title, "text": article.text}
        for article in articles_of(inputs, None)
        if isinstance(article, Article) and known.get(article.article_id) == article.sha256
    }


def append(old: PathLike, new: PathLike, out: PathLike | None = None) -> LoadedDataset:
    """Merge the build `new` into the dataset `old`, in its place unless `out` names a folder; the tables of both.

    Raises UsageError where there is no build.
    """
    return to_frames(append_builds(Path(old), Path(new), _path(out)))


def diff(old: PathLike, new: PathLike) -> pd.DataFrame:
    """What differs between two build folders, a row each: kind, old_key, new_key, column, before, after, cause."""
    return pd.DataFrame([asdict(change) for change in differences(Path(old), Path(new))], columns=list(CHANGE_COLUMNS))


def compare(
    old: PathLike,
    new: PathLike,
    gold: PathLike | None = None,
    *,
    days: int | None = None,
    km: float | None = None,
    link: str | None = None,
    all_articles: bool = False,
) -> BuildComparison:
    """What the build folder `new` gains and loses against `old`, by rule; with hand-coded rows, what of it is right.

    gold, days, km, link, all_articles  as for evaluate()

    >>> tocsin.compare("output/before", "output/after", "coded.csv").table     # doctest: +SKIP
    Raises UsageError where there is no build, or for a file that cannot be used.
    """
    return compare_builds(Path(old), Path(new), _path(gold), settings(days, km), link, all_articles)


# ---------------------------------------------------------------- what the commands share


def run_build(
    inputs: Inputs,
    out: PathLike | None,
    options: Options,
    tell: Tell = silent,
    workers: int | None = None,
    scheduler: str | None = None,
) -> Build:
    """build() for options made beforehand; `tell` hears of each stage, and how far coding is."""
    if workers is not None and workers < 1:
        raise UsageError(f"workers is {workers}; at least one must code")
    if out is None:
        with tempfile.TemporaryDirectory(prefix="tocsin-") as folder:
            done = run_build(inputs, Path(folder) / "build", options, tell, workers, scheduler)
            return Build(None, done.counts, options, replace(done.tables, manifest={}), done.outcomes)
    target = place(out)
    require_usable(target)
    require_outside(target, inputs)
    read_reviews(options.reviews)  # a broken file is told before the work, not after it
    with opened(work_folder(target)) as work:
        meter = Meter()
        stream = articles_of(inputs, options.published, dict(options.columns), meter)
        tell("stage", stage="read", inputs=len(paths_of(inputs)) or None, bytes=meter.total)
        coded = code_stream(stream, replace(options, reviews=()), work, workers, scheduler, tell, meter)
        tell("stage", stage="gather", parts=len(coded.keys), parts_kept_before=coded.spared)
        made_of = {"inputs": described(inputs), "rules": rule_hashes(options.rules)}
        if options.reviews:
            made_of["reviews"] = described(options.reviews)
        gathered = gather(work, coded.keys, options)
        tell("stage", stage="write", events=gathered.counts["events"], out=shown(target))
        write_dataset(gathered, target, {"versions": dict(coded.versions), **made_of})
    outcomes = gathered.reviewed.outcomes if gathered.reviewed else ()
    return Build(target, gathered.counts, options, outcomes=outcomes)


def make_options(
    published: Day | None,
    window: int,
    merge: bool,
    rules: PathLike | None,
    actors: PathLike | None,
    places: PathLike | None,
    timestamp: int | None,
    gazetteer: PathLike | None = None,
    sources: PathLike | None = None,
) -> Options:
    """Options from what a user writes. Raises UsageError for an unreadable day, window or timestamp."""
    if not isinstance(window, int) or not 0 <= window <= LONGEST_WINDOW:
        raise UsageError(f"window is {window!r}; it counts days, 0 to {LONGEST_WINDOW}")
    if timestamp is not None and not 0 < timestamp <= LATEST_TIMESTAMP:
        raise UsageError(f"timestamp is {timestamp!r}; it counts Unix seconds, 1 to {LATEST_TIMESTAMP} (end of 2099)")
    day = parse_day(published)
    own = (_path(rules), _path(actors), _path(places))
    return Options(day, window, merge, *own, timestamp, _path(gazetteer), _path(sources))


def review_files(given: PathLike | Sequence[PathLike]) -> tuple[Path, ...]:
    """One file or several, each once, by name: their order says nothing."""
    listed = [given] if isinstance(given, str | Path) else list(given)
    return tuple(sorted({Path(path) for path in listed}))


def parse_day(value: Day | None) -> date | None:
    """ "2024-09-19" -> that date. Raises UsageError for anything that is not a day."""
    try:
        return parse_published(value)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _path(value: PathLike | None) -> Path | None:
    return None if value is None else Path(value)
