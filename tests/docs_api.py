"""Write docs/reference/api.md from the docstrings of tocsin's functions for users: name -> section of Markdown."""

from __future__ import annotations

import dataclasses
import inspect
import itertools
import re
from collections.abc import Callable, Iterator

import tocsin
from tocsin import api
from tocsin.dataset.load import LoadedDataset

_INTRO = """# Python

This page is written by `python tests/docs_refresh.py` from the docstrings in `builder/api.py`; edit those, not
this page.

`import tocsin` is all that is needed; the parser is loaded when a function first asks for it. Every function is the
twin of a command and gives the same answer. A fault that you can mend is raised as `tocsin.errors.UsageError` (a call
that cannot be carried out) or `tocsin.errors.DataFileError` (a rule or data file of yours that is broken), each with
one line that says what was found and what is allowed.
"""
_ITEM = re.compile(r"^(\w+(?:, \w+)*) {2,}(\S.*)$")
"""A line of a docstring that explains a name: "window     days before publication"."""


def page() -> str:
    """The functions in the order of a day's work, then what they answer with."""
    functions = ("build", "code", "mentions", "load", "export", "append", "diff", "evaluate", "compare")
    classes = (api.Build, api.Coded, api.Evaluation, api.BuildComparison, LoadedDataset)
    others = sorted(set(tocsin.__all__) - {*functions, "__version__", *(c.__name__ for c in classes)})
    parts = [
        _INTRO,
        "## Functions\n",
        *(_function(name) for name in (*functions, *others)),
        "## What they answer with\n",
    ]
    return "\n".join([*parts, *(_class(kind) for kind in classes)])


PAGES: dict[str, Callable[[], str]] = {"reference/api.md": page}


def _function(name: str) -> str:
    function = getattr(tocsin, name)
    return f"### tocsin.{name}\n\n```python\n{_call(name, function)}\n```\n\n{_prose(function)}"


def _call(name: str, function: Callable[..., object]) -> str:
    """The signature, a parameter a line where it is long."""
    signature = inspect.signature(function)
    line = f"{name}{signature}"
    if len(line) <= 100:
        return _plain(line)
    stars, parameters = False, []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not stars:
            stars = True
            parameters.append("*")
        parameters.append(_plain(str(parameter)))
    lines = ",\n    ".join(parameters)
    return f"{name}(\n    {lines},\n) -> {signature.return_annotation}"


def _plain(signature: str) -> str:
    """Types are shown as they are written, without the quotes of annotations that are text; defaults keep theirs."""
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", signature).replace("'", '"')


def _class(kind: type) -> str:
    """What a class is, and the names that can be asked of it."""
    parts = [f"### {kind.__name__}\n", _prose(kind)]
    rows = list(_attributes(kind))
    if rows:
        parts += ["| name | what it is |", "| --- | --- |", *(f"| `{name}` | {text} |" for name, text in rows), ""]
    return "\n".join(parts)


def _attributes(kind: type) -> Iterator[tuple[str, str]]:
    """Properties and methods with their first line; fields of a plain record with their type."""
    if dataclasses.is_dataclass(kind):
        for field in dataclasses.fields(kind):
            if not hasattr(kind, "explain"):
                yield field.name, f"`{field.type}`"
    for name, member in vars(kind).items():
        function = member.fget if isinstance(member, property) else member
        if name.startswith("_") or not inspect.isfunction(function):
            continue
        shown = name if isinstance(member, property) else f"{name}{_arguments(function)}"
        yield shown, inspect.cleandoc(function.__doc__ or "").splitlines()[0]


def _arguments(function: Callable[..., object]) -> str:
    names = [name for name in inspect.signature(function).parameters if name != "self"]
    return f"({', '.join(names)})"


def _prose(documented: object) -> str:
    """A docstring as Markdown: prose stays, explained names become a list, examples a block of code."""
    told = [_line(line) for line in inspect.cleandoc(getattr(documented, "__doc__", "") or "").splitlines()]
    parts = []
    for kind, group in itertools.groupby(told, key=lambda line: line[0]):
        text = "\n".join(line for _, line in group)
        parts += [f"```python\n{text}\n```"] if kind == "code" else [text] if text.strip() else []
    return "\n\n".join(parts) + "\n"


def _line(line: str) -> tuple[str, str]:
    """("item" | "code" | "prose" | "", Markdown) of one line."""
    if line.startswith(">>> "):
        return "code", re.sub(r"\s*# doctest:.*$", "", line.removeprefix(">>> "))
    if match := _ITEM.match(line):
        names = ", ".join(f"`{name}`" for name in match[1].split(", "))
        return "item", f"- {names}: {match[2]}"
    return ("prose", line) if line.strip() else ("", "")
