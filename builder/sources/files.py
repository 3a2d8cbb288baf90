"""Paths of a user -> the input files behind them, their format, opened streams. Content is for the readers."""

from __future__ import annotations

import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

from tocsin.errors import UsageError

Format = Literal["jsonl", "csv", "parquet", "txt"]

SUFFIXES: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".txt": "txt",
}
_KNOWN = ", ".join(SUFFIXES) + " (text formats also as .gz)"
_GZIP, _PARQUET = b"\x1f\x8b", b"PAR1"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. `origin` is its short name in messages and ids: relative to the folder that was given."""

    path: Path
    origin: str
    format: Format
    zipped: bool


def find_files(paths: Sequence[Path]) -> tuple[InputFile, ...]:
    """Every input file named by `paths`, folders searched below in sorted order, each file once.

    Raises UsageError for a missing path, a folder without a known file, or a file in a format that nobody reads.
    """
    found: dict[Path, tuple[Path, str]] = {}
    for path in paths:
        for file, origin in _expand(path):
            found.setdefault(file.resolve(), (file, origin))
    uses = Counter(origin for _, origin in found.values())
    return tuple(_describe(file, origin if uses[origin] == 1 else file.as_posix()) for file, origin in found.values())


@contextmanager
def open_bytes(file: InputFile) -> Iterator[BinaryIO]:
    """Open a file for reading, unzipped, behind its UTF-8 mark if it has one. Read faults become a UsageError."""
    try:
        with file.path.open("rb") as raw:
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if file.zipped else raw
            buffered = io.BufferedReader(cast(io.RawIOBase, stream))
            _skip_mark(cast(BinaryIO, buffered), buffered.peek(3)[:3], file.path)
            yield cast(BinaryIO, buffered)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{file.path}: cannot be read: {_why(error)}") from error


def _expand(path: Path) -> list[tuple[Path, str]]:
    if path.is_file():
        return [(path, path.name)]
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if not path.is_dir():
        raise UsageError(f"{path}: is neither a file nor a folder")
    inside = [(file, file.relative_to(path)) for file in path.rglob("*") if _suffix(file) in SUFFIXES]
    visible = [(file, name) for file, name in inside if not any(part.startswith(".") for part in name.parts)]
    files = sorted((name.as_posix(), file) for file, name in visible if file.is_file())
    if not files:
        raise UsageError(f"{path}: the folder holds no file in a known format; known are {_KNOWN}")
    return [(file, name) for name, file in files]


def _suffix(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _describe(path: Path, origin: str) -> InputFile:
    """Tell the format: the first bytes decide for Parquet and gzip, then the name, then what the text looks like."""
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
        zipped = head.startswith(_GZIP)
        if zipped:
            with gzip.open(path) as stream:
                head = stream.read(4096)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{path}: cannot be read: {_why(error)}") from error
    return InputFile(path, origin, _format(path, head), zipped)


def _format(path: Path, head: bytes) -> Format:
    if head.startswith(_PARQUET):
        return "parquet"
    known = SUFFIXES.get(_suffix(path))
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if known and not (known == "txt" and text.startswith(b'{"')):
        return known
    if text.startswith(b"{"):
        return "jsonl"
    names = text.split(b"\n", 1)[0].lower().replace(b'"', b"").replace(b";", b",").replace(b"\t", b",").strip()
    if {b"id", b"text"} <= {name.strip() for name in names.split(b",")}:
        return "csv"
    raise UsageError(f"{path}: unknown format; known are {_KNOWN}")


def _skip_mark(stream: BinaryIO, head: bytes, path: Path) -> None:
    if head.startswith(_WIDE_MARKS):
        raise UsageError(f"{path}: the file is UTF-16; save it as UTF-8")
    if head == b"\xef\xbb\xbf":
        stream.read(3)


def _why(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
