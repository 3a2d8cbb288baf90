"""tocsin compare: two builds in, what the newer one gains and loses out, by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tocsin.cli import options
from tocsin.cli.console import Console, telling

if TYPE_CHECKING:
    from tocsin.evaluate.result import Evaluation
    from tocsin.revise.compare import BuildComparison, Effect, Verdict

_CAUSES = 20  # lines of causes that are shown unless all are asked for
_KINDS = ("appeared", "vanished", "changed", "joined", "parted")
_SAID = {
    "found": "now found", "lost": "no longer found", "righted": "now right", "wronged": "no longer right",
    "fewer_extra": "too many, gone", "more_extra": "too many, new",
}  # fmt: skip
"""What became of a hand-coded event or cell -> how it is told."""


@click.command()
@click.argument("old", type=options.PATH, metavar="A")
@click.argument("new", type=options.PATH, metavar="B")
@click.option("--gold", type=options.PATH, metavar="FILE", help="Hand-coded rows, to tell gains from losses.")
@click.option("--link", metavar="COLUMN", help="Column of FILE with the article. [default: article_id, id or url]")
@click.option("--days", type=int, metavar="N", help="Days that two rows of one event may lie apart. [default: 2]")
@click.option("--km", type=float, metavar="N", help="Kilometres that they may lie apart. [default: 25]")
@click.option("--all-articles", is_flag=True, help="FILE was coded from all articles of the builds.")
@click.option("--list", "listed", is_flag=True, help="Also list every gain and loss, and all causes.")
@click.option("--json", "json_file", type=options.PATH, metavar="FILE", help="Write all of it for machines.")
@telling
def compare(
    old: Path, new: Path, gold: Path | None, link: str | None, days: int | None, km: float | None, all_articles: bool,
    listed: bool, json_file: Path | None, console: Console,
) -> None:  # fmt: skip
    """Tell what the build B gains and loses against A, by rule: rows that appeared or vanished, cells that changed.

    With --gold each difference is judged by hand-coded rows: events found or lost, cells right or no longer, rows too
    many that came or went. A difference that two rules share counts for both. `tocsin diff` lists each difference.

    \b
    tocsin compare output/examples output/examples
    tocsin compare output/examples output/examples --gold tests/examples/expected.csv --list
    """
    from tocsin.api import compare as compared
    from tocsin.revise.compared_plain import KIND, to_json
    from tocsin.wholefile import require_free, write_text

    if json_file is not None:
        require_free(json_file, KIND, [path for path in (gold,) if path is not None])
    console.tell("stage", stage="compare", old=str(old), new=str(new))
    found = compared(old, new, gold, days=days, km=km, link=link, all_articles=all_articles)
    if json_file is not None:
        write_text(json_file, to_json(found))
        console.tell("result", message=f"written: {json_file}")
    counts: Counter[str] = Counter(change.kind for change in found.changes)
    console.done(**{kind: counts[kind] for kind in _KINDS})
    told = ", ".join(f"{counts[kind]} {kind}" for kind in _KINDS if counts[kind])
    console.clear()
    click.echo(told or "no difference")
    _show(found, listed)


def _show(found: BuildComparison, listed: bool) -> None:
    from tocsin.cli.screen import grid, show

    if found.before is not None and found.after is not None:
        click.echo()
        show(grid(("F1", "A", "B"), _rates(found.before, found.after)))
    tables: list[tuple[tuple[str, ...], Callable[[Effect], tuple[int, ...]]]] = [
        (("rows +", "rows -", "cells"), lambda effect: (effect.appeared, effect.vanished, effect.cells)),
        (
            ("events +", "events -", "right +", "right -", "too many -", "too many +"),
            lambda e: (e.found, e.lost, e.righted, e.wronged, e.fewer_extra, e.more_extra),
        ),
    ]
    for heads, numbers in tables:
        lines = [(effect.cause, effect.rule_is or "–", *map(str, numbers(effect))) for effect in found.effects
                 if any(numbers(effect))]  # fmt: skip
        if lines:
            click.echo()
            show(grid(("rule or cause", "rule is", *heads), lines if listed else lines[:_CAUSES]))
            if not listed and len(lines) > _CAUSES:
                click.echo(f"and {len(lines) - _CAUSES} more")
    if listed:
        for verdict in found.verdicts:
            click.echo(("" if verdict is not found.verdicts[0] else "\n") + _line(verdict))


def _rates(before: Evaluation, after: Evaluation) -> list[tuple[str, ...]]:
    from tocsin.evaluate.unit import rate_text

    pairs = [("events", before.rows.f1, after.rows.f1)]
    pairs += [(one.column, one.rates.f1, other.rates.f1) for one, other in
              zip(before.columns, after.columns, strict=True)]  # fmt: skip
    return [(name, rate_text(one), rate_text(other)) for name, one, other in pairs]


def _line(verdict: Verdict) -> str:
    """A gain or a loss in one line."""
    key = verdict.new_key or verdict.old_key
    if verdict.column:
        what = f"{verdict.column}: {verdict.before or 'empty'} -> {verdict.after or 'empty'}"
    else:
        what = verdict.expected or verdict.after or verdict.before
    return f"{_SAID[verdict.what]:<16} {key} {what}   [{', '.join(verdict.causes)}]"
