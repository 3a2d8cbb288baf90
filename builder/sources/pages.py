"""A saved web page -> the fields of an article: text, title, address, site, and its day with where that was found.

Used by every reader that meets HTML: files, web archives, feeds. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tocsin.model import PublishedBasis
from tocsin.sources.names import names
from tocsin.sources.page_days import Day, find_day

MAX_PAGE = 20_000_000
"""Bytes. The largest news pages have some 5 MB with all their scripts; more is a dump, and takes minutes to read."""

_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d+\)(\S+?) -->")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gave. `fields` are those of an article; "" and None are left out."""

    fields: dict[str, object]
    basis: PublishedBasis
    doubt: str


class PageError(ValueError):
    """A page that no article can be read from: its reason is in the words."""


def read_page(content: bytes | str, url: str = "", captured: date | None = None) -> Page:
    """Read a page. `url` is the address it was fetched from, `captured` the day it was saved, when these are known.

    Raises PageError when the page cannot be parsed, or holds no running text.
    """
    import trafilatura  # a second of import time that other formats need not pay
    from trafilatura.utils import load_html

    try:
        tree = load_html(content)
        if tree is None:
            raise PageError("the page cannot be parsed as HTML")
        found = trafilatura.bare_extraction(
            tree, url=url or None, fast=True, with_metadata=True, include_comments=False, include_tables=False,
            date_extraction_params=_NO_SEARCH, config=_settings(),
        )  # fmt: skip
        address = url or _saved_from(content) or str(getattr(found, "url", "") or "")
        day = find_day(load_html(content), address, captured)
    except PageError:
        raise
    except Exception as error:  # whatever a parser of other people's pages raises, it is the page that is at fault
        raise PageError(f"the page cannot be read: {type(error).__name__}: {error}") from error
    if found is None or not getattr(found, "text", ""):
        raise PageError("the page holds no running text")
    return _page(found, address, day)


def _page(found: Any, address: str, day: Day) -> Page:
    """The fields. A heading that the text repeats as its first line is the title and stands once."""
    title = " ".join((found.title or "").split())
    text = found.text.removeprefix(title).lstrip("\n") if found.text.startswith(f"{title}\n") else found.text
    fields = {
        "text": text, "title": title, "url": address, "source": found.sitename or "",
        "language": found.language or "", "published": day.day,
    }  # fmt: skip
    kept = {name: value for name, value in fields.items() if value not in (None, "")}
    return Page(kept, day.basis, day.doubt)


_NO_SEARCH = {"extensive_search": False, "min_date": "1900-01-01", "max_date": "2100-12-31"}
"""The day is page_days.py's business; without a stated last day the library would look at the clock."""


@lru_cache(maxsize=1)
def _settings() -> Any:
    """The library's settings, with shorter texts kept: a flash of 60 characters is an article here."""
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG

    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "60"
    settings["DEFAULT"]["MIN_OUTPUT_SIZE"] = "10"
    settings["DEFAULT"]["EXTRACTION_TIMEOUT"] = "0"  # no clock decides what is read
    return settings


def _saved_from(content: bytes | str) -> str:
    """The address that a browser writes into a page it saves."""
    head = content[:4096].encode("utf-8", "replace") if isinstance(content, str) else content[:4096]
    match = _SAVED_FROM.search(head)
    return match[1].decode("ascii", "replace") if match else ""


def fragment_text(markup: str) -> str:
    """The words of a piece of HTML as feeds carry it, a line per block: "<p>A.</p><p>B.</p>" -> "A.\\nB."."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    import lxml.etree
    import lxml.html

    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return markup.strip()
    words = "".join(_words(tree))
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(line for line in lines if line)


def _words(tree: Any) -> Iterator[str]:
    """The text of a tree in order, line ends around blocks. A walk, not a recursion: pages nest without bound."""
    import lxml.etree

    blocks, unseen = names("blocks"), names("unseen")
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield node.tail or ""
            continue
        hidden = node.tag in unseen
        if node.tag in blocks:
            yield "\n"
        if event == "start" and not hidden:
            yield node.text or ""
        if event == "end" and node is not tree:
            yield node.tail or ""
