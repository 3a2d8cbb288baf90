"""Write a dataset as the files of the contract: Dataset -> a folder, whole or not at all, the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.dataset.streams import Assembled, TableStream, in_memory
from tocsin.errors import BuildError
from tocsin.export.csvfile import write_csv
from tocsin.export.datapackage import datapackage
from tocsin.export.folder import replaced
from tocsin.export.manifest import manifest

ROW_GROUP = 65_536
"""Stated, for the bytes of a file must not hang on a library's default."""
FAILURES = "failures.log"
"""Tracebacks of articles that could not be coded; written only when there are any."""

REVIEWED = "reviewed.jsonl"
"""The decisions that reviewers made, each with what became of it; written only when some were given."""


def write_dataset(dataset: Assembled, out: Path, manifest_extra: Mapping[str, Any]) -> None:
    """Write every file of a build to `out`.

    manifest_extra  versions, hashes, input names: whatever the caller knows and the dataset does not
    Raises UsageError when `out` is a file, a mount point, or holds something that is not a build; BuildError when the
    disk refuses. In both cases `out` is as it was before.
    """
    with replaced(out) as folder:
        try:
            _write_files(dataset, folder, manifest_extra)
        except pa.ArrowException as error:
            raise BuildError(f"{out}: a table could not be written ({error}); it is as it was before") from error


def _write_files(dataset: Assembled, folder: Path, extra: Mapping[str, Any]) -> None:
    streams = dataset.streams()
    for name, stream in streams.items():
        write_stream(stream, folder / f"{name}.parquet")
    write_csv(streams["events"], folder / "events.csv")
    write_json(datapackage(streams), folder / "datapackage.json")
    if dataset.failures:
        (folder / FAILURES).write_text(dataset.failures, encoding="utf-8", newline="\n")
    if dataset.reviewed is not None:
        (folder / REVIEWED).write_text(dataset.reviewed.told, encoding="utf-8", newline="\n")
    files = sorted(folder.iterdir())
    write_json(manifest(dataset, extra, files), folder / "manifest.json")


def write_parquet(table: Any, path: Path) -> None:
    """One Parquet file, the same bytes for the same table."""
    write_stream(in_memory(table), path)


def write_stream(stream: TableStream, path: Path) -> None:
    """One Parquet file, the same bytes for the same rows however they are batched; one row group is in memory."""
    with pq.ParquetWriter(path, stream.schema, compression="zstd", compression_level=3, version="2.6") as writer:
        for group in _in_groups(stream.batches(), stream.schema):
            writer.write_table(group, row_group_size=ROW_GROUP)


def _in_groups(batches: Iterable[Any], schema: Any) -> Iterator[Any]:
    """The rows of all batches in tables of ROW_GROUP rows, the last one shorter; one empty table for no rows."""
    waiting: list[Any] = []
    rows = groups = 0
    for batch in batches:
        while rows + batch.num_rows >= ROW_GROUP:
            taken = batch.slice(0, ROW_GROUP - rows)
            yield pa.concat_tables([*waiting, taken]).combine_chunks()
            batch, waiting, rows, groups = batch.slice(taken.num_rows), [], 0, groups + 1
        if batch.num_rows:
            waiting.append(batch)
            rows += batch.num_rows
    if rows or not groups:
        yield pa.concat_tables([schema.empty_table(), *waiting]).combine_chunks()


def write_json(value: object, path: Path) -> None:
    """JSON for people and programs: two spaces, a line feed at the end."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
