"""tocsin append: an existing dataset and a newer build in, one dataset out."""

from __future__ import annotations

from pathlib import Path

import click
from tocsin.cli import options
from tocsin.cli.console import Console, telling


@click.command()
@click.argument("old", type=options.PATH)
@click.argument("new", type=options.PATH)
@click.option("--out", type=options.PATH, metavar="DIR", help="Folder to write. [default: OLD, in its place]")
@telling
def append(old: Path, new: Path, out: Path | None, console: Console) -> None:
    """Merge the build NEW into the dataset OLD: this week's articles into last week's rows.

    Rows that share a member are one and keep the key of OLD; rows that tell of one happening are merged as in a build.
    Of an article that stands in both, NEW's coding replaces OLD's.

    \b
    tocsin append output/examples output/examples --out output/both
    """
    from tocsin.revise.append import append as merged
    from tocsin.wording import counted

    console.tell("stage", stage="merge", old=str(old), new=str(new))
    dataset = merged(old, new, out)
    events, articles = dataset.counts["events"], dataset.counts["articles"]["read"]
    console.say(f"{counted(events, 'event')} from {counted(articles, 'article')} in {out or old}")
    console.done(events=events, articles_read=articles)
