"""Every rule proves itself: its examples fire it, its counterexamples do not, through the real stages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rule_corpus import Run, article_of, rules_with_texts
from tocsin.frames.weapons import WeaponIndex
from tocsin.incidents.linking import is_asserted
from tocsin.incidents.segments import Segment, segment_sentences
from tocsin.model import Sentence
from tocsin.rulebook.entries import ActRule, ContextRule, Decision, Entry, SegmentCue, WeaponRule
from tocsin.rulebook.load import load_rules
from tocsin.text.document import make_document

BOOK = load_rules()


def by_id(rules: Sequence[Entry]) -> list[object]:
    return [pytest.param(rule, id=rule.id) for rule in rules]


# ---------------------------------------------------------------- acts


def fired(run: Run, rule: Entry) -> bool:
    return any(f.rule_id == rule.id for f in run.frames)


def asserted(run: Run, rule: Entry) -> bool:
    """Fired, and nothing around it says that the act did not happen or is no news: "heart attack" is disarmed."""
    return any(f.rule_id == rule.id and is_asserted(f) for f in run.frames)


@pytest.mark.parametrize("rule", by_id(BOOK.acts))
def test_act_examples_fire_their_rule(rule: ActRule, runs: dict[str, Run]) -> None:
    assert [t for t in rule.examples if not fired(runs[t], rule)] == []


@pytest.mark.parametrize("rule", by_id(BOOK.acts))
def test_act_counterexamples_do_not(rule: ActRule, runs: dict[str, Run]) -> None:
    assert [t for t in rule.counterexamples if asserted(runs[t], rule)] == []


# ---------------------------------------------------------------- contexts


def carriers(run: Run, rule: Entry) -> list[bool]:
    return [any(c.endswith(f":{rule.id}") for c in f.contexts) for f in run.frames]


@pytest.mark.parametrize("rule", by_id(BOOK.contexts))
def test_context_examples_carry_it_or_give_no_frame(rule: ContextRule, runs: dict[str, Run]) -> None:
    assert [t for t in rule.examples if (found := carriers(runs[t], rule)) and not any(found)] == []


@pytest.mark.parametrize("rule", by_id(BOOK.contexts))
def test_context_counterexamples_carry_none(rule: ContextRule, runs: dict[str, Run]) -> None:
    assert [t for t in rule.counterexamples if any(carriers(runs[t], rule))] == []


@pytest.mark.parametrize("rule", by_id(BOOK.contexts))
def test_context_bites_on_some_example(rule: ContextRule, runs: dict[str, Run]) -> None:
    """At least one example has a frame, otherwise the rule is not proven at all."""
    assert any(any(carriers(runs[t], rule)) for t in rule.examples)


# ---------------------------------------------------------------- decisions


def decided(run: Run) -> list[str]:
    return [event.detail for event in run.coded.events]


@pytest.mark.parametrize("rule", by_id(BOOK.decisions))
def test_decision_examples_are_decided_by_it(rule: Decision, runs: dict[str, Run]) -> None:
    assert [(t, decided(runs[t])) for t in rule.examples if rule.id not in decided(runs[t])] == []


@pytest.mark.parametrize("rule", by_id(BOOK.decisions))
def test_decision_counterexamples_are_not(rule: Decision, runs: dict[str, Run]) -> None:
    assert [t for t in rule.counterexamples if rule.id in decided(runs[t])] == []


@pytest.mark.parametrize("rule", by_id([d for d in BOOK.decisions if d.sub_event_type]))
def test_decision_examples_give_its_type(rule: Decision, runs: dict[str, Run]) -> None:
    events = [e for t in rule.examples for e in runs[t].coded.events if e.detail == rule.id]
    assert {e.cells["sub_event_type"] for e in events} == {rule.sub_event_type}


# ---------------------------------------------------------------- segments and weapons


LEAD = "The mayor of Koro spoke on Tuesday. He was tired. It rained."


def segment_of(text: str) -> Segment:
    """The segment of a text that stands behind a plain lead, where segment rules apply."""
    document = make_document(article_of(f"{LEAD} {text}"))
    return segment_sentences(document, BOOK)[-1]


@pytest.mark.parametrize("rule", by_id(BOOK.segments))
def test_segment_examples_open_their_segment(rule: SegmentCue) -> None:
    found = [(t, segment_of(t)) for t in rule.examples]
    assert [(t, s) for t, s in found if s.label != rule.segment or s.rule_id != rule.id] == []


@pytest.mark.parametrize("rule", by_id(BOOK.segments))
def test_segment_counterexamples_do_not(rule: SegmentCue) -> None:
    assert [t for t in rule.counterexamples if segment_of(t).label == rule.segment] == []


def weapons_of(text: str) -> list[str]:
    sentence = Sentence(0, 0, len(text), text, "text", 0)
    return [weapon for weapon, _, _ in WeaponIndex(BOOK).find(sentence)]


@pytest.mark.parametrize("rule", by_id(BOOK.weapons))
def test_weapon_examples_name_the_weapon(rule: WeaponRule) -> None:
    assert [t for t in rule.examples if rule.weapon not in weapons_of(t)] == []


@pytest.mark.parametrize("rule", by_id(BOOK.weapons))
def test_weapon_counterexamples_do_not(rule: WeaponRule) -> None:
    assert [t for t in rule.counterexamples if rule.weapon in weapons_of(t)] == []


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
