"""Every regular expression of the program, and strings made to hurt each: repeats pumped, then an end that fails.

Those that live once all is loaded are found in memory, those written where they are used in the source.
"""

from __future__ import annotations

import ast
import gc
import importlib
import pkgutil
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes
from re import _parser
from typing import Any

import tocsin
from tocsin.config import Options
from tocsin.pipeline import load_stores
from tocsin.text.boilerplate import load_boilerplate

LARGE = 20
"""A repeat of more than so many times counts as one without end."""
ROOT = Path(__file__).parents[2]
FIRST_ONLY = frozenset({"match", "fullmatch"})
USES = FIRST_ONLY | {"search", "sub", "subn", "split", "findall", "finditer"}


def every_pattern() -> dict[str, re.Pattern[str]]:
    """Source -> compiled pattern, of all that live once every module is loaded and every rule file read."""
    for module in pkgutil.walk_packages(tocsin.__path__, "tocsin."):
        importlib.import_module(module.name)
    load_stores(Options())
    load_boilerplate()
    first = tocsin.code("Gunmen killed at least 12 villagers in Koro, Mali, on Tuesday night.", "2024-09-19")
    assert len(first.events) == 1  # every file of rules that is read late has been read now
    found: dict[str, re.Pattern[str]] = {source: re.compile(source) for source in written_in_calls()[0]}
    for module in _modules():
        for value in vars(module).values():
            found |= {p.pattern: p for p in _patterns_in(value, 0)}
    return found


def matched_at_one_place() -> set[str]:
    """Sources of the patterns that are only tried where something else has been found."""
    names = tried_at_one_place()
    return {
        value.pattern for module in _modules() for name, value in vars(module).items()
        if name in names and isinstance(value, re.Pattern)
    }  # fmt: skip


def _modules() -> list[Any]:
    return [importlib.import_module(name) for name in sorted(sys.modules) if name.split(".")[0] == "tocsin"]


def _patterns_in(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 5:
        inside: list[Any] = []
        if isinstance(value, dict):
            inside = list(value.values())
        elif isinstance(value, list | tuple | set | frozenset):
            inside = list(value)
        elif hasattr(value, "cache_info"):  # what an lru_cache holds is reachable from it alone
            inside = [x for x in gc.get_referents(value) if not callable(x)]
        elif type(value).__module__.startswith("tocsin") and not isinstance(value, type):
            fields = getattr(type(value), "__dataclass_fields__", {})
            inside = [getattr(value, name) for name in fields] or list(getattr(value, "__dict__", {}).values())
        for item in inside[:5000]:
            yield from _patterns_in(item, depth + 1)


# ---------------------------------------------------------------- in the source


def written_in_calls() -> tuple[set[str], dict[str, set[str]]]:
    """(patterns written out in a call such as re.sub("...", ...), module -> functions that put one together).

    What a function with a cache puts together stays in memory, where it is found.
    """
    found: set[str] = set()
    made: dict[str, set[str]] = {}
    for path in sorted([*(ROOT / "builder").rglob("*.py"), *(ROOT / "schema").rglob("*.py")]):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            cached = any("cache" in ast.unparse(decorator) for decorator in function.decorator_list)
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _of_re(node.func):
                    source = node.args[0]
                    if isinstance(source, ast.Constant):
                        found.add(str(source.value))
                    elif not cached:
                        made.setdefault(path.relative_to(ROOT).as_posix(), set()).add(function.name)
    return found, made


def _of_re(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in USES | {"compile"}:
        return False
    return isinstance(called.value, ast.Name) and called.value.id in ("re", "regex")


def tried_at_one_place() -> set[str]:
    """Names of patterns of modules that are only ever matched at a place, never searched for."""
    used: dict[str, set[str]] = {}
    for path in sorted([*(ROOT / "builder").rglob("*.py"), *(ROOT / "schema").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in USES:
                used.setdefault(node.value.id, set()).add(node.attr)
    return {name for name, ways in used.items() if ways <= FIRST_ONLY}


# ---------------------------------------------------------------- attacks


def attacks(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """For every large repeat of a pattern: what leads to it, its body over and over, and an end that fails.

    Then each of its classes of characters over and over, and all of it but its end: near misses side by side.
    """
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    for before, body in _repeats(tree, ""):
        if body:
            yield before + body * (size // len(body)) + "\x00"
    yield " " * size + "\x00"
    yield "a " * (size // 2) + "\x00"
    for character in list(dict.fromkeys(_characters(tree)))[:CLASSES]:
        yield character * size + "\x00"
    near = _sample(tree)[:-1]
    if near:
        yield near * (size // len(near)) + "\x00"


CLASSES = 6
"""So many different ones of a pattern: long lists of words hold the whole alphabet."""


def _characters(tree: Any) -> Iterator[str]:
    """One character of every class in a parsed pattern, in order."""
    for code, value in tree:
        if code in (codes.NOT_LITERAL, codes.ANY, codes.IN, codes.CATEGORY, codes.LITERAL):
            yield _sample([(code, value)])
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from _characters(value[2])
        elif code is codes.SUBPATTERN:
            yield from _characters(value[3])
        elif code is codes.ATOMIC_GROUP:
            yield from _characters(value)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _characters(branch)


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """(text before it, one round) of every large repeat in a parsed pattern."""
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _least, most, body = value
            if most > LARGE:
                yield before, _sample(body)
            yield from _repeats(body, before)
        elif code is codes.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif code is codes.ATOMIC_GROUP:
            yield from _repeats(value, before)
        before += _sample([(code, value)])


def _sample(tree: Any) -> str:
    """Some text that a parsed pattern takes."""
    text = ""
    for code, value in tree:
        if code is codes.LITERAL:
            text += chr(value)
        elif code is codes.NOT_LITERAL:
            text += "a" if value != ord("a") else "b"
        elif code is codes.ANY:
            text += "a"
        elif code is codes.IN:
            text += _of_class(value)
        elif code is codes.CATEGORY:
            text += _of_category(value)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            text += _sample(value[2]) * max(1 if value[1] else 0, value[0])
        elif code is codes.SUBPATTERN:
            text += _sample(value[3])
        elif code is codes.ATOMIC_GROUP:
            text += _sample(value)
        elif code is codes.BRANCH:
            text += _sample(value[1][0])
    return text


def _of_class(items: Any) -> str:
    if items[0][0] is codes.NEGATE:
        barred = re.compile("[" + "".join(_as_class(item) for item in items[1:]) + "]")
        return next(c for c in "a 1.-x\u00e9\n" + string.printable + "\u4e00\x01" if not barred.match(c))
    code, value = items[0]
    if code is codes.LITERAL:
        return chr(value)
    return chr(value[0]) if code is codes.RANGE else _of_category(value)


def _as_class(item: Any) -> str:
    code, value = item
    if code is codes.LITERAL:
        return re.escape(chr(value))
    if code is codes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
    }[value]  # fmt: skip


def _of_category(value: Any) -> str:
    return {
        codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_DIGIT: "a",
        codes.CATEGORY_NOT_SPACE: "a", codes.CATEGORY_NOT_WORD: " ",
    }[value]  # fmt: skip
