"""The Arrow schema of every table a build writes, with descriptions as metadata, and the way there from pandas."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa
from tocsin.schema.columns import COLUMNS, Column
from tocsin.schema.errors import SchemaError, unknown
from tocsin.schema.frame import conform

# name, Arrow type, nullable, description
FieldSpec = tuple[str, str, bool, str]

_MEMBER: tuple[FieldSpec, ...] = (
    ("event_id_cnty", "string", False, "Key of the row in events."),
    ("member_id", "string", False, "One happening of one article that stands behind the row."),
    ("article_id", "string", False, "The article it was read in."),
    ("salience", "string", False, "main, or background when the article only recalls it."),
)

_EVIDENCE: tuple[FieldSpec, ...] = (
    *_MEMBER,
    ("column", "string", False, "The column that this evidence is for."),
    ("value", "string", False, "The value that it speaks for, as text."),
    ("part", "int64", False, "Number of the item in a cell that holds a list or a sum, from 0."),
    ("role", "string", False, "value, addend, conflict or runner_up."),
    ("basis", "string", False, "text, title, metadata, derived, default, or review for a cell that a reviewer set."),
    (
        "field",
        "string",
        False,
        "The input field that start and end count in: title or text; empty, or review, without words.",
    ),
    ("start", "int64", True, "First character of the words, counted from 0; empty without words."),
    ("end", "int64", True, "The character behind the words; empty without words."),
    ("quote", "string", False, "The words themselves, or who set the cell, when and why; empty without words."),
    ("rule_ids", "list<string>", False, "The rules that led from the words to the value, in order."),
)

_DETAILS: tuple[FieldSpec, ...] = (
    ("event_id_cnty", "string", False, "Key of the row in events."),
    ("fatalities_low", "int64", False, "Lowest number of deaths that the sources allow."),
    ("fatalities_high", "int64", True, "Highest number of deaths that the sources allow; empty when open."),
    ("deaths_side1", "int64", True, "Deaths on the side of actor1; empty when not told."),
    ("deaths_side2", "int64", True, "Deaths on the side of actor2; empty when not told."),
    ("injured", "int64", True, "People injured; empty when not told."),
    ("missing", "int64", True, "People missing or taken; empty when not told."),
    ("arrested", "int64", True, "People arrested or detained; empty when not told."),
    ("date_from", "date32", False, "First day of the window in which the event lies."),
    ("date_to", "date32", False, "Last day of that window."),
    ("place_basis", "string", False, "Where in the article the place was found."),
    ("grade", "string", False, "A to C: how direct the evidence of type, place and day is."),
    ("runner_up_type", "string", False, "The sub-event type that came second; empty when there was none."),
    ("article_ids", "list<string>", False, "Every article behind the row."),
    ("urls", "list<string>", False, "Their addresses, as far as given."),
)

_ARTICLES: tuple[FieldSpec, ...] = (
    ("article_id", "string", False, "The id that the input gave, or one made from its place."),
    ("published", "date32", True, "Day of publication; empty when unknown."),
    (
        "published_basis",
        "string",
        False,
        "Where that day came from: metadata (a field of the input), page (what a web "
        "page declares), url, page_text (guessed from its words), feed, capture (web archive), option, dateline, none.",
    ),
    ("published_doubt", "string", False, "Why that day may be another one; empty when there is no reason."),
    ("source", "string", False, "Name of the outlet; empty when not given."),
    ("title", "string", False, "Headline; empty when not given."),
    ("url", "string", False, "Address; empty when not given."),
    ("language", "string", False, "Language code; empty when not known."),
    ("status", "string", False, "coded, no_event, rejected or duplicate."),
    ("reason", "string", False, "Why it was rejected or gave nothing, as a stable code; else empty."),
    ("duplicate_of", "string", False, "The article_id that it repeats; empty when it repeats none."),
    ("sha256", "string", False, "Hash of the text as read."),
    ("origin", "string", False, "The file or feed it was read from."),
    ("line", "int64", False, "Line or record number in it, from 1; 0 when it has none."),
)

_EXCLUDED_MORE: tuple[FieldSpec, ...] = (
    ("article_id", "string", False, "The article it was read in."),
    ("start", "int64", True, "First character of the sentence in the text; empty for a headline."),
    ("end", "int64", True, "The character behind it; empty without words."),
    ("quote", "string", False, "The sentence of the act."),
    ("reasons", "list<string>", False, "Why it is not a row, as stable codes, most weighty first."),
    ("detail", "string", False, "The same for a reader; may be empty."),
)

_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "date32": pa.date32(),
    "list<string>": pa.list_(pa.string()),
}
_OF_COLUMN = {"string": "string", "date": "date32", "int": "int64", "float": "double"}


def _event_specs(all_nullable: bool) -> tuple[FieldSpec, ...]:
    return tuple(_event_spec(spec, all_nullable) for spec in COLUMNS)


def _event_spec(spec: Column, all_nullable: bool) -> FieldSpec:
    return spec.name, _OF_COLUMN[spec.type], spec.nullable or all_nullable, spec.description


TABLES: dict[str, tuple[FieldSpec, ...]] = {
    "events": _event_specs(all_nullable=False),
    "members": _MEMBER,
    "evidence": _EVIDENCE,
    "details": _DETAILS,
    "excluded": (*_event_specs(all_nullable=True), *_EXCLUDED_MORE),
    "articles": _ARTICLES,
}
"""Every table of a build: its fields, in order."""


def table_specs(name: str) -> tuple[FieldSpec, ...]:
    """The fields of one table as plain values, for documentation and descriptors."""
    try:
        return TABLES[name]
    except KeyError:
        raise unknown("table", name, TABLES) from None


@lru_cache(maxsize=8)
def table_schema(name: str) -> Any:
    """The pyarrow schema of one table: table_schema("members").names[0] -> "event_id_cnty"."""
    fields = [
        pa.field(field, _TYPES[kind], nullable=nullable, metadata={"description": description})
        for field, kind, nullable, description in table_specs(name)
    ]
    return pa.schema(fields)


def arrow_schema() -> Any:
    """The pyarrow schema of events: the 31 columns."""
    return table_schema("events")


def to_arrow(df: pd.DataFrame) -> Any:
    """An events table as pyarrow, empty cells as nulls; raises SchemaError when a cell cannot take its type."""
    try:
        table = pa.Table.from_pandas(conform(df), schema=arrow_schema(), preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError, ValueError) as error:
        raise SchemaError(f"events cannot take their Arrow types: {error}") from error
    return require_filled("events", table.replace_schema_metadata(None))


def to_pandas(table: Any) -> pd.DataFrame:
    """An events table from pyarrow, in the dtypes of frame.py."""
    return conform(table.select([spec.name for spec in COLUMNS]).to_pandas(date_as_object=False))


def rows_to_arrow(name: str, rows: list[dict[str, object]]) -> Any:
    """A pyarrow table from rows of plain values: rows_to_arrow("members", [{"event_id_cnty": ..., ...}])."""
    known = set(table_schema(name).names)
    for row in rows:
        if wrong := sorted(set(row) ^ known):
            raise unknown(f"{name} field", wrong[0], known)
    try:
        table = pa.Table.from_pylist(rows, schema=table_schema(name))
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise SchemaError(f"{name} cannot take its Arrow types: {error}") from error
    return require_filled(name, table)


def require_filled(name: str, table: Any) -> Any:
    """The table itself, once no field that must be filled holds a null; Arrow does not look on its own."""
    for field in table_schema(name):
        if not field.nullable and table.column(field.name).null_count:
            raise SchemaError(f"{name}: {field.name} is empty in {table.column(field.name).null_count} rows")
    return table
