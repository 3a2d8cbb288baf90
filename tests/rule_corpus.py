"""The rules' own examples and counterexamples, run once through the real stages; tests of several folders read them.

Every text is an article of its own, published 2024-09-19; all are parsed in one batch, which is what makes it quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tocsin.config import Options
from tocsin.model import Article, CodedArticle, Frame, Parse
from tocsin.pipeline import Gated, Stores, _parse_gated, analyse, code_document, load_stores, prepare
from tocsin.rulebook.entries import Entry
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
    for kind in (book.acts, book.contexts, book.decisions, book.segments, book.weapons):
        yield from kind


def rule_texts(book: Rulebook) -> list[str]:
    """All examples and counterexamples, each once."""
    texts = [t for rule in rules_with_texts(book) for t in (*rule.examples, *rule.counterexamples)]
    return list(dict.fromkeys(texts))


def article_of(text: str, number: int = 0, title: str = "") -> Article:
    """A text as an article with a day and nothing else."""
    return Article(f"t{number}", text, PUBLISHED, "metadata", title=title, language="en", sha256=f"{number:064x}")


def run_all(texts: Iterable[str], stores: Stores) -> dict[str, Run]:
    """Text -> run; the gated sentences of all texts fill one batch. Texts that are no English are left out."""
    items: list[tuple[str, Gated]] = []
    for number, text in enumerate(texts):
        item = prepare(article_of(text, number), stores)
        if isinstance(item, Gated):
            items.append((text, item))
    parses = _parse_gated([item for _, item in items])
    return {text: _run(text, item, parses.get(item.document.article.article_id, []), stores) for text, item in items}


def _run(text: str, item: Gated, parses: Sequence[Parse], stores: Stores) -> Run:
    frames = analyse(item, parses, stores).frames if parses else ()
    return Run(text, item, tuple(parses), frames, code_document(item, parses, stores, Options()))


@lru_cache(maxsize=1)
def rule_runs() -> dict[str, Run]:
    """The runs of all rule texts, made once per session."""
    stores = load_stores(Options())
    return run_all(rule_texts(stores.book), stores)
