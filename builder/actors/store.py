"""The actor dictionaries as one read-only store: rows in, lookups by id, country and day out.

Finding actors in text is mentions/actors.py; writing their names into a row is coding/actors.py.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.actors.files import TABLES, read_table, table_of
from tocsin.actors.lexicon import Lexicon, Reading, fold, lower
from tocsin.actors.rows import (
    GroupRow,
    LocalRoleRow,
    ModifierRow,
    PeopleRow,
    RegimeRow,
    RoleRow,
    StateRow,
    UnitRow,
)
from tocsin.errors import UsageError
from tocsin.kept import while_unchanged

DATA = Path(__file__).parent / "data"
_STATE_PREFIXES = ("Military Forces of", "Police Forces of", "Government of")
KEYS: Mapping[str, str] = {
    "states": "country", "regimes": "country", "units": "unit_id", "groups": "group_id", "aliases": "alias",
    "peoples": "people_id", "roles": "role_id", "modifiers": "modifier_id", "local_roles": "role_id",
    "defacto": "state",
}  # fmt: skip


def _holds(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def _by(rows: Iterable[Any], attribute: str) -> dict[str, tuple[Any, ...]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, attribute)].append(row)
    return {key: tuple(values) for key, values in grouped.items()}


def _override(rows: Sequence[Any], more: Sequence[Any], key: str) -> tuple[Any, ...]:
    """Rows of the user's replace all of ours with the same key."""
    replaced = {getattr(row, key) for row in more}
    return (*(row for row in rows if getattr(row, key) not in replaced), *more)


