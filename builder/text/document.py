"""Article -> Document: the order in which a text is cleaned, read for its dateline, cased and split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tocsin.model import Article, Dateline, Document
from tocsin.text.boilerplate import blank_boilerplate
from tocsin.text.clean import clean_text, clean_title
from tocsin.text.dateline import find_opening
from tocsin.text.sentences import split_sentences
from tocsin.text.truecase import NameFinder, is_upper_case, looks_like_name, no_names, truecase

GAP = "\n\n"
"""Between title and body."""


def make_document(
    article: Article, is_name: Callable[[str], bool] = looks_like_name, find_names: NameFinder = no_names
) -> Document:
    """Clean an article into one string with sentences, and keep the way back to its raw words.

    The text is title, empty line, body; without a title the body starts at 0. No sentence
    covers the dateline. Of a text all in capitals `is_name` decides which words keep one, and `find_names` knows
    names that are made of common words.
    """
    title, title_map = clean_title(article.title)
    body, text_map = clean_text(article.text)
    body_start = len(title) + len(GAP) if title else 0
    title, body = blank_boilerplate(title), blank_boilerplate(body)
    dateline = find_opening(body, article.published)
    head, body = body[: dateline.end if dateline else 0], body[dateline.end if dateline else 0 :]
    upper = is_upper_case(body)
    title = truecase(title, is_name, find_names) if is_upper_case(title) else title
    if upper:  # a dateline is in capitals anyway: what follows it decides
        head, body = truecase(head, is_name, find_names), truecase(body, is_name, find_names)
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


def _shift(dateline: Dateline | None, by: int, text: str) -> Dateline | None:
    """The dateline in document offsets, its place as the finished text writes it."""
    if dateline is None:
        return None
    first, last = dateline.place_start + by, dateline.place_end + by
    return Dateline(dateline.start + by, dateline.end + by, text[first:last], first, last, dateline.day)
