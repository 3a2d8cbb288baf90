"""A real Dask scheduler with two worker processes on loopback; one of them is killed while it works."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import tocsin
from feeds import contents
from tocsin.errors import UsageError
from tocsin.run.work import work_folder

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra [cluster] is not installed"),
    pytest.mark.ci,
]
Calm = tuple[Path, dict[str, bytes]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """(address, worker processes)."""
    told = tmp_path / "scheduler.json"
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    scheduler = subprocess.Popen([*start, "--no-dashboard", "--scheduler-file", str(told)], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not told.exists():
        assert time.monotonic() < until, "the scheduler does not start"
        time.sleep(0.1)
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(told), "--nthreads", "1"]
    more = ["--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path)]
    workers = [subprocess.Popen([*worker, *more], stderr=subprocess.DEVNULL) for _ in range(2)]
    from distributed import Client

    with Client(scheduler_file=str(told), timeout="60s", set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        address = client.scheduler.address
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_a_lost_worker_changes_no_byte(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], calm: Calm, tmp_path: Path
) -> None:
    address, workers = cluster
    out = tmp_path / "out"
    code = f"import tocsin; tocsin.build({str(calm[0])!r}, {str(out)!r}, scheduler={address!r})"
    running = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE)
    until = time.monotonic() + 120
    while not list((work_folder(out) / "parts").glob("*.sha256")) and running.poll() is None:
        assert time.monotonic() < until, "nothing was coded"
        time.sleep(0.02)
    os.kill(workers[0].pid, signal.SIGKILL)
    _, told = running.communicate(timeout=240)
    assert running.returncode == 0, told.decode()
    assert contents(out) == calm[1]


def test_no_scheduler_is_told(calm: Calm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.run.cluster.PATIENCE", "1s")
    with pytest.raises(UsageError, match="no Dask scheduler answers there"):
        tocsin.build(calm[0], tmp_path / "out", scheduler="tcp://127.0.0.1:9")
