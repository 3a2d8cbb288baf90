"""How a run is told to stop: the first Ctrl-C ends it after what is in hand, the second and SIGTERM at once."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class Stop:
    """asked: hand out nothing more; now: wait for nothing more."""

    asked: bool = False
    now: bool = False


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Listen to signals while the block runs; elsewhere than in the main thread nobody can, and the block just runs."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        stop.now = stop.asked
        stop.asked = True
        if not stop.now:
            print("\nfinishing what is in hand; Ctrl-C again to stop at once", file=sys.stderr)

    def terminate(_number: int, _frame: FrameType | None) -> None:
        stop.asked = stop.now = True

    before = {signal.SIGINT: signal.signal(signal.SIGINT, interrupt)}
    before[signal.SIGTERM] = signal.signal(signal.SIGTERM, terminate)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
