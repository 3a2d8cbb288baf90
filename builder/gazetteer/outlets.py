"""News outlets: home country and scale of a source by its name (sources.csv, and a file of the user's)."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tocsin.errors import DataFileError, UsageError
from tocsin.gazetteer.compile import read_countries

DATA = Path(__file__).parent / "data" / "sources.csv"
COLUMNS = ("source_id", "name", "aliases", "country", "scale")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: the name that rows carry, its home country ("" if international) and its scale."""

    source_id: str
    name: str
    country: str
    scale: str


@lru_cache(maxsize=4)
def load_outlets(own: Path | None = None) -> Mapping[str, Outlet]:
    """Lower-cased name or alias -> outlet; a user's own file wins over ours, name by name.

    Raises UsageError when there is no such file, DataFileError with file and line for a fault in it.
    """
    shipped = _by_name(_read(DATA, ()))
    if own is None:
        return shipped
    if not own.is_file():
        raise UsageError(f"{own}: no such file of sources; give a CSV file with the columns {', '.join(COLUMNS)}")
    scales = sorted({o.scale for o in shipped.values()})
    return {**shipped, **_by_name(_read(own, scales))}


def sources_sha256(own: Path) -> str:
    """Hash of a user's file of sources, for the manifest."""
    return hashlib.sha256(own.read_bytes()).hexdigest()


def _by_name(rows: Iterator[tuple[Outlet, tuple[str, ...]]]) -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for outlet, names in rows:
        for name in names:
            found.setdefault(name.lower(), outlet)
    return found


def _read(path: Path, scales: Collection[str]) -> Iterator[tuple[Outlet, tuple[str, ...]]]:
    """Every outlet with its names; with `scales`, countries and scales are held to what rows allow."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
            if missing:
                raise DataFileError(f"{path}:1: missing column {', '.join(missing)}; needed: {', '.join(COLUMNS)}")
            for row in reader:
                if None in row or None in row.values():
                    raise DataFileError(f"{path}:{reader.line_num}: {len(reader.fieldnames or ())} cells expected")
                if scales:
                    _check(f"{path}:{reader.line_num} {row['source_id']!r}", row, scales)
                names = (row["name"], *row["aliases"].split("|"))
                outlet = Outlet(row["source_id"], row["name"], row["country"], row["scale"])
                yield outlet, tuple(name.strip() for name in names if name.strip())
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: not UTF-8 at byte {error.start}; save it as CSV UTF-8") from None


def _check(where: str, row: Mapping[str, str], scales: Collection[str]) -> None:
    if not row["source_id"].strip() or not row["name"].strip():
        raise DataFileError(f"{where}: source_id and name may not be empty")
    if row["country"] and row["country"] not in read_countries().values():
        found = row["country"]
        raise DataFileError(f"{where} country: found {found!r}; allowed: a country as rows name it, or nothing")
    if row["scale"] not in scales:
        raise DataFileError(f"{where} scale: found {row['scale']!r}; allowed: {', '.join(scales)}")
