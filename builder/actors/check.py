"""Check actor CSV files as a whole: folder -> one line per fault, [] when sound.

A single broken cell is files.py's; here are the faults that only show across rows and files.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from tocsin.actors.files import TABLES, faults_of, read_lines, read_table
from tocsin.actors.lexicon import fold, lower
from tocsin.actors.rows import GroupRow

Tables = Mapping[str, tuple[Any, ...]]
_TOKENS = ("{country}", "{regime}", "{mission}")


def check_data(folder: Path) -> list[str]:
    """Every fault of the actor CSV files in a folder, file by file and then across them."""
    paths = {table: folder / f"{table}.csv" for table in TABLES if (folder / f"{table}.csv").is_file()}
    faults = [fault for table, path in paths.items() for fault in faults_of(path, table)]
    if faults:
        return faults
    tables = {table: read_table(path, table) for table, path in paths.items()}
    return [*(fault for path in paths.values() for fault in doubled_lines(path)), *cross_faults(tables)]


def cross_faults(given: Tables) -> list[str]:
    """Faults that show only across rows and tables; tables that are not given are taken as empty."""
    tables = {table: given.get(table, ()) for table in TABLES}
    checks = (
        _aliases(tables), _regimes(tables), _countries(tables), _group_refs(tables), _cycles(tables),
        _group_periods(tables), _roles(tables), _units(tables), _modifiers(tables),
    )  # fmt: skip
    return [fault for check in checks for fault in check]


def doubled_lines(path: Path) -> Iterator[str]:
    """Lines of a file that say the same as an earlier one."""
    seen: dict[tuple[str, ...], int] = {}
    for line in read_lines(path):
        cells = tuple(line.cells.values())
        if cells in seen:
            yield f"{path.name}:{line.number} {cells[0]!r}: same as line {seen[cells]}; allowed: every row once"
        seen.setdefault(cells, line.number)


def _aliases(tables: Tables) -> Iterator[str]:
    """An alias twice for one group, shared by groups that no country tells apart, or a common role noun."""
    nouns = {lower(fold(n)): r.role_id for r in tables["roles"] for pair in r.nouns for n in pair if n}
    states = {lower(fold(n)) for s in tables["states"] for n in (s.country, *s.names, *s.adjectives)}
    places = {lower(fold(n)) for s in tables["states"] for n in (s.capital, *s.metonyms) if n}
    places |= {lower(fold(n)) for r in tables["local_roles"] for n in r.admin1s}
    groups: dict[str, list[GroupRow]] = defaultdict(list)
    for row in tables["groups"]:
        groups[row.group_id].append(row)
    by_form: dict[str, list[Any]] = defaultdict(list)
    for alias in tables["aliases"]:
        form = lower(fold(alias.alias))
        by_form[form].append(alias)
        if form in nouns and alias.strength == "strong":
            yield f"aliases.csv {alias.alias!r} of {alias.group_id}: is the common noun of role {nouns[form]}"
        if form in states:
            yield f"aliases.csv {alias.alias!r} of {alias.group_id}: is a country name or adjective"
        elif form in places and alias.strength == "strong":
            yield f"aliases.csv {alias.alias!r} of {alias.group_id}: is a capital or a province; allowed: strength weak"
        if alias.strength == "weak" and not alias.countries:
            yield f"aliases.csv {alias.alias!r} of {alias.group_id}: weak without countries never matches on its own"
    for rows in by_form.values():
        yield from _shared(rows, groups)


def _shared(rows: list[Any], groups: Mapping[str, list[GroupRow]]) -> Iterator[str]:
    for i, first in enumerate(rows):
        for second in rows[i + 1 :]:
            if first.group_id == second.group_id and first.alias == second.alias:
                yield f"aliases.csv {first.alias!r}: twice for {first.group_id}"
            elif first.group_id != second.group_id and first.strength == second.strength == "strong":
                ours, theirs = _reach(first, groups), _reach(second, groups)
                if ours & theirs or not ours or not theirs:
                    where = ", ".join(sorted(ours & theirs)) or "anywhere"
                    yield f"aliases.csv {first.alias!r}: {first.group_id} and {second.group_id} share it in {where}"


def _reach(alias: Any, groups: Mapping[str, list[GroupRow]]) -> set[str]:
    return set(alias.countries) or {c for row in groups.get(alias.group_id, ()) for c in row.countries}


def _regimes(tables: Tables) -> Iterator[str]:
    """Two governments of a country on one day, or an open one that is not the last."""
    by_country: dict[str, list[Any]] = defaultdict(list)
    for row in tables["regimes"]:
        by_country[row.country].append(row)
    for country, rows in by_country.items():
        for first, second in pairwise(sorted(rows, key=lambda r: r.start)):
            if first.end is None or first.end > second.start:
                yield f"regimes.csv {country!r}: {first.head} and {second.head} overlap from {second.start}"


def _countries(tables: Tables) -> Iterator[str]:
    """Country names that states.csv does not know."""
    known = {s.country for s in tables["states"]}
    if not known:
        return
    for table in ("regimes", "units", "local_roles"):
        for row in tables[table]:
            if row.country not in known:
                first = next(iter(getattr(row, f) for f in row.__dataclass_fields__))
                yield f"{table}.csv {first!r} country: unknown country {row.country!r}; {_states(row.country, known)}"
    for table in ("groups", "aliases", "peoples"):
        for row in tables[table]:
            for country in row.countries:
                if country not in known:
                    first = next(iter(getattr(row, f) for f in row.__dataclass_fields__))
                    yield f"{table}.csv {first!r} countries: unknown country {country!r}; {_states(country, known)}"


def _states(country: str, known: set[str]) -> str:
    near = difflib.get_close_matches(country, sorted(known), n=1)
    return "allowed: those of states.csv" + (f". Did you mean {near[0]!r}?" if near else "")


def _group_refs(tables: Tables) -> Iterator[str]:
    known = {g.group_id for g in tables["groups"]}
    for alias in tables["aliases"]:
        if alias.group_id not in known:
            yield f"aliases.csv {alias.alias!r}: unknown group_id {alias.group_id!r}; allowed: those of groups.csv"
    for row in tables["groups"]:
        if row.parent and row.parent not in known:
            yield f"groups.csv {row.group_id!r} parent: unknown group_id {row.parent!r}"


def _cycles(tables: Tables) -> Iterator[str]:
    parents: dict[str, str] = {}
    for row in tables["groups"]:
        if row.parent:
            parents.setdefault(row.group_id, row.parent)
    for start in parents:
        seen = [start]
        while (above := parents.get(seen[-1])) is not None:
            if above == start:
                if start == min(seen):
                    yield f"groups.csv {start!r}: circular parents {' > '.join([*seen, start])}"
                break
            if above in seen:
                break
            seen.append(above)


def _group_periods(tables: Tables) -> Iterator[str]:
    """Two names of one group for the same country on the same day."""
    by_place: dict[tuple[str, str], list[GroupRow]] = defaultdict(list)
    for row in tables["groups"]:
        for country in row.countries or ("",):
            by_place[row.group_id, country].append(row)
    for (group_id, country), rows in by_place.items():
        for i, first in enumerate(rows):
            for second in rows[i + 1 :]:
                if _overlap(first, second):
                    where = country or "any country"
                    yield f"groups.csv {group_id!r} in {where}: {first.name} and {second.name} overlap"


def _overlap(first: GroupRow, second: GroupRow) -> bool:
    starts_late = first.end and second.start and first.end < second.start
    ends_early = second.end and first.start and second.end < first.start
    return not (starts_late or ends_early)


def _roles(tables: Tables) -> Iterator[str]:
    """A noun in two roles, a role twice, a template with an unknown token, a reference to no role."""
    seen: dict[str, str] = {}
    ids: set[str] = set()
    for row in tables["roles"]:
        if row.role_id in ids:
            yield f"roles.csv {row.role_id!r}: twice"
        ids.add(row.role_id)
        for noun in (lower(fold(n)) for pair in row.nouns for n in pair if n):
            if noun in seen:
                yield f"roles.csv {row.role_id!r} nouns: {noun!r} is also in {seen[noun]}"
            seen[noun] = row.role_id
        rest = row.name_template
        for token in _TOKENS:
            rest = rest.replace(token, "")
        if "{" in rest or ";" in rest:
            yield f"roles.csv {row.role_id!r} name_template: found {row.name_template!r}; allowed: {', '.join(_TOKENS)}"
    for local in tables["local_roles"]:
        if ids and local.role_id not in ids:
            yield f"local_roles.csv {local.role_id!r}: unknown role; allowed: those of roles.csv"
        group_id = local.name.removeprefix("group:")
        if group_id != local.name and tables["groups"] and group_id not in {g.group_id for g in tables["groups"]}:
            yield f"local_roles.csv {local.role_id!r} name: unknown group_id {group_id!r}; allowed: those of groups.csv"


def _units(tables: Tables) -> Iterator[str]:
    owners: dict[str, str] = {}
    for row in tables["units"]:
        if owners.setdefault(row.unit_id, row.country) != row.country:
            yield f"units.csv {row.unit_id!r}: in {owners[row.unit_id]} and in {row.country}"


def _modifiers(tables: Tables) -> Iterator[str]:
    seen: dict[str, str] = {}
    for row in tables["modifiers"]:
        for word in row.words:
            if word in seen:
                yield f"modifiers.csv {row.modifier_id!r} words: {word!r} is also in {seen[word]}"
            seen[word] = row.modifier_id
