"""The articles of a build, found by what a hand-coded file calls them: an id, an address, or several of these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.dataset.load import LoadedDataset, records

_BETWEEN = re.compile(r"\s*[;|]\s*")
"""What stands between several links in one cell; an id that holds such a mark is tried whole first."""


@dataclass(frozen=True, slots=True)
class Articles:
    """How articles are found.

    by_name  id or address -> ids; an address may belong to several articles
    told_by  id -> the id of the article that it repeats, else itself
    about    id -> status, reason, title
    """

    by_name: Mapping[str, frozenset[str]]
    told_by: Mapping[str, str]
    about: Mapping[str, Mapping[str, str]]

    def linked(self, cell: str) -> tuple[tuple[str, ...], frozenset[str]]:
        """(the links in a cell, the articles of the build that they lead to)."""
        if cell in self.by_name:
            return (cell,), self._originals(self.by_name[cell])
        links = tuple(part for part in _BETWEEN.split(cell) if part)
        found = frozenset().union(*(self.by_name.get(_bare(link), frozenset()) for link in links))
        return links, self._originals(found)

    def _originals(self, ids: frozenset[str]) -> frozenset[str]:
        """A repeated article is judged as the one that it repeats, for the build tells both as one."""
        return frozenset(self.told_by[name] for name in ids)


def articles_of(build: LoadedDataset) -> Articles:
    """The articles of a build."""
    names: dict[str, set[str]] = {}
    told_by: dict[str, str] = {}
    about: dict[str, dict[str, str]] = {}
    for record in records(build.articles):
        told = {name: str(record[name] or "") for name in ("article_id", "url", "title", "status", "reason", "sha256")}
        key = told["article_id"]
        about[key] = told
        told_by[key] = str(record["duplicate_of"] or "") or key
        for name in filter(None, (key, _bare(key), _bare(told["url"]))):
            names.setdefault(name, set()).add(key)
    return Articles({name: frozenset(ids) for name, ids in names.items()}, told_by, about)


def _bare(link: str) -> str:
    """An address without the slash that closes it."""
    return link.rstrip("/") or link
