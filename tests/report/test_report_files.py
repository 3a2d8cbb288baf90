"""Reports without a browser: errors, files that are kept, sums of rows, JSON in scripts, contrast of colours."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import tocsin
from click.testing import CliRunner
from tocsin.cli.main import main
from tocsin.report.groups import OTHERS, STEPS, Held, grouped
from tocsin.report.words import short
from tocsin.webpage import embedded


def report(*arguments: str | Path) -> Any:
    return CliRunner().invoke(main, ["report", *map(str, arguments)], catch_exceptions=False)


# ---------------------------------------------------------------- what is refused


def nothing(folder: Path) -> Path:
    return folder / "missing"


def empty_folder(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def folder_of_something_else(folder: Path) -> Path:
    (folder / "other").mkdir()
    (folder / "other" / "manifest.json").write_text("{}", encoding="utf-8")
    return folder / "other"


def text_file(folder: Path) -> Path:
    (folder / "notes.txt").write_text("Gunmen killed three farmers.", encoding="utf-8")
    return folder / "notes.txt"


def damaged_table(folder: Path) -> Path:
    (folder / "events.parquet").write_bytes(b"PAR1 damaged")
    return folder / "events.parquet"


def table_of_something_else(folder: Path) -> Path:
    (folder / "prices.csv").write_text("good,price\nrice,3\n", encoding="utf-8")
    return folder / "prices.csv"


FAULTS = (nothing, empty_folder, folder_of_something_else, text_file, damaged_table, table_of_something_else)


@pytest.mark.parametrize("make", FAULTS, ids=lambda make: make.__name__)
def test_what_is_no_build_is_one_clear_line(make: Any, tmp_path: Path) -> None:
    path = make(tmp_path)
    before = set(tmp_path.rglob("*"))
    result = report(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("tocsin: ") and result.stderr.count("\n") == 1
    assert path.name in result.stderr
    assert set(tmp_path.rglob("*")) == before


def test_a_file_that_is_no_report_is_never_replaced(tmp_path: Path) -> None:
    for name, content in (("thesis.html", "<html>years of work</html>"), ("events.csv", "a,b\n")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        result = report("anything", "--out", tmp_path / name)
        assert result.exit_code == 2 and "was not written by this command" in result.stderr
        assert (tmp_path / name).read_text(encoding="utf-8") == content
    assert "name a file" in report("anything", "--out", tmp_path).stderr


# ---------------------------------------------------------------- the file

ROWS = Path(__file__).with_name("rows.csv").read_text(encoding="utf-8").splitlines()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    """Wherever they lie and the file goes, in whatever order: no path, clock or chance gets in."""
    for name, lines in (("one", ROWS), ("deep/two", [ROWS[0], *reversed(ROWS[1:])])):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "rows.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    page = tocsin.report(tmp_path / "one" / "rows.csv")
    assert page == tmp_path / "one" / "rows.report.html"
    first = page.read_bytes()
    assert report(tmp_path / "deep/two/rows.csv", "--out", page).exit_code == 0  # an older report is replaced
    assert page.read_bytes() == first
    assert str(tmp_path).encode() not in first
    assert sorted(path.name for path in page.parent.iterdir()) == ["rows.csv", "rows.report.html"]
    text = first.decode("utf-8")
    allowed = set(re.findall(r"'(sha256-[^']+)'", text))
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert {f"sha256-{b64encode(sha256(code.encode()).digest()).decode()}" for code in scripts} == allowed
    assert not re.search(r"<(?:link|img|iframe|script[^>]*\ssrc)\b", text.partition("<script>")[0])


# ---------------------------------------------------------------- sums

LISTS: dict[str, list[Any]] = {
    "kinds": [["Battles", "Armed clash"], ["Protests", "Peaceful protest"]],
    "places": [["Koro", "Mopti", "Mali", 14.07, -3.08], ["Bankass", "Mopti", "Mali", 14.08, -3.52],
               ["Gao", "Gao", "Mali", 16.27, -0.04], ["Kisumu", "Kisumu", "Kenya", -0.1, 34.75]],
    "actors": [f"Actor {number}" for number in range(1200)],
    "with1": ["Farmers (Mali)"], "with2": [], "grades": ["A", "B"], "scales": ["National"],
}  # fmt: skip


def rows_of(number: int) -> dict[str, list[int]]:
    """Rows with every place and kind, a day each, newest first; half of them by one actor."""
    every = range(number)
    return {
        "day": [20_000 - row for row in every], "kind": [row % 2 for row in every], "place": [row % 4 for row in every],
        "actor1": [row // 2 % 1200 if row % 2 else 0 for row in every], "actor2": [-1] * number,
        "with1": [row % 2 - 1 for row in every], "with2": [-1] * number, "grade": [row % 2 for row in every],
        "scale": [0] * number, "geo": [1 + row % 3 for row in every], "time": [1] * number,
        "deaths": [row % 5 for row in every], "n": [1] * number,
    }  # fmt: skip


def told(held: Held) -> dict[str, int]:
    """What a page counts of it all."""
    sums = {name: sum(held.cells[name]) for name in ("n", "deaths")}
    kenya = [place[2] == "Kenya" for place in held.lists["places"]]
    sums["kenya"] = sum(n for n, place in zip(held.cells["n"], held.cells["place"], strict=True) if kenya[place])
    sums["battles"] = sum(n for n, kind in zip(held.cells["n"], held.cells["kind"], strict=True) if kind == 0)
    return sums


@pytest.mark.parametrize(("at_most", "step"), [(3000, None), (2000, 0), (1100, 1), (300, 2), (100, 3), (1, 3)])
def test_rows_are_summed_no_more_than_needed(at_most: int, step: int | None) -> None:
    rows = rows_of(3000)
    held = grouped(rows, LISTS, at_most, newest=10)
    assert held.step == (None if step is None else STEPS[step])
    assert len(held.cells["day"]) <= at_most or step == len(STEPS) - 1
    assert told(held) == {"n": 3000, "deaths": sum(rows["deaths"]), "kenya": 750, "battles": 1500}
    if step is not None:
        assert held.rows["day"] == rows["day"][:10]
        first = [held.lists["places"][place][0] for place in held.rows["place"][:4]]
        assert first == ["Koro", "Bankass", "Gao", "Kisumu"]
        assert [sum(held.cells[f"geo:{code}"]) for code in (1, 2, 3)] == [1000, 1000, 1000]
        assert sum(held.cells["deadly"]) == 2400
        assert OTHERS in held.lists["actors"] and len(held.lists["actors"]) <= STEPS[step].actors + 11
        codes = set(held.cells["actor1"]) | set(held.rows["actor1"]) - {-1}
        assert codes == set(range(len(held.lists["actors"])))  # a name that nothing points to takes no room


def test_places_are_summed_within_their_country_and_unit() -> None:
    names = {place[0] for place in grouped(rows_of(3000), LISTS, 300, newest=0).lists["places"]}
    assert names == {"Koro and around", "Gao", "Kisumu"}
    names = {place[0] for place in grouped(rows_of(3000), LISTS, 100, newest=0).lists["places"]}
    assert names == {"All of Mali", "Kisumu"}


def test_the_order_of_rows_changes_no_sum() -> None:
    rows = rows_of(500)
    turned = {name: numbers[::-1] for name, numbers in rows.items()}
    assert grouped(rows, LISTS, 100, newest=0) == grouped(turned, LISTS, 100, newest=0)


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize("text", ["</script>", "<!-- <script>", "]]>", "a\u2028b\u2029c", "\u202e\"'&", "\ud800", "\0"])
def test_json_in_a_script_reads_back_and_ends_nothing(text: str) -> None:
    written = embedded([text])
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == [text.replace("\ud800", "\ufffd" * 3)]


@pytest.mark.parametrize("text", ["", " a", "a  b", "a\nb", "a\u00a0b", "a\tb ", "\u202ea", "a\u2028b", "a b"])
def test_a_text_becomes_one_line(text: str) -> None:
    assert short(text, 9) == " ".join(text.split())


def test_long_texts_are_cut() -> None:
    assert short("a  b\nc", 9) == "a b c"
    assert short("word " * 1_000_000, 8) == "word wo…"
    assert short(" " * 1_000_000 + "word", 8) == ""  # what stands behind a page of blanks is not looked for


# ---------------------------------------------------------------- colours


def channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (channel(int(digits[at : at + 2], 16)) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """By WCAG 2: from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def themes() -> list[dict[str, str]]:
    style = files("tocsin.report").joinpath("data", "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w+)", block)) for block in blocks)
    return [light, {**light, **dark}]


TEXTS = [*product(("ink", "soft", "accent"), ("panel", "paper")), ("ink", "bar"), ("panel", "ink"), ("ink", "land")]
SIGNS = [*product(("battles", "explosions", "civilians", "protests", "riots", "strategic"), ("panel", "land", "sea"))]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_have_contrast(theme: int) -> None:
    """4.5 for text, 3 for signs that stand without words (WCAG 2, AA)."""
    colours = themes()[theme]
    assert {pair: contrast(*map(colours.get, pair)) for pair in TEXTS if contrast(*map(colours.get, pair)) < 4.5} == {}
    assert {pair: contrast(*map(colours.get, pair)) for pair in SIGNS if contrast(*map(colours.get, pair)) < 3} == {}
