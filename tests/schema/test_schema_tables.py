"""Derived cells, round trips through Arrow, Parquet and CSV, and the descriptions made from the contract."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from tocsin.schema.arrow import TABLES, arrow_schema, rows_to_arrow, table_schema, to_arrow, to_pandas
from tocsin.schema.checks import check_table
from tocsin.schema.columns import COLUMNS, DERIVED, FOLLOWS_FROM, NAMES, SET_BY_CODING, column
from tocsin.schema.derive import complete, derived_cells
from tocsin.schema.dictionary import render
from tocsin.schema.errors import SchemaError
from tocsin.schema.frame import read_csv, to_frame
from tocsin.schema.jsonschema import json_schema
from tocsin.schema.table import validate


@pytest.fixture
def table(row):
    return to_frame([row("attack"), row("protest") | {"event_id_cnty": "MLI-8f3a9c21b4", "location": "Bankass"}])


# ---------------------------------------------------------------- columns and derived cells


def test_there_are_31_columns():
    assert len(COLUMNS) == len(set(NAMES)) == 31
    assert (NAMES[0], NAMES[-1]) == ("event_id_cnty", "timestamp")
    with pytest.raises(SchemaError, match='Did you mean "location"'):
        column("locaton")


def test_derived_cells_follow(row):
    found = row("attack")
    assert {name: found[name] for name in DERIVED} == {
        "year": 2024,
        "disorder_type": "Political violence",
        "event_type": "Violence against civilians",
        "interaction": "Political militia-Civilians",
        "iso": 466,
        "region": "Western Africa",
    }
    assert list(found) == list(NAMES)
    assert found["admin3"] is None and found["tags"] is None


@pytest.mark.parametrize("blank", [None, "", float("nan"), pd.NA, pd.NaT])
def test_blank_forms_become_none(row, blank):
    assert complete(row("attack") | {"admin2": blank})["admin2"] is None


@pytest.mark.parametrize("day", ["2024-09-17", date(2024, 9, 17), datetime(2024, 9, 17), pd.Timestamp(2024, 9, 17)])
def test_day_in_any_form(row, day):
    assert complete(row("attack") | {"event_date": day})["event_date"] == date(2024, 9, 17)


def test_derived_cells_override_what_a_rule_set(row):
    assert complete(row("attack") | {"year": 1999, "iso": 1, "region": "Europe"}) == row("attack")


def test_region_of_the_high_seas_may_be_any_coast(row):
    assert row("sea")["region"] == "Middle East"
    assert complete(row("sea") | {"region": "Eastern Africa"})["region"] == "Eastern Africa"
    assert complete(row("sea") | {"region": "Europe"})["region"] == "Middle East"


def test_half_coded_rows_derive_what_they_can():
    assert derived_cells({"country": "Mali", "inter2": "Civilians"}) == {"iso": 466, "region": "Western Africa"}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"sub_event_type": "Skirmish"}, "sub-event type"),
        ({"country": None}, "no value for country"),
        ({"source": ""}, "no value for source"),
        ({"confidence": 1}, 'column "confidence"'),
        ({"event_date": "17/09/2024"}, "2024-09-17"),
    ],
)
def test_incomplete_rows_are_loud(row, cells, message):
    with pytest.raises(SchemaError, match=message):
        complete(row("attack") | cells)


# ---------------------------------------------------------------- round trips


def test_arrow_types_and_descriptions():
    schema = arrow_schema()
    types = {spec.name: str(schema.field(spec.name).type) for spec in COLUMNS}
    assert types["event_date"] == "date32[day]"
    assert {name for name, kind in types.items() if kind == "int64"} == {
        "year", "time_precision", "iso", "geo_precision", "fatalities", "timestamp",
    }  # fmt: skip
    assert {name for name, kind in types.items() if kind == "double"} == {"latitude", "longitude"}
    assert schema.field("iso").metadata[b"description"].startswith(b"ISO 3166-1")
    assert schema.field("admin1").nullable and not schema.field("location").nullable


def test_arrow_parquet_and_csv_read_back_to_the_same_table(table, tmp_path):
    arrow = to_arrow(table)
    assert arrow.column("actor2").null_count == 1  # blanks are nulls, not empty strings
    pa.parquet.write_table(arrow, tmp_path / "events.parquet")
    pa.csv.write_csv(arrow, tmp_path / "events.csv")
    pd.testing.assert_frame_equal(to_pandas(arrow), table)
    pd.testing.assert_frame_equal(to_pandas(pa.parquet.read_table(tmp_path / "events.parquet")), table)
    pd.testing.assert_frame_equal(read_csv(tmp_path / "events.csv"), table)
    assert to_arrow(read_csv(tmp_path / "events.csv")).equals(arrow)


def test_plain_pandas_reads_pass_the_checks(table, tmp_path):
    pa.parquet.write_table(to_arrow(table), tmp_path / "events.parquet")
    pa.csv.write_csv(to_arrow(table), tmp_path / "events.csv")
    assert check_table(pd.read_parquet(tmp_path / "events.parquet")) == []
    assert check_table(pd.read_csv(tmp_path / "events.csv")) == []


def test_csv_with_byte_order_mark(table, tmp_path):
    pa.csv.write_csv(to_arrow(table), tmp_path / "plain.csv")
    (tmp_path / "bom.csv").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "plain.csv").read_bytes())
    pd.testing.assert_frame_equal(read_csv(tmp_path / "bom.csv"), table)


def test_empty_table_round_trips():
    empty = to_frame([])
    assert to_arrow(empty).num_rows == 0
    pd.testing.assert_frame_equal(to_pandas(to_arrow(empty)), empty, check_index_type=False)


def test_arrow_refuses_an_empty_cell_that_must_be_filled(table):
    with pytest.raises(SchemaError, match="location"):
        to_arrow(table.assign(location=""))


def test_tables_of_a_build():
    assert list(TABLES) == ["events", "members", "evidence", "details", "excluded", "articles"]
    assert table_schema("members").names == ["event_id_cnty", "member_id", "article_id", "salience"]
    assert table_schema("evidence").names[4:] == [
        "column", "value", "part", "role", "basis", "field", "start", "end", "quote", "rule_ids",
    ]  # fmt: skip
    assert table_schema("excluded").names == [*NAMES, "article_id", "start", "end", "quote", "reasons", "detail"]
    assert all(table_schema("excluded").field(name).nullable for name in NAMES)
    for name in TABLES:
        assert all(field.metadata[b"description"] for field in table_schema(name))


def test_rows_to_arrow_is_strict():
    member = {"event_id_cnty": "MLI-7f3a9c21b4", "member_id": "m1", "article_id": "a1", "salience": "main"}
    assert rows_to_arrow("members", [member]).num_rows == 1
    with pytest.raises(SchemaError, match="salience"):
        rows_to_arrow("members", [{**member, "salience": None}])
    with pytest.raises(SchemaError, match="colour"):
        rows_to_arrow("members", [{**member, "colour": "red"}])


# ---------------------------------------------------------------- descriptions


def test_pandera_agrees_with_the_checks(table):
    import pandera.errors

    pd.testing.assert_frame_equal(validate(table), table)
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        validate(table.assign(iso=4, year=2020))
    failures = set(caught.value.failure_cases["check"])
    assert {failure.split(" ")[0].rstrip(":") for failure in failures} == {"E101", "E141"}


def test_pandera_is_not_imported_with_the_contract():
    code = "import sys, tocsin.schema.table, tocsin.schema.checks; assert 'pandera' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_json_schema_describes_a_row(row):
    schema = json.loads(json.dumps(json_schema()))
    assert schema["required"] == list(NAMES)
    assert schema["properties"]["inter2"]["enum"][-1] is None
    assert schema["properties"]["iso"]["examples"] == [466]
    for name, entry in schema["properties"].items():
        if "enum" in entry:
            assert row("protest")[name] in entry["enum"], name


def test_the_page_of_the_dictionary_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == render(), "run: python -m tocsin.schema.dictionary"


def test_every_column_is_set_by_coding_or_follows_or_belongs_to_the_build() -> None:
    assert set(FOLLOWS_FROM) == set(DERIVED)
    assert {name for sources in FOLLOWS_FROM.values() for name in sources} <= set(SET_BY_CODING)
    assert set(NAMES) == {*SET_BY_CODING, *DERIVED, "event_id_cnty", "timestamp"}
