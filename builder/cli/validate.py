"""tocsin validate: an events table in, one line per violation out."""

from __future__ import annotations

from pathlib import Path

import click
from tocsin.cli import exits, options


@click.command()
@click.argument("file", type=options.PATH)
@click.option("--foreign", is_flag=True, help="Rows of another producer: their keys and order are not judged.")
@click.pass_context
def validate(ctx: click.Context, file: Path, foreign: bool) -> None:
    """Judge FILE, an events.csv, an events.parquet or a build folder, by every check of the contract.

    One line per violation; codes with E are errors, with W warnings. Exit code 0 without errors, 1 with errors,
    2 when FILE cannot be read as a table. A file of ACLED's of any year is judged in today's columns and codes; what it
    writes otherwise is told first.

    \b
    tocsin validate output/examples
    tocsin validate published.csv --foreign
    """
    from tocsin.schema.checks import errors_of
    from tocsin.validate import older_forms
    from tocsin.validate import validate as violations_in

    for change in older_forms(file):
        click.echo(f"read as an older form: {change}", err=True)
    found = violations_in(file, own=not foreign)
    for violation in found:
        click.echo(violation.message)
    errors = len(errors_of(found))
    click.echo(f"{errors} errors, {len(found) - errors} warnings in {file}", err=True)
    ctx.exit(exits.FAILED if errors else exits.BUILT)
