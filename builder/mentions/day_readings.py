"""Read times that hang on another day: weekdays, weeks, "three days ago", "the next morning"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from re import Match

from tocsin.mentions import windows
from tocsin.mentions.days import DAY, add_months, easter, monday_of, on_or_after, on_or_before
from tocsin.mentions.rulefile import Option
from tocsin.mentions.setting import Reading, Setting, group, says_between, says_night
from tocsin.mentions.windows import Window

Options = Mapping[str, Option]

# A Saturday; the weekend that holds or precedes a day is found from it.
SATURDAY = 5
HOURS_OF_ONE_DAY = 24
_WORD = re.compile(r"[a-z.]+")
LEAST_FULL = 6  # letters of the shortest full weekday name


def _shift(match: Match[str], setting: Setting, options: Options) -> Window | None:
    if group(match, "today"):
        word = setting.text[match.start("today") : match.end("today")]
        # "the paper Today": a capital that no sentence start or headline explains makes it a title.
        if word == "Today" and match.start("today") > 0 and setting.text[match.start("today") - 1] == " ":
            before = setting.text[: match.start("today")].rstrip()
            if before and before[-1] not in '.:"“-!?' and not before.isupper():
                return None
    return windows.one_day(setting.published + DAY * int(options["shift"]))


def _weekday(match: Match[str], setting: Setting, options: Options) -> Window | None:
    if len(match.group("w").rstrip(".")) < LEAST_FULL and not setting.text[match.start("w")].isupper():
        return None  # "sun", "sat" and "wed" are words; "friday" is a day even in a text without capitals
    number, modifier = setting.weekday(match.group("w")), group(match, "mod")
    if group(match, "holy"):
        sunday = easter(setting.published.year)
        return windows.one_day(on_or_before(sunday, number) if number != 0 else sunday + DAY)
    if modifier in ("next", "coming", "this coming"):
        return windows.one_day(on_or_after(setting.published + DAY, number))
    if modifier in ("last", "past", "this past"):
        return windows.one_day(on_or_before(setting.published - DAY, number))
    if setting.future:
        return windows.one_day(on_or_after(setting.published, number))
    return windows.one_day(on_or_before(setting.published, number))


def _weekday_range(match: Match[str], setting: Setting, options: Options) -> Window | None:
    first_number, last_number = setting.weekday(match.group("w")), setting.weekday(match.group("w2"))
    if first_number == last_number:
        return None
    if setting.future:
        first = on_or_after(setting.published, first_number)
        last = on_or_after(first, last_number)
    else:
        last = on_or_before(setting.published, last_number)
        first = on_or_before(last, first_number)
    link = match.group("link").strip(" ,")
    night = says_night(match) or (group(match, "night1") and link in ("to", "into", "-", "and"))
    if (night or link == "into") and last - first == DAY:
        return windows.one_day(first)
    if link in ("and", "and on", "and again", "and again on", "&") and not says_between(match):
        if last - first > DAY:
            # "Monday and Wednesday" are two single days, not a stretch.
            return None
        return windows.listed((first, last))
    window = windows.days(first, last)
    return Window(first, last, "days", 2, first, "publication", "point", window.wording) if "or" in link else window


def _weekday_list(match: Match[str], setting: Setting, options: Options) -> Window | None:
    """ "Monday, Tuesday and Thursday": each the latest before the one behind it; None when they are not in order."""
    names = [match.group("w"), *_WORD.findall(match.group("more")), match.group("w2")]
    numbers = [setting.weekday(name) for name in names if name.rstrip(".") in setting.calendar.weekdays]
    last = on_or_before(setting.published, numbers[-1])
    named = [last]
    for number in reversed(numbers[:-1]):
        named.insert(0, on_or_before(named[0] - DAY, number))
    return windows.listed(tuple(named)) if named[-1] - named[0] < 7 * DAY else None


def _weekday_of_week(match: Match[str], setting: Setting, options: Options) -> Window | None:
    number, which = setting.weekday(group(match, "w", "w2", "w3", "w4", "w5")), group(match, "which", "which2")
    if group(match, "w4", "w5"):
        return windows.one_day(on_or_before(setting.published, number) - 7 * DAY)
    if group(match, "w3"):
        return windows.one_day(on_or_before(setting.published - DAY, number))
    anchor = setting.published
    if which in ("the previous", "the same", "that", "the following"):
        anchor = setting.narrative or setting.published
    weeks = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
    found = monday_of(anchor) + DAY * (number + 7 * weeks)
    return windows.one_day(found, "narrative" if which in ("the same", "that", "the previous") else "publication")


def _habitual(match: Match[str], setting: Setting, options: Options) -> Window | None:
    words = match.group()
    found = next((n for w, n in setting.calendar.weekdays.items() if len(w) > 4 and w in words), None)
    day = setting.published if found is None else on_or_before(setting.published, found)
    return Window(day, day, "vague", 0, day, "publication", "habitual")


def _weekend(match: Match[str], setting: Setting, options: Options) -> Window | None:
    which, published = group(match, "which"), setting.published
    saturday = on_or_before(published, SATURDAY)
    if which in ("last", "past", "this past", "the past") and published - saturday <= DAY:
        saturday -= 7 * DAY
    elif which == "next" or (setting.future and which in ("this", "the")):
        saturday = on_or_after(published + DAY, SATURDAY)
    elif which in ("the previous", "that", "the following") and setting.narrative:
        near = on_or_before(setting.narrative, SATURDAY)
        saturday = near if which != "the following" else near + 7 * DAY
    last = saturday + DAY
    return windows.weekend(saturday, last if saturday > published else min(last, published))


def _week(match: Match[str], setting: Setting, options: Options) -> Window | None:
    which, part = group(match, "which"), group(match, "part").strip(" -")
    narrative = which in ("the previous", "the following", "that", "the same")
    if (which == "the" and not part) or (match.group().startswith("the week") and not part):
        return None
    anchor = (setting.narrative or setting.published) if narrative else setting.published
    weeks = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
    monday, reach = monday_of(anchor) + 7 * weeks * DAY, "narrative" if narrative else "publication"
    if which in ("the past", "this past"):
        return windows.part_week(setting.published - 7 * DAY, setting.published)
    if weeks == 0 and not narrative:
        return _this_week(monday, part, setting)
    first, last = _week_part(monday, part)
    if (first, last) == (monday, monday + 6 * DAY):
        return windows.week(monday, "narrative" if reach == "narrative" else "publication")
    return windows.part_week(first, last, "narrative" if reach == "narrative" else "publication")


def _this_week(monday: date, part: str, setting: Setting) -> Window:
    """This week: Monday to publication; later this week: publication to Sunday."""
    published = setting.published
    if setting.future or part.startswith("later"):
        return windows.part_week(published, monday + 6 * DAY)
    if not part.startswith("earl") and not part.startswith(("the start", "the beginning")):
        return windows.part_week(monday, published)
    last = published if part.startswith("earlier") else min(published, monday + 2 * DAY)
    return windows.part_week(monday, last)


def _week_part(monday: date, part: str) -> tuple[date, date]:
    """Early is Monday to Wednesday, mid Tuesday to Thursday, late Thursday to Sunday; earlier and later say nothing."""
    if part in ("early", "early in") or part.startswith(("the start", "the beginning")):
        return monday, monday + 2 * DAY
    if part in ("late", "late in") or part.startswith("the end"):
        return monday + 3 * DAY, monday + 6 * DAY
    if part.startswith(("mid", "the middle")):
        return monday + DAY, monday + 3 * DAY
    return monday, monday + 6 * DAY


def _recent(match: Match[str], setting: Setting, options: Options) -> Window | None:
    return windows.reported(setting.published - DAY * int(options["days"]), setting.published)


def _recent_long(match: Match[str], setting: Setting, options: Options) -> Window | None:
    unit, published = group(match, "unit", "unit2"), setting.published
    if unit == "weeks":
        return windows.days(published - 21 * DAY, published)
    if unit == "month":
        return windows.days(published - 30 * DAY, published)
    months = {"months": 3, "year": 12, "years": 36}.get(unit, 120)
    return windows.vague(add_months(published, -months), published, "vague", "range")


def _past_count(match: Match[str], setting: Setting, options: Options) -> Window | None:
    count, unit, published = setting.count(match.group("n")), match.group("unit").rstrip("s"), setting.published
    if unit == "hour":
        back = max(1, -(-count // HOURS_OF_ONE_DAY))
        return windows.reported(published - back * DAY, published)
    if unit in ("day", "night", "week"):
        return windows.days(published - count * (7 if unit == "week" else 1) * DAY, published)
    months = count * {"month": 1, "year": 12}.get(unit, 120)
    if months >= 12 * published.year:
        return None
    return windows.vague(add_months(published, -months), published, "vague", "range")


def _ago(match: Match[str], setting: Setting, options: Options) -> Window | None:
    published = setting.published
    if group(match, "bare"):
        return _bare_ago(match.group("bare"), published)
    words, unit = match.group("n"), match.group("unit").rstrip("s")
    count, loose = setting.count(words), words in setting.calendar.vague_counts
    if unit == "hour":
        return windows.one_day(published - DAY * (count // HOURS_OF_ONE_DAY))
    if unit in ("day", "night"):
        day = published - count * DAY
        last = min(day + 2 * DAY, published)
        return windows.days(day - 2 * DAY, last, span="point") if loose else windows.one_day(day)
    if unit in ("week", "weekend"):
        return _weeks_ago(published - 7 * count * DAY, loose)
    if unit == "month":
        return _months_ago(add_months(published, -count))
    back = count * (10 if unit == "decade" else 1)
    if back >= published.year:
        return windows.long_ago()
    return windows.years(published.year - back, published.year - back, "publication")


def _long_ago(match: Match[str], setting: Setting, options: Options) -> Window | None:
    return windows.long_ago()


def _weeks_ago(day: date, loose: bool) -> Window:
    """The calendar week of that day, the day itself in its middle; "a few weeks ago" is three weeks wide."""
    if loose:
        return windows.days(day - 10 * DAY, day + 10 * DAY, span="point")
    monday = monday_of(day)
    return Window(monday, monday + 6 * DAY, "week", 2, day, "publication", "point", "week of")


def _months_ago(day: date) -> Window:
    whole = windows.month(day.year, day.month)
    return Window(whole.date_from, whole.date_to, "month", 3, day, "publication", "point", "month of")


def _bare_ago(words: str, published: date) -> Window:
    if "day" in words or "hour" in words:
        return windows.reported(published - 7 * DAY, published)
    if "week" in words:
        return windows.days(published - 28 * DAY, published - 7 * DAY, span="point")
    return windows.vague(add_months(published, -36), published)


def _running(match: Match[str], setting: Setting, options: Options) -> Window | None:
    words, unit = match.group("nth"), match.group("unit")
    count = int(words[:-2]) if words[0].isdigit() else setting.calendar.ordinals[words]
    anchor = setting.narrative or setting.published
    if unit in ("month", "year"):
        return windows.vague(add_months(anchor, -count * (12 if unit == "year" else 1)), anchor, "vague", "range")
    back = (count - 1) * (7 if unit == "week" else 1)
    return windows.reported(anchor - back * DAY, anchor, "narrative" if setting.narrative else "publication", "range")


def _narrative(match: Match[str], setting: Setting, options: Options) -> Window | None:
    return _from_story(setting, int(options["shift"]))


def _from_story(setting: Setting, shift: int) -> Window:
    """A day counted from the story's day; without one, from publication, never past it, and only as reported."""
    if setting.narrative is not None:
        return windows.one_day(setting.narrative + DAY * shift, "narrative")
    day = setting.published + DAY * shift
    day = day if setting.future else min(day, setting.published)
    return Window(day, day, "day", 2, day, "narrative", "point", "as reported")


