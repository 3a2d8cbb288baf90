"""A build -> its events in the form in which they are compared, and which of them a hand-coded file judges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from tocsin.dataset.load import LoadedDataset, records
from tocsin.evaluate.articles import Articles
from tocsin.evaluate.unit import Unit
from tocsin.schema.frame import as_texts


def built_units(build: LoadedDataset, articles: Articles) -> tuple[Unit, ...]:
    """The events of a build, each with the articles behind it."""
    behind: dict[str, set[str]] = defaultdict(set)
    for key, article in zip(build.members["event_id_cnty"], build.members["article_id"], strict=True):
        behind[str(key)].add(articles.told_by.get(str(article), str(article)))
    texts = as_texts(build.events).to_dict("records")
    found = []
    for row, text in zip(records(build.events), texts, strict=True):
        cells = {str(name): str(cell) for name, cell in text.items()}
        point = float(row["latitude"]), float(row["longitude"])
        key = cells["event_id_cnty"]
        found.append(Unit(key, frozenset(behind[key]), cells, row["event_date"].date(), point))
    return tuple(sorted(found, key=lambda unit: unit.content))


def apart(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Each event once per article, for a build that was made without merging."""
    each = (replace(unit, articles=frozenset({name})) for unit in units for name in unit.articles)
    return tuple(sorted(each, key=lambda unit: unit.content))


def is_merged(build: LoadedDataset) -> bool:
    """Whether events of several articles were merged in this build."""
    return bool((build.manifest.get("options") or {}).get("merge", True))
