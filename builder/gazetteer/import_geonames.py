"""Import GeoNames files into a user's own gazetteer: streaming, and all or nothing.

Takes country files and allCountries (txt or zip), alternateNames, admin1CodesASCII and admin2Codes, told apart by
their content, and boundaries (GeoJSON) and tables of p-codes (CSV), which import_units.py writes. A second import
adds countries, and replaces those it brings again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tocsin.errors import BuildError, DataFileError, UsageError
from tocsin.gazetteer.compile import (
    CITY_POPULATION,
    read_common_words,
    read_countries,
    read_unit_names,
    row_name,
    strip_generic,
    usable_alternate,
)
from tocsin.gazetteer.fold import ascii_name, fold, loose
from tocsin.gazetteer.geonames_files import Line, Shape, open_lines, read_features
from tocsin.gazetteer.import_units import TABLES as UNIT_TABLES
from tocsin.gazetteer.import_units import UnitImporter
from tocsin.gazetteer.imported import FILE, FORMAT
from tocsin.gazetteer.store import Gazetteer
from tocsin.gazetteer.unit_files import is_boundaries, is_unit_table

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS source (name TEXT PRIMARY KEY, sha256 TEXT, rows INTEGER, newest TEXT);
CREATE TABLE IF NOT EXISTS unit (code TEXT PRIMARY KEY, name TEXT);
CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY, iso2 TEXT, name TEXT, country TEXT, unit1 TEXT, unit2 TEXT,
  latitude REAL, longitude REAL, population INTEGER, kind TEXT);
CREATE INDEX IF NOT EXISTS place_iso2 ON place (iso2);
CREATE TABLE IF NOT EXISTS name (key TEXT, place INTEGER, strength INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_place ON name (place);
CREATE TEMP TABLE new_name (key TEXT, place INTEGER, strength INTEGER);
"""
# Millions of keys in the order of a file would touch the whole index at random; sorted, they are written page by page.
# The sort spills to temporary files, so that memory stays bounded.
_SORTED_NAMES = """
DROP INDEX name_place;
INSERT OR IGNORE INTO name SELECT key, place, min(strength) FROM new_name GROUP BY key, place ORDER BY key, place;
CREATE INDEX name_place ON name (place);
DROP TABLE new_name;
"""
_CACHE = "PRAGMA cache_size = -32768;"  # 32 MB of pages: bounded, and enough for the index of countries
_TOWN_POPULATION = 500  # the embedded gazetteer's own limit; what is smaller or uncounted is a village
_NO_COUNTRY = frozenset({"", "AQ", "BV", "GS", "HM", "TF", "AN", "CS", "YU", "ZZ"})  # seas, ice, states that are gone
_NO_NAMES = frozenset({"link", "post", "iata", "icao", "faac", "wkdt", "unlc", "tcid", "abbr", "phon"})
_PALESTINE = {"GZ": "Gaza Strip", "WE": "West Bank"}  # rows carry the areas, not the governorates
_DEPTH = {"ADM1": 2, "ADM2": 3}  # parts of a unit's code: ML.04, ML.04.4001
_BATCH = 20_000

Place = tuple[int, str, str, str, str, str, float, float, int, str]
Name = tuple[str, int, int]


