"""The pages for non-programmers show what the commands print: every command in them is run."""

from __future__ import annotations

import pytest
from docs_console import DOCS, PAGES, replay, settled


@pytest.mark.parametrize("name", PAGES)
def test_page_shows_what_its_commands_print(name: str) -> None:
    """After a change that is meant: `python tests/docs_console.py`, then read the difference."""
    page = (DOCS / name).read_text(encoding="utf-8")
    assert settled(replay(page)) == settled(page)
