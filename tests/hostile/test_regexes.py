"""No pattern backtracks without bound: each is fed strings made to hurt it, at the lengths that it can meet."""

from __future__ import annotations

import re
import time

import pytest
from patterns import attacks, every_pattern, matched_at_one_place, written_in_calls

SHORT, SENTENCE = 500, 2_000
"""Characters: enough for a pattern that doubles with every round to take ages; and the longest sentence that is not cut
(text/sentences.py), which most patterns never see more of."""
PATIENCE = 1.0
"""Seconds of this process's own time for one string; a pattern that doubles with every round would need ages."""

FLOOR = 0.05
"""Seconds under which nothing is said on how a cost grows: clocks and other work on the machine tell more."""
STEEPEST = 32
"""Four times the length may cost sixteen times as much (a search that starts anew at each character), with room for the
clock; 64 times would be one power more. Sentences are capped, so that the square of their length is a bound."""
AT_LOADING = {
    "builder/mentions/quantities.py": {"_context"},
    "builder/mentions/rulefile.py": {"_ending", "_rule", "every_place", "load_rules"},
    "builder/mentions/toll_phrases.py": {"_rule", "pattern"},
    "builder/text/boilerplate.py": {"_rule"},
    "builder/text/clean.py": {"clean_title"},
    "builder/text/dateline.py": {"_is_place"},
}
"""Functions that make patterns of rule files, or take one of the module: every_pattern finds them in memory."""
OF_WORDS = {
    "builder/dataset/retell.py": {"retold": "Koro|Mali"},
    "builder/incidents/crowds.py": {"_words_of": r"(?<!\w)dozens(?!\w)"},
    "builder/incidents/headings.py": {
        "towns_of_hospitals": r"\b(?:hospital|clinic) (?:in|at) (?:the )?(?:[a-z]+ (?:city |town )?of )?\Z",
    },
    "builder/incidents/toll_counts.py": {
        "_is_name": r"\bKoro\b", "_of_stranger": r"[a-z,] (?:[A-Z][a-z]+ )*(?:Koro Musa|Musa)\b",
    },
    "builder/incidents/tolls.py": {"_counts_them_in": r"\bincluding (?:the |both )?(?:[a-z]+ )?women\b"},
    "builder/mentions/actor_parts.py": {"_introduced_hits": r"(?<!\w)ABC(?!\w)"},
    "builder/rulebook/load.py": {"names_any": r"(?<!\w)(?:army|police)(?!\w)"},
}  # fmt: skip
"""Functions that put words of an article or of a rule, each escaped, into a pattern, and what becomes of it. Rule files
of a user have words and no patterns."""
MADE = {source: re.compile(source) for made in OF_WORDS.values() for source in made.values()}

PATTERNS = sorted((every_pattern() | MADE).items())
AT_ONE_PLACE = matched_at_one_place()


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 300


def test_a_function_that_makes_patterns_is_known() -> None:
    """A new one goes into AT_LOADING when what it makes is kept by a rule or a store, else into OF_WORDS."""
    assert written_in_calls()[1] == AT_LOADING | {path: set(made) for path, made in OF_WORDS.items()}


def cost(source: str, pattern: re.Pattern[str], text: str) -> float:
    """Seconds to look for a pattern in a text as the program does."""
    look = pattern.match if source in AT_ONE_PLACE else pattern.search
    start = time.process_time()
    look(text)
    return time.process_time() - start


@pytest.mark.parametrize("size", [SHORT, pytest.param(SENTENCE, marks=pytest.mark.ci)])
def test_worst_cases_end_soon(size: int) -> None:
    slow = []
    for source, pattern in PATTERNS:
        for text in attacks(pattern, size):
            taken = cost(source, pattern, text)
            if taken > PATIENCE:
                slow.append(f"{taken:.1f} s on {text[:60]!r}... for {source[:200]}")
    assert slow == []


@pytest.mark.ci
def test_a_cost_grows_no_faster_than_the_square_of_the_length() -> None:
    steep = []
    for source, pattern in PATTERNS:
        for short, long in zip(attacks(pattern, SENTENCE // 4), attacks(pattern, SENTENCE), strict=True):
            if cost(source, pattern, long) > FLOOR:
                once, grown = (min(cost(source, pattern, text) for _ in range(9)) for text in (short, long))
                if grown > FLOOR and grown > STEEPEST * once:
                    steep.append(f"{once:.4f} s, then {grown:.3f} s on {long[:60]!r}... for {source[:200]}")
    assert steep == []


def test_the_judge_knows_a_bad_pattern() -> None:
    """The strings do hurt a pattern of the kind that is forbidden, already at twenty characters."""
    bad = re.compile(r"x(?:a+)+b")
    short, long = (sum(cost("", bad, text) for text in attacks(bad, size)) for size in (14, 20))
    assert long > STEEPEST * short
