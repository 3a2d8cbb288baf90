"""The calendar's words from data/calendar.toml: what each weekday, month, count, season and holiday word stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tocsin.errors import DataFileError
from tocsin.mentions.rulefile import entries_of, load_toml, one_of, table_of

DATA = Path(__file__).parent / "data"

_HOLIDAY_KEYS = {"fixed": ("month", "day"), "easter": ("offset",), "islamic": ("month", "day")}


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast: its kind says how `first` and `second` are read (month and day, or days from Easter)."""

    holiday_id: str
    kind: str
    first: int
    second: int
    slack: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Word -> number tables for one language's calendar, the words that need a capital letter, and all words by name
    as lists and as pieces of patterns."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    counts: Mapping[str, int]
    vague_counts: Mapping[str, int]
    ordinals: Mapping[str, int]
    seasons: Mapping[str, int]
    holidays: Mapping[str, Holiday]
    capital_only: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    fragments: Mapping[str, str]


@lru_cache(maxsize=4)
def load_calendar(path: Path = DATA / "calendar.toml") -> Calendar:
    """Read the calendar's words. Raises DataFileError naming the file, the entry, and what is missing."""
    data = load_toml(path)
    tables = {
        name: {word: _number(value, path, word) for word, value in table_of(data, name, path).items()}
        for name in (
            "weekdays", "weekdays_short", "months", "months_short", "months_foreign",
            "counts", "counts_vague", "ordinals", "seasons",
        )
    }  # fmt: skip
    holidays = {
        name: holiday
        for entry in entries_of(data, "holiday", path)
        for holiday in (_holiday(entry, path),)
        for name in _names(entry, path)
    }
    words: dict[str, tuple[str, ...]] = {
        "weekday": tuple(tables["weekdays"]),
        "weekday_short": tuple(tables["weekdays_short"]),
        "month": tuple(tables["months"]),
        "month_short": tuple(tables["months_short"]),
        "month_foreign": tuple(tables["months_foreign"]),
        "counts": tuple(tables["counts"]),
        "n_vague": tuple(tables["counts_vague"]),
        "ordinal": tuple(tables["ordinals"]),
        "season": tuple(tables["seasons"]),
        "holiday": tuple(holidays),
    }
    fragments = {name: one_of(phrases) for name, phrases in words.items()}
    fragments["n"] = rf"(?:\d{{1,3}}|{fragments['counts']})"
    return Calendar(
        {**tables["weekdays"], **tables["weekdays_short"]},
        {**tables["months_foreign"], **tables["months_short"], **tables["months"]},
        tables["counts"],
        tables["counts_vague"],
        tables["ordinals"],
        tables["seasons"],
        holidays,
        frozenset(_words(table_of(data, "capital_only", path), path)),
        words,
        fragments,
    )


def _number(value: object, path: Path, word: str) -> int:
    if not isinstance(value, int):
        raise DataFileError(f"{path.name}: {word!r} must be a whole number, found {value!r}")
    return value


def _words(table: Mapping[str, object], path: Path) -> list[str]:
    words = table.get("words")
    if not isinstance(words, list):
        raise DataFileError(f"{path.name}: [capital_only] needs an array 'words'")
    return [str(w) for w in words]


def _names(entry: Mapping[str, object], path: Path) -> list[str]:
    names = entry.get("names")
    if not isinstance(names, list) or not names:
        raise DataFileError(f"{path.name}: holiday {entry.get('id')!r} needs an array 'names'")
    return [str(n) for n in names]


def _holiday(entry: Mapping[str, object], path: Path) -> Holiday:
    kind, holiday_id = str(entry.get("kind")), str(entry.get("id"))
    if kind not in _HOLIDAY_KEYS:
        allowed = ", ".join(_HOLIDAY_KEYS)
        raise DataFileError(f"{path.name}: holiday {holiday_id!r}: unknown kind {kind!r}; allowed: {allowed}")
    keys = _HOLIDAY_KEYS[kind]
    for key in (*keys, "slack"):
        if not isinstance(entry.get(key), int):
            raise DataFileError(f"{path.name}: holiday {holiday_id!r}: {key!r} must be a whole number")
    numbers = [_number(entry[key], path, holiday_id) for key in keys]
    return Holiday(holiday_id, kind, numbers[0], numbers[-1], _number(entry["slack"], path, holiday_id))
