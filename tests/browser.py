"""Pages of ours in headless Chromium, without a network: every request is recorded, every console error kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ABSENT = "no Chromium: install it (Debian: apt-get install chromium), or name it with TOCSIN_CHROMIUM=/path/to/it"


class Opened:
    """One page and what happened on it: `requests` other than for files, and `errors` that the console told."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.context.route("**/*", self._judge)

    def _judge(self, route: Any) -> None:
        url = route.request.url
        if url.startswith(("file:", "data:", "blob:", "about:")):
            route.continue_()
        else:
            self.requests.append(url)
            route.abort()

    def goto(self, path: Path) -> Any:
        """Open a file; the page."""
        self.page.goto(path.resolve().as_uri())
        return self.page

    def require_quiet(self) -> None:
        """Fail if the page asked for anything, or complained."""
        assert (self.requests, self.errors) == ([], [])


class Browser:
    """A running Chromium that opens pages, each with its own storage."""

    def __init__(self, running: Any) -> None:
        self._running = running

    @contextmanager
    def opened(self, path: Path, width: int = 1280, height: int = 900, **context: Any) -> Iterator[Opened]:
        """A file in a window of that size; it must have been quiet when the block ends."""
        made = self._running.new_context(viewport={"width": width, "height": height}, offline=True, **context)
        try:
            found = Opened(made.new_page())
            found.goto(path)
            yield found
            found.require_quiet()
        finally:
            made.close()


@contextmanager
def browser_running() -> Iterator[Browser]:
    """Start Chromium and Playwright; where one is absent the test is skipped, and with CI set it fails."""
    program = chromium()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = ""
    if not program:
        if os.environ.get("CI"):
            pytest.fail(_ABSENT)
        pytest.skip(_ABSENT)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield Browser(running)
        running.close()


def chromium() -> str:
    """Where Chromium is, or ""."""
    named = os.environ.get("TOCSIN_CHROMIUM")
    return named or next((found for name in _NAMES if (found := shutil.which(name))), "")
