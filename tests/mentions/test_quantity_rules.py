"""Every quantity rule and context fires on its own examples and on none of its counterexamples."""

from __future__ import annotations

import pytest
from tocsin.mentions.quantities import find_quantities, load_quantities

LOADED = load_quantities()
ENTRIES = [(r.rule_id, r.examples, [c[-1] for c in r.counterexamples]) for r in LOADED.rules.rules] + [
    (c.context_id, c.examples, list(c.counterexamples)) for c in LOADED.contexts
]
EXAMPLES = [(rule_id, case) for rule_id, cases, _ in ENTRIES for case in cases]
COUNTER = [(rule_id, text) for rule_id, _, texts in ENTRIES for text in texts]


@pytest.mark.parametrize(("rule_id", "case"), EXAMPLES, ids=lambda v: v if isinstance(v, str) else v[0])
def test_rule_reads_its_example(rule_id, case):
    text, *expected = case
    found = [q for q in find_quantities(text, 0) if q.rule_id == rule_id]
    high = None if expected[3] == -1 else expected[3]
    assert [(q.text, q.value, q.low, q.high, q.unit) for q in found[:1]] == [(*expected[:3], high, expected[4])]


@pytest.mark.parametrize(("rule_id", "text"), COUNTER)
def test_rule_keeps_off_its_counterexample(rule_id, text):
    assert rule_id not in [q.rule_id for q in find_quantities(text, 0)]
