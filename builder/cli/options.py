"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypedDict, TypeVar, cast

import click

LONGEST = 200
"""Characters of a command's first sentence in the list of its group: the whole of it, in as many lines as it takes."""
F = TypeVar("F", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)


class Group(click.Group):
    """A group that lists each of its commands with the whole first sentence of its help."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list."""
        with formatter.section("Commands"):
            named = ((name, self.commands[name]) for name in self.list_commands(ctx))
            formatter.write_dl([(name, command.get_short_help_str(LONGEST)) for name, command in named])


def published(command: F) -> F:
    """--published."""
    return click.option(
        "--published", metavar="DATE", help="Day of articles that give none of their own, such as 2024-09-19."
    )(command)


class OwnData(TypedDict):
    """Files and folders of the user's own, as the options of `own_data` give them."""

    rules: Path | None
    actors: Path | None
    places: Path | None
    sources: Path | None
    gazetteer: Path | None


_OWN = {
    "sources": ("FILE", "CSV file of news sources (home country, scale) that adds to ours, or overrides it by name."),
    "places": ("FILE", "CSV file of places that adds to ours, or overrides it by id, or by name within 25 km."),
    "rules": ("PATH", "Folder of rule files that adds to ours, or overrides it by id."),
    "actors": ("PATH", "File or folder of actors that adds to ours, or overrides it by id."),
}


def own_data(command: F) -> F:
    """--sources, --places, --rules, --actors, --gazetteer; they reach the command together, as `own`."""

    @wraps(command)
    def gathered(*args: Any, **given: Any) -> Any:
        own = {name: given.pop(name) for name in OwnData.__annotations__}
        return command(*args, own=own, **given)

    found: Any = gazetteer(gathered)
    for name, (metavar, text) in reversed(_OWN.items()):
        found = click.option(f"--{name}", type=PATH, metavar=metavar, help=text)(found)
    return cast(F, found)


def gazetteer(command: F) -> F:
    """--gazetteer."""
    text = "Folder of imported places. [default: $TOCSIN_GAZETTEER, else the platform's data folder]"
    return click.option("--gazetteer", type=PATH, metavar="DIR", help=text)(command)


def reviews(command: F) -> F:
    """--reviews."""
    text = "File of decisions that review pages saved, applied to the rows; may be repeated."
    return click.option("--reviews", multiple=True, type=PATH, metavar="FILE", help=text)(command)


def styled(text: str, colour: str) -> str:
    """The text in a colour; as it is where NO_COLOR is set. click itself takes colours out of what is no terminal."""
    return text if os.environ.get("NO_COLOR") else click.style(text, fg=colour)
