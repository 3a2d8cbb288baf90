"""Find the repeats of a run: partition files -> id of the repeat, id of the first; some bytes an article in memory.

Only articles that have something in common with another of about their days are held and compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from tocsin.dataset.duplicates import REACH_DAYS, Fingerprint, link_repeats
from tocsin.dataset.near import UNDATED, in_company, near_company
from tocsin.run import codec
from tocsin.run.codec import Head, Print
from tocsin.run.work import Work

Heads = Sequence[tuple[str, Head]]
"""Key and head of every partition, in order of the stream."""


def duplicates_of(work: Work, heads: Heads) -> dict[str, str]:
    """find_duplicates over what the partitions hold."""
    kept = [(_words(prints), _days(prints)) for prints in (_prints(work, key, head) for key, head in heads)]
    words = np.concatenate([np.empty(0, np.uint64), *(some for some, _ in kept)])
    days = np.concatenate([np.empty(0, np.int64), *(some for _, some in kept)])
    sketches = lambda: ([p.sketch for p in _prints(work, *one)] for one in heads)  # noqa: E731
    company = in_company(words, days, REACH_DAYS) | near_company(sketches, days, REACH_DAYS)
    return link_repeats(_fingerprints(work, heads, company)) if company.any() else {}


def _fingerprints(work: Work, heads: Heads, wanted: Any) -> Iterator[Fingerprint]:
    place = 0
    for key, head in heads:
        for p in _prints(work, key, head):
            if wanted[place]:
                yield Fingerprint(p.article_id, p.words, p.short, p.published, p.sketch)
            place += 1


def _words(prints: Sequence[Print]) -> Any:
    return np.array([int.from_bytes(p.words[:8], "big") for p in prints], dtype=np.uint64)


def _days(prints: Sequence[Print]) -> Any:
    return np.array([p.published.toordinal() if p.published else UNDATED for p in prints], dtype=np.int64)


def _prints(work: Work, key: str, head: Head) -> list[Print]:
    return codec.decode(work.section(key, head, "prints"), list[Print])
