"""tocsin actors: who is in the dictionaries, whether a file of your own is sound, and which countries are covered."""

from __future__ import annotations

from pathlib import Path

import click
from tocsin.cli import exits, options

own_actors = click.option("--actors", type=options.PATH, metavar="PATH", help="Your file or folder, on top of ours.")


@click.group(cls=options.Group)
def actors() -> None:
    """Look actors up, check a file of your own, see which countries are covered.

    \b
    tocsin actors find gendarmerie --country Mali --date 2024-09-19
    tocsin actors check my-actors.csv
    tocsin actors coverage
    """


@actors.command()
@click.argument("name")
@click.option("--country", default="", metavar="COUNTRY", help="Only rows of this country, spelled as in rows.")
@click.option("--date", "day", metavar="DATE", help="Only rows of this day, such as 2024-09-19.")
@own_actors
def find(name: str, country: str, day: str | None, actors: Path | None) -> None:
    """Show the rows that NAME (a name, a noun or an id) has in the dictionaries, each with its file and line.

    With --country and --date also what a coded row would write for it. Exit code 2 when nothing has that name.

    \b
    tocsin actors find JNIM --country Mali --date 2024-09-19
    """
    from tocsin.actor_search import coded_names, find_entries
    from tocsin.api import parse_day
    from tocsin.cli.screen import card, show

    when = parse_day(day)
    found = find_entries(name, actors, country, when)
    if country and when:
        for coded in coded_names(name, country, when, actors):
            click.echo(f'in rows: "{coded.words}" -> {coded.name}, {coded.inter}')
    show(*(card(entry.table, [("stands at", entry.where), *entry.cells.items()]) for entry in found))


@actors.command()
@click.argument("path", type=options.PATH)
@click.pass_context
def check(ctx: click.Context, path: Path) -> None:
    """Check PATH, an actor CSV of your own or a folder of them, alone and together with ours.

    One line per fault: file and line, row, column, what was found, what is allowed. Exit code 0 without faults,
    1 with faults, 2 when there is no such file or folder.

    \b
    tocsin actors check my-actors.csv
    """
    from tocsin.actors.own import check_own
    from tocsin.wording import counted

    faults = check_own(path)
    for fault in faults:
        click.echo(fault)
    click.echo(f"{counted(len(faults), 'fault')} in {path}", err=True)
    ctx.exit(exits.FAILED if faults else exits.BUILT)


@actors.command()
@own_actors
@click.pass_context
def coverage(ctx: click.Context, actors: Path | None) -> None:
    """Count governments, units, groups and peoples per country, and say why a count is 0.

    On a terminal a table; elsewhere tabs stand between. Exit code 1 when a count is 0 and no reason is known, else 0.

    \b
    tocsin actors coverage
    """
    from tocsin.actor_search import COUNTED, gaps
    from tocsin.actor_search import coverage as count
    from tocsin.cli.screen import listing

    found, known = count(actors), gaps()
    bare, rows = [], []
    for country, numbers in found.items():
        empty = [table for table in COUNTED if not numbers[table]]
        bare += [f"{country} ({table})" for table in empty if (country, table) not in known]
        why = dict.fromkeys(known[country, table] for table in empty if (country, table) in known)
        rows.append((country, *(str(numbers[table]) for table in COUNTED), "; ".join(why)))
    listing(("country", *COUNTED, "why none"), rows, head_line=True)
    click.echo(f"{len(found)} countries; none and no reason why: {', '.join(bare) or 'no country'}", err=True)
    ctx.exit(exits.FAILED if bare else exits.BUILT)
