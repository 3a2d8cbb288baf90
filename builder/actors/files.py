"""Read the actor CSV files into rows, strictly: every fault is one line with file, line, id, found and allowed.

What belongs together across rows and files (overlaps, duplicates, cycles) is check.py.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from tocsin.actors.cells import EveryFault, Line
from tocsin.actors.rows import (
    AliasRow,
    DefactoRow,
    GroupRow,
    LocalRoleRow,
    ModifierRow,
    PeopleRow,
    RegimeRow,
    RoleRow,
    StateRow,
    UnitRow,
)
from tocsin.errors import DataFileError
from tocsin.model import ActorClass

EFFECTS = (
    "doubt", "former", "off_duty", "armed", "unarmed", "foreign", "profile", "skip", "linked", "cancel",
    "pro_state", "mutiny", "people_kind", "act",
)  # fmt: skip
KINDS = ("ethnic", "clan", "religious", "tribal", "caste", "indigenous", "communal")
_YEARS = re.compile(r"\d{4}-(\d{4})?")


def _state(line: Line) -> StateRow:
    return StateRow(
        line.required("country"), "the " if line.text("the") else "", line.names("names"), line.names("adjectives"),
        line.names("demonyms"), line.text("capital"), line.text("iso3"), line.names("metonyms"), line.text("source"),
    )  # fmt: skip


def _regime(line: Line) -> RegimeRow:
    line.ordered("from", "to")
    if line.text("label") and not _YEARS.fullmatch(line.text("label")):
        raise line.fault("label", "years such as 2018-2022 or 2021-, or empty")
    return RegimeRow(
        line.required("country"), line.first_day("from"), line.day("to"), line.text("head"), line.text("label"),
        line.text("source"), line.text("unsure"),
    )  # fmt: skip


def _unit(line: Line) -> UnitRow:
    line.ordered("from", "to")
    return UnitRow(
        line.required("unit_id"), line.required("country"), line.choice("branch", ("military", "police")),
        line.text("label"), line.names("names"), line.day("from"), line.day("to"), line.inter("inter"),
        line.text("source"),
    )  # fmt: skip


def _in_country(line: Line) -> str:
    """The name of a group; "{country}" in it is its one country, as the countries column spells it."""
    name, countries = line.required("name"), line.names("countries")
    if "{country}" in name and len(countries) != 1:
        raise line.fault("countries", "one country, for the name holds {country}")
    return name.replace("{country}", countries[0]) if countries else name


def _group(line: Line) -> GroupRow:
    line.ordered("from", "to")
    return GroupRow(
        line.required("group_id"), _in_country(line), line.code("inter"), line.names("countries"),
        line.day("from"), line.day("to"), line.text("parent"), line.text("kind"), line.text("note"),
        line.text("source"),
    )  # fmt: skip


def _alias(line: Line) -> AliasRow:
    return AliasRow(
        line.required("alias"), line.required("group_id"), line.choice("strength", ("strong", "weak")),
        line.names("countries"), line.text("note"),
    )  # fmt: skip


def _people(line: Line) -> PeopleRow:
    return PeopleRow(
        line.required("people_id"), line.names("names"), line.names("countries"), line.choice("kind", KINDS),
        line.text("label"), line.text("source"),
    )  # fmt: skip


def _noun(item: str) -> tuple[str, str]:
    single, _, plural = item.partition("/")
    return single, plural


def _role(line: Line) -> RoleRow:
    return RoleRow(
        line.required("role_id"), tuple(_noun(n) for n in line.names("nouns")),
        line.choice("actor_class", get_args(ActorClass)), line.flag("site"), line.names("profile"),
        line.inter("inter"), line.text("name_template"), line.choice("compound", ("", "member", "site")),
        line.choice("as_agent", ("", "armed", "communal", "crowd")), line.required("why"),
    )  # fmt: skip


def _modifier(line: Line) -> ModifierRow:
    return ModifierRow(
        line.required("modifier_id"), line.names("words"), line.choice("effect", EFFECTS), line.text("value"),
        line.required("why"),
    )  # fmt: skip


def _local(line: Line) -> LocalRoleRow:
    line.ordered("from", "to")
    name = line.required("name")
    inter = line.inter("inter") if name.startswith("group:") else line.code("inter")
    return LocalRoleRow(
        line.required("role_id"), line.required("country"), line.names("admin1s"), line.day("from"), line.day("to"),
        name, inter, line.required("why"),
    )  # fmt: skip


def _defacto(line: Line) -> DefactoRow:
    return DefactoRow(
        line.required("state"), line.required("within"), line.names("admin1s"), line.day("from"), line.day("to"),
        line.required("why"),
    )  # fmt: skip


Parser = Callable[[Line], Any]
TABLES: Mapping[str, tuple[Parser, Sequence[str]]] = {
    "states": (_state, ("country", "the", "names", "adjectives", "demonyms", "capital", "iso3", "metonyms")),
    "regimes": (_regime, ("country", "from", "to", "head")),
    "units": (_unit, ("unit_id", "country", "branch", "label", "names", "from", "to", "inter")),
    "groups": (_group, ("group_id", "name", "inter", "countries", "from", "to", "parent", "kind")),
    "aliases": (_alias, ("alias", "group_id", "strength", "countries")),
    "peoples": (_people, ("people_id", "names", "countries", "kind", "label")),
    "roles": (
        _role,
        ("role_id", "nouns", "actor_class", "site", "profile", "inter", "name_template", "compound", "as_agent", "why"),
    ),
    "modifiers": (_modifier, ("modifier_id", "words", "effect", "value", "why")),
    "local_roles": (_local, ("role_id", "country", "admin1s", "from", "to", "name", "inter", "why")),
    "defacto": (_defacto, ("state", "within", "admin1s", "from", "to", "why")),
}  # fmt: skip


def _content(path: Path) -> str:
    """The text of a CSV (byte-order mark and Windows line ends allowed)."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path.name}: not UTF-8 at byte {error.start}; save it as CSV UTF-8") from None
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read: {error.strerror}") from None


