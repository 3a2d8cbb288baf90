"""A build with rows of several types, countries and months, and its report, made once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import tocsin
from click.testing import CliRunner
from tocsin.cli.main import main

sys.path.insert(0, str(Path(__file__).parent))

from press import STORIES, Shown, written


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("report")
    tocsin.build(written(folder, *STORIES), folder / "press", workers=1, merge=False)
    done = CliRunner().invoke(main, ["report", str(folder / "press")], catch_exceptions=False)
    page = folder / "press.report.html"
    assert (done.exit_code, done.output) == (0, f"report: {page}\n")
    return Shown(folder / "press", tocsin.load(folder / "press").events, page)
