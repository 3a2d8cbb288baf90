"""News outlets: home country and scale of a source by its name (sources.csv)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tocsin.errors import DataFileError

DATA = Path(__file__).parent / "data" / "sources.csv"
COLUMNS = ("source_id", "name", "aliases", "country", "scale")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: the name that rows carry, its home country ("" if international) and its scale."""

    source_id: str
    name: str
    country: str
    scale: str


@lru_cache(maxsize=2)
def load_outlets(path: Path = DATA) -> Mapping[str, Outlet]:
    """Lower-cased name or alias -> outlet. Raises DataFileError for a missing column."""
    if not path.exists():
        return {}
    found: dict[str, Outlet] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            raise DataFileError(f"{path}:1: missing column {', '.join(missing)}; needed: {', '.join(COLUMNS)}")
        for row in reader:
            outlet = Outlet(row["source_id"], row["name"], row["country"], row["scale"])
            for name in (row["name"], *row["aliases"].split("|")):
                if name.strip():
                    found.setdefault(name.strip().lower(), outlet)
    return found
