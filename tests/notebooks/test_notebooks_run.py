"""The notebooks run from the first cell to the last with a real kernel, in their order, as a reader would run them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

jupytext = pytest.importorskip("jupytext", reason="pip install tocsin[notebooks]")
nbclient = pytest.importorskip("nbclient", reason="pip install tocsin[notebooks]")

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PNG = "image/png"
FIGURES = {"1_dataset": 0, "2_analysis": 6, "3_rule": 0}
"""Notebook -> plots that it shows."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the notebooks, beside an empty folder for output; what one notebook writes, the next one reads."""
    home = tmp_path_factory.mktemp("project")
    (home / "output").mkdir()
    shutil.copytree(NOTEBOOKS, home / "notebooks")
    return home / "notebooks"


@pytest.fixture(scope="module")
def executed(folder: Path) -> dict[str, Any]:
    """Every notebook after its run, in order."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"])
        done = {}
        for path in sorted(folder.glob("*.py")):
            book = jupytext.read(path)
            client = nbclient.NotebookClient(book, timeout=300, resources={"metadata": {"path": str(folder)}})
            done[path.stem] = client.execute()
        return done


def outputs(book: Any) -> list[Any]:
    return [output for cell in book.cells for output in cell.get("outputs", [])]


def test_every_notebook_is_run(executed: dict[str, Any]) -> None:
    assert set(executed) == set(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_its_plots_are_drawn_and_nothing_warns(executed: dict[str, Any], name: str) -> None:
    shown = outputs(executed[name])
    assert sum(PNG in output.get("data", {}) for output in shown) == FIGURES[name]
    assert [output["text"] for output in shown if "Warning" in output.get("text", "")] == []


def test_the_rule_of_the_notebook_is_proven_and_adds_the_two_masts(executed: dict[str, Any]) -> None:
    texts = [output.get("text", "") + str(output.get("data", {})) for output in outputs(executed["3_rule"])]
    assert any("1 rule, 3 texts, 0 faults" in text for text in texts)
    assert any("appeared" in text and "mine.saw_down" in text for text in texts)
