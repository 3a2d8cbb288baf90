"""What an evaluation says: rates of rows, columns and types, what was taken for what, every error with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from tocsin.evaluate.unit import Rates, rate_text, ratio

ErrorKind = Literal["missed", "extra", "cell"]


@dataclass(frozen=True, slots=True)
class ColumnScore:
    """How right the cells of one column are.

    rates  values over all rows: one per filled cell, in lists one per item
    pairs  pairs of rows that are one event
    same   those in which both cells say the same, two empty ones included
    """

    column: str
    rates: Rates
    pairs: int
    same: int

    @property
    def accuracy(self) -> float | None:
        """same / pairs: where the event was found, the share in which the cell is right."""
        return ratio(self.same, self.pairs)


@dataclass(frozen=True, slots=True)
class TypeScore:
    """How right one sub-event type is: rows of it, and pairs in which both sides call it so."""

    sub_event_type: str
    rates: Rates


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often an event hand-coded as `gold` was built as `built`; "" where one side has no such event."""

    gold: str
    built: str
    count: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Words behind a cell, and the rules that read them.

    sentence  the sentence around the words, where the text was at hand; else ""
    """

    article_id: str
    field: str
    start: int
    end: int
    quote: str
    sentence: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvaluationError:
    """Something that is not as it was hand-coded.

    kind      missed: no row for a hand-coded event; extra: a row for none; cell: another value in a pair
    gold_key  key of the hand-coded row; "" for an extra row
    built_key key of the built row; "" for a missed event
    expected  the event or value as hand-coded
    found     as it was built
    proofs    why the build has what it has; for a missed event the sentences of the nearest excluded candidates
    hint      what is nearest to being right: a row too far off, an exclusion, a value that came second
    """

    kind: ErrorKind
    articles: tuple[str, ...]
    gold_key: str
    built_key: str
    column: str
    expected: str
    found: str
    proofs: tuple[Proof, ...]
    hint: str

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """Sentence, or words where no sentence is known, "" where there are none -> the rules that read them."""
        found: dict[str, dict[str, None]] = {}
        for proof in self.proofs:
            found.setdefault(proof.sentence or proof.quote, {}).update(dict.fromkeys(proof.rules))
        return {words: tuple(rules) for words, rules in found.items()}


@dataclass(frozen=True, slots=True)
class Apart:
    """What is counted apart, for nothing can be said of it.

    unseen   hand-coded rows whose articles the build never saw
    outside  built rows of articles that the hand-coded file says nothing of
    """

    unseen: int
    outside: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A build judged by hand-coded rows. docs/evaluate.md defines every figure.

    days, km     the tolerances
    merged       False when the build keeps articles apart; then each event counts once per article
    articles     articles judged
    rows         events: hand-coded, built, paired
    whole        pairs in which every judged cell is right
    columns      a score per column that the file has
    types        a score per sub-event type that either side has
    confusion    types of pairs and of rows without a pair, most frequent first
    errors       everything that is not as hand-coded, by article
    warnings     rows of the file that could not be used, or only in part
    """

    days: int
    km: float
    merged: bool
    articles: int
    rows: Rates
    whole: int
    columns: tuple[ColumnScore, ...]
    types: tuple[TypeScore, ...]
    confusion: tuple[Confusion, ...]
    errors: tuple[EvaluationError, ...]
    apart: Apart
    warnings: tuple[str, ...]

    @property
    def columns_table(self) -> pd.DataFrame:
        """The scores of columns as a table, a row each."""
        return pd.DataFrame([_flat({"column": c.column}, c.rates) | {"pairs": c.pairs, "same": c.same,
                             "accuracy": c.accuracy} for c in self.columns])  # fmt: skip

    @property
    def types_table(self) -> pd.DataFrame:
        """The scores of sub-event types as a table, a row each."""
        return pd.DataFrame([_flat({"sub_event_type": t.sub_event_type}, t.rates) for t in self.types])

    @property
    def errors_table(self) -> pd.DataFrame:
        """Every error, a row each: kind, articles, keys, column, expected, found, quote, rules, hint."""
        return pd.DataFrame([_error(error) for error in self.errors], columns=list(_ERROR_COLUMNS))

    def __repr__(self) -> str:
        of_rows = f"precision {rate_text(self.rows.precision)}, recall {rate_text(self.rows.recall)}"
        return f"<Evaluation: {self.rows.right} of {self.rows.gold} events found, {of_rows}, {len(self.errors)} errors>"


_ERROR_COLUMNS = ("kind", "articles", "gold_key", "built_key", "column", "expected", "found", "quote", "rules", "hint")


def _flat(head: Mapping[str, Any], rates: Rates) -> dict[str, Any]:
    return {**head, "gold": rates.gold, "built": rates.built, "right": rates.right, "precision": rates.precision,
            "recall": rates.recall, "f1": rates.f1}  # fmt: skip


def _error(error: EvaluationError) -> dict[str, str]:
    told = {name: getattr(error, name) for name in _ERROR_COLUMNS if name not in ("articles", "quote", "rules")}
    rules = dict.fromkeys(rule for rules in error.words.values() for rule in rules)
    quotes = " / ".join(filter(None, error.words))
    return told | {"articles": "; ".join(error.articles), "quote": quotes, "rules": ", ".join(rules)}
