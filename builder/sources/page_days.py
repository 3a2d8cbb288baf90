"""The tree of a page -> its day of publication, where that was found, and what makes it doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tocsin.model import PublishedBasis
from tocsin.sources.names import names
from tocsin.sources.published import EARLIEST, LATEST, parse_published

_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_CLOSE = 1
"""Days that two tellings may lie apart: zones differ, and an address is made the evening before."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of publication, "" in `doubt` when nothing speaks against it."""

    day: date | None
    basis: PublishedBasis
    doubt: str = ""


def find_day(tree: Any, url: str = "", captured: date | None = None) -> Day:
    """The day that a page declares of itself, else that of its address, else a guess, else the day of capture.

    Doubtful: declared days that differ, a day after the capture, a guess from the words of the page, a capture.
    """
    declared, address = list(dict.fromkeys(_declared(tree))), _of_address(url)
    if declared:
        return _judged(Day(declared[0], "page"), [*declared[1:], address], captured)
    if address is not None:
        return _judged(Day(address, "url"), [], captured)
    guessed = _guess(tree)
    if guessed is not None:
        return _judged(Day(guessed, "page_text", "guessed from the words of the page"), [], captured)
    if captured is not None:
        return Day(captured, "capture", "the day of the capture, not of publication")
    return Day(None, "none")


def _judged(found: Day, others: list[date | None], captured: date | None) -> Day:
    assert found.day is not None
    against = [other for other in others if other is not None and abs((other - found.day).days) > _CLOSE]
    if found.doubt:
        return found
    if against:
        return Day(found.day, found.basis, f"the page also says {min(against).isoformat()}")
    if captured is not None and (found.day - captured).days > _CLOSE:
        return Day(found.day, found.basis, f"later than the capture on {captured.isoformat()}")
    return found


def _declared(tree: Any) -> Iterator[date]:
    """Days of meta tags, of JSON-LD, of marked elements, in that order; what cannot be read as a day is left out."""
    for node in tree.iter("meta"):
        marks = {str(node.get(key, "")).lower() for key in ("property", "name", "itemprop")}
        if marks & names("day_tags"):
            yield from _readable(node.get("content"))
    for node in tree.iter("script"):
        if "ld+json" in str(node.get("type", "")):
            for match in _JSON_LD.finditer(node.text or ""):
                yield from _readable(match[1])
    for node in tree.iter("time", "abbr", "span"):
        words = f"{node.get('itemprop', '')} {node.get('class', '')}".lower()
        if node.get("pubdate") is not None or "datepublished" in words or "entry-date" in words:
            yield from _readable(node.get("datetime") or node.get("title"))


def _readable(value: Any) -> Iterator[date]:
    try:
        day = parse_published(value)
    except ValueError:
        return  # "03/04/2024", "yesterday": no day that can be trusted
    if day is not None:
        yield day


def _of_address(url: str) -> date | None:
    """ "https://courier.example/2024/09/19/raid" -> 19 September 2024."""
    match = _IN_ADDRESS.search(url)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _guess(tree: Any) -> date | None:
    """What htmldate makes of the page's words. The last day is stated, so that no clock decides."""
    from htmldate import find_date

    _english_only()
    found = find_date(
        tree, extensive_search=True, original_date=True,
        min_date=EARLIEST.isoformat(), max_date=LATEST.isoformat(),
    )  # fmt: skip
    return date.fromisoformat(found) if found else None


@lru_cache(maxsize=1)
def _english_only() -> None:
    """Let htmldate try English words only where a page holds what looks like a day and cannot be read as one.

    No other language is coded. The library tries all of its two hundred: the first page with a broken day cost each
    process five seconds and more, in which their patterns were made. Older versions of it make their parser otherwise
    and stay as they are.
    """
    from htmldate import extractors

    parser = getattr(extractors, "get_external_parser", None)
    if parser is not None:
        parser().languages = ["en"]
