"""No pattern backtracks without bound: each is fed strings made to hurt it, at the lengths that it can meet."""

from __future__ import annotations

import re
import time

import pytest
from patterns import attacks, every_pattern

SHORT, SENTENCE = 500, 2_000
"""Characters: enough for a pattern that doubles with every round to take ages; and the longest sentence that is not cut
(text/sentences.py), which most patterns never see more of."""
PATIENCE = 1.0
"""Seconds of this process's own time for one string; a pattern that doubles with every round would need ages."""

PATTERNS = sorted(every_pattern().items())


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 100


@pytest.mark.parametrize("size", [SHORT, pytest.param(SENTENCE, marks=pytest.mark.slow)])
def test_worst_cases_end_soon(size: int) -> None:
    slow = []
    for source, pattern in PATTERNS:
        for text in attacks(pattern, size):
            start = time.process_time()
            pattern.search(text)
            taken = time.process_time() - start
            if taken > PATIENCE:
                slow.append(f"{taken:.1f} s on {text[:60]!r}... for {source[:200]}")
    assert slow == []


def test_the_judge_knows_a_bad_pattern() -> None:
    """The strings do hurt a pattern of the kind that is forbidden, already at thirty rounds."""
    bad = re.compile(r"x(?:a+)+b")
    start = time.process_time()
    for text in attacks(bad, 27):
        bad.search(text)
    assert time.process_time() - start > 0.2
