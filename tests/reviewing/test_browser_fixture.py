"""The browser of the tests itself: it sees a request, and it sees an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser

ASKS = '<!DOCTYPE html><title>t</title><img src="https://example.org/a.png">'
FAILS = "<!DOCTYPE html><title>t</title><script>null.x</script>"


@pytest.mark.parametrize(("page", "seen"), [(ASKS, "requests"), (FAILS, "errors")])
def test_what_a_page_must_not_do_is_noticed(browser: Browser, tmp_path: Path, page: str, seen: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    with pytest.raises(AssertionError), browser.opened(path) as opened:
        opened.page.wait_for_load_state("load")
        assert getattr(opened, seen)
        opened.require_quiet()
