"""Find the numbers of a sentence with their bounds and what kind of thing they measure.

Patterns and neighbours are data (data/quantities.toml), words are data/numbers.toml. Which count is the dead is
decided later; here every number that counts nothing (ages, ranks, money, calibres, dates) gets a unit that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from re import Match
from typing import Literal, cast, get_args

from tocsin.errors import DataFileError
from tocsin.mentions.lexicon import DATA
from tocsin.mentions.numbers import NumberWords, load_numbers, scale_of, worth
from tocsin.mentions.rulefile import (
    PatternRule,
    RuleSet,
    entries_of,
    expand,
    fold,
    load_rules,
    load_toml,
    scan,
    table_of,
)  # fmt: skip
from tocsin.mentions.setting import group
from tocsin.model import ActorMention, Quantity

Unit = Literal["count", "age", "money", "distance", "ordinal", "year", "clock", "calibre", "percent", "other"]

_READINGS = ("nothing", "date", "unit", "code", "ordinal", "number", "range", "plural", "several", "exact")
_CONTEXT_KEYS = ("id", "side", "unit", "pattern", "why", "examples", "counterexamples")
_FRONT_REACH = 32
_SENTENCES = 512  # more than an article has between its frames and its tolls; under a MB
_YEARS = range(1900, 2100)
_PERSON_AGE = range(1, 111)
_YEAR_PREFIX = ("mid", "pre", "post", "early", "late")


@dataclass(frozen=True, slots=True)
class Context:
    """What the words right in front of or behind a number make of it."""

    context_id: str
    side: Literal["front", "back"]
    unit: Unit
    regex: re.Pattern[str]
    examples: tuple[tuple[str | int, ...], ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """The compiled rules, the contexts in order, the small checks by name, and the number words.

    `any_front` and `any_back` match where one of the contexts of that side does: most numbers have none.
    """

    rules: RuleSet
    contexts: tuple[Context, ...]
    any_front: re.Pattern[str]
    any_back: re.Pattern[str]
    cues: Mapping[str, re.Pattern[str]]
    words: NumberWords


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number's lowest and highest sense and the integer to write; an open end is None."""

    low: int
    high: int | None
    value: int
    vague: bool = False


@lru_cache(maxsize=4)
def load_quantities(path: Path = DATA / "quantities.toml") -> QuantityRules:
    """Compile the quantity rules once per path. Raises DataFileError for a broken file."""
    words = load_numbers()
    rules = load_rules(path, words.fragments, _READINGS, guard=r"(?<![\w])(?<!\d[.,:/])", words=words.words)
    data = load_toml(path)
    fragments = dict(words.fragments)
    for name, pattern in table_of(data, "fragment", path).items():
        fragments[name] = expand(str(pattern), fragments, path, name)
    contexts = tuple(_context(entry, fragments, path) for entry in entries_of(data, "context", path))
    sides = (tuple(c for c in contexts if c.side == side) for side in ("front", "back"))
    front, back = (re.compile("|".join(f"(?:{c.regex.pattern})" for c in side) or "(?!)") for side in sides)
    cues = {
        name: re.compile(expand(str(pattern), fragments, path, name))
        for name, pattern in table_of(data, "cue", path).items()
    }
    return QuantityRules(rules, contexts, front, back, cues, words)


def find_quantities(text: str, base: int) -> tuple[Quantity, ...]:
    """The numbers of one sentence, left to right, without overlap; `base` is added to every start and end.

    Takes:    "at least 12" -> 12, low 12, open;  "two dozen" -> 24;  "several" -> 3, vague;  "no" -> 0
              "20-30" -> 20, low 20, high 30 (codebook 6: the lower end)
    Labels:   "a 12-year-old" age, "$5 million" money, "the 25th brigade" ordinal, "AK-47" calibre, "in 2014" year
    Refuses:  bare articles, "no longer", "one another"
    """
    return tuple(_moved_by(base, quantity) for quantity in _of_text(text))


def outside_names(found: Sequence[Quantity], actors: Sequence[ActorMention]) -> tuple[Quantity, ...]:
    """The counts that are no part of a group's name: in "Barrio 18 killed three farmers" three are counted."""
    names = [(a.head_start, a.head_end) for a in actors if a.source in ("group", "unit")]
    return tuple(q for q in found if not any(s <= q.start and q.end <= e for s, e in names))


@lru_cache(maxsize=_SENTENCES)
def _of_text(text: str) -> tuple[Quantity, ...]:
    """The numbers of a sentence, offsets counted from its start: frames ask for them, and tolls once more."""
    loaded = load_quantities()
    return tuple(scan(loaded.rules, fold(text), partial(_quantity, text, 0, loaded)))


