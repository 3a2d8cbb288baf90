"""Rules in, what the real stages make of their examples and counterexamples out. Judging that is proof.py.

Every text is an article of its own, published 2024-09-19; all are parsed in one batch, which is what makes it quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.config import Options
from tocsin.model import Article, CodedArticle, Frame, Parse
from tocsin.pipeline import Gated, Stores, analyse, code_document, parse_gated, prepare
from tocsin.rulebook.entries import ActRule, ContextRule, Decision, Entry, TagRule
from tocsin.rulebook.load import Rulebook

PUBLISHED = date(2024, 9, 19)


@dataclass(frozen=True, slots=True)
class Run:
    """What the stages made of one text: its document behind the gate, the parses, the frames, the coded article."""

    text: str
    gated: Gated
    parses: tuple[Parse, ...]
    frames: tuple[Frame, ...]
    coded: CodedArticle


def rules_with_texts(book: Rulebook) -> Iterator[Entry]:
    """Every rule that carries examples."""
    for kind in (book.acts, book.contexts, book.decisions, book.segments, book.weapons, book.tags):
        yield from kind


def texts_of(rules: Iterable[Entry]) -> list[str]:
    """All examples and counterexamples of some rules, each once."""
    return list(dict.fromkeys(t for rule in rules for t in (*rule.examples, *rule.counterexamples)))


def run_texts_of(rules: Iterable[Entry]) -> list[str]:
    """The texts that need the whole pipeline: segment and weapon rules are proven on the words alone."""
    return texts_of(rule for rule in rules if isinstance(rule, ActRule | ContextRule | Decision | TagRule))


def article_of(text: str, number: int = 0, title: str = "") -> Article:
    """A text as an article with a day and nothing else."""
    return Article(f"t{number}", text, PUBLISHED, "metadata", title=title, language="en", sha256=f"{number:064x}")


def run_all(texts: Iterable[str | Article], stores: Stores) -> dict[str, Run]:
    """Text -> run; the gated sentences of all texts, or articles, fill one batch. What is no English is left out."""
    items: list[tuple[str, Gated]] = []
    for number, given in enumerate(texts):
        article = given if isinstance(given, Article) else article_of(given, number)
        item = prepare(article, stores)
        if isinstance(item, Gated):
            items.append((article.text, item))
    parses = parse_gated([item for _, item in items])
    return {text: _run(text, item, parses.get(item.document.article.article_id, []), stores) for text, item in items}


def _run(text: str, item: Gated, parses: Sequence[Parse], stores: Stores) -> Run:
    frames = analyse(item, parses, stores).frames if parses else ()
    return Run(text, item, tuple(parses), frames, code_document(item, parses, stores, Options()))
