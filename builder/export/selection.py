"""What of a build is exported, and how its codes are written: a build folder and options -> tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.errors import UsageError
from tocsin.schema.vocabulary import inter_code, interaction_code_of

WeekStart = Literal["saturday", "monday"]

PUBLISHERS_WORDS: Mapping[str, tuple[str, ...]] = {
    "evidence": ("quote",),
    "excluded": ("quote",),
    "articles": ("title",),
}
"""Table -> the columns that hold words of publishers; --public empties them. The rest is codes and notes of ours."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A build folder and how it is to be exported.

    numeric     inter1, inter2 and interaction as ACLED's numbers
    public      without the words of publishers
    week_start  the day on which weeks of aggregates begin
    """

    folder: Path
    manifest: Mapping[str, Any]
    numeric: bool = False
    public: bool = False
    week_start: WeekStart = "saturday"

    def events(self) -> Any:
        """The events table as it is to be written."""
        table = self.table("events")
        return _numeric(table) if self.numeric else table

    def table(self, name: str) -> Any:
        """One table of the build, without publishers' words when it is for the public."""
        file = self.folder / f"{name}.parquet"
        try:
            table = pq.read_table(file, use_threads=False)
        except (OSError, pa.ArrowException) as error:
            raise UsageError(f"{file}: cannot be read ({error}). Build it again with `tocsin build`.") from error
        for column in PUBLISHERS_WORDS.get(name, ()) if self.public else ():
            place = table.schema.get_field_index(column)
            empty = pa.array([""] * table.num_rows, type=pa.string())
            table = table.set_column(place, table.schema.field(place), empty)
        return table


def _numeric(table: Any) -> Any:
    """Codes as numbers: "Rebel group" -> 2, no second actor -> 0, "State forces-Rebel group" -> 12."""
    codes = {"inter1": inter_code, "inter2": inter_code, "interaction": interaction_code_of}
    for name, code in codes.items():
        place = table.schema.get_field_index(name)
        numbers = [code(text or "") for text in table.column(name).to_pylist()]
        field = pa.field(name, pa.int64(), nullable=False, metadata=table.schema.field(place).metadata)
        table = table.set_column(place, field, pa.array(numbers, type=pa.int64()))
    return table
