"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)


def published(command: F) -> F:
    """--published."""
    return click.option(
        "--published", metavar="DATE", help="Day of articles that give none of their own, such as 2024-09-19."
    )(command)


def own_data(command: F) -> F:
    """--rules, --actors, --places, --sources."""
    kinds = {"actors": "File or folder of actors", "rules": "Folder of rule files"}
    for name, what in kinds.items():
        text = f"{what} that adds to ours, or overrides it by id."
        command = click.option(f"--{name}", type=PATH, metavar="PATH", help=text)(command)
    return sources(places(command))


def sources(command: F) -> F:
    """--sources."""
    text = "CSV file of news sources (home country, scale) that adds to ours, or overrides it by name."
    return click.option("--sources", type=PATH, metavar="FILE", help=text)(command)


def places(command: F) -> F:
    """--places."""
    text = "CSV file of places that adds to ours, or overrides it by id, or by name within 25 km."
    return click.option("--places", type=PATH, metavar="FILE", help=text)(command)


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
