"""A comparison of two builds as plain values, for machines: what docs/evaluate.md describes, as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from tocsin.evaluate.plain import rates
from tocsin.evaluate.result import Evaluation
from tocsin.revise.compare import BuildComparison

KIND = "tocsin-comparison"
"""The mark of the file: what has it may be replaced by a newer one."""


def to_json(found: BuildComparison) -> str:
    """The whole comparison."""
    return json.dumps(to_plain(found), indent=2, ensure_ascii=False) + "\n"


def to_plain(found: BuildComparison) -> dict[str, Any]:
    """The same as dictionaries and lists; `before` and `after` are null without hand-coded rows."""
    return {
        "kind": KIND,
        "counts": dict(sorted(Counter(change.kind for change in found.changes).items())),
        "before": _judged(found.before),
        "after": _judged(found.after),
        "effects": [asdict(effect) for effect in found.effects],
        "verdicts": [asdict(verdict) for verdict in found.verdicts],
        "changes": [asdict(change) for change in found.changes],
    }


def _judged(found: Evaluation | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"rows": rates(found.rows), "columns": {c.column: rates(c.rates) for c in found.columns}}
