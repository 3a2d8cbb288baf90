"""Keep what is made of rules once: rules hold lists and have no hash, so that the objects themselves are the key.

What is loaded for good is also kept out of the search for garbage.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
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
