"""Feeds for the tests of runs: many short articles of our own, some with events, some repeated, some broken."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

FILLER = (
    "The committee of the library will meet again next spring.",
    "Prices of rice and onions stayed level through the season.",
    "A new bus line links the station with the old harbour.",
    "Pupils of the third form painted the walls of their school.",
    "The river stood two metres higher than in an average year.",
    "Farmers spoke of a good harvest of maize and of late rains.",
)
TOWNS = ("Gao", "Kidal", "Mopti", "Timbuktu", "Sikasso", "Segou", "Kayes", "Menaka")


def article(number: int, sentences: int = 40) -> dict[str, object]:
    """One article; every fifth tells of an attack, every seventh of a plan, every eleventh repeats the last."""
    chosen = random.Random(number if number % 11 else number - 1)
    body = [chosen.choice(FILLER) for _ in range(sentences)]
    told = number if number % 11 else number - 1
    if told % 5 == 0:
        town = TOWNS[told % len(TOWNS)]
        body.insert(0, f"Gunmen attacked the village of {town} in Mali on Tuesday and killed {2 + told % 7} people.")
    if told % 7 == 0:
        body.append("Villagers of Gao in Mali plan to march against the mayor on Friday.")
    text = " ".join(body)
    day = f"2024-0{1 + told % 9}-1{told % 8}"
    return {"id": f"a{number:05}", "published": day, "source": "Sahel Wire", "text": text}


def lines_of(count: int, sentences: int = 40) -> list[str]:
    """The lines of a feed; two of them cannot be read."""
    lines = [json.dumps(article(number, sentences)) for number in range(count)]
    lines.insert(count // 2, '{"id": "broken", "text": ')
    lines.insert(count // 3, json.dumps({"id": "a00001", "text": "An id that is taken by an earlier article."}))
    return lines


def feed(folder: Path, count: int, sentences: int = 40) -> Path:
    """A feed in a file."""
    path = folder / "feed.jsonl"
    path.write_text("\n".join(lines_of(count, sentences)) + "\n", encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a build."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def command(path: Path, out: Path, *more: str) -> list[str]:
    """tocsin build of a feed with two workers."""
    start = "from tocsin.cli.main import main; main()"
    return [sys.executable, "-c", start, "build", str(path), "--out", str(out), "--workers", "2", *more]


def started(path: Path, out: Path, patch: Path | None = None, **more: object) -> subprocess.Popen[str]:
    """The command as a process; `patch` is a folder with a sitecustomize.py that its processes run first."""
    environment = dict(os.environ)
    if patch is not None:
        environment["PYTHONPATH"] = os.pathsep.join([str(patch), environment.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return subprocess.Popen(
        command(path, out), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, **more
    )  # type: ignore[call-overload, no-any-return]
