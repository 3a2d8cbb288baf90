"""Put a finished folder in the place of an older one, or leave everything as it was.

What stands in the folder is write.py's business.
"""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tocsin.errors import BuildError, UsageError
from tocsin.export.marks import EXPORTS, MARKS, files_of, is_ours, read_mark
from tocsin.export.upload import require_usable_remote, uploaded
from tocsin.remote import is_remote, place


def require_usable(out: Path, what: str = "a build") -> None:
    """Raise UsageError unless `out` is free, empty, or was written by us before: nothing else is ever replaced."""
    out = place(out)
    if is_remote(out):
        require_usable_remote(out, what)
        return
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out}: a file stands there; name a folder with --out")
    if os.path.ismount(out):
        raise UsageError(f"{out}: is a mount point and cannot be replaced; name a folder in it: --out {out / 'build'}")
    ours = is_build(out) if what == "a build" else is_export(out)
    if ours or not any(out.iterdir()):
        return
    raise UsageError(
        f"{out}: holds files that are not {what}, and they would be lost; name another folder, or one in it: "
        f"--out {out / 'build'}"
    )


def is_build(folder: Path) -> bool:
    """Whether the folder is a previous build of ours, by the mark in its manifest."""
    return is_ours(_mark(folder, "a build"), "a build")


def is_export(folder: Path) -> bool:
    """Whether the folder is an export of ours and holds nothing else, by the files that its descriptor names."""
    mark = _mark(folder, "an export")
    held = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    return is_ours(mark, "an export") and held <= files_of(mark, "an export")


def _mark(folder: Path, what: str) -> Mapping[str, Any]:
    try:
        return read_mark((folder / MARKS[what]).read_bytes())
    except OSError:
        return {}


@contextmanager
def replaced(out: Path, what: str = "a build") -> Iterator[Path]:
    """Give an empty folder to fill; on a clean end it stands at `out`, on any error `out` is as it was before.

    Files in an older build that no build writes (a user's own notes) are moved to the new one.
    Raises UsageError for a place that must not be replaced, BuildError when the disk refuses.
    """
    out = place(out)
    if is_remote(out):
        with uploaded(out, what) as fresh:
            yield fresh
        return
    with _replaced_here(out, what) as fresh:
        yield fresh


@contextmanager
def _replaced_here(out: Path, what: str) -> Iterator[Path]:
    try:
        out = out.resolve()
        require_usable(out, what)
        made = _make_parents(out.parent)
        _clear_left(out)
    except OSError as error:
        raise _refused(out, error) from error
    try:
        with _workshop(out) as work:
            fresh = work / "new"
            fresh.mkdir()
            yield fresh
            sync_folder(fresh)
            _swap(fresh, out, work / "old")
    except OSError as error:
        _remove_empty(made)
        raise _refused(out, error) from error
    except BaseException:
        _remove_empty(made)
        raise


def _refused(out: Path, error: OSError) -> BuildError:
    what = error.strerror or str(error)
    return BuildError(
        f"{out}: could not be written ({what}); it is as it was before. Check free space and permissions."
    )


def _make_parents(folder: Path) -> list[Path]:
    """Create the folders above, and name those that were not there, deepest first."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # somebody else put something there meanwhile
            folder.rmdir()


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """A hidden folder beside `out`, on the same disk, that goes away in the end."""
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".partial", dir=out.parent))
    handle = _hold(work)
    try:
        yield work
    finally:
        if handle is not None:
            os.close(handle)
        shutil.rmtree(work, ignore_errors=True)


def _hold(work: Path) -> int | None:
    """A handle that marks a workshop as in use for as long as its process lives; None when another holds it."""
    try:
        import fcntl
    except ImportError:  # Windows: what a killed process left stays there
        return None
    handle = os.open(work / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _clear_left(out: Path) -> None:
    """Remove what a killed process left beside `out`; the older build comes back if it was just being replaced."""
    for work in sorted(out.parent.glob(f".{glob.escape(out.name)}.*.partial")):
        handle = _hold(work)
        if handle is None:
            continue
        try:
            if not out.exists() and (work / "old").is_dir():
                (work / "old").rename(out)
            shutil.rmtree(work, ignore_errors=True)
        finally:
            os.close(handle)


def _swap(fresh: Path, out: Path, old: Path) -> None:
    """Move `fresh` to `out`. Of two renames only the second can leave a gap, and then the first is taken back."""
    if not out.exists():
        fresh.rename(out)
    else:
        _keep_foreign(out, fresh)
        out.rename(old)
        try:
            fresh.rename(out)
        except OSError:
            old.rename(out)
            raise
    sync_folder(out.parent)


def _keep_foreign(out: Path, fresh: Path) -> None:
    """Copy into the new folder what stands in the old one and was not written by its build."""
    if not is_build(out):
        return
    written = {*files_of(_mark(out, "a build"), "a build"), MARKS["a build"]}
    for entry in sorted(out.iterdir()):
        target = fresh / entry.name
        if entry.name in written or entry.name == EXPORTS or target.exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, target, symlinks=True)
        else:
            shutil.copy2(entry, target, follow_symlinks=False)


def sync_folder(folder: Path) -> None:
    """Make the disk keep the folder's files and their names."""
    for file in folder.iterdir():
        if file.is_file() and not file.is_symlink() and folder.name == "new":
            _sync(file)
    with suppress(PermissionError):  # some systems refuse to open folders
        _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
