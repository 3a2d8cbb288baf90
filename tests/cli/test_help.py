"""The help of every command: an example of its own, lines that fit, completion that knows the commands."""

from __future__ import annotations

import pytest
from click.shell_completion import BashComplete
from docs_cli import commands, help_of
from tocsin.cli.main import main


@pytest.mark.parametrize(("path", "command"), [pytest.param(*each, id=each[0]) for each in commands()])
@pytest.mark.parametrize("width", [80, 120])
def test_every_help_has_an_example_and_fits(path: str, command: object, width: int) -> None:
    told = help_of(path, command, width)  # type: ignore[arg-type]
    assert any(line.strip().startswith((f"{path} ", "cat ")) or line.strip() == path for line in told.splitlines())
    long = [line for line in told.splitlines() if len(line) > width and "tocsin " not in line]
    assert long == []


def test_the_shell_completes_commands() -> None:
    found = {item.value for item in BashComplete(main, {}, "tocsin", "_TOCSIN_COMPLETE").get_completions([], "e")}
    assert found >= {"explain", "export"}
