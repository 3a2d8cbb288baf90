"""tocsin append: an existing dataset and a newer build in, one dataset out."""

from __future__ import annotations

from pathlib import Path

import click
from tocsin.cli import options


@click.command()
@click.argument("old", type=options.PATH)
@click.argument("new", type=options.PATH)
@click.option("--out", type=options.PATH, metavar="DIR", help="Folder to write. [default: OLD, in its place]")
@click.option("-q", "--quiet", is_flag=True, help="Do not tell what was done.")
def append(old: Path, new: Path, out: Path | None, quiet: bool) -> None:
    """Merge the build NEW into the dataset OLD: this week's articles into last week's rows.

    Rows that share a member are one and keep the key of OLD; rows that tell of one happening are merged as in a build.
    Of an article that stands in both, NEW's coding replaces OLD's.

    \b
    tocsin append output/examples output/examples --out output/both
    """
    from tocsin.revise.append import append as merged

    dataset = merged(old, new, out)
    if not quiet:
        counts = dataset.counts
        click.echo(f"{counts['events']} events from {counts['articles']['read']} articles in {out or old}")
