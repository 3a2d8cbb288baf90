"""What tests of several folders share: the stores, and every rule text run once through the real stages."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from browser import Browser, browser_running
from rule_corpus import Run, rule_runs
from tocsin.config import Options
from tocsin.pipeline import Stores, load_stores


def pytest_configure() -> None:
    """No village that a developer imported for himself shall decide a test; what tests store goes with them."""
    home = tempfile.mkdtemp(prefix="tocsin-tests-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["XDG_DATA_HOME"] = os.environ["XDG_CACHE_HOME"] = home
    for name in ("TOCSIN_GAZETTEER", "COLUMNS", "NO_COLOR"):  # tables are as wide, and as plain, as where none is set
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def stores() -> Stores:
    """Rules, gate, matcher, actors and gazetteer as they ship."""
    return load_stores(Options())


@pytest.fixture(scope="session")
def runs() -> dict[str, Run]:
    """Rule text -> what the stages made of it."""
    return rule_runs()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a network; `with browser.opened(page) as opened: opened.page.click(...)`."""
    with browser_running() as running:
        yield running
