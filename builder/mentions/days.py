"""Plain calendar arithmetic on dates: weekdays, weeks, month ends, Easter, Islamic dates. Knows nothing of words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def on_or_before(limit: date, weekday: int) -> date:
    """The latest day with that weekday (Monday 0) not after `limit`: a Tuesday paper's Tuesday is that very day."""
    return limit - DAY * ((limit.weekday() - weekday) % 7)


def on_or_after(limit: date, weekday: int) -> date:
    """The earliest day with that weekday not before `limit`."""
    return limit + DAY * ((weekday - limit.weekday()) % 7)


def monday_of(day: date) -> date:
    """Monday of the day's week."""
    return day - DAY * day.weekday()


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day some months on, cut to the month's length: 31 January + 1 -> 28 or 29 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_past(month: int, day: int, limit: date) -> date | None:
    """The latest such day of the year not after `limit`; 29 February goes back to a leap year. None if impossible."""
    for year in range(limit.year, limit.year - 9, -1):
        found = real_date(year, month, day)
        if found is not None and found <= limit:
            return found
    return None


def nearest_future(month: int, day: int, limit: date) -> date | None:
    """The earliest such day of the year not before `limit`."""
    for year in range(limit.year, limit.year + 9):
        found = real_date(year, month, day)
        if found is not None and found >= limit:
            return found
    return None


def middle(first: date, last: date) -> date:
    """The middle day of a window, the earlier one when there are two."""
    return first + DAY * ((last - first).days // 2)


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar as a Gregorian date; sightings of the moon differ by a day or two."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(days + 227014)


def islamic_years(year: int) -> range:
    """The Islamic years that touch a Gregorian year."""
    first = (year - 622) * 33 // 32
    return range(first - 1, first + 3)
