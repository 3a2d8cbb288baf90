"""Describe the tables for programs: dataset -> the value of datapackage.json, a Frictionless descriptor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tocsin.dataset.streams import TableStream
from tocsin.schema.columns import COLUMNS, Column
from tocsin.schema.vocabulary import values

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"string": "string", "int64": "integer", "double": "number", "date32[day]": "date", "binary": "any"}
_KINDS = {"string": "string", "int": "integer", "float": "number", "date": "date"}
_KEYS: dict[str, Any] = {"events": "event_id_cnty", "details": "event_id_cnty"}
_REFERRING = ("members", "evidence", "details")
TITLES = {
    "events": "Conflict events in ACLED's 31 columns, not ACLED's data",
    "members": "Which happening of which article stands behind which row",
    "evidence": "Why each cell holds its value",
    "details": "What the 31 columns have no room for",
    "excluded": "Candidates that did not become rows, and why",
    "articles": "What became of every input",
    "sentences": "What became of every sentence",
}


BUILD = "tocsin-build"
TITLE = "Conflict events read from news articles"
_LICENCES = [
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Names and coordinates of places, from GeoNames: name GeoNames where you publish them. The rows "
        "themselves are yours; the quoted words in evidence and excluded, and titles, are their publishers'",
    }
]
_SOURCES = [
    {"title": "The articles of the build; articles.parquet lists them"},
    {"title": "GeoNames", "path": "https://www.geonames.org"},
]

Descriptor = dict[str, Any]


def datapackage(streams: Mapping[str, TableStream]) -> Descriptor:
    """The descriptor of a build: one resource per file, with the description of every column."""
    csv = resource("events_csv", "events.csv", "events", streams["events"].schema)
    tables = (resource(name, f"{name}.parquet", name, stream.schema) for name, stream in streams.items())
    return package(BUILD, TITLE, [csv, *tables])


def package(name: str, title: str, resources: list[Descriptor], **more: Any) -> Descriptor:
    """A descriptor with licences and sources; `more` is what only one kind of package has."""
    return {
        "$schema": _PROFILE,
        "name": name,
        "title": title,
        "licenses": _LICENCES,
        "sources": _SOURCES,
        **more,
        "resources": resources,
    }


def resource(name: str, path: str, table_name: str, arrow: Any) -> Descriptor:
    """One file of a table: its format by its suffix, its columns by the Arrow schema."""
    kind = path.rpartition(".")[2]
    found = {
        "name": name,
        "title": TITLES[table_name],
        "path": path,
        "format": kind,
        "mediatype": "text/csv" if kind == "csv" else "application/vnd.apache.parquet",
        "schema": schema_of(table_name, arrow),
    }
    if kind == "csv":
        found |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True}}
    return found


def schema_of(name: str, arrow: Any) -> Descriptor:
    """The Frictionless schema of a table: fields, key, and the key it refers to."""
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
    filled = not field.nullable and (spec is not None or kind != "string")  # elsewhere a text may be ""
    limits: dict[str, Any] = {"required": True} if filled else {}
    if spec is not None and spec.vocabulary and kind == _KINDS[spec.type]:  # codes as numbers have other values
        limits["enum"] = list(values(spec.vocabulary))
    if limits:
        found["constraints"] = limits
    if spec is not None and kind == _KINDS[spec.type]:
        found["example"] = spec.example
    return found
