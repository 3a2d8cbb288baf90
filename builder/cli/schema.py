"""tocsin schema: the columns, their types and codes."""

from __future__ import annotations

import json

import click
from tocsin.cli.screen import show

_LONG = 40
"""Longer lists (countries, interactions) are only counted here; docs/data-dictionary.md has them."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON Schema of one row.")
def schema(as_json: bool) -> None:
    """Show the 31 columns, their types and their codes.

    \b
    tocsin schema --json
    """
    from tocsin.schema.jsonschema import json_schema

    if as_json:
        click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
        return
    _tables()


def _tables() -> None:
    from rich import box
    from rich.table import Table
    from tocsin.schema.columns import COLUMNS
    from tocsin.schema.vocabulary import values

    columns = Table("column", "type", "empty", "meaning", box=box.SIMPLE)
    for spec in COLUMNS:
        columns.add_row(spec.name, spec.type, "yes" if spec.nullable else "", spec.description)
    show(columns)
    codes = Table("column", "codes", box=box.SIMPLE)
    for spec in (spec for spec in COLUMNS if spec.vocabulary):
        listed = [str(value) for value in values(spec.vocabulary)]
        codes.add_row(spec.name, " | ".join(listed) if len(listed) <= _LONG else f"{len(listed)} values")
    show(codes)
