"""The decision list as sets: no part of a condition is left out, and a line holds just where its words say so."""

from __future__ import annotations

from dataclasses import fields

from tocsin.coding.decide import _ANY, _EQUAL, _NONE, lines_of
from tocsin.coding.features import Features
from tocsin.rulebook.entries import Condition
from tocsin.rulebook.load import load_rules


def test_every_part_of_a_condition_is_looked_at() -> None:
    looked_at = {part for _, part in (*_ANY, *_NONE)} | set(_EQUAL) | {"acts_all"}
    assert looked_at == set(Condition.model_fields)
    features = {f.name for f in fields(Features)}
    assert {name for name, _ in (*_ANY, *_NONE)} | set(_EQUAL) <= features


def test_lists_are_written_out() -> None:
    book = load_rules()
    lines = lines_of(book)
    assert [line.decision.id for line in lines] == [decision.id for decision in book.decisions]
    assert lines_of(book) is lines
    assert not any(word.startswith("@") for line in lines for _, words in line.any_of for word in words)
