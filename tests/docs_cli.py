"""Write docs/cli.md from the commands themselves: every command with its help as a terminal of 100 columns shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click
from tocsin.cli.main import main

_INTRO = """# Commands

This page is written by `python tests/docs_refresh.py` from the commands' own help; edit that, not this page. Every
help ends its text with examples that can be run. Data goes to standard output, messages go to standard error. Colour
is left out where the output is no terminal and where `NO_COLOR` is set.

## Completion in the shell

`tocsin` completes commands and options with the Tab key once the shell is told so, by one line in its start file:

| shell | file | line |
| --- | --- | --- |
| bash | `~/.bashrc` | `eval "$(_TOCSIN_COMPLETE=bash_source tocsin)"` |
| zsh | `~/.zshrc` | `eval "$(_TOCSIN_COMPLETE=zsh_source tocsin)"` |
| fish | `~/.config/fish/completions/tocsin.fish` | `_TOCSIN_COMPLETE=fish_source tocsin \\| source` |

"""


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
        command, info_name=path, terminal_width=width, max_content_width=100, help_option_names=["-h", "--help"]
    )
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


PAGES: dict[str, Callable[[], str]] = {"cli.md": page}
