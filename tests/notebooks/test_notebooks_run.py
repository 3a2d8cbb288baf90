"""The notebooks run from the first cell to the last with a real kernel, in their order, as a reader would run them."""

from __future__ import annotations

import base64
import io
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import tocsin

jupytext = pytest.importorskip("jupytext", reason="pip install tocsin[notebooks]")
nbclient = pytest.importorskip("nbclient", reason="pip install tocsin[notebooks]")
imread = pytest.importorskip("matplotlib.image", reason="pip install tocsin[notebooks]").imread

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PNG = "image/png"
FIGURES = {"1_dataset": 0, "2_analysis": 6, "3_rule": 0, "4_quality": 1}
"""Notebook -> plots that it shows."""

pytestmark = pytest.mark.ci


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
    pictures = [output["data"][PNG] for output in shown if PNG in output.get("data", {})]
    assert len(pictures) == FIGURES[name]
    assert [output["text"] for output in shown if "Warning" in output.get("text", "")] == []
    assert [number for number, picture in enumerate(pictures) if not drawn(picture)] == []


def drawn(picture: str) -> bool:
    """Whether a picture has colours beside black, white and greys, and neither bars nor points are cut at its edge."""
    pixels = imread(io.BytesIO(base64.b64decode(picture)))[..., :3]
    coloured = pixels.max(axis=2) - pixels.min(axis=2) > 0.2
    edge = (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])
    return bool(coloured.mean() > 0.002) and all(bool((side > 0.99).all()) for side in edge)


def test_the_dataset_is_what_the_text_says(executed: dict[str, Any], folder: Path) -> None:
    build = tocsin.load(folder.parent / "output" / "sahel")
    assert len(build.articles) == len(list((folder / "stories").iterdir())) == 35
    koro = build.events[build.events["location"] == "Koro"]
    assert list(koro["source"]) == ["Radio Dune; Sahel Courier"]
    fates = dict(zip(build.articles["article_id"], build.articles["status"], strict=True))
    assert {fates["26-bankass-mast"], fates["27-djibo-mast"]} == {"no_event"}
    left_out = {reason for reasons in build.excluded["reasons"] for reason in reasons}
    assert left_out >= {"background", "figurative", "hypothetical"}


def test_the_analysis_loses_no_row_of_either_file(executed: dict[str, Any], folder: Path) -> None:
    """The table by province adds up to the file it was made of."""
    shown = [output.get("data", {}).get("text/html", "") for output in outputs(executed["2_analysis"])]
    tables = [pd.read_html(io.StringIO(html))[0] for html in shown if "on_civilians" in html]
    files = (folder.parent / "output" / "sahel" / "events.csv", folder / "export_form.csv")
    for table, file in zip(tables, files, strict=True):
        events = pd.read_csv(file)
        assert table["events"].to_numpy().sum() == len(events)
        assert table["deaths"].to_numpy().sum() == events["fatalities"].sum()


def test_the_rule_of_the_notebook_is_proven_and_adds_the_two_masts(executed: dict[str, Any], folder: Path) -> None:
    texts = [output.get("text", "") for output in outputs(executed["3_rule"])]
    assert any("1 rule, 3 texts, 0 faults" in text for text in texts)
    found = tocsin.diff(folder.parent / "output" / "sahel", folder.parent / "output" / "sahel-masts")
    assert list(found["kind"]) == ["appeared", "appeared"]
    assert found["cause"].str.contains("act:mine.saw_down added").all()


def test_the_quality_is_that_of_the_hand_coded_rows(executed: dict[str, Any], folder: Path) -> None:
    """Every story was coded; the rule of the third notebook finds two events more and loses nothing."""
    coded = pd.read_csv(folder / "coded.csv")
    assert set(coded["article_id"]) == {path.stem for path in (folder / "stories").iterdir()}
    output = folder.parent / "output"
    found = tocsin.evaluate(output / "sahel", folder / "coded.csv")
    assert (found.articles, found.rows.gold, found.warnings) == (35, 30, ())
    assert found.rows.f1 is not None and found.rows.f1 > 0.9
    change = tocsin.compare(output / "sahel", output / "sahel-masts", folder / "coded.csv")
    assert sorted(verdict.what for verdict in change.verdicts) == ["found", "found"]
    assert {verdict.causes for verdict in change.verdicts} == {("act:mine.saw_down",)}
    tables = [output.get("data", {}).get("text/html", "") for output in outputs(executed["4_quality"])]
    assert any("act:mine.saw_down" in table for table in tables)
