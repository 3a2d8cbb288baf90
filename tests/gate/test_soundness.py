"""The gate never drops a sentence in which a rule finds a frame: every text is also matched with the gate wide open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rule_corpus import Run, article_of
from tocsin.config import Options
from tocsin.gate.gate import GateResult
from tocsin.model import Article
from tocsin.pipeline import Gated, Stores, analyse, load_stores, parse_gated, prepare
from tocsin.rulebook.load import load_rules
from tocsin.rulebook.triggers import build_triggers
from tocsin.sources.reader import read_articles

BOOK = load_rules()
EXAMPLES = Path(__file__).parents[2] / "examples"


def wide_open(gated: Gated) -> Gated:
    """The same document with every sentence let through; what stands beside a sentence stays as the gate saw it."""
    gate = gated.gate
    return Gated(gated.document, GateResult((True,) * len(gate.passed), gate.nearby, gate.inside))


def dropped(articles: Sequence[Article], stores: Stores) -> list[tuple[str, str]]:
    """(rule, sentence) of every frame whose sentence the real gate does not let through."""
    gated = [g for a in articles if isinstance(g := prepare(a, stores), Gated)]
    opened = [wide_open(g) for g in gated]
    parses = parse_gated(opened)
    lost = []
    for real, item in zip(gated, opened, strict=True):
        found = analyse(item, parses.get(item.document.article.article_id, []), stores)
        lost += [
            (f.rule_id, real.document.sentences[f.sentence].text)
            for f in found.frames
            if not real.gate.passed[f.sentence]
        ]
    return lost


def test_no_rule_text_is_dropped(runs: dict[str, Run], stores: Stores) -> None:
    assert dropped([article_of(text, n) for n, text in enumerate(runs)], stores) == []


def test_no_capital_letters_are_dropped(runs: dict[str, Run], stores: Stores) -> None:
    """Wire copy in capitals, and headlines in title case, pass the same gate."""
    texts = [t for text in list(runs)[::4] for t in (text.upper(), text.title())]
    assert dropped([article_of(text, n) for n, text in enumerate(texts)], stores) == []


def test_neighbours_count(runs: dict[str, Run], stores: Stores) -> None:
    """Rule texts glued to articles of eight sentences: words of a neighbour may open the gate, never shut it."""
    texts = list(runs)
    articles = [article_of(" ".join(texts[i : i + 8]), i) for i in range(0, len(texts), 8)]
    assert dropped(articles, stores) == []


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.jsonl")), ids=lambda p: p.name)
def test_no_sentence_of_the_examples_is_dropped(path: Path, stores: Stores) -> None:
    articles = [a for a in read_articles([path]) if isinstance(a, Article)]
    assert articles
    assert dropped(articles, stores) == []


# ---------------------------------------------------------------- sentences made of the rules' own words


def _trigger_words() -> list[str]:
    """Every trigger as a text writes it: the form, with what stands before and behind it."""
    found = set()
    for form, triggers in build_triggers(BOOK).by_form.items():
        for t in triggers:
            found.add(" ".join([*t.before, form, *t.after, *sorted(t.objects)[:1]]).replace(" - ", "-"))
    return sorted(found)


TRIGGERS = _trigger_words()
LISTED = sorted({word for rule in BOOK.acts for name in rule.with_words for word in BOOK.words[name]})
REQUIRED = sorted(
    {
        word
        for rule in BOOK.acts
        for conditions in rule.require.values()
        for c in conditions
        if c.startswith("@")
        for word in BOOK.words[c[1:]]
    }
)
SHAPES = (
    "The {a} {t} the {b} in Gao.",
    "The {b} was {t} by {a} near the {c} on Tuesday.",
    "Officials said that {a} {t} two {b} with {c}.",
    "A {t} of the {b} by {a} left three dead.",
    "{A} and {b} held a {t} over the {c}.",
    "{A} {t} {b}",  # a headline
    "They {t}. The {a} had no {b}.",  # the list word stands beside
    "There were {a}. It was {t} at the {b}; {c} followed.",
    "{A}-{b} {t}, a {c} said.",  # hyphens bind words that the gate must still see
    "“{A} {t} the {b}’s {c},” he said.",
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    words = st.one_of(st.sampled_from(LISTED), st.sampled_from(REQUIRED))
    a, b, c = draw(words), draw(words), draw(words)
    text = draw(st.sampled_from(SHAPES)).format(a=a, A=a.capitalize(), b=b, c=c, t=draw(st.sampled_from(TRIGGERS)))
    return draw(st.sampled_from((text, text, text, text.upper(), text.replace(" ", "\n", 3))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(sentences(), min_size=12, max_size=24))
@example(["The army re-took the hill.", "İSTANBUL: POLICE SHOT TWO MEN."])  # capitals that change length when lowered
@example(["A car-bomb went off.", "Gun-\nmen attacked.", "The sit-in ended.", "Anti-government rally held."])
def test_no_made_up_sentence_is_dropped(texts: list[str]) -> None:
    articles = [article_of(text, n) for n, text in enumerate(texts)]
    assert dropped(articles, load_stores(Options())) == []


def test_the_made_up_sentences_do_fire(stores: Stores) -> None:
    """The property is not empty: plain shapes filled with trigger words do give frames."""
    texts = [SHAPES[0].format(a="gunmen", b="villagers", t=t) for t in TRIGGERS if " " not in t and t.endswith("ed")]
    gated = [g for n, t in enumerate(texts) if isinstance(g := prepare(article_of(t, n), stores), Gated)]
    parses = parse_gated(gated)
    fired = sum(bool(analyse(g, parses.get(g.document.article.article_id, []), stores).frames) for g in gated)
    assert fired > len(texts) / 3
