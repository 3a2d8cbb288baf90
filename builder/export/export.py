"""A build folder -> another format in a folder of its own, whole or not at all, with a descriptor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from tocsin.errors import BuildError, UsageError
from tocsin.export.datapackage import TITLE, package
from tocsin.export.folder import is_build, replaced
from tocsin.export.formats import Format, format_named
from tocsin.export.marks import EXPORT_PREFIX, EXPORTS
from tocsin.export.selection import Selection, WeekStart
from tocsin.export.write import write_json
from tocsin.remote import at_hand, place, shown


def export_build(
    build: Path,
    to: str,
    out: Path | None = None,
    *,
    numeric: bool = False,
    public: bool = False,
    week_start: WeekStart = "saturday",
) -> Path:
    """Write a build in another format; the folder it stands in, exports/FORMAT in the build unless `out` names one.

    Raises UsageError for an unknown format, a folder without a build, or an `out` that holds something else.
    """
    format = format_named(to)
    target = place(out or build / EXPORTS / to)
    with at_hand(build) as folder:
        if not is_build(folder):
            raise UsageError(f"{shown(build)}: no build here; name the folder that `tocsin build --out` wrote")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        _write(Selection(folder, manifest, numeric, public, week_start), to, format, target)
    return target


def _write(selection: Selection, to: str, format: Format, target: Path) -> None:
    with replaced(target, "an export") as folder:
        try:
            resources = format.write(selection, folder)
        except pa.ArrowException as error:
            raise BuildError(f"{shown(target)}: could not be written ({error}); it is as it was before") from error
        more = {"provenance": provenance(selection, to)}
        write_json(
            package(EXPORT_PREFIX + to, f"{TITLE}: {format.about}", resources, **more), folder / "datapackage.json"
        )


def provenance(selection: Selection, to: str) -> Mapping[str, Any]:
    """Which build an export was made of, and how: what its descriptor tells beside the columns."""
    manifest = selection.manifest
    return {
        "format": to,
        "inter": "numeric" if selection.numeric else "text",
        "public": selection.public,
        **({"week_start": selection.week_start} if to == "aggregates" else {}),
        "versions": manifest.get("versions", {}),
        "inputs": manifest.get("inputs", []),
        "counts": manifest.get("counts", {}),
        "events_sha256": manifest.get("files", {}).get("events.parquet", {}).get("sha256", ""),
    }
