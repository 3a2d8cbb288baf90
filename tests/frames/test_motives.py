"""What people gather about is no act of today: the motive of a protest, a demand, and what is neither."""

from __future__ import annotations

import pytest
from tocsin.model import Sentence
from tocsin.syntax.motives import is_main, is_motive
from tocsin.syntax.parser import load_parser, parse_sentences

# sentence, predicate, whether it only tells why people gathered
CASES = [
    ("Residents protested in Goma after a soldier shot a boy.", "shot", True),
    ("Women rallied to denounce the killing of two girls by gunmen.", "killing", True),
    ("Students marched against the arrest of their leader.", "arrest", True),
    ("A vigil was held over the murder of a priest.", "murder", True),
    ("Activists gathered to demand the release of detained teachers.", "release", True),
    # told beside the gathering, or what the crowd did itself
    ("Students protested in Goma and burned a police post.", "burned", False),
    ("Students protested in Goma, where police detained eight of them.", "detained", False),
    ("Police fired at the marchers after the rally.", "fired", False),
    ("Gunmen killed two girls in Moundou.", "killed", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_motive_of_a_gathering(text: str, word: str, expected: bool) -> None:
    (parse,) = parse_sentences([Sentence(0, 0, len(text), text, "text", 0)], load_parser())
    token = next(t.i for t in parse.tokens if t.text == word)
    assert is_motive(parse, token) is expected


def test_main_verbs_and_those_joined_to_them() -> None:
    text = "After the arrests, residents protested and blocked the road."
    (parse,) = parse_sentences([Sentence(0, 0, len(text), text, "text", 0)], load_parser())
    main = {t.text for t in parse.tokens if is_main(parse, t.i)}
    assert main == {"protested", "blocked"}
