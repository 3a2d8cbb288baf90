"""Article -> Document: the order in which a text is cleaned, read for its dateline, cased and split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tocsin.model import Article, Dateline, Document
from tocsin.text.boilerplate import blank_boilerplate
from tocsin.text.clean import clean_text, clean_title
from tocsin.text.dateline import find_opening
from tocsin.text.sentences import split_sentences
from tocsin.text.truecase import is_upper_case, looks_like_name, truecase

GAP = "\n\n"
"""Between title and body."""


def make_document(article: Article, is_name: Callable[[str], bool] = looks_like_name) -> Document:
    """Clean an article into one string with sentences, and keep the way back to its raw words.

    The text is title, empty line, body; without a title the body starts at 0. No sentence
    covers the dateline. `is_name` decides which words keep a capital when a text is all in capitals.
    """
    title, title_map = clean_title(article.title)
    body, text_map = clean_text(article.text)
    body_start = len(title) + len(GAP) if title else 0
    title, body = blank_boilerplate(title), blank_boilerplate(body)
    dateline = find_opening(body, article.published)
    head, body = body[: dateline.end if dateline else 0], body[dateline.end if dateline else 0 :]
    title, head, body = _in_case(title, is_name), _in_case(head, is_name, like=body), _in_case(body, is_name)
    text = title + GAP + head + body if title else head + body
    dateline = _shift(dateline, body_start, text)
    sentences = split_sentences(text, body_start, (dateline.start, dateline.end) if dateline else None)
    return Document(article, text, body_start, sentences, dateline, title_map, text_map)


def resolve_published(article: Article, document: Document) -> Article | None:
    """The article with its day of publication, taken from the dateline if it had none or a doubtful one; None without.

    "SAN SALVADOR, 3 JAN 90 (AFP) --" -> published 1990-01-03, basis "dateline"
    """
    told = document.dateline.day if document.dateline is not None else None
    if told is None or (article.published is not None and not article.published_doubt):
        return article if article.published is not None else None
    return replace(article, published=told, published_basis="dateline", published_doubt="")


def _in_case(text: str, is_name: Callable[[str], bool], like: str = "") -> str:
    """A text in capitals in sentence case. A dateline is in capitals anyway: what follows it decides."""
    return truecase(text, is_name) if is_upper_case(like or text) else text


def _shift(dateline: Dateline | None, by: int, text: str) -> Dateline | None:
    """The dateline in document offsets, its place as the finished text writes it."""
    if dateline is None:
        return None
    first, last = dateline.place_start + by, dateline.place_end + by
    return Dateline(dateline.start + by, dateline.end + by, text[first:last], first, last, dateline.day)
