"""The command `tocsin`: parse, call the public function, print. Nothing heavy is imported before a command runs."""

from __future__ import annotations

from typing import Any

import click
from tocsin import __version__
from tocsin.cli import exits, options
from tocsin.cli.actors import actors
from tocsin.cli.agreement import agreement
from tocsin.cli.append import append
from tocsin.cli.build import build
from tocsin.cli.code import code
from tocsin.cli.compare import compare
from tocsin.cli.console import AS_JSON, tell_error
from tocsin.cli.diff import diff
from tocsin.cli.doctor import doctor
from tocsin.cli.evaluate import evaluate
from tocsin.cli.explain import explain
from tocsin.cli.export import export
from tocsin.cli.gazetteer import gazetteer
from tocsin.cli.mentions import mentions
from tocsin.cli.report import report
from tocsin.cli.review import review
from tocsin.cli.rules import rules
from tocsin.cli.schema import schema
from tocsin.cli.screen import WIDEST
from tocsin.cli.validate import validate
from tocsin.errors import TocsinError
from tocsin.schema.errors import SchemaError

STOPPED = "stopped; the output is as it was before, and the same command can be run again"


class OneLine(options.Group):
    """A group that tells errors a user can mend in one line instead of a traceback, and of Ctrl-C in one, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note whether errors are to be told as JSON: an error may come before the command has read its options."""
        ctx.meta[AS_JSON] = "--log-json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (TocsinError, SchemaError) as error:
            told, code = str(error), exits.code_of(error)
        except KeyboardInterrupt:
            told, code = STOPPED, exits.STOPPED
        except click.UsageError as error:
            if not ctx.meta[AS_JSON]:
                raise
            told, code = error.format_message(), exits.USAGE
        tell_error(told, code, ctx.meta[AS_JSON])
        return ctx.exit(code)


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDEST})
@click.version_option(__version__, "-V", "--version", message="tocsin %(version)s")
def main() -> None:
    """Read conflict events from news articles: ACLED-style rows, with the words and the rule behind every cell.

    \b
    tocsin build articles.jsonl --out output/sahel
    tocsin explain output/sahel MLI-7f3a9c21b4

    Exit codes: 0 done; 1 failed, and the output is as it was before (validate, rules test, actors check, actors
    coverage: faults found); 2 usage or setup; 3 built, and some inputs were rejected (see articles.parquet); 130
    stopped by Ctrl-C, and the output is as it was before.
    """


for command in (
    build,
    code,
    mentions,
    explain,
    export,
    append,
    diff,
    validate,
    schema,
    rules,
    actors,
    gazetteer,
    doctor,
    agreement,
    review,
    evaluate,
    report,
    compare,
):
    main.add_command(command)
