"""Verbs that the model takes for nouns are put right where their clause has no other verb, and nowhere else."""

from __future__ import annotations

import pytest
from tocsin.model import FieldName, Parse, Sentence
from tocsin.syntax.arguments import verb_arguments
from tocsin.syntax.overrides import DATA, overrides
from tocsin.syntax.parser import load_parser, parse_sentences

TEXT: FieldName = "text"
CASES = [
    # (sentence, verb, agent, patient)
    ("Rebels overrun army base in Sake.", "overrun", "Rebels", "army base"),
    ("Suspected bandits ambush military convoy near Zurmi.", "ambush", "Suspected bandits", "military convoy"),
    ("Gunmen storm hotel in Kismayo.", "storm", "Gunmen", "hotel"),
    ("Separatists torch school in Bamenda.", "torch", "Separatists", "school"),
    ("The army retook Sake from rebels on Tuesday.", "retook", "The army", "Sake"),
    ("UN troops retook hills near Bria.", "retook", "UN troops", "hills"),
    ("An M23 base near Kibumba was overrun by the army.", "overrun", "the army", "An M23 base"),
    ("Two villages were overrun by bandits in Zamfara.", "overrun", "bandits", "Two villages"),
]
UNTOUCHED = [
    "The rebel ambush of a convoy near Bria was told on the radio.",
    "Bandit raids have emptied the villages of Zamfara.",
    "The cost overrun was large.",
    "A storm hit the hotel in Kismayo.",
]


def parse(text: str) -> Parse:
    (found,) = parse_sentences([Sentence(0, 0, len(text), text, TEXT, 0)], load_parser())
    return found


@pytest.mark.parametrize(("text", "verb", "agent", "patient"), CASES, ids=[c[0] for c in CASES])
def test_misread_verb_gets_its_sides(text: str, verb: str, agent: str, patient: str) -> None:
    found = parse(text)
    at = next(t for t in found.tokens if t.text == verb)
    sides = {a.slot: text[a.phrase.start : a.phrase.end] for a in verb_arguments(found, at.i)}
    assert at.tag.startswith("VB")
    assert sides["agent"] == agent
    assert sides["patient"].startswith(patient)


@pytest.mark.parametrize("text", UNTOUCHED)
def test_nouns_stay_nouns(text: str) -> None:
    forms = frozenset().union(*overrides().values())
    doc = load_parser()(text)
    assert [(t.tag, t.dep) for t in parse(text).tokens] == [(t.tag_, t.dep_) for t in doc]
    assert any(t.lower_ in forms or t.lower_.rstrip("s") in forms for t in doc), "a case that tries nothing"


def test_every_override_says_why_and_shows_it() -> None:
    import tomllib

    for rule in tomllib.loads(DATA.read_text(encoding="utf-8"))["override"]:
        assert rule["why"] and rule["counterexamples"]
        assert all(any(form in text.lower() for form in rule["forms"]) for text in rule["examples"])
