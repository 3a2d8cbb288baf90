"""What every page of ours is made of: its files as they ship, values that no text breaks out of, hashes of scripts."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

_IN_SCRIPTS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def asset(package: str, name: str) -> str:
    """A template, style or script in the data folder of a package: asset("tocsin.report", "page.html")."""
    return files(package).joinpath("data", name).read_text(encoding="utf-8")


def embedded(value: Any) -> str:
    """JSON for a script element: the signs that could end it are written as escapes, and read back as themselves.

    Raises ValueError for a number that JSON does not know.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, written in _IN_SCRIPTS.items():
        text = text.replace(sign, written)
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def policy_hash(text: str) -> str:
    """The source of a script or style in a Content-Security-Policy: 'sha256-...'."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
