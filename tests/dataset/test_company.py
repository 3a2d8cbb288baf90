"""Which articles must be compared at all: told from a few bytes of each, and never one too few."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tocsin.dataset.near import UNDATED, in_company, near_company, near_copies
from tocsin.dataset.sketch import sketch_of

WORDS = ("river", "market", "school", "harvest", "road", "bridge", "office", "season", "station", "garden", "village")


class Printed:
    """An article with nothing but an id, a day and a sketch."""

    def __init__(self, number: int, text: str, day: int = 0) -> None:
        self.article_id, self.sketch, self.day = f"a{number:03}", sketch_of(text), day


def within_ten_days(earlier: Printed, later: Printed) -> bool:
    return later.day == UNDATED or later.day - earlier.day <= 10


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


@pytest.mark.parametrize(
    ("keys", "days", "company"),
    [
        pytest.param([3, 1, 3, 2], [0, 0, 0, 0], [True, False, True, False], id="one day"),
        pytest.param([3, 3, 3, 3], [0, 11, 21, 99], [False, True, True, False], id="ten days apart"),
        pytest.param([3, 1, 3, 1], [0, 0, UNDATED, 50], [True, False, True, False], id="an undated one fits any day"),
        pytest.param([3, 1], [UNDATED, UNDATED], [False, False], id="undated, and alone"),
        pytest.param([], [], [], id="none"),
    ],
)
def test_company_is_what_stands_again_at_about_that_time(keys: list[int], days: list[int], company: list[bool]) -> None:
    assert in_company(np.array(keys, np.uint64), np.array(days, np.int64), 10).tolist() == company


def test_no_near_copy_is_lost() -> None:
    articles = [Printed(n, text) for n, text in enumerate(texts(120))]
    sketches = [a.sketch for a in articles]
    company = near_company(lambda: iter((sketches[:50], sketches[50:])), np.zeros(len(articles), np.int64), 10)
    every = near_copies(articles, lambda a, b: True)
    some = near_copies([a for a, kept in zip(articles, company, strict=True) if kept], lambda a, b: True)
    assert every == some
    assert len(every) > 20
    assert company.sum() < 80  # most of the others are not looked at


def test_a_text_that_comes_back_each_season_hides_no_copy_of_its_day() -> None:
    """Twenty seasons agree with each other, and none reaches the next; each has one copy, of the day after."""
    text = texts(1)[0]
    articles = [Printed(n, text, 50 * (n // 2) + n % 2) for n in range(40)]
    articles.append(Printed(40, text, UNDATED))
    days, sketches = np.array([a.day for a in articles], np.int64), [a.sketch for a in articles]
    assert near_company(lambda: [sketches], days, 10).all()
    copies = {f"a{n + 1:03}": f"a{n:03}" for n in range(0, 40, 2)} | {"a040": "a000"}
    assert near_copies(articles, within_ten_days) == copies
