"""Every export is read back by the tool that its users use, and gives the rows of the build."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import geopandas
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest
import tocsin
from click.testing import CliRunner
from tocsin.cli.main import main
from tocsin.errors import UsageError
from tocsin.export.aggregates import week_of
from tocsin.export.export import export_build
from tocsin.export.formats import FORMATS
from tocsin.export.spreadsheet import safe
from tocsin.schema.columns import NAMES


@pytest.fixture
def events(build_folder: Path) -> pd.DataFrame:
    return tocsin.load(build_folder).events


def exported(build_folder: Path, tmp_path: Path, to: str, **options: Any) -> Path:
    return export_build(build_folder, to, tmp_path / to, **options)


# ---------------------------------------------------------------- each format in its tool


def test_csv_opens_in_pandas_and_duckdb(build_folder: Path, tmp_path: Path, events: pd.DataFrame) -> None:
    file = exported(build_folder, tmp_path, "csv") / "events.csv"
    table = pd.read_csv(file)
    assert tuple(table.columns) == NAMES
    assert pd.to_datetime(table["event_date"]).tolist() == events["event_date"].tolist()
    assert table["fatalities"].sum() == events["fatalities"].sum()
    found = duckdb.sql(f"SELECT sum(fatalities), count(*), max(event_date) FROM '{file}'").fetchall()
    assert found == [(events["fatalities"].sum(), len(events), date(2024, 9, 17))]


def test_partitioned_parquet_opens_in_duckdb_arrow_and_pandas(
    build_folder: Path, tmp_path: Path, events: pd.DataFrame
) -> None:
    folder = exported(build_folder, tmp_path, "parquet") / "events"
    assert sorted(path.relative_to(folder).parent.as_posix() for path in folder.rglob("*.parquet")) == [
        "country=Kenya/year=2024", "country=Mali/year=2023", "country=Mali/year=2024",
    ]  # fmt: skip
    query = f"SELECT country, sum(fatalities) FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    by_country = duckdb.sql(query + " WHERE year = 2024 GROUP BY country ORDER BY country").fetchall()
    assert by_country == [("Kenya", 0), ("Mali", 7)]
    table = pyarrow.dataset.dataset(folder, partitioning="hive").to_table().to_pandas()
    assert set(table.columns) == set(NAMES)
    assert len(pd.read_parquet(folder)) == len(events)


def test_geoparquet_and_geojson_open_in_geopandas(build_folder: Path, tmp_path: Path, events: pd.DataFrame) -> None:
    parquet = geopandas.read_parquet(exported(build_folder, tmp_path, "geoparquet") / "events.geo.parquet")
    geojson = geopandas.read_file(exported(build_folder, tmp_path, "geojson") / "events.geojson")
    for table in (parquet, geojson):
        assert table.crs.to_epsg() == 4326
        assert table.geometry.x.tolist() == events["longitude"].tolist()
        assert table.geometry.y.tolist() == events["latitude"].tolist()
        assert table["event_id_cnty"].tolist() == events["event_id_cnty"].tolist()
    assert parquet["event_date"].iloc[0] == date(2024, 9, 17)


def test_geojson_follows_its_rfc(build_folder: Path, tmp_path: Path) -> None:
    text = (exported(build_folder, tmp_path, "geojson") / "events.geojson").read_text(encoding="utf-8")
    first = json.loads(text)["features"][0]
    assert set(first) == {"type", "id", "geometry", "properties"}
    assert first["properties"]["event_date"] == "2024-09-17"
    assert set(first["properties"]) == set(NAMES) - {"latitude", "longitude"}


def test_workbook_opens_in_openpyxl_and_pandas(build_folder: Path, tmp_path: Path, events: pd.DataFrame) -> None:
    file = exported(build_folder, tmp_path, "xlsx") / "events.xlsx"
    header, first, *rest = openpyxl.load_workbook(file)["events"].iter_rows(values_only=True)
    assert header == NAMES
    assert len(rest) + 1 == len(events)
    assert first[1] == datetime(2024, 9, 17)
    assert isinstance(first[22], float)
    formulas = [
        cell for row in openpyxl.load_workbook(file)["events"].iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert formulas == []
    assert pd.read_excel(file)["fatalities"].tolist() == events["fatalities"].tolist()


def test_excel_csv_has_its_mark_and_no_formula(build_folder: Path, tmp_path: Path, events: pd.DataFrame) -> None:
    file = exported(build_folder, tmp_path, "excel-csv") / "events.csv"
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfevent_id_cnty,")
    assert content.count(b"\r\n") == len(events) + 1
    table = pd.read_csv(file)
    words = table.select_dtypes(exclude="number").astype("object")
    assert not words.map(lambda cell: str(cell).startswith(("=", "+", "-", "@", "\t"))).any().any()
    assert "'=HYPERLINK(1); @dune" in set(table["source"])
    assert table["latitude"].min() < 0  # a number keeps its sign


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1+1", "'=1+1"), ("+254", "'+254"), ("-x", "'-x"), ("@a", "'@a"), ("\tx", "'\tx"), ("\rx", "'\rx"),
     ("Koro", "Koro"), (-3.08, "-3.08"), (-1, "-1"), (None, ""), (date(2024, 9, 17), "2024-09-17")],
)  # fmt: skip
def test_cells_for_excel(value: object, cell: str) -> None:
    assert safe(value) == cell


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed here")
def test_csv_opens_in_r_as_acledr_wants_it(build_folder: Path, tmp_path: Path, events: pd.DataFrame) -> None:
    """The checks of acledR's functions that transform a table: 31 columns, no semicolon in actors, numeric inters."""
    file = exported(build_folder, tmp_path, "csv", numeric=True) / "events.csv"
    script = (
        f"d <- read.csv('{file}'); stopifnot(ncol(d) == 31, nrow(d) == {len(events)}, !any(grepl(';', d$actor1)), "
        "is.integer(d$inter1), !anyNA(d$inter2), !anyNA(as.Date(d$event_date)), is.numeric(d$latitude))"
    )
    subprocess.run(["Rscript", "-e", script], check=True)


