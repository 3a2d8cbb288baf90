"""Load a TOML file of pattern rules and scan a text with all of them in one pass. What a match means is the caller's.

A rule file holds `[fragment]` (named pieces of pattern, used as `{name}`) and ordered `[[rule]]` entries. Patterns are
written for folded text: lower case, straight quotes, plain hyphens; a blank stands for any white space character.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind
from tocsin.errors import DataFileError

T = TypeVar("T")
Option = str | int
Case = tuple[str | int, ...]

_REQUIRED = ("id", "reading", "pattern", "why", "examples", "counterexamples")
# How far behind the start of a match its needed word may stand; the longest lead-in of a rule is about half of it.
NEED_REACH = 60

# How far a `behind` pattern may reach back from a match, in characters.
BEHIND = 40

# Letters and a hyphen that may be glued to the digits behind them ("AK-47").
_GLUED = 7
_DIGIT = re.compile(r"\d")
_GAPS = re.compile(r"[^\S ]")

# How the names of [scan] patterns begin that stand behind a match.
TAIL = "tail_"

# The first one or two words of a phrase of a lexicon: "in excess of" -> in excess.
_FIRST = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NAMED = re.compile(r"\(\?P<\w+>")
_FOLD = str.maketrans({"—": ";", "’": "'", "‘": "'", "–": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class PatternRule:
    """One rule: its pattern, the name of the reading that gives it sense, options for that reading, and its cases."""

    rule_id: str
    reading: str
    regex: re.Pattern[str]
    source: str
    behind: re.Pattern[str] | None
    options: Mapping[str, Option]
    why: str
    examples: tuple[Case, ...]
    counterexamples: tuple[Case, ...]


class Needed:
    """Words of which every match of a rule set holds one, or a digit, close behind its start."""

    def __init__(self, words: frozenset[str]) -> None:
        self._automaton = AhoCorasick(sorted(words), matchkind=MatchKind.Standard)

    def places(self, folded: str) -> list[int]:
        """Where such words begin in a folded text, in order; for a digit also where letters glued to it may begin."""
        spaced = _GAPS.sub(" ", folded)
        found = [
            start
            for _, start, end in self._automaton.find_matches_as_indexes(spaced, overlapping=True)
            if not (start and spaced[start - 1].isalnum()) and not spaced[end : end + 1].isalnum()
        ]
        digits = [hit.start() for hit in _DIGIT.finditer(folded)]
        return sorted([*found, *digits, *(max(0, at - _GLUED) for at in digits)])


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Ordered rules; `starts` finds where one can begin, `master` tries them all there.

    `need` finds words of which every match holds one close behind its start; None when there are no such.
    `behind` holds the [scan] patterns that end where a match starts, by name; `ahead` those named "tail_...", which
    start where it ends.
    """

    rules: tuple[PatternRule, ...]
    need: Needed | None
    starts: re.Pattern[str]
    master: re.Pattern[str]
    behind: Mapping[str, re.Pattern[str]]
    ahead: Mapping[str, re.Pattern[str]]


def fold(text: str) -> str:
    """Lower case, straight quotes, plain hyphens, character for character, so that offsets stay.

    "Sept. 25–27" -> "sept. 25-27"; "İzmir" keeps its length although Python's lower() would lengthen it.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered if text.isascii() else lowered.translate(_FOLD)


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first.

    It branches letter by letter, much faster than one word after the other: man, many, may -> m(?:a(?:n(?:y|)|y)).
    """
    return f"(?:{_tree(words)})"


def _tree(words: Iterable[str]) -> str:
    branches: dict[str, set[str]] = {}
    for word in words:
        branches.setdefault(word[:1], set()).add(word[1:])
    parts = [re.escape(letter).replace("\\ ", " ") + _tree(rest) for letter, rest in sorted(branches.items()) if letter]
    if "" in branches and parts:
        return "(?:" + "|".join([*parts, ""]) + ")"
    return "(?:" + "|".join(parts) + ")" if len(parts) > 1 else "".join(parts)


