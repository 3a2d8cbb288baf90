"""Run what the pages in docs/ run: page -> the same page with what its commands and Python print now.

A block opens with ```console. Lines that begin with "$ " are commands: `tocsin ...`, with or without `> FILE`; `mkdir`;
and `cat FILE`, whose output is what the page puts into the file. The rest of a block is what its commands print.
A block that opens with ```python is run too, all of a page with the same names; what it prints stands in a ```text
block right below it. All blocks of a page run in one fresh folder, which holds the project's `examples`.
`python tests/docs_refresh.py` writes the pages anew after a change of rules; read the difference before you keep it.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from tocsin.cli.main import main

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = (
    "index.md", "rules.md", "actors.md", "gazetteer.md", "how-a-row-is-made.md", "sources.md", "exports.md",
    "explain.md", "review.md", "evaluate.md",
)  # fmt: skip
LONG_PAGES = ("tutorial.md", "r.md", "qgis.md", "excel.md")
"""The tutorial and the pages that go on with its folder: a test with the mark `ci` runs them (test_tutorial.py)."""
PICTURES = {"tutorial.md": {"months.svg": "images/tutorial-months.svg"}}
"""Page -> pictures that its Python draws, and where the page shows them from."""
_BLOCK = re.compile(
    r"^```console\n(?P<console>.*?)^```$|^```python\n(?P<python>.*?)^```$(?:\n\n```text\n.*?^```$)?",
    re.DOTALL | re.MULTILINE,
)
_MOVES = re.compile(
    r"(?<=toml:)\d+|(?<=csv:)\d+|\d+ of \d+(?= (?:act rules|decisions))|\d+ rules, \d+ texts|\d+(?= more$)",
    re.MULTILINE,
)
"""Numbers that change whenever a rule or an actor is added somewhere else: line numbers, places in an order, totals."""


def replay(page: str, folder: Path | None = None) -> str:
    """The page with every block run in order, in one fresh folder or in the one where another page ended."""
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return replay(page, Path(made))
    shutil.copytree(ROOT / "examples", folder / "examples", dirs_exist_ok=True)
    names: dict[str, object] = {}
    with contextlib.chdir(folder):
        return _BLOCK.sub(lambda block: _replayed(block, names), page)


def settled(page: str) -> str:
    """The page without the numbers that other work moves."""
    return _MOVES.sub("#", page)


def _replayed(block: re.Match[str], names: dict[str, object]) -> str:
    if block["console"] is not None:
        return f"```console\n{''.join(_run_block(block['console']))}```"
    printed = _run_python(block["python"], names)
    return f"```python\n{block['python']}```" + (f"\n\n```text\n{printed}```" if printed else "")


def _run_python(code: str, names: dict[str, object]) -> str:
    """What the code prints; names live on to the next block of the page."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "page", "exec"), names)
    return out.getvalue()


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
        Path(words[1]).write_text(shown.rstrip("\n") + "\n", encoding="utf-8")
        return shown.rstrip("\n") + "\n"
    target = Path(words.pop()) if ">" in words else None
    result = CliRunner().invoke(main, words[1 : -1 if target else None])
    if target is None:
        return result.output
    target.write_text(result.stdout, encoding="utf-8")
    return result.stderr


def refresh() -> None:
    """Write what the commands of every page print now, and what its Python draws."""
    for names in (*((name,) for name in PAGES), LONG_PAGES):
        with tempfile.TemporaryDirectory() as folder:
            for name in names:
                text = (DOCS / name).read_text(encoding="utf-8")
                (DOCS / name).write_text(replay(text, Path(folder)), encoding="utf-8", newline="\n")
                _keep_pictures(name, Path(folder))


def _keep_pictures(name: str, folder: Path) -> None:
    for drawn, shown in PICTURES.get(name, {}).items():
        (DOCS / shown).parent.mkdir(exist_ok=True)
        (DOCS / shown).write_bytes((folder / drawn).read_bytes())
