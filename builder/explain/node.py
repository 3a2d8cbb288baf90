"""A tree of lines, which a terminal draws and Python prints. Drawing it in colour is cli/screen.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """One line of an explanation and the lines below it."""

    text: str
    children: tuple[Node, ...] = ()


def to_text(node: Node) -> str:
    """The tree as indented lines."""
    return "\n".join(_lines(node, 0))


def _lines(node: Node, depth: int) -> Iterator[str]:
    yield "  " * depth + node.text
    for child in node.children:
        yield from _lines(child, depth + 1)
