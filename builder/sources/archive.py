"""A zip -> the names of its members worth reading, each with what forbids it. Nothing is unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from tocsin.sources.detect import lies_beside
from tocsin.sources.faults import FileFaultError, why
from tocsin.sources.unpack import archive_of

MOST_MEMBERS = 1_000_000
"""A year of a large agency has fewer stories; a list of more was made to fill a memory."""

_ENCRYPTED = 1  # bit of a member's flags


def members_of(path: Path) -> Iterator[tuple[str, FileFaultError | None]]:
    """Names in order, hidden ones and things beside articles (pictures, scripts) left out.

    Refuses:  "../../etc/passwd", "/etc/passwd", "C:\\x.txt" (outside the folder), members with a password
    Raises FileFaultError when the archive itself cannot be read.
    """
    try:
        infos = archive_of(path).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileFaultError("cut_off", f"not a readable zip: {why(error)}") from error
    if len(infos) > MOST_MEMBERS:
        raise FileFaultError("bomb", f"the zip lists {len(infos):,} members; at most {MOST_MEMBERS:,} are read")
    seen: set[str] = set()
    for info in sorted(infos, key=lambda info: info.filename):
        if info.is_dir() or _hidden(info.filename) or lies_beside(info.filename):
            continue
        fault = _fault(info)
        if info.filename in seen:
            fault = FileFaultError("duplicate_member", "the zip holds this name twice; only the last can be read")
        seen.add(info.filename)
        yield info.filename, fault


def _hidden(name: str) -> bool:
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _fault(info: zipfile.ZipInfo) -> FileFaultError | None:
    posix, windows = PurePosixPath(info.filename), PureWindowsPath(info.filename)
    if posix.is_absolute() or windows.drive or ".." in (*posix.parts, *windows.parts):
        return FileFaultError("unsafe_path", "the name leads out of the archive; not read")
    if info.flag_bits & _ENCRYPTED:
        return FileFaultError("encrypted", "the member has a password; unpack it before the build")
    return None
