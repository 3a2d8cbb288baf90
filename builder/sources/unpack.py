"""Bytes of an input as they are, out of gzip, or out of a zip: one guarded stream, never a file on disk.

A stream that swells without bound (a "bomb"), or breaks off, ends with a fault of that input.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import BinaryIO, cast

from tocsin.remote import RemoteFile, is_remote, stat
from tocsin.sources.faults import FileFaultError, why
from tocsin.telling import Meter

FREE_BYTES = 256_000_000
MOST_TIMES = 100
"""Text shrinks to a fifth or a tenth, markup to a thirtieth. What swells to more than a hundred times its packed size,
and past 256 MB, was made to fill a memory."""

MOST_IN_MEMORY = 1_000_000_000
"""For the formats that must be read from both ends (Parquet, Arrow) when they come packed."""


class Guarded(io.RawIOBase):
    """A reader that counts what comes out and stops a bomb."""

    def __init__(self, stream: BinaryIO, packed: int) -> None:
        super().__init__()
        self._stream = stream
        self._limit = max(FREE_BYTES, MOST_TIMES * packed)
        self._read = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """As the stream below; some readers ask where they stand."""
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As the stream below. What is read again counts again."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """As the stream below."""
        return self._stream.tell()

    def readinto(self, buffer: object) -> int:
        """Fill the buffer; raises FileFaultError past the limit."""
        view = memoryview(cast(bytearray, buffer))
        found = self._stream.read(len(view))
        self._read += len(found)
        if self._read > self._limit:
            raise FileFaultError("bomb", f"unpacks to over {self._limit:,} bytes, more than any text; not read further")
        view[: len(found)] = found
        return len(found)


@contextmanager
def opened(path: Path, zipped: bool, member: str, meter: Meter | None = None) -> Iterator[BinaryIO]:
    """The unpacked bytes of a file, or of a member of a zip. Faults of reading become a FileFaultError.

    meter  is told how far the bytes on disk are read, where the file is none of many in a zip
    """
    try:
        with _outer(path, member) as (raw, packed):
            if meter is not None and not member:
                meter.watch(partial(_place, raw))
            inner = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if zipped else raw
            if not zipped and not member:
                yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, raw)))
            else:
                yield cast(BinaryIO, io.BufferedReader(Guarded(inner, packed)))
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise FileFaultError("cut_off", f"cannot be read to its end: {why(error)}") from error
    except (OSError, RuntimeError, NotImplementedError) as error:  # the last two: a zip method nobody knows, a password
        raise FileFaultError("unreadable", f"cannot be read: {why(error)}") from error


def _place(raw: BinaryIO) -> int:
    return 0 if raw.closed else raw.tell()


@contextmanager
def _outer(path: Path, member: str) -> Iterator[tuple[BinaryIO, int]]:
    if not member and is_remote(path):
        with RemoteFile(path) as far:
            yield cast(BinaryIO, far), far.size
        return
    if not member:
        with path.open("rb", buffering=0) as raw:
            yield cast(BinaryIO, raw), path.stat().st_size
        return
    archive = archive_of(path)
    info = archive.getinfo(member)
    with archive.open(info) as stream:
        yield cast(BinaryIO, stream), info.compress_size


def archive_of(path: Path) -> zipfile.ZipFile:
    """The open zip at a path. The last one stays open: its list of members is read once, not once per member."""
    if is_remote(path):
        far = stat(path)
        return _archive(path, far.size, far.mark)
    near = path.stat()
    return _archive(path, near.st_size, str(near.st_mtime_ns))


@lru_cache(maxsize=1)
def _archive(path: Path, size: int, changed: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BufferedReader(RemoteFile(path)) if is_remote(path) else path)


def first_bytes(packed: bytes, count: int) -> bytes:
    """The first bytes of a gzip of which only the beginning is at hand. Raises FileFaultError when it is none."""
    try:
        return zlib.decompressobj(wbits=31).decompress(packed, count)
    except zlib.error as error:
        raise FileFaultError("cut_off", f"cannot be read to its end: {why(error)}") from error


def in_memory(stream: BinaryIO) -> io.BytesIO:
    """The whole of a packed stream. Raises FileFaultError when it is too large to be held."""
    content = stream.read(MOST_IN_MEMORY + 1)
    if len(content) > MOST_IN_MEMORY:
        raise FileFaultError("too_large", f"holds over {MOST_IN_MEMORY:,} bytes; unpack it before the build")
    return io.BytesIO(content)
