"""The contract of one row as JSON Schema (draft 2020-12), for readers in other languages."""

from __future__ import annotations

from tocsin.schema.columns import COLUMNS, NAMES, Column
from tocsin.schema.vocabulary import values

_TYPES = {"string": "string", "date": "string", "int": "integer", "float": "number"}
_BOUNDS: dict[str, dict[str, object]] = {
    "event_id_cnty": {"pattern": "^[A-Z]{3}-[0-9a-f]{10}$"},
    "latitude": {"minimum": -90, "maximum": 90},
    "longitude": {"minimum": -180, "maximum": 180},
    "fatalities": {"minimum": 0},
    "timestamp": {"exclusiveMinimum": 0},
    "actor1": {"pattern": "^[^;]+$"},
    "actor2": {"pattern": "^[^;]+$"},
}


def json_schema() -> dict[str, object]:
    """The JSON Schema of a row. What holds between cells is not in it: that is checks.py."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Conflict event",
        "description": "One row: one pair of actors, one place, one day, one kind of event.",
        "type": "object",
        "properties": {spec.name: _property(spec) for spec in COLUMNS},
        "required": list(NAMES),
        "additionalProperties": False,
    }


def _property(spec: Column) -> dict[str, object]:
    kind = _TYPES[spec.type]
    entry: dict[str, object] = {"description": spec.description, "type": [kind, "null"] if spec.nullable else kind}
    if spec.type == "date":
        entry["format"] = "date"
    if spec.vocabulary:
        entry["enum"] = [*values(spec.vocabulary), *([None] if spec.nullable else [])]
    elif spec.type == "string" and not spec.nullable:
        entry["minLength"] = 1
    return entry | _BOUNDS.get(spec.name, {}) | {"examples": [_example(spec)]}


def _example(spec: Column) -> object:
    """The example cell in JSON's own type: "466" -> 466."""
    if spec.type == "int":
        return int(spec.example)
    return float(spec.example) if spec.type == "float" else spec.example
