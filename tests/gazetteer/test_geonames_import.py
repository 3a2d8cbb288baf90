"""Importing GeoNames files: what is kept, how it is found, what is refused, and that a failure changes nothing."""

from __future__ import annotations

import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tocsin.cli.main import main
from tocsin.errors import BuildError, DataFileError, TocsinError, UsageError
from tocsin.gazetteer import import_geonames
from tocsin.gazetteer.import_geonames import import_files
from tocsin.gazetteer.imported import FILE, VARIABLE, open_store
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.places import find_places, resolve_point
from tocsin.model import Article
from tocsin.text import make_document


def row(
    number: int, name: str, code: str = "P.PPL", point: tuple[str, str] = ("14.5", "-3.5"), country: str = "ML",
    alternates: str = "", units: tuple[str, str] = ("04", "4001"), population: str = "0", changed: str = "2024-06-01",
) -> str:  # fmt: skip
    feature = code.split(".")
    cells = [str(number), name, name, alternates, *point, *feature, country, "", *units, "", "", population, "", "7",
             "Africa/Bamako", changed]  # fmt: skip
    return "\t".join(cells)


MALI = [
    row(900001, "Zintakoro", alternates="Zinta Kourou,زنتا,ZTK"),
    row(900002, "Zintaba", population="1200", point=("14.6", "-3.6")),
    row(900003, "Zintaville", population="150000"),
    row(900004, "Région de Mopti", "A.ADM1"),
    row(900005, "Cercle de Zintadougou", "A.ADM2"),
    row(900006, "Zintani Airport", "S.AIRP"),
    row(900007, "Mare de Zinta", "H.LK"),
    row(900008, "Puits Zinta", "H.WLL"),  # a well: news has no use for it
    row(900009, "Zintaforet", "L.RESF"),
    row(900010, "Zintamine", "S.MNAU"),
    row(900011, "Old Zinta", "P.PPLH"),  # a place that is no more
    row(900013, "Arrondissement de Zintarural", "A.ADM3"),
    row(900012, "Mare Tengrela", "H.LK", country=""),  # no country: a sea
]


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    import_files([write(tmp_path / "ML.txt", MALI)], tmp_path / "own")
    return tmp_path / "own"


def gazetteer_of(store: Path) -> Gazetteer:
    return Gazetteer.load_with_own(store)


@pytest.mark.parametrize(
    ("name", "kind", "strength"),
    [
        ("Zintakoro", "village", "primary"),
        ("zinta kourou", "village", "alternate"),
        ("Zintaba", "town", "primary"),
        ("Zintaville", "city", "primary"),
        ("Zintani Airport", "airport", "primary"),
        ("Mare de Zinta", "lake", "primary"),
        ("Zintaforet", "forest", "primary"),
        ("Zintamine", "mine", "primary"),
        ("Zintadougou", "admin2", "primary"),  # Cercle de Zintadougou
        ("Zintarural", "admin2", "primary"),  # a unit below the districts, at the same precision
        ("Zintadugu", "admin2", "variant"),
    ],
)
def test_places_are_found(name: str, kind: str, strength: str, store: Path) -> None:
    found = gazetteer_of(store).lookup(name)
    assert (found[0].kind, found[0].strength, found[0].country) == (kind, strength, "Mali")


@pytest.mark.parametrize("name", ["Puits Zinta", "Old Zinta", "Mare Tengrela", "ZTK", "Zinta"])
def test_what_news_has_no_use_for_is_left(name: str, store: Path) -> None:
    assert gazetteer_of(store).lookup(name) == ()


def test_units_come_from_the_file_and_are_named_as_in_rows(store: Path) -> None:
    (found,) = gazetteer_of(store).lookup("Zintakoro")
    assert (found.admin1, found.admin2, found.latitude, found.longitude) == ("Mopti", "Zintadougou", 14.5, -3.5)
    assert gazetteer_of(store).entry("900001") is not None


def test_the_shipped_gazetteer_stays_in_front(store: Path) -> None:
    own = gazetteer_of(store)
    assert own.lookup("Mopti")[0] == Gazetteer.load().lookup("Mopti")[0]
    assert Gazetteer.load().lookup("Zintakoro") == ()


def test_a_village_in_the_text_gets_its_own_point(store: Path) -> None:
    own = gazetteer_of(store)
    article = Article("a1", "Gunmen killed nine people in Zintakoro on Monday.", date(2024, 9, 19), "metadata")
    (found,) = find_places(make_document(article), own, (), {"Mali": 1.0})
    point = resolve_point(found, (found,), own)
    assert point is not None
    assert (point.name, point.admin1, point.geo_precision, point.basis) == ("Zintakoro", "Mopti", 1, "gazetteer")


