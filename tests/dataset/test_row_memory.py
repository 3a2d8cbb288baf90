"""A row is whole in memory only while it is written: until then its driver holds its key, its day and few cells."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest
from row_parts import cost, parts
from tocsin.config import Options
from tocsin.dataset import tables
from tocsin.dataset.members import Member
from tocsin.run import gather as gather_module
from tocsin.run.gather import gather
from tocsin.run.work import Work

KILOBYTES_A_ROW = 6
"""What the driver may hold for a row; it was 15 when rows stood in memory, and is less than one."""
SMALL_GROUP = 4_096
"""Lines of evidence that are written together: few enough for few rows to fill."""


def test_few_rows_are_whole_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 160 rows eight are made at a time, and none stays when its tables are written."""
    keys, seen = parts(tmp_path, 8, 20), []

    def looked(finished: list[object]) -> object:
        seen.append(sum(isinstance(one, Member) for one in gc.get_objects()))
        return tables.details_table(finished)  # type: ignore[arg-type]

    before = sum(isinstance(one, Member) for one in gc.get_objects())
    monkeypatch.setattr(gather_module, "EVENTS_AT_ONCE", 8)
    monkeypatch.setitem(gather_module.BY_KEY, "details", looked)
    gathered = gather(Work(tmp_path), keys, Options())
    assert gathered.counts["events"] == 160
    assert len(seen) == 20
    assert max(seen) - before <= 8


@pytest.mark.ci
@pytest.mark.skipif(sys.platform != "linux", reason="the system tells peaks of memory otherwise")
def test_memory_grows_by_few_kilobytes_a_row(tmp_path: Path) -> None:
    parts(tmp_path, 40, 250)
    few, many = cost(tmp_path, 16, SMALL_GROUP), cost(tmp_path, 40, SMALL_GROUP)  # both fill their row groups
    assert (few.rows, many.rows) == (4000, 10000)
    assert (many.kilobytes - few.kilobytes) / (many.rows - few.rows) < KILOBYTES_A_ROW