def _narrative_count(match: Match[str], setting: Setting, options: Options) -> Window | None:
    words, unit = match.group("n"), match.group("unit").rstrip("s")
    sign = 1 if match.group("way").startswith(("later", "after")) else -1
    count, loose = setting.count(words), words in setting.calendar.vague_counts
    if unit in ("day", "night"):
        found = _from_story(setting, sign * count)
        return _loosen(found) if loose and setting.narrative else found
    anchor = setting.narrative or setting.published
    if unit == "week":
        day = anchor + DAY * 7 * count * sign
        day = day if setting.narrative else min(day, setting.published)
        return Window(day - 3 * DAY, day + 3 * DAY, "week", 2, day, "narrative", "point", "week of")
    months = count * sign * (12 if unit == "year" else 1)
    if abs(months) > 12 * 200:
        return None
    day = add_months(anchor, months)
    day = day if setting.narrative else min(day, setting.published)
    if unit == "month":
        whole = windows.month(day.year, day.month)
        return Window(whole.date_from, whole.date_to, "month", 3, day, "narrative", "point", "month of")
    return windows.years(day.year, day.year, "narrative")


def _loosen(window: Window) -> Window:
    """A few days later: two days either side, precision 2."""
    return windows.days(window.day - 2 * DAY, window.day + 2 * DAY, "narrative", "point")


