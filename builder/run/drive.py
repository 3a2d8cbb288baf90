"""Drive a run: hand out what is missing, keep what comes back, try again what was lost, stop when told to.

Who codes is a Backend: worker processes here (pool.py) or a cluster (cluster.py). What is kept is work.py's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from tocsin.errors import BuildError, StoppedError
from tocsin.model import Article
from tocsin.run.partition import Partition, key_of
from tocsin.run.stop import Stop
from tocsin.run.task import Outcome, pack
from tocsin.run.work import Work
from tocsin.telling import Tell, silent

TRIES = 3
"""How often a task may lose its worker before its articles are tried one by one, and one article before it is rejected.
One loss is an accident of the machine; three of one article are not."""
AHEAD = 2
"""Tasks waiting per worker, so that none idles while a result is being kept."""


class Backend(Protocol):
    """Something that codes tasks."""

    @property
    def slots(self) -> int:
        """How many tasks it does at a time."""

    def submit(self, name: str, task: bytes) -> None:
        """Queue a task."""

    def result(self, timeout: float) -> Outcome | None:
        """The next outcome, or None when none came in time."""


@dataclass(slots=True)
class _Job:
    """A partition on its way: losses so far, the articles still to be tried alone, and those that killed a worker."""

    partition: Partition
    losses: int = 0
    untried: list[Article] = field(default_factory=list)
    alone: Article | None = None
    poison: dict[str, str] = field(default_factory=dict)


class Run:
    """One run over a work folder. `keys` names the partitions in order of the stream once it is through."""

    def __init__(self, work: Work, fingerprint: str, tell: Tell = silent, total_bytes: int | None = None) -> None:
        self.keys: list[str] = []
        self.spared = 0
        self._work, self._fingerprint = work, fingerprint
        self._tell, self._total = tell, total_bytes
        self._articles = self._read = 0
        self._jobs: dict[str, _Job] = {}

    def missing(self, stream: Iterable[Partition]) -> Iterable[tuple[str, Partition]]:
        """The partitions of a stream that the work folder does not hold, with their keys."""
        for partition in stream:
            key = key_of(partition, self._fingerprint)
            self.keys.append(key)
            if self._work.holds(key):
                self.spared += 1
                self._done(partition)
            else:
                yield key, partition

    def keep(self, key: str, partition: Partition, content: bytes) -> None:
        """Keep the result of a partition."""
        self._work.save(key, content)
        self._done(partition)

    def _done(self, partition: Partition) -> None:
        """Tell how far the run is: partitions come back in any order, the furthest tells."""
        self._articles += len(partition)
        self._read = max(self._read, partition.read)
        self._tell(
            "progress",
            stage="code",
            articles=self._articles,
            bytes=self._read,
            total_bytes=self._total,
            parts_kept_before=self.spared,
        )

    def drive(self, stream: Iterable[Partition], backend: Backend, stop: Stop) -> None:
        """Code everything that is missing.

        Raises BuildError when told to stop, after what is in hand was kept; any error of a worker that no retry mends.
        """
        waiting = iter(self.missing(stream))
        more = True
        while True:
            while more and not stop.asked and len(self._jobs) < backend.slots + AHEAD * backend.slots:
                item = next(waiting, None)
                more = item is not None
                if item is not None and item[0] not in self._jobs:
                    self._jobs[item[0]] = _Job(item[1])
                    backend.submit(item[0], pack(item[1], {}))
            if not self._jobs or stop.now:
                break
            outcome = backend.result(0.2)
            if outcome is not None:
                self._settle(outcome, backend, stop)
        if stop.asked:
            raise StoppedError("stopped; what is coded is kept, and the same command goes on from there", stop.number)

    def _settle(self, outcome: Outcome, backend: Backend, stop: Stop) -> None:
        if outcome.error is not None:
            raise outcome.error
        job = self._jobs[outcome.name]
        if outcome.fault:
            self._lost(outcome, job, backend)
        elif job.alone is not None:
            self._next_alone(outcome.name, job, backend)
        else:
            self.keep(outcome.name, self._jobs.pop(outcome.name).partition, outcome.content)

    def _lost(self, outcome: Outcome, job: _Job, backend: Backend) -> None:
        """Try again; after some losses every article alone, to find the one that does it."""
        job.losses += 1
        if job.losses < TRIES:
            self._submit(outcome.name, job, backend)
        elif job.alone is not None:
            job.poison[job.alone.article_id] = f"{outcome.fault} {TRIES} times while it was coded alone"
            self._next_alone(outcome.name, job, backend)
        elif job.poison:
            raise BuildError(f"a partition loses its worker though no article of it does alone ({outcome.fault})")
        else:
            job.untried = list(job.partition.articles)
            self._next_alone(outcome.name, job, backend)

    def _next_alone(self, name: str, job: _Job, backend: Backend) -> None:
        job.losses = 0
        job.alone = job.untried.pop(0) if job.untried else None
        if job.alone is None and not job.poison:
            job.losses = TRIES - 1  # one last time as a whole
            job.poison = {"": ""}
        self._submit(name, job, backend)

    def _submit(self, name: str, job: _Job, backend: Backend) -> None:
        if job.alone is not None:
            backend.submit(name, pack(Partition(0, (job.alone,), ()), {}))
        else:
            backend.submit(name, pack(job.partition, job.poison))
