"""Partitions of so many rows, made without coding, and what gathering them takes in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dataset_cases import cells, coded, event, proof
from tocsin.export.write import ROW_GROUP
from tocsin.model import CodedArticle
from tocsin.run.coder import encode

GATHERING = """
import sys, time
from pathlib import Path
from tocsin.config import Options
from tocsin.export import write
from tocsin.run.gather import gather
from tocsin.run.work import Work
folder = Path(sys.argv[1])
write.ROW_GROUP = int(sys.argv[3])
keys = sorted(path.stem for path in (folder / "parts").glob("*.part"))[: int(sys.argv[2])]
begun = time.process_time()
gathered = gather(Work(folder), keys, Options())
write.write_dataset(gathered, folder / "out", {"versions": {}})
status = Path("/proc/self/status").read_text().splitlines()
peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print(gathered.counts["events"], peak, time.process_time() - begun)
"""


def raid(number: int) -> CodedArticle:
    """An article of a row that agrees with no other, with as much evidence as news gives."""
    place = {"location": f"Village {number}", "latitude": 11 + number % 40 / 8, "longitude": number // 40 % 40 / 8}
    day = date(2024, 1, 1) + timedelta(days=number // 1600)
    told = cells(event_date=day, notes=f"On that day, gunmen raided village {number}. " * 3 + "It burned.", **place)
    proofs = tuple(proof(column, f"{value}", quote=f"Gunmen raided village {number}") for column, value in told.items())
    article_id = f"a{number:05}"
    found = coded(article_id, published=day + timedelta(days=1))
    return CodedArticle(found.article, "coded", "", (event(article_id, told, evidence=proofs),), found.sentences)


def parts(folder: Path, number: int, size: int) -> list[str]:
    """So many partitions of so many rows each; their keys."""
    (folder / "parts").mkdir(parents=True)
    keys = [f"{part:04}" for part in range(number)]
    for part, key in enumerate(keys):
        content = encode([raid(n) for n in range(part * size, (part + 1) * size)])
        (folder / "parts" / f"{key}.part").write_bytes(content)
    return keys


@dataclass(frozen=True, slots=True)
class Cost:
    """What gathering and writing took: rows, the most kilobytes, processor seconds."""

    rows: int
    kilobytes: int
    seconds: float


def cost(folder: Path, number: int, group: int = ROW_GROUP) -> Cost:
    """Gather and write the first partitions, in row groups of so many lines."""
    words = [sys.executable, "-c", GATHERING, str(folder), str(number), str(group)]
    rows, kilobytes, seconds = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    return Cost(int(rows), int(kilobytes), float(seconds))
