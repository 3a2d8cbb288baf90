"""Put a finished folder into an object store, in the place of an older one.

A store cannot rename. All files are first sent to .incoming/ below the folder: should that fail, nothing has changed.
Then the old manifest goes, the files are copied to their places within the store, and the new manifest comes last.
A folder without a manifest is no build: readers refuse it, and the same command mends it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tocsin.errors import BuildError, UsageError
from tocsin.export.marks import EXPORTS, MARKS, files_of, is_ours, read_mark
from tocsin.remote import below, shown, store_of, told

INCOMING = ".incoming"
BEFORE = "before.json"
"""The mark of the folder that is being replaced, so that the next run knows its files, too."""


def require_usable_remote(out: Path, what: str) -> None:
    """Raise UsageError unless the remote folder is free, or was written by us: nothing else is ever replaced."""
    try:
        held = below(out)
        ours = any(is_ours(_mark(out, name), what) for name in (MARKS[what], f"{INCOMING}/{MARKS[what]}"))
    except OSError as error:
        raise UsageError(f"{shown(out)}: cannot be reached ({error})") from error
    if held and not ours:
        raise UsageError(f"{shown(out)}: holds files that are not {what}; name another folder with --out")


def _mark(out: Path, name: str) -> Mapping[str, Any]:
    try:
        with told():
            return read_mark(store_of(out).cat_file(f"{shown(out)}/{name}"))
    except FileNotFoundError:
        return {}


@contextmanager
def uploaded(out: Path, what: str) -> Iterator[Path]:
    """Give an empty folder to fill; on a clean end its files stand at the remote path `out`.

    Raises UsageError for a place that must not be replaced, BuildError when the store refuses.
    """
    require_usable_remote(out, what)
    with tempfile.TemporaryDirectory(prefix="tocsin-upload-") as folder:
        fresh = Path(folder) / "new"
        fresh.mkdir()
        yield fresh
        try:
            with told():
                _replace(fresh, out, what)
        except OSError as error:
            raise BuildError(
                f"{shown(out)}: could not be written ({error}). What was coded is kept: run the same command again."
            ) from error


def _replace(fresh: Path, out: Path, what: str) -> None:
    store, url, mark = store_of(out), shown(out), MARKS[what]
    names = {file.relative_to(fresh).as_posix() for file in fresh.rglob("*") if file.is_file()}
    others = sorted(names - {mark})
    old = _written(out, what)
    for name in (mark, *others):  # the mark first: it tells whose a half-sent folder is
        store.put_file(str(fresh / name), f"{url}/{INCOMING}/{name}")
    if mark in old:
        store.cp_file(f"{url}/{mark}", f"{url}/{INCOMING}/{BEFORE}")
        store.rm_file(f"{url}/{mark}")
    for name in sorted(old - names):
        store.rm_file(f"{url}/{name}")
    for name in (*others, mark):
        store.cp_file(f"{url}/{INCOMING}/{name}", f"{url}/{name}")
    for file in below(out / INCOMING):
        store.rm_file(f"{url}/{INCOMING}/{file.name}")


def _written(out: Path, what: str) -> set[str]:
    """What the older build or export at `out` wrote; anything else there stays, but exports of an older build go."""
    held = {file.name for file in below(out)}
    named = files_of(_mark(out, MARKS[what]), what) | files_of(_mark(out, f"{INCOMING}/{BEFORE}"), what)
    stale = {name for name in held if what == "a build" and name.startswith(f"{EXPORTS}/")}
    return (held & named) | stale
