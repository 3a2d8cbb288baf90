"""An evaluation as plain values, for machines: what docs/evaluate.md describes, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from tocsin.evaluate.result import Evaluation
from tocsin.evaluate.unit import Rates

KIND = "tocsin-evaluation"
"""The mark of the file: what has it may be replaced by a newer one."""


def to_json(found: Evaluation) -> str:
    """The whole evaluation; a rate without a denominator is null."""
    return json.dumps(to_plain(found), indent=2, ensure_ascii=False) + "\n"


def to_plain(found: Evaluation) -> dict[str, Any]:
    """The same as dictionaries and lists."""
    return {
        "kind": KIND,
        "tolerance": {"days": found.days, "km": found.km},
        "merged": found.merged,
        "articles": found.articles,
        "rows": rates(found.rows) | {"whole": found.whole},
        "columns": [{"column": c.column, **rates(c.rates), "pairs": c.pairs, "same": c.same, "accuracy": c.accuracy}
                    for c in found.columns],
        "types": [{"sub_event_type": t.sub_event_type, **rates(t.rates)} for t in found.types],
        "confusion": [asdict(one) for one in found.confusion],
        "errors": [asdict(one) for one in found.errors],
        "apart": asdict(found.apart),
        "warnings": list(found.warnings),
    }  # fmt: skip


def rates(found: Rates) -> dict[str, int | float | None]:
    """Counts and what follows from them."""
    return {"gold": found.gold, "built": found.built, "right": found.right, "precision": found.precision,
            "recall": found.recall, "f1": found.f1}  # fmt: skip
