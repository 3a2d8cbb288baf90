"""Look a name up in the actor dictionaries: name -> the rows behind it, and what a coded row would call it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tocsin.actors.cells import Line
from tocsin.actors.files import read_lines, table_of
from tocsin.actors.lexicon import fold, lower
from tocsin.actors.store import DATA, KEYS, ActorStore, extra_files
from tocsin.coding.actor_names import Scene, name_mention
from tocsin.errors import UsageError
from tocsin.mentions.actors import find_actors
from tocsin.schema.vocabulary import inter_text

COUNTED = ("regimes", "units", "groups", "peoples")
"""Tables that know countries, in the order of the coverage table."""
_NAMES = {
    "states": ("country", "names", "adjectives", "demonyms", "metonyms"), "units": ("unit_id", "names", "label"),
    "groups": ("group_id", "name"), "peoples": ("people_id", "names", "label"), "roles": ("role_id", "nouns"),
    "modifiers": ("modifier_id", "words"),
}  # fmt: skip
"""Columns that hold what an actor is called. Aliases lead to their group."""
_LISTED = 5  # near names that an error offers


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a dictionary: its table, file:line, and its filled cells; a group also has its aliases."""

    table: str
    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Coded:
    """What a row would write for the name: "Military Forces of Mali (2021-)", "State forces"."""

    words: str
    name: str
    inter: str


def find_entries(name: str, extra: Path | None = None, country: str = "", day: date | None = None) -> list[Entry]:
    """The dictionary rows of a name or id, those of a country and day only when these are given.

    Raises UsageError for a name that no dictionary has (with the nearest), or has only elsewhere or at other times.
    """
    lines = read_dictionaries(extra)
    _require_country(country, lines["states"])
    rows = _rows_of(name, lines)
    if not rows:
        raise UsageError(f'no actor "{name}"{_near(name, lines)}')
    held = [(table, line) for table, line in rows if _fits(line.cells, country, day)]
    if not held:
        where = " ".join(w for w in (f"in {country}" if country else "", f"on {day}" if day else "") if w)
        raise UsageError(f'"{name}" is known, but not {where}; leave out --country and --date to see all its rows')
    return [_entry(table, line, lines["aliases"]) for table, line in held]


def coded_names(name: str, country: str, day: date, extra: Path | None = None) -> list[Coded]:
    """What rows of a country and day write when a text says the name; [] for words that name no actor by themselves."""
    store = ActorStore.load(extra)
    scene = Scene(country, day, store, "agent", "", False)
    named = [(m.text, name_mention(m, scene)) for m in find_actors(name, 0, store, {country: 1.0})]
    return [Coded(text, n.name, inter_text(n.inter)) for text, n in named if n.name]


def coverage(extra: Path | None = None) -> dict[str, dict[str, int]]:
    """Country -> how many rows of each table of COUNTED name it, every country of states.csv, by name."""
    lines = read_dictionaries(extra)
    found = {line.cells["country"]: dict.fromkeys(COUNTED, 0) for line in lines["states"]}
    for table in COUNTED:
        for line in lines[table]:
            for country in _countries(line.cells):
                if country in found:
                    found[country][table] += 1
    return dict(sorted(found.items()))


def gaps() -> dict[tuple[str, str], str]:
    """(country, table) -> why we have no row: nobody lives there, a neighbour polices it. Read from gaps.csv."""
    lines = read_lines(DATA / "coverage" / "gaps.csv")
    return {(line.cells["country"], line.cells["table"]): line.cells["why"] for line in lines}


# ---------------------------------------------------------------- rows with their lines


def read_dictionaries(extra: Path | None) -> dict[str, list[Line]]:
    """Table -> lines; a user's lines replace all of ours that have the same key. Raises DataFileError, UsageError."""
    ActorStore.load(extra)  # refuses what no build would accept
    found = {path.stem: read_lines(path) for path in sorted(DATA.glob("*.csv"))}
    for path in extra_files(extra):
        table, lines = table_of(path), read_lines(path)
        key = KEYS[table]
        mine = {line.cells[key].strip() for line in lines}
        found[table] = [*(line for line in found[table] if line.cells[key].strip() not in mine), *lines]
    return found


