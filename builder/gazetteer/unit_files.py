"""Read boundary polygons (GeoJSON) and tables of unit names by p-code (CSV), one unit at a time.

Understands the column names of geoBoundaries (shapeName, shapeGroup, shapeType), of OCHA's common datasets (ADM2_EN,
ADM2_PCODE, admin2Name, admin2Pcode) and of GADM (NAME_2, GID_0). Storing them is import_units.py's matter.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from tocsin.errors import DataFileError

LEVELS = (1, 2, 3)
_NAME = re.compile(r"(?:adm(?:in)?([0-3])(?:name)?_?(?:en|name|name_en|fr|es|pt|ref)?|name_([0-3])|adm([0-3])_name)$")
_CODE = re.compile(r"adm(?:in)?([0-3])_?p?code$")
_ISO = ("shapegroup", "gid_0", "iso", "iso3", "iso_a3", "iso2", "adm0_a3")
_CHUNK = 1 << 16
_LARGEST = 1 << 28  # characters of one feature: memory stays bounded, and the most detailed province has a tenth of it
_WANTED = "a FeatureCollection of Polygons or MultiPolygons with names such as shapeName, ADM2_EN or NAME_2"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its depth, its country as the file has it, names and p-codes of it and of the units above it."""

    where: str
    level: int
    country: str
    names: Mapping[int, str]
    codes: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Boundary:
    """A unit and its rings: longitudes and latitudes in turn, holes among the rings (even-odd)."""

    unit: Unit
    rings: tuple[array[float], ...]


def is_boundaries(path: Path) -> bool:
    """Whether a file is GeoJSON, by name or, in a zip, by what is inside."""
    return _member(path, (".geojson", ".json")) is not None


def is_unit_table(path: Path) -> bool:
    """Whether a file is a CSV table whose header has p-codes or names of units."""
    if path.suffix.lower() != ".csv":
        return False
    with _text(path, (".csv",)) as file:
        return any(_CODE.match(_plain(cell)) for cell in file.readline().strip().split(","))


# ---------------------------------------------------------------- boundaries


def read_boundaries(path: Path) -> Iterator[Boundary]:
    """Every unit of a GeoJSON file, streaming. Raises DataFileError with the number of the feature that is wrong."""
    for number, feature in enumerate(_features(path), start=1):
        where = f"{path}: feature {number}"
        properties = feature.get("properties") or {}
        unit = _unit(where, {_plain(str(k)): str(v).strip() for k, v in properties.items() if v is not None})
        yield Boundary(unit, tuple(_rings(where, feature.get("geometry") or {})))


def _features(path: Path) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    with _text(path, (".geojson", ".json")) as file:
        buffer = _until_features(path, file)
        while True:
            buffer = buffer.lstrip(" \t\r\n,")
            if buffer.startswith("]"):
                return
            try:
                feature, end = decoder.raw_decode(buffer)
            except ValueError as error:
                more = file.read(max(_CHUNK, len(buffer)))  # doubling: a large feature is tried few times
                if not more:
                    raise DataFileError(f"{path}: broken or cut-off GeoJSON ({error}); download it again") from None
                if len(buffer) > _LARGEST:
                    raise DataFileError(f"{path}: a feature of more than {_LARGEST:,} characters") from None
                buffer += more
                continue
            if not isinstance(feature, dict):
                raise DataFileError(f"{path}: not boundaries; needed: {_WANTED}")
            yield feature
            buffer = buffer[end:]


def _until_features(path: Path, file: TextIO) -> str:
    """The text behind the bracket that opens the list of features."""
    buffer = ""
    while more := file.read(_CHUNK):
        buffer += more
        opened = re.search(r'"features"\s*:\s*\[', buffer)
        if opened:
            return buffer[opened.end() :]
        if len(buffer) > 1 << 20:
            break
    raise DataFileError(f"{path}: no list of features; needed: {_WANTED}")