def _moved_by(base: int, q: Quantity) -> Quantity:
    if not base:
        return q
    return Quantity(base + q.start, base + q.end, q.text, q.rule_id, q.low, q.high, q.value, q.vague, q.unit)


def _quantity(text: str, base: int, loaded: QuantityRules, rule: PatternRule, match: Match[str]) -> Quantity | None:
    start, end = match.span()
    unit, rule_id = cast(Unit, rule.options.get("unit", "count")), rule.rule_id
    bounds: Bounds | None
    if rule.reading in ("unit", "date", "code", "ordinal"):
        bounds, unit = _labelled(text, loaded, rule, match, unit)
    else:
        bounds = _counted(text, loaded, rule, match)
        if bounds is not None and rule.reading in ("number", "range"):
            unit, rule_id = _unit_of(text, loaded, match, end, bounds, rule_id)
    if bounds is None:
        return None
    return Quantity(
        base + start, base + end, text[start:end], rule_id, bounds.low, bounds.high, bounds.value, bounds.vague, unit
    )


def _labelled(
    text: str, loaded: QuantityRules, rule: PatternRule, match: Match[str], unit: Unit
) -> tuple[Bounds | None, Unit]:
    """Numbers inside a date, a clock time, a code or a rank."""
    if rule.reading == "date" and (name := group(match, "mon", "mon2")):
        at = match.start("mon") if match.group("mon") else match.start("mon2")
        if name in ("may", "march", "mar", "mars", "mai") and not text[at].isupper():
            return None, unit
    if rule.reading == "ordinal" and match.re.groupindex.get("word") and match.group("word"):
        return _exactly(loaded.words.ordinals[match.group("word")]), unit
    digits = group(match, "n", "n2", "n3", "n4", "n5", "n6")
    number = worth(digits.rstrip("stndrh") if rule.reading == "date" else digits, loaded.words) if digits else 0
    if "descending" in rule.options and number <= int(match.group("m")):
        return None, unit
    if rule.reading == "code":
        unit = _code_unit(loaded, match, number)
    return _exactly(number), unit


def _code_unit(loaded: QuantityRules, match: Match[str], number: int) -> Unit:
    prefix = match.group("prefix")
    if prefix in _YEAR_PREFIX and number in _YEARS:
        return "year"
    return "calibre" if loaded.cues["weapon_code"].match(match.group()) else "other"


def _exactly(number: int) -> Bounds:
    return Bounds(number, number, number)


def _counted(text: str, loaded: QuantityRules, rule: PatternRule, match: Match[str]) -> Bounds | None:
    """Bounds of a count, or None where the words count nothing here."""
    words, front = loaded.words, match.string[max(0, match.start() - _FRONT_REACH) : match.start()]
    if rule.reading == "range":
        return _range(text, loaded, match, front)
    if rule.reading == "number":
        return _number(loaded, match, front)
    if rule.reading == "plural":
        return _plural(loaded, match)
    word = group(match, "word", "word2", "both")
    if rule.reading == "several":
        if word == "many" and loaded.cues["many_front"].search(front):
            return None
        return Bounds(words.several.get(word, 3), None, words.several.get(word, 3), True)
    return _exactly(words.exact[word])


def _range(text: str, loaded: QuantityRules, match: Match[str], front: str) -> Bounds | None:
    """Both ends of a range; a shared magnitude holds for both: "two or three dozen" -> 24 to 36."""
    first, second, words = match.group("a"), match.group("b"), loaded.words
    if front.endswith("from ") or loaded.cues["month_back"].match(text, match.end()):
        return None
    if match.group("link").strip() == "and" and not match.group("between"):
        return None
    low, high, scale = worth(first, words), worth(second, words), scale_of(second, words)
    if scale > 1 and low < scale and scale_of(first, words) == 1:
        low *= scale
    return Bounds(low, high, low) if low < high else None


def _number(loaded: QuantityRules, match: Match[str], front: str) -> Bounds | None:
    """A single number; "one" behind no, this or each is a pronoun."""
    number = match.group("a")
    cues, same = loaded.cues, group(match, "same")
    if same and int(same) != worth(number, loaded.words):
        return None
    if number == "one" and (cues["one_front"].search(front) or cues["one_back"].match(match.string, match.end("a"))):
        return None
    return _moved(worth(number, loaded.words), match.group("modifier"), match.group("tail") or "", loaded.words)


def _moved(number: int, modifier: str, tail: str, words: NumberWords) -> Bounds:
    """Bounds after "at least", "up to", "fewer than", "or more"; the written value is codebook 6's."""
    kinds = _effects(modifier, words)
    if "least" in kinds or tail.strip() in ("or more", "+", "-plus", "plus"):
        return Bounds(number, None, number)
    if "most" in kinds:
        return Bounds(0, number, number)
    if "below" in kinds:
        return Bounds(0, max(0, number - 1), max(0, number - 1))
    return _exactly(number)


