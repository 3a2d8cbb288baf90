"""The vectors of words: the same in any company, made anew when too many are kept, left alone where a model differs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tocsin.syntax import words
from tocsin.syntax.parser import load_parser
from tocsin.syntax.words import WordVectors

TEXTS = ("Gunmen killed three farmers near Koro.", "The gunmen can't hold Koro , they fled", "Fighting.")


def pipe_and_docs() -> tuple[Any, list[Any]]:
    nlp = load_parser()
    return nlp.get_pipe("tok2vec"), [nlp.make_doc(text) for text in TEXTS]


def test_a_vector_hangs_on_its_word_alone() -> None:
    pipe, docs = pipe_and_docs()
    together = WordVectors(pipe).of(docs)
    backwards = WordVectors(pipe)
    alone = [backwards.of([doc]) for doc in reversed(docs)][::-1]
    assert together is not None
    for mine, other in zip(together, alone, strict=True):
        assert other is not None and np.array_equal(mine, other[0])


def test_what_is_encoded_is_what_the_model_encodes() -> None:
    pipe, docs = pipe_and_docs()
    kept = WordVectors(pipe)
    for made, plain in zip(kept.encode(docs, kept.of(docs)), pipe.predict(docs), strict=True):
        assert np.allclose(made, plain, atol=1e-4)


def test_beyond_the_most_all_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, docs = pipe_and_docs()
    monkeypatch.setattr(words, "MOST", 14)
    few = WordVectors(pipe)
    for doc in [*docs, *docs]:
        made, wanted = few.of([doc]), WordVectors(pipe).of([doc])
        assert made is not None and wanted is not None and np.array_equal(made[0], wanted[0])
        assert len(few._known) <= 14


def test_no_words_and_other_models_are_left_to_the_model() -> None:
    pipe, docs = pipe_and_docs()
    assert WordVectors(pipe).of([load_parser().make_doc("")]) is None
    one_layer = SimpleNamespace(model=SimpleNamespace(layers=pipe.model.layers[:1]), predict=len)
    other = WordVectors(one_layer)
    assert other.of(docs) is None and other.encode(docs, None) == 3
