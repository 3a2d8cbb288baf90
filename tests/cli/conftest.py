"""A small build that tests of several commands read: five articles, made up, built once per process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tocsin

ARTICLES = [
    {
        "id": "koro-1", "published": "2025-03-06", "source": "Sahel Courier", "title": "Three farmers killed in Koro",
        "text": "Gunmen killed three farmers in Koro, Mali, on Tuesday.\n\nNo soldier was killed, the mayor said. "
        "The army is expected to attack the camp next week.\n\nThe market of the town stayed shut.",
    },
    {
        "id": "koro-2", "published": "2025-03-07", "source": "Radio Dune", "title": "",
        "text": "Gunmen killed four farmers in Koro, Mali, on Tuesday, residents said. Two women were injured.",
    },
    {
        "id": "garissa", "published": "2025-03-06", "source": "Coast Weekly", "title": "Teachers march",
        "text": "About 200 teachers marched peacefully through Garissa, Kenya, on Wednesday to demand their pay.",
    },
    {
        "id": "goma", "published": "2025-03-06", "source": "Kivu Post", "title": "",
        "text": "Soldiers clashed with M23 rebels near Goma, Democratic Republic of Congo, on Monday. "
        "Five rebels were killed.",
    },
    {
        "id": "cup", "published": "2025-03-06", "source": "Kivu Post", "title": "Rovers win the cup",
        "text": "The Rovers won the cup on Sunday before a full house. Their captain thanked the fans of the club.",
    },
]  # fmt: skip


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with in.jsonl and its build out."""
    folder = tmp_path_factory.mktemp("small")
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (folder / "in.jsonl").write_text(lines, encoding="utf-8")
    tocsin.build(folder / "in.jsonl", folder / "out")
    return folder


@pytest.fixture(scope="session")
def keys(small: Path) -> dict[str, str]:
    """Place of a row -> its key."""
    events = tocsin.load(small / "out").events
    return dict(zip(events["location"], events["event_id_cnty"], strict=True))
