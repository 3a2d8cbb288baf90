"""Write a dataset as the files of the contract: Dataset -> a folder, whole or not at all, the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.dataset.assemble import Dataset
from tocsin.errors import BuildError
from tocsin.export.csvfile import write_csv
from tocsin.export.datapackage import datapackage
from tocsin.export.folder import replaced
from tocsin.export.manifest import manifest

ROW_GROUP = 65_536
"""Stated, for the bytes of a file must not hang on a library's default."""


def write_dataset(dataset: Dataset, out: Path, manifest_extra: Mapping[str, Any]) -> None:
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


def _write_files(dataset: Dataset, folder: Path, extra: Mapping[str, Any]) -> None:
    for name, table in dataset.tables().items():
        write_parquet(table, folder / f"{name}.parquet")
    write_csv(dataset.events, folder / "events.csv")
    write_json(datapackage(dataset), folder / "datapackage.json")
    files = sorted(folder.iterdir())
    write_json(manifest(dataset, extra, files), folder / "manifest.json")


def write_parquet(table: Any, path: Path) -> None:
    """One Parquet file, the same bytes for the same table."""
    pq.write_table(
        table.combine_chunks(), path, compression="zstd", compression_level=3, version="2.6", row_group_size=ROW_GROUP
    )


def write_json(value: object, path: Path) -> None:
    """JSON for people and programs: two spaces, a line feed at the end."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
