"""tocsin report: a build in, one HTML file out that shows it without a network."""

from __future__ import annotations

from pathlib import Path

import click
from tocsin.cli import options


@click.command()
@click.argument("build", type=options.PATH, metavar="OUT")
@click.option("--out", type=options.PATH, metavar="FILE", help="File to write. [default: OUT.report.html]")
@click.option("--title", metavar="TEXT", help="Headline of the page. [default: the name of the folder]")
@click.option("-q", "--quiet", is_flag=True, help="Do not tell where the file is.")
def report(build: Path, out: Path | None, title: str | None, quiet: bool) -> None:
    """Write one HTML file of the build OUT: map, series, lists, filters, rows and their evidence. It needs no network.

    OUT is a folder that `tocsin build` wrote, or an events file of its form.

    \b
    tocsin report output/examples
    tocsin report output/examples --out examples.html --title "Examples, 2025"
    """
    from tocsin.report.make import write_report

    written = write_report(build, out, title)
    if not quiet:
        click.echo(f"report: {written}")
