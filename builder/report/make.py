"""Write the page of a build to a file, whole or not at all; nothing but an older report is ever replaced."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from tocsin.errors import BuildError, UsageError
from tocsin.report.page import render
from tocsin.report.read import read_material

_MARK = b'<meta name="generator" content="tocsin report">'


def write_report(build: Path, out: Path | None = None, title: str | None = None) -> Path:
    """Write the report of a build folder, or of an events file; the file it stands in.

    out    the file; None writes OUT.report.html beside the folder, for the manifest describes all that is in it
    title  the headline; None takes the name of the folder or file
    Raises UsageError when there is no build, or when `out` is something other than a report.
    """
    target = beside(build) if out is None else out
    _require_usable(target)
    material = read_material(build)
    page = render(material, title or material.name)
    _write(target, page.encode("utf-8"))
    return target


def beside(build: Path) -> Path:
    """output/sahel -> output/sahel.report.html; events.csv -> events.report.html."""
    known = build if build.name not in ("", "..") else build.resolve()
    return known.parent / f"{known.stem if known.is_file() else known.name}.report.html"


def _require_usable(target: Path) -> None:
    if target.is_dir():
        raise UsageError(f"{target}: a folder stands there; name a file: --out {target / 'report.html'}")
    if not target.exists():
        return
    try:
        with target.open("rb") as file:
            ours = _MARK in file.read(1000)
    except OSError as error:
        raise UsageError(f"{target}: cannot be read ({error.strerror}); name another file with --out") from error
    if not ours:
        raise UsageError(f"{target}: holds something else than a report, and it would be lost; name another file")


def _write(target: Path, page: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(page)
                os.fchmod(file.fileno(), 0o666 & ~_mask())
            Path(name).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        why = error.strerror
        raise BuildError(f"{target}: could not be written ({why}). Check free space and permissions.") from error


def _mask() -> int:
    """The mask that new files of this process get, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