LONGEST_CELL = 100_000
"""Characters; a longer cell is a quote that never closes."""


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every record, the header first. Raises DataFileError on what is no CSV."""
    reader = csv.reader(_content(path).splitlines(keepends=True))
    try:
        for cells in reader:
            if max(map(len, cells), default=0) > LONGEST_CELL:  # the limit of the csv module is everybody's to change
                raise DataFileError(
                    f"{path.name}:{reader.line_num} found field larger than {LONGEST_CELL}; allowed: every quote closed"
                )
            yield reader.line_num, cells
    except csv.Error as error:
        raise DataFileError(f"{path.name}:{reader.line_num} found {error}; allowed: every quote closed") from None


def _header(path: Path) -> list[str]:
    """The column names. Raises DataFileError when one stands twice."""
    return _opened(path)[0]


def _opened(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The column names, and the records behind them. Raises DataFileError when a column stands twice."""
    records = _records(path)
    header = [h.strip() for h in next(records, (0, []))[1]]
    doubled = [name for i, name in enumerate(header) if name and name in header[:i]]
    if doubled:
        raise DataFileError(f"{path.name}:1 header: found {doubled[0]!r} twice; allowed: every column once")
    return header, records


def read_lines(path: Path, table: str = "") -> list[Line]:
    """The lines of a CSV with their numbers. Raises DataFileError on a ragged line or a missing column of `table`."""
    header, records = _opened(path)
    if table:
        _require_columns(path, header, table)
    lines = []
    for number, cells in records:
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise DataFileError(f"{path.name}:{number} found {len(cells)} cells; allowed: {len(header)}")
        lines.append(Line(path, number, dict(zip(header, cells, strict=True))))
    return lines


def table_of(path: Path) -> str:
    """Which table a CSV is, by its header. A user's file needs no fixed name."""
    listed = _header(path)
    header = set(listed)
    fits = [name for name, (_, columns) in TABLES.items() if set(columns) <= header]
    if fits:
        return max(fits, key=lambda name: len(TABLES[name][1]))
    found = ", ".join(listed) or "no header"
    if ";" in found:
        raise DataFileError(f"{path.name}:1 header: found {found!r}; allowed: commas between cells, not semicolons")
    near = max(TABLES, key=lambda name: len(set(TABLES[name][1]) & header))
    missing = ", ".join(c for c in TABLES[near][1] if c not in header)
    raise DataFileError(f"{path.name}:1 header: found {found!r}; looks like {near}.csv but lacks: {missing}")


def read_table(path: Path, table: str) -> tuple[Any, ...]:
    """All rows of one file. Raises DataFileError at the first faulty cell."""
    parse = TABLES[table][0]
    return tuple(parse(line) for line in read_lines(path, table))


def _require_columns(path: Path, header: Sequence[str], table: str) -> None:
    missing = [c for c in TABLES[table][1] if c not in header]
    if missing:
        raise DataFileError(f"{path.name}:1 header: missing column {', '.join(missing)}")


def faults_of(path: Path, table: str) -> list[str]:
    """Every faulty cell of one file, one message per cell; [] when it is sound."""
    try:
        lines = read_lines(path, table)
    except DataFileError as error:
        return [str(error)]
    return [fault for line in lines for fault in _faults_of_line(line, TABLES[table][0])]


def _faults_of_line(line: Line, parse: Parser) -> list[str]:
    every = EveryFault(line)
    try:
        parse(every)
    except DataFileError as error:
        every.faults.append(str(error))
    by_cell: dict[str, str] = {}  # a cell that fails twice ("required" after "no formula") is told once
    for fault in every.faults:
        by_cell.setdefault(fault.partition(": found ")[0], fault)
    return list(by_cell.values())
