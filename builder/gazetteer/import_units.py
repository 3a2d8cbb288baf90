"""Write boundaries of provinces and districts, and their names by p-code, into a user's gazetteer.

Finding the unit of a point is boundaries.py's matter.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tocsin.errors import DataFileError
from tocsin.gazetteer.compile import DATA, read_unit_names, row_name, strip_generic
from tocsin.gazetteer.fold import ascii_name
from tocsin.gazetteer.store import Gazetteer
from tocsin.gazetteer.unit_files import LEVELS, Boundary, Unit, read_boundaries, read_unit_table

TABLES = """
CREATE TABLE IF NOT EXISTS unit_name (code TEXT PRIMARY KEY, level INTEGER, name TEXT);
CREATE TABLE IF NOT EXISTS boundary (country TEXT, level INTEGER, name1 TEXT, name2 TEXT, name3 TEXT, south REAL,
  north REAL, west REAL, east REAL, rings BLOB, ends BLOB);
CREATE INDEX IF NOT EXISTS boundary_country ON boundary (country, level);
"""


@dataclass(slots=True)
class UnitImporter:
    """One import of units under way: the open store, country names, and which levels were renewed already."""

    store: sqlite3.Connection
    embedded: Gazetteer
    countries: Mapping[str, str] = field(default_factory=lambda: _country_codes())
    renewed: set[tuple[str, int]] = field(default_factory=set)

    def take_table(self, path: Path) -> int:
        """Note the names of a table by p-code; how many units it names."""
        used = 0
        for unit in read_unit_table(path):
            country = self._country(unit)
            for level in LEVELS:
                name, code = unit.names.get(level), unit.codes.get(level)
                if name and code:
                    row = (code, level, self._name(country, level, name))
                    self.store.execute("INSERT OR REPLACE INTO unit_name VALUES (?,?,?)", row)
                    used += 1
        return used

    def take_boundaries(self, path: Path) -> int:
        """Write the boundaries of a file; those of the same country and level from an earlier import go."""
        used = 0
        for boundary in read_boundaries(path):
            country = self._country(boundary.unit)
            self._renew(country, boundary.unit.level)
            self._write(country, boundary)
            used += 1
        return used

    def _write(self, country: str, boundary: Boundary) -> None:
        unit = boundary.unit
        names = [self._stated(country, unit, level) for level in LEVELS]
        if not names[unit.level - 1]:
            code = unit.codes.get(unit.level)
            raise DataFileError(f"{unit.where}: no name for p-code {code!r}; import the table of p-codes with it")
        points = b"".join(ring.tobytes() for ring in boundary.rings)
        ends = ",".join(str(len(ring) // 2) for ring in boundary.rings)
        longitudes = [x for ring in boundary.rings for x in ring[0::2]]
        latitudes = [y for ring in boundary.rings for y in ring[1::2]]
        box = (min(latitudes), max(latitudes), min(longitudes), max(longitudes))
        row = (country, unit.level, *names, *box, points, ends)
        self.store.execute("INSERT INTO boundary VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)

    def _stated(self, country: str, unit: Unit, level: int) -> str:
        """The name of one of a unit's levels as rows carry it: from the file, else from a table by its p-code."""
        if level > unit.level:
            return ""
        if name := unit.names.get(level):
            return self._name(country, level, name)
        code = unit.codes.get(level, "")
        found = self.store.execute("SELECT name FROM unit_name WHERE code = ?", (code,)).fetchone() if code else None
        return str(found[0]) if found else ""

    def _name(self, country: str, level: int, name: str) -> str:
        """The embedded gazetteer's spelling of a unit, so that all sources agree; else its name without a kind."""
        plain = strip_generic(name)
        kinds = {1: "admin1", 2: "admin2"}
        for entry in (*self.embedded.lookup(name), *self.embedded.lookup(plain)):
            if entry.country == country and entry.kind == kinds.get(level) and entry.strength != "variant":
                return entry.name
        return read_unit_names().get((country, ascii_name(name))) or row_name(plain)

    def _renew(self, country: str, level: int) -> None:
        if (country, level) not in self.renewed:
            self.renewed.add((country, level))
            self.store.execute("DELETE FROM boundary WHERE country = ? AND level = ?", (country, level))

    def _country(self, unit: Unit) -> str:
        found = self.countries.get(unit.country.upper())
        if found is None:
            allowed = "allowed: codes of ISO 3166, or names as rows have them"
            raise DataFileError(f"{unit.where}: unknown country {unit.country!r}; {allowed}")
        return found


def _country_codes() -> dict[str, str]:
    """Codes of two and three letters, and names, in capitals -> the country as rows carry it."""
    found: dict[str, str] = {}
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in (row["iso2"], row["iso3"], row["country"], *row["names"].split("|")):
                if word:
                    found.setdefault(word.upper(), row["country"])
    return found
