"""What the commands draw on a terminal: consoles, the progress bar, trees. rich is imported only when drawing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.tree import Tree
    from tocsin.explain.node import Node

_STYLES = {
    **dict.fromkeys(("rule ", "alias ", "regime ", "place "), "dim"),
    **dict.fromkeys(("runner-up", "conflict"), "yellow"),
}
"""How a line of a tree is drawn where there is colour, by how it begins: the words of an article stand out."""
PLAIN_WIDTH = 100  # columns where the output is no terminal and so has no width of its own


def show(*things: RenderableType) -> None:
    """Print on standard output. Not on a terminal it is plain text of a fixed width, so that logs read the same."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.print(*things, sep="\n")
        return
    with console.capture() as capture:
        console.print(*things, sep="\n")
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int], None]]:
    """A counter of articles on standard error; silent when it is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _number: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} articles coded"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda number: bar.advance(task, number)


def counted(number: int, what: str) -> str:
    """How many, in English: "1 fault", "2 faults"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def card(title: str, lines: Iterable[tuple[str, str]]) -> Table:
    """A title and labelled lines; a label that stands on the line before is left out."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, show_header=False, title=Text(title), title_justify="left", title_style="bold")
    drawn.add_column(no_wrap=True)
    drawn.add_column()
    before = ""
    for label, text in lines:
        drawn.add_row("" if label == before else label, Text(text))
        before = label
    return drawn


def tree(node: Node) -> Tree:
    """A node and all below it as a rich tree."""
    from rich.text import Text
    from rich.tree import Tree

    root = Tree(Text(node.text, style="bold"), guide_style="dim")
    _grow(root, node)
    return root


def _grow(branch: Tree, node: Node) -> None:
    from rich.text import Text

    for child in node.children:
        style = next((style for start, style in _STYLES.items() if child.text.startswith(start)), "")
        _grow(branch.add(Text(child.text, style=style)), child)


def grid(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """A plain table: columns with a head each, numbers to the right."""
    from rich.table import Table
    from rich.text import Text

    listed = list(rows)
    drawn = Table(box=None, pad_edge=False, show_edge=False)
    for place, head in enumerate(heads):
        number = all(_is_number(row[place]) for row in listed)
        drawn.add_column(head, justify="right" if number and listed else "left", overflow="fold")
    for row in listed:
        drawn.add_row(*(Text(cell) for cell in row))
    return drawn


def _is_number(cell: str) -> bool:
    """Whether a cell is a number, or the dash that stands for none."""
    return cell in ("-", "–") or cell.replace(".", "").replace("-", "").isdigit()
