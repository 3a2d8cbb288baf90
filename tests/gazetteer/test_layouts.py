"""Boundaries as their publishers lay them out, many units at a time, and what a full disk leaves behind."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner
from tocsin.cli.main import main
from tocsin.gazetteer.import_geonames import import_files
from tocsin.gazetteer.imported import FILE
from tocsin.gazetteer.store import Gazetteer

# One commune of Niger (13.5 N, 2.1 E) as each publisher writes its properties, unused ones included.
LAYOUTS = {
    "geoboundaries": {"shapeName": "Niamey", "shapeISO": "NE-8", "shapeID": "66186276B1", "shapeGroup": "NER",
                      "shapeType": "ADM1"},
    "gadm": {"GID_2": "NER.5.1_1", "GID_0": "NER", "COUNTRY": "Niger", "GID_1": "NER.5_1", "NAME_1": "Niamey",
             "NL_NAME_1": "NA", "NAME_2": "Niamey", "VARNAME_2": "NA", "TYPE_2": "Department", "HASC_2": "NE.NI.NI"},
    "ocha": {"Shape_Leng": 0.94, "Shape_Area": 0.02, "ADM3_FR": "Niamey I", "ADM3_PCODE": "NE008001001",
             "ADM3_REF": None, "ADM2_FR": "Ville de Niamey", "ADM2_PCODE": "NE008001", "ADM1_FR": "Niamey",
             "ADM1_PCODE": "NE008", "ADM0_FR": "Niger (le)", "ADM0_PCODE": "NE", "date": "2019-01-01", "validTo": None},
    "ocha_new": {"adm2_name": "Niamey", "adm2_pcode": "NE008001", "adm1_name": "Niamey", "adm1_pcode": "NE008",
                 "adm0_name": "Niger", "adm0_pcode": "NE", "iso3": "NER"},
}  # fmt: skip


def ring(west: float, south: float, size: float, steps: int = 1) -> list[list[float]]:
    """A square with `steps` points to a side, closed; heights are carried by some publishers."""
    along = [size * k / steps for k in range(steps)]
    south_side = [[west + a, south, 0.0] for a in along]
    east_side = [[west + size, south + a, 0.0] for a in along]
    north_side = [[west + size - a, south + size, 0.0] for a in along]
    west_side = [[west, south + size - a, 0.0] for a in along]
    return [*south_side, *east_side, *north_side, *west_side, south_side[0]]


def collection(path: Path, *features: tuple[dict[str, object], list[list[float]]]) -> Path:
    """A file as GDAL writes it: a name and a CRS before the features."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    told = [
        {"type": "Feature", "properties": p, "geometry": {"type": "MultiPolygon", "coordinates": [[shape]]}}
        for p, shape in features
    ]
    whole = {"type": "FeatureCollection", "name": path.stem, "crs": crs, "features": told}
    path.write_text(json.dumps(whole, indent=1))
    return path


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_layout_of_a_publisher_gives_its_units(layout: str, tmp_path: Path) -> None:
    properties: dict[str, object] = dict(LAYOUTS[layout])
    import_files([collection(tmp_path / "ner.geojson", (properties, ring(2.0, 13.4, 0.3, steps=40)))], tmp_path / "own")
    units = Gazetteer.load_with_own(tmp_path / "own").units("Niger", 13.52, 2.11, ("", ""))
    assert (units.admin1, units.rule_id) == ("Niamey", "gazetteer.admin.boundary")
    assert units.admin3 == ("Niamey I" if layout == "ocha" else "")


def test_table_of_p_codes_names_the_third_level(tmp_path: Path) -> None:
    table = tmp_path / "ner_adm3.csv"
    table.write_text("ADM0_PCODE,ADM1_PCODE,ADM1_FR,ADM2_PCODE,ADM2_FR,ADM3_PCODE,ADM3_FR\n"
                     "NE,NE008,Niamey,NE008001,Ville de Niamey,NE008001001,Niamey I\n")  # fmt: skip
    codes: dict[str, object] = {"ADM0_PCODE": "NE", "ADM1_PCODE": "NE008", "ADM2_PCODE": "NE008001",
                                "ADM3_PCODE": "NE008001001"}  # fmt: skip
    shapes = collection(tmp_path / "codes.geojson", (codes, ring(2.0, 13.4, 0.3)))
    import_files([shapes, table], tmp_path / "own")
    units = Gazetteer.load_with_own(tmp_path / "own").units("Niger", 13.52, 2.11, ("", ""))
    assert (units.admin1, units.admin3) == ("Niamey", "Niamey I")


