"""Write the page of a build to a file, whole or not at all; nothing but an older report is ever replaced."""

from __future__ import annotations

from pathlib import Path

from tocsin.report.page import render
from tocsin.report.read import read_material
from tocsin.wholefile import require_free, write_text

_MARK = '<meta name="generator" content="tocsin report">'


def write_report(build: Path, out: Path | None = None, title: str | None = None) -> Path:
    """Write the report of a build folder, or of an events file; the file it stands in.

    out    the file; None writes OUT.report.html beside the folder, for the manifest describes all that is in it
    title  the headline; None takes the name of the folder or file
    Raises UsageError when there is no build, or when `out` is something other than a report.
    """
    target = beside(build) if out is None else out
    require_free(target, _MARK)
    material = read_material(build)
    write_text(target, render(material, title or material.name))
    return target


def beside(build: Path) -> Path:
    """output/sahel -> output/sahel.report.html; events.csv -> events.report.html."""
    known = build if build.name not in ("", "..") else build.resolve()
    return known.parent / f"{known.stem if known.is_file() else known.name}.report.html"