@dataclass(slots=True)
class Importer:
    """One import under way: the open store, what is known of countries and units, and what was read."""

    store: sqlite3.Connection
    embedded: Gazetteer
    countries: dict[str, str] = field(default_factory=read_countries)
    common: frozenset[str] = field(default_factory=read_common_words)
    features: dict[tuple[str, str], str] = field(default_factory=read_features)
    renewed: set[str] = field(default_factory=set)
    newest: str = ""

    def take(self, path: Path, shape: Shape, lines: Iterator[Line]) -> int:
        """Write the rows of one file; how many were used."""
        readers: dict[Shape, Callable[[Path, Iterator[Line]], int]] = {
            "places": self._places,
            "names": self._alternates,
            "admin1": self._units,
            "admin2": self._units,
        }
        return readers[shape](path, lines)

    # ------------------------------------------------------------ country files

    def _places(self, path: Path, lines: Iterator[Line]) -> int:
        places: list[Place] = []
        names: list[Name] = []
        used = 0
        for number, cells in lines:
            place = self._place(f"{path}:{number}", cells)
            if place is None:
                continue
            used += 1
            self._renew(place[1])
            places.append(place)
            names += self._keys(place[0], place[2], cells[3].split(","))
            if len(places) >= _BATCH:
                self._write(places, names)
        self._write(places, names)
        return used

    def _place(self, where: str, cells: Sequence[str]) -> Place | None:
        """The row of a feature; None for kinds that news has no use for. Raises DataFileError for a broken line."""
        where = f"{where} {cells[1]!r}"
        latitude, longitude = _degrees(where, cells[4], 90.0), _degrees(where, cells[5], 180.0)
        iso2 = cells[8]
        if iso2 in _NO_COUNTRY:
            return None
        if iso2 not in self.countries:
            raise DataFileError(f"{where}: unknown country {iso2!r}; allowed: two-letter codes of ISO 3166")
        number, population = _whole(where, "id", cells[0]), _whole(where, "population", cells[14] or "0")
        self.newest = max(self.newest, cells[18])
        kind = self._kind(cells[6], cells[7], population)
        name = row_name(cells[2] or cells[1])
        if kind.startswith("admin"):
            name = self._unit(number, iso2, cells)
        if not kind or len(fold(name)) < 2:
            return None
        unit1, unit2 = f"{iso2}.{cells[10]}", f"{iso2}.{cells[10]}.{cells[11]}"
        return number, iso2, name, self.countries[iso2], unit1, unit2, latitude, longitude, population, kind

    def _kind(self, feature_class: str, code: str, population: int) -> str:
        kind = self.features.get((feature_class, code), self.features.get((feature_class, "*"), ""))
        if kind != "town":
            return kind
        return "city" if population >= CITY_POPULATION else "town" if population >= _TOWN_POPULATION else "village"

    def _unit(self, number: int, iso2: str, cells: Sequence[str]) -> str:
        """The name of a province or district as rows carry it; those of the first two levels are noted by code."""
        name = self._unit_name(number, iso2, cells[2] or cells[1])
        depth = _DEPTH.get(cells[7], 0)
        if depth:
            code = ".".join((iso2, cells[10], cells[11])[:depth])
            self.store.execute("INSERT OR REPLACE INTO unit VALUES (?, ?)", (code, name))
        return name

    def _unit_name(self, number: int, iso2: str, name: str) -> str:
        """The embedded gazetteer's name of a unit, so that rows of both sources agree; else its name without a kind."""
        known = self.embedded.entry(str(number))
        if known is not None:
            return known.name
        stated = read_unit_names().get((self.countries[iso2], ascii_name(name)))
        return stated or row_name(strip_generic(name))

    def _keys(self, number: int, name: str, alternates: Sequence[str]) -> Iterator[Name]:
        key = fold(name)
        yield key, number, 0
        for alternate in alternates:
            if alternate and usable_alternate(alternate, key, self.common):
                yield fold(alternate), number, 1
        yield loose(key), number, 2

    def _renew(self, iso2: str) -> None:
        """Forget what an earlier import knew of a country."""
        if iso2 in self.renewed:
            return
        self.renewed.add(iso2)
        self.store.execute("DELETE FROM name WHERE place IN (SELECT id FROM place WHERE iso2 = ?)", (iso2,))
        self.store.execute("DELETE FROM place WHERE iso2 = ?", (iso2,))

    def _write(self, places: list[Place], names: list[Name]) -> None:
        self.store.executemany("INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", places)
        self.store.executemany("INSERT INTO new_name VALUES (?,?,?)", names)
        places.clear()
        names.clear()

    # ------------------------------------------------------------ alternate names, units

    def _alternates(self, path: Path, lines: Iterator[Line]) -> int:
        used, names = 0, []
        for number, cells in lines:
            place = _whole(f"{path}:{number}", "geonameid", cells[1])
            if cells[2] in _NO_NAMES or not usable_alternate(cells[3], "", self.common):
                continue
            if self.store.execute("SELECT 1 FROM place WHERE id = ?", (place,)).fetchone():
                used += 1
                names.append((fold(cells[3]), place, 1))
        self._write([], names)
        return used

    def _units(self, path: Path, lines: Iterator[Line]) -> int:
        used = 0
        for number, cells in lines:
            iso2, _, area = cells[0].partition(".")
            if iso2 not in self.countries:
                continue
            place = _whole(f"{path}:{number}", "geonameid", cells[3])
            name = _PALESTINE.get(area) if iso2 == "PS" else None
            name = name or self._unit_name(place, iso2, cells[2] or cells[1])
            self.store.execute("INSERT OR REPLACE INTO unit VALUES (?, ?)", (cells[0], name))
            used += 1
        return used


