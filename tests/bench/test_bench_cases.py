"""The cases of bench/ run, each once and without a clock, and what measures long runs measures a short one."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RAID = "Gunmen attacked the village of Koro in Mali on Tuesday and killed two people. "


@pytest.mark.ci
def test_every_case_runs() -> None:
    words = [sys.executable, "-m", "pytest", "bench/cases.py", "-n0", "--benchmark-disable"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout or "[100%]" in done.stdout


@pytest.mark.ci
def test_a_soak_tells_what_articles_cost(tmp_path: Path) -> None:
    """Two articles, given two and four times: every round has a row of its own, for its day is another."""
    given = [{"id": str(n), "text": RAID * n, "published": f"2024-09-1{n}"} for n in (1, 9)]
    feed, table = tmp_path / "feed.jsonl", tmp_path / "soak.csv"
    feed.write_text("".join(json.dumps(one) + "\n" for one in given), encoding="utf-8")
    words = [sys.executable, "bench/soak.py", str(feed), "--articles", "4,8", "--out", str(table)]
    subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    with table.open(encoding="utf-8", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert (first["articles"], second["articles"]) == ("4", "8")
    assert int(second["rows"]) == 2 * int(first["rows"]) > 0
    assert float(first["processor_seconds"]) > 0
    assert float(second["driver_mb"]) > 50
