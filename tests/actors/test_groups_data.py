"""The list of armed groups and its aliases: every row is well formed and every reference resolves."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import tocsin

DATA = Path(tocsin.__file__).parent / "actors" / "data"
GROUP_COLUMNS = ["group_id", "name", "inter", "countries", "from", "to", "parent", "kind", "note", "source"]
ALIAS_COLUMNS = ["alias", "group_id", "strength", "countries", "note"]
KINDS = frozenset(
    ["rebel", "militia", "gang", "cartel", "mission", "coalition", "mercenary", "party", "movement", "communal"]
)
Row = dict[str, str]


def _rows(name: str, columns: list[str]) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        assert reader.fieldnames == columns
        return list(reader)


@pytest.fixture(scope="module")
def groups() -> list[Row]:
    return _rows("groups.csv", GROUP_COLUMNS)


@pytest.fixture(scope="module")
def aliases() -> list[Row]:
    return _rows("aliases.csv", ALIAS_COLUMNS)


def _countries(row: Row) -> frozenset[str]:
    return frozenset(filter(None, row["countries"].split("|")))


def _day(text: str, missing: date) -> date:
    return date.fromisoformat(text) if text else missing


@pytest.mark.parametrize("name", ["groups.csv", "aliases.csv"])
def test_files_use_line_feeds_only(name: str) -> None:
    assert b"\r" not in (DATA / name).read_bytes()


def test_list_is_world_wide(groups: list[Row]) -> None:
    assert len({row["group_id"] for row in groups}) >= 1000


def test_every_group_row_is_well_formed(groups: list[Row]) -> None:
    ids = {row["group_id"] for row in groups}
    bad = [
        row
        for row in groups
        if not (
            row["group_id"]
            and row["name"]
            and row["name"].isascii()
            and ";" not in row["name"]
            and row["inter"] in set("12345678")
            and row["kind"] in KINDS
            and row["source"]
            and (not row["parent"] or row["parent"] in ids)
        )
    ]
    assert bad == []


def test_countries_are_those_of_the_state_list(groups: list[Row], aliases: list[Row]) -> None:
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as handle:
        known = {row["country"] for row in csv.DictReader(handle)}
    assert {c for row in [*groups, *aliases] for c in _countries(row)} - known == set()


def test_dates_parse_and_run_forwards(groups: list[Row]) -> None:
    bad = [row for row in groups if _day(row["from"], date.min) > _day(row["to"], date.max)]
    assert bad == []


def test_rows_of_one_group_never_compete(groups: list[Row]) -> None:
    """Two rows of a group may share a country or a period, never both: one day in one country has one name."""
    clashes = []
    by_id: dict[str, list[Row]] = {}
    for row in groups:
        for other in by_id.setdefault(row["group_id"], []):
            shared = _countries(row) & _countries(other)
            overlap = max(_day(row["from"], date.min), _day(other["from"], date.min)) <= min(
                _day(row["to"], date.max), _day(other["to"], date.max)
            )
            if shared and overlap:
                clashes.append((row["group_id"], sorted(shared)))
        by_id[row["group_id"]].append(row)
    assert clashes == []


def test_aliases_point_to_groups_and_every_group_has_one(groups: list[Row], aliases: list[Row]) -> None:
    assert {row["group_id"] for row in aliases} == {row["group_id"] for row in groups}


def test_aliases_are_unique_and_printable(aliases: list[Row]) -> None:
    counts = Counter((row["alias"].casefold(), row["countries"]) for row in aliases)
    assert [key for key, n in counts.items() if n > 1] == []
    assert [row for row in aliases if row["alias"] != row["alias"].strip() or len(row["alias"]) < 2] == []


def test_strength_is_stated(aliases: list[Row]) -> None:
    assert {row["strength"] for row in aliases} == {"strong", "weak"}


def test_an_alias_of_two_groups_is_told_apart_by_country(aliases: list[Row]) -> None:
    by_alias: dict[str, list[Row]] = {}
    for row in aliases:
        by_alias.setdefault(row["alias"].casefold(), []).append(row)
    for alias, rows in by_alias.items():
        if len(rows) > 1:
            spans = [_countries(row) for row in rows]
            assert all(spans), alias
            assert len(frozenset().union(*spans)) == sum(map(len, spans)), alias


CASES = [
    # alias, country, day -> name, inter
    ("Taliban", "Afghanistan", "2021-08-14", "Taliban", "2"),  # the last day as rebels
    ("Taliban", "Afghanistan", "2021-08-15", "Military Forces of Afghanistan (2021-)", "1"),  # the state since
    ("Islamic State", "Mali", "2023-05-01", "Islamic State (Sahel)", "2"),  # the branch follows the country
    ("Islamic State", "Afghanistan", "2023-05-01", "Islamic State (Khorasan)", "2"),
    ("Islamic State", "Syria", "2016-05-01", "Islamic State (Syria)", "2"),
    ("Rapid Support Forces", "Sudan", "2022-03-01", "Military Forces of Sudan (2019-) Rapid Support Forces", "1"),
    ("Rapid Support Forces", "Sudan", "2023-06-01", "RSF: Rapid Support Forces", "2"),  # own side in the war
    ("al-Shabab", "Somalia", "2022-06-01", "Al Shabaab", "2"),
    ("al-Shabab", "Mozambique", "2022-06-01", "Islamist Militia (Mozambique)", "3"),  # same word, other group
    ("JNIM", "Mali", "2024-06-01", "JNIM: Group for Support of Islam and Muslims", "2"),
    ("FMLN", "El Salvador", "1989-11-11", "FMLN: Farabundo Marti National Liberation Front", "2"),
    ("Houthis", "Saudi Arabia", "2021-06-01", "Military Forces of Yemen (2016-) Supreme Political Council", "8"),
]


@pytest.mark.parametrize(("alias", "country", "day", "name", "inter"), CASES)
def test_a_name_in_the_news_leads_to_one_row(
    alias: str, country: str, day: str, name: str, inter: str, groups: list[Row], aliases: list[Row]
) -> None:
    when = date.fromisoformat(day)
    named = {
        row["group_id"]
        for row in aliases
        if row["alias"].casefold() == alias.casefold() and (not row["countries"] or country in _countries(row))
    }
    found = [
        (row["name"], row["inter"])
        for row in groups
        if row["group_id"] in named
        and country in _countries(row)
        and _day(row["from"], date.min) <= when <= _day(row["to"], date.max)
    ]
    assert found == [(name, inter)]


@pytest.mark.parametrize(
    "name", ["anti-balaka", "contras", "peshmerga", "janjaweed", "carapintadas", "tontons macoutes"]
)
def test_names_that_news_writes_small_are_listed_small(name: str, aliases: list[Row]) -> None:
    """A form with a capital matches only where the text has one, so these must be listed without."""
    assert name in {row["alias"] for row in aliases}


@pytest.mark.parametrize("name", ["AA", "SDF", "FACT", "MODEL", "Fano", "Southern Front", "ADF", "Lautaro"])
def test_names_that_mean_other_things_too_are_weak_and_bound(name: str, aliases: list[Row]) -> None:
    rows = [row for row in aliases if row["alias"].casefold() == name.casefold()]
    assert rows
    assert all(row["strength"] == "weak" and row["countries"] for row in rows)