def import_files(files: Sequence[Path], folder: Path) -> None:
    """Import GeoNames files into the store of a folder. It is whole afterwards, or as it was before.

    Raises DataFileError (file, line, what was found) for broken files, BuildError when the disk fails.
    """
    tables = [path for path in files if is_unit_table(path)]
    shapes = [path for path in files if is_boundaries(path)]
    others = [path for path in files if path not in tables and path not in shapes]
    shaped = sorted(((open_lines(path), path) for path in others), key=lambda item: _ORDER.index(item[0].shape))
    target, part = folder / FILE, folder / f"{FILE}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        if target.exists():
            shutil.copyfile(target, part)
        with closing(sqlite3.connect(part)) as store:
            store.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _CACHE + _TABLES + UNIT_TABLES)
            _import_into(store, [(path, opened.shape, opened.lines()) for opened, path in shaped])
            _import_units(store, tables, shapes)
            store.executescript(_SORTED_NAMES)
            _finish(store)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise BuildError(f"{target}: cannot be written ({error}); the gazetteer is as it was before") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


_ORDER: tuple[Shape, ...] = ("admin1", "admin2", "places", "names")


def _import_into(store: sqlite3.Connection, files: Sequence[tuple[Path, Shape, Iterator[Line]]]) -> None:
    importer = Importer(store, Gazetteer.load())
    for path, shape, lines in files:
        importer.newest = ""
        used = importer.take(path, shape, lines)
        if not used and shape in ("places", "names"):
            raise DataFileError(f"{path}: no row of use in it{_ALONE if shape == 'names' else ''}")
        _note(store, path, used, importer.newest)


def _import_units(store: sqlite3.Connection, tables: Sequence[Path], shapes: Sequence[Path]) -> None:
    """Names by p-code first: boundaries without names take theirs from them."""
    importer = UnitImporter(store, Gazetteer.load())
    takers = [(path, importer.take_table) for path in tables] + [(path, importer.take_boundaries) for path in shapes]
    for path, take in takers:
        used = take(path)
        if not used:
            raise DataFileError(f"{path}: no unit in it")
        _note(store, path, used, "")


def _note(store: sqlite3.Connection, path: Path, used: int, newest: str) -> None:
    source = (path.name, _sha256(path), used, newest)
    store.execute("INSERT OR REPLACE INTO source VALUES (?,?,?,?)", source)


_ALONE = "; import the country files first, then their alternate names"


def _finish(store: sqlite3.Connection) -> None:
    """Stamp the store with its format and a hash of all that it was made of."""
    if not store.execute("SELECT 1 FROM place UNION SELECT 1 FROM boundary LIMIT 1").fetchone():
        raise UsageError("no places imported: give a country file of GeoNames, such as ML.zip, or boundaries")
    made_of = store.execute("SELECT name, sha256 FROM source ORDER BY name").fetchall()
    digest = hashlib.sha256(json.dumps([FORMAT, made_of]).encode()).hexdigest()
    store.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [("format", FORMAT), ("sha256", digest)])
    store.commit()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _degrees(where: str, text: str, limit: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -limit <= value <= limit:
        raise DataFileError(f"{where}: coordinate {text!r}; allowed: -{limit:g} to {limit:g} degrees")
    return value


def _whole(where: str, what: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise DataFileError(f"{where}: {what} {text!r}; allowed: a whole number")
    return int(text)
