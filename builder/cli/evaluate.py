"""tocsin evaluate: a build and hand-coded rows in, how right the build is out: tables, a page, a file for machines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tocsin.cli import options
from tocsin.cli.console import Console, telling

if TYPE_CHECKING:
    from tocsin.evaluate.result import Evaluation, EvaluationError
    from tocsin.evaluate.unit import Rates
    from tocsin.explain.node import Node

_RATES = ("gold", "built", "right", "precision", "recall", "F1")
_CONFUSIONS = 10  # lines of confusion that are shown unless all are asked for
_PROOFS = 3  # sentences shown for one error; the page and the JSON have all


@click.command()
@click.argument("build", type=options.PATH, metavar="OUT")
@click.argument("gold", type=options.PATH)
@click.option("--link", metavar="COLUMN", help="Column of GOLD with the article. [default: article_id, id or url]")
@click.option("--days", type=int, metavar="N", help="Days that two rows of one event may lie apart. [default: 2]")
@click.option("--km", type=float, metavar="N", help="Kilometres that they may lie apart. [default: 25]")
@click.option("--all-articles", is_flag=True,
              help="GOLD was coded from all articles of OUT: one without a row in it has no event.")  # fmt: skip
@click.option("--inputs", "-i", multiple=True, type=options.PATH, metavar="PATH",
              help="What the build was made of, to quote whole sentences from; may be repeated.")  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="Also list every error with its evidence.")
@click.option("--html", type=options.PATH, metavar="FILE",
              help="Write a page of it that opens anywhere, without a network.")  # fmt: skip
@click.option("--json", "json_file", type=options.PATH, metavar="FILE", help="Write all of it for machines.")
@telling
def evaluate(
    build: Path, gold: Path, link: str | None, days: int | None, km: float | None, all_articles: bool,
    inputs: tuple[Path, ...], listed: bool, html: Path | None, json_file: Path | None, console: Console,
) -> None:  # fmt: skip
    """Judge the build OUT by hand-coded rows: GOLD, a CSV or Parquet file with ACLED's columns of any year and a
    column that links each row to an article, by its id or address.

    Events are paired within articles, days, kilometres and families of types. Shown are precision, recall and F1 of
    events, columns and sub-event types, and what was taken for what; docs/evaluate.md defines each. A dash stands
    where there is nothing to divide by.

    \b
    tocsin evaluate output/examples tests/examples/expected.csv --all-articles
    tocsin evaluate output/examples tests/examples/expected.csv --list --inputs examples
    tocsin evaluate output/examples tests/examples/expected.csv --html output/evaluation.html
    """
    from tocsin.api import evaluate as judged
    from tocsin.cli.screen import show
    from tocsin.evaluate.page import MARK, page
    from tocsin.evaluate.plain import KIND, to_json
    from tocsin.wholefile import require_free, write_text

    for file, mark in ((html, MARK), (json_file, KIND)):
        if file is not None:
            require_free(file, mark, (gold, *inputs))
    console.tell("stage", stage="judge", build=str(build), gold=str(gold))
    found = judged(build, gold, days=days, km=km, link=link, all_articles=all_articles, inputs=list(inputs) or None)
    if html is not None:
        write_text(html, page(found, build.name, gold.name))
        console.tell("result", message=f"written: {html}")
    if json_file is not None:
        write_text(json_file, to_json(found))
        console.tell("result", message=f"written: {json_file}")
    console.done(events_right=found.rows.right, events_expected=found.rows.gold, errors=len(found.errors))
    for line in _notes(found):
        console.note(line)
    console.clear()
    _tables(found, listed)
    if listed and found.errors:
        from tocsin.cli.screen import tree

        click.echo()
        show(tree(_error_tree(found)))


def _notes(found: Evaluation) -> Iterator[str]:
    """What was not judged."""
    yield from found.warnings
    if found.apart.unseen:
        yield f"{found.apart.unseen} hand-coded rows are of articles that the build never saw; they are not counted"
    if found.apart.outside:
        yield (
            f"{found.apart.outside} built rows are of articles without a hand-coded row; they are not counted "
            "(--all-articles counts them)"
        )


def _tables(found: Evaluation, listed: bool) -> None:
    from tocsin.cli.screen import grid, show
    from tocsin.evaluate.unit import rate_text
    from tocsin.wording import counted

    click.echo(
        f"{counted(found.rows.right, 'event')} found of {found.rows.gold}, within {found.days} days and {found.km:g} "
        f"km, in {counted(found.articles, 'article')}\n"
    )
    whole = None if not found.rows.right else found.whole / found.rows.right
    rows = [("events", *_rates(found.rows), rate_text(whole))]
    rows += [(c.column, *_rates(c.rates), rate_text(c.accuracy)) for c in found.columns]
    show(grid(("", *_RATES, "in pairs"), rows))
    if found.types:
        click.echo()
        show(grid(("sub-event type", *_RATES), [(t.sub_event_type, *_rates(t.rates)) for t in found.types]))
    wrong = [(c.gold or "no event", c.built or "no event", str(c.count)) for c in found.confusion if c.gold != c.built]
    if wrong:
        click.echo()
        show(grid(("hand-coded as", "built as", "times"), wrong if listed else wrong[:_CONFUSIONS]))
        if not listed and len(wrong) > _CONFUSIONS:
            click.echo(f"and {len(wrong) - _CONFUSIONS} more")
    if not listed or not found.errors:
        told = "; --list shows them with their evidence" if found.errors else ""
        click.echo(f"\n{counted(len(found.errors), 'error')}{told}")


def _rates(rates: Rates) -> tuple[str, ...]:
    from tocsin.evaluate.unit import rate_text

    counts = (str(rates.gold), str(rates.built), str(rates.right))
    return (*counts, rate_text(rates.precision), rate_text(rates.recall), rate_text(rates.f1))


# ---------------------------------------------------------------- errors


def _error_tree(found: Evaluation) -> Node:
    from tocsin.explain.node import Node
    from tocsin.wording import counted

    groups: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for error in found.errors:
        groups[error.articles].append(_error_node(error))
    articles = tuple(Node("; ".join(names), tuple(nodes)) for names, nodes in groups.items())
    return Node(counted(len(found.errors), "error"), articles)


def _error_node(error: EvaluationError) -> Node:
    from tocsin.explain.node import Node

    told = [(f'"{words}" ' if words else "") + ", ".join(rules) for words, rules in error.words.items()]
    more = [f"and {len(told) - _PROOFS} more"] if len(told) > _PROOFS else []
    lines = [*filter(None, (error.hint,)), *told[:_PROOFS], *more]
    return Node(headline(error), tuple(Node(line.rstrip()) for line in lines))


def headline(error: EvaluationError) -> str:
    """An error in one line."""
    if error.kind == "missed":
        return f"missed: {error.expected} [{error.gold_key}]"
    if error.kind == "extra":
        return f"too many: {error.found} [{error.built_key}]"
    return f"{error.column}: {error.expected or 'empty'}, built {error.found or 'empty'} [{error.built_key}]"
