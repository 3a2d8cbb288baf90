"""tocsin diff: two build folders in, one line per difference out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from tocsin.cli import options


@click.command()
@click.argument("old", type=options.PATH)
@click.argument("new", type=options.PATH)
@click.option("--csv", "as_csv", is_flag=True, help="As CSV: kind, old_key, new_key, column, before, after, cause.")
def diff(old: Path, new: Path, as_csv: bool) -> None:
    """Tell what differs between the builds OLD and NEW: rows that appeared, vanished, joined or parted, changed cells.

    Rows are the same when they share a member, whatever their keys. Behind each difference stands its cause, where the
    two builds know it: an article, a rule, the actor data, the gazetteer, a version.

    \b
    tocsin diff output/examples output/examples
    """
    import csv
    import sys
    from dataclasses import astuple, fields

    from tocsin.revise.diff import Change
    from tocsin.revise.diff import diff as differences

    found = differences(old, new)
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow([field.name for field in fields(Change)])
        writer.writerows(astuple(change) for change in found)
    else:
        for change in found:
            click.echo(change.line)
    counts = Counter(change.kind for change in found)
    told = ", ".join(
        f"{counts[kind]} {kind}" for kind in ("appeared", "vanished", "changed", "joined", "parted") if counts[kind]
    )
    click.echo(told or "no difference", err=True)
