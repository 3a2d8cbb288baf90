"""Read the files of codebook/ strictly: file name -> checked records. What they mean is vocabulary.py's business."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files

from tocsin.schema.errors import SchemaError

Record = dict[str, str]


def read_text(name: str) -> str:
    """The text of one codebook file."""
    return (files("tocsin.schema") / "codebook" / name).read_text(encoding="utf-8")


def read_csv(name: str, header: tuple[str, ...]) -> list[Record]:
    """The rows of a codebook CSV, whose header must be exactly `header` and whose lines must be complete."""
    lines = csv.reader(read_text(name).splitlines())
    found = tuple(next(lines, ()))
    if found != header:
        raise SchemaError(f"codebook/{name}:1: header is {','.join(found)}; must be {','.join(header)}")
    records = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise SchemaError(f"codebook/{name}:{number}: {len(cells)} cells; must be {len(header)}")
        records.append(dict(zip(header, cells, strict=True)))
    return records


def read_toml(name: str, section: str, types: Mapping[str, type]) -> list[dict[str, object]]:
    """The entries of one array of tables, each with exactly the keys of `types` and values of those types."""
    entries = tomllib.loads(read_text(name)).get(section)
    if not isinstance(entries, list) or not entries:
        raise SchemaError(f"codebook/{name}: no [[{section}]]")
    for position, entry in enumerate(entries, start=1):
        _check_entry(f"codebook/{name} [[{section}]] no. {position}", entry, types)
    return entries


def _check_entry(where: str, entry: Mapping[str, object], types: Mapping[str, type]) -> None:
    if set(entry) != set(types):
        wrong = sorted(set(entry) ^ set(types))
        raise SchemaError(f"{where}: missing or unknown key {', '.join(wrong)}; keys are {', '.join(types)}")
    for key, kind in types.items():
        if type(entry[key]) is not kind:
            raise SchemaError(f"{where}: {key} is {entry[key]!r}; must be {kind.__name__}")


def require_unique(name: str, field: str, values: Iterable[object]) -> None:
    """Refuse a codebook file in which a key stands twice."""
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise SchemaError(f'codebook/{name}: {field} "{value}" stands twice')
        seen.add(value)
