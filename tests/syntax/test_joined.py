"""Subjects joined by "and" are one phrase, whatever the model hung them on; nouns side by side without it are not."""

from __future__ import annotations

import pytest
from tocsin.model import FieldName, Parse, Sentence
from tocsin.syntax.arguments import verb_arguments
from tocsin.syntax.parser import load_parser, parse_sentences

TEXT: FieldName = "text"
CASES = [
    # (sentence, verb, its first side as one phrase)
    ("A nurse and the driver were killed by gunmen near Beni.", "killed", "A nurse and the driver"),
    ("A teacher, a trader and her two sons were shot by gunmen.", "shot", "A teacher, a trader and her two sons"),
    ("A teacher, a farmer and a trader were killed near Beni.", "killed", "A teacher, a farmer and a trader"),
    ("A teacher and her son were killed near Beni.", "killed", "A teacher and her son"),
    ("The mayor, a farmer, was killed by gunmen in Jos.", "killed", "The mayor"),
    ("Rebels killed two soldiers and a driver.", "killed", "two soldiers and a driver"),
]


def parse(text: str) -> Parse:
    (found,) = parse_sentences([Sentence(0, 0, len(text), text, TEXT, 0)], load_parser())
    return found


@pytest.mark.parametrize(("text", "verb", "side"), CASES, ids=[c[2] for c in CASES])
def test_a_side_holds_its_whole_list(text: str, verb: str, side: str) -> None:
    found = parse(text)
    at = next(t for t in found.tokens if t.text == verb)
    phrases = [text[a.phrase.start : a.phrase.end] for a in verb_arguments(found, at.i)]
    assert side in phrases
