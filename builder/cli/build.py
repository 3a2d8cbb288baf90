"""tocsin build: articles in, a folder of tables out, a one-screen summary at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from tocsin.cli import exits, options
from tocsin.cli.console import Console, telling
from tocsin.config import DEFAULT_WINDOW
from tocsin.remote import shown

if TYPE_CHECKING:
    from tocsin.dataset.review_rows import Outcome

TOLD = 20  # decisions that do not hold, told on the screen; reviewed.jsonl has them all


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=options.PATH)
@click.option("--out", required=True, type=options.PATH, metavar="DIR", help="Folder to write; an older build goes.")
@options.published
@click.option(
    "--window",
    type=int,
    default=DEFAULT_WINDOW,
    show_default=True,
    metavar="DAYS",
    help="Days before publication that still count as news; older happenings are background.",
)
@click.option("--no-merge", is_flag=True, help="Code every article by itself: no duplicates, no merged events.")
@click.option(
    "--map", "columns", multiple=True, metavar="FIELD=COLUMN", help="Your name of an input field; may be repeated."
)
@options.own_data
@options.reviews
@click.option(
    "--timestamp",
    type=int,
    metavar="SECONDS",
    help="Unix seconds for the timestamp column. [default: the newest day of publication]",
)
@click.option(
    "--also", multiple=True, metavar="FORMAT", help="Write this format of `tocsin export` too; may be repeated."
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to code with. [default: the cores that this process may use]",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help='Dask scheduler, such as tcp://host:8786, whose workers code (pip install "tocsin[cluster]").',
)
@telling
@click.pass_context
def build(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    out: Path,
    published: str | None,
    window: int,
    no_merge: bool,
    columns: tuple[str, ...],
    own: options.OwnData,
    reviews: tuple[Path, ...],
    timestamp: int | None,
    also: tuple[str, ...],
    workers: int | None,
    scheduler: str | None,
    console: Console,
) -> None:
    """Build a dataset of events from INPUTS: files, folders, patterns, or - for standard input.

    Read are JSON lines, CSV, Parquet, Arrow, plain text, saved HTML, WARC, RSS and Atom, as they are or in .gz and
    .zip, mixed as they come. Nothing is fetched but what you name by s3://, gs:// or az://.

    A build that was broken off is finished by the same command.

    \b
    tocsin build examples --out output/examples
    tocsin build clippings.csv --map text=body --map published=date_col --out output/clippings
    cat articles.jsonl | tocsin build - --out output/piped
    tocsin build examples --out output/examples --also geojson --also xlsx
    tocsin build examples --out output/examples --reviews reviews.jsonl
    """  # fmt: skip
    from tocsin.api import make_options, review_files, run_build
    from tocsin.export.export import export_build
    from tocsin.export.formats import format_named
    from tocsin.sources.columns import parse_columns

    for name in also:
        format_named(name)  # a wrong name is told before the work, not after it
    chosen = make_options(published, window, not no_merge, timestamp=timestamp, **own)
    named = tuple(sorted(parse_columns(columns).items()))
    chosen = replace(chosen, columns=named, reviews=review_files(reviews))
    done = run_build(list(inputs), out, chosen, console.tell, workers, scheduler)
    for name in also:
        console.tell("stage", stage="export", format=name)
        export_build(out, name)
    for line in unheld(done.outcomes):
        console.note(line)
    console.say("\n".join(summary(done.counts, out)))
    console.done(**counted_alone(done.counts))
    ctx.exit(exits.SOME_REJECTED if done.counts["articles"]["rejected"] else exits.BUILT)


def unheld(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each decision of a reviewer that does not hold, and why; the first of many."""
    from tocsin.dataset.review_rows import describe

    lost = [outcome for outcome in outcomes if outcome.fate in ("refused", "overruled", "no_row")]
    yield from (f"review {describe(outcome)}" for outcome in lost[:TOLD])
    if len(lost) > TOLD:
        yield f"and {len(lost) - TOLD} more decisions that do not hold: see reviewed.jsonl"


def counted_alone(counts: Mapping[str, Any]) -> dict[str, int]:
    """The numbers that the last event of --log-json has: articles by status, events, exclusions."""
    articles = {f"articles_{name}": number for name, number in counts["articles"].items()}
    return {**articles, "events": counts["events"], "excluded": counts["excluded"]}


def summary(counts: Mapping[str, Any], out: Path) -> Iterator[str]:
    """One screen: articles, events by type, exclusions by reason, where the files are."""
    articles = counts["articles"]
    rest = {name.replace("_", " "): articles[name] for name in ("coded", "no_event", "duplicate", "rejected")}
    told = ", ".join(f"{number} {name}" for name, number in rest.items() if number)
    yield f"articles  {articles['read']:>6}  ({told})"
    yield f"events    {counts['events']:>6}"
    yield from _ranked(counts["events_by_type"])
    yield f"excluded  {counts['excluded']:>6}"
    yield from _ranked(counts["excluded_by_reason"])
    if "reviews" in counts:
        told = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in counts["reviews"].items() if n)
        yield f"reviews   {counts['reviews']['decisions']:>6}  ({told.partition(', ')[2]})"
    yield f"files     {shown(out)} (events.csv, events.parquet, evidence, excluded and more)"


def _ranked(counts: dict[str, int]) -> Iterator[str]:
    for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"          {number:>6}  {name}"
