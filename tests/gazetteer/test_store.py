"""The embedded gazetteer: what it knows, under which spellings, and what it refuses."""

from __future__ import annotations

from array import array
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tocsin.errors import DataFileError
from tocsin.gazetteer.columns import RowOfNumber
from tocsin.gazetteer.fold import ascii_name, fold, loose
from tocsin.gazetteer.store import Gazetteer, distance_km


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sana’a", "sanaa"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Cité Soleil", "cite soleil"),
        ("Łódź", "lodz"),
        ("N'Djaména", "ndjamena"),
        ("  Al  Qaḑārif ", "al qadarif"),
        ("馬利", ""),
    ],
)
def test_fold(name: str, key: str) -> None:
    assert fold(name) == key
    assert fold(ascii_name(name)) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("djibo", "jibo"), ("ouagadougou", "wagadugu"), ("el fasher", "al fasher"), ("saint louis", "st louis")],
)
def test_spelling_variants_meet(one: str, other: str) -> None:
    assert loose(one) == loose(other)


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kiev", "Ukraine", "capital"),
        ("Kyiv", "Ukraine", "capital"),
        ("North Kivu", "Democratic Republic of Congo", "admin1"),
        ("Hargeisa", "Somalia", "city"),  # Somaliland is coded under Somalia
        ("Simferopol", "Ukraine", "city"),  # Crimea is coded under Ukraine
        ("Gaza", "Palestine", "city"),
        ("Nablus", "Palestine", "city"),
        ("Pristina", "Kosovo", "capital"),
        ("DRC", "Democratic Republic of Congo", "country"),
        ("Côte d’Ivoire", "Ivory Coast", "country"),
        ("Burma", "Myanmar", "country"),
        ("Laayoune", "Morocco", "city"),  # Western Sahara is coded under Morocco
    ],
)
def test_lookup(name: str, country: str, kind: str, gazetteer: Gazetteer) -> None:
    assert any(e.country == country and e.kind == kind for e in gazetteer.lookup(name))


def test_unknown_name_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Zzyzxville Qua") == ()
    assert gazetteer.lookup("") == ()
    assert gazetteer.lookup("馬利") == ()


def test_entry_by_id_is_what_lookup_gave(gazetteer: Gazetteer) -> None:
    for name in ("Mopti", "Mali", "Maiduguri"):
        found = gazetteer.lookup(name)[0]
        again = gazetteer.entry(found.place_id)
        assert again is not None
        assert (again.name, again.country, again.kind) == (found.name, found.country, found.kind)
    assert gazetteer.entry("no-such-id") is None


def test_unit_stands_at_its_seat(gazetteer: Gazetteer) -> None:
    borno = gazetteer.admin("Nigeria", "Borno")
    maiduguri = next(e for e in gazetteer.lookup("Maiduguri") if e.kind == "city")
    assert borno is not None
    assert distance_km(borno.latitude, borno.longitude, maiduguri.latitude, maiduguri.longitude) < 20


def test_capital_gives_the_country_its_point(gazetteer: Gazetteer) -> None:
    mali = gazetteer.capital("Mali")
    assert mali is not None
    assert (mali.kind, mali.seat) == ("country", "Bamako")
    assert 12 < mali.latitude < 13
    assert gazetteer.capital("Atlantis") is None


def test_every_country_has_a_point(gazetteer: Gazetteer) -> None:
    bare = [c for c in gazetteer.countries() if (e := gazetteer.capital(c)) and (e.latitude, e.longitude) == (0.0, 0.0)]
    # uninhabited or tiny: GeoNames' town file has no town of theirs
    assert len(bare) <= 14, bare


def test_names_are_ascii_and_points_valid(gazetteer: Gazetteer) -> None:
    for name in ("Ménaka", "Ségou", "São Paulo", "Dnipro", "Łódź", "Al-Hasakah"):
        for entry in gazetteer.lookup(name):
            assert entry.name.isascii() and entry.admin1.isascii() and entry.coded_name.isascii()
            assert -90 <= entry.latitude <= 90 and -180 <= entry.longitude <= 180


def test_hash_and_version_are_stable(gazetteer: Gazetteer) -> None:
    assert gazetteer.sha256 == gazetteer.sha256
    assert len(gazetteer.sha256) == 64
    assert gazetteer.version.startswith("1 ")
    assert Gazetteer.load() is gazetteer


def test_older_format_is_refused_with_the_way_out(tmp_path: Path) -> None:
    for name in ("names.parquet", "places.parquet"):
        pq.write_table(pa.table({"key": ["a"]}), tmp_path / name)
    with pytest.raises(DataFileError, match="compile it again"):
        Gazetteer(tmp_path)


def test_corrupt_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.parquet").write_bytes(b"not parquet")
    with pytest.raises(DataFileError, match="not a readable gazetteer"):
        Gazetteer(tmp_path)


def test_rows_are_found_by_number_in_any_order() -> None:
    numbers = array("q", [5, 90, 7, 12, 6])
    rows = RowOfNumber(numbers)
    assert [rows.find(n) for n in numbers] == [0, 1, 2, 3, 4]
    assert [rows.find(n) for n in (0, 8, 91)] == [None, None, None]
    assert RowOfNumber(array("q")).find(5) is None