def load_toml(path: Path) -> dict[str, object]:
    """Read a TOML file; a syntax error becomes a DataFileError that names the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{path.name}: not valid TOML: {error}") from error


def table_of(data: Mapping[str, object], key: str, path: Path) -> dict[str, object]:
    """A required table of a data file."""
    found = data.get(key)
    if not isinstance(found, dict):
        raise DataFileError(f"{path.name}: table [{key}] is missing")
    return found


def entries_of(data: Mapping[str, object], key: str, path: Path) -> list[dict[str, object]]:
    """A required array of tables of a data file."""
    found = data.get(key)
    if not isinstance(found, list) or not all(isinstance(e, dict) for e in found):
        raise DataFileError(f"{path.name}: array [[{key}]] is missing")
    return found


def load_rules(
    path: Path,
    fragments: Mapping[str, str],
    readings: Iterable[str],
    guard: str = r"\b",
    words: Mapping[str, Iterable[str]] | None = None,
) -> RuleSet:
    """Read and compile a rule file. `fragments` and `words` come from lexicons; `guard` must hold where a match starts.

    Raises DataFileError with file, line and id for a missing or unknown key, an unknown reading or fragment, a
    pattern that does not compile, and an id used twice.
    """
    data = load_toml(path)
    known = dict(fragments)
    for name, pattern in table_of(data, "fragment", path).items():
        known[name] = expand(str(pattern), known, path, name)
    allowed = frozenset(readings)
    rules = tuple(_rule(entry, known, allowed, path) for entry in entries_of(data, "rule", path))
    seen: set[str] = set()
    for rule in rules:
        if rule.rule_id in seen:
            raise DataFileError(f"{_at(path, rule.rule_id)}: id is used twice")
        seen.add(rule.rule_id)
    branches = "|".join(f"({_NAMED.sub('(?:', rule.source)})" for rule in rules)
    master = re.compile(f"(?:{branches})(?!\\w)")
    table = dict(table_of(data, "scan", path))
    firsts, needs = (_first_words(table.pop(name, None), words or {}, path, name) for name in ("start", "need"))
    starts = re.compile(guard + (_any_word(firsts) if firsts else ""))
    need = Needed(needs) if needs else None
    places = {name: expand(str(pattern), known, path, name) for name, pattern in table.items()}
    ahead = {name: re.compile(pattern) for name, pattern in places.items() if name.startswith(TAIL)}
    behind = {name: _ending(pattern) for name, pattern in places.items() if not name.startswith(TAIL)}
    return RuleSet(rules, need, starts, master, behind, ahead)


def _first_words(entries: object, words: Mapping[str, Iterable[str]], path: Path, name: str) -> frozenset[str]:
    """The words of a [scan] array: for a {name} how each phrase of that lexicon begins. Empty without an array.

    ["{weekday}", "the"] -> monday ... sunday, the
    """
    if entries is None:
        return frozenset()
    if not isinstance(entries, list):
        raise DataFileError(f"{_at(path, name)}: must be an array of words and names of lexicons in braces")
    phrases: list[str] = []
    for entry in map(str, entries):
        lexicon = entry[1:-1] if entry.startswith("{") else ""
        if lexicon and lexicon not in words:
            raise DataFileError(f"{_at(path, name)}: unknown lexicon {entry}; allowed: {', '.join(sorted(words))}")
        phrases += words[lexicon] if lexicon else [entry]
    return frozenset(hit.group() for phrase in phrases if (hit := _FIRST.match(phrase)))


def _any_word(words: frozenset[str]) -> str:
    """A pattern for a digit, letters glued to one ("AK-47"), or one of the words."""
    starts = one_of(words).replace(" ", r"\s")
    return rf"(?:\d|[^\W\d_]{{1,6}}-?\d|{starts}(?![^\W_]))"


def every_place(rules: RuleSet, guard: str = r"\b(?<!\d[.,])") -> RuleSet:
    """The same rules tried at every word: the slow path that the fast one is checked against."""
    return replace(rules, need=None, starts=re.compile(guard))


def scan(rules: RuleSet, folded: str, read: Callable[[PatternRule, re.Match[str]], T | None]) -> list[T]:
    """Everything the rules read in a folded text, left to right, without overlap.

    At one place the first rule in file order that `read` accepts wins; the reading "nothing" swallows its words.
    """
    found: list[T] = []
    needed: list[int] = []
    if rules.need is not None:
        needed = rules.need.places(folded)
        if not needed:
            return found
    first, end = max(0, needed[0] - NEED_REACH) if needed else 0, 0
    for start in rules.starts.finditer(folded, first):
        position = start.start()
        if position < end or (needed and not _near(needed, position)):
            continue
        if (hit := rules.master.match(folded, position)) is not None:
            value, end = _read_at(rules.rules[(hit.lastindex or 1) - 1 :], folded, position, read)
            if value is not None:
                found.append(value)
    return found


def _near(needed: list[int], position: int) -> bool:
    """True when a needed word starts here or close behind."""
    index = bisect_left(needed, position)
    return index < len(needed) and needed[index] - position <= NEED_REACH


def _read_at(
    rules: tuple[PatternRule, ...], folded: str, position: int, read: Callable[[PatternRule, re.Match[str]], T | None]
) -> tuple[T | None, int]:
    """What the first accepting rule reads at one place, and where its words end."""
    for rule in rules:
        match = rule.regex.match(folded, position)
        if match is None or (rule.behind and not rule.behind.search(folded, max(0, position - BEHIND), position)):
            continue
        if rule.reading == "nothing":
            return None, match.end()
        value = read(rule, match)
        if value is not None:
            return value, match.end()
    return None, position


def _rule(entry: Mapping[str, object], known: Mapping[str, str], readings: frozenset[str], path: Path) -> PatternRule:
    rule_id = str(entry.get("id", "(no id)"))
    for key in _REQUIRED:
        if key not in entry:
            raise DataFileError(f"{_at(path, rule_id)}: key {key!r} is missing")
    reading = str(entry["reading"])
    if reading not in readings:
        allowed = ", ".join(sorted(readings))
        raise DataFileError(f"{_at(path, rule_id)}: unknown reading {reading!r}; allowed: {allowed}")
    source = expand(str(entry["pattern"]), known, path, rule_id)
    try:
        regex = re.compile(f"(?:{source})(?!\\w)")
    except re.error as error:
        raise DataFileError(f"{_at(path, rule_id)}: pattern does not compile: {error}") from error
    return PatternRule(
        rule_id,
        reading,
        regex,
        source,
        _ending(expand(str(entry["behind"]), known, path, rule_id)) if "behind" in entry else None,
        {k: v for k, v in entry.items() if k not in _REQUIRED and isinstance(v, (str, int))},
        str(entry["why"]),
        _cases(entry["examples"], path, rule_id),
        _cases(entry["counterexamples"], path, rule_id),
    )


def _ending(pattern: str) -> re.Pattern[str]:
    """A pattern that must end where a match starts."""
    return re.compile(f"\\b(?:{pattern})\\Z")


def _cases(value: object, path: Path, rule_id: str) -> tuple[Case, ...]:
    if not isinstance(value, list):
        raise DataFileError(f"{_at(path, rule_id)}: examples and counterexamples must be arrays")
    return tuple(tuple(case) if isinstance(case, list) else (str(case),) for case in value)


def expand(pattern: str, known: Mapping[str, str], path: Path, rule_id: str) -> str:
    """A pattern with its {fragments} put in and its blanks made white space."""

    def piece(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in known:
            allowed = ", ".join(sorted(known))
            raise DataFileError(f"{_at(path, rule_id)}: unknown fragment {{{name}}}; allowed: {allowed}")
        return known[name]

    return _PLACEHOLDER.sub(piece, pattern).replace(" ", r"\s")


def _at(path: Path, rule_id: str) -> str:
    """File, line and id of an entry, as an error message names them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = (f'id = "{rule_id}"', f"{rule_id} =")
    line = next((i for i, words in enumerate(lines, 1) if words.startswith(starts)), 0)
    return f"{path.name}:{line} {rule_id!r}"
