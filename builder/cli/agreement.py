"""tocsin agreement: two people's reviews in, how far they agree per column out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from tocsin.cli import options

if TYPE_CHECKING:
    from tocsin.reviewing.agreement import Agreement


@click.command()
@click.argument("first", type=options.PATH, metavar="A.jsonl")
@click.argument("second", type=options.PATH, metavar="B.jsonl")
@click.option("--list", "listed", is_flag=True, help="Also list every cell that the two hold differently.")
def agreement(first: Path, second: Path, listed: bool) -> None:
    """Tell how far two people agree who reviewed the same rows, from the reviews.jsonl of each.

    Per column: rows that both judged, the share with the same value, Cohen's kappa, Krippendorff's alpha (ratio level
    for fatalities, nominal for the rest). A dash stands where a coefficient is not defined: only one value was given.

    \b
    tocsin agreement reviews-a.jsonl reviews-b.jsonl --list
    """
    from tocsin.cli.screen import grid, show
    from tocsin.reviewing.agreement import agreement as of

    found = of(first, second)
    show(grid(("column", "rows", "same", "kappa", "alpha", "level"), _lines(found)))
    click.echo(
        f"\nrows judged by both: {found.both}; by {first.name} only: {found.only_first}; "
        f"by {second.name} only: {found.only_second}"
    )
    if listed:
        for one in found.differences:
            click.echo(f'{one.article_id} {one.member_id} {one.column}: "{one.first}" / "{one.second}"')


def _lines(found: Agreement) -> list[tuple[str, ...]]:
    return [
        (column.column, str(column.units), f"{column.same / column.units:.3f}", _number(column.kappa),
         _number(column.alpha), column.level)
        for column in found.columns if column.units
    ]  # fmt: skip


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
