"""Read the publication day of a record: ISO dates and datetimes, mail dates, and dates with the month in words."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""Outside these a date is a parsing accident (epoch 0 in another unit, a typing slip), not a day of publication."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_CLOCK = r"(?:,?[T ]+[\d:., +\-TZzUGMCapm]{1,40})?$"
_SHAPES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})[-/](?P<number>\d{1,2})[-/](?P<day>\d{1,2})" + _CLOCK,
        r"(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?:T\d{4,6}Z?)?$",
        r"(?:[a-z]{3,9},? )?(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]" + _MONTH + r",?[ -](?P<year>\d{4})" + _CLOCK,
        r"(?:[a-z]{3,9},? )?" + _MONTH + r" (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})" + _CLOCK,
    )
)


def parse_published(value: object) -> date | None:
    """The day as its zone writes it, or None when the record gives none. Raises ValueError on anything unreadable.

    Takes:    "2024-09-19", "2024-09-19T23:30:00+02:00", "Thu, 19 Sep 2024 08:00:00 GMT", "September 19, 2024"
    Refuses:  "19/09/2024" (day or month first?), "yesterday", "1852-01-01", "2024-02-30"
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, datetime):
        return _plausible(value.date(), value)
    if isinstance(value, date):
        return _plausible(value, value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"published must be a date such as 2024-09-19, found {type(value).__name__}")
    text = str(value).strip()
    return _parse(text) if text else None


def _parse(text: str) -> date:
    for shape in _SHAPES:
        match = shape.match(text)
        if match:
            return _plausible(_day(match, text), text)
    raise ValueError(f"published is {text[:60]!r}; write an ISO date such as 2024-09-19")


def _day(match: re.Match[str], text: str) -> date:
    parts = match.groupdict()
    month = int(parts["number"]) if "number" in parts else _MONTHS.index(parts["month"].lower()) + 1
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        raise ValueError(f"published is {text[:60]!r}, which is no day of the calendar") from None


def _plausible(day: date, found: object) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"published is {str(found)[:60]!r}; allowed are the years {EARLIEST.year} to {LATEST.year}")
    return day