def _effects(modifier: str, words: NumberWords) -> set[str]:
    """Effects of the modifiers in front of a number; "no more than" is not also "more than"."""
    rest, found = " ".join(modifier.split()), set()
    while rest:
        phrase = next((p for p in words.modifiers if rest.startswith(p)), None)
        if phrase is None:
            break
        found.add(words.modifiers[phrase])
        rest = rest[len(phrase) :].lstrip()
    return found


def _plural(loaded: QuantityRules, match: Match[str]) -> Bounds | None:
    word, several, words = match.group("a"), (match.group("several") or "").strip(), loaded.words
    if word == "scores" and not match.group("b") and not loaded.cues["scores_back"].match(match.string, match.end()):
        return None
    if word == "tens" and not match.string.startswith(" of", match.end("a")):
        return None
    if several:
        scale = words.magnitudes.get(word.rstrip("s"), words.plurals.get(word, 0))
        number = scale * (2 if several.startswith("a couple") else 3)
    elif word in words.plurals:
        number = words.plurals[word] * words.plurals.get(match.group("b") or "", 1)
    else:
        return None
    return Bounds(number, None, number, True)


def _unit_of(
    text: str, loaded: QuantityRules, match: Match[str], end: int, bounds: Bounds, rule_id: str
) -> tuple[Unit, str]:
    """What the neighbours say the number measures; "count" when they say nothing."""
    folded, start = match.string, match.start()
    front = folded[max(0, start - _FRONT_REACH) : start]
    if front.endswith("+"):
        return "other", "quantity.phone"
    for context in _contexts_at(loaded, folded, front, end):
        if not (context.unit == "ordinal" and loaded.cues["people_back"].match(folded, end)):
            return context.unit, context.context_id
    if group(match, "b").isdigit() and bounds.low in _YEARS and bounds.high in _YEARS:
        return "year", "quantity.year"
    plain = match.group() == match.group("a") and match.group("a").isdigit()
    if plain and _is_year(loaded, folded, end, front, match.group("a")):
        return "year", "quantity.year"
    if plain and bounds.value in _PERSON_AGE and _is_name_age(loaded, text, start, end):
        return "age", "quantity.age.name"
    return "count", rule_id


def _contexts_at(loaded: QuantityRules, folded: str, front: str, end: int) -> Iterator[Context]:
    """The contexts in order that the words around a number fit."""
    before, behind = loaded.any_front.search(front) is not None, loaded.any_back.match(folded, end) is not None
    if before or behind:
        for context in loaded.contexts:
            hit = context.regex.match(folded, end) if context.side == "back" else context.regex.search(front)
            if hit is not None:
                yield context


def _is_year(loaded: QuantityRules, folded: str, end: int, front: str, digits: str) -> bool:
    """Four digits that count no people and either stand where a year stands or have no plural behind."""
    if len(digits) != 4 or int(digits) not in _YEARS or loaded.cues["people_back"].match(folded, end):
        return False
    return bool(loaded.cues["year_front"].search(front)) or not loaded.cues["plural_back"].match(folded, end)


def _is_name_age(loaded: QuantityRules, text: str, start: int, end: int) -> bool:
    """True for the number in "Awa Diallo, 45, was hurt"."""
    front = text[max(0, start - _FRONT_REACH) : start]
    return text[end : end + 1] in (",", ".", ")") and loaded.cues["name_front"].search(front) is not None


def _context(entry: dict[str, object], fragments: dict[str, str], path: Path) -> Context:
    context_id = str(entry.get("id", "(no id)"))
    if missing := [key for key in _CONTEXT_KEYS if key not in entry]:
        raise DataFileError(f"{path.name}: context {context_id!r}: key {missing[0]!r} is missing")
    side, unit = str(entry["side"]), str(entry["unit"])
    if side not in ("front", "back") or unit not in get_args(Unit):
        raise DataFileError(f"{path.name}: context {context_id!r}: unknown side {side!r} or unit {unit!r}")
    source = expand(str(entry["pattern"]), fragments, path, context_id)
    regex = re.compile(source if side == "back" else rf"(?:^|(?<![\w]))(?:{source})\Z")
    examples = cast(list[list[str | int]], entry["examples"])
    return Context(
        context_id,
        "front" if side == "front" else "back",
        cast(Unit, unit),
        regex,
        tuple(tuple(e) for e in examples),
        tuple(cast(list[str], entry["counterexamples"])),
    )
