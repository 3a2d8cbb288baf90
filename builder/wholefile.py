"""One file, written whole or not at all, and never over something that is not ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tocsin.errors import BuildError, UsageError

_HEAD = 4096  # bytes in which the mark of a file stands


def require_free(path: Path, mark: str, used: Iterable[Path] = ()) -> None:
    """Raise UsageError unless `path` is free or holds an older file with the same mark; `used` are the inputs."""
    if path.is_dir():
        raise UsageError(f"{path}: a folder stands there; name a file, such as {path / 'page.html'}")
    if not path.exists():
        return
    if any(other.exists() and other.samefile(path) for other in used):
        raise UsageError(f"{path}: is one of the inputs and would be lost; name another file")
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name another file") from error
    if mark.encode() not in head:
        raise UsageError(f"{path}: exists and was not written by this command; name another file or remove it")


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to, which takes its name at the end. Raises BuildError when the disk refuses."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield partial
        partial.replace(path)
    except OSError as error:
        raise BuildError(
            f"{path}: could not be written ({error.strerror or error}); nothing was changed. "
            "Check free space and permissions."
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8; half a character is written as its escape."""
    with written(path) as partial:
        partial.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
