"""Read a user's own gazetteer, which import_geonames.py writes, as entries beside the embedded ones.

One SQLite file, opened for reading only; an answer costs microseconds and nothing is held in memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from tocsin.errors import DataFileError, UsageError
from tocsin.gazetteer.boundaries import Names, has_boundaries, units_at
from tocsin.gazetteer.entry import Entry, Strength

FORMAT = "2"
FILE = "places.sqlite"
VARIABLE = "TOCSIN_GAZETTEER"
STRENGTHS: tuple[Strength, ...] = ("primary", "alternate", "variant")

_BY_KEY = """
SELECT p.id, p.name, p.country, coalesce(u.name, ''), coalesce(d.name, ''), p.latitude, p.longitude, p.population,
       p.kind, n.strength
FROM name n JOIN place p ON p.id = n.place LEFT JOIN unit u ON u.code = p.unit1 LEFT JOIN unit d ON d.code = p.unit2
WHERE {where} ORDER BY n.strength, p.population DESC, p.id
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One imported file: its name, SHA-256, rows used, and the newest change it holds ("2024-06-01")."""

    name: str
    sha256: str
    rows: int
    newest: str


def default_folder() -> Path:
    """Where imports go when no folder is named: the platform's folder for an application's data."""
    return user_data_path("tocsin", appauthor=False) / "gazetteer"


def folder_of(chosen: Path | None) -> tuple[Path, bool]:
    """The folder to use, and whether the user named it: the option, else the environment, else the platform's."""
    named = chosen or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    return (named, True) if named is not None else (default_folder(), False)


def imported_file(chosen: Path | None = None) -> Path:
    """The file of the user's store, whether or not anything was imported."""
    return folder_of(chosen)[0] / FILE


def open_store(chosen: Path | None = None) -> ImportedStore | None:
    """The user's store; None when none was named and none was ever imported. Raises UsageError for an empty folder."""
    folder, named = folder_of(chosen)
    if (folder / FILE).exists():
        return ImportedStore(folder / FILE)
    if named:
        raise UsageError(
            f"{folder}: no gazetteer there; make one with: tocsin gazetteer import FILES... --gazetteer {folder}"
        )
    return None


class ImportedStore:
    """Places that a user imported, found by name key. Safe to share between processes: each opens its own file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened: tuple[int, sqlite3.Connection] | None = None
        try:
            written = {str(key): str(value) for key, value in self._rows("SELECT key, value FROM meta")}
        except sqlite3.DatabaseError as error:
            raise DataFileError(f"{path}: not a gazetteer ({error}); import it again") from error
        if written.get("format") != FORMAT:
            raise DataFileError(
                f"{path}: gazetteer format {written.get('format')!r}, this version reads {FORMAT!r}; "
                f"rebuild it with: tocsin gazetteer import FILES... --gazetteer {path.parent}"
            )
        self.sha256 = str(written["sha256"])
        self.bounded = has_boundaries(self._rows)

    def lookup(self, key: str) -> list[Entry]:
        """Entries whose own or alternate name has the key; larger first."""
        return [self._entry(row) for row in self._rows(_BY_KEY.format(where="n.key = ? AND n.strength < 2"), key)]

    def variants(self, key: str) -> list[Entry]:
        """Entries that meet a spelling-blind key."""
        return [self._entry(row) for row in self._rows(_BY_KEY.format(where="n.key = ?"), key)]

    def entry(self, place_id: int) -> Entry | None:
        """The place with a GeoNames id."""
        found = self._rows(_BY_KEY.format(where="p.id = ?"), place_id)
        return next((self._entry(row) for row in found), None)

    def units_at(self, country: str, latitude: float, longitude: float) -> Names:
        """Names of the units of level 1 to 3 that hold a point by imported boundaries, "" where none does."""
        return units_at(self._rows, country, latitude, longitude) if self.bounded else ("", "", "")

    def boundaries(self) -> dict[str, int]:
        """Boundaries per country, sorted by name."""
        found = self._rows("SELECT country, count(*) FROM boundary GROUP BY country ORDER BY country")
        return {str(country): int(number) for country, number in found}

    def counts(self) -> dict[str, int]:
        """Places per country, sorted by name."""
        found = self._rows("SELECT country, count(*) FROM place GROUP BY country ORDER BY country")
        return {str(country): int(number) for country, number in found}

    def names(self) -> int:
        """How many name keys lead to places."""
        return next(int(row[0]) for row in self._rows("SELECT count(*) FROM name"))

    def sources(self) -> tuple[Source, ...]:
        """What was imported, in order."""
        return tuple(Source(*row) for row in self._rows("SELECT name, sha256, rows, newest FROM source ORDER BY rowid"))

    def _rows(self, query: str, *values: str | int | float) -> Iterator[tuple[Any, ...]]:
        yield from self._connection().execute(query, values)

    def _connection(self) -> sqlite3.Connection:
        """The connection of this process; one that was opened before a fork must not be used behind it."""
        if self._opened is None or self._opened[0] != os.getpid():
            link = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            self._opened = os.getpid(), sqlite3.connect(link, uri=True, check_same_thread=False)
        return self._opened[1]

    @staticmethod
    def _entry(row: tuple[Any, ...]) -> Entry:
        number, name, country, admin1, admin2, latitude, longitude, population, kind, strength = row
        return Entry(
            str(number), name, country, admin1, admin2, latitude, longitude, population, kind, "", name,
            STRENGTHS[strength],
        )  # fmt: skip
