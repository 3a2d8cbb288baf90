"""Feed what is made to hurt, for as long as you like, and tell what breaks: python -m bench.fuzz --minutes 10

Articles, files of every format, data files of users, builds with a changed file, in turn. What must hold of each is
tests/hostile/fuzzing.py. Exit code 1 and the smallest example that was found when something breaks; --seed repeats it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "hostile")]

import tocsin  # noqa: E402
from fuzzing import judge_articles, judge_build, judge_data, judge_file  # noqa: E402
from hypothesis import HealthCheck, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from strategies import RAID, edited, edits, files, several  # noqa: E402

ROUND = {"articles": 40, "files": 400, "data": 12, "builds": 30}
"""Examples of each kind in one round, so that each takes about the same time."""
OWN_DATA = {
    "rules.toml": (ROOT / "builder" / "rules" / "scope.toml").read_bytes(),
    "actors.csv": (ROOT / "tests" / "actors" / "small" / "groups.csv").read_bytes(),
    "places.csv": b"name,latitude,longitude,country,admin1\nTestford,14.1,-3.2,Mali,Mopti\n",
    "sources.csv": b"name,country,scale\nKoro Courier,Mali,Subnational\n",
}


def judges(build: Path) -> dict[str, tuple[st.SearchStrategy[tuple[object, ...]], Callable[..., None]]]:
    """Kind -> (what is fed, what must hold)."""
    changes = st.lists(edits, min_size=1, max_size=4)
    data = st.sampled_from(sorted(OWN_DATA)).flatmap(
        lambda name: changes.map(lambda c: (name, edited(OWN_DATA[name], c)))
    )
    parts = {p.name: p.read_bytes() for p in sorted(build.iterdir())}
    built = st.sampled_from(sorted(parts)).flatmap(
        lambda name: changes.map(lambda c: (build, name, edited(parts[name], c)))
    )
    return {
        "articles": (several.map(lambda a: (a,)), judge_articles),
        "files": (files(), judge_file),
        "data": (data, judge_data),
        "builds": (built, judge_build),
    }


def one_round(kind: str, number: int, fed: st.SearchStrategy[tuple[object, ...]], judge: Callable[..., None]) -> None:
    """So many examples of a kind, chosen by a seed. Raises what broke, after it was made small."""

    @seed(number)
    @settings(max_examples=ROUND[kind], deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(fed)
    def run(example: tuple[object, ...]) -> None:
        counts[kind] += 1
        judge(*example)

    run()


counts: Counter[str] = Counter()


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(ROUND))
    options = parser.parse_args()
    until, number, broken = time.monotonic() + 60 * options.minutes, options.seed, 0
    with tempfile.TemporaryDirectory() as folder:
        records = [{"id": str(n), "text": RAID, "published": f"2024-09-1{n}"} for n in range(4)]
        tocsin.build(records, Path(folder) / "build")
        kinds = {k: v for k, v in judges(Path(folder) / "build").items() if k in options.kinds.split(",")}
        while time.monotonic() < until:
            for kind, (fed, judge) in kinds.items():
                try:
                    one_round(kind, number, fed, judge)
                except Exception:
                    broken += 1
                    print(f"{kind}, seed {number}:\n{traceback.format_exc()}", flush=True)
            number += 1
    print(f"{dict(counts)} examples, seeds {options.seed} to {number - 1}; {broken} rounds broke something")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
