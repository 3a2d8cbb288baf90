"""Every check: the good rows pass all of them, and one bent cell trips just the check that is named."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest
from tocsin.schema.checks import CHECKS, check, check_table, errors_of, require_valid, row_violations
from tocsin.schema.columns import NAMES
from tocsin.schema.errors import SchemaError
from tocsin.schema.frame import to_frame

# code, good row, cells that are bent, and the column that the violation is reported on
BENT = [
    ("E002", "attack", {"fatalities": "seven"}, "fatalities"),
    ("E002", "attack", {"fatalities": 7.5}, "fatalities"),
    ("E002", "attack", {"event_date": "17 September 2024"}, "event_date"),
    ("E002", "attack", {"event_date": datetime(2024, 9, 17, 4, 30)}, "event_date"),  # an hour has no column
    ("E002", "attack", {"latitude": "14.0689"}, "latitude"),
    ("E002", "attack", {"admin2": 12}, "admin2"),
    ("E003", "attack", {"location": ""}, "location"),
    ("E003", "attack", {"fatalities": None}, "fatalities"),
    ("E003", "attack", {"latitude": float("nan")}, "latitude"),
    ("E003", "attack", {"actor1": ""}, "actor1"),
    ("E004", "attack", {"admin3": "NA"}, "admin3"),
    ("E004", "attack", {"admin3": "None"}, "admin3"),
    ("E005", "attack", {"admin3": "M\u00e9naka"}, "admin3"),
    ("E006", "attack", {"notes": "On 17 September 2024, gunmen killed\nseven farmers."}, "notes"),
    ("E007", "attack", {"location": "Koro "}, "location"),
    ("E007", "attack", {"location": "Koro  Ba"}, "location"),
    ("E011", "attack", {"time_precision": 4, "notes": "Around 17 September 2024 (week of), x."}, "time_precision"),
    ("E012", "attack", {"disorder_type": "Demostrations"}, "disorder_type"),  # a slip seen in old files
    ("E013", "attack", {"event_type": "Battle"}, "event_type"),
    ("E014", "attack", {"sub_event_type": "Attacks"}, "sub_event_type"),
    ("E015", "strike", {"inter1": "State Forces"}, "inter1"),  # letter case counts
    ("E016", "strike", {"inter2": "Rebels"}, "inter2"),
    ("E017", "attack", {"interaction": "Civilians-Political militia"}, "interaction"),  # not in code order
    ("E018", "attack", {"civilian_targeting": "Civilians targeted"}, "civilian_targeting"),
    ("E019", "attack", {"region": "West Africa"}, "region"),
    ("E020", "attack", {"country": "Republic of Mali"}, "country"),
    ("E021", "attack", {"geo_precision": 0}, "geo_precision"),
    ("E022", "attack", {"source_scale": "National-Subnational"}, "source_scale"),  # wrong order
    ("E041", "attack", {"latitude": 91.0}, "latitude"),
    ("E042", "attack", {"longitude": -180.5}, "longitude"),
    ("E043", "attack", {"latitude": 14.06891}, "latitude"),
    ("E045", "attack", {"fatalities": -1}, "fatalities"),
    ("E046", "attack", {"timestamp": 0}, "timestamp"),
    ("E051", "battle", {"actor1": "Military Forces of Mali (2021-); Volunteers"}, "actor1"),
    ("E052", "attack", {"assoc_actor_2": "Farmers (Mali);Women (Mali)"}, "assoc_actor_2"),
    ("E052", "attack", {"assoc_actor_2": "Farmers (Mali); Farmers (Mali)"}, "assoc_actor_2"),
    ("E052", "attack", {"source": "Sahel Courier;"}, "source"),
    ("E053", "attack", {"event_id_cnty": "MLI-123"}, "event_id_cnty"),
    ("W061", "protest", {"tags": "crowd size=hundreds; purple"}, "tags"),
    ("W061", "protest", {"tags": "crowd size=hundreds; women targeted: astronauts"}, "tags"),
    ("W062", "protest", {"tags": "crowd size=hundreds; armed"}, "tags"),
    ("W063", "attack", {"notes": "On 17 September 2024, gunmen killed seven, see www.example.org."}, "notes"),
    ("E101", "attack", {"year": 2023}, "year"),
    ("E102", "attack", {"timestamp": 1726000000}, "event_date"),  # built six days before the event
    ("W103", "attack", {"notes": "Gunmen killed seven farmers in Koro."}, "notes"),
    ("W103", "attack", {"notes": "On 07 September 2024, gunmen killed seven farmers."}, "notes"),  # leading zero
    ("W104", "attack", {"notes": "Around 17 September 2024 (as reported), gunmen killed seven."}, "notes"),
    ("W104", "attack", {"time_precision": 2}, "notes"),
    ("W105", "attack", {"notes": "On 18 September 2024, gunmen killed seven farmers in Koro."}, "notes"),
    ("E111", "strike", {"event_type": "Violence against civilians", "inter2": "Civilians",
                        "actor2": "Civilians (Mali)", "civilian_targeting": "Civilian targeting",
                        "interaction": "State forces-Civilians"}, "event_type"),
    ("E112", "attack", {"disorder_type": "Demonstrations"}, "disorder_type"),
    ("E113", "attack", {"civilian_targeting": ""}, "civilian_targeting"),
    ("E113", "battle", {"civilian_targeting": "Civilian targeting"}, "civilian_targeting"),
    ("E113", "strike", {"actor2": "Civilians (Mali)", "inter2": "Civilians",
                        "interaction": "State forces-Civilians"}, "civilian_targeting"),
    ("E114", "looting", {"fatalities": 1}, "fatalities"),
    ("E114", "protest", {"fatalities": 2}, "fatalities"),
    ("E115", "protest", {"tags": ""}, "tags"),
    ("E115", "protest", {"tags": "armed"}, "tags"),
    ("E121", "strike", {"inter2": "", "interaction": "State forces only"}, "inter2"),
    ("E121", "strike", {"actor2": ""}, "inter2"),
    ("E122", "attack", {"interaction": "Political militia only"}, "interaction"),
    ("E123", "battle", {"actor2": "", "inter2": "", "interaction": "State forces only"}, "actor2"),
    ("W124", "protest", {"actor2": "Police Forces of Mali (2021-)", "inter2": "State forces",
                         "interaction": "State forces-Protesters"}, "inter2"),
    ("E126", "attack", {"actor2": "Farmers Union", "inter2": "Identity militia",
                        "interaction": "Political militia-Identity militia"}, "inter2"),
    ("E127", "protest", {"actor1": "Students (Mali)"}, "actor1"),
    ("E128", "battle", {"actor2": "Civilians (Mali)", "inter2": "Civilians",
                        "interaction": "State forces-Civilians"}, "interaction"),
    ("E129", "battle", {"assoc_actor_2": "Civilians (Mali)"}, "assoc_actor_2"),
    ("E131", "attack", {"inter1": "Rebel group", "interaction": "Rebel group-Civilians"}, "inter1"),
    ("E132", "battle", {"inter2": "Rebel group", "interaction": "State forces-Rebel group"}, "inter2"),
    ("W134", "attack", {"actor2": "Farmers (Mali)"}, "actor2"),
    ("W135", "battle", {"actor1": "Military Forces of Niger (2023-)"}, "inter1"),  # abroad is External
    ("W135", "battle", {"inter1": "External/Other forces",
                        "interaction": "Political militia-External/Other forces"}, "inter1"),
    ("W136", "strike", {"actor2": "Police Forces of the Central African Republic (2016-)", "inter2": "State forces",
                        "interaction": "State forces-State forces"}, "inter2"),
    ("W137", "strike", {"actor2": "", "inter2": "", "interaction": "State forces only",
                        "assoc_actor_2": "Farmers (Mali)"}, "assoc_actor_2"),
    ("E141", "attack", {"iso": 562}, "iso"),
    ("E141", "sea", {"iso": 682}, "iso"),
    ("E142", "attack", {"region": "Middle Africa"}, "region"),
    ("E142", "sea", {"region": "Europe"}, "region"),  # no coast of that sea
    ("E143", "attack", {"event_id_cnty": "NIR-7f3a9c21b4"}, "event_id_cnty"),
    ("E145", "sea", {"admin1": "Hodeidah"}, "admin1"),
    ("W146", "attack", {"admin1": ""}, "admin1"),
    ("W147", "attack", {"latitude": 0.0, "longitude": 0.0}, "latitude"),
    ("W148", "attack", {"location": "Mali", "geo_precision": 3}, "location"),
]  # fmt: skip

# Checks that no single bent cell reaches alone: E125 (a crowd event without its crowd) always meets E127 or E131.
ELSEWHERE = {"E001", "E125", "E144", "E201", "W202", "W203"}


@pytest.mark.parametrize("name", ["attack", "battle", "protest", "strike", "sea", "looting"])
def test_good_rows_pass_every_check(row, name):
    assert row_violations(row(name)) == []


@pytest.mark.parametrize(("code", "name", "cells", "column"), BENT)
def test_bent_cell_trips_just_its_check(row, code, name, cells, column):
    found = row_violations(row(name) | cells)
    assert [(violation.code, violation.column) for violation in found] == [(code, column)]


def test_every_check_has_a_case():
    assert {code for code, *_ in BENT} | ELSEWHERE == {entry.code for entry in CHECKS}


def test_codes_are_unique_and_tell_the_severity():
    codes = [entry.code for entry in CHECKS]
    assert len(set(codes)) == len({entry.name for entry in CHECKS}) == len(codes)
    assert {check(code).severity for code in codes if code[0] == "E"} == {"error"}
    assert {check(code).severity for code in codes if code[0] == "W"} == {"warning"}


def test_violation_names_row_column_found_and_allowed(row):
    message = row_violations(row("attack") | {"year": 2023})[0].message
    assert message == 'row 0 (MLI-7f3a9c21b4) year: found "2023"; allowed: 2024 [E101 year-matches-date]'


def test_riot_by_protesters_is_told(row):
    bent = row("protest") | {"inter1": "Civilians", "interaction": "Civilians only"}
    assert {"E125", "E131"} <= {violation.code for violation in row_violations(bent)}


# Rows by others: their keys, a prefix that disagrees, more decimals, and columns for population.
def test_published_rows_have_other_keys(row):
    other = row("attack") | {"event_id_cnty": "MLI9766", "latitude": 14.06891}
    assert row_violations(other, own=False) == []
    codes = [violation.code for violation in row_violations(other | {"event_id_cnty": "NIR9766"}, own=False)]
    assert codes == ["E144"]
    assert row_violations(other | {"population_1km": 12}, own=False) == []


def test_unseen_prefix_of_others_is_no_error(row):
    bent = {"country": "Togo", "region": "Western Africa", "iso": 768, "event_id_cnty": "TGO12"}
    assert row_violations(row("attack") | bent, own=False) == []


@pytest.mark.parametrize(
    ("columns", "reported"),
    [
        (NAMES[:-1], ["timestamp"]),  # one lacks
        ((*NAMES, "confidence"), ["confidence"]),  # one too many
        ((NAMES[1], NAMES[0], *NAMES[2:]), ["event_date"]),  # swapped
    ],
)
def test_columns_are_the_31_in_order(row, columns, reported):
    df = pd.DataFrame([row("attack") | {"confidence": 1}])[list(columns)]
    found = check_table(df)
    assert [(violation.code, violation.column, violation.row) for violation in found] == [
        ("E001", name, -1) for name in reported
    ]


def test_table_checks_see_keys_repeats_and_order(row):
    first = row("attack")
    same_key = row("battle") | {"location": "Bankass"}
    repeat = first | {"event_id_cnty": "MLI-8f3a9c21b4"}
    newer = first | {
        "event_id_cnty": "MLI-9f3a9c21b4",
        "event_date": date(2024, 9, 18),
        "notes": "On 18 September 2024, gunmen killed seven farmers in Koro (Bankass, Mopti).",
    }
    found = check_table(to_frame([first, same_key, repeat, newer]))
    assert [(violation.row, violation.code) for violation in found] == [(1, "E201"), (2, "W202"), (3, "W203")]


def test_require_valid_raises_on_errors_only(row):
    require_valid(to_frame([row("attack") | {"tags": "purple"}]))  # a warning
    with pytest.raises(SchemaError, match="E141"):
        require_valid(to_frame([row("attack") | {"iso": 4}]))


def test_empty_table_has_no_violations():
    assert errors_of(check_table(to_frame([]))) == []
