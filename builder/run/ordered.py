"""Tables of any size in order: rows go into ranges by article, on disk; each range is sorted when it is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

AT_ONCE = 20_000
"""Articles in a range: their sentences are some 50 MB, the most that is sorted at once."""
MOST_RANGES = 128
"""Each is an open file while rows come in."""
Key = TypeVar("Key", str, date)


def bounds_of(sample: Sequence[Key], number: int) -> tuple[Key, ...]:
    """Keys (ids of articles, days of rows) that part so many into ranges of about equal size, from a sample of them."""
    ranges = min(MOST_RANGES, number // AT_ONCE + 1)
    ordered = sorted(sample)
    if ranges < 2 or not ordered:
        return ()
    cuts = (ordered[len(ordered) * i // ranges] for i in range(1, ranges))
    return tuple(dict.fromkeys(cuts))


class Ordered:
    """Rows of one table, taken in any order and given back by `keys`. An empty `start` comes before any other.

    bounds       values of the first key between ranges; without any all rows stay in memory
    newest_first whether the first key descends
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        schema: Any,
        keys: Sequence[str],
        bounds: Sequence[Any],
        newest_first: bool = False,
    ) -> None:
        self.schema = schema
        first, *others = keys
        self._keys = [(first, "descending" if newest_first else "ascending"), *((key, "ascending") for key in others)]
        self._bounds = bounds
        self._newest_first = newest_first
        self._paths = [folder / f"{name}.{i:03}.arrow" for i in range(len(bounds) + 1)]
        self._writers: dict[int, Any] = {}
        self._held: list[Any] = []

    def add(self, table: Any) -> None:
        """Take rows."""
        if not table.num_rows:
            return
        if not self._bounds:
            self._held.append(table)
            return
        ranges = self._ranges(table.column(self._keys[0][0]))
        order = np.argsort(ranges, kind="stable")
        parted, ranges = table.take(pa.array(order)), ranges[order]
        starts = [0, *(np.flatnonzero(np.diff(ranges)) + 1).tolist(), len(ranges)]
        for start, end in pairwise(starts):
            self._writer(int(ranges[start])).write_table(parted.slice(start, end - start))

    def close(self) -> None:
        """End taking rows."""
        for writer in self._writers.values():
            writer.close()

    def batches(self) -> Iterator[Any]:
        """All rows in order, a range at a time."""
        if not self._bounds:
            yield self._sorted(pa.concat_tables([self.schema.empty_table(), *self._held]))
            return
        for i in sorted(self._writers, reverse=self._newest_first):
            with pa.OSFile(str(self._paths[i]), "rb") as file, pa.ipc.open_stream(file) as reader:
                yield self._sorted(reader.read_all())

    def _sorted(self, table: Any) -> Any:
        keys = {name: pc.fill_null(table.column(name), -1) if name == "start" else table.column(name)
                for name, _ in self._keys}  # fmt: skip
        return table.take(pc.sort_indices(pa.table(keys), sort_keys=self._keys))

    def _ranges(self, keys: Any) -> Any:
        coded = keys.combine_chunks().dictionary_encode()
        where = [bisect_right(self._bounds, one) for one in coded.dictionary.to_pylist()]
        return np.asarray(where)[coded.indices.to_numpy(zero_copy_only=False)]

    def _writer(self, i: int) -> Any:
        if i not in self._writers:
            self._writers[i] = _writer(self._paths[i], self.schema)
        return self._writers[i]


class InOrder:
    """Rows of one table, given back as they were taken, on disk in between."""

    def __init__(self, folder: Path, name: str, schema: Any) -> None:
        self.schema = schema
        self._path = folder / f"{name}.arrow"
        self._writer = _writer(self._path, schema)

    def add(self, table: Any) -> None:
        """Take rows."""
        self._writer.write_table(table)

    def close(self) -> None:
        """End taking rows."""
        self._writer.close()

    def batches(self) -> Iterator[Any]:
        """All rows, as many at a time as were taken at a time."""
        with pa.OSFile(str(self._path), "rb") as file, pa.ipc.open_stream(file) as reader:
            for batch in reader:
                yield pa.Table.from_batches([batch], self.schema)


def _writer(path: Path, schema: Any) -> Any:
    return pa.ipc.new_stream(str(path), schema, options=pa.ipc.IpcWriteOptions(compression="zstd"))
