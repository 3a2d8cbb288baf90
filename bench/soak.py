"""Build longer and longer streams, and tell what each article costs and how much memory the processes take.

    python bench/soak.py ARTICLES.jsonl.gz --articles 2000,10000,50000 --workers 1 [--out soak.csv]

A stream is the given file over and over. Each time round the ids are new and the days of publication some weeks later,
so that nothing repeats and every round has rows of its own. Each size is a whole build by `tocsin build`, in processes
of its own: coding, gathering, merging, writing. Costs are processor time, which other work on the machine changes
little; memory is the peak that the system notes of each process.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from pathlib import Path

EVERY = 0.5
"""Seconds between two looks at the processes. A peak is noted by the system, so that none is lost between two looks but
that of the last half second."""
LATER = 42
"""Days from one round to the next: whole weeks, so that "on Tuesday" is a Tuesday, and farther than repeats reach."""
BUILT = (0, 3)
"""Exit codes of a build: all inputs were taken, or some were refused."""
COMMAND = "from tocsin.cli.main import main; main()"


@dataclass(frozen=True, slots=True)
class Run:
    """One build: its size, what it cost, and peaks of memory in MB."""

    articles: int
    rows: int
    seconds: float
    processor_seconds: float
    ms_per_article: float
    driver_mb: float
    largest_worker_mb: float
    output_mb: float


def stream(given: list[dict[str, object]], number: int) -> Iterator[str]:
    """So many lines of a feed."""
    for place in range(number):
        turn, index = divmod(place, len(given))
        told = dict(given[index]) | {"id": f"{given[index]['id']}-{turn}"}
        if told.get("published"):
            day = date.fromisoformat(str(told["published"])[:10])
            told["published"] = (day + timedelta(days=LATER * turn)).isoformat()
        yield json.dumps(told) + "\n"


def build(given: list[dict[str, object]], number: int, workers: int) -> Run:
    """Build a stream of so many articles and watch."""
    with tempfile.TemporaryDirectory() as folder:
        feed, out = Path(folder) / "feed.jsonl", Path(folder) / "out"
        with feed.open("w", encoding="utf-8") as lines:
            lines.writelines(stream(given, number))
        start = time.perf_counter()
        words = [sys.executable, "-c", COMMAND, "build", str(feed), "--out", str(out), "--workers", str(workers)]
        driver = os.posix_spawn(sys.executable, words, os.environ)
        peaks, spent = watched(driver)
        seconds = time.perf_counter() - start
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        size = sum(path.stat().st_size for path in out.iterdir()) / 1e6
    read, rows = manifest["counts"]["articles"]["read"], manifest["counts"]["events"]
    if read != number:
        raise SystemExit(f"{number} articles were given and {read} read")
    others = [peak for process, peak in peaks.items() if process != driver]
    return Run(
        number, rows, round(seconds, 1), round(spent, 1), round(1000 * spent / number, 2),
        round(peaks[driver], 1), round(max(others, default=0.0), 1), round(size, 1),
    )  # fmt: skip


def watched(driver: int) -> tuple[dict[int, float], float]:
    """(process -> peak of its memory in MB, processor seconds of all) until the driver has ended."""
    peaks = {driver: 0.0}
    while True:
        for process in [driver, *children(driver)]:
            peaks[process] = max(peaks.get(process, 0.0), peak_of(process))
        ended, status, usage = os.wait4(driver, os.WNOHANG)
        if ended:
            if os.waitstatus_to_exitcode(status) not in BUILT:
                raise SystemExit(f"the build ended with status {status}")
            return peaks, usage.ru_utime + usage.ru_stime
        time.sleep(EVERY)


def children(process: int) -> list[int]:
    """The processes that a process started, theirs too."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        found = [int(one) for task in tasks for one in (task / "children").read_text(encoding="ascii").split()]
    except OSError:  # it has ended
        return []
    return [*found, *(below for one in found for below in children(one))]


def peak_of(process: int) -> float:
    """The most memory that a process had so far, in MB; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def read(path: Path) -> list[dict[str, object]]:
    """The lines of a feed, packed or not."""
    packed = path.read_bytes()
    lines = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def main() -> None:
    """Run and print, one line a build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", default="2000,10000,50000")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--out", type=Path, help="a table, rewritten after each build")
    options = parser.parse_args()
    given, done = read(options.file), []
    for number in [int(size) for size in options.articles.split(",")]:
        done.append(build(given, number, options.workers))
        print(done[-1], flush=True)
        if options.out:
            with options.out.open("w", encoding="utf-8", newline="") as table:
                writer = csv.DictWriter(table, [field.name for field in fields(Run)], lineterminator="\n")
                writer.writeheader()
                writer.writerows(asdict(run) for run in done)


if __name__ == "__main__":
    main()
