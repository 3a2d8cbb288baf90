"""What a sentence says of tolls by a noun or a phrase, and the rules' own examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from tocsin.errors import DataFileError
from tocsin.mentions.toll_phrases import beyond_belief, find_tolls, kills_nobody, load_tolls

RULES = load_tolls().rules
EXAMPLES = [(rule.rule_id, text, value) for rule in RULES for text, value in rule.examples]
COUNTEREXAMPLES = [(rule.rule_id, text) for rule in RULES for text in rule.counterexamples]


@pytest.mark.parametrize(("rule_id", "text", "value"), EXAMPLES)
def test_rule_reads_its_example(rule_id, text, value):
    assert (rule_id, value) in [(t.rule_id, t.value) for t in find_tolls(text, 0)]


@pytest.mark.parametrize(("rule_id", "text"), COUNTEREXAMPLES)
def test_rule_refuses_its_counterexample(rule_id, text):
    assert rule_id not in [t.rule_id for t in find_tolls(text, 0)]


def test_every_rule_has_texts_on_both_sides():
    assert all(rule.examples and rule.counterexamples for rule in RULES)


# text, the act in it, whether nobody died of it here
NOBODY = [
    ("Gunmen tried to kill a judge.", "kill", True),
    ("Gunmen attempted to assassinate a judge.", "assassinate", True),
    ("He is accused of killing a judge.", "killing", True),
    ("He was arrested for killing a judge.", "killing", True),
    ("They marched to mourn the dead.", "dead", True),
    ("The plot to kill a judge failed.", "kill", True),
    ("Three fighters were killed, wounded or captured.", "killed", True),
    ("Three fighters were killed or captured.", "killed", True),
    ("Gunmen killed a judge.", "killed", False),
    ("Three fighters were killed and wounded.", "killed", False),
    ("They managed to kill a judge.", "kill", False),
    ("He was killed on the way to trial.", "killed", False),
]


@pytest.mark.parametrize(("text", "act", "nobody"), NOBODY)
def test_words_that_keep_the_victims_alive(text, act, nobody):
    at = text.index(act)
    assert kills_nobody(text, at, at + len(act)) is nobody


def test_offsets_slice_back_to_the_words():
    text = "It resulted in nine deaths. The toll later rose to eleven."
    assert [text[t.start - 100 : t.end - 100] for t in find_tolls(text, 100)] == ["nine", "eleven"]


@pytest.mark.parametrize(("values", "beyond"), [([12], False), ([70_000], False), ([60_000, 60_000], True)])
def test_a_toll_that_no_single_event_had_is_beyond_belief(values, beyond):
    assert beyond_belief(values) is beyond


def test_an_unknown_kind_is_an_error_with_the_kinds_that_are_known(tmp_path: Path):
    path = tmp_path / "tolls.toml"
    path.write_text(
        "[fragment]\n[scan]\nneed = 'x'\nnot_dead = 'x'\nnot_dead_back = 'x'\n[limit]\ntoo_many = 1\n"
        "[[toll]]\nid = 'mine'\nkind = 'dad'\nfront = 'x'\nwhy = 'w'\nexamples = []\ncounterexamples = []\n"
    )
    with pytest.raises(DataFileError, match="unknown kind 'dad'; allowed: dead, update"):
        load_tolls(path)
