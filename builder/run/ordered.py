"""Tables of any size in order: rows go into ranges by article, on disk; each range is sorted when it is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

ARTICLES_PER_RANGE = 20_000
"""Their sentences are some 50 MB, the most that is sorted at once."""
MOST_RANGES = 128
"""Each is an open file while rows come in."""


def bounds_of(sample: Sequence[str], articles: int) -> tuple[str, ...]:
    """Article ids that part all articles into ranges of about equal size, from a sample of their ids."""
    ranges = min(MOST_RANGES, articles // ARTICLES_PER_RANGE + 1)
    ordered = sorted(sample)
    if ranges < 2 or not ordered:
        return ()
    cuts = (ordered[len(ordered) * i // ranges] for i in range(1, ranges))
    return tuple(dict.fromkeys(cuts))


class Ordered:
    """Rows of one table, taken in any order and given back by `keys`, the first of which is article_id.

    An empty `start` comes before any other.
    """

    def __init__(self, folder: Path, name: str, schema: Any, keys: Sequence[str], bounds: Sequence[str]) -> None:
        self.schema = schema
        self._keys = [(key, "ascending") for key in keys]
        self._bounds = bounds
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
        ranges = self._ranges(table.column("article_id"))
        for i in np.unique(ranges):
            self._writer(int(i)).write_table(table.filter(pa.array(ranges == i)))

    def close(self) -> None:
        """End taking rows."""
        for writer in self._writers.values():
            writer.close()

    def batches(self) -> Iterator[Any]:
        """All rows in order, a range at a time."""
        if not self._bounds:
            yield self._sorted(pa.concat_tables([self.schema.empty_table(), *self._held]))
            return
        for i, path in enumerate(self._paths):
            if i in self._writers:
                with pa.OSFile(str(path), "rb") as file, pa.ipc.open_stream(file) as reader:
                    yield self._sorted(reader.read_all())

    def _sorted(self, table: Any) -> Any:
        keys = {name: pc.fill_null(table.column(name), -1) if name == "start" else table.column(name)
                for name, _ in self._keys}  # fmt: skip
        return table.take(pc.sort_indices(pa.table(keys), sort_keys=self._keys))

    def _ranges(self, ids: Any) -> Any:
        coded = ids.combine_chunks().dictionary_encode()
        where = [bisect_right(self._bounds, one) for one in coded.dictionary.to_pylist()]
        return np.asarray(where)[coded.indices.to_numpy(zero_copy_only=False)]

    def _writer(self, i: int) -> Any:
        if i not in self._writers:
            options = pa.ipc.IpcWriteOptions(compression="zstd")
            self._writers[i] = pa.ipc.new_stream(str(self._paths[i]), self.schema, options=options)
        return self._writers[i]