# ---------------------------------------------------------------- numbers and days


def test_numeric_inters_have_no_empty_cell(build_folder: Path, tmp_path: Path) -> None:
    table = pd.read_csv(exported(build_folder, tmp_path, "csv", numeric=True) / "events.csv")
    assert table[["inter1", "inter2", "interaction"]].dtypes.astype(str).tolist() == ["int64"] * 3
    assert set(zip(table["inter1"], table["inter2"], table["interaction"], strict=True)) == {
        (1, 2, 12), (3, 7, 37), (6, 0, 60),
    }  # fmt: skip


def test_months_and_weeks(build_folder: Path, tmp_path: Path) -> None:
    folder = exported(build_folder, tmp_path, "aggregates")
    month = pd.read_csv(folder / "monthly_country.csv")
    lines = month[["location_code", "event_type", "events", "fatalities", "reference_period_end"]].to_dict("split")[
        "data"
    ]
    assert lines == [
        ["KEN", "civilian_targeting", 1, 0, "2024-09-30"],
        ["KEN", "demonstration", 1, 0, "2024-09-30"],
        ["KEN", "political_violence", 1, 0, "2024-09-30"],
        ["MLI", "civilian_targeting", 1, 7, "2024-09-30"],
        ["MLI", "demonstration", 1, 0, "2024-09-30"],
        ["MLI", "political_violence", 1, 12, "2023-12-31"],
        ["MLI", "political_violence", 1, 7, "2024-09-30"],
    ]
    week = pd.read_csv(folder / "weekly_admin1.csv")
    assert week.columns.tolist() == [
        "week", "region", "country", "admin1", "event_type", "sub_event_type", "events", "fatalities", "disorder_type",
        "centroid_latitude", "centroid_longitude",
    ]  # fmt: skip
    assert week.iloc[0].tolist()[:4] == ["2023-12-30", "Western Africa", "Mali", "Mopti"]
    assert week["events"].sum() == 5


@pytest.mark.parametrize(
    ("day", "saturday", "monday"),
    [
        (date(2024, 9, 17), date(2024, 9, 14), date(2024, 9, 16)),  # a Tuesday
        (date(2024, 9, 14), date(2024, 9, 14), date(2024, 9, 9)),
        (date(2024, 9, 16), date(2024, 9, 14), date(2024, 9, 16)),
        (date(2024, 1, 1), date(2023, 12, 30), date(2024, 1, 1)),
    ],
)
def test_the_week_of_a_day(day: date, saturday: date, monday: date) -> None:
    assert (week_of(day, "saturday"), week_of(day, "monday")) == (saturday, monday)


