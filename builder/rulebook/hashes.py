"""A short hash of every rule as it acts -> what tells two builds which rules changed between them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tocsin.rulebook.load import RULES, collect

DIGITS = 8
_SILENT = {"why", "examples", "counterexamples"}
"""What a rule says to people: a change of these changes no row."""


def rule_hashes(extra: Path | None = None) -> dict[str, str]:
    """ "act:violence.kill" -> "7f3a9c21", sorted by name."""
    found, _ = collect([RULES] if extra is None else [RULES, extra])
    entries = {
        f"{kind}:{name}": item.entry.model_dump(mode="json", exclude=_SILENT) for (kind, name), item in found.items()
    }
    return {name: _digest(entry) for name, entry in sorted(entries.items())}


def _digest(entry: object) -> str:
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:DIGITS]
