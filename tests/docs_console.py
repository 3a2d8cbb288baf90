"""Run the console blocks of the pages in docs/: page -> the same page with what the commands print now.

A block opens with ```console. Lines that begin with "$ " are commands: `tocsin ...`, with or without `> FILE`; `mkdir`;
and `cat FILE`, whose output is what the page puts into the file. The rest of a block is what its commands print.
`python tests/docs_refresh.py` writes the pages anew after a change of rules; read the difference before you keep it.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from tocsin.actors.store import ActorStore
from tocsin.cli.main import main
from tocsin.pipeline import load_stores
from tocsin.rulebook.load import load_rules

DOCS = Path(__file__).parents[1] / "docs"
PAGES = (
    "index.md", "rules.md", "actors.md", "gazetteer.md", "how-a-row-is-made.md", "sources.md", "exports.md",
    "explain.md", "review.md",
)  # fmt: skip
_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
_MOVES = re.compile(
    r"(?<=toml:)\d+|(?<=csv:)\d+|\d+ of \d+(?= (?:act rules|decisions))|\d+ rules, \d+ texts|\d+(?= more$)",
    re.MULTILINE,
)
"""Numbers that change whenever a rule or an actor is added somewhere else: line numbers, places in an order, totals."""


def replay(page: str) -> str:
    """The page with every block run in one fresh folder, in order."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return _BLOCK.sub(lambda block: "".join(_run_block(block[1])), page)


def settled(page: str) -> str:
    """The page without the numbers that other work moves."""
    return _MOVES.sub("#", page)


def _run_block(block: str) -> Iterator[str]:
    """Commands, each with what it prints; a blank line stays between them."""
    parts = re.split(r"^(?=\$ )", block, flags=re.MULTILINE)
    for part in filter(None, parts):
        command, _, shown = part.partition("\n")
        blank = "\n" if shown.endswith("\n\n") else ""
        yield f"{command}\n{_run(command.removeprefix('$ '), shown)}{blank}"


def _run(command: str, shown: str) -> str:
    words = shlex.split(command)
    if words[0] == "mkdir":
        Path(words[1]).mkdir(parents=True)
        return ""
    if words[0] == "cat":
        for cached in (load_rules, load_stores, ActorStore.load):  # a command would be a new process
            cached.cache_clear()
        Path(words[1]).write_text(shown.rstrip("\n") + "\n", encoding="utf-8")
        return shown.rstrip("\n") + "\n"
    target = Path(words.pop()) if ">" in words else None
    result = CliRunner().invoke(main, words[1 : -1 if target else None])
    if target is None:
        return result.output
    target.write_text(result.stdout, encoding="utf-8")
    return result.stderr


def refresh() -> None:
    """Write what the commands of every page print now."""
    for name in PAGES:
        text = (DOCS / name).read_text(encoding="utf-8")
        (DOCS / name).write_text(replay(text), encoding="utf-8", newline="\n")
