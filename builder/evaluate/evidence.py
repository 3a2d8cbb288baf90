"""The evidence of a build, looked up by row and column and by article: words, sentences, rules, what came second."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.dataset.load import LoadedDataset, records
from tocsin.evaluate.result import Proof
from tocsin.evaluate.settings import POINT

Texts = Mapping[str, Mapping[str, str]]
"""Article -> its title and text, as the input gave them."""

_SOURCE = {POINT: "latitude", "event_type": "sub_event_type"}
"""Columns of a comparison -> the column of the build whose evidence speaks for them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate that is no row: its reasons, what it was coded as, the sentence of its act."""

    article_id: str
    cells: Mapping[str, Any]
    reasons: tuple[str, ...]
    proof: Proof


class EvidenceOf:
    """Evidence of some rows and articles of a build by what it speaks for; what is right needs none."""

    def __init__(self, build: LoadedDataset, texts: Texts, keys: Collection[str], articles: Collection[str]) -> None:
        self._texts = texts
        self._cells: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
        for entry in records(build.evidence[build.evidence["event_id_cnty"].isin(list(keys))]):
            self._cells[str(entry["event_id_cnty"]), str(entry["column"])].append(entry)
        self._sentences: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        if texts:
            for entry in records(build.sentences):
                place = int(entry["start"]), int(entry["end"])
                self._sentences[str(entry["article_id"]), str(entry["field"])].append(place)
        self._excluded: dict[str, list[Candidate]] = defaultdict(list)
        for entry in records(build.excluded[build.excluded["article_id"].isin(list(articles))]):
            self._excluded[str(entry["article_id"])].append(_candidate(entry))

    def behind(self, key: str, column: str) -> tuple[Proof, ...]:
        """The words and rules behind a cell; where a cell has no words, its rules alone."""
        told = [entry for entry in self._told(key, column) if entry["role"] in ("value", "addend")]
        return tuple(dict.fromkeys(self._proof(entry) for entry in told))

    def second(self, key: str, column: str) -> tuple[str, ...]:
        """The values that nearly won a cell."""
        found = (str(entry["value"]) for entry in self._told(key, column) if entry["role"] in ("runner_up", "conflict"))
        return tuple(dict.fromkeys(found))

    def excluded(self, articles: Iterable[str]) -> list[Candidate]:
        """The candidates of some articles that are no rows, in the order of their articles."""
        return [candidate for article in sorted(articles) for candidate in self._excluded.get(article, ())]

    def _told(self, key: str, column: str) -> list[Mapping[str, Any]]:
        return self._cells.get((key, _SOURCE.get(column, column)), [])

    def _proof(self, entry: Mapping[str, Any]) -> Proof:
        article, field = str(entry["article_id"]), str(entry["field"] or "")
        rules = tuple(str(rule) for rule in entry["rule_ids"])
        if entry["start"] is None or entry["start"] != entry["start"]:
            return Proof(article, field, -1, -1, str(entry["quote"] or ""), "", rules)
        start, end = int(entry["start"]), int(entry["end"])
        return Proof(article, field, start, end, str(entry["quote"]), self._sentence(article, field, start), rules)

    def _sentence(self, article: str, field: str, start: int) -> str:
        """The sentence in which a character stands, where the text of the article is at hand."""
        places = self._sentences.get((article, field), [])
        at = bisect_right(places, (start, len(self._texts.get(article, {}).get(field, "")))) - 1
        if article not in self._texts or at < 0 or places[at][1] <= start:
            return ""
        return " ".join(self._texts[article][field][slice(*places[at])].split())


def _candidate(entry: Mapping[str, Any]) -> Candidate:
    article, quote = str(entry["article_id"]), str(entry["quote"] or "")
    start, end = (-1 if entry[name] is None else int(entry[name]) for name in ("start", "end"))
    proof = Proof(article, "text" if start >= 0 else "title", start, end, quote, quote, ())
    return Candidate(article, entry, tuple(str(reason) for reason in entry["reasons"]), proof)
