"""The folder in which a run keeps what is done: partition files with checksums, and a lock against a second run.

It lies beside the output, hidden, on the same disk, and goes when the output is written. Whatever breaks a run, the
same command finds there what was finished.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from tocsin.errors import BuildError, UsageError
from tocsin.remote import is_remote, shown
from tocsin.run import codec
from tocsin.run.codec import Head

RUNS = "TOCSIN_RUNS"
"""Names the folder for runs whose output is remote: as large as what they code, and there after a crash."""


def work_folder(out: Path) -> Path:
    """output/sahel -> output/.sahel.run; of a remote output a folder of this machine, always the same."""
    if is_remote(out):
        runs = Path(os.environ.get(RUNS) or platformdirs.user_cache_path("tocsin") / "runs")
        return runs.absolute() / f"{out.name}.{hashlib.sha256(shown(out).encode()).hexdigest()[:16]}.run"
    whole = out.absolute()
    return whole.parent / f".{whole.name}.run"


@dataclass(frozen=True, slots=True)
class Work:
    """An open work folder."""

    folder: Path

    def path(self, key: str) -> Path:
        """The file of a partition."""
        return self.folder / "parts" / f"{key}.part"

    def holds(self, key: str) -> bool:
        """Whether a partition is there and whole; a torn or changed file is removed."""
        path, side = self.path(key), _side(self.path(key))
        try:
            with path.open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
            if side.read_text(encoding="utf-8") == f"{found}  {path.name}\n":
                return True
        except (OSError, UnicodeDecodeError):
            pass
        path.unlink(missing_ok=True)
        side.unlink(missing_ok=True)
        return False

    def save(self, key: str, content: bytes) -> None:
        """Keep a partition: first its bytes, then its checksum; each appears whole or not at all."""
        path = self.path(key)
        try:
            _write(path, content)
            _write(_side(path), f"{hashlib.sha256(content).hexdigest()}  {path.name}\n".encode())
        except OSError as error:
            raise BuildError(
                f"{path}: could not be written ({error.strerror or error}). What was coded before is kept: "
                "make room and run the same command again."
            ) from error

    def head(self, key: str) -> Head:
        """The head of a partition."""
        with self.path(key).open("rb") as stream:
            offset, length = codec.head_of(stream.read(12))
            stream.seek(offset)
            return codec.decode(stream.read(length), Head)

    def section(self, key: str, head: Head, name: str) -> bytes:
        """One section of a partition."""
        offset, length = head.places[name]
        return self.read(key, self.start(key) + offset, length)

    def start(self, key: str) -> int:
        """Where the sections of a partition begin."""
        with self.path(key).open("rb") as stream:
            return sum(codec.head_of(stream.read(12)))

    def read(self, key: str, offset: int, length: int) -> bytes:
        """A stretch of a partition's file."""
        with self.path(key).open("rb") as stream:
            stream.seek(offset)
            return stream.read(length)

    def is_empty(self) -> bool:
        """Whether nothing was finished yet."""
        return not any((self.folder / "parts").glob("*.sha256"))


def _side(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _write(path: Path, content: bytes) -> None:
    fresh = path.with_name(path.name + ".tmp")
    try:
        with fresh.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise


# ---------------------------------------------------------------- opening and closing


@contextmanager
def opened(folder: Path) -> Iterator[Work]:
    """Open a work folder under its lock. It goes away on a clean end, and when nothing in it would spare any work.

    Raises UsageError when another run holds it, BuildError when it cannot be made.
    """
    made = [parent for parent in folder.parents if not parent.exists()]
    try:
        with _locked(folder):
            (folder / "parts").mkdir(exist_ok=True)
            work = Work(folder)
            try:
                yield work
            except BaseException:
                if work.is_empty():
                    shutil.rmtree(folder, ignore_errors=True)
                raise
            shutil.rmtree(folder, ignore_errors=True)
    except BaseException:
        for parent in made:
            with suppress(OSError):  # it holds something, so it stays
                parent.rmdir()
        raise


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        handle = _take(folder)
    except BlockingIOError:
        raise UsageError(f"{folder}: {_holder(folder)} is building there; wait for it, or name another --out") from None
    except OSError as error:
        raise BuildError(f"{folder}: could not be made ({error.strerror or error})") from error
    try:
        yield
    finally:
        os.close(handle)


def _take(folder: Path) -> int:
    """A handle that holds the lock; the system lets go of it when the process ends, however it ends."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "lock"
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
            if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
                os.ftruncate(handle, 0)
                os.write(handle, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode())
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # the run that held it ended and took its folder along: once more


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as error:
            raise BlockingIOError from error
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(folder: Path) -> str:
    try:
        found = json.loads((folder / "lock").read_text(encoding="utf-8"))
        return f"process {int(found['pid'])} on {found['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
