"""What work tells while it goes on, one event after another. Who listens, and how it is shown, is cli/console.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


class Tell(Protocol):
    """Hears of an event: its name and what belongs to it, as docs/cli.md lists them.

    tell("stage", stage="code", workers=2)
    tell("progress", stage="code", articles=120, bytes=524288, total_bytes=1048576)
    tell("note", message="...")
    """

    def __call__(self, event: str, /, **about: int | str | None) -> None:
        """Take one event."""


def silent(_event: str, /, **_about: int | str | None) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class Meter:
    """How far the inputs are read: bytes as they lie on disk, packed ones packed. `total` is None when unknown."""

    total: int | None = None
    _before: int = 0
    _here: Callable[[], int] = field(default=lambda: 0)

    @property
    def read(self) -> int:
        """Bytes read so far."""
        return self._before + self._here()

    def watch(self, here: Callable[[], int]) -> None:
        """The input that is read now; `here` tells how far."""
        self._here = here

    def end(self, size: int) -> None:
        """The input that was read is through; `size` is its part of the total."""
        self._here = lambda: 0
        self._before += size
