"""tocsin report: a build in, one HTML file out that shows it without a network."""

from __future__ import annotations

from pathlib import Path

import click
from tocsin.cli import options
from tocsin.cli.console import Console, telling


@click.command()
@click.argument("build", type=options.PATH, metavar="OUT")
@click.option("--out", type=options.PATH, metavar="FILE", help="File to write. [default: OUT.report.html]")
@click.option("--title", metavar="TEXT", help="Headline of the page. [default: the name of the folder]")
@telling
def report(build: Path, out: Path | None, title: str | None, console: Console) -> None:
    """Write one HTML file of the build OUT: map, series, lists, filters, rows and their evidence. It needs no network.

    OUT is a folder that `tocsin build` wrote, or an events file of its form.

    \b
    tocsin report output/examples
    tocsin report output/examples --out examples.html --title "Examples, 2025"
    """
    from tocsin.report.make import write_report

    console.tell("stage", stage="draw", build=str(build))
    written = write_report(build, out, title)
    console.say(f"report: {written}")
    console.done(out=str(written))
