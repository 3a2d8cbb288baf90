"""The tutorial as somebody walks it who has nothing else: what it installs, what it clicks, what it draws."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pandas as pd
import pytest
import tocsin
from browser import Browser
from docs_console import DOCS, LONG_PAGES, PICTURES, ROOT, replay, settled
from tocsin.reviewing.pages import review_pages
from tocsin.schema.columns import NAMES

PAGE = (DOCS / "tutorial.md").read_text(encoding="utf-8")


def test_it_installs_with_the_commands_that_ci_runs() -> None:
    """README's first command is run in a fresh clone each time; the tutorial gives the same in lines of its own."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.findall(r"^```sh\n(.+?)\n```$", readme, re.MULTILINE)[0].replace("--quiet ", "")
    parts = [part.removeprefix(".venv/bin/") for part in command.split(" && ")]
    (block,) = re.findall(r"^```sh\n(.+?)\n```$", PAGE, re.MULTILINE | re.DOTALL)
    lines = [line for line in block.splitlines() if line not in (". .venv/bin/activate", "tocsin doctor")]
    assert [*lines, "tocsin build examples --out output/examples"] == parts


@pytest.mark.ci
def test_its_clicks_give_the_decisions_that_it_shows(browser: Browser, tmp_path: Path) -> None:
    tocsin.build(ROOT / "examples", tmp_path / "out")
    pages = review_pages(tmp_path / "out", ROOT / "examples")
    with browser.opened(pages.folder / "index.html", accept_downloads=True) as opened:
        page = opened.page
        for title, decide in ((_title(1), _accept), (_title(2), _correct), (_title(3), _reject)):
            page.click(f"text={title}")
            decide(page)
            page.click("text=All articles")
        with page.expect_download() as download:
            page.click("text=Save reviews.jsonl")
        download.value.save_as(tmp_path / "reviews.jsonl")
    saved = [json.loads(line) for line in (tmp_path / "reviews.jsonl").read_text(encoding="utf-8").splitlines()]
    shown = [json.loads(line) for line in re.findall(r'^\{"action".*\}$', PAGE, re.MULTILINE)]
    assert len(shown) == 3 and {one["action"] for one in shown} == {"accept", "correct", "reject"}
    for line in shown:
        (same,) = [one for one in saved if one["member_id"] == line["member_id"]]
        assert {**line, "when": same["when"]}.items() <= same.items()


@pytest.mark.ci
def test_it_shows_what_it_prints_and_draws_and_its_decisions_hold(tmp_path: Path) -> None:
    """After a change that is meant: `python tests/docs_refresh.py`; read the difference, and the prose beside it."""
    assert settled(replay(PAGE, tmp_path)) == settled(PAGE)
    fates = [json.loads(line)["outcome"] for line in (tmp_path / "output/examples/reviewed.jsonl").open()]
    assert fates == ["applied"] * 3
    for drawn, shown in PICTURES["tutorial.md"].items():
        assert _told(tmp_path / drawn) == _told(DOCS / shown)
    for name in LONG_PAGES[1:]:
        page = (DOCS / name).read_text(encoding="utf-8")
        assert settled(replay(page, tmp_path)) == settled(page), name
    _require_tools_read(tmp_path / "output/examples")


def _require_tools_read(build: Path) -> None:
    """What the pages on QGIS and Excel say of types is what their readers find."""
    rows = pd.read_csv(build / "events.csv")
    points = geopandas.read_file(build / "exports/geojson/events.geojson")
    assert points.crs.to_epsg() == 4326 and points["event_date"].dtype.kind == "M"
    assert not {"latitude", "longitude"} & set(points.columns)
    book = openpyxl.load_workbook(build / "exports/xlsx/events.xlsx")
    sheet = book["events"]
    assert book.sheetnames == ["events"] and sheet.freeze_panes == "A2" and sheet.max_row == len(rows) + 1
    first = dict(zip(NAMES, sheet[2], strict=True))
    kinds = [first[name].data_type for name in ("event_id_cnty", "event_date", "iso", "latitude")]
    assert kinds == ["s", "d", "n", "n"]
    deaths = [row[NAMES.index("fatalities")] for row in sheet.iter_rows(2, values_only=True)]
    assert sum(deaths) == rows["fatalities"].sum()


@pytest.mark.parametrize(
    ("name", "language", "field"),
    [("r.md", "r", r"events\$(\w+)|(?:^ {4}|, )(\w+) = col_|fill = (\w+)\)"), ("qgis.md", "qgis", r'"(\w+)"')],
)
def test_code_for_other_tools_names_columns_that_exist(name: str, language: str, field: str) -> None:
    blocks = re.findall(rf"^```{language}\n(.*?)^```", (DOCS / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    found = {"".join(match) for match in re.findall(field, "\n".join(blocks), re.MULTILINE)}
    assert len(found) > 3 and found <= set(NAMES)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed here")
@pytest.mark.ci
def test_the_code_for_r_can_be_parsed(tmp_path: Path) -> None:
    blocks = re.findall(r"^```r\n(.*?)^```", (DOCS / "r.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "page.R").write_text("\n".join(blocks), encoding="utf-8")
    subprocess.run(["Rscript", "-e", "invisible(parse('page.R'))"], cwd=tmp_path, check=True)


def _title(step: int) -> str:
    """The article that a numbered step opens, the first words in bold that are no button."""
    bold = r"\*\*(.+?)\*\*"
    (title,) = re.findall(rf"^{step}\. (?:Click \*\*All articles\*\*, then click|Click) {bold}", PAGE, re.MULTILINE)
    return str(title)


def _accept(page: Any) -> None:
    page.get_by_label("Your name or initials").fill("AD")
    page.click("text=Accept row")


def _correct(page: Any) -> None:
    row = page.locator("[id^=row-]", has_text="Shelling/artillery/missile attack, Kherson")
    row.locator('.cell[data-column="fatalities"]').click()
    page.fill("form.editor [name=fatalities]", "4")
    page.fill("form.editor [name=why]", "a fourth died in hospital, Dnipro Wire of 24 January")
    page.click("text=Save correction")


def _reject(page: Any) -> None:
    page.click("button.reject")
    page.fill("form.editor [name=why]", "withdrawn by the paper on 13 June")
    page.click("form.editor >> text=Reject row")


def _told(picture: Path) -> set[str]:
    """What the marks of a picture tell to somebody who cannot see it; fonts and widths hang on the machine."""
    return set(re.findall(r'aria-label="([^"]+)"', picture.read_text(encoding="utf-8")))