class ActorStore:
    """All actor rows and the lookups that finding and naming need. Never changes after it is built."""

    def __init__(self, tables: Mapping[str, Sequence[Any]]) -> None:
        self.tables: dict[str, tuple[Any, ...]] = {name: tuple(tables.get(name, ())) for name in TABLES}
        self._states: dict[str, StateRow] = {s.country: s for s in self.tables["states"]}
        self._state_rows = tuple(self._states.values())
        self._regimes: dict[str, tuple[RegimeRow, ...]] = _by(self.tables["regimes"], "country")
        self._units: dict[str, tuple[UnitRow, ...]] = _by(self.tables["units"], "unit_id")
        self._groups: dict[str, tuple[GroupRow, ...]] = _by(self.tables["groups"], "group_id")
        self._peoples: dict[str, tuple[PeopleRow, ...]] = _by(self.tables["peoples"], "people_id")
        self._roles: dict[str, RoleRow] = {r.role_id: r for r in self.tables["roles"]}
        self._modifiers: dict[str, ModifierRow] = {m.modifier_id: m for m in self.tables["modifiers"]}
        self._local: dict[str, tuple[LocalRoleRow, ...]] = _by(self.tables["local_roles"], "role_id")
        self._within: dict[str, str] = {d.state: d.within for d in self.tables["defacto"]}
        self._adjectives = {lower(fold(w)): s.country for s in self._states.values() for w in s.adjectives}
        self._unit_names: dict[str, list[UnitRow]] = defaultdict(list)
        self._labelled: dict[tuple[str, str], list[UnitRow]] = defaultdict(list)
        for unit in self.tables["units"]:
            self._labelled[unit.country, unit.label].append(unit)
            for form in {lower(fold(name)) for name in unit.names}:
                self._unit_names[form].append(unit)
        self.lexicon = Lexicon(self._entries())

    @staticmethod
    @while_unchanged(4)
    def load(extra: Path | None = None) -> ActorStore:
        """Our data, with a user's file or folder of CSV files added on top. Raises DataFileError on a broken file."""
        return ActorStore(combined_tables(extra))

    # ------------------------------------------------------------ lookups

    def adjective(self, word: str) -> str:
        """Country of an adjective: "Malian" -> "Mali", "" when none."""
        return self._adjectives.get(lower(fold(word)), "")

    def state(self, country: str) -> StateRow | None:
        """The state row of a country name as rows write it."""
        return self._states.get(country)

    def states(self) -> tuple[StateRow, ...]:
        """Every state of the dictionary, in file order."""
        return self._state_rows

    def the(self, country: str) -> str:
        """The name behind "of": "the United States", "Mali"."""
        row = self._states.get(country)
        return f"{row.the}{country}" if row else country

    def regime(self, country: str, day: date) -> str:
        """Year bracket of the government in office on a day: ("Mali", 2022-05-01) -> "(2021-)"; "" when unknown."""
        held = [r for r in self._regimes.get(country, ()) if _holds(r.start, r.end, day)]
        return max(held, key=lambda r: r.start).bracket if held else ""

    def names_in_capitals(self, text: str) -> tuple[tuple[int, str], ...]:
        """Names of groups and units in a text in capitals, with their starts, as a newspaper writes them."""
        return self.lexicon.names_in_capitals(text)

    def home(self, country: str, event_country: str) -> bool:
        """Whether the forces of `country` are at home: Somaliland's are in Somalia."""
        return country == event_country or self._within.get(country) == event_country

    def governor(self, country: str, admin1: str, day: date) -> str:
        """The state whose forces act unnamed in a unit of a country: ("Somalia", "Awdal") -> Somaliland."""
        rows = (r for r in self.tables["defacto"] if r.within == country and admin1 in r.admin1s)
        return next((r.state for r in rows if _holds(r.start, r.end, day)), country)

    def group(self, group_id: str, country: str, day: date, strict: bool = False) -> GroupRow | None:
        """The row of a group for a country and day: the country's own, else one for anywhere, else (unless strict)
        any of that day, else any."""
        rows = self._groups.get(group_id, ())
        current = [r for r in rows if _holds(r.start, r.end, day)]
        ranked = [
            *(r for r in current if country in r.countries),
            *(r for r in current if not r.countries),
            *(() if strict else (r for r in rows if country in r.countries)),
            *(() if strict else (*current, *rows)),
        ]
        return ranked[0] if ranked else None

    def group_rows(self, group_id: str) -> tuple[GroupRow, ...]:
        """All rows of a group."""
        return self._groups.get(group_id, ())

    def missions(self, country: str, day: date) -> tuple[GroupRow, ...]:
        """Peace missions and foreign operations in a country on a day."""
        rows: Iterator[GroupRow] = iter(self.tables["groups"])
        return tuple(r for r in rows if r.kind == "mission" and country in r.countries and _holds(r.start, r.end, day))

    def unit(self, unit_id: str, day: date) -> UnitRow | None:
        """The row of a unit on a day, else its first row."""
        rows = self._units.get(unit_id, ())
        return next((u for u in rows if _holds(u.start, u.end, day)), rows[0] if rows else None)

    def units_named(self, name: str) -> tuple[UnitRow, ...]:
        """All units of any country that go by a name: "Gendarmerie"."""
        return tuple(self._unit_names.get(lower(fold(name)), ()))

    def is_proper(self, unit: UnitRow, words: str) -> bool:
        """Whether words call a unit by a name of its own ("FARDC"), not by a noun that any country may use."""
        low = lower(fold(words))
        return any(lower(fold(n)) in low for n in unit.names if any(map(str.isupper, n)))

    def unit_labelled(self, country: str, label: str, day: date) -> UnitRow | None:
        """The unit of a country that bears a label on a day: the Gendarmerie of Chad."""
        return next((u for u in self._labelled.get((country, label), ()) if _holds(u.start, u.end, day)), None)

    def role(self, role_id: str) -> RoleRow:
        """The role row. Raises KeyError for an unknown id."""
        return self._roles[role_id]

    def role_readings(self, word: str) -> tuple[Reading, ...]:
        """Readings of a single lower-case form: "forces" -> the role security_forces."""
        return tuple(r for readings in self.lexicon.readings_of(word) for r in readings)

    def local_role(self, role_id: str, country: str, admin1: str, day: date) -> LocalRoleRow | None:
        """What a role is called in a country on a day, the row of its first-level unit first."""
        rows = [r for r in self._local.get(role_id, ()) if r.country == country and _holds(r.start, r.end, day)]
        return next((r for r in rows if admin1 and admin1 in r.admin1s), next((r for r in rows if not r.admin1s), None))

    def modifier(self, modifier_id: str) -> ModifierRow:
        """The modifier row. Raises KeyError for an unknown id."""
        return self._modifiers[modifier_id]

    def people(self, people_id: str, country: str = "") -> PeopleRow | None:
        """The row of a people, that of the country first."""
        rows = self._peoples.get(people_id, ())
        return next((p for p in rows if country in p.countries), rows[0] if rows else None)

    # ------------------------------------------------------------ forms

    def _entries(self) -> Iterator[tuple[str, Reading]]:
        yield from self._state_entries()
        yield from self._group_entries()
        for name in dict.fromkeys(n for unit in self.tables["units"] for n in unit.names):
            yield name, Reading("unit", lower(fold(name)), plural=True)  # shared by many countries: units_named tells
        for people in self.tables["peoples"]:
            for name in people.names:
                yield name, Reading("people", people.people_id, plural=True)
        for role in self.tables["roles"]:
            for single, plural in role.nouns:
                yield single, Reading("role", role.role_id, plural=not plural)
                if plural:
                    yield plural, Reading("role", role.role_id, plural=True)
        for modifier in self.tables["modifiers"]:
            for word in modifier.words:
                yield word, Reading("modifier", modifier.modifier_id)

    def _state_entries(self) -> Iterator[tuple[str, Reading]]:
        for state in self._states.values():
            for name in (state.country, *state.names):
                yield name, Reading("state", state.country)
            for word in state.adjectives:
                yield word, Reading("adjective", state.country)
            for word in state.demonyms:
                yield word, Reading("demonym", state.country, plural=True)
            cities = {state.capital}
            for word in state.metonyms:
                if word not in cities:  # a capital is far more often the place than the government
                    yield word, Reading("metonym", state.country)

    def _group_entries(self) -> Iterator[tuple[str, Reading]]:
        listed = set()
        for alias in self.tables["aliases"]:
            listed.add(lower(fold(alias.alias)))
            weak = alias.strength == "weak"
            yield alias.alias, Reading("group", alias.group_id, True, weak, alias.countries)
        for row in self.tables["groups"]:
            for form in _own_forms(row.name):
                if lower(fold(form)) not in listed:
                    yield form, Reading("group", row.group_id, True)


