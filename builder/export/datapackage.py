"""Describe the tables for programs: dataset -> the value of datapackage.json, a Frictionless descriptor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tocsin.dataset.streams import TableStream
from tocsin.schema.columns import COLUMNS, Column
from tocsin.schema.vocabulary import values

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"string": "string", "int64": "integer", "double": "number", "date32[day]": "date"}
_KEYS: dict[str, Any] = {"events": "event_id_cnty", "details": "event_id_cnty"}
_REFERRING = ("members", "evidence", "details")
_TITLES = {
    "events": "Conflict events in ACLED's 31 columns, not ACLED's data",
    "members": "Which happening of which article stands behind which row",
    "evidence": "Why each cell holds its value",
    "details": "What the 31 columns have no room for",
    "excluded": "Candidates that did not become rows, and why",
    "articles": "What became of every input",
    "sentences": "What became of every sentence",
}


def datapackage(streams: Mapping[str, TableStream]) -> dict[str, Any]:
    """The descriptor: one resource per file, with the description of every column."""
    csv = _resource("events_csv", "events.csv", "events", streams["events"].schema)
    tables = (_resource(name, f"{name}.parquet", name, stream.schema) for name, stream in streams.items())
    return {
        "$schema": _PROFILE,
        "name": "tocsin-build",
        "title": "Conflict events read from news articles",
        "resources": [csv, *tables],
    }


def _resource(name: str, path: str, table_name: str, arrow: Any) -> dict[str, Any]:
    kind = path.rpartition(".")[2]
    found = {
        "name": name,
        "title": _TITLES[table_name],
        "path": path,
        "format": kind,
        "mediatype": "text/csv" if kind == "csv" else "application/vnd.apache.parquet",
        "schema": _schema(table_name, arrow),
    }
    if kind == "csv":
        found |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True}}
    return found


def _schema(name: str, arrow: Any) -> dict[str, Any]:
    specs = {spec.name: spec for spec in COLUMNS} if name == "events" else {}
    schema: dict[str, Any] = {"fields": [_field(field, specs.get(field.name)) for field in arrow]}
    if name in _KEYS:
        schema["primaryKey"] = [_KEYS[name]]
    if name in _REFERRING:
        reference = {"resource": "events", "fields": ["event_id_cnty"]}
        schema["foreignKeys"] = [{"fields": ["event_id_cnty"], "reference": reference}]
    return schema


def _field(field: Any, spec: Column | None) -> dict[str, Any]:
    kind = _TYPES.get(str(field.type))
    found: dict[str, Any] = {"name": field.name, "type": kind or "array"}
    found["description"] = field.metadata[b"description"].decode("utf-8")
    limits: dict[str, Any] = {} if field.nullable else {"required": True}
    if spec is not None and spec.vocabulary:
        limits["enum"] = list(values(spec.vocabulary))
    if limits:
        found["constraints"] = limits
    if spec is not None:
        found["example"] = spec.example
    return found
