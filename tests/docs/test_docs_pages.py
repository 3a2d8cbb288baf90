"""The pages show what the commands print, and what code and rules say: commands are run, pages are made anew."""

from __future__ import annotations

import re

import pytest
from docs_console import DOCS, PAGES, replay, settled
from docs_refresh import WHOLE


@pytest.mark.parametrize("name", PAGES)
def test_page_shows_what_its_commands_print(name: str) -> None:
    """After a change that is meant: `python tests/docs_refresh.py`, then read the difference."""
    page = (DOCS / name).read_text(encoding="utf-8")
    assert settled(replay(page)) == settled(page)


@pytest.mark.parametrize("name", WHOLE)
def test_page_is_made_of_the_present_code_and_rules(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == WHOLE[name](), "run: python tests/docs_refresh.py"


@pytest.mark.parametrize("name", [name for name in WHOLE if name.startswith("reference/")])
def test_every_heading_has_an_address_of_its_own(name: str) -> None:
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", WHOLE[name](), flags=re.DOTALL), re.MULTILINE)
    addresses = [re.sub(r"[^\w -]", "", heading.lower()) for heading in headings]
    assert sorted(set(addresses)) == sorted(addresses)
