"""tocsin export: a build folder in, the same events in another format out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from tocsin.cli import options
from tocsin.cli.console import Console, telling


def formats_table() -> str:
    """The formats, a line each; asked for by --help only."""
    from tocsin.export.formats import FORMATS

    width = max(map(len, FORMATS))
    return "\n".join(f"{name:<{width}}  {format.about}" for name, format in FORMATS.items())


class _WithFormats(click.Command):
    """A command whose help ends with the formats, read from where they are defined."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table."""
        formatter.write("\nFormats:\n")
        for line in formats_table().splitlines():
            formatter.write(f"  {line}\n")


@click.command(cls=_WithFormats)
@click.argument("build", type=options.PATH)
@click.option("--to", "formats", required=True, multiple=True, metavar="FORMAT", help="Format; may be repeated.")
@click.option("--out", type=options.PATH, metavar="DIR", help="Folder to write. [default: BUILD/exports/FORMAT]")
@click.option("--inter", type=click.Choice(["text", "numeric"]), default="text", show_default=True,
              help="Actor types as words, or as the numbers 0 to 8 and two-digit interactions.")  # fmt: skip
@click.option("--public", is_flag=True, help="Without quotes and titles: nothing of the publishers' own words.")
@click.option("--week-start", type=click.Choice(["saturday", "monday"]), default="saturday", show_default=True,
              help="The first day of the weeks in aggregates.")  # fmt: skip
@telling
def export(
    build: Path,
    formats: tuple[str, ...],
    out: Path | None,
    inter: str,
    public: bool,
    week_start: Any,
    console: Console,
) -> None:
    """Write the events of BUILD, a folder that `tocsin build` wrote, in another format, with a datapackage.json.

    \b
    tocsin export output/examples --to geojson
    tocsin export output/examples --to excel-csv --inter numeric --out for-excel
    tocsin export output/examples --to tables --public --out to-publish
    """
    from tocsin.errors import UsageError
    from tocsin.export.export import export_build
    from tocsin.remote import shown

    if out is not None and len(formats) > 1:
        raise UsageError("--out takes one format; leave it out, or call once per format")
    for name in formats:
        console.tell("stage", stage="export", format=name)
        written = export_build(build, name, out, numeric=inter == "numeric", public=public, week_start=week_start)
        console.say(f"{name}: {shown(written)}")
    console.done(formats=len(formats))
