"""Paths of a user -> the inputs behind them, with their format: files, folders, patterns, archives, standard input.

Content is for the readers. A fault of one input is kept with it, so that the others are read.
"""

from __future__ import annotations

import glob
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from tocsin.errors import UsageError
from tocsin.remote import below, fitting, is_remote, place, shown, stat
from tocsin.sources.archive import members_of
from tocsin.sources.detect import HEAD, KNOWN, Format, detect, lies_beside
from tocsin.sources.faults import FileFaultError
from tocsin.sources.unpack import first_bytes, opened
from tocsin.telling import Meter

STDIN = "-"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_GZIP = b"\x1f\x8b"
_PACKED_HEAD = 65_536
"""Packed bytes that are sure to hold the first HEAD bytes of what is packed."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """One input to read.

    origin   its short name in messages and ids: relative to the folder that was given; a member as "a.zip/b.html"
    zipped   whether it is packed with gzip
    member   its name inside the zip at `path`, "" for a file
    sidecar  the input that holds its fields (koro.json beside koro.txt)
    fault    why it cannot be read at all
    keeper   keeps what was copied from standard input until the input is forgotten
    size     bytes on disk, its share of them in a zip; 0 for what is not on this machine
    meter    hears how far it is read
    """

    path: Path
    origin: str
    format: Format | None
    zipped: bool = False
    member: str = ""
    sidecar: InputFile | None = None
    fault: FileFaultError | None = field(default=None, compare=False)
    keeper: object = field(default=None, compare=False, repr=False)
    size: int = field(default=0, compare=False)
    meter: Meter | None = field(default=None, compare=False, repr=False)

    @property
    def shown(self) -> str:
        """Its name for the person who gave it."""
        if self.keeper is not None:
            return "standard input"
        return f"{shown(self.path)}: {self.member}" if self.member else shown(self.path)


@dataclass(frozen=True, slots=True)
class _Found:
    """A file on disk before anything is known of it; `named` when the user gave it by name, not by its folder."""

    path: Path
    origin: str
    named: bool
    keeper: object = None


def find_files(paths: Sequence[Path], columns: Mapping[str, str] | None = None) -> tuple[InputFile, ...]:
    """Every input named by `paths`, sorted by name, each once; folders are searched below, links to folders left alone.

    A path may be a file, a folder, a pattern ("feeds/*.xml") or "-". `columns` are other people's names of fields.
    Raises UsageError for a missing path, a pattern that fits nothing, or a folder without any input.
    """
    found: dict[str, _Found] = {}
    for path in paths:
        for file in _expand(place(path)):
            found.setdefault(shown(file.path) if is_remote(file.path) else os.path.realpath(file.path), file)
    uses = Counter(file.origin for file in found.values())
    own = [replace(f, origin=f.origin if uses[f.origin] == 1 else _whole_name(f.path)) for f in found.values()]
    wanted = tuple((columns or {}).get(name, name).lower() for name in ("id", "text"))
    inputs = [item for file in own for item in _describe(file, wanted)]
    return _with_sidecars(sorted(inputs, key=lambda item: item.origin))


@contextmanager
def open_bytes(file: InputFile) -> Iterator[BinaryIO]:
    """Open an input for reading, unpacked, behind its UTF-8 mark if it has one. Raises FileFaultError."""
    with opened(file.path, file.zipped, file.member, file.meter) as stream:
        head = stream.peek(3)[:3]  # type: ignore[attr-defined]
        if head.startswith(_WIDE_MARKS):
            raise FileFaultError("bad_encoding", "the file is UTF-16; save it as UTF-8")
        if head == b"\xef\xbb\xbf":
            stream.read(3)
        yield stream


def metered(files: Sequence[InputFile], meter: Meter) -> tuple[InputFile, ...]:
    """The inputs with their sizes, told to the meter as they are read; it knows the total unless some are remote."""
    shares = Counter(file.path for file in files)
    sized = tuple(replace(f, size=_size(f.path) // shares[f.path], meter=meter) for f in files)
    meter.total = None if any(is_remote(f.path) for f in files) else sum(f.size for f in sized)
    return sized


def _size(path: Path) -> int:
    try:
        return 0 if is_remote(path) else path.stat().st_size
    except OSError:  # it is gone, or a link leads nowhere: reading tells
        return 0


# ---------------------------------------------------------------- paths


def _expand(path: Path) -> list[_Found]:
    if str(path) == STDIN:
        return [_from_stdin()]
    if is_remote(path):
        return _expand_remote(path)
    if path.is_file():
        return [_Found(path, path.name, True)]
    if path.is_dir():
        return _inside(path)
    if path.exists():
        raise UsageError(f"{path}: is neither a file nor a folder")
    pattern = glob.has_magic(str(path))
    fitting = sorted(glob.glob(str(path), recursive=True)) if pattern else []  # noqa: PTH207 (absolute patterns too)
    if not fitting:
        raise UsageError(f"{path}: {'nothing fits this pattern' if pattern else 'no such file or folder'}")
    return [file for name in fitting for file in _expand(Path(name))]


def _inside(folder: Path) -> list[_Found]:
    names: list[str] = []
    for root, folders, files in os.walk(folder, followlinks=False):  # a link to a folder may lead back here
        folders[:] = [name for name in folders if not name.startswith(".")]
        names += [(Path(root) / name).relative_to(folder).as_posix() for name in files if not name.startswith(".")]
    wanted = sorted(name for name in names if not lies_beside(name) and _can_be_read(folder / name))
    if not wanted:
        raise _no_inputs(folder)
    return [_Found(folder / name, name, False) for name in wanted]


def _no_inputs(folder: Path) -> UsageError:
    return UsageError(f"{shown(folder)}: the folder holds no file in a known format; known are {KNOWN}")


def _expand_remote(path: Path) -> list[_Found]:
    """A remote file, every input below a remote folder, or all that fit a pattern."""
    try:
        return [_Found(path, stat(path).name, True)]
    except FileNotFoundError:
        pass
    except OSError as error:
        raise UsageError(f"{shown(path)}: cannot be reached ({error})") from error
    names = [file.name for file in below(path)]
    if names:
        wanted = [name for name in names if not _is_hidden(name) and not lies_beside(name)]
        if not wanted:
            raise _no_inputs(path)
        return [_Found(path / name, name, False) for name in wanted]
    pattern = glob.has_magic(shown(path))
    found = fitting(path) if pattern else []
    if not found:
        raise UsageError(f"{shown(path)}: {'nothing fits this pattern' if pattern else 'no such file or folder'}")
    return [file for one in found for file in _expand_remote(one)]


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _whole_name(path: Path) -> str:
    return shown(path) if is_remote(path) else path.as_posix()


def _can_be_read(path: Path) -> bool:
    """Whether it is a file, or a link that leads nowhere, which is told; a pipe or a device would never end."""
    return path.is_file() or (path.is_symlink() and not path.exists())


def _from_stdin() -> _Found:
    """Standard input as a file of its own, for some formats are read from both ends. It goes when it is forgotten."""
    keeper = tempfile.TemporaryDirectory(prefix="tocsin-stdin-")
    path = Path(keeper.name) / "stdin"
    with path.open("wb") as copy:
        while block := sys.stdin.buffer.read(1 << 20):
            copy.write(block)
    return _Found(path, "stdin", True, keeper)


# ---------------------------------------------------------------- formats


def _describe(file: _Found, columns: Sequence[str]) -> Iterator[InputFile]:
    """The input, or every input in it when it is a zip."""
    bare = InputFile(file.path, file.origin, None, keeper=file.keeper)
    known = _probe(bare, columns)
    if known.format != "zip":
        yield known
        return
    try:
        for name, fault in members_of(file.path):
            member = replace(bare, origin=f"{file.origin}/{name}", member=name, fault=fault)
            yield member if fault else _nested(_probe(member, columns))
    except FileFaultError as fault:
        yield replace(bare, fault=fault)


def _nested(member: InputFile) -> InputFile:
    if member.format != "zip":
        return member
    return replace(member, format=None, fault=FileFaultError("nested_zip", "a zip inside a zip; unpack the outer one"))


def _probe(file: InputFile, columns: Sequence[str]) -> InputFile:
    """Tell format and packing from the first bytes."""
    try:
        with opened(file.path, False, file.member) as stream:
            head = stream.read(_PACKED_HEAD)
        zipped = head.startswith(_GZIP)
        head = first_bytes(head, HEAD) if zipped else head[:HEAD]
    except FileFaultError as fault:
        return replace(file, fault=fault)
    format = detect(head, file.member or file.origin, columns)
    if format is None:
        return replace(file, fault=FileFaultError("unknown_format", f"unknown format; known are {KNOWN}"))
    return replace(file, format=format, zipped=zipped)


# ---------------------------------------------------------------- sidecars


def _with_sidecars(files: Sequence[InputFile]) -> tuple[InputFile, ...]:
    """Join koro.json to koro.txt or koro.html of the same place: it holds that article's fields and is none itself."""
    by_origin = {file.origin: file for file in files}
    taken: dict[str, InputFile] = {}
    for file in files:
        beside = by_origin.get(str(Path(file.origin.removesuffix(".gz")).with_suffix(".json")))
        if file.format in ("txt", "html") and beside is not None and beside.format == "jsonl":
            taken[file.origin] = beside
    sidecars = {beside.origin for beside in taken.values()}
    return tuple(
        replace(file, sidecar=taken.get(file.origin)) for file in files if file.origin not in sidecars
    )  # fmt: skip
