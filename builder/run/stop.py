"""How a run is told to stop: the first Ctrl-C ends it after what is in hand, the second and SIGTERM at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from tocsin.telling import Tell, silent


@dataclass(slots=True)
class Stop:
    """asked: hand out nothing more; now: wait for nothing more; number: of the signal that came last."""

    asked: bool = False
    now: bool = False
    number: int = 0


@contextmanager
def stoppable(tell: Tell = silent) -> Iterator[Stop]:
    """Listen to signals while the block runs; elsewhere than in the main thread nobody can, and the block just runs."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def interrupt(number: int, _frame: FrameType | None) -> None:
        stop.now, stop.asked, stop.number = stop.asked, True, number
        if not stop.now:
            tell("note", message="finishing what is in hand; Ctrl-C again to stop at once")

    def terminate(number: int, _frame: FrameType | None) -> None:
        stop.asked, stop.now, stop.number = True, True, number

    before = {signal.SIGINT: signal.signal(signal.SIGINT, interrupt)}
    before[signal.SIGTERM] = signal.signal(signal.SIGTERM, terminate)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
