"""Keep what is made of rules once: rules hold lists and have no hash, so that the objects themselves are the key.

What is read from a user's files is kept until these change. What is loaded for good is also kept out of the search for
garbage.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

Rules = ParamSpec("Rules")
Made = TypeVar("Made")
_MOST = 8  # of one process: one rulebook in use, a few more in tests


def kept(make: Callable[Rules, Made]) -> Callable[Rules, Made]:
    """A function that makes something of objects which do not change after loading, once for each."""
    known: dict[tuple[int, ...], tuple[object, Made]] = {}  # holds the objects, so that no other can get their numbers

    @wraps(make)
    def made_of(*rules: Rules.args, **named: Rules.kwargs) -> Made:
        key = tuple(map(id, rules))
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[key] = (rules, make(*rules, **named))
        return found[1]

    return made_of


def while_unchanged(size: int) -> Callable[[Callable[Rules, Made]], Callable[Rules, Made]]:
    """Keep the last `size` results of a function that reads files, each until one of its files is another.

    Files are told by the arguments that are paths, of files or folders: who edits a rule in a notebook and codes again
    gets the new rule.
    """

    def keeping(make: Callable[Rules, Made]) -> Callable[Rules, Made]:
        known: dict[object, Made] = {}  # in order of their making, the oldest first

        @wraps(make)
        def made_of(*given: Rules.args, **named: Rules.kwargs) -> Made:
            paths = [path for value in (*given, *named.values()) for path in _paths_of(value)]
            key = (given, tuple(sorted(named.items())), tuple(stamp for path in paths for stamp in stamps_of(path)))
            if key not in known:
                while len(known) >= size:
                    del known[next(iter(known))]
                known[key] = make(*given, **named)
            return known[key]

        return made_of

    return keeping


def _paths_of(value: object) -> list[Path]:
    """The paths that an argument is, or that a dataclass of options holds."""
    if isinstance(value, Path):
        return [value]
    held = [getattr(value, field.name) for field in fields(value)] if is_dataclass(value) else []
    return [path for path in held if isinstance(path, Path)]


Stamp = tuple[str, int, int]
"""A file with its time of change in nanoseconds and its size; -1 for none."""


def stamps_of(path: Path) -> tuple[Stamp, ...]:
    """The state of a file, or of all files of a folder; of what is not there that it is not."""
    where = path.absolute()
    found = [path for path in sorted(where.rglob("*")) if path.is_file()] if where.is_dir() else [where]
    return tuple(_stamp(file) for file in found) or ((str(where), -1, -1),)


def _stamp(file: Path) -> Stamp:
    try:
        state = file.stat()
    except OSError:
        return str(file), -1, -1
    return str(file), state.st_mtime_ns, state.st_size


@contextmanager
def lasting() -> Iterator[None]:
    """Load what stays until the process ends: no search for garbage in between, and none in what was loaded.

    A million objects are looked through in a third of a second, several times while they are loaded and again while
    articles are coded, and none of them is ever garbage.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if on:
            gc.enable()
