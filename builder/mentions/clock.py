"""Read a clock time with a zone beside a day, and move the day to the one that it was where the happening lies.

"at 2330 GMT on Monday" in Manila was Tuesday morning. Zones are data (data/zones.toml). A clock time without a zone is
the place's own and moves nothing: a raid at 2 a.m. on Monday is Monday's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from re import Match

from tocsin.errors import DataFileError
from tocsin.mentions.days import DAY
from tocsin.mentions.lexicon import DATA
from tocsin.mentions.rulefile import BEHIND, entries_of, load_toml, one_of, table_of
from tocsin.model import TimeMention

DAY_MINUTES = 24 * 60
DEGREES_AN_HOUR = 15  # the earth turns so far in an hour: the hour of a place in a country with several zones


@dataclass(frozen=True, slots=True)
class Zones:
    """Letters and countries -> minutes east of Greenwich; how a clock time looks in front of a day and behind it."""

    letters: Mapping[str, int]
    countries: Mapping[str, int]
    any: re.Pattern[str]
    front: re.Pattern[str]
    back: re.Pattern[str]


@lru_cache(maxsize=4)
def load_zones(path: Path = DATA / "zones.toml") -> Zones:
    """Read the zones once per path. Raises DataFileError naming the file and the entry that is broken."""
    data = load_toml(path)
    letters = {name: _minutes(value, path, name) for name, value in table_of(data, "letters", path).items()}
    countries: dict[str, int] = {}
    for entry in entries_of(data, "zone", path):
        names = entry.get("countries")
        if not isinstance(names, list):
            raise DataFileError(f"{path.name}: zone {entry.get('minutes')!r} needs an array 'countries'")
        countries.update({str(name): _minutes(entry.get("minutes"), path, str(name)) for name in names})
    clock = (
        r"(?P<h>[01]?\d|2[0-3])(?:[:.]?(?P<m>[0-5]\d))?(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?(?:hours|hrs))?"
        rf"\s?\(?(?P<zone>{one_of(letters)})\b\)?"
    )
    return Zones(
        letters,
        countries,
        re.compile(rf"\d\s?\(?(?:[ap]\.?m\.?|hours|hrs)?\s?\(?{one_of(letters)}\b"),
        re.compile(rf"(?<![\d.,:]){clock}(?:,? (?:late |early )?(?:on |of )?(?:the )?)?\Z".replace(" ", r"\s")),
        re.compile(rf"(?:,?\s\(?(?:at\s|from\s)?(?:around\s|about\s|some\s)?){clock}"),
    )


def _minutes(value: object, path: Path, name: str) -> int:
    if not isinstance(value, int):
        raise DataFileError(f"{path.name}: {name!r} must be whole minutes, found {value!r}")
    return value


def with_clock(folded: str, base: int, times: list[TimeMention]) -> list[TimeMention]:
    """The times of a sentence, a day with the minute of Greenwich where a zoned clock time stands beside it.

    Takes:    "at 2330 GMT on Monday", "Monday at 11:30 p.m. EST", "on Monday (0530 GMT)"
    Refuses:  "at 5:30 on Monday", "around 2 a.m. local time on Monday"
    """
    zones = load_zones()
    if not times or zones.any.search(folded) is None:
        return times
    return [_clocked(zones, folded, base, time) for time in times]


def _clocked(zones: Zones, folded: str, base: int, time: TimeMention) -> TimeMention:
    if time.precision != 1 or time.span != "point" or time.granularity != "day":
        return time
    start, end = time.start - base, time.end - base
    hit = zones.front.search(folded, max(0, start - BEHIND), start) or zones.back.match(folded, end)
    return time if hit is None else replace(time, minute=_of_day(hit) - zones.letters[hit["zone"]])


def _of_day(hit: Match[str]) -> int:
    """Minutes from midnight: "11:30 p.m." -> 1410, "0530" -> 330."""
    hour = int(hit["h"])
    if hit["half"]:
        hour = hour % 12 + (12 if hit["half"] == "p" else 0)
    return 60 * hour + int(hit["m"] or 0)


def at_place(time: TimeMention, country: str, longitude: float) -> TimeMention:
    """A day with a minute of Greenwich as the day that it was at a place; any other time stays as it is."""
    if time.minute is None:
        return time
    hour = round(longitude / DEGREES_AN_HOUR)
    days = (time.minute + load_zones().countries.get(country, 60 * hour)) // DAY_MINUTES
    day = time.day + DAY * days
    return replace(time, date_from=day, date_to=day, day=day) if days else time
