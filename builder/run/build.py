"""Code a stream of articles into a work folder: here when it is one partition, else by workers or on a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path

from tocsin.config import Options
from tocsin.model import Article, Rejected
from tocsin.pipeline import versions
from tocsin.run.coder import code_partition
from tocsin.run.drive import Run
from tocsin.run.fingerprint import fingerprint_of
from tocsin.run.partition import Partition, partitions
from tocsin.run.pool import Pool, cores
from tocsin.run.stop import Stop, stoppable
from tocsin.run.work import Work
from tocsin.telling import Meter, Tell, silent


class Coded:
    """What a run coded: the keys of its partitions in the work folder, and what they were coded with."""

    __slots__ = ("keys", "spared", "versions")

    def __init__(self, run: Run, made_with: Mapping[str, str]) -> None:
        self.keys, self.spared, self.versions = run.keys, run.spared, made_with


def code_stream(
    stream: Iterable[Article | Rejected],
    options: Options,
    work: Work,
    workers: int | None = None,
    scheduler: str | None = None,
    tell: Tell = silent,
    meter: Meter | None = None,
) -> Coded:
    """Code what the work folder does not hold yet.

    workers    processes of this machine; None takes the cores that this process may use
    scheduler  address of a Dask scheduler, instead of processes of this machine
    meter      how far the stream has read its files
    """
    run = Run(work, fingerprint_of(options), tell, meter.total if meter else None)
    cut = partitions(stream, meter)
    first = list(islice(cut, 2))
    if len(first) < 2 and scheduler is None and not _mark(work).exists():
        tell("stage", stage="code", workers=1)
        return _code_here(run, first, options, work)
    rest: Iterator[Partition] = chain(first, cut)
    if scheduler is not None:
        from tocsin.run.cluster import Cluster

        with stoppable(tell) as stop, Cluster(scheduler, options) as cluster:
            tell("stage", stage="code", workers=cluster.slots)
            run.drive(rest, cluster, stop)
            return Coded(run, cluster.versions())
    tell("stage", stage="code", workers=workers or cores())
    with stoppable(tell) as stop:
        return _code_in_pool(run, rest, options, workers or cores(), stop)


def _code_in_pool(run: Run, rest: Iterator[Partition], options: Options, workers: int, stop: Stop) -> Coded:
    pool = Pool(workers, options)
    try:
        made_with = pool.versions()
        run.drive(rest, pool, stop)
    finally:
        pool.close()
    return Coded(run, made_with)


def _code_here(run: Run, cut: Iterable[Partition], options: Options, work: Work) -> Coded:
    """Without a worker, which costs seconds to start; the mark tells the next run if an article ended this process."""
    mark = _mark(work)
    for key, partition in run.missing(cut):
        mark.touch()
        content = code_partition(partition, options)
        mark.unlink()
        run.keep(key, partition, content)
    return Coded(run, versions(options))


def _mark(work: Work) -> Path:
    return work.folder / "coding-here"