# ---------------------------------------------------------------- a disk that is full

_IMPORT = """
    import resource, signal, sys
    from pathlib import Path
    from tocsin.errors import TocsinError
    from tocsin.gazetteer.import_geonames import import_files
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
    try:
        import_files([Path({source!r})], Path({own!r}))
    except TocsinError as error:
        print(error)
        sys.exit(1)
"""


def country_file(path: Path, rows: int, country: str = "ML") -> Path:
    with path.open("w", encoding="utf-8") as file:
        for n in range(rows):
            cells = [str(900_000 + n), f"Zinta{n}", f"Zinta{n}", "", f"{10 + n % 9}.5", f"-{n % 9}.5", "P", "PPL",
                     country, "", "04", "4001", "", "", "0", "", "7", "Africa/Bamako", "2024-06-01"]  # fmt: skip
            file.write("\t".join(cells) + "\n")
    return path


def imported_under(limit: int, source: Path, own: Path) -> subprocess.CompletedProcess[str]:
    """An import in a process of its own whose files may grow to `limit` bytes: what a full disk does to it."""
    code = textwrap.dedent(_IMPORT.format(limit=limit, source=str(source), own=str(own)))
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def left_of(own: Path) -> list[str]:
    return sorted(p.name for p in own.iterdir())


def test_import_on_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    own = tmp_path / "own"
    import_files([country_file(tmp_path / "NE.txt", 20, "NE")], own)
    before = (own / FILE).read_bytes()
    told = imported_under(200_000, country_file(tmp_path / "ML.txt", 20_000), own)
    assert told.returncode == 1, told.stderr
    assert len(told.stdout.strip().splitlines()) == 1
    assert (own / FILE).read_bytes() == before
    assert left_of(own) == [FILE]
    assert imported_under(resource.RLIM_INFINITY, tmp_path / "ML.txt", own).returncode == 0


def test_first_import_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own"
    told = imported_under(100_000, country_file(tmp_path / "ML.txt", 20_000), own)
    assert told.returncode == 1, told.stderr
    assert not own.exists() or left_of(own) == []


def test_fetch_on_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    import_files([country_file(tmp_path / "NE.txt", 20, "NE")], own)
    before = (own / FILE).read_bytes()

    class Answer:
        headers: ClassVar[dict[str, str]] = {}

        def __enter__(self) -> Answer:
            return self

        def __exit__(self, *_error: object) -> None:
            """Nothing to close."""

        def read(self, _size: int) -> bytes:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("tocsin.gazetteer.fetch.urlopen", lambda *_args, **_options: Answer())
    result = CliRunner().invoke(main, ["gazetteer", "fetch", "ML", "--server", "http://h", "--gazetteer", str(own)])
    assert (result.exit_code, "No space left on device" in result.output) == (1, True)
    assert (own / FILE).read_bytes() == before


# ---------------------------------------------------------------- memory

_GROWTH = """
    import resource, sys
    from pathlib import Path
    from tocsin.gazetteer.import_geonames import import_files
    import_files([Path(sys.argv[1])], Path(sys.argv[2]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_of(source: Path, own: Path) -> float:
    """The largest memory, in MB, of a process that imports a file."""
    told = subprocess.run([sys.executable, "-c", textwrap.dedent(_GROWTH), str(source), str(own)],
                          capture_output=True, text=True, check=True)  # fmt: skip
    return int(told.stdout) / 1024


@pytest.mark.slow
def test_memory_of_an_import_does_not_grow_with_its_file(tmp_path: Path) -> None:
    small = peak_of(country_file(tmp_path / "small.txt", 50_000), tmp_path / "one")
    large = peak_of(country_file(tmp_path / "large.txt", 500_000), tmp_path / "two")
    assert large < small + 80
