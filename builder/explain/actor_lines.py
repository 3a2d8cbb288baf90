"""Actor rule ids and named actors -> the lines of the actor CSV files behind them.

An id tells the table and the row's id ("actor.role.gunmen"), or what the words were read as ("actor.country+role"):
then the words tell the row. Of several rows, country and day of the event choose, as they did in coding. Names of state
forces also have the regime that gives their years.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from tocsin.actors.cells import Line
from tocsin.actors.files import read_lines, table_of
from tocsin.actors.lexicon import fold, lower
from tocsin.actors.store import DATA, KEYS, extra_files
from tocsin.explain.spot import Spot
from tocsin.explain.story import Rule

_ID = re.compile(r"(?:actor\.)?(?P<kind>group|role|unit|local|people)\.(?P<key>[^.+]+)(?:\.victim)?")
_TABLE = {"group": "groups", "role": "roles", "unit": "units", "local": "local_roles", "people": "peoples"}
_READ_AS = re.compile(r"actor(?:\.|\.[a-z_+]*\+)(?P<kind>role|unit|group|people|state)")
_SAID_IN: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "role": (("roles", ("nouns",)),),
    "unit": (("units", ("names", "label")),),
    "group": (("aliases", ("alias",)), ("groups", ("name",))),
    "people": (("peoples", ("names",)),),
    "state": (("states", ("country", "names", "adjectives", "demonyms", "metonyms")),),
}
"""What words are read as -> the tables and columns that hold such words."""
_LONGEST = 12
"""Words of a quotation that are looked through; names of actors are shorter."""
_YEARS = re.compile(r"\((?P<label>\d{4}-(?:\d{4})?)\)")


class ActorLines:
    """The dictionary lines, ours and a user's, read once and looked up by id."""

    def __init__(self, extra: Path | None = None) -> None:
        own = [(table_of(path), line) for path in extra_files(extra) for line in read_lines(path)]
        lines = [*own, *_shipped()]  # a user's row goes first
        self._by_key: Mapping[tuple[str, str], list[Line]] = defaultdict(list)
        for table, line in lines:
            if table in KEYS:
                self._by_key[table, line.cells[KEYS[table]].strip()].append(line)
        self._lines = lines

    @cached_property
    def _by_form(self) -> Mapping[tuple[str, str], list[Line]]:
        """(table, form) -> the rows that have it."""
        found: dict[tuple[str, str], list[Line]] = defaultdict(list)
        columns = dict(pair for pairs in _SAID_IN.values() for pair in pairs)
        for table, line in self._lines:
            for form in _forms(line, columns.get(table, ())):
                found[table, form].append(line)
        return found

    def of_rule(self, rule_id: str, spot: Spot) -> Iterator[Rule]:
        """The entries of an id; nothing for ids that name no entry and were read from no words."""
        for part in rule_id.split("+") if "." in rule_id.removeprefix("actor.") else ():
            if found := _ID.fullmatch(part):
                line = _chosen(self._by_key.get((_TABLE[found["kind"]], found["key"]), ()), spot)
                if line is not None:
                    yield Rule(part if part.startswith("actor.") else f"actor.{part}", where_of(line))
        read_as = _READ_AS.fullmatch(rule_id)
        line = self._said(spot, read_as["kind"]) if read_as is not None else None
        if read_as is not None and line is not None:
            yield Rule(rule_id, where_of(line), f"the words of {read_as['kind']} {_key(line)}")

    def _said(self, spot: Spot, kind: str) -> Line | None:
        """The row with the longest form that stands in the words."""
        words = lower(fold(spot.quote)).split()[:_LONGEST]
        spans = sorted(
            ((i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1)),
            key=lambda s: (s[0] - s[1], -s[1]),
        )
        said = (" ".join(words[i:j]) for i, j in spans)
        rows = (self._by_form.get((table, form)) for form in said for table, _ in _SAID_IN[kind])
        return _chosen(next(filter(None, rows), ()), spot)

    def regime(self, spot: Spot) -> Rule | None:
        """The government that gives a name its years: "Military Forces of Mali (2021-)"."""
        years = _YEARS.search(spot.value)
        if years is None:
            return None
        told = [
            line
            for (table, country), lines in self._by_key.items()
            if table == "regimes" and country in spot.value
            for line in lines
            if line.cells["label"].strip() == years["label"] and _fits(line, spot)
        ]
        if not told:
            return None
        line = max(told, key=lambda each: len(each.cells["country"]))
        head = line.cells["head"].strip()
        about = f"{line.cells['country'].strip()} under {head}" if head else line.cells["country"].strip()
        return Rule(f"regime {years['label']}", where_of(line), about)


@lru_cache(maxsize=1)
def _shipped() -> tuple[tuple[str, Line], ...]:
    """Table and line of every row that ships, in order of the files."""
    return tuple((path.stem, line) for path in sorted(DATA.glob("*.csv")) for line in read_lines(path))


def _forms(line: Line, columns: Sequence[str]) -> Iterator[str]:
    """The forms of a row as words are compared: folded, in small letters, singular and plural apart."""
    for column in columns:
        for part in re.split(r"[|/]", line.cells.get(column, "")):
            if form := " ".join(lower(fold(part.partition(": ")[2] or part)).split()):
                yield form


def _key(line: Line) -> str:
    return next(iter(line.cells.values())).strip()


def where_of(line: Line) -> str:
    """ "actors/data/groups.csv:12"; of a file of the user's its name and line."""
    folder = "actors/data/" if line.path.parent == DATA else ""
    return f"{folder}{line.path.name}:{line.number}"


def _chosen(lines: Sequence[Line], spot: Spot) -> Line | None:
    """The row for a country and day: one of the country and province, of the country, of any, whatever there is."""
    ranked = sorted(lines, key=lambda line: -_nearness(line, spot))
    return ranked[0] if ranked else None


def _nearness(line: Line, spot: Spot) -> int:
    countries, provinces = _listed(line, "countries") or _listed(line, "country"), _listed(line, "admin1s")
    here = 4 if spot.country in countries else 0 if countries else 2
    there = 1 if spot.admin1 and spot.admin1 in provinces else -1 if provinces else 0
    return 2 * here + there + (8 if _fits(line, spot) else 0)


def _listed(line: Line, column: str) -> list[str]:
    return [part.strip() for part in line.cells.get(column, "").split("|") if part.strip()]


def _fits(line: Line, spot: Spot) -> bool:
    """Whether the row holds on the day of the event."""
    if spot.day is None:
        return True
    day, start, end = spot.day.isoformat(), line.cells.get("from", "").strip(), line.cells.get("to", "").strip()
    return (not start or start <= day) and (not end or day <= end)
