"""Tables that need not stand in memory: a schema, and batches in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tocsin.config import Options
from tocsin.dataset.review_rows import Reviewed
from tocsin.model import Rejected


@dataclass(frozen=True, slots=True)
class TableStream:
    """One table (pyarrow): `batches()` yields tables of the schema, any number of rows each, all of them in order."""

    schema: Any
    batches: Callable[[], Iterable[Any]]


class Assembled(Protocol):
    """A build that can be written: its tables as streams, the options behind it, counts, and what was refused."""

    @property
    def options(self) -> Options:
        """What it was built with."""

    @property
    def counts(self) -> Mapping[str, Any]:
        """Numbers per stage; complete once every stream was read."""

    @property
    def rejections(self) -> tuple[Rejected, ...]:
        """Inputs that were rejected, by place; long lists are cut."""

    @property
    def failures(self) -> str:
        """Tracebacks of the articles that could not be coded, "" when all could."""

    @property
    def reviewed(self) -> Reviewed | None:
        """What became of the decisions that reviewers made, None when none were given."""

    def streams(self) -> Mapping[str, TableStream]:
        """Every table by its name, in the order of the contract."""


def in_memory(table: Any) -> TableStream:
    """A table that stands in memory as a stream of one batch."""
    return TableStream(table.schema, lambda: (table,))