def _month_relative(match: Match[str], setting: Setting, options: Options) -> Window | None:
    which, part = group(match, "which") or "this", group(match, "part", "part2").strip(" -")
    narrative = which in ("the previous", "the following", "that", "the same")
    anchor = (setting.narrative or setting.published) if narrative else setting.published
    if which in ("the past", "this past"):
        return windows.days(setting.published - 30 * DAY, setting.published)
    shift = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
    base = add_months(anchor.replace(day=1), shift)
    reach: windows.Reach = "narrative" if narrative else "publication"
    if shift == 0 and not narrative and part not in ("early", "early in") and not setting.future:
        return _this_month(base, part, setting.published)
    limit = setting.published if not setting.future and which not in ("next", "the following") else None
    return windows.month(base.year, base.month, _month_part(part), limit, reach)


def _this_month(first: date, part: str, published: date) -> Window:
    """This month so far: its middle, precision 3; its start is the first day."""
    day = first if "start" in part or "beginning" in part else first + DAY * ((published - first).days // 2)
    return Window(first, published, "month", 3, day, "publication", "point", "month of")


def _month_part(part: str) -> str:
    if part.startswith("mid") or "middle" in part:
        return "mid"
    if part in ("late", "late in") or "end" in part:
        return "late"
    return "early" if part in ("early", "early in") or any(w in part for w in ("start", "beginning", "first")) else ""


def _vague(match: Match[str], setting: Setting, options: Options) -> Window | None:
    return windows.vague(add_months(setting.published, -36), setting.published)


def day_readings() -> dict[str, Reading]:
    """Reading name in times.toml -> function."""
    return {
        "shift": _shift, "weekday": _weekday, "weekday_range": _weekday_range, "weekday_list": _weekday_list,
        "weekday_of_week": _weekday_of_week,
        "habitual": _habitual, "weekend": _weekend, "week": _week, "recent": _recent, "recent_long": _recent_long,
        "past_count": _past_count, "ago": _ago, "long_ago": _long_ago, "running": _running, "narrative": _narrative,
        "narrative_count": _narrative_count, "month_relative": _month_relative, "vague": _vague,
    }  # fmt: skip
