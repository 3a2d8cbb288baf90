"""Tocsin: news articles in, ACLED-style conflict events out, with the words and the rule behind every cell.

import tocsin
events = tocsin.build("articles.jsonl").events
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.api import (
        Build,
        BuildComparison,
        Coded,
        Evaluation,
        agreement,
        append,
        build,
        code,
        compare,
        diff,
        evaluate,
        export,
        load,
        mentions,
        report,
        review,
    )

__version__ = "0.1.0"
__all__ = [
    "Build", "BuildComparison", "Coded", "Evaluation", "__version__", "agreement", "append", "build", "code",
    "compare", "diff", "evaluate", "export", "load", "mentions", "report", "review",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import the parser and pandas only when a function is first asked for: `import tocsin` stays fast."""
    if name not in __all__:
        raise AttributeError(f"module 'tocsin' has no attribute {name!r}")
    return getattr(importlib.import_module("tocsin.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Keeps `tocsin.mentions`, `tocsin.export` and the like the functions for users, though packages have these names.

    Importing a submodule sets it as an attribute of its parent; here that would hide the function. Imports such as
    `from tocsin.mentions.times import find_times` do not go through the attribute and work as ever.
    """

    def __setattr__(self, name: str, value: object) -> None:
        """Ignore what the import system sets."""
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
