"""What the commands draw: tables, cards, trees. rich is imported only when drawing; progress is console.py."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
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
PLAIN_WIDTH = 100  # columns where the output is no terminal and COLUMNS gives none
WIDEST = 120  # longer lines are hard to read, however wide the terminal is


def show(*things: RenderableType) -> None:
    """Print on standard output. Not on a terminal it is plain text of a fixed width, so that logs read the same."""
    from rich.console import Console

    console = Console(width=width_of_output(), highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.print(*things, sep="\n")
        return
    with console.capture() as capture:
        console.print(*things, sep="\n")
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))


def width_of_output() -> int:
    """Columns to draw in: those of the terminal or of COLUMNS, at most 120; 100 where nothing tells."""
    given = os.environ.get("COLUMNS", "")
    if sys.stdout.isatty() or (given.isdigit() and int(given)):
        return min(shutil.get_terminal_size((PLAIN_WIDTH, 0)).columns, WIDEST)
    return PLAIN_WIDTH


def listing(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], head_line: bool = False) -> None:
    """Rows as a table on a terminal; elsewhere a line each with tabs between, which cut, awk and R read.

    head_line  whether the heads stand in the first of those lines
    """
    if sys.stdout.isatty():
        show(grid(heads, rows))
        return
    for row in (heads, *rows) if head_line else rows:
        click.echo("\t".join(row))


def wrapped(line: str, indent: int) -> str:
    """A line as it is; on a terminal in lines that fit, all but the first indented."""
    if not sys.stdout.isatty():
        return line
    more = " " * indent
    return textwrap.fill(
        line, width_of_output(), subsequent_indent=more, break_long_words=False, break_on_hyphens=False
    )


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
