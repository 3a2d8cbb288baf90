"""Every rule proves itself: its examples fire it, its counterexamples do not, through the real stages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from rule_corpus import Run, rules_with_texts
from tocsin import ruletest
from tocsin.coding.fates import acts_told
from tocsin.explain.locate import Locator
from tocsin.rulebook.catalog import catalog
from tocsin.rulebook.entries import Entry, WeaponRule
from tocsin.rulebook.load import load_rules
from tocsin.ruletest.proof import faults_of
from tocsin.ruletest.unused import REFERRED, references_of

BOOK = load_rules()


def by_id(rules: Sequence[Entry]) -> list[object]:
    return [pytest.param(rule, id=rule.id) for rule in rules]


@pytest.mark.parametrize("rule", by_id(list(rules_with_texts(BOOK))))
def test_rule_is_proven_by_its_texts(rule: Entry, runs: dict[str, Run]) -> None:
    """Each example fires it and no counterexample does; a context bites on some example; a decision gives its type."""
    assert [(f.which, f.text, f.found) for f in faults_of(rule, runs, BOOK)] == []


# ---------------------------------------------------------------- the texts themselves


@pytest.mark.parametrize("rule", by_id(list(rules_with_texts(BOOK))))
def test_texts_are_one_natural_sentence(rule: Entry) -> None:
    """No question marks glue two texts together, and all but weapon phrases end like sentences."""
    texts = [*rule.examples, *rule.counterexamples]
    assert [t for t in texts if "?" in t] == []
    assert isinstance(rule, WeaponRule) or all(t.endswith((".", "!", '"')) for t in texts)


def test_texts_stand_once_per_rule() -> None:
    texts = {rule.id: [*rule.examples, *rule.counterexamples] for rule in rules_with_texts(BOOK)}
    assert [name for name, said in texts.items() if len(set(said)) < len(said)] == []


def test_nothing_of_ours_is_unused() -> None:
    """Act types, constructions and word lists that neither a rule nor the code names are dead weight."""
    code = "".join(path.read_text(encoding="utf-8") for path in Path(ruletest.__path__[0]).parent.rglob("*.py"))
    entries = catalog()
    used = references_of(e.entry for e in entries) | {("words", name) for name in re.findall(r'words\["(\w+)"\]', code)}
    assert [f"{e.kind} {e.id}" for e in entries if e.kind in REFERRED and (e.kind, e.id) not in used] == []


def test_every_rule_that_a_text_leaves_behind_can_be_explained(runs: dict[str, Run]) -> None:
    """Whatever id stands in evidence or in the fate of a sentence, a reader learns where it is or what it does."""
    locator, told = Locator(), set()
    for made in runs.values():
        told |= {rule for event in made.coded.events for proof in event.evidence for rule in proof.rule_ids}
        acts = [act for fate in made.coded.sentences for act in acts_told(fate.detail)]
        told |= {act.rule_id for act in acts} | {c.partition(":")[2] for act in acts for c in act.contexts}
    silent = sorted(rule for rule in told if not (found := locator.rule(rule)).where and not found.about)
    assert silent == [] and len(told) > 200
