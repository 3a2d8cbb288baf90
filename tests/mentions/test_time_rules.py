"""Every time rule fires on its own examples, with the days they state, and on none of its counterexamples."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.mentions.rulefile import PatternRule
from tocsin.mentions.times import find_times, load_times

PUBLISHED = date(2024, 9, 19)
RULES = load_times().rules.rules
EXAMPLES = [(rule, case) for rule in RULES for case in rule.examples]
COUNTER = [(rule, case) for rule in RULES for case in rule.counterexamples]


@pytest.mark.parametrize(("rule", "case"), EXAMPLES, ids=lambda v: v.rule_id if isinstance(v, PatternRule) else v[1])
def test_rule_reads_its_example(rule, case):
    published, text, words, first, last, precision, day = case
    found = find_times(text, 0, date.fromisoformat(published))
    assert [(t.rule_id, t.text, str(t.date_from), str(t.date_to), t.precision, str(t.day)) for t in found] == [
        (rule.rule_id, words, first, last, precision, day)
    ]


@pytest.mark.parametrize(("rule", "case"), COUNTER, ids=lambda v: v.rule_id if isinstance(v, PatternRule) else v[-1])
def test_rule_keeps_off_its_counterexample(rule, case):
    published = date.fromisoformat(case[0]) if len(case) == 2 else PUBLISHED
    assert rule.rule_id not in [t.rule_id for t in find_times(case[-1], 0, published)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_rule_says_why_and_has_cases(rule):
    assert rule.why
    assert rule.reading == "nothing" or (rule.examples and rule.counterexamples)
