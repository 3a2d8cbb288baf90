"""Read a build back: its folder, or an events file alone -> pandas tables with stable dtypes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.dataset.tables import sentence_schema
from tocsin.errors import UsageError
from tocsin.remote import at_hand
from tocsin.schema.arrow import arrow_schema, table_schema, to_pandas
from tocsin.schema.errors import SchemaError
from tocsin.schema.frame import as_texts, conform_texts, read_csv, text_dtype


@dataclass(frozen=True, slots=True)
class LoadedDataset:
    """A build in memory. Loaded from an events file alone, all tables but events are empty."""

    events: pd.DataFrame
    members: pd.DataFrame
    evidence: pd.DataFrame
    details: pd.DataFrame
    excluded: pd.DataFrame
    articles: pd.DataFrame
    sentences: pd.DataFrame
    manifest: dict[str, Any]


def load(path: Path | str) -> LoadedDataset:
    """Load a build folder, or one events file: events.csv, events.parquet, or a file of ACLED's of any vintage.

    The path may be remote ("s3://bucket/press").
    Days are datetime64, whole numbers int64 in events and Int64 elsewhere, text is str with NaN for empty cells.
    Raises UsageError when there is no build at the path, or when a file of it cannot be read.
    """
    with at_hand(path) as found:
        return _load(found)


def _load(path: Path) -> LoadedDataset:
    if path.is_file():
        return _load_file(path)
    if not (path / "manifest.json").is_file() or not (path / "events.parquet").is_file():
        found = "a folder without manifest.json and events.parquet" if path.is_dir() else "nothing"
        raise UsageError(
            f"{path}: no build here (found {found}). "
            "Name the folder that `tocsin build --out` wrote, or an events.csv or events.parquet."
        )
    events = _events(read_table(path / "events.parquet"), path / "events.parquet")
    others = {name: _frame(read_table(path / f"{name}.parquet"), _schema(name)) for name in _OTHERS}
    return LoadedDataset(events=events, manifest=read_manifest(path / "manifest.json"), **others)


def load_event(path: Path | str, event_id: str) -> LoadedDataset:
    """The part of a build that one row is explained by: of any size it is read in a moment.

    A key that is not there gives the whole build, so that an error can name keys that are.
    """
    return _part(Path(path), {"events": ("event_id_cnty", [event_id])}, ("evidence", "details", "members"))


def load_article(path: Path | str, article_id: str) -> LoadedDataset:
    """The part of a build that one article is explained by; the whole build for an id that is not there."""
    path = Path(path)
    if not (path / "members.parquet").is_file():
        return load(path)
    mine = read_table(path / "members.parquet", [("article_id", "=", article_id)])
    keys = sorted(set(mine.column("event_id_cnty").to_pylist()))
    own = ("article_id", [article_id])
    known = {"articles": own, "members": own, "excluded": own, "sentences": own, "evidence": own}
    return _part(path, {**known, "events": ("event_id_cnty", keys)}, ("details",))


def _part(path: Path, known: dict[str, tuple[str, list[str]]], of_events: tuple[str, ...]) -> LoadedDataset:
    """Tables cut down to some keys; the first of `known` must have a line, or all is read."""
    if not (path / "manifest.json").is_file() or not (path / "events.parquet").is_file():
        return load(path)
    first = next(iter(known))
    wanted = {**known, **dict.fromkeys(of_events, known["events"])}
    cut = {name: read_table(path / f"{name}.parquet", [(column, "in", keys)] if keys else None)
           for name, (column, keys) in wanted.items()}  # fmt: skip
    if cut[first].num_rows == 0:
        return load(path)
    cut = {name: table if wanted[name][1] else table.slice(0, 0) for name, table in cut.items()}
    others = {name: _frame(cut.get(name, _schema(name).empty_table()), _schema(name)) for name in _OTHERS}
    events = _events(cut["events"], path / "events.parquet")
    return LoadedDataset(events=events, manifest=read_manifest(path / "manifest.json"), **others)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as plain values; empty cells are None."""
    plain = frame.astype("object").where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def no_such(what: str, key: str, known: Iterable[str]) -> UsageError:
    """The error for a key that a build does not have, with some that it has: "no event 'X' in this build; ..."."""
    near = ", ".join(islice(known, 3)) or "none"
    return UsageError(f"no {what} {key!r} in this build; its {what}s are for example: {near}")


_OTHERS = ("members", "evidence", "details", "excluded", "articles", "sentences")


def _schema(name: str) -> Any:
    return sentence_schema() if name == "sentences" else table_schema(name)


def _load_file(path: Path) -> LoadedDataset:
    if path.suffix.lower() == ".parquet":
        events = _events(read_table(path), path)
    elif path.suffix.lower() == ".csv":
        events = _events_of_csv(path)
    else:
        raise UsageError(f"{path}: not an events file; name a build folder, an events.csv or an events.parquet")
    others = {name: _frame(_schema(name).empty_table(), _schema(name)) for name in _OTHERS}
    return LoadedDataset(events=events, manifest={}, **others)


def _events_of_csv(path: Path) -> pd.DataFrame:
    try:
        return read_csv(path)
    except (SchemaError, ValueError, OSError) as error:
        raise _not_events(path, error) from error


def _events(table: Any, path: Path) -> pd.DataFrame:
    try:
        if all(table.schema.get_field_index(field.name) >= 0 and table.schema.field(field.name).type == field.type
               for field in arrow_schema()):  # fmt: skip
            return to_pandas(table)
        return conform_texts(as_texts(table.to_pandas()))
    except (SchemaError, pa.ArrowException) as error:
        raise _not_events(path, error) from error


def _not_events(path: Path, error: Exception) -> UsageError:
    return UsageError(f"{path}: not an events table with the 31 columns: {error}")


def read_table(path: Path, filters: Any = None, columns: list[str] | None = None) -> Any:
    """A table of a build, or some of its lines and columns, looked through for cells that no text can hold."""
    try:
        table = pq.read_table(path, use_threads=False, filters=filters, columns=columns)
        table.validate(full=True)  # text that is not UTF-8 would fail later, cell by cell
        table.column_names  # noqa: B018 (so would the name of a column)
        return table
    except (OSError, UnicodeDecodeError, pa.ArrowException) as error:
        raise UsageError(f"{path}: cannot be read ({error}). Build it again with `tocsin build`.") from error


def read_manifest(path: Path) -> dict[str, Any]:
    """What a build tells of itself, {} where it is no object. Raises UsageError when it cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({error}). Build it again with `tocsin build`.") from error
    return found if isinstance(found, dict) else {}


def _frame(table: Any, schema: Any) -> pd.DataFrame:
    """A side table in the dtypes that load promises."""
    if missing := [name for name in schema.names if name not in table.column_names]:
        raise UsageError(f"a table of the build lacks {', '.join(missing)}. Build it again with `tocsin build`.")
    raw = table.select(schema.names)
    return pd.DataFrame({field.name: _cells(raw.column(field.name), field.type) for field in schema})


def _cells(column: Any, kind: Any) -> Any:
    values = column.to_pylist()
    if pa.types.is_list(kind):
        return pd.Series(values, dtype="object")
    if pa.types.is_date(kind):
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="object"))).astype("datetime64[us]")
    if pa.types.is_integer(kind):
        return pd.Series(values, dtype="Int64")
    if pa.types.is_floating(kind):
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype=text_dtype())
