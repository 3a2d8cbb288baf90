"""The store's lookups by country and day, what a broken file says, and what only shows across files."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path

import pytest
from tocsin.actors.check import check_data
from tocsin.actors.store import DATA, ActorStore, combined_tables, read_tables
from tocsin.errors import DataFileError, UsageError

SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="module")
def small() -> ActorStore:
    return ActorStore(read_tables(SMALL))


@pytest.mark.parametrize(
    ("country", "day", "bracket"),
    [
        ("Mali", "2021-05-23", "(2020-2021)"),
        ("Mali", "2021-05-24", "(2021-)"),  # empty label: the years of the dates
        ("Niger", "2023-07-26", "(2023-)"),
        ("Mali", "1900-01-01", ""),
        ("Atlantis", "2020-01-01", ""),
    ],
)
def test_regime_of_the_day(small: ActorStore, country: str, day: str, bracket: str) -> None:
    assert small.regime(country, date.fromisoformat(day)) == bracket


@pytest.mark.parametrize(
    ("group_id", "country", "day", "name"),
    [
        ("islamic_state", "Mali", "2022-01-01", "Islamic State (Sahel)"),
        ("islamic_state", "Nigeria", "2022-01-01", "Islamic State (West Africa)"),
        ("taliban", "Afghanistan", "2021-08-14", "Taliban"),
        ("taliban", "Afghanistan", "2021-08-15", "Military Forces of Afghanistan (2021-)"),
        ("wagner", "Mali", "2022-01-01", "Wagner Group"),  # no countries: anywhere
        ("jnim", "Kenya", "2022-01-01", "JNIM: Group for Support of Islam and Muslims"),  # elsewhere, but who else
    ],
)
def test_group_of_country_and_day(small: ActorStore, group_id: str, country: str, day: str, name: str) -> None:
    row = small.group(group_id, country, date.fromisoformat(day))
    assert row and row.name == name


def test_strict_group_refuses_other_countries(small: ActorStore) -> None:
    assert small.group("nobody", "Mali", date(2022, 1, 1)) is None


@pytest.mark.parametrize(
    ("word", "country"), [("Malian", "Mali"), ("malian", "Mali"), ("Türkish", "Turkey"), ("x", "")]
)
def test_adjective_names_its_country(small: ActorStore, word: str, country: str) -> None:
    assert small.adjective(word) == country


def test_the_and_home(small: ActorStore) -> None:
    assert small.the("United States") == "the United States"
    assert small.the("Mali") == "Mali"


def test_a_name_spells_its_country_as_the_column_does(tmp_path: Path) -> None:
    content = "group_id,name,inter,countries,from,to,parent,kind\nx,X: Mission in {country},8,Mali,,,,\n"
    (tmp_path / "groups.csv").write_text(content, encoding="utf-8")
    named = {row.name for row in ActorStore.load(tmp_path / "groups.csv").tables["groups"]}
    assert "X: Mission in Mali" in named
    assert not [name for name in named if "{" in name]


FAULTS = [
    # file, bad content, what the message must say
    ("groups.csv", "group_id,name,inter,countries,from,to,parent,kind\nx,X,9,,,,,\n", ["groups.csv:2", "'9'", "1..8"]),
    ("groups.csv", "group_id,name,inter,countries,from,to,parent,kind\nx,X,2,,2020-13-01,,,\n", ["from", "YYYY-MM-DD"]),
    (
        "groups.csv",
        "group_id,name,inter,countries,from,to,parent,kind\nx,X,2,,2020-01-02,2019-01-01,,\n",
        ["not before"],
    ),
    ("groups.csv", "group_id,name,inter,countries,from,to,parent,kind\nx,A; B,2,,,,,\n", ["';'"]),
    (
        "groups.csv",
        "group_id,name,inter,countries,from,to,parent,kind\nx,Mission in {country},8,Mali|Niger,,,,\n",
        ["countries", "one country"],
    ),
    ("groups.csv", "group_id,name,inter\nx,X,2\n", ["lacks", "countries"]),  # a missing column
    ("groups.csv", "group_id,name,inter,countries,from,to,parent,kind\nx,X,2\n", ["3 cells", "8"]),  # a ragged line
    ("groups.csv", "group_id,name,inter,countries,from,to,parent,kind\nx,=1+1,2,,,,,\n", ["formula"]),
    ("aliases.csv", "alias,group_id,strength,countries\nX,x,medium,\n", ["aliases.csv:2", "medium", "strong, weak"]),
    ("units.csv", "unit_id,country,branch,label,names,from,to,inter\nu,Mali,army,,,,,\n", ["military, police"]),
    ("regimes.csv", "country,from,to,head,label\nMali,2020-01-01,,H,then\n", ["2018-2022"]),
    ("regimes.csv", "country,from,to,head\nMali,,,H\n", ["from", "YYYY-MM-DD"]),
]


@pytest.mark.parametrize(("name", "content", "says"), FAULTS)
def test_broken_file_is_one_clear_error(tmp_path: Path, name: str, content: str, says: list[str]) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        ActorStore.load(tmp_path / name)
    assert all(words in str(error.value) for words in says), str(error.value)


def test_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        ActorStore.load(tmp_path / "none.csv")


def test_users_file_adds_and_overrides_whatever_its_name_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"  # byte-order mark and Windows line ends
    rows = "group_id,name,inter,countries,from,to,parent,kind\r\nzz_new,ZZN: Zeta Zone,3,Mali,,,,militia\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + rows.encode())
    store = ActorStore.load(path)
    row = store.group("zz_new", "Mali", date(2024, 1, 1))
    assert row and row.inter == 3
    assert len(store.tables["roles"]) > 50  # ours are still there


ACROSS = [
    ("aliases.csv", "gunmen,jnim,strong,,x", "common noun of role gunmen"),
    ("aliases.csv", "Malian,jnim,strong,,x", "country name or adjective"),
    ("aliases.csv", "JNIM,jnim,strong,,again", "twice for jnim"),
    ("aliases.csv", "ZZZ,nobody,strong,,x", "unknown group_id"),
    ("aliases.csv", "ISIS,jnim,strong,,x", "share it in"),
    ("groups.csv", "jnim,Other Name,2,Mali,2020-01-01,,,rebel,,x", "overlap"),
    ("groups.csv", "qq,Q,2,Wakanda,,,,rebel,,x", "unknown country 'Wakanda'"),
    ("regimes.csv", "Mali,2022-01-01,,Second,,x,0", "overlap from 2022-01-01"),
    ("regimes.csv", "Wakanda,2022-01-01,,King,,x,0", "unknown country"),
    ("units.csv", "mli_fama,Chad,military,,Other,,,,x", "in Mali and in Chad"),
    (
        "groups.csv",
        "jnim,JNIM: Group for Support of Islam and Muslims,2,Mali|Niger,2017-03-02,,,rebel,,test",
        "same as line",
    ),
]


@pytest.mark.parametrize(("name", "line", "says"), ACROSS)
def test_check_finds_what_only_shows_across_rows(tmp_path: Path, name: str, line: str, says: str) -> None:
    for path in SMALL.glob("*.csv"):
        shutil.copy(path, tmp_path)
    for table in ("roles", "modifiers"):
        shutil.copy(DATA / f"{table}.csv", tmp_path)
    assert check_data(tmp_path) == []
    with (tmp_path / name).open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    assert any(says in fault for fault in check_data(tmp_path))


def test_circular_parents_are_found(tmp_path: Path) -> None:
    head = "group_id,name,inter,countries,from,to,parent,kind\n"
    (tmp_path / "groups.csv").write_text(head + "a,A,2,,,,b,\nb,B,2,,,,a,\n", encoding="utf-8")
    assert check_data(tmp_path) == ["groups.csv 'a': circular parents a > b > a"]


def test_dictionaries_load_fast() -> None:
    took = []
    for _ in range(3):  # a pause of the machine or the collector only ever adds
        start = time.process_time()
        ActorStore(combined_tables(None))
        took.append(time.process_time() - start)
    assert min(took) < 1.0  # 0.15 s on a quiet core; the bound leaves room for a busy one


def test_nouns_of_ours_are_sound() -> None:
    faults = [f for f in check_data(DATA) if f.startswith(("roles", "modifiers", "local_roles", "defacto"))]
    assert faults == []
