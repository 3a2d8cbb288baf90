"""Compare a build of examples/ with the rows a careful coder wrote down: check_examples.py BUILD EXPECTED [SHARE]."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import tocsin
from tocsin.validate import validate

REQUIRED_SHARE = 0.65
"""Of the expected rows, in day, type, place and deaths. To be raised as the rules get better; never lowered quietly."""

Key = tuple[str, str, str, str, str]
NO_EVENT = "none-"
"""Ids of stories that must not give a row begin so."""


def key_of(row: dict[str, str]) -> Key:
    """Article, day, type, place, deaths."""
    return row["article_id"], row["event_date"], row["sub_event_type"], row["location"], row["fatalities"]


def built_rows(folder: Path) -> list[dict[str, str]]:
    """Rows of a build as text, once per article behind them."""
    build = tocsin.load(folder)
    told = build.members[["event_id_cnty", "article_id"]].drop_duplicates().merge(build.events, on="event_id_cnty")
    plain = told.assign(event_date=told["event_date"].dt.strftime("%Y-%m-%d")).astype("object")
    return [{str(k): str(v) for k, v in row.items()} for row in plain.where(plain.notna(), "").to_dict("records")]


def expected_rows(file: Path) -> list[dict[str, str]]:
    """The expected rows. A place may have several spellings, "Baquba|Baqubah"."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def keys_of(row: dict[str, str]) -> list[Key]:
    """The keys that would fit an expected row, one per spelling of its place."""
    return [key_of({**row, "location": name}) for name in row["location"].split("|")]


def main() -> int:
    """Print what is missing and what is too many; 1 when the share is too low or a check fails."""
    folder, expected = Path(sys.argv[1]), expected_rows(Path(sys.argv[2]))
    required = float(sys.argv[3]) if len(sys.argv) > 3 else REQUIRED_SHARE
    built = {key_of(row): row for row in built_rows(folder)}
    found = [(row, next((key for key in keys_of(row) if key in built), None)) for row in expected]
    right = [(row, built[key]) for row, key in found if key is not None]
    actors = sum(all(row[c] == other[c] for c in ("actor1", "actor2", "country")) for row, other in right)
    matched = {key for _, key in found}
    for row, key in found:
        if key is None:
            print("missing ", *key_of(row), sep=" | ")
    for key in built:
        if key not in matched:
            print("too many", *key, sep=" | ")
    faults = validate(folder)
    for fault in faults:
        print(fault.message)
    share = len(right) / len(expected)
    false = sum(key[0].startswith(NO_EVENT) for key in built)
    print(f"{len(right)} of {len(expected)} expected rows ({share:.0%}; required {required:.0%})")
    print(f"{actors} of them with both actors")
    print(f"{len(built)} rows built; {false} from stories without an event; {len(faults)} violations")
    return 1 if false or share < required or any(fault.severity == "error" for fault in faults) else 0


if __name__ == "__main__":
    sys.exit(main())
