"""Hold the places of the world in memory and find them by name. Choosing among namesakes is mentions' matter.

Sources, strongest first: a user's own places, data/places.csv (curated), data/countries.csv, then the compiled
places.parquet and names.parquet. An empty answer means that no source knows the name.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tocsin.errors import DataFileError
from tocsin.gazetteer.abbreviations import FILE, read_abbreviations
from tocsin.gazetteer.columns import (
    FORMAT,
    RowOfNumber,
    Sieve,
    read_csv,
    read_names,
    read_places,
    read_renames,
    read_words,
)
from tocsin.gazetteer.entry import SAME_PLACE_KM, Entry, Strength, distance_km
from tocsin.gazetteer.fold import ascii_name, fold, loose
from tocsin.gazetteer.imported import ImportedStore, open_store
from tocsin.gazetteer.own import COLUMNS, OwnPlaces, own_places
from tocsin.gazetteer.units import Units, middle, nearest_row

__all__ = ["Entry", "Gazetteer", "Strength", "distance_km"]

_STRENGTHS: tuple[Strength, ...] = ("primary", "alternate", "variant")
_CACHE = 20_000  # names of one build's articles repeat; about 15 MB when full
DATA = Path(__file__).parent / "data"
_WORD_FILES = ("common_words.txt", "dictionary_words.txt")
DATA_FILES = (
    "names.parquet", "places.parquet", "places.csv", "countries.csv", "unit_aliases.csv", "unit_renames.csv",
    "common_words.txt", "dictionary_words.txt", FILE,
)  # fmt: skip


class Gazetteer:
    """Places by name, id, country and unit. Read-only after loading; safe to share.

    >>> Gazetteer.load().lookup("Kiev")[0].name                                             # doctest: +SKIP
    'Kyiv'
    """

    def __init__(self, folder: Path, own: ImportedStore | None = None, places: Path | None = None) -> None:
        self._folder = folder
        self._own = own
        self._mine = OwnPlaces()
        self._keys, self._rows, self._strength = read_names(folder / "names.parquet")
        self._heads = self._keys.heads()
        self._sieve = Sieve(self._heads)
        self._columns = read_places(folder / "places.parquet")
        self._curated_by_key: dict[str, list[Entry]] = defaultdict(list)
        self._aliases: dict[str, list[Entry]] = defaultdict(list)
        self._curated: dict[str, Entry] = {}
        self._countries: dict[str, Entry] = {}
        self._common = frozenset(w for f in _WORD_FILES if (folder / f).exists() for w in read_words(folder / f))
        self._abbreviated: dict[str, tuple[Entry, ...]] = {}
        self._cache: dict[str, tuple[Entry, ...]] = {}
        self._spelled: dict[str, tuple[Entry, ...]] = {}  # the same by the name as written, which costs no folding
        self._row_of_id = RowOfNumber(self._columns.place_id)
        self._renamed = read_renames(folder / "unit_renames.csv")
        self._written = {(country, name) for (country, _unit), name in self._renamed.items()}  # as rows write them
        self._add_countries(folder / "countries.csv")
        self._add_curated(folder / "places.csv")
        self._add_aliases(folder / "unit_aliases.csv")
        self._add_renamed()
        self._add_abbreviations(folder)
        if places is not None:
            self._mine = own_places(places, self._countries, self._known, self.entry)

    @staticmethod
    def load(folder: Path | None = None) -> Gazetteer:
        """The gazetteer of a folder (by default the one that ships with the package), loaded once per process."""
        return _load(folder or DATA)

    @staticmethod
    def load_with_own(chosen: Path | None = None, places: Path | None = None) -> Gazetteer:
        """The shipped gazetteer, beneath it what was imported (to `chosen`, or the usual folder), above it `places`."""
        own = open_store(chosen)
        return _load(DATA) if own is None and places is None else Gazetteer(DATA, own, places)

    @property
    def version(self) -> str:
        """Format of the store and size, for the manifest: "1 (287,000 places)", own and imported beside it."""
        told = f"{FORMAT} ({len(self._columns.name) + len(self._curated):,} places)"
        told += f" and {self._mine.count:,} own" if self._mine.count else ""
        if self._own is None:
            return told
        counts = self._own.counts()
        return f"{told} and imported ({sum(counts.values()):,} places, {len(counts)} countries)"

    @property
    def sha256(self) -> str:
        """Hash over the bytes of every data file that lookups read."""
        digest = hashlib.sha256()
        for name in DATA_FILES:
            path = self._folder / name
            digest.update(name.encode() + (path.read_bytes() if path.exists() else b""))
        digest.update(self._own.sha256.encode() if self._own is not None else b"")
        digest.update(self._mine.sha256.encode())
        return digest.hexdigest()

    @property
    def places_sha256(self) -> str:
        """Hash of the user's own file of places, "" without one."""
        return self._mine.sha256

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name: curated first, then own names, alternates, spelling variants; larger first."""
        known = self._spelled.get(name)
        if known is not None:
            return known
        if len(self._cache) >= _CACHE or len(self._spelled) >= _CACHE:
            self._forget()
        key = fold(name)
        found = self._abbreviated.get(name)
        if found is None:
            found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._find(key)
        self._spelled[name] = found
        return found

    def _forget(self) -> None:
        self._cache.clear()
        self._spelled.clear()

    def knows(self, name: str) -> bool:
        """Whether any place has that name, spelling variants included."""
        return bool(self.lookup(name))

    def entry(self, place_id: str) -> Entry | None:
        """The place with that id: "2453348" (GeoNames) or a curated id such as "t-faladie"."""
        if place_id in self._mine.by_id:
            return self._mine.by_id[place_id]
        if place_id in self._curated:
            return self._curated[place_id]
        if not place_id.isdecimal():
            return self._countries.get(place_id.removeprefix("country:"))
        row = self._row_of_id.find(int(place_id))
        if row is not None:
            return self._entry(row, "primary")
        return self._own.entry(int(place_id)) if self._own is not None else None

    def capital(self, country: str) -> Entry | None:
        """The country as an entry whose point is its capital: capital("Mali").seat == "Bamako"."""
        return self._countries.get(country)

    def capital_town(self, country: str) -> Entry | None:
        """The capital of a country as a town: capital_town("Mali").name == "Bamako"; None when it is not known.

        A capital of its country's name ("Djibouti") has no entry of its own: it lies where the country's seat is.
        """
        unit = self._countries.get(country)
        if unit is None or not unit.seat:
            return None
        town = next((e for e in self.lookup(unit.seat) if e.country == country and _is_town(e)), None)
        return town or replace(unit, name=unit.seat, coded_name=unit.seat, kind="capital")

    def middle(self, place_id: str) -> tuple[float, float] | None:
        """The middle of a province or country, where a map writes its name; None for any other place.

        A row of an event goes to the capital town of a province; a mention of it means the whole.
        """
        found = self.entry(place_id)
        if found is None or found.kind not in ("admin1", "country"):
            return None
        named = {name: unit for (country, unit), name in self._renamed.items() if country == found.country}
        unit = "" if found.kind == "country" else named.get(found.name, found.name)
        return middle(self._columns, found.country, unit, found.longitude)

    def units(self, country: str, latitude: float, longitude: float, known: tuple[str, str]) -> Units:
        """The units of a point: by imported boundaries, else `known` (by codes), else those of the nearest place."""
        if self._own is not None and self._own.bounded:
            names = self._own.units_at(country, latitude, longitude)
            if names[0]:
                return Units(names[0], names[1], names[2], "gazetteer.admin.boundary")
        if known[0]:
            return Units(known[0], known[1], "", "gazetteer.admin")
        row = nearest_row(self._columns, country, latitude, longitude)
        if row < 0:
            return Units("", known[1], "", "gazetteer.admin")
        near = self._entry(row, "primary")
        return Units(near.admin1, near.admin2, "", "gazetteer.admin.nearest")

    def admin(self, country: str, name: str) -> Entry | None:
        """The largest admin unit (admin1 before admin2) or region of that name in a country, or None."""
        kinds = ("admin1", "region", "admin2")
        units = [e for e in self.lookup(name) if e.country == country and e.kind in kinds]
        return min(units, key=lambda e: (kinds.index(e.kind), e.strength != "curated", -e.population), default=None)

    def kinds(self) -> tuple[str, ...]:
        """Every kind of place that an entry may have, sorted."""
        return tuple(sorted({*self._columns.kind.words, *(e.kind for e in self._every_hand_made()), "country"}))

    def is_common_word(self, name: str) -> bool:
        """Whether the name is also an English word or a given name ("Mobile", "Lincoln", "Police")."""
        return fold(name) in self._common and name not in self._abbreviated

    def countries(self) -> tuple[str, ...]:
        """Every country name as rows carry it, sorted."""
        return tuple(sorted(self._countries))

    def _find(self, key: str) -> tuple[Entry, ...]:
        if not key:
            return ()
        known = self._known(key)
        found = [*self._mine.by_key.get(key, ()), *self._mine.instead_of(known)]
        if not found and len(key) > 3:
            found = self._mine.instead_of(list(self._weak(loose(key))))
        return tuple(_without_duplicates(found))

    def _known(self, key: str) -> list[Entry]:
        """Entries of a key without the user's own, a place told twice included."""
        found = [*self._curated_by_key.get(key, ()), *self._aliases.get(key, ()), *self._compiled(key)]
        return found + (self._own.lookup(key) if self._own is not None else [])

    def _every_hand_made(self) -> Iterator[Entry]:
        yield from self._curated.values()
        yield from self._mine.by_id.values()

    def _weak(self, key: str) -> Iterator[Entry]:
        for row, _strength in self._rows_of(key):
            yield self._entry(row, "variant")
        for entry in self._own.variants(key) if self._own is not None else ():
            yield replace(entry, strength="variant")

    def _compiled(self, key: str) -> list[Entry]:
        rows = list(self._rows_of(key))
        return [self._entry(row, strength) for row, strength in rows if strength != "variant"] or [
            self._entry(row, strength) for row, strength in rows
        ]

    def _rows_of(self, key: str) -> Iterator[tuple[int, Strength]]:
        wanted = key.encode()
        head = int.from_bytes(wanted[:8].ljust(8, b"\0"), "big")
        if not self._sieve.lets(head):
            return
        first = bisect_left(self._heads, head)
        if first == len(self._heads) or self._heads[first] != head:
            return  # most words of a text are no place: told without a look at a single name
        index = bisect_left(self._keys, wanted, first, bisect_right(self._heads, head, first))
        while index < len(self._keys) and self._keys[index] == wanted:
            yield self._rows[index], _STRENGTHS[self._strength[index]]
            index += 1

    def _entry(self, row: int, strength: Strength) -> Entry:
        columns = self._columns
        name, seat, country = columns.name[row].decode(), columns.seat[row], columns.country[row]
        admin1 = self._renamed.get((country, columns.admin1[row]), columns.admin1[row])
        if columns.kind[row] == "admin1":
            name = self._renamed.get((country, name), name)
        return Entry(
            str(columns.place_id[row]), name, country, admin1, columns.admin2[row],
            columns.latitude[row], columns.longitude[row], columns.population[row], columns.kind[row], seat,
            seat or name, strength,
        )  # fmt: skip

    def _add_countries(self, path: Path) -> None:
        for _line, row in read_csv(path, ("iso2", "iso3", "country", "capital", "names")):
            country = row["country"]
            if country in self._countries:
                continue
            named = [e for e in self.lookup(row["capital"]) if e.country == country]
            seat = min(named, key=lambda e: not _is_town(e), default=None)  # the city of Washington, not the state
            entry = Entry(
                f"country:{country}", country, country, seat.admin1 if seat else "", seat.admin2 if seat else "",
                seat.latitude if seat else 0.0, seat.longitude if seat else 0.0, 0, "country",
                row["capital"], country, "curated",
            )  # fmt: skip
            self._countries[country] = entry
            for name in {country, *filter(None, row["names"].split("|"))}:
                self._curated_by_key[fold(name)].append(entry)
        self._forget()

    def _add_curated(self, path: Path) -> None:
        if not path.exists():
            return
        for line, row in read_csv(path, COLUMNS):
            entry = self._curated_entry(path, line, row)
            self._curated[entry.place_id] = entry
            for name in sorted({row["name"], *filter(None, row["alternates"].split("|"))}):
                self._curated_by_key[fold(name)].append(entry)

    def _add_aliases(self, path: Path) -> None:
        """Names of provinces in local languages and transliterations; a row whose unit has no town here is passed."""
        for _line, row in read_csv(path, ("country", "unit", "aliases")) if path.exists() else ():
            unit = self.admin(row["country"], row["unit"])
            if unit is not None:
                for name in row["aliases"].split("|"):
                    self._aliases[fold(name)].append(replace(unit, strength="alternate"))
        self._forget()

    def _add_renamed(self) -> None:
        """The names that rows carry for units that the source names otherwise find them as their own names do."""
        for (country, unit), name in self._renamed.items():
            found = self.admin(country, unit)
            if found is not None and found.kind == "admin1" and found.name == name:
                self._aliases[fold(name)].append(replace(found, strength="primary"))
        self._forget()

    def _add_abbreviations(self, folder: Path) -> None:
        for short, (country, unit) in read_abbreviations(folder).items():
            found = self.admin(country, unit)
            if found is not None:
                self._abbreviated[short] = (replace(found, strength="primary"),)
        self._forget()

    def _curated_entry(self, path: Path, line: int, row: Mapping[str, str]) -> Entry:
        where = f"{path}:{line} place {row['place_id']!r}"
        try:
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
        except ValueError:
            raise DataFileError(
                f"{where}: latitude {row['latitude']!r}, longitude {row['longitude']!r}; allowed: decimal degrees"
            ) from None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise DataFileError(f"{where}: point {latitude}, {longitude}; allowed: -90..90, -180..180")
        if row["place_id"] in self._curated:
            raise DataFileError(f"{where}: id used twice; give each place an id of its own")
        if row["country"] not in self._countries and row["kind"] not in ("water", "sea"):
            raise DataFileError(f"{where}: unknown country {row['country']!r}; see countries.csv for the allowed names")
        name = ascii_name(row["name"])
        unit = (row["country"], row["admin1"])
        admin1 = row["admin1"] if unit in self._written else self._renamed.get(unit, row["admin1"])
        return Entry(
            row["place_id"], name, row["country"], admin1, row["admin2"], latitude, longitude, 0, row["kind"],
            ascii_name(row["parent"]), ascii_name(row["coded_name"]) or name, "curated",
        )  # fmt: skip


