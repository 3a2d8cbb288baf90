"""A Dask cluster as the place where partitions are coded. Workers need the same installation, and the user's own data
files under the same paths; partitions and results travel through the scheduler's network, never as files.

A worker that is lost costs its partitions another try; Dask gives them to others by itself.
"""

from __future__ import annotations

import importlib
import queue
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from tocsin.config import Options
from tocsin.errors import BuildError, TocsinError, UsageError
from tocsin.run.task import Outcome, pack_options, unpack, unpack_options

PATIENCE = "60s"  # to reach a scheduler; one that starts in a batch system may take that long to listen
RETRIES = 3  # of a task that raised; lost workers are counted by the scheduler


def code_task(task: bytes, options: bytes) -> bytes:
    """What a worker of the cluster runs: a task as bytes in, the bytes of a partition file out."""
    from tocsin.run.coder import code_partition

    partition, poison = unpack(task)
    return code_partition(partition, unpack_options(options), poison)


def versions_there(options: bytes) -> dict[str, str]:
    """What a worker of the cluster codes with."""
    from tocsin.pipeline import versions

    return versions(unpack_options(options))


class Cluster:
    """Tasks on a Dask scheduler: `Cluster("tcp://host:8786", options)`."""

    def __init__(self, address: str, options: Options) -> None:
        try:
            connect: Any = importlib.import_module("distributed").Client
        except ImportError:
            raise UsageError('--scheduler needs Dask; install it with: pip install "tocsin[cluster]"') from None
        try:
            self._client: Any = connect(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"{address}: no Dask scheduler answers there ({error})") from error
        self._options = pack_options(options)
        self._futures: dict[str, Any] = {}
        self._outcomes: queue.Queue[Outcome] = queue.Queue()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._client.cancel(list(self._futures.values()), force=True)
        self._client.close()

    @property
    def slots(self) -> int:
        """Threads of all workers that are there now; more may join later."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads)

    def versions(self) -> Mapping[str, str]:
        """What the workers code with. Raises BuildError when they are not alike."""
        found = self._client.run(versions_there, self._options)
        if len({tuple(sorted(one.items())) for one in found.values()}) > 1:
            raise BuildError("the workers of the cluster do not have the same versions of Tocsin and its data")
        known: dict[str, str] = next(iter(found.values()))
        return known

    def submit(self, name: str, task: bytes) -> None:
        """Hand out a task."""
        future = self._client.submit(code_task, task, self._options, pure=False, retries=RETRIES)
        self._futures[name] = future
        future.add_done_callback(lambda done: self._outcomes.put(_outcome(name, done)))

    def result(self, timeout: float) -> Outcome | None:
        """The next outcome, or None when none came in time."""
        try:
            outcome = self._outcomes.get(timeout=timeout)
        except queue.Empty:
            return None
        self._futures.pop(outcome.name, None)
        return outcome


def _outcome(name: str, future: Any) -> Outcome:
    """A task whose workers died too often is a fault; what it raised stops the run."""
    try:
        content: bytes = future.result()
    except Exception as error:
        if type(error).__name__ == "KilledWorker":
            return Outcome(name, fault="its worker on the cluster died")
        return Outcome(name, error=error if isinstance(error, TocsinError) else BuildError(f"a worker failed: {error}"))
    return Outcome(name, content)
