"""Every second-level unit of the world is found with its cue: all by name, and four of each country in a text."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import tocsin.gazetteer
from tocsin.actors.store import ActorStore
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.focus import focus_countries
from tocsin.mentions.places import find_places, resolve_point
from tocsin.model import Article
from tocsin.text import make_document

DATA = Path(tocsin.gazetteer.__file__).parent / "data"
OF_EACH = 4
Row = dict[str, str]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def units() -> dict[str, list[Row]]:
    """Country -> its admin2 units, those with more people first."""
    found: dict[str, list[Row]] = defaultdict(list)
    table = pq.read_table(DATA / "places.parquet", columns=["name", "country", "admin1", "kind", "population"])
    rows = [row for row in table.to_pylist() if row["kind"] == "admin2"]
    for row in sorted(rows, key=lambda r: -r["population"]):
        found[row["country"]].append(row)
    return found


def test_every_unit_is_known_by_its_name(gazetteer: Gazetteer, units: dict[str, list[Row]]) -> None:
    lost = [
        (row["country"], row["name"])
        for rows in units.values()
        for row in rows
        if not any(e.country == row["country"] for e in gazetteer.lookup(row["name"]))
    ]
    assert sum(map(len, units.values())) > 30_000
    assert lost == []


def _is_plain(row: Row) -> bool:
    """Whether news would write the name so: letters only, not that of its country, no label of a register."""
    letters = row["name"].replace(" ", "").replace("-", "")
    return letters.isalpha() and len(letters) > 3 and row["name"] != row["country"] and row["name"].istitle()


def placed(row: Row, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """(country, admin1) of the place that a district's name and its country give."""
    text = f"Gunmen killed three farmers in {row['name']} district in {row['country']} on Monday."
    document = make_document(Article("a1", text, date(2024, 9, 19), "metadata"))
    focus = focus_countries(document, gazetteer, ActorStore.load().tables["states"])
    for mention in find_places(document, gazetteer, (), focus):
        if mention.text in row["name"] and mention.kind != "country":
            point = resolve_point(mention, (), gazetteer)
            return None if point is None else (point.country, point.admin1)
    return None


def test_units_are_placed_in_their_country(gazetteer: Gazetteer, units: dict[str, list[Row]]) -> None:
    drawn = [row for rows in units.values() for row in rows[:OF_EACH] if _is_plain(row)]
    wrong = [row["name"] for row in drawn if (placed(row, gazetteer) or ("", ""))[0] != row["country"]]
    assert len(drawn) > 500
    assert len(wrong) <= 0.02 * len(drawn), wrong
