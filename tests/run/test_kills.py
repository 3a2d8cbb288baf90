"""Real faults: processes killed at random, full disks, signals. The same command then gives the undisturbed bytes."""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from feeds import command, contents, started
from tocsin.run.work import work_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")
Calm = tuple[Path, dict[str, bytes]]
PATIENCE = 120.0


def parts(out: Path) -> int:
    """Partitions that are kept so far."""
    return len(list((work_folder(out) / "parts").glob("*.sha256")))


def wait_for(test: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    """Wait until the test holds or the process ends."""
    until = time.monotonic() + PATIENCE
    while not test() and running.poll() is None:
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.02)


def workers_of(running: subprocess.Popen[str]) -> list[int]:
    """Process ids of the workers, from the system's table."""
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    found: list[int] = []
    for task in children.parent.parent.glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(pid) for pid in task.read_text().split()]
    return sorted(found)


def finish(path: Path, out: Path) -> str:
    """Run the command to its end; what it wrote to standard error."""
    done = subprocess.run(command(path, out), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 3, done.stderr  # two lines of the feed cannot be read
    return done.stderr


def kill_worker(running: subprocess.Popen[str], chance: random.Random) -> None:
    """The build goes on with a new worker."""
    victims = workers_of(running)
    if victims:
        with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
            os.kill(chance.choice(victims), signal.SIGKILL)
    running.communicate(timeout=PATIENCE)


def kill_driver(running: subprocess.Popen[str], _: random.Random) -> None:
    running.kill()
    running.communicate()


def terminate(running: subprocess.Popen[str], _: random.Random) -> None:
    running.terminate()
    running.communicate(timeout=PATIENCE)


def interrupt_twice(running: subprocess.Popen[str], chance: random.Random) -> None:
    running.send_signal(signal.SIGINT)
    time.sleep(0.05 + chance.random() * 0.2)
    with contextlib.suppress(ProcessLookupError):
        running.send_signal(signal.SIGINT)
    running.communicate(timeout=PATIENCE)


FAULTS = (kill_driver, kill_worker, terminate, interrupt_twice)


def disturb(round_number: int, calm: Calm, folder: Path, latest: float) -> None:
    """One fault, or two, at random moments up to `latest` seconds after a partition was kept; then the same command
    again until a build stands there: every byte of the undisturbed one, every input in it, nothing left beside it."""
    chance = random.Random(round_number)
    path, out = calm[0], folder / f"out{round_number}"
    for number in range(1 + round_number % 2):
        running = started(path, out, start_new_session=True)
        start = parts(out)
        wait_for(lambda s=start: parts(out) != s, running)  # type: ignore[misc]
        time.sleep(chance.random() * latest)
        FAULTS[(round_number + number) % len(FAULTS)](running, chance)
    if not out.exists() or work_folder(out).exists():  # killed after the build was in its place, too
        finish(path, out)
    assert contents(out) == calm[1]
    counts = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["counts"]["articles"]
    done = sum(counts[status] for status in ("coded", "no_event", "duplicate", "rejected"))
    assert done == counts["read"] == len(path.read_text(encoding="utf-8").splitlines())  # planned
    assert sorted(p.name for p in folder.iterdir()) == [out.name]  # neither a work folder nor half a build


@pytest.mark.ci
@pytest.mark.parametrize("round_number", range(3))
def test_killed_at_random(round_number: int, calm: Calm, tmp_path: Path) -> None:
    disturb(round_number, calm, tmp_path, 0.5)


@pytest.mark.slow
@pytest.mark.parametrize("round_number", range(3, 23))
def test_killed_at_random_often(round_number: int, calm: Calm, tmp_path: Path) -> None:
    disturb(round_number, calm, tmp_path, 4.0)  # as long as a whole build takes: while it codes, gathers and writes


@pytest.mark.ci
def test_a_killed_driver_leaves_no_worker_and_its_work_is_used(calm: Calm, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = started(calm[0], out)
    wait_for(lambda: parts(out) >= 2, running)
    orphans = workers_of(running)
    running.kill()
    running.communicate()
    kept = parts(out)
    assert kept >= 2
    assert not out.exists()
    whole = [p for p in (work_folder(out) / "parts").glob("*.part") if p.with_suffix(".sha256").exists()]
    times = {p.name: p.stat().st_mtime_ns for p in whole}  # one without its checksum was being written: not kept
    assert len(times) >= 2
    again = started(calm[0], out)
    wait_for(lambda: parts(out) > kept, again)
    now = {p.name: p.stat().st_mtime_ns for p in (work_folder(out) / "parts").glob("*.part")}
    again.communicate(timeout=PATIENCE)
    assert {name: now.get(name, at) for name, at in times.items()} == times  # none was coded again
    assert contents(out) == calm[1]
    until = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in orphans):
        assert time.monotonic() < until, "a worker outlives its driver"
        time.sleep(0.1)


@pytest.mark.slow
def test_a_torn_partition_is_made_anew(calm: Calm, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = started(calm[0], out)
    wait_for(lambda: parts(out) >= 2, running)
    running.kill()
    running.communicate()
    torn = min((work_folder(out) / "parts").glob("*.part"))
    torn.write_bytes(torn.read_bytes()[:-7])
    finish(calm[0], out)
    assert contents(out) == calm[1]


@pytest.mark.parametrize(
    ("signals", "waits"),
    [
        pytest.param((signal.SIGINT,), True, marks=pytest.mark.ci),
        pytest.param((signal.SIGINT,) * 2, False, marks=pytest.mark.slow),
        pytest.param((signal.SIGTERM,), False, marks=pytest.mark.slow),
    ],
)
def test_a_stopped_build_goes_on_from_there(
    signals: tuple[signal.Signals, ...], waits: bool, calm: Calm, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    running = started(calm[0], out, start_new_session=True)
    wait_for(lambda: parts(out) >= 1, running)
    for number in signals:
        running.send_signal(number)
        time.sleep(0.1)
    _, told = running.communicate(timeout=PATIENCE)
    assert running.returncode == 128 + signals[-1]
    assert "the same command goes on from there" in told
    assert ("finishing what is in hand" in told) is (signals[0] == signal.SIGINT)
    assert "Traceback" not in told
    assert not out.exists()
    assert parts(out) >= (2 if waits else 1)
    finish(calm[0], out)
    assert contents(out) == calm[1]


@pytest.mark.ci
def test_a_full_disk_keeps_what_is_done(calm: Calm, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: partitions and tables of some size cannot be written."""
    out = tmp_path / "out"

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))

    running = started(calm[0], out, preexec_fn=limited)
    _, told = running.communicate(timeout=PATIENCE)
    assert running.returncode == 1, told
    assert "could not be written" in told
    assert "Traceback" not in told
    assert not out.exists()
    finish(calm[0], out)
    assert contents(out) == calm[1]


@pytest.mark.slow
def test_a_small_disk_that_fills_up(calm: Calm, tmp_path: Path) -> None:
    """A tmpfs of 200 kB, where the system lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no right to mount")
    try:
        done = subprocess.run(command(calm[0], disk / "out"), capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 1, done.stderr
        assert "No space left on device" in done.stderr
        assert not (disk / "out").exists()
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        finish(calm[0], disk / "out")
        assert contents(disk / "out") == calm[1]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


PATCH = """
import os, signal
def deadly(articles, options, real=None):
    for article in articles:
        if article.article_id == "a00033":
            os.kill(os.getpid(), signal.SIGKILL)
        yield from real([article], options)
import sys
if "tocsin.run.worker" in " ".join(sys.orig_argv):
    import tocsin.run.coder as coder
    from functools import partial
    coder.code_articles = partial(deadly, real=coder.code_articles)
"""


@pytest.mark.slow
def test_an_article_that_kills_its_worker_is_rejected(calm: Calm, tmp_path: Path) -> None:
    import pandas as pd

    (tmp_path / "patch").mkdir()
    (tmp_path / "patch" / "sitecustomize.py").write_text(PATCH, encoding="utf-8")
    running = started(calm[0], tmp_path / "out", tmp_path / "patch")
    _, told = running.communicate(timeout=PATIENCE * 2)
    assert running.returncode == 3, told
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet").set_index("article_id")
    assert len(articles) == 422
    assert articles.loc["a00033", "reason"] == "failed"
    assert list(articles.index[articles.reason == "failed"]) == ["a00033"]
    assert "signal 9" in (tmp_path / "out" / "failures.log").read_text(encoding="utf-8")