# ---------------------------------------------------------------- what every export has


def test_for_the_public_nothing_is_a_publishers_word(build_folder: Path, tmp_path: Path) -> None:
    folder = exported(build_folder, tmp_path, "tables", public=True)
    for table, column in (("evidence", "quote"), ("excluded", "quote"), ("articles", "title")):
        assert set(pq.read_table(folder / f"{table}.parquet")[column].to_pylist()) == {""}
    assert pq.read_table(folder / "evidence.parquet")["start"].null_count < len(
        pq.read_table(folder / "evidence.parquet")
    )
    assert (folder / "events.csv").read_bytes() == (build_folder / "events.csv").read_bytes()


@pytest.mark.parametrize("to", FORMATS)
def test_a_descriptor_tells_columns_licences_and_provenance(build_folder: Path, tmp_path: Path, to: str) -> None:
    folder = exported(build_folder, tmp_path, to)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert all(field["description"] for item in package["resources"] for field in item["schema"]["fields"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    manifest = json.loads((build_folder / "manifest.json").read_text(encoding="utf-8"))
    assert package["provenance"]["events_sha256"] == manifest["files"]["events.parquet"]["sha256"]
    named = {
        path
        for item in package["resources"]
        for path in ([item["path"]] if isinstance(item["path"], str) else item["path"])
    }
    assert named == {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {"datapackage.json"}


@pytest.mark.parametrize("to", [name for name in FORMATS if name not in ("tables",)])
def test_frictionless_finds_no_fault(build_folder: Path, tmp_path: Path, to: str) -> None:
    report = frictionless.validate(str(exported(build_folder, tmp_path, to) / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_frictionless_finds_no_fault_in_the_tables_of_a_build(build_folder: Path, tmp_path: Path) -> None:
    """Its reader of Parquet turns empty whole numbers into NaN, so the tables are put to it as CSV."""
    package = json.loads((build_folder / "datapackage.json").read_text(encoding="utf-8"))
    for item in package["resources"]:
        if item["path"].endswith(".parquet"):
            table = pq.read_table(build_folder / item["path"])
            rows = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
            for name in (field.name for field in table.schema if pa.types.is_list(field.type)):
                rows[name] = [json.dumps(list(cell)) for cell in rows[name]]
            item["path"] = item["path"].replace(".parquet", "_table.csv")
            rows.to_csv(tmp_path / item["path"], index=False)
            item |= {"format": "csv", "mediatype": "text/csv"}
        else:
            shutil.copy(build_folder / item["path"], tmp_path)
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_bytes_each_time(build_folder: Path, tmp_path: Path, to: str) -> None:
    first = {
        p.relative_to(tmp_path / to): p.read_bytes()
        for p in exported(build_folder, tmp_path, to).rglob("*.*")
        if p.is_file()
    }
    again = {
        p.relative_to(tmp_path / to): p.read_bytes()
        for p in exported(build_folder, tmp_path, to).rglob("*.*")
        if p.is_file()
    }
    assert first == again


# ---------------------------------------------------------------- the command


def test_command_writes_into_the_build_and_tells_where(build_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(build_folder, folder)
    result = CliRunner().invoke(main, ["export", str(folder), "--to", "geojson", "--to", "csv"])
    assert (result.exit_code, result.stdout.splitlines()) == (
        0, [f"geojson: {folder / 'exports' / 'geojson'}", f"csv: {folder / 'exports' / 'csv'}"],
    )  # fmt: skip
    assert tocsin.load(folder).events.shape == (5, 31)


def test_help_names_every_format() -> None:
    shown = CliRunner().invoke(main, ["export", "--help"]).output
    assert all(name in shown for name in FORMATS)


def test_what_is_not_an_export_is_never_replaced(build_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageError, match="would be lost"):
        export_build(build_folder, "csv", tmp_path / "mine")
    target = exported(build_folder, tmp_path, "csv")
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="would be lost"):
        exported(build_folder, tmp_path, "csv")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--to", "geojsn"], 'did you mean "geojson"?'), (["--to", "shapefile"], "formats: tables, csv")],
)
def test_an_unknown_format_is_one_line(build_folder: Path, arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["export", str(build_folder), *arguments])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert message in result.stderr


def test_a_folder_without_a_build_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["export", str(tmp_path), "--to", "csv"])
    assert (result.exit_code, "no build here" in result.stderr) == (2, True)
