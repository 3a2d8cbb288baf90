"""Worker processes of this machine: tasks in, outcomes out. A worker that dies is replaced, its task is a fault.

One thread per worker talks to it, so that nothing here depends on how a system waits for pipes.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from typing import IO, Any, cast

import msgspec
from tocsin.config import Options
from tocsin.errors import BuildError, TocsinError
from tocsin.run.frames import DONE, ERROR, READY, TASK, read_frame, write_frame
from tocsin.run.task import Outcome, pack_options
from tocsin.run.worker import error_of

SILENCE = 1800.0
"""Seconds after which a worker that has not answered counts as dead. A partition takes seconds, the longest article
some minutes; only a machine that swaps or a fault of ours takes longer."""
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
"""Workers are the parallelism; threads of the mathematics below them would only fight for the same cores."""


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """A pool of worker processes."""

    def __init__(self, workers: int, options: Options) -> None:
        self.slots = workers
        self._options = pack_options(options)
        self._tasks: queue.Queue[tuple[str, bytes] | None] = queue.Queue()
        self._outcomes: queue.Queue[Outcome] = queue.Queue()
        self._versions: queue.Queue[Mapping[str, str] | Exception] = queue.Queue()
        self._handles: list[_Worker] = [_Worker(self._options) for _ in range(workers)]
        self._threads = [threading.Thread(target=self._serve, args=(h,), daemon=True) for h in self._handles]
        for thread in self._threads:
            thread.start()

    def versions(self) -> Mapping[str, str]:
        """What the first worker says it codes with. Raises what kept it from loading its data."""
        found = self._versions.get()
        self._versions.put(found)
        if isinstance(found, Exception):
            raise found
        return found

    def submit(self, name: str, task: bytes) -> None:
        """Queue a task."""
        self._tasks.put((name, task))

    def result(self, timeout: float) -> Outcome | None:
        """The next outcome, or None when none came in time."""
        for handle in self._handles:
            handle.kill_if_silent()
        try:
            return self._outcomes.get(timeout=timeout)
        except queue.Empty:
            return None

    def pids(self) -> list[int]:
        """Process ids of the workers that live."""
        return [h.process.pid for h in self._handles if h.process is not None and h.process.poll() is None]

    def close(self) -> None:
        """Stop every worker at once."""
        for _ in self._threads:
            self._tasks.put(None)
        for handle in self._handles:
            handle.stop()
        for thread in self._threads:
            thread.join(timeout=10)

    def _serve(self, worker: _Worker) -> None:
        try:
            self._versions.put(worker.start())
        except (TocsinError, OSError) as error:
            self._versions.put(error)
        while (item := self._tasks.get()) is not None:
            self._outcomes.put(worker.run(*item))


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, options: bytes) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._options = options
        self._asked = 0.0
        self._stopped = False

    def start(self) -> Mapping[str, str]:
        """Start the process; its versions. Raises the error that its data is broken with, BuildError when it dies."""
        command = [sys.executable, "-m", "tocsin.run.worker"]
        more: dict[str, Any] = {} if sys.platform == "win32" else {"start_new_session": True}
        pipe = subprocess.PIPE
        environment = {**ONE_THREAD, **os.environ}
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment, **more)
        kind, content = self._ask(self._options)
        if kind == ERROR:
            raise error_of(content)
        if kind != READY:
            raise BuildError(f"a worker process ended before it was ready ({self._end()})")
        return cast(Mapping[str, str], msgspec.json.decode(content, type=dict[str, str]))

    def run(self, name: str, task: bytes) -> Outcome:
        """Let the process do a task, a new process if the old one is gone."""
        try:
            if self.process is None or self.process.poll() is not None:
                self.start()
        except (TocsinError, OSError) as error:
            return Outcome(name, error=error if isinstance(error, TocsinError) else BuildError(str(error)))
        kind, content = self._ask(task)
        if kind == DONE:
            return Outcome(name, content)
        if kind == ERROR:
            return Outcome(name, error=error_of(content))
        return Outcome(name, fault=f"its worker died ({self._end()})")

    def _ask(self, content: bytes) -> tuple[bytes, bytes]:
        assert self.process is not None
        self._asked = time.monotonic()
        try:
            write_frame(cast(IO[bytes], self.process.stdin), TASK, content)  # type: ignore[arg-type]
            answer = read_frame(self.process.stdout)  # type: ignore[arg-type]
        except (OSError, ValueError):
            answer = None
        self._asked = 0.0
        return answer or (b"", b"")

    def _end(self) -> str:
        """How the process ended."""
        assert self.process is not None
        self.process.kill()
        code = self.process.wait()
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def kill_if_silent(self) -> None:
        """Kill a process that has not answered for too long."""
        if self.process is not None and self._asked and time.monotonic() - self._asked > SILENCE:
            self.process.kill()

    def stop(self) -> None:
        """End the process now."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
