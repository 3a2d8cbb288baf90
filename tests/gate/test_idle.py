"""Idle phrases and articles: a word that could anchor an act is none there, for the gate and for the frames alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rule_corpus import article_of
from tocsin.gate.gate import GateResult
from tocsin.pipeline import Gated, Stores, analyse, parse_gated, prepare
from tocsin.rulebook.load import load_rules
from tocsin.rulebook.triggers import idle_phrases


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Supporters spoke on March 15 against prices.", False),
        ("Supporters held a march against prices.", True),
        ("Soldiers took part in a dinner for the residents of Koro.", False),
        ("Soldiers took the town of Koro from the rebels.", True),
        ("Soldiers said that the club had many people in it.", False),
        ("Soldiers club people in the streets of Koro.", True),
        ("The army is part of the armed forces, the people of Koro heard.", False),
        ("Rebels opened fire on the armed forces near Koro.", True),
    ],
)
def test_a_word_is_no_act_in_an_idle_phrase(text: str, passes: bool, stores: Stores) -> None:
    gated = prepare(article_of(text, 0), stores)
    assert isinstance(gated, Gated)
    assert gated.gate.passed == (passes,)
    opened = Gated(gated.document, GateResult((True,), gated.gate.nearby, gated.gate.inside))
    parses = parse_gated([opened])[opened.document.article.article_id]
    assert bool(analyse(opened, parses, stores).frames) == passes


@pytest.mark.parametrize(("words", "passes"), [("in march", False), ("in-march", True), ("in  march", True)])
def test_only_single_blanks_make_an_idle_phrase(words: str, passes: bool, stores: Stores) -> None:
    """A hyphen or another gap may be cut otherwise by the parser; what both do not see alike is no phrase."""
    document = prepare(article_of("The residents of Koro said so.", 0), stores)
    assert isinstance(document, Gated)
    text = f"Supporters walked {words} against prices."
    sentence = replace(document.document.sentences[0], start=0, end=len(text), text=text)
    assert stores.gate.run(replace(document.document, text=text, sentences=(sentence,))).passed == (passes,)


def test_days_are_spelled_out() -> None:
    phrases = idle_phrases(load_rules())
    assert {"march 1", "march 31", "15 march", "in march"} <= set(phrases)
    assert not any("#" in phrase for phrase in phrases) and "march 32" not in phrases
