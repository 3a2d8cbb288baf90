"""Find in a sentence the counts of dead, hurt, missing and held that nouns and phrases tell, and what else it says of
tolls.

"resulting in nine deaths", "the toll rose to eleven", "split over three events". Patterns are data (data/tolls.toml);
dead who are the object of a verb are read from frames, and who died in which happening is decided in incidents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from tocsin.errors import DataFileError
from tocsin.mentions.lexicon import DATA
from tocsin.mentions.numbers import load_numbers
from tocsin.mentions.quantities import find_quantities
from tocsin.mentions.rulefile import entries_of, expand, fold, load_toml, table_of
from tocsin.model import Quantity

Kind = Literal[
    "dead", "update", "total", "later", "own", "self", "related", "shared", "included", "beside", "hurt", "missing",
    "held", "claim", "part",
]  # fmt: skip

_KEYS = ("id", "kind", "why", "examples", "counterexamples")
_FRONT = 90  # characters in front of a number that a pattern may look at


@dataclass(frozen=True, slots=True)
class TollRule:
    """What must stand in front of and behind a number, or, without a number, the words themselves and their worth.

    `opened` are words that the sentence must hold anywhere before the number.
    """

    rule_id: str
    kind: Kind
    front: re.Pattern[str] | None
    back: re.Pattern[str] | None
    words: re.Pattern[str] | None
    opened: re.Pattern[str] | None
    value: int
    examples: tuple[tuple[str | int, ...], ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TollRules:
    """The rules in order; `need` is a word that every sentence with a hit holds; `not_dead` see `kills_nobody`."""

    rules: tuple[TollRule, ...]
    need: re.Pattern[str]
    not_dead: re.Pattern[str]
    not_dead_back: re.Pattern[str]
    too_many: int


@dataclass(frozen=True, slots=True)
class TollPhrase:
    """A number and what the words around it say: see the kinds in data/tolls.toml."""

    kind: Kind
    start: int
    end: int
    value: int
    low: int
    high: int | None
    vague: bool
    rule_id: str


@lru_cache(maxsize=4)
def load_tolls(path: Path = DATA / "tolls.toml") -> TollRules:
    """Compile the toll rules once per path. Raises DataFileError naming file and id for a broken entry."""
    data = load_toml(path)
    fragments = dict(load_numbers().fragments)
    for name, pattern in table_of(data, "fragment", path).items():
        fragments[name] = expand(str(pattern), fragments, path, name)
    scan, limits = table_of(data, "scan", path), table_of(data, "limit", path)
    rules = tuple(_rule(entry, fragments, path) for entry in entries_of(data, "toll", path))
    need = re.compile(expand(str(scan["need"]), fragments, path, "need"))
    front = expand(str(scan["not_dead"]), fragments, path, "not_dead")
    back = expand(str(scan["not_dead_back"]), fragments, path, "not_dead_back")
    not_dead = re.compile(rf"\b(?:{front})\Z")
    return TollRules(rules, need, not_dead, re.compile(rf"(?:{back})\b"), int(str(limits["too_many"])))


def _rule(entry: dict[str, object], fragments: dict[str, str], path: Path) -> TollRule:
    rule_id = str(entry.get("id", "(no id)"))
    if missing := [key for key in _KEYS if key not in entry]:
        raise DataFileError(f"{path.name}: toll {rule_id!r}: key {missing[0]!r} is missing")
    kind = str(entry["kind"])
    if kind not in get_args(Kind):
        allowed = ", ".join(get_args(Kind))
        raise DataFileError(f"{path.name}: toll {rule_id!r}: unknown kind {kind!r}; allowed: {allowed}")

    def pattern(name: str, frame: str) -> re.Pattern[str] | None:
        source = str(entry.get(name, ""))
        return re.compile(frame.format(expand(source, fragments, path, rule_id))) if source else None

    examples, counter = entry["examples"], entry["counterexamples"]
    assert isinstance(examples, list) and isinstance(counter, list)
    return TollRule(
        rule_id,
        kind,  # type: ignore[arg-type]
        pattern("front", r"(?:^|(?<!\w))(?:{})\Z"),
        pattern("back", r"(?:{})(?!\w)"),
        pattern("words", r"\b(?:{})(?!\w)"),
        pattern("opened", r"(?<!\w)(?:{})(?!\w)"),
        int(str(entry.get("value", 0))),
        tuple(tuple(e) for e in examples),
        tuple(str(c) for c in counter),
    )


def find_tolls(text: str, base: int) -> tuple[TollPhrase, ...]:
    """What a sentence says of tolls, left to right; `base` is added to every start and end.

    Takes:    "resulting in nine deaths" -> dead 9;  "the toll rose from nine to eleven" -> update 11
              "(total of 12 fatalities)" -> total 12;  "nine arrests were made" -> held 9
    Refuses:  "the toll of the war rose to 4,000"  "nine deaths since January"
    """
    loaded, folded = load_tolls(), fold(text)
    if loaded.need.search(folded) is None:
        return ()
    found: list[TollPhrase] = []
    for quantity in find_quantities(text, 0):
        rule = _of_quantity(loaded, folded, quantity)
        if rule is not None:
            found.append(_phrase(rule, quantity, base))
    for rule in loaded.rules:
        if rule.words is not None and (hit := rule.words.search(folded)) is not None:
            start, end = base + hit.start(), base + hit.end()
            found.append(TollPhrase(rule.kind, start, end, rule.value, rule.value, rule.value, False, rule.rule_id))
    return tuple(sorted(found, key=lambda p: p.start))


def _of_quantity(loaded: TollRules, folded: str, quantity: Quantity) -> TollRule | None:
    if quantity.unit != "count":
        return None
    front = folded[max(0, quantity.start - _FRONT) : quantity.start]
    for rule in loaded.rules:
        if rule.front is None and rule.back is None:
            continue
        if rule.opened is not None and rule.opened.search(folded, 0, quantity.start) is None:
            continue
        if (rule.front is None or rule.front.search(front)) and (
            rule.back is None or rule.back.match(folded, quantity.end)
        ):
            return rule
    return None


def _phrase(rule: TollRule, q: Quantity, base: int) -> TollPhrase:
    return TollPhrase(rule.kind, base + q.start, base + q.end, q.value, q.low, q.high, q.vague, rule.rule_id)


def kills_nobody(text: str, start: int, end: int) -> bool:
    """Whether the words beside a deadly act, at `start` to `end` of a text, keep its victims from being dead of it.

    Takes:    "tried to kill a judge", "accused of killing a child", "were killed, injured or captured"
    Refuses:  "killed a judge", "were killed and injured"
    """
    loaded = load_tolls()
    if loaded.not_dead.search(fold(text[max(0, start - _FRONT) : start])):
        return True
    return loaded.not_dead_back.match(fold(text[end : end + _FRONT])) is not None


def beyond_belief(values: Sequence[int]) -> bool:
    """Whether a toll is more than any single event of the last century has cost (codebook 6: credible figures)."""
    return sum(values) > load_tolls().too_many