def test_a_village_that_is_called_like_a_person_needs_a_cue(store: Path) -> None:
    article = Article("a1", "The court heard Zintakoro twice.", date(2024, 9, 19), "metadata")
    assert find_places(make_document(article), gazetteer_of(store), (), {"Mali": 1.0}) == ()


# ---------------------------------------------------------------- further files


def test_zip_and_plain_text_give_the_same_places(tmp_path: Path, store: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ML.zip", "w") as archive:
        archive.writestr("readme.txt", "GeoNames\n")
        archive.writestr("ML.txt", "\n".join(MALI) + "\n")
    import_files([tmp_path / "ML.zip"], tmp_path / "zipped")
    zipped = gazetteer_of(tmp_path / "zipped")
    assert zipped.lookup("Zintakoro") == gazetteer_of(store).lookup("Zintakoro")


def test_alternate_names_and_codes_add_names_and_units(tmp_path: Path) -> None:
    places = write(tmp_path / "ML.txt", [line for line in MALI if "\tA\t" not in line])
    names = write(
        tmp_path / "alternateNamesV2.txt",
        [
            "1\t900001\tfr\tGrand-Zinta\t\t\t\t\t\t",
            "2\t900001\tlink\tHttps Zinta\t\t\t\t\t\t",
            "3\t999999\tfr\tElsewhere\t\t\t\t\t\t",
        ],
    )
    first = write(tmp_path / "admin1CodesASCII.txt", ["ML.04\tMopti\tMopti\t2453347"])
    second = write(tmp_path / "admin2Codes.txt", ["ML.04.4001\tCercle de Zintadougou\tCercle de Zintadougou\t900005"])
    import_files([names, second, places, first], tmp_path / "own")  # the order given does not matter
    own = gazetteer_of(tmp_path / "own")
    (found,) = own.lookup("Grand-Zinta")
    assert (found.name, found.admin1, found.admin2) == ("Zintakoro", "Mopti", "Zintadougou")
    assert own.lookup("Https Zinta") == own.lookup("Elsewhere Zinta") == ()


def test_a_second_import_adds_countries_and_renews_those_it_brings(tmp_path: Path, store: Path) -> None:
    niger = write(tmp_path / "NE.txt", [row(910001, "Zintagou", country="NE")])
    import_files([niger], store)
    newer = write(tmp_path / "ML.txt", [row(900020, "Zintanew")])
    import_files([newer], store)
    own = gazetteer_of(store)
    assert own.lookup("Zintagou")[0].country == "Niger"
    assert own.lookup("Zintanew")
    assert own.lookup("Zintakoro") == ()


def test_the_same_files_give_the_same_hash_and_others_another(tmp_path: Path, store: Path) -> None:
    import_files([tmp_path / "ML.txt"], tmp_path / "again")
    assert gazetteer_of(store).sha256 == gazetteer_of(tmp_path / "again").sha256 != Gazetteer.load().sha256
    assert gazetteer_of(store).version.endswith("imported (10 places, 1 countries)")


# ---------------------------------------------------------------- broken input


def broken_zip(tmp_path: Path) -> Path:
    path = tmp_path / "cut.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ML.txt", "\n".join(MALI * 50))
    path.write_bytes(path.read_bytes()[:-200])
    return path


def damaged_zip(tmp_path: Path) -> Path:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("ML.txt", "\n".join(MALI))
    path.write_bytes(path.read_bytes().replace(b"Zintaville", b"Zintavillx", 1))
    return path


def not_utf8(tmp_path: Path) -> Path:
    path = tmp_path / "latin.txt"
    path.write_bytes((MALI[0] + "\n" + row(900030, "Ségou") + "\n").encode("latin-1", "replace"))
    return path


def lines(*rows: str):  # type: ignore[no-untyped-def]
    return lambda tmp_path: write(tmp_path / "XX.txt", list(rows))


