"""Import the parser's library without its command line, which half of its import time goes into: clients for the web,
project tools, templates. Nothing of it is needed to parse, and who asks for it later gets it.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> Any:
    """The module spacy. Where it was not imported before, its commands are left for the first who imports them."""
    if "spacy" not in sys.modules:
        stand_ins = {name: ModuleType(name) for name in _COMMANDS}
        stand_ins["spacy.cli"].__path__ = []
        stand_ins["spacy.cli.info"].__dict__["info"] = _info
        sys.modules.update(stand_ins)
        try:
            import spacy
        finally:
            for name, module in stand_ins.items():
                if sys.modules.get(name) is module:
                    del sys.modules[name]
    import spacy

    return spacy


def _info(*args: Any, **options: Any) -> Any:
    """The function spacy.info, imported when it is called."""
    from spacy.cli.info import info

    return info(*args, **options)
