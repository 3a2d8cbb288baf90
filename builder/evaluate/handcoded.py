"""Read a hand-coded file into a table of texts: CSV or Parquet with ACLED's columns of any year and a link to articles.

What its rows are, and which of them cannot be judged, is gold.py.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
from tocsin.dataset.load import LoadedDataset, load
from tocsin.errors import UsageError
from tocsin.remote import at_hand
from tocsin.schema.columns import NAMES
from tocsin.schema.frame import as_texts
from tocsin.schema.vintage import modernise

LINKS = ("article_id", "id", "url")
"""Columns that link a row to its article, where --link names none; the first that is there."""
ALL_OF_THEM = "; "
"""What stands between the articles of one cell."""
_DELIMITERS = (",", ";", "\t")
_NEEDED = "event_date"
_ADDED = "columns added"  # told by `given`


@dataclass(frozen=True, slots=True)
class HandCoded:
    """A table in today's columns, each row with its links.

    links    row -> what its cell of the link says, "" when nothing
    given    the columns that the file had itself; the others follow from them or are empty
    changes  what the file writes otherwise than today's tables do, a line each
    """

    table: pd.DataFrame
    links: tuple[str, ...]
    given: frozenset[str]
    changes: tuple[str, ...]


def read_hand_coded(path: Path, link: str | None = None) -> HandCoded:
    """Read the file; a build folder counts as hand-coded too.

    Raises UsageError for a file that is no table, without a link to articles or without days.
    """
    with at_hand(path) as found:
        if found.is_dir():
            return of_build(load(found))
        table = _texts(found)
    column = _link(path, [str(name) for name in table.columns], link)
    links = tuple(str(cell).strip() for cell in table[column])
    rest = table.drop(columns=[column]) if column.lower() not in NAMES else table
    made = modernise(rest)
    given = frozenset(NAMES) - frozenset(made.added)
    if _NEEDED not in given:
        raise UsageError(f"{path}: has no column {_NEEDED}, without which no two events can be compared")
    changes = tuple(f"read as an older form: {change}" for change in made.changes if not change.startswith(_ADDED))
    return HandCoded(made.table, links, given, changes)


def of_build(build: LoadedDataset) -> HandCoded:
    """A build as if people had coded it."""
    articles = build.members.groupby("event_id_cnty", sort=False)["article_id"].unique()
    table = as_texts(build.events)
    links = tuple(ALL_OF_THEM.join(sorted(map(str, articles[key]))) for key in table["event_id_cnty"])
    return HandCoded(table, links, frozenset(NAMES), ())


def _link(path: Path, columns: list[str], wanted: str | None) -> str:
    """The column with the link, whatever the case of its name."""
    by_name = {name.strip().lower(): name for name in reversed(columns)}
    names = LINKS if wanted is None else (wanted,)
    found = next((by_name[name.strip().lower()] for name in names if name.strip().lower() in by_name), None)
    if found is None:
        lacks = f"no column {wanted!r}" if wanted else f"no column that links rows to articles ({', '.join(LINKS)})"
        shown = ", ".join(columns[:40]) or "none"
        raise UsageError(f"{path}: {lacks}; its columns are {shown}. Name the right one with --link COLUMN.")
    return found


def _texts(path: Path) -> pd.DataFrame:
    """Every cell as text. Raises UsageError for anything that is no table."""
    kind = path.suffix.lower()
    if not path.is_file():
        raise UsageError(f"{path}: no such file; name a CSV or Parquet file of hand-coded rows, or a build folder")
    if kind not in (".csv", ".tsv", ".parquet"):
        raise UsageError(f"{path}: is no CSV or Parquet file by its name; save it as one of these")
    try:
        table = pd.read_parquet(path) if kind == ".parquet" else _read_csv(path)
    except (OSError, ValueError, csv.Error, pa.ArrowException) as error:
        raise UsageError(f"{path}: cannot be read as a table: {str(error).splitlines()[0]}") from error
    names = [str(name).strip() for name in table.columns]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(f"{path}: has the column {twice[0]!r} twice; name every column once")
    return as_texts(table.set_axis(names, axis="columns").reset_index(drop=True))


def _read_csv(path: Path) -> pd.DataFrame:
    """Separated by comma, semicolon or tab, whichever gives the header most columns. ValueError for bad rows."""
    text = path.read_text(encoding="utf-8-sig")
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    header, *lines = rows or [[]]
    for number, cells in enumerate(lines, start=2):
        if len(cells) > len(header):
            raise ValueError(f"row {number} has {len(cells)} cells, the header {len(header)}")
    whole = [[*cells, *[""] * (len(header) - len(cells))] for cells in lines if any(cells)]
    return pd.DataFrame(whole, columns=header, dtype="str")
