"""Boundaries and p-codes: which unit a point lies in, what broken files are told, and what rows make of it."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tocsin.cli.main import main
from tocsin.errors import DataFileError
from tocsin.gazetteer.import_geonames import import_files
from tocsin.gazetteer.imported import FILE
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.places import find_places, resolve_point
from tocsin.model import Article
from tocsin.text import make_document

Ring = list[list[float]]


def square(west: float, south: float, size: float) -> Ring:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(properties: dict[str, object], *rings: Ring, kind: str = "Polygon") -> dict[str, object]:
    shape: object = list(rings) if kind == "Polygon" else [[ring] for ring in rings]
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": shape}}


def write(path: Path, *features: object) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


# Three levels round Kaya, Burkina Faso (13.09 N, 1.08 W), each in the column names of another publisher.
ADM1 = feature({"shapeName": "Centre-Nord Region", "shapeGroup": "BFA", "shapeType": "ADM1"}, square(-2.5, 12.0, 3.0))
ADM2 = feature({"NAME_1": "Centre-Nord", "NAME_2": "Sanmatenga", "GID_0": "BFA"}, square(-2.0, 12.5, 1.5),
               square(-1.5, 13.8, 0.1))  # the second ring is a hole  # fmt: skip
ADM3 = feature({"ADM0_PCODE": "BF", "ADM3_FR": "Kaya-commune", "ADM3_EN": "Kaya", "ADM2_EN": "Sanmatenga",
                "ADM1_EN": "Centre-Nord", "ADM3_PCODE": "BF490301"}, square(-1.5, 13.0, 0.5), square(-1.9, 12.6, 0.2),
               kind="MultiPolygon")  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> Gazetteer:
    files = [write(tmp_path / f"adm{n}.geojson", f) for n, f in ((1, ADM1), (2, ADM2), (3, ADM3))]
    import_files(files, tmp_path / "own")
    return Gazetteer.load_with_own(tmp_path / "own")


POINTS = [
    (13.2, -1.2, ("Centre-Nord", "Sanmatenga", "Kaya")),
    (12.7, -1.8, ("Centre-Nord", "Sanmatenga", "Kaya")),  # the second part of the commune
    (13.6, -1.7, ("Centre-Nord", "Sanmatenga", "")),
    (13.85, -1.45, ("Centre-Nord", "", "")),  # in the hole of the district
    (14.5, 0.2, ("Centre-Nord", "", "")),
    (11.5, -1.2, ("known", "code", "")),  # outside of all: what the codes say
]


@pytest.mark.parametrize(("latitude", "longitude", "names"), POINTS)
def test_point_in_polygon(latitude: float, longitude: float, names: tuple[str, str, str], own: Gazetteer) -> None:
    units = own.units("Burkina Faso", latitude, longitude, ("known", "code"))
    assert (units.admin1, units.admin2, units.admin3) == names
    assert units.rule_id == ("gazetteer.admin" if names[0] == "known" else "gazetteer.admin.boundary")


def test_boundaries_of_one_country_say_nothing_of_another(own: Gazetteer) -> None:
    assert own.units("Mali", 13.2, -1.2, ("Mopti", "Koro")).admin1 == "Mopti"


def test_a_row_takes_its_units_from_boundaries(tmp_path: Path, own: Gazetteer) -> None:
    article = Article("a1", "Gunmen killed nine people in Kaya on Monday.", date(2024, 9, 19), "metadata")
    (found,) = find_places(make_document(article), own, (), {"Burkina Faso": 1.0})
    point = resolve_point(found, (found,), own)
    assert point is not None
    assert (point.admin2, point.admin3, point.admin_rule) == ("Sanmatenga", "Kaya", "gazetteer.admin.boundary")
    words = ["code", article.text, "--published", "2024-09-19", "--explain", "--gazetteer", str(tmp_path / "own")]
    told = CliRunner().invoke(main, words).output
    assert "gazetteer.admin.boundary" in told


def test_without_boundaries_admin3_is_empty() -> None:
    units = Gazetteer.load().units("Burkina Faso", 13.09, -1.08, ("Centre-Nord", "Sanmatenga"))
    assert (units.admin3, units.rule_id) == ("", "gazetteer.admin")


def test_a_point_without_units_takes_those_of_the_nearest_place() -> None:
    units = Gazetteer.load().units("Mali", 14.4, -4.1, ("", ""))
    assert (units.admin1, units.rule_id) == ("Mopti", "gazetteer.admin.nearest")
    far = Gazetteer.load().units("Mali", 23.5, -4.0, ("", ""))  # the Sahara, nothing within 60 km
    assert (far.admin1, far.rule_id) == ("", "gazetteer.admin")


def test_names_come_from_a_table_by_p_code(tmp_path: Path) -> None:
    bare = feature({"ADM0_PCODE": "BF", "ADM1_PCODE": "BF49", "ADM2_PCODE": "BF4903"}, square(-2, 12.5, 1.5))
    table = tmp_path / "bfa_pcodes.csv"
    table.write_text(
        "admin0Pcode,admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode\nBF,Centre-Nord,BF49,Sanmatenga,BF4903\n"
    )
    import_files([write(tmp_path / "adm2.geojson", bare), table], tmp_path / "own")
    units = Gazetteer.load_with_own(tmp_path / "own").units("Burkina Faso", 13.2, -1.2, ("", ""))
    assert (units.admin1, units.admin2) == ("Centre-Nord", "Sanmatenga")


def test_zips_and_second_imports(tmp_path: Path, own: Gazetteer) -> None:
    bam = feature({"NAME_1": "Centre-Nord", "NAME_2": "Bam", "GID_0": "BFA"}, square(-2.0, 12.5, 1.5))
    with zipfile.ZipFile(tmp_path / "again.zip", "w") as archive:
        archive.writestr("adm2.geojson", json.dumps({"features": [bam]}))
    import_files([tmp_path / "again.zip"], tmp_path / "own")
    again = Gazetteer.load_with_own(tmp_path / "own")
    assert again.units("Burkina Faso", 13.6, -1.7, ("", "")).admin2 == "Bam"
    assert again.sha256 != own.sha256
    told = CliRunner().invoke(main, ["gazetteer", "info", "--gazetteer", str(tmp_path / "own")]).output
    assert "3  units of Burkina Faso" in told


def broken(text: str, name: str = "bad.geojson"):  # type: ignore[no-untyped-def]
    def make(tmp_path: Path) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return make


def wrong(*features: object):  # type: ignore[no-untyped-def]
    return broken(json.dumps({"type": "FeatureCollection", "features": features}))


NAMED = {"shapeName": "Bam", "shapeGroup": "BFA", "shapeType": "ADM2"}
FAULTS = [
    (broken('{"type": "FeatureCollection", "features": [{"type": "Feat'), "bad.geojson: broken or cut-off GeoJSON"),
    (broken('{"type": "FeatureCollection"}'), "bad.geojson: no list of features"),
    (broken("<html></html>"), "bad.geojson: no list of features"),
    (wrong(), "bad.geojson: no unit in it"),
    (wrong(7), "not boundaries"),
    (wrong(ADM2, feature(NAMED, square(179, 0, 2))), "feature 2: point 181, 0; allowed: -180..180, -90..90 degrees"),
    (wrong(feature(NAMED, [[0, 0], [1, 1], [0, 0]])), "feature 1: a ring of 3 points; needed: 4 or more"),
    (wrong(feature(NAMED, [["x", 0]] * 4)), "feature 1: a point that is no pair of numbers"),
    (wrong({**feature(NAMED), "geometry": {"type": "Point", "coordinates": [0, 0]}}), "geometry 'Point'; allowed:"),
    (wrong(feature({**NAMED, "shapeGroup": "QQQ"}, square(0, 0, 1))), "feature 1: unknown country 'QQQ'"),
    (wrong(feature({"colour": "red"}, square(0, 0, 1))), "no name of a unit of level 1 to 3; found: colour"),
    (wrong(feature({"ADM1_PCODE": "BF77"}, square(0, 0, 1))), "no name for p-code 'BF77'; import the table"),
    (broken("admin1Pcode,admin1Name\nBF49\n", "codes.csv"), "codes.csv:2: 2 cells expected"),
    (broken("admin1Pcode,admin1Name\nQQ49,Nowhere\n", "codes.csv"), "codes.csv:2: unknown country 'QQ'"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "told"), FAULTS)
def test_broken_boundaries_are_told_and_the_store_stays(make, told: str, tmp_path: Path, own: Gazetteer) -> None:  # type: ignore[no-untyped-def]
    before = (tmp_path / "own" / FILE).read_bytes()
    with pytest.raises(DataFileError) as caught:
        import_files([make(tmp_path)], tmp_path / "own")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (tmp_path / "own" / FILE).read_bytes() == before
    assert [p.name for p in (tmp_path / "own").iterdir()] == [FILE]
    assert own.units("Burkina Faso", 13.2, -1.2, ("", "")).admin3 == "Kaya"


def test_a_feature_larger_than_a_read_is_taken_whole(tmp_path: Path) -> None:
    ring = [[-2.0 + i / 20_000, 12.5] for i in range(20_000)] + [[-1.0, 14.0], [-2.0, 14.0], [-2.0, 12.5]]
    import_files([write(tmp_path / "big.geojson", feature(NAMED, ring), ADM1)], tmp_path / "own")
    assert Gazetteer.load_with_own(tmp_path / "own").units("Burkina Faso", 13.0, -1.5, ("", "")).admin2 == "Bam"
