"""The options of a build, in one frozen value that every stage is handed and the manifest records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

DEFAULT_WINDOW = 31  # days before publication; codebook 4 does not code what is vaguer than a month


@dataclass(frozen=True, slots=True)
class Options:
    """What a user can choose about coding.

    published  day for articles without a date of their own
    window     days before publication that still count as news; older happenings are background
    merge      look for duplicate articles and merge events across articles
    rules      folder of rule files that add to or override ours
    actors     folder or file of actor data that adds to or overrides ours
    places     CSV file of places that adds to or overrides ours
    timestamp  Unix seconds for the timestamp column; None takes the newest publication day
    sources    CSV file of news sources that adds to or overrides ours
    gazetteer  folder of imported places; None takes the platform's data folder, if anything was imported there
    reviews    files of decisions that reviewers made, applied to the rows
    columns    (field, column) of inputs that name their columns otherwise: (("published", "date_col"),)
    """

    published: date | None = None
    window: int = DEFAULT_WINDOW
    merge: bool = True
    rules: Path | None = None
    actors: Path | None = None
    places: Path | None = None
    timestamp: int | None = None
    gazetteer: Path | None = None
    sources: Path | None = None
    columns: tuple[tuple[str, str], ...] = ()
    reviews: tuple[Path, ...] = ()
