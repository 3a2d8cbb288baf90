"""Read what a report shows: a build folder, or an events file alone -> rows in order, grades, counts of the build.

Evidence is read apart (stories.py), for it is far larger than all the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from tocsin.dataset.load import load, read_manifest, read_table
from tocsin.errors import UsageError

_SIDE_TABLES = ("details", "evidence", "articles")


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is made of.

    name    how the dataset is called: its folder's or file's name, never its path
    events  the 31 columns and `grade` ("" when unknown), newest first, then by key; row i of the report is row i here
    folder  the build, None for an events file alone
    counts  numbers per stage as in manifest.json, empty for an events file alone
    versions of the program, its parser and its data, as in manifest.json
    """

    name: str
    events: pd.DataFrame
    folder: Path | None
    counts: dict[str, Any]
    versions: dict[str, Any]


def read_material(path: Path) -> Material:
    """Read a build folder, an events.csv, an events.parquet, or a file of ACLED's.

    Raises UsageError when there is none, or when a table of it cannot be read.
    """
    if path.is_file():
        return Material(path.stem, _ordered(load(path).events, {}), None, {}, {})
    if not (path / "manifest.json").is_file():
        load(path)  # tells what is there instead
    for name in _SIDE_TABLES:
        if not (path / f"{name}.parquet").is_file():
            raise UsageError(f"{path / name}.parquet: no such file. Build it again with `tocsin build`.")
    events = load(path / "events.parquet").events
    details = read_table(path / "details.parquet", columns=["event_id_cnty", "grade"]).to_pydict()
    grades = dict(zip(details["event_id_cnty"], details["grade"], strict=True))
    manifest = read_manifest(path / "manifest.json")
    told = [dict(manifest.get(key) or {}) for key in ("counts", "versions")]
    return Material(path.resolve().name, _ordered(events, grades), path, *told)


def _ordered(events: pd.DataFrame, grades: dict[str, str]) -> pd.DataFrame:
    graded = events.assign(grade=[grades.get(key, "") for key in events["event_id_cnty"]])
    return graded.sort_values(["event_date", "event_id_cnty"], ascending=[False, True], ignore_index=True)
