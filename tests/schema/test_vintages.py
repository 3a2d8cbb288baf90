"""Published tables of every vintage are read into today's columns. All rows are invented."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import tocsin
from click.testing import CliRunner
from tocsin.cli.main import main
from tocsin.schema.columns import NAMES
from tocsin.schema.frame import as_texts
from tocsin.schema.vintage import modernise
from tocsin.validate import older_forms

TODAY = {
    "event_id_cnty": "MLI20", "event_date": "2024-09-17", "year": "2024", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Mali (2021-)", "assoc_actor_1": "", "inter1": "State forces",
    "actor2": "JNIM: Group for Support of Islam and Muslims", "assoc_actor_2": "", "inter2": "Rebel group",
    "interaction": "State forces-Rebel group", "civilian_targeting": "", "iso": "466", "region": "Western Africa",
    "country": "Mali", "admin1": "Mopti", "admin2": "Koro", "admin3": "", "location": "Koro", "latitude": "14.0689",
    "longitude": "-3.0801", "geo_precision": "1", "source": "Sahel Courier", "source_scale": "National",
    "notes": "On 17 September 2024, soldiers fought militants in Koro (Koro, Mopti). 4 fatalities were reported.",
    "fatalities": "4", "tags": "", "timestamp": "1726617600",
}  # fmt: skip
NUMBERS = {"inter1": "1", "inter2": "2", "interaction": "12"}

API_2022 = """
data_id iso event_id_cnty event_id_no_cnty event_date year time_precision event_type sub_event_type actor1 assoc_actor_1
inter1 actor2 assoc_actor_2 inter2 interaction region country admin1 admin2 admin3 location latitude longitude
geo_precision source source_scale notes fatalities timestamp iso3"""
VERSION_5 = """
GWNO EVENT_ID_CNTY EVENT_ID_NO_CNTY EVENT_DATE YEAR TIME_PRECISION EVENT_TYPE ACTOR1 ALLY_ACTOR_1 INTER1 ACTOR2
ALLY_ACTOR_2 INTER2 INTERACTION COUNTRY ADMIN1 ADMIN2 ADMIN3 LOCATION LATITUDE LONGITUDE GEO_PRECISION SOURCE NOTES
FATALITIES"""


def of_2022() -> dict[str, str]:
    extra = {"data_id": "8", "event_id_no_cnty": "20", "iso3": "MLI", "event_date": "17 September 2024"}
    row = TODAY | NUMBERS | extra
    return {name: row[name] for name in API_2022.split()}


def of_version_5() -> dict[str, str]:
    row = TODAY | NUMBERS | {
        "gwno": "432", "event_id_no_cnty": "20", "event_id_cnty": "20MLI", "event_date": "17/09/2024",
        "event_type": "Battle-No change of territory", "ally_actor_1": "", "ally_actor_2": "",
    }  # fmt: skip
    return {name: row[name.lower()] for name in VERSION_5.split()}


def of_the_api_with_population() -> dict[str, str]:
    return TODAY | dict.fromkeys(("population_1km", "population_2km", "population_5km", "population_best"), "")


VINTAGES = {
    "today": lambda: TODAY,
    "export tool, days in words": lambda: TODAY | {"event_date": "17 September 2024"},
    "short months": lambda: TODAY | {"event_date": "17-Sep-24"},
    "numeric inters": lambda: TODAY | NUMBERS,
    "API of 2022": of_2022,
    "version 5": of_version_5,
    "with population": of_the_api_with_population,
    "headers in capitals": lambda: {name.upper(): cell for name, cell in TODAY.items()},
    "another order": lambda: dict(reversed(TODAY.items())),
    "misspelled": lambda: TODAY | {"disorder_type": "Demostrations"},
}


def written(folder: Path, row: dict[str, str], encoding: str = "utf-8") -> Path:
    pd.DataFrame([row]).to_csv(folder / "events.csv", index=False, encoding=encoding)
    return folder / "events.csv"


@pytest.mark.parametrize("name", VINTAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_every_vintage_gives_todays_row(tmp_path: Path, name: str, encoding: str) -> None:
    events = tocsin.load(written(tmp_path, VINTAGES[name](), encoding)).events
    assert tuple(events.columns) == NAMES
    found = as_texts(events).iloc[0].to_dict()
    missing = {"source_scale": "", "timestamp": "0"} if name == "version 5" else {}
    assert found == TODAY | missing


@pytest.mark.parametrize("name", VINTAGES)
def test_every_vintage_passes_the_checks_for_others(tmp_path: Path, name: str) -> None:
    result = CliRunner().invoke(main, ["validate", str(written(tmp_path, VINTAGES[name]())), "--foreign"])
    allowed = "source_scale" if name == "version 5" else "nothing"
    wrong = [
        line for line in result.stdout.splitlines() if " [E" in line and allowed not in line and "timestamp" not in line
    ]
    assert wrong == []
    assert ("older form" in result.stderr) is (name not in ("today", "with population"))


def test_a_parquet_of_another_vintage_is_read(tmp_path: Path) -> None:
    pd.DataFrame([of_2022()]).astype({"inter1": "int64", "inter2": "float64"}).to_parquet(tmp_path / "a.parquet")
    found = tocsin.load(tmp_path / "a.parquet").events.iloc[0]
    assert (found["inter1"], found["inter2"], found["interaction"]) == (
        "State forces", "Rebel group", "State forces-Rebel group",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "column", "value"),
    [
        ({"inter2": "0", "actor2": "", "interaction": "10", "inter1": "1"}, "interaction", "State forces only"),
        ({"inter2": "7", "inter1": "3", "interaction": "37"}, "interaction", "Political militia-Civilians"),
        ({"inter1": "9"}, "inter1", "9"),  # no code: left for the checks
        ({"civilian_targeting": "Civilians targeted"}, "civilian_targeting", "Civilian targeting"),
        ({"event_date": "31/12/1997"}, "event_date", "1997-12-31"),
        ({"event_date": "12/31/1997"}, "event_date", "1997-12-31"),  # no month 31: here the month comes first
        ({"event_date": "sometime"}, "event_date", "sometime"),
        ({"sub_event_type": "", "event_type": "Violence against civilians"}, "sub_event_type", "Attack"),
        ({"sub_event_type": "", "event_type": "Riots/Protests", "actor1": "Rioters (Mali)"}, "sub_event_type",
         "Violent demonstration"),
        ({"sub_event_type": "", "event_type": "Remote violence"}, "sub_event_type", ""),  # a strike, a shell or a mine
        ({"event_id_cnty": "20MOR"}, "event_id_cnty", "MOR20"),
    ],
)  # fmt: skip
def test_one_cell(change: dict[str, str], column: str, value: str) -> None:
    assert modernise(pd.DataFrame([TODAY | change])).table[column].iloc[0] == value


def test_crowds_move_from_notes_to_tags() -> None:
    row = of_2022() | {"inter1": "6", "inter2": "0", "actor1": "Protesters (Mali)", "actor2": "", "interaction": "60",
                       "notes": "On 17 September 2024, teachers marched in Koro. [size=around 50]"}  # fmt: skip
    assert modernise(pd.DataFrame([row])).table["tags"].iloc[0] == "crowd size=around 50"


def test_what_was_changed_is_told(tmp_path: Path) -> None:
    told = older_forms(written(tmp_path, of_version_5()))
    assert "headers in capitals" in told
    assert "inter codes as digits: 1 rows" in told
    assert any(line.startswith("columns that are no more: gwno") for line in told)
    assert older_forms(written(tmp_path, TODAY)) == ()


def test_a_column_that_nobody_knows_stays_an_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["validate", str(written(tmp_path, TODAY | {"weather": "dry"})), "--foreign"])
    assert (result.exit_code, "weather" in result.stdout) == (1, True)
