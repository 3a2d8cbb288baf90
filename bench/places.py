"""Measure the gazetteer alone: CPU seconds to load, memory it adds to a process, CPU time per gated sentence.

    python bench/places.py ARTICLES.jsonl     # fields id, text; without a file the loading alone

CPU time of one process, so that other work on the machine changes little.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

import pyarrow.parquet as _parquet  # noqa: F401  loaded first: every build has it, so it is none of the gazetteer's
from tocsin.actors.store import ActorStore
from tocsin.config import Options
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.focus import focus_countries
from tocsin.mentions.places import find_places, resolve_point
from tocsin.model import Article
from tocsin.pipeline import Gated, load_stores, prepare

_WARM = 5  # articles before the clock runs: word lists are read once per process


def memory() -> float:
    """Resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def load() -> Gazetteer:
    """Load the gazetteer and tell what that costs."""
    before, start = memory(), time.process_time()
    gazetteer = Gazetteer.load()
    gazetteer.lookup("Gao")
    print(f"load {time.process_time() - start:.2f} s of CPU, {memory() - before:.0f} MB more")
    return gazetteer


def per_sentence(path: Path, gazetteer: Gazetteer) -> None:
    """Find and resolve the places of every article that the gate lets through."""
    stores, states = load_stores(Options()), ActorStore.load().tables["states"]
    sentences, spent = 0, 0.0
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate([*lines[:_WARM], *lines]):
        told = json.loads(line)
        item = prepare(Article(str(told["id"]), told["text"], date(2020, 1, 1), "metadata"), stores)
        if not isinstance(item, Gated):
            continue
        start = time.process_time()
        found = find_places(item.document, gazetteer, (), focus_countries(item.document, gazetteer, states))
        for mention in found:
            resolve_point(mention, found, gazetteer)
        if number >= _WARM:
            spent += time.process_time() - start
            sentences += len(item.document.sentences)
    print(f"{sentences:,} sentences of articles that passed the gate, {1000 * spent / max(1, sentences):.2f} ms each")


if __name__ == "__main__":
    loaded = load()
    for name in sys.argv[1:]:
        per_sentence(Path(name), loaded)
