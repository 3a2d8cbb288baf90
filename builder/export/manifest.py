"""Describe a build for those who must repeat or check it: dataset, versions, files -> the value of manifest.json."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.config import Options
from tocsin.dataset.streams import Assembled
from tocsin.dataset.tables import base_name
from tocsin.model import Rejected

KIND = "tocsin-build"
"""Marks a folder as ours: nothing else is ever replaced."""
LISTED_REJECTIONS = 100
"""Enough to see what is wrong with an input; articles.parquet has them all."""


def manifest(dataset: Assembled, extra: Mapping[str, Any], files: Iterable[Path]) -> dict[str, Any]:
    """The manifest: kind, what the caller adds (versions, inputs), options, counts, rejections, hash per file."""
    return {
        "kind": KIND,
        **{name: value for name, value in without_paths(dict(extra)).items() if name != "kind"},
        "options": options_of(dataset.options),
        "counts": dict(dataset.counts),
        "rejections": [_rejection(found) for found in dataset.rejections[:LISTED_REJECTIONS]],
        "files": {path.name: _file(path) for path in files},
    }


def options_of(options: Options) -> dict[str, Any]:
    """Options as plain values; folders and files by their names, for paths differ between machines."""
    return {name: plain(value) for name, value in asdict(options).items()}


def plain(value: object) -> Any:
    """A value that JSON can hold."""
    if isinstance(value, Path):
        return value.name
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def without_paths(value: Any) -> Any:
    """The same value with every absolute path cut to its file name: "/data/in/a.jsonl" -> "a.jsonl"."""
    if isinstance(value, Mapping):
        return {str(key): without_paths(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_paths(item) for item in value]
    return base_name(value) if isinstance(value, str) else plain(value)


def _rejection(found: Rejected) -> dict[str, Any]:
    origin = base_name(found.origin)
    detail = found.detail.replace(found.origin, origin) if found.origin else found.detail
    return {"origin": origin, "line": found.line, "reason": found.reason, "detail": detail}


def _file(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}
