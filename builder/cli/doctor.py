"""tocsin doctor: is what coding needs here, does it work, where may be written; one line each."""

from __future__ import annotations

import json
from pathlib import Path

import click
from tocsin.cli import exits, options

_INDENT = 19  # columns before what was found
_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@click.option("--out", type=options.PATH, metavar="DIR", help="Folder that output is to go to. [default: this one]")
@click.option("--json", "as_json", is_flag=True, help="A list of objects: name, status, found, next_step.")
@options.own_data
@click.pass_context
def doctor(
    ctx: click.Context,
    out: Path | None,
    as_json: bool,
    own: options.OwnData,
) -> None:
    """Check the installation: versions, parser model, rules, actors, gazetteer, a test sentence, write access.

    Each line is ok, warn or fail, with the next step below it. Nothing is changed and nothing is fetched. Exit code
    1 when a line fails. Send the output with a report of a fault.

    \b
    tocsin doctor
    tocsin doctor --rules my-rules --actors my-actors.csv --json
    """
    from dataclasses import asdict

    from tocsin.cli.screen import wrapped
    from tocsin.config import Options
    from tocsin.doctor import examine

    chosen = Options(**own)
    checks = []
    for check in examine(chosen, out):
        checks.append(check)
        if not as_json:
            status = f"{check.status:<4}"
            told = wrapped(f"{status}  {check.name:<11}  {check.found}", _INDENT)
            click.echo(options.styled(status, _COLOURS[check.status]) + told.removeprefix(status))
            if check.next_step:
                click.echo(wrapped(f"{'':{_INDENT}}-> {check.next_step}", _INDENT + 3))
    if as_json:
        click.echo(json.dumps([asdict(check) for check in checks], indent=2, ensure_ascii=False))
    ctx.exit(exits.FAILED if any(check.status == "fail" for check in checks) else exits.BUILT)