def _rings(where: str, geometry: Mapping[str, Any]) -> Iterator[array[float]]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise DataFileError(f"{where}: geometry {kind!r}; allowed: Polygon, MultiPolygon")
    for polygon in coordinates if kind == "MultiPolygon" else [coordinates]:
        for ring in polygon:
            yield _ring(where, ring)


def _ring(where: str, points: Sequence[Sequence[float]]) -> array[float]:
    ring: array[float] = array("d")
    try:
        for longitude, latitude, *_height in points:
            if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
                raise DataFileError(f"{where}: point {longitude}, {latitude}; allowed: -180..180, -90..90 degrees")
            ring.extend((longitude, latitude))
    except (TypeError, ValueError):
        raise DataFileError(f"{where}: a point that is no pair of numbers") from None
    if len(ring) < 8:
        raise DataFileError(f"{where}: a ring of {len(ring) // 2} points; needed: 4 or more")
    return ring


# ---------------------------------------------------------------- tables


def read_unit_table(path: Path) -> Iterator[Unit]:
    """Every row of a CSV table of units. Raises DataFileError with file and line."""
    with _text(path, (".csv",)) as file:
        reader = csv.DictReader(file)
        try:
            for row in reader:
                where = f"{path}:{reader.line_num}"
                if None in row or None in row.values():
                    raise DataFileError(f"{where}: {len(reader.fieldnames or ())} cells expected")
                yield _unit(where, {_plain(str(k)): str(v).strip() for k, v in row.items()})
        except csv.Error as error:
            raise DataFileError(f"{path}:{reader.line_num}: {error}") from None


# ---------------------------------------------------------------- names of units


def _unit(where: str, cells: Mapping[str, str]) -> Unit:
    """What the properties of a feature, or the cells of a row, say of a unit."""
    names: dict[int, str] = {}
    codes: dict[int, str] = {}
    for key, value in cells.items():
        name, code = _NAME.match(key), _CODE.match(key)
        if value and code:
            codes.setdefault(int(code.group(1)), value)
        elif value and name:
            level = int(next(g for g in name.groups() if g))
            if level not in names or key.endswith("en"):  # English names before those of other languages
                names[level] = value
    stated = re.search(r"([1-3])$", cells.get("shapetype", ""))
    if stated and cells.get("shapename"):
        names[int(stated.group(1))] = cells["shapename"]
    level = max((n for n in LEVELS if n in names or n in codes), default=0)
    if not level:
        found = ", ".join(sorted(cells)) or "nothing"
        raise DataFileError(f"{where}: no name of a unit of level 1 to 3; found: {found}")
    country = next((cells[k] for k in _ISO if cells.get(k)), "") or codes.get(0, "") or names.get(0, "")
    country = country or cells.get("country", "") or codes.get(level, "")[:2]
    return Unit(where, level, country, names, codes)


def _plain(key: str) -> str:
    return key.strip().strip('"\ufeff').lower()


# ---------------------------------------------------------------- files


def _member(path: Path, suffixes: Sequence[str]) -> str | None:
    """The name inside a zip, or "" for a plain file, that has one of the suffixes; None for another file."""
    if path.suffix.lower() != ".zip":
        return "" if path.suffix.lower() in suffixes else None
    try:
        with zipfile.ZipFile(path) as archive:
            return next((n for n in archive.namelist() if n.lower().endswith(tuple(suffixes))), None)
    except (zipfile.BadZipFile, OSError):
        return None  # geonames_files.py tells what is wrong with it


@contextmanager
def _text(path: Path, suffixes: Sequence[str]) -> Iterator[TextIO]:
    inside = _member(path, suffixes)
    try:
        if not inside:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield file
            return
        with zipfile.ZipFile(path) as archive, archive.open(inside) as raw:
            yield TextIOWrapper(raw, encoding="utf-8-sig", newline="")
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: not UTF-8 text ({error.reason})") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DataFileError(f"{path}: a broken or cut-off zip file ({error}); download it again") from error
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror or error})") from error
