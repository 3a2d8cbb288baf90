"""How a folder of ours is known by what its manifest or descriptor says: nothing else is ever replaced."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tocsin.export.manifest import KIND

EXPORTS = "exports"
"""The folder in a build that exports are written to; those of an older build do not fit the new one and go with it."""
EXPORT_PREFIX = "tocsin-export-"
MARKS = {"a build": "manifest.json", "an export": "datapackage.json"}
"""What is written -> the file that tells whose it is."""


def read_mark(text: str | bytes) -> Mapping[str, Any]:
    """A manifest or descriptor; empty when it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def is_ours(mark: Mapping[str, Any], what: str) -> bool:
    """Whether a build or an export of ours says so."""
    return mark.get("kind") == KIND if what == "a build" else str(mark.get("name", "")).startswith(EXPORT_PREFIX)


def files_of(mark: Mapping[str, Any], what: str) -> set[str]:
    """The files that a build or an export says it wrote, itself among them. Empty when it does not say so."""
    try:
        if what == "a build":
            return {*mark["files"], MARKS[what]}
        return {str(path) for item in mark["resources"] for path in _paths(item["path"])} | {MARKS[what]}
    except (LookupError, TypeError):
        return set()


def _paths(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
