"""tocsin code: one text in, its rows out, as cards for reading or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
from tocsin.cli import options
from tocsin.cli.screen import show, tree

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

_CARD = (
    "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "actor2",
    "assoc_actor_2", "interaction", "civilian_targeting", "country", "admin1", "location", "geo_precision",
    "fatalities", "tags", "notes",
)  # fmt: skip
"""The columns that a card shows when they are filled; --json has all 31."""


@click.command()
@click.argument("text")
@options.published
@click.option("--title", default="", help="Headline of the text.")
@click.option("--source", default="", help="Name of the outlet.")
@click.option("--json", "as_json", is_flag=True, help="All columns, and what was excluded, as JSON.")
@click.option("--explain", "why", is_flag=True, help="Also why: fates of sentences, words behind cells.")
@options.own_data
def code(
    text: str,
    published: str | None,
    title: str,
    source: str,
    as_json: bool,
    why: bool,
    own: options.OwnData,
) -> None:
    """Code one TEXT, or standard input when TEXT is "-".

    \b
    tocsin code "Gunmen killed three farmers in Koro, Mali, on Tuesday." --published 2024-09-19
    """
    from tocsin.api import code as code_text

    given = _standard_input() if text == "-" else text
    coded = code_text(given, published, title, source, **own)
    if as_json:
        found = {"events": list(_records(coded.events)), "excluded": list(_records(coded.excluded))}
        click.echo(json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False))
        return
    show(*(_card(row) for row in _records(coded.events)) if len(coded.events) else ("no event",))
    for line in _left_out(coded.excluded):
        click.echo(line)
    for node in coded.nodes() if why else ():
        show(tree(node))


def _standard_input() -> str:
    """All of standard input as UTF-8; a broken byte becomes a mark, which no rule matches."""
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows as JSON can hold them: days in ISO form, empty cells null."""
    from tocsin.dataset.load import records

    for row in records(frame):
        yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    return value.date().isoformat() if hasattr(value, "date") else value


def _card(row: dict[str, Any]) -> Table:
    from rich.table import Table

    card = Table(box=None, show_header=False, title=row["event_id_cnty"], title_justify="left", title_style="bold")
    card.add_column(no_wrap=True)
    card.add_column()
    for name in _CARD:
        if row[name] is not None:
            card.add_row(name, str(row[name]))
    return card


def _left_out(excluded: pd.DataFrame) -> Iterator[str]:
    for row in _records(excluded):
        yield f'excluded ({", ".join(row["reasons"])}): "{" ".join(row["quote"].split())}"'