def _own_forms(name: str) -> tuple[str, ...]:
    """Forms that a canonical name gives by itself: "ADF: Allied Democratic Forces" -> the full name."""
    if name.startswith(_STATE_PREFIXES) or " and/or " in name:
        return ()
    full = name.partition(": ")[2] or name
    return (full.partition(" (")[0].strip(),)


def combined_tables(extra: Path | None) -> dict[str, tuple[Any, ...]]:
    """Our tables with a user's file or folder on top. Raises DataFileError on a broken file."""
    tables = read_tables(DATA)
    for path in extra_files(extra):
        table = table_of(path)
        tables[table] = _override(tables.get(table, ()), read_table(path, table), KEYS[table])
    return tables


def actors_sha256(extra: Path | None) -> str:
    """Hash of every actor file of ours and of the user's, for the manifest."""
    digest = hashlib.sha256()
    for path in (*sorted(DATA.glob("*.csv")), *extra_files(extra)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def extra_files(extra: Path | None) -> tuple[Path, ...]:
    """The CSV files behind --actors. Raises UsageError when there is no such file, or none in the folder."""
    if extra is None:
        return ()
    if extra.is_dir():
        found = tuple(sorted(extra.glob("*.csv")))
        if not found:
            raise UsageError(f"{extra}: holds no .csv file; give a file or folder of actor CSV files")
        return found
    if not extra.is_file():
        raise UsageError(f"{extra}: no such file or folder of actor CSV files")
    return (extra,)


def read_tables(folder: Path) -> dict[str, tuple[Any, ...]]:
    """Every table of a folder that is there."""
    paths = {table: folder / f"{table}.csv" for table in TABLES}
    return {table: read_table(path, table) for table, path in paths.items() if path.is_file()}
