"""Find the numbers of a sentence with their bounds and what kind of thing they measure.

Patterns and neighbours are data (data/quantities.toml), words are data/numbers.toml. Which count is the dead is
decided later; here every number that counts nothing (ages, ranks, money, calibres, dates) gets a unit that says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from re import Match
from typing import Literal, cast, get_args

from tocsin.errors import DataFileError
from tocsin.mentions.lexicon import DATA
from tocsin.mentions.numbers import NumberWords, load_numbers, scale_of, worth
from tocsin.mentions.rulefile import PatternRule, RuleSet, entries_of, expand, fold, load_rules, load_toml, scan
from tocsin.mentions.rulefile import table_of as _table
from tocsin.mentions.setting import group
from tocsin.model import Quantity

Unit = Literal["count", "age", "money", "distance", "ordinal", "year", "clock", "calibre", "percent", "other"]

_READINGS = ("nothing", "date", "unit", "code", "ordinal", "number", "range", "plural", "several", "exact")
_CONTEXT_KEYS = ("id", "side", "unit", "pattern", "why", "examples", "counterexamples")
_FRONT_REACH = 32
_YEARS = range(1900, 2100)
_PERSON_AGE = range(1, 111)
# Letter codes that name a weapon, vehicle or aircraft; every other code is "other" ("M23", "COVID-19").
_WEAPON_CODE = re.compile(
    r"(?:ak|t|rpg|bm|su|mi|mig|f|sa|rpk|pkm|btr|bmp|mq|c|b|an|uh|ah|ka|tu|zu|kh|fab|tb|rbk|bgm|fn|g3|m(?=-?\d{1,2}$|16|4$|60))"
)
_YEAR_PREFIX = ("mid", "pre", "post", "early", "late")
_YEAR_FRONT = re.compile(
    r"\b(?:in|since|until|till|by|during|of|from|before|after|through|early|late|mid|year|the|to|and|between|january|"
    r"february|march|april|may|june|july|august|september|october|november|december|summer|winter|spring|autumn|[a-z]{3}\.?),?\s\Z"
)
_PLURAL_BACK = re.compile(r"\s(?:people|men|women|children|police|troops|personnel|cattle|dead|were|are|had|have|[a-z]{4,}s)\b")
_ONE_FRONT = re.compile(r"\b(?:no|this|that|the|which|every|each|any|last|next|only|first|new|loved|evil|young)\s\Z")
_ONE_BACK = re.compile(r"'s\b|\sanother\b|\s(?:thing|hand|time|side|way)\b")
_MANY_FRONT = re.compile(r"\b(?:how|as|so|too|not|that)\s\Z")
_SCORES_BACK = re.compile(
    r"\s(?:of|more|were|was|have|are|had|others|dead|killed|injured|wounded|hurt|people|civilians|died|fled|missing|displaced|arrested|feared)\b|[.,;]|\Z"
)
_MONTH_BACK = re.compile(r"\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JU[NL]|AUG|SEP|OCT|NOV|DEC)")
_NAME_FRONT = re.compile(r"[A-Z][\w'’-]+,\s\Z")


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
    """The compiled rules, the contexts in order, and the number words."""

    rules: RuleSet
    contexts: tuple[Context, ...]
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
    rules = load_rules(path, words.fragments, _READINGS, guard=r"(?<![\w])(?<!\d[.,:/])")
    data = load_toml(path)
    fragments = dict(words.fragments)
    for name, pattern in _table(data, "fragment", path).items():
        fragments[name] = expand(str(pattern), fragments, path, name)
    contexts = tuple(_context(entry, fragments, path) for entry in entries_of(data, "context", path))
    return QuantityRules(rules, contexts, words)


def find_quantities(text: str, base: int) -> tuple[Quantity, ...]:
    """The numbers of one sentence, left to right, without overlap; `base` is added to every start and end.

    Takes:    "at least 12" -> 12, low 12, open;  "two dozen" -> 24;  "several" -> 3, vague;  "no" -> 0
              "20-30" -> 20, low 20, high 30 (codebook 6: the lower end)
    Labels:   "a 12-year-old" age, "$5 million" money, "the 25th brigade" ordinal, "AK-47" calibre, "in 2014" year
    Refuses:  bare articles, "no longer", "one another"
    """
    loaded = load_quantities()
    return tuple(scan(loaded.rules, fold(text), partial(_quantity, text, base, loaded)))


def _quantity(text: str, base: int, loaded: QuantityRules, rule: PatternRule, match: Match[str]) -> Quantity | None:
    start, end = match.span()
    unit, rule_id = cast(Unit, rule.options.get("unit", "count")), rule.rule_id
    bounds: Bounds | None
    if rule.reading in ("unit", "date", "code", "ordinal"):
        bounds, unit = _labelled(text, loaded.words, rule, match, unit)
    else:
        bounds = _counted(text, loaded.words, rule, match)
        if bounds is not None and rule.reading in ("number", "range"):
            unit, rule_id = _unit_of(text, loaded, match, end, bounds, rule_id)
    if bounds is None:
        return None
    return Quantity(
        base + start, base + end, text[start:end], rule_id, bounds.low, bounds.high, bounds.value, bounds.vague, unit
    )


def _labelled(
    text: str, words: NumberWords, rule: PatternRule, match: Match[str], unit: Unit
) -> tuple[Bounds | None, Unit]:
    """Numbers inside a date, a clock time, a code or a rank."""
    if rule.reading == "date" and (name := group(match, "mon", "mon2")):
        at = match.start("mon") if match.group("mon") else match.start("mon2")
        if name in ("may", "march", "mar", "mars", "mai") and not text[at].isupper():
            return None, unit
    if rule.reading == "ordinal" and match.re.groupindex.get("word") and match.group("word"):
        return _exactly(words.ordinals[match.group("word")]), unit
    digits = group(match, "n", "n2", "n3", "n4", "n5")
    number = worth(digits.rstrip("stndrh") if rule.reading == "date" else digits, words) if digits else 0
    if rule.reading == "code":
        unit = _code_unit(match, number)
    return _exactly(number), unit


def _code_unit(match: Match[str], number: int) -> Unit:
    prefix = match.group("prefix")
    if prefix in _YEAR_PREFIX and number in _YEARS:
        return "year"
    if match.group() == "m23" or not _WEAPON_CODE.match(match.group()) or prefix in ("covid", "g"):
        return "other"
    return "calibre"


def _exactly(number: int) -> Bounds:
    return Bounds(number, number, number)


def _counted(text: str, words: NumberWords, rule: PatternRule, match: Match[str]) -> Bounds | None:
    """Bounds of a count, or None where the words count nothing here."""
    front = match.string[max(0, match.start() - _FRONT_REACH) : match.start()]
    if rule.reading == "range":
        return _range(text, words, match, front)
    if rule.reading == "number":
        return _number(words, match, front)
    if rule.reading == "plural":
        return _plural(words, match)
    word = group(match, "word", "word2", "both")
    if rule.reading == "several":
        if word == "many" and _MANY_FRONT.search(front):
            return None
        return Bounds(words.several.get(word, 3), None, words.several.get(word, 3), True)
    return _exactly(words.exact[word])


def _range(text: str, words: NumberWords, match: Match[str], front: str) -> Bounds | None:
    """Both ends of a range; a shared magnitude holds for both: "two or three dozen" -> 24 to 36."""
    first, second = match.group("a"), match.group("b")
    if front.endswith("from ") or _MONTH_BACK.match(text, match.end()):
        return None
    if match.group("link").strip() == "and" and not match.group("between"):
        return None
    low, high, scale = worth(first, words), worth(second, words), scale_of(second, words)
    if scale > 1 and low < scale and scale_of(first, words) == 1:
        low *= scale
    return Bounds(low, high, low) if low < high else None


def _number(words: NumberWords, match: Match[str], front: str) -> Bounds | None:
    """A single number; "one" behind no, this or each is a pronoun."""
    number = match.group("a")
    if number == "one" and (_ONE_FRONT.search(front) or _ONE_BACK.match(match.string, match.end("a"))):
        return None
    return _moved(worth(number, words), match.group("modifier"), match.group("tail") or "", words)


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
        phrase = next((p for p in sorted(words.modifiers, key=len, reverse=True) if rest.startswith(p)), None)
        if phrase is None:
            break
        found.add(words.modifiers[phrase])
        rest = rest[len(phrase) :].lstrip()
    return found


def _plural(words: NumberWords, match: Match[str]) -> Bounds | None:
    word, several = match.group("a"), (match.group("several") or "").strip()
    if word == "scores" and not match.group("b") and not _SCORES_BACK.match(match.string, match.end()):
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
    for context in loaded.contexts:
        hit = context.regex.match(folded, end) if context.side == "back" else context.regex.search(front)
        if hit is not None and not (context.side == "front" and context.unit == "ordinal" and _is_count(match, end)):
            return context.unit, context.context_id
    plain = match.group() == match.group("a") and match.group("a").isdigit()
    if plain and _is_year(folded, end, front, bounds.value, match.group("a")):
        return "year", "quantity.year"
    if plain and bounds.value in _PERSON_AGE and _is_name_age(text, start, end):
        return "age", "quantity.age.name"
    return "count", rule_id


def _is_count(match: Match[str], end: int) -> bool:
    """True when a plural follows: "the company 12 men left behind" is no label, "unit 731" is."""
    return re.match(r"\s(?:people|men|women|children|soldiers|civilians|fighters|others)\b", match.string[end : end + 14]) is not None


def _is_year(folded: str, end: int, front: str, value: int, digits: str) -> bool:
    if value not in _YEARS or len(digits) != 4:
        return False
    behind = _PLURAL_BACK.match(folded, end)
    if behind and behind.group().strip() in ("people", "men", "women", "children", "troops", "police", "personnel"):
        return False
    return _YEAR_FRONT.search(front) is not None or behind is None


def _is_name_age(text: str, start: int, end: int) -> bool:
    """ "Awa Diallo, 45, was hurt": a number between commas behind a name is an age."""
    return text[end : end + 1] in (",", ".", ")") and _NAME_FRONT.search(text[max(0, start - 30) : start]) is not None


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
