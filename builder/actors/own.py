"""Check a user's actor files: alone, against each other and against ours -> one line per fault, [] when sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tocsin.actors.check import cross_faults, doubled_lines
from tocsin.actors.files import faults_of, read_lines, table_of
from tocsin.actors.store import DATA, KEYS, ActorStore, combined_tables, extra_files, read_tables
from tocsin.errors import DataFileError


def load_sound(extra: Path | None) -> ActorStore:
    """Our actors with a user's on top. Raises DataFileError with every fault on a line of its own: nothing is built
    from files that do not agree with themselves or with ours."""
    faults = check_own(extra) if extra is not None else []
    if faults:
        raise DataFileError("\n".join(faults))
    return ActorStore.load(extra)


def check_own(extra: Path) -> list[str]:
    """Every fault of a file or folder of actor CSV files: file, line, row, column, what was found, what is allowed.

    Faults of single cells first; only files without any are held against each other and against ours.
    Raises UsageError when there is no such file or folder, or no CSV file in it.
    """
    paths = extra_files(extra)
    alone = [fault for path in paths for fault in _alone(path)]
    return alone or _across(extra, paths)


def _alone(path: Path) -> Iterator[str]:
    try:
        table = table_of(path)
    except DataFileError as error:
        yield str(error)
        return
    yield from faults_of(path, table)
    yield from _doubled(path)


def _doubled(path: Path) -> Iterable[str]:
    try:
        return list(doubled_lines(path))
    except DataFileError:  # a ragged line, which faults_of has told
        return []


def _across(extra: Path, paths: Sequence[Path]) -> list[str]:
    """Faults of the combined tables that ours alone do not have, each with the user's line where it has one."""
    before = set(cross_faults(read_tables(DATA)))
    places = dict(_places(paths))
    return [_placed(fault, places) for fault in cross_faults(combined_tables(extra)) if fault not in before]


def _places(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """How a fault names a row -> the same with the user's file and line: "groups.csv 'x'" -> "mine.csv:4 'x'"."""
    seen = set()
    for path in paths:
        table = table_of(path)
        for line in read_lines(path):
            keys = (line.cells[KEYS[table]].strip(), next(iter(line.cells.values())))
            for key in keys:
                name = f"{table}.csv {key!r}"
                if name not in seen:
                    seen.add(name)
                    yield name, f"{path.name}:{line.number} {key!r}"


def _placed(fault: str, places: dict[str, str]) -> str:
    named = max((name for name in places if fault.startswith(name)), key=len, default="")
    return places[named] + fault.removeprefix(named) if named else fault
