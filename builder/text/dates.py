"""The dates of datelines: "3 JAN 90", "Jan. 3, 2021", "March 3". Dates in sentences are mentions/times.py."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember)?\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d\d|\d\d(?!\d))"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day)?\.?,? )?"

DATE = rf"{_WEEKDAY}(?:{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?|{_MONTH} {_DAY}(?:,? {_YEAR})?)"
"""Pattern of a date with a day and a month in words, the year optional; for use without regard to case."""

_PARTS = (
    re.compile(rf"(?P<day>\d{{1,2}})[a-z]*(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?$", re.IGNORECASE),
    re.compile(rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})[a-z]*(?:,? (?P<year>{_YEAR}))?$", re.IGNORECASE),
)

CENTURY_PIVOT = 69
"""Two digits from 69 on are 19xx, below 20xx, as POSIX reads them."""


def read_date(words: str, published: date | None) -> date | None:
    """The day that a dateline's date means, or None when it has no year and nothing tells one.

    "3 JAN 90" -> 1990-01-03; "March 3" published on 2021-03-05 -> 2021-03-03; "Dec. 31" published on
    2021-01-02 -> 2020-12-31; "31 February 2021" -> None.
    """
    for shape in _PARTS:
        match = shape.search(words)
        if match:
            month = _MONTHS.index(match["month"][:3].lower()) + 1
            return _complete(match["year"], month, int(match["day"]), published)
    return None


def _complete(year: str | None, month: int, day: int, published: date | None) -> date | None:
    if year:
        return _day(_full_year(int(year)), month, day)
    if published is None:
        return None
    latest = published + timedelta(days=1)  # a story is filed on the day it appears or before, in some zone
    candidates = (_day(published.year + shift, month, day) for shift in (1, 0, -1))
    return next((found for found in candidates if found and found <= latest), None)


def _full_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (1900 if year >= CENTURY_PIVOT else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
