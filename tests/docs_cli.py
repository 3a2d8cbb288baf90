"""Write docs/cli.md from the commands themselves: every command with its help as a terminal of 100 columns shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click
from tocsin.cli.main import main

_INTRO = """# Commands

This page is written by `python tests/docs_refresh.py` from the commands' own help; edit that, not this page. Every
help ends its text with examples that can be run. Data goes to standard output, messages go to standard error.

Tables, trees and helps take the width of the terminal, or of `COLUMNS`, up to 120; without a terminal 100. Colour is
left out where the output is no terminal and where `NO_COLOR` is set.

## Exit codes

| code | meaning |
| --- | --- |
| 0 | done |
| 1 | failed, and the output is as it was before; `validate`, `rules test`, `actors check`, `actors coverage`, `doctor`: faults found; `gazetteer find`: nothing found |
| 2 | usage or setup: an option, an input or a data file cannot be used as it is; the message names the next step |
| 3 | built, and some inputs were rejected: `articles.parquet` has each with its reason |
| 130 | stopped by Ctrl-C (143: by SIGTERM), and the output is as it was before |

The first Ctrl-C of a long `build` ends it after what is in hand, the second at once. In both cases the same command
goes on from there.

## While a command works

Commands that may work long take three options. Without any, a terminal shows the stage, and how far it is: articles,
share of the input's bytes, articles in a second, time left. Where standard error is no terminal, a line tells the same
every ten seconds.

| option | standard error |
| --- | --- |
| `-q`, `--quiet` | only warnings and errors; standard output does not tell what was written |
| `-v`, `--verbose` | each stage as it begins, with the seconds since the start |
| `--log-json` | one JSON object on each line, and nothing else |

Every object of `--log-json` has `event` and `level` (`info`, `warning`, `error`). There is no time of day in it. With
`--quiet`, only warnings and errors come.

| event | further fields |
| --- | --- |
| `start` | `command`, `version` |
| `stage` | `stage`, and what is known as it begins: `inputs`, `bytes`, `workers`, `parts`, `parts_kept_before`, `events`, `articles`, `format`, `files`, `out` |
| `progress` | `stage`, `articles`, then `bytes`, `total_bytes` (null where the size of an input is not known) or `total_articles`; `parts_kept_before` in `build`: pieces that an earlier run left; `articles_per_second`, `seconds_left`: of the last minute, null where nobody can know |
| `note` | `message`: a warning |
| `result` | `message`: what was found |
| `done` | `command`, `exit_code`, and its counts, such as `articles_read`, `articles_rejected`, `events`, `excluded` |
| `error` | `message`, `exit_code` |

The last line is `done` or `error`.

## Completion in the shell

`tocsin` completes commands and options with the Tab key once the shell is told so, by one line in its start file:

| shell | file | line |
| --- | --- | --- |
| bash | `~/.bashrc` | `eval "$(_TOCSIN_COMPLETE=bash_source tocsin)"` |
| zsh | `~/.zshrc` | `eval "$(_TOCSIN_COMPLETE=zsh_source tocsin)"` |
| fish | `~/.config/fish/completions/tocsin.fish` | `_TOCSIN_COMPLETE=fish_source tocsin \\| source` |

"""  # noqa: E501


def page() -> str:
    """The introduction and every command."""
    return _INTRO + "\n".join(section(path, command) for path, command in commands())


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its words, the groups before what is in them: "tocsin rules", "tocsin rules list"."""
    yield from _below("tocsin", main)


def _below(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _below(f"{path} {name}", command.commands[name])


def section(path: str, command: click.Command) -> str:
    """A heading and the help in full."""
    return f"## {path}\n\n```text\n{help_of(path, command).rstrip()}\n```\n"


def help_of(path: str, command: click.Command, width: int = 100) -> str:
    """The help of a command at a width of the terminal."""
    context = click.Context(
        command, info_name=path, terminal_width=width, max_content_width=width, help_option_names=["-h", "--help"]
    )
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


PAGES: dict[str, Callable[[], str]] = {"cli.md": page}
