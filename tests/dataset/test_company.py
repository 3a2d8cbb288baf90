"""Which articles must be compared at all: told from a few bytes of each, and never one too few."""

from __future__ import annotations

import random

import numpy as np
from tocsin.dataset.near import in_company, near_company, near_copies
from tocsin.dataset.sketch import sketch_of

WORDS = ("river", "market", "school", "harvest", "road", "bridge", "office", "season", "station", "garden", "village")


class Printed:
    """An article with nothing but an id and a sketch."""

    def __init__(self, number: int, text: str) -> None:
        self.article_id, self.sketch = f"a{number:03}", sketch_of(text)


def texts(count: int) -> list[str]:
    """Texts of 60 words; every fourth is an edited copy of the one before it, every ninth too short for a sketch."""
    chance = random.Random(5)
    made: list[str] = []
    for number in range(count):
        words = [chance.choice(WORDS) + chance.choice("abcdefgh") for _ in range(60)]
        if number % 4 == 3:
            words = made[-1].split()
            words[10:11] = ["nearly"]
        made.append(" ".join(words[: 8 if number % 9 == 8 else 60]))
    return made


def test_company_is_what_stands_more_than_once() -> None:
    assert in_company(np.array([3, 1, 3, 2], dtype=np.uint64)).tolist() == [True, False, True, False]
    assert in_company(np.array([], dtype=np.uint64)).tolist() == []


def test_no_near_copy_is_lost() -> None:
    articles = [Printed(n, text) for n, text in enumerate(texts(120))]
    sketches = [a.sketch for a in articles]
    company = near_company(lambda: iter((sketches[:50], sketches[50:])), len(articles))
    every = near_copies(articles, lambda a, b: True)
    some = near_copies([a for a, kept in zip(articles, company, strict=True) if kept], lambda a, b: True)
    assert every == some
    assert len(every) > 20
    assert company.sum() < 80  # most of the others are not looked at
