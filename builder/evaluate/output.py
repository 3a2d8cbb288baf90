"""Write a page or a file for machines whole or not at all, and never over something else."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tocsin.errors import BuildError, UsageError

_HEAD = 4096  # bytes in which the mark of a file stands


def require_free(path: Path, mark: str, used: Iterable[Path]) -> None:
    """Raise UsageError unless `path` is free or holds an older file with the same mark."""
    if path.is_dir():
        raise UsageError(f"{path}: a folder stands there; name a file, such as {path / 'evaluation.html'}")
    if not path.exists():
        return
    if any(other.exists() and other.samefile(path) for other in used):
        raise UsageError(f"{path}: is one of the inputs and would be lost; name another file")
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if mark.encode() not in head:
        raise UsageError(f"{path}: exists and was not written by this command; name another file or remove it")


def write_text(path: Path, text: str) -> None:
    """Write a file; it appears whole or not at all. Raises BuildError when the disk refuses."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        partial.replace(path)
    except OSError as error:
        raise BuildError(
            f"{path}: could not be written ({error.strerror or error}); nothing was changed. "
            "Check free space and permissions."
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
