"""A feed and its build without any disturbance, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
import tocsin
from feeds import contents, feed


@pytest.fixture(scope="session")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """(feed of 420 articles in eight partitions, the files of its build)."""
    folder = tmp_path_factory.mktemp("calm")
    path = feed(folder, 420)
    tocsin.build(path, folder / "out", workers=1)
    return path, contents(folder / "out")
