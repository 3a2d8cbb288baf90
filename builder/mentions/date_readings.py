"""Read calendar dates: full and bare dates, ranges, months, years, seasons, holidays. Weekdays are day_readings.py."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from re import Match

from tocsin.mentions import windows
from tocsin.mentions.days import DAY, add_months, easter, islamic, islamic_years, month_end, real_date
from tocsin.mentions.lexicon import Holiday
from tocsin.mentions.rulefile import Option
from tocsin.mentions.setting import Reading, Setting, group, group_name, says_between, says_night
from tocsin.mentions.windows import Window

Options = Mapping[str, Option]

# Two-digit years reach this far back from publication and one year ahead: "30 DEC 89" in 1990, not in 2189.
TWO_DIGIT_REACH = 60

_DAY_NUMBER = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")

# What must stand in front of "the 17th" for it to be a day.
_DAY_LEADS = ("on ", "morning of ", "afternoon of ", "evening of ", "night of ")


def _day_number(words: str) -> int:
    return int(words.rstrip("stndrh"))


def _short_year(words: str, published: date) -> int | None:
    year = published.year - published.year % 100 + int(words)
    year -= 100 if year > published.year + 1 else 0
    return year if year >= published.year - TWO_DIGIT_REACH else None


def _date(match: Match[str], setting: Setting, options: Options) -> Window | None:
    month = int(group(match, "m")) if group(match, "m") else setting.month(match, group_name(match, "mon", "mon2"))
    if month is None:
        return None
    day, year = _day_number(group(match, "d", "d2")), group(match, "y")
    if year:
        found = real_date(int(year), month, day)
        return windows.one_day(found, "absolute") if found else None
    if group(match, "yy") and _writes_short_year(match, setting):
        short = _short_year(match.group("yy"), setting.published)
        found = real_date(short, month, day) if short else None
        return windows.one_day(found, "absolute") if found else None
    if group(match, "yy"):
        return None
    if group(match, "rel"):
        found = real_date(setting.published.year - (match.group("rel") == "last year"), month, day)
    else:
        found = setting.nearest(month, day)
    return windows.one_day(found) if found else None


def _writes_short_year(match: Match[str], setting: Setting) -> bool:
    """Two digits behind a month are a year in "30 DEC 89", and with an apostrophe, not in "3 May 12 people died"."""
    if match.string[match.start("yy") - 1] == "'" or (match.group()[0].isdigit() and "-" in match.group()):
        return True
    word = setting.text[match.start("mon") : match.end("mon")].rstrip(".")
    return len(word) == 3 and word.isupper()


def _numeric(match: Match[str], setting: Setting, options: Options) -> Window | None:
    if match.group("sep") != match.group("sep2"):
        return None
    first, second, words = int(match.group("a")), int(match.group("b")), match.group("y")
    if len(words) == 2 and match.group("sep") != "/":
        return None
    year = int(words) if len(words) == 4 else _short_year(words, setting.published)
    if year is None:
        return None
    found = real_date(year, second, first) or real_date(year, first, second)
    return windows.one_day(found, "absolute") if found else None


def _ends(match: Match[str], setting: Setting) -> tuple[date, date] | None:
    """First and last day of a range; a year or month given once holds for both ends."""
    names = match.re.groupindex
    numeric = group(match, "m1").isdigit()
    last_name = group_name(match, "m2") or "m1"
    months = [
        (int(match.group(name)) if numeric else setting.month(match, name))
        for name in (group_name(match, "m1") or last_name, last_name)
    ]
    if months[0] is None or months[1] is None:
        return None
    last_day = _day_number(match.group("c") if "c" in names and match.group("c") else match.group("b"))
    first_day = _day_number(match.group("a"))
    year = group(match, "y2") or (group(match, "y1") if months[0] <= months[1] else "")
    last = real_date(int(year), months[1], last_day) if year else setting.nearest(months[1], last_day)
    if last is None:
        return None
    first_year = int(group(match, "y1") or last.year - (months[0] > months[1]))
    first = real_date(first_year, months[0], first_day)
    return (first, last) if first is not None and first < last else None


def _named(match: Match[str], first: date, last: date) -> tuple[date, ...]:
    """The days of a list in one month: "July 3, 9 and 20" are three days, not eighteen."""
    numbers = sorted({int(n) for n in _DAY_NUMBER.findall(match.group())})
    return tuple(d for n in numbers if (d := real_date(first.year, first.month, n)) and first <= d <= last)


def _date_range(match: Match[str], setting: Setting, options: Options) -> Window | None:
    link, lists = match.group("link").strip(" ,"), "c" in match.re.groupindex and match.group("c")
    if not link and not lists:
        return None
    found = _ends(match, setting)
    if found is None:
        return None
    first, last = found
    reach: windows.Reach = "absolute" if group(match, "y1", "y2") else "publication"
    if says_night(match) and last - first == DAY:
        return windows.one_day(first, reach)
    if link in ("and", "&", "") and not says_between(match):
        two_months = group(match, "m1") and group(match, "m2")
        if two_months:
            return windows.listed((first, last), reach) if last - first == DAY else None
        return windows.listed(_named(match, first, last), reach)
    window = windows.days(first, last, reach)
    return window if link != "or" else Window(first, last, "days", 2, first, reach, "point", window.wording)


def _month_day(match: Match[str], setting: Setting, options: Options) -> Window | None:
    if not group(match, "w") and not match.string.endswith(_DAY_LEADS, 0, match.start()):
        return None
    day, limit = _day_number(group(match, "d", "dw")), setting.published
    if not 1 <= day <= 31:
        return None
    start = add_months(limit, -1) if "last" in group(match, "rest") else limit
    for back in range(12):
        base = add_months(start.replace(day=1), -back)
        found = real_date(base.year, base.month, day)
        if found is None or found > limit:
            continue
        if not group(match, "w") or found.weekday() == setting.weekday(match.group("w")):
            return windows.one_day(found)
    return None


def _week_of(match: Match[str], setting: Setting, options: Options) -> Window | None:
    month = setting.month(match, group_name(match, "mon", "mon2"))
    if month is None:
        return None
    day, year = _day_number(group(match, "d", "d2")), group(match, "y")
    found = real_date(int(year), month, day) if year else setting.nearest(month, day)
    return windows.week_around(found, "absolute" if year else "publication") if found else None


def _month_year(match: Match[str], setting: Setting, name: str, year: str) -> tuple[int, int] | None:
    """(year, month) of a named month; without a year the latest that has begun by publication."""
    month = setting.month(match, name)
    if month is None:
        return None
    if year:
        return int(year), month
    if setting.future:
        return setting.published.year + (month < setting.published.month), month
    return setting.published.year - (month > setting.published.month), month


def _month(match: Match[str], setting: Setting, options: Options) -> Window | None:
    name = group_name(match, "mon", "mon1", "mon2")
    if name == "mon2" and not setting.text[match.start(name)].isupper():
        # A bare month in lower case is a verb, an adjective or a slip: "in march step", "an august body".
        return None
    year, modifier = group(match, "y"), group(match, "mod", "modb")
    if modifier in ("last year", "this year"):
        year = str(setting.published.year - (modifier == "last year"))
    found = _month_year(match, setting, name, year)
    if found is None:
        return None
    if modifier in ("last", "of last") and found == (setting.published.year, setting.published.month):
        found = (found[0] - 1, found[1])
    if modifier == "next" and date(found[0], found[1], 1) <= setting.published:
        found = (found[0] + 1, found[1])
    limit = None if setting.future or modifier == "next" else setting.published
    return windows.month(*found, _part(group(match, "part")), limit, "absolute" if year else "publication")


def _month_edge(match: Match[str], setting: Setting, options: Options) -> Window | None:
    found = _month_year(match, setting, "mon", group(match, "y"))
    if found is None:
        return None
    first = match.group("edge").startswith("first")
    day = date(*found, 1) if first else month_end(*found)
    if day > setting.published and not group(match, "y") and not setting.future:
        return None
    return windows.one_day(day, "absolute" if group(match, "y") else "publication")


def _part(words: str) -> str:
    """early, mid, late or "" of the words in front of a month."""
    if any(w in words for w in ("mid", "middle")):
        return "mid"
    if any(w in words for w in ("early", "beginning", "start", "first", "opening")):
        return "early"
    if any(w in words for w in ("late", "end", "close", "last", "closing", "latter", "second")) and words != "later ":
        return "late"
    return ""


def _month_week(match: Match[str], setting: Setting, options: Options) -> Window | None:
    found = _month_year(match, setting, "mon", group(match, "y"))
    if found is None:
        return None
    nth, what = match.group("nth"), match.group("what")
    end = month_end(*found)
    length = 14 if what in ("two weeks", "fortnight") else 7
    order = {"first": 0, "second": 1, "third": 2, "fourth": 3}
    first = date(*found, 1) + DAY * 7 * order[nth] if nth in order else end - DAY * (length - 1)
    if what == "weekend":
        saturday = date(*found, 1) + DAY * ((5 - date(*found, 1).weekday()) % 7 + 7 * order.get(nth, 0))
        saturday = saturday if nth in order else end - DAY * ((end.weekday() - 5) % 7)
        return windows.weekend(saturday, saturday + DAY)
    last = min(first + DAY * (length - 1), end)
    window = windows.days(first, last, "absolute" if group(match, "y") else "publication", "point")
    return window if length == 14 else windows.part_week(first, last, window.reach)


def _month_range(match: Match[str], setting: Setting, options: Options) -> Window | None:
    if not (says_between(match) or "and" not in match.group("link")) and not group(match, "y", "y1"):
        before = match.string[: match.start()]
        if not before.endswith(("in ", "of ", "during ", "since ")):
            return None
    last = _month_year(match, setting, "mon2", group(match, "y"))
    first_month = setting.month(match, "mon")
    if last is None or first_month is None:
        return None
    year = int(group(match, "y1") or last[0] - (first_month > last[1]))
    first = date(year, first_month, 1)
    end = month_end(*last)
    return windows.vague(first, end, "season", "range") if first < end else None


def _season(match: Match[str], setting: Setting, options: Options) -> Window | None:
    word, modifier = group(match, "s", "s2", "s3"), group(match, "mod")
    start, year = setting.calendar.seasons[word], group(match, "y", "y2")
    number = int(year) if year else setting.published.year
    if not year and date(number, start, 1) > setting.published:
        number -= 1
    end = add_months(date(number, start, 1), 3) - DAY
    if modifier == "last" and end >= setting.published:
        number -= 1
    number += modifier == "next"
    first = date(number, start, 1)
    return windows.vague(first, add_months(first, 3) - DAY, "season")


def _year(match: Match[str], setting: Setting, options: Options) -> Window | None:
    words, year = group(match, "y"), setting.published.year
    if words.isdigit():
        number = int(words)
        return windows.years(number, number) if number <= year + 5 else None
    number = year + (words in ("next year", "the following year")) - (words in ("last year", "the previous year"))
    return windows.years(number, number, "publication")


def _year_range(match: Match[str], setting: Setting, options: Options) -> Window | None:
    first, words = int(match.group("y1")), match.group("y2")
    if len(words) == 2 and match.group("link") not in ("-", "/"):
        return None
    last = int(words) if len(words) == 4 else first - first % 100 + int(words)
    return windows.years(first, last) if first < last <= setting.published.year + 20 else None


def _decade(match: Match[str], setting: Setting, options: Options) -> Window | None:
    first = int(match.group("y"))
    return windows.years(first, first + 9)


def _holiday(match: Match[str], setting: Setting, options: Options) -> Window | None:
    holiday, year = setting.calendar.holidays[match.group("name")], group(match, "y")
    if not setting.text[match.start("name")].isupper():
        return None
    limit, this_year = setting.published + DAY, setting.published.year
    found = sorted(d for y in range(this_year - 1, this_year + 2) for d in _feasts(holiday, y))
    if year:
        chosen = next(iter(_feasts(holiday, int(year))), None)
    elif setting.future:
        chosen = next((d for d in found if d >= setting.published), None)
    else:
        chosen = max((d for d in found if d <= limit), default=None)
    if chosen is None:
        return None
    reach: windows.Reach = "absolute" if year else "publication"
    if group(match, "eve"):
        return windows.one_day(chosen - DAY, reach)
    if holiday.slack == 0:
        return windows.one_day(chosen, reach)
    first, last = chosen - DAY * holiday.slack, chosen + DAY * holiday.slack
    return windows.days(first, last, reach, "point")


def _feasts(holiday: Holiday, year: int) -> list[date]:
    """The days of a feast in a Gregorian year; an Islamic one can fall twice or not at all."""
    if holiday.kind == "fixed":
        return [date(year, holiday.first, holiday.second)]
    if holiday.kind == "easter":
        return [easter(year) + DAY * holiday.first]
    days = (islamic(y, holiday.first, holiday.second) for y in islamic_years(year))
    return [d for d in days if d.year == year]


def date_readings() -> dict[str, Reading]:
    """Reading name in times.toml -> function."""
    return {
        "date": _date, "numeric": _numeric, "date_range": _date_range, "month_day": _month_day, "week_of": _week_of,
        "month_edge": _month_edge,
        "month": _month, "month_week": _month_week, "month_range": _month_range, "season": _season, "year": _year,
        "year_range": _year_range, "decade": _decade, "holiday": _holiday,
    }  # fmt: skip