def _rows_of(name: str, lines: Mapping[str, Sequence[Line]]) -> list[tuple[str, Line]]:
    wanted = lower(fold(name)).strip()
    groups = {a.cells["group_id"].strip() for a in lines["aliases"] if lower(fold(a.cells["alias"].strip())) == wanted}
    return [
        (table, line)
        for table in _NAMES
        for line in lines[table]
        if wanted in _forms(table, line) or (table == "groups" and line.cells["group_id"].strip() in groups)
    ]


def _forms(table: str, line: Line) -> set[str]:
    """Everything a row goes by, folded: a name with an acronym before it also goes by its parts."""
    cells = (line.cells.get(column, "") for column in _NAMES[table])
    parts = [part for cell in cells for item in cell.split("|") for part in item.split("/")]
    parts += [part for cell in parts if ": " in cell for part in cell.split(": ", 1)]
    return {lower(fold(part.strip())) for part in parts if part.strip()}


def _near(name: str, lines: Mapping[str, Sequence[Line]]) -> str:
    forms = {form for table in _NAMES for line in lines[table] for form in _forms(table, line)}
    forms |= {lower(fold(alias.cells["alias"].strip())) for alias in lines["aliases"]}
    wanted = lower(fold(name)).strip()
    inside = sorted((form for form in forms if len(wanted) > 2 and wanted in form), key=lambda f: (len(f), f))
    cutoff = 0.75 if len(wanted) > 5 else 0.85  # of few letters, one more or less makes another acronym
    near = (inside or difflib.get_close_matches(wanted, sorted(forms), n=_LISTED, cutoff=cutoff))[:_LISTED]
    return f"; did you mean {' or '.join(near)}?" if near else "; docs/actors.md tells how to add one"


def _require_country(country: str, states: Iterable[Line]) -> None:
    known = [line.cells["country"].strip() for line in states]
    if country and country not in known:
        near = difflib.get_close_matches(country, known, n=1)
        hint = f'. Did you mean "{near[0]}"?' if near else "; `tocsin actors coverage` lists them"
        raise UsageError(f'unknown country "{country}"; allowed: those of states.csv{hint}')


def _countries(cells: Mapping[str, str]) -> list[str]:
    listed = cells.get("countries", cells.get("country", ""))
    return [part.strip() for part in listed.split("|") if part.strip()]


def _fits(cells: Mapping[str, str], country: str, day: date | None) -> bool:
    countries = _countries(cells)
    start, end = cells.get("from", "").strip(), cells.get("to", "").strip()
    here = not country or not countries or country in countries
    then = day is None or ((not start or start <= day.isoformat()) and (not end or day.isoformat() <= end))
    return here and then


def _entry(table: str, line: Line, aliases: Sequence[Line]) -> Entry:
    cells = dict(_told(line.cells))
    if table == "groups":
        mine = [a for a in aliases if a.cells["group_id"].strip() == line.cells["group_id"].strip()]
        cells["aliases"] = ", ".join(f"{a.cells['alias']}{_weak(a.cells)}" for a in mine)
    folder = "actors/data/" if line.path.parent == DATA else ""
    return Entry(table, f"{folder}{line.path.name}:{line.number}", {k: v for k, v in cells.items() if v})


def _told(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column, value in cells.items():
        text = ", ".join(part.strip() for part in value.split("|"))
        is_code = column == "inter" and text.isdigit()
        yield column, f"{text} ({inter_text(int(text))})" if is_code else text


def _weak(cells: Mapping[str, str]) -> str:
    if cells["strength"].strip() != "weak":
        return ""
    return f" (only in {cells['countries'].replace('|', ', ')})"
