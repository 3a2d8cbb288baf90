"""The fast product: a sentence parses the same in any company, and near to what the library's own product gives."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from thinc.api import NumpyOps
from tocsin.model import Parse, Sentence
from tocsin.syntax import matrices
from tocsin.syntax.matrices import PAD, SentenceOps, padded_cuts, plain_cuts
from tocsin.syntax.parser import load_parser, parse_sentences

TEXTS = (
    "Gunmen killed three farmers near Koro on Tuesday.",
    "Fighting.",
    "The army said that its soldiers had retaken the town after two days of clashes with rebels, who fled.",
    "Police fired tear gas at the crowd",
    "A bomb went off outside a market in the capital, wounding eleven people, two of them children, a doctor said.",
)


def parses(texts: list[str], batch: int = 256) -> list[Parse]:
    sentences = [Sentence(n, 0, len(text), text, "text", 0) for n, text in enumerate(texts)]
    return list(parse_sentences(sentences, load_parser(), batch))


def test_a_parse_hangs_on_its_sentence_alone() -> None:
    many = [f"{text[:-1]} {n}." for n in range(8) for text in TEXTS]
    alone = [parses([text])[0].tokens for text in many]
    mixed = list(range(len(many)))
    random.Random(5).shuffle(mixed)
    together = parses([many[n] for n in mixed], batch=17)
    assert [p.tokens for p in together] == [alone[n] for n in mixed]


@pytest.mark.parametrize("lengths", [[1], [3, 9], [12, 1, 40, 0, 7]])
def test_cuts_cover_every_row_once(lengths: list[int]) -> None:
    words, seen = sum(lengths), [n for n in lengths if n]
    for cuts, rows in ((plain_cuts(lengths), words), (padded_cuts(lengths), words + PAD * (len(seen) + 1))):
        assert cuts[0][0] == 0 and cuts[-1][1] == rows
        assert all(a[1] == b[0] for a, b in pairwise(cuts))
    assert [b - a for a, b in padded_cuts(lengths)[1:-1]] == [n + PAD for n in seen]


@pytest.mark.parametrize("transposed", [True, False])
@pytest.mark.parametrize("into", [True, False])
def test_product_is_that_of_the_library(transposed: bool, into: bool) -> None:
    numbers = np.random.default_rng(3)
    lengths = [5, 1, 33]
    y = numbers.standard_normal((24, 16) if transposed else (16, 24)).astype("float32")
    ops = SentenceOps()
    for rows in (sum(lengths), sum(lengths) + PAD * 4, 11):
        x = numbers.standard_normal((rows, 16)).astype("float32")
        out = np.empty((rows, 24), dtype="float32") if into else None
        with ops.sentences(lengths):
            made = ops.gemm(x, y, out=out, trans2=transposed)
        assert made is out or not into
        assert np.allclose(made, NumpyOps().gemm(x, y, trans2=transposed), atol=1e-5)


def test_where_threads_cannot_be_held_the_library_multiplies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrices, "_threads", lambda: None)
    ops, x = SentenceOps(), np.ones((3, 4), dtype="float32")
    with ops.sentences([3]):
        assert np.array_equal(ops.gemm(x, x, trans2=True), NumpyOps().gemm(x, x, trans2=True))


def test_threads_are_given_back() -> None:
    threads = matrices._threads()
    if threads is None:
        pytest.skip("numpy's product has another library here")
    get, _ = threads
    before = get()
    with SentenceOps().sentences([3]):
        assert get() == 1
    assert get() == before
