"""Turn windows of days into what codebook 4 writes: a day, a precision, and the words for the notes' bracket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.mentions.days import DAY, MONTH_NAMES, middle, monday_of, month_end

Granularity = Literal["day", "days", "weekend", "week", "month", "season", "year", "vague"]
Precision = Literal[0, 1, 2, 3]
Reach = Literal["absolute", "publication", "narrative"]
Span = Literal["point", "range", "since", "until", "habitual"]

# Codebook 4: a few days or a week are precision 2, two or three weeks or a month precision 3, more is not coded.
WEEK_AT_MOST = 10
MONTH_AT_MOST = 31


@dataclass(frozen=True, slots=True)
class Window:
    """What a time expression means: every field of a TimeMention but its words."""

    date_from: date
    date_to: date
    granularity: Granularity
    precision: Precision
    day: date
    reach: Reach = "publication"
    span: Span = "point"
    wording: str = ""
    named: tuple[date, ...] = ()


def one_day(day: date, reach: Reach = "publication") -> Window:
    """A day that the words give: precision 1."""
    return Window(day, day, "day", 1, day, reach)


def days(first: date, last: date, reach: Reach = "publication", span: Span = "range") -> Window:
    """A stretch of days: its middle, at the precision that its length allows."""
    length = (last - first).days + 1
    precision: Precision = 2 if length <= WEEK_AT_MOST else 3 if length <= MONTH_AT_MOST else 0
    return Window(first, last, "days", precision, middle(first, last), reach, span, between(first, last))


def listed(named: tuple[date, ...], reach: Reach = "publication") -> Window:
    """Days that the words name one by one, in order: precision 1, the first of them to write."""
    return Window(named[0], named[-1], "days", 1, named[0], reach, "range", "", named)


def stretch_of(first: date, last: date) -> tuple[date, ...]:
    """Every day from the first to the last."""
    return tuple(first + n * DAY for n in range((last - first).days + 1))


def reported(first: date, day: date, reach: Reach = "publication", span: Span = "point") -> Window:
    """Known only from the report: its day, precision 2."""
    return Window(first, day, "days", 2, day, reach, span, "as reported")


def week(first: date, reach: Reach = "publication") -> Window:
    """A whole week from its Monday: Wednesday, precision 2."""
    return Window(first, first + 6 * DAY, "week", 2, first + 2 * DAY, reach, "point", "week of")


def week_around(day: date, reach: Reach = "publication") -> Window:
    """The calendar week that holds a day."""
    return week(monday_of(day), reach)


def part_week(first: date, last: date, reach: Reach = "publication") -> Window:
    """A piece of a week: its middle, precision 2."""
    return Window(first, last, "week", 2, middle(first, last), reach, "point", "week of")


def weekend(saturday: date, last: date, reach: Reach = "publication") -> Window:
    """A weekend: its Saturday, precision 2."""
    return Window(saturday, max(saturday, last), "weekend", 2, saturday, reach, "point", "weekend of")


def month(year: int, number: int, part: str = "", limit: date | None = None, reach: Reach = "publication") -> Window:
    """A month or a part of it, cut at `limit`: early -> first day, late -> last day, else the 15th; precision 3.

    month(2024, 7, "late") -> 21 to 31 July, day 31 July.
    """
    first, last = date(year, number, 1), month_end(year, number)
    if part == "early":
        last, day = date(year, number, 10), first
    elif part == "mid":
        first, last, day = date(year, number, 11), date(year, number, 20), date(year, number, 15)
    elif part == "late":
        first, day = last - 10 * DAY if last.day == 31 else last - 9 * DAY, last
    else:
        day = date(year, number, 15)
    if limit is not None and first <= limit < last:
        last = limit
        day = day if day <= limit else (limit if part == "late" else middle(first, limit))
    return Window(first, last, "month", 3, day, reach, "point", "month of")


def years(first: int, last: int, reach: Reach = "absolute") -> Window:
    """Whole years: too vague for a row."""
    start, end = date(first, 1, 1), date(last, 12, 31)
    return Window(start, end, "year", 0, middle(start, end), reach, "point" if first == last else "range")


def vague(first: date, last: date, granularity: Granularity = "vague", span: Span = "point") -> Window:
    """Too vague for a row; the window is only a hint."""
    day = last if granularity == "vague" else middle(first, last)
    return Window(first, last, granularity, 0, day, "publication", span)


def long_ago() -> Window:
    """Before anything that a text can still report: the first year of the calendar, and no day."""
    return years(1, 1, "publication")


def between(first: date, last: date) -> str:
    """The bracket for a stretch of days: "between 11 - 17 February", "between 28 July - 2 August"."""
    if first == last:
        return f"{first.day} {MONTH_NAMES[first.month - 1]}"
    start = f"{first.day}" if first.month == last.month else f"{first.day} {MONTH_NAMES[first.month - 1]}"
    return f"between {start} - {last.day} {MONTH_NAMES[last.month - 1]}"
