"""An article about a match is one about a match in every sentence; one word of sport in a war report is not."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.config import Options
from tocsin.model import Article, CodedArticle
from tocsin.pipeline import code_articles

CASES = [
    # (text, rows)
    ("The Harriers captured the cup in Leeds on Sunday after their strikers bombarded the goal. The coach said the "
     "league had never seen such an attack in a match. \"The lads fought like soldiers,\" he said.", 0),
    ("Gunmen killed four guards at an army base near Gao, Mali, on Monday. They fled on motorbikes. Soldiers later "
     "killed two of the attackers. The base stands beside the ground of a league club.", 1),
    # a party that is called a league plays no match; a rally for a cause is none either
    ("A man was killed as supporters of the Awami League and of a rival party fought with sticks in Pabna, Bangladesh, "
     "on Sunday. Witnesses said the fight began over a banner.", 1),
    # an illness told of somebody makes no accident of what the sentence only mentions
    ("An angry crowd beat two women to death in Mount Hagen, Papua New Guinea, on Tuesday. The boy whose death set off "
     "the killings had been ill with malaria, the hospital said.", 1),
    # an act that is named again is what it was
    ("Hackers mounted an attack on the army's site in Tallinn, Estonia, with spam on Monday. The attack lasted five "
     "hours. Soldiers could read no post.", 0),
    ("Gunmen mounted an attack on the army's camp near Gao, Mali, on Monday. The attack lasted five hours.", 1),
    # what police alone do where there is no conflict is police work; what they do elsewhere, or with troops, is told
    ("Police are searching houses in East Kilbride, United Kingdom, for a prisoner who fled on Monday.", 0),
    ("Soldiers surrounded the village of Nabi Saleh, Palestine, on Monday and searched houses.", 1),
]  # fmt: skip

HEADLINES = [
    # (title, text, rows): a headline tells no more than its body
    ("Rail campaign rally in Melrose", "Campaigners are to stage a rally in Melrose, United Kingdom, against the "
     "closure of the line.", 0),
    ("Rail campaign rally in Melrose", "Campaigners staged a rally in Melrose, United Kingdom, on Monday against the "
     "closure of the line.", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), CASES)
def test_topic(text: str, rows: int) -> None:
    (result,) = code_articles([Article("a", text, date(2024, 9, 19), "metadata", sha256="a")], Options(merge=False))
    assert isinstance(result, CodedArticle)
    assert sum(not e.reasons for e in result.events) == rows


@pytest.mark.parametrize(("title", "text", "rows"), HEADLINES)
def test_headline(title: str, text: str, rows: int) -> None:
    article = Article("a", text, date(2024, 9, 19), "metadata", title=title, sha256="a")
    (result,) = code_articles([article], Options(merge=False))
    assert isinstance(result, CodedArticle)
    assert sum(not e.reasons for e in result.events) == rows
