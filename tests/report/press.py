"""The stories of a build that a report must bear: types, countries and months, and text that wants to be more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

MARKUP = (
    "</script><script>window.hacked = 1</script> \u202e<img src=x onerror='window.hacked=1'> \"two\" & 'one' \u2028"
)
STORIES = {
    # id: (day, title, text)
    "koro": ("2025-03-06", "Farmers killed", "Gunmen killed three farmers in Koro, Mali, on Tuesday."),
    "koro-2": ("2025-03-14", "Herders killed", "Gunmen killed two herders in Koro, Mali, on Wednesday."),
    "kisumu": ("2025-03-12", "March", "Students protested peacefully in Kisumu, Kenya, on Monday."),
    "nairobi": ("2025-06-18", "Riot", "Rioters burned shops in Nairobi, Kenya, on Tuesday."),
    "kaya": ("2025-06-05", "Clash", "Soldiers clashed with JNIM militants in Kaya, Burkina Faso, on Wednesday; "
             "six militants were killed."),
    "hostile": ("2025-04-10", MARKUP, f"{MARKUP} Gunmen killed four traders in Gao, Mali, on Tuesday."),
    "quiet": ("2025-03-20", "Harvest", "The harvest was good in Koro, Mali, on Tuesday, traders said."),
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A build folder, its rows with their grades, and its page."""

    build: Path
    events: pd.DataFrame
    page: Path


def written(folder: Path, *names: str) -> Path:
    """A file with some of the stories."""
    path = folder / "stories.jsonl"
    lines = ({"id": name, "published": STORIES[name][0], "source": MARKUP, "url": "javascript:window.hacked = 1",
              "title": STORIES[name][1], "text": STORIES[name][2]} for name in names)  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path
