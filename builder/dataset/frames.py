"""A dataset in memory -> pandas tables, the same as if it had been written and loaded again."""

from __future__ import annotations

from tocsin.dataset.assemble import Dataset
from tocsin.dataset.load import _OTHERS, LoadedDataset, _frame, _schema
from tocsin.schema.arrow import to_pandas


def to_frames(dataset: Dataset) -> LoadedDataset:
    """Every table of a dataset as load() gives it; the manifest is empty, for there are no files yet."""
    tables = dataset.tables()
    others = {name: _frame(tables[name], _schema(name)) for name in _OTHERS}
    return LoadedDataset(events=to_pandas(tables["events"]), manifest={}, **others)