FAULTS = [
    (broken_zip, "cut.zip: a broken or cut-off zip file"),
    (damaged_zip, "damaged.zip: a broken or cut-off zip file"),
    (not_utf8, "latin.txt:1: not UTF-8 text"),
    (lines(MALI[0], MALI[1].rsplit("\t", 2)[0]), "XX.txt:2: 17 columns; needed: 19"),
    (lines(row(1, "Zinta", point=("91.0", "0"))), "XX.txt:1 'Zinta': coordinate '91.0'; allowed: -90 to 90 degrees"),
    (lines(row(1, "Zinta", point=("1.0", "200"))), "coordinate '200'; allowed: -180 to 180 degrees"),
    (lines(row(1, "Zinta", point=("1.0", "nan"))), "coordinate 'nan'"),
    (lines(row(1, "Zinta", point=("", ""))), "coordinate ''"),
    (lines(row(1, "Zinta", country="QQ")), "XX.txt:1 'Zinta': unknown country 'QQ'"),
    (lines(row(1, "Zinta", population="many")), "population 'many'; allowed: a whole number"),
    (lines("id,name,country", "1,Zinta,ML"), "XX.txt: not a file of GeoNames (1 columns in its first line)"),
    (lines("<html><body>404 Not Found"), "not a file of GeoNames"),
    (lines(""), "XX.txt: no lines in it"),
    (lines(row(1, "Puits", "H.WLL")), "XX.txt: no row of use in it"),
    (lines("1\t900099\tfr\tNobody\t\t\t\t"), "no row of use in it; import the country files first"),
    (lambda tmp_path: tmp_path / "absent.txt", "absent.txt: cannot be read (No such file or directory)"),
]


@pytest.mark.parametrize(("make", "told"), FAULTS)
def test_broken_files_are_told_and_the_store_stays(make, told: str, tmp_path: Path, store: Path) -> None:  # type: ignore[no-untyped-def]
    before = (store / FILE).read_bytes()
    good = write(tmp_path / "NE.txt", [row(910001, "Zintagou", country="NE")])
    with pytest.raises(DataFileError) as caught:
        import_files([good, make(tmp_path)], store)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (store / FILE).read_bytes() == before
    assert [path.name for path in store.iterdir()] == [FILE]


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), sqlite3.OperationalError("database or disk is full")])
def test_an_interrupted_import_leaves_the_store(
    fault: BaseException, tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_store: object) -> None:
        raise fault

    before = (store / FILE).read_bytes()
    monkeypatch.setattr(import_geonames, "_finish", stop)
    with pytest.raises((KeyboardInterrupt, BuildError)):
        import_files([tmp_path / "ML.txt"], store)
    assert (store / FILE).read_bytes() == before
    assert [path.name for path in store.iterdir()] == [FILE]


def test_codes_alone_are_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give a country file"):
        import_files([write(tmp_path / "a1.txt", ["ML.04\tMopti\tMopti\t2453347"])], tmp_path / "own")
    assert open_store(None if not (tmp_path / "own" / FILE).exists() else tmp_path / "own") is None


def test_older_formats_and_other_files_are_refused(tmp_path: Path, store: Path) -> None:
    with sqlite3.connect(store / FILE) as changed:
        changed.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    with pytest.raises(DataFileError, match="rebuild it with: tocsin gazetteer import"):
        open_store(store)
    (tmp_path / FILE).write_text("no database at all, but long enough to look like one" * 40)
    with pytest.raises(DataFileError, match="not a gazetteer"):
        open_store(tmp_path)


def test_a_named_folder_without_a_gazetteer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="no gazetteer there"):
        open_store(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(TocsinError, match="no gazetteer there"):
        open_store()


# ---------------------------------------------------------------- the commands


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["gazetteer", *words])
    return result.exit_code, result.output


def test_commands_import_info_find(tmp_path: Path) -> None:
    path, own = write(tmp_path / "ML.txt", MALI), str(tmp_path / "own")
    code, told = run("import", str(path), "--gazetteer", own)
    assert (code, "10 places" in told, "newest change 2024-06-01" in told, "CC BY 4.0" in told) == (0, True, True, True)
    assert run("info", "--gazetteer", own)[0] == 0
    code, told = run("find", "Zintakoro", "--country", "Mali", "--gazetteer", own)
    assert (code, told) == (
        0, "Zintakoro (Zintadougou, Mopti, Mali)  village  14.5000, -3.5000  [primary, 900001]\n",
    )  # fmt: skip
    assert run("find", "Zintakoro", "--country", "Niger", "--gazetteer", own)[0] == 1
    assert run("find", "Zintakoro", "--country", "Nowhere", "--gazetteer", own)[0] == 2
    assert run("import", str(tmp_path / "absent.txt"), "--gazetteer", own)[0] == 2


def test_the_environment_names_the_folder(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(store))
    assert run("find", "Zintakoro")[0] == 0


def test_code_uses_the_imported_places(store: Path) -> None:
    text = "Gunmen killed nine farmers in Zintakoro, Mali, on Tuesday."
    words = ["code", text, "--published", "2024-09-19", "--json"]
    with_own = CliRunner().invoke(main, [*words, "--gazetteer", str(store)])
    assert (with_own.exit_code, '"location": "Zintakoro"' in with_own.output) == (0, True)
