"""The commands in README.md, so that what it promises is what is run: readme.py build | test | refresh.

build, test   print the command of that name
refresh       run the example of the terminal section and write its output into the page
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
_SHELL = re.compile(r"^```sh\n(.+?)\n```$", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```$", re.MULTILINE | re.DOTALL)


def commands(page: str) -> tuple[str, str]:
    """The two commands: (build the examples, run the tests). ValueError when there are not exactly two."""
    build, test = _SHELL.findall(page)
    return build, test


def example(page: str) -> tuple[str, str]:
    """(command, output) of the terminal section."""
    match = _CONSOLE.search(page)
    if match is None:
        raise ValueError("README.md has no console example")
    return match["command"], match["output"]


def run_example(page: str) -> str:
    """What the example prints now, with this Python."""
    program, *arguments = shlex.split(example(page)[0])
    if program != "tocsin":
        raise ValueError(f"the example runs {program}, not tocsin")
    start = "from tocsin.cli.main import main; main(prog_name='tocsin')"
    done = subprocess.run(
        [sys.executable, "-c", start, *arguments], capture_output=True, check=True, env={"PYTHONIOENCODING": "utf-8"}
    )
    return done.stdout.decode("utf-8")


def refreshed(page: str) -> str:
    """The page with the example's present output."""
    command, output = example(page)
    before = f"```console\n$ {command}\n{output}```"
    return page.replace(before, f"```console\n$ {command}\n{run_example(page)}```")


def main() -> None:
    """Print a command or refresh the example."""
    page = README.read_text(encoding="utf-8")
    wanted = sys.argv[1]
    if wanted == "refresh":
        README.write_text(refreshed(page), encoding="utf-8", newline="\n")
    else:
        print(dict(zip(("build", "test"), commands(page), strict=True))[wanted])


if __name__ == "__main__":
    main()
