"""A user's own places: what they add, what they stand for, and every fault of a file on a line of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tocsin.errors import DataFileError, UsageError
from tocsin.gazetteer.own import COLUMNS, KINDS
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.place_lexicon import load_weights

HEADER = ",".join(COLUMNS) + "\n"
# a village that no list has, a town of ours 3 km off, the same name far away, a province of ours, a town by its id
ADDED = "m-zed,Zedougou,Zeddugu|Zédou,Mali,Mopti,Koro,14.21,-3.05,village,,,field map\n"
MOVED = "m-bankass,Bankass,,Mali,Mopti,Bankass,14.10,-3.50,town,,,field map\n"
FAR = "m-bankass,Bankass,,Mali,Kayes,,13.00,-10.50,village,,,field map\n"
PROVINCE = "m-mopti,Mopti,,Mali,Mopti,,14.40,-4.00,admin1,Sevare,,field map\n"
DISTRICT = "m-zed,Zedbougou,,Mali,Bamako,,12.60,-8.00,district,,Bamako,\n"


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "mine.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def loaded(tmp_path: Path, rows: str | bytes) -> Gazetteer:
    content = rows if isinstance(rows, bytes) else HEADER + rows
    return Gazetteer.load_with_own(None, written(tmp_path, content))


def test_a_new_place_is_found_by_all_its_names(tmp_path: Path) -> None:
    gazetteer = loaded(tmp_path, ADDED)
    for name in ("Zedougou", "ZEDDUGU", "Zedou"):
        (found,) = gazetteer.lookup(name)
        assert (found.place_id, found.name, found.strength) == ("m-zed", "Zedougou", "curated")
    assert gazetteer.entry("m-zed") == gazetteer.lookup("Zedougou")[0]
    assert Gazetteer.load().lookup("Zedougou") != gazetteer.lookup("Zedougou")  # the shared gazetteer is not touched


def test_a_near_namesake_stands_for_every_known_one(tmp_path: Path) -> None:
    before = [e for e in Gazetteer.load().lookup("Bankass") if e.country == "Mali" and not e.kind.startswith("admin")]
    gazetteer = loaded(tmp_path, MOVED)
    after = [e for e in gazetteer.lookup("Bankass") if e.country == "Mali" and not e.kind.startswith("admin")]
    assert before and [(e.place_id, e.latitude) for e in after] == [("m-bankass", 14.10)]
    assert after[0].population >= max(e.population for e in before)  # people that the file does not count
    assert gazetteer.entry(before[0].place_id) == after[0]


def test_a_far_namesake_is_another_place(tmp_path: Path) -> None:
    before = {e.place_id for e in Gazetteer.load().lookup("Bankass")}
    assert {e.place_id for e in loaded(tmp_path, FAR).lookup("Bankass")} == {*before, "m-bankass"}


def test_a_province_leaves_the_town_of_its_name(tmp_path: Path) -> None:
    gazetteer = loaded(tmp_path, PROVINCE)
    unit = gazetteer.admin("Mali", "Mopti")
    assert unit is not None and (unit.place_id, unit.coded_name) == ("m-mopti", "Sevare")
    towns = [e.place_id for e in gazetteer.lookup("Mopti") if e.kind in ("town", "city") and e.country == "Mali"]
    assert towns == [
        e.place_id for e in Gazetteer.load().lookup("Mopti") if e.kind in ("town", "city") and e.country == "Mali"
    ]


@pytest.mark.parametrize("name", ["Faladie", "Kyiv"])  # a curated place, and a compiled one under its GeoNames id
def test_a_row_with_a_known_id_stands_for_that_place(name: str, tmp_path: Path) -> None:
    known = Gazetteer.load().lookup(name)[0]
    row = f"{known.place_id},Newname,,{known.country},,,10.5,20.25,town,,,\n"
    gazetteer = loaded(tmp_path, row)
    for asked in (name, "Newname"):  # the old names still lead there
        assert (known.place_id, 10.5, 20.25) in [(e.place_id, e.latitude, e.longitude) for e in gazetteer.lookup(asked)]
        assert known not in gazetteer.lookup(asked)
    assert len({e.place_id for e in gazetteer.lookup(name)}) == len(gazetteer.lookup(name))


def test_old_spellings_lead_to_the_new_point(tmp_path: Path) -> None:
    kyiv = Gazetteer.load().lookup("Kyiv")[0]
    row = f"m-kyiv,Kyiv,,Ukraine,,,{kyiv.latitude + 0.05:.4f},{kyiv.longitude:.4f},capital,,,\n"
    assert loaded(tmp_path, row).lookup("Kiev")[0].place_id == "m-kyiv"


def test_the_id_of_a_country_cannot_be_taken(tmp_path: Path) -> None:
    gazetteer = loaded(tmp_path, ADDED.replace("m-zed", "Mali"))
    assert gazetteer.lookup("Mali")[0].kind == "country"
    with pytest.raises(DataFileError, match="place_id: found 'country:Mali'"):
        loaded(tmp_path, ADDED.replace("m-zed", "country:Mali"))


def test_a_district_is_coded_with_its_city(tmp_path: Path) -> None:
    assert loaded(tmp_path, DISTRICT).lookup("Zedbougou")[0].coded_name == "Bamako - Zedbougou"


def test_hash_and_version_name_the_file(tmp_path: Path) -> None:
    plain, own = Gazetteer.load(), loaded(tmp_path, ADDED)
    assert own.sha256 != plain.sha256 and own.sha256 == loaded(tmp_path, ADDED).sha256
    assert own.sha256 != loaded(tmp_path, MOVED).sha256
    assert own.version == f"{plain.version} and 1 own"
    assert (plain.places_sha256, len(own.places_sha256)) == ("", 64)


def test_kinds_are_those_that_have_weights() -> None:
    assert {*KINDS, "country"} == set(load_weights().kinds)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + (HEADER + ADDED).replace("\n", "\r\n").encode(),  # as a spreadsheet saves it
        (HEADER + "\n,,,,,,,,,,,\n" + ADDED + "\n").encode(),  # blank lines
        (HEADER + ADDED).rstrip("\n").encode(),  # no line end at the end
        # columns in another order, one more, blanks around cells
        b"name,note,kind,latitude,longitude,country,place_id,alternates,admin1,admin2,coded_name,parent,source\n"
        b'Zedougou,"a, b",village, 14.21 ,-3.05,Mali ,m-zed,,Mopti,,,,\n',
    ],
)
def test_sound_files_are_read(content: bytes, tmp_path: Path) -> None:
    (found,) = loaded(tmp_path, content).lookup("Zedougou")
    assert (found.place_id, found.country, found.latitude, found.longitude) == ("m-zed", "Mali", 14.21, -3.05)


def test_a_header_alone_changes_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, HEADER.encode()).lookup("Koro") == Gazetteer.load().lookup("Koro")


def row(**cells: str) -> str:
    given = dict(zip(COLUMNS, ADDED.rstrip("\n").split(","), strict=True)) | cells
    return ",".join(given[c] for c in COLUMNS) + "\n"


FAULTY = [
    # the file, and how each line of the error begins
    (HEADER.replace("kind,", "") + "x\n", ["mine.csv:1 header: missing column 'kind'; found: place_id, name"]),
    ("", ["mine.csv:1 header: missing column 'place_id'"] + ["mine.csv:1 header: missing"] * 11),
    (HEADER.replace(",", ";"), ["mine.csv:1 header: found 'place_id;name"]),
    (HEADER.rstrip("\n") + ",kind\n", ["mine.csv:1 header: found 'kind' twice"]),
    (HEADER + "x,Zed,Mali\n" + ADDED + "y\n", ["mine.csv:2 found 3 cells; allowed: 12", "mine.csv:4 found 1 cells"]),
    (HEADER + row(country="Malli"), ["mine.csv:2 'm-zed' country: found 'Malli'; allowed: a country as rows name"]),
    (HEADER + row(country=""), ["mine.csv:2 'm-zed' country: found ''"]),
    (HEADER + row(country="ML"), ["mine.csv:2 'm-zed' country: found 'ML'"]),
    (HEADER + row(kind="vilage"), ["mine.csv:2 'm-zed' kind: found 'vilage'; allowed: admin1, admin2,"]),
    (HEADER + row(kind="country"), ["mine.csv:2 'm-zed' kind: found 'country'"]),
    (HEADER + row(latitude="91"), ["mine.csv:2 'm-zed' latitude: found '91'; allowed: decimal degrees, -90..90"]),
    (HEADER + row(longitude="-180.5"), ["mine.csv:2 'm-zed' longitude: found '-180.5'; allowed: decimal degrees"]),
    (HEADER + row(latitude='"14,21"'), ["mine.csv:2 'm-zed' latitude: found '14,21'"]),  # a decimal comma
    (HEADER + row(latitude="14°12'N"), ["mine.csv:2 'm-zed' latitude"]),
    (HEADER + row(latitude="nan", longitude="inf"), ["mine.csv:2 'm-zed' latitude", "mine.csv:2 'm-zed' longitude"]),
    (HEADER + row(latitude=""), ["mine.csv:2 'm-zed' latitude: found ''"]),
    (HEADER + ADDED + ADDED, ["mine.csv:3 'm-zed' place_id: found 'm-zed'; allowed: an id of its own, line 2 has"]),
    (HEADER + row(place_id=""), ["mine.csv:2 '' place_id: found ''"]),
    (HEADER + row(place_id="9" * 30), [f"mine.csv:2 '{'9' * 30}' place_id"]),  # no number that a store can hold
    (HEADER + row(name=""), ["mine.csv:2 'm-zed' name: found ''; allowed: a name in Latin letters"]),
    (HEADER + row(name="Коро"), ["mine.csv:2 'm-zed' name: found 'Коро'; allowed: a name in Latin letters"]),
    (HEADER + row(alternates="Zedu||Zed"), ["mine.csv:2 'm-zed' alternates"]),
    (HEADER + row(name="=A1+B1"), ["mine.csv:2 'm-zed' name: found '=A1+B1'; allowed: plain text"]),
    (HEADER + row(coded_name="Zed; Koro"), ["mine.csv:2 'm-zed' coded_name: found 'Zed; Koro'"]),
    (HEADER + row(admin1='"Mop\nti"'), ["mine.csv:3 'm-zed' admin1: found 'Mop\\nti'; allowed: one line"]),
    (HEADER + row(kind="district"), ["mine.csv:2 'm-zed' parent: found ''; allowed: the city"]),
    (HEADER + 'm-zed,"Zed', ["mine.csv:2 found unexpected end of data"]),
    (HEADER.encode() + "m-zed,Zédou".encode("latin-1"), ["mine.csv: not UTF-8 at byte"]),
    (
        HEADER + row(kind="vilage", country="Malli") + MOVED + row(latitude="914"),
        [f"mine.csv:{n} 'm-zed' {c}" for n, c in ((2, "country"), (2, "kind"), (4, "latitude"), (4, "place_id"))],
    ),
]


@pytest.mark.parametrize(("content", "lines"), FAULTY)
def test_every_fault_has_its_line(content: str | bytes, lines: list[str], tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as caught:
        loaded(tmp_path, content if isinstance(content, bytes) else content.encode())
    told = str(caught.value).split("\n")
    assert len(told) == len(lines), told
    assert [t for t, begin in zip(told, lines, strict=True) if not t.startswith(begin)] == []


def test_a_near_miss_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"Did you mean 'village'\?"):
        loaded(tmp_path, row(kind="vilage"))


def test_a_thousand_faults_are_not_all_told(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="and 950 more faults") as caught:
        loaded(tmp_path, "".join(row(place_id=f"m-{n}", kind="hut") for n in range(1000)))
    assert str(caught.value).count("\n") == 50


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_no_such_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file of places"):
        Gazetteer.load_with_own(None, tmp_path / name)
