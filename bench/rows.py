"""Gather and write more and more rows, made without coding, and tell what each takes: python -m bench.rows

Each row is an article of its own with as much evidence as news gives, and agrees with no other. Every size is gathered
in a process of its own; memory is the peak that the system notes, time is processor time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "dataset"))

from row_parts import Cost, cost, parts  # noqa: E402

AT_ONCE = 250
"""Rows in a partition, as in one of news in which all tells of conflict."""


def main() -> None:
    """Run and print, one line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="500,6000,20000")
    sizes = [int(size) // AT_ONCE for size in parser.parse_args().rows.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        parts(Path(folder), max(sizes), AT_ONCE)
        before: Cost | None = None
        for size in sizes:
            found = cost(Path(folder), size)
            grown = (found.kilobytes - before.kilobytes) / (found.rows - before.rows) if before else 0
            size_of_it = f"{found.kilobytes / 1024:.0f} MB, {grown:.1f} kB for each row more than the size before"
            print(f"{found.rows} rows: {size_of_it}; {1000 * found.seconds / found.rows:.2f} ms a row", flush=True)
            before = found


if __name__ == "__main__":
    main()
