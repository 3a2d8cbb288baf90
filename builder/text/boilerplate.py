"""Blank credits, links, rights notes and wire marks of a cleaned text with spaces; data/boilerplate.toml says which."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind
from tocsin.errors import DataFileError
from tocsin.text.words import DATA

_KEYS = {"id", "why", "hints", "pattern", "examples", "counterexamples"}


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """One kind of boilerplate: a pattern, the literals of which one must occur, and cases both ways."""

    id: str
    why: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@lru_cache(maxsize=4)
def load_boilerplate(path: Path = DATA / "boilerplate.toml") -> tuple[BoilerplateRule, ...]:
    """The rules of a file. Raises DataFileError for a missing or unknown key, a broken pattern or a used id."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
    rules = tuple(_rule(path, entry) for entry in entries)
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise DataFileError(f"{path}: rule {rule_id!r} occurs twice; every id stands once")
    return rules


def blank_boilerplate(text: str, start: int = 0, rules: Sequence[BoilerplateRule] | None = None) -> str:
    """Put spaces for the boilerplate of text[start:]; the length stays the same.

    "Gunmen fled. (AFP)" -> "Gunmen fled.      "; "[TEXT] Rebels fled" -> "       Rebels fled"
    """
    hinted = _default_hints() if rules is None else _Hints(rules)
    for rule in hinted.of(text.lower()):
        spans = [match.span() for match in rule.pattern.finditer(text, start)]
        for a, b in reversed(spans):
            text = text[:a] + " " * (b - a) + text[b:]
    return text


class _Hints:
    """The literals of all rules in one automaton."""

    def __init__(self, rules: Sequence[BoilerplateRule]) -> None:
        self._rules = rules
        self._owners = [number for number, rule in enumerate(rules) for _ in rule.hints]
        self._automaton = AhoCorasick([hint for rule in rules for hint in rule.hints], matchkind=MatchKind.Standard)

    def of(self, low: str) -> list[BoilerplateRule]:
        """The rules that have a literal in a text in small letters, in their order."""
        met = self._automaton.find_matches_as_indexes(low, overlapping=True)
        return [self._rules[number] for number in sorted({self._owners[index] for index, _, _ in met})]


@lru_cache(maxsize=1)
def _default_hints() -> _Hints:
    return _Hints(load_boilerplate())


def _rule(path: Path, entry: dict[str, object]) -> BoilerplateRule:
    name = entry.get("id", "?")
    if set(entry) != _KEYS:
        wrong = ", ".join(sorted(set(entry) ^ _KEYS))
        raise DataFileError(f"{path}: rule {name!r}: missing or unknown: {wrong}; allowed: {', '.join(sorted(_KEYS))}")
    try:
        pattern = re.compile(str(entry["pattern"]), re.MULTILINE)
    except re.error as error:
        raise DataFileError(f"{path}: rule {name!r}: the pattern is no regular expression: {error}") from error
    hints, examples, counterexamples = (_strings(path, entry, key) for key in ("hints", "examples", "counterexamples"))
    return BoilerplateRule(str(name), str(entry["why"]), hints, pattern, examples, counterexamples)


def _strings(path: Path, entry: dict[str, object], key: str) -> tuple[str, ...]:
    values = entry[key]
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise DataFileError(f"{path}: rule {entry['id']!r}: {key} must be a list of strings, found {values!r}")
    return tuple(values)