def _is_town(entry: Entry) -> bool:
    return entry.kind in ("capital", "city", "town")


def _same_place(a: Entry, b: Entry) -> bool:
    """Whether two entries are one place told twice: the curated Koro and GeoNames' Koro."""
    if a.country != b.country or a.kind.startswith("admin") != b.kind.startswith("admin"):
        return False
    if a.kind.startswith("admin"):
        return a.kind == b.kind
    return a.kind != "district" and distance_km(a.latitude, a.longitude, b.latitude, b.longitude) <= SAME_PLACE_KM


def _without_duplicates(entries: Sequence[Entry]) -> list[Entry]:
    """Drop an entry told twice; a curated entry takes the population of the compiled one it replaces."""
    kept: list[Entry] = []
    seen: set[str] = set()
    for entry in entries:
        if entry.place_id in seen:
            continue
        seen.add(entry.place_id)
        twin = next(
            (i for i, k in enumerate(kept) if k.strength == "curated" != entry.strength and _same_place(k, entry)), None
        )
        if twin is None:
            kept.append(entry)
        elif entry.population > kept[twin].population:
            kept[twin] = replace(kept[twin], population=entry.population)
    return kept


@lru_cache(maxsize=4)
def _load(folder: Path) -> Gazetteer:
    return Gazetteer(folder)


