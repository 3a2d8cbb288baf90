"""Find the time expressions of a sentence and resolve each to a range of days, a precision and a day to write.

Patterns are data (data/times.toml); the readings behind them are date_readings.py and day_readings.py. Which time
belongs to which happening is decided in incidents, never here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from re import Match

from tocsin.mentions import windows
from tocsin.mentions.clock import with_clock
from tocsin.mentions.date_readings import date_readings
from tocsin.mentions.day_readings import day_readings
from tocsin.mentions.days import DAY
from tocsin.mentions.lexicon import DATA, load_calendar
from tocsin.mentions.rulefile import BEHIND, Option, PatternRule, RuleSet, fold, load_rules, scan
from tocsin.mentions.setting import Reading, Setting
from tocsin.mentions.windows import Window, days
from tocsin.model import TimeMention

# [scan] patterns right in front of a time that turn a point into the start or end of a stretch, or into a habit.
_LEADS = {"lead_since": "since", "lead_until": "until", "lead_habitual": "habitual"}

# [scan] patterns in front of a day that make it less than certain -> how (see _loose).
_LOOSE_FRONT = {"lead_around": "around", "lead_reported": "reported"}

# Days to each side of "around 5 May": what a coder would still call around it.
_COUNTED = ("time.narrative.", "time.day.")
_AROUND = 3

# The option `extend` of a rule -> which [scan] patterns lengthen its words to the left.
_EXTEND: dict[Option, tuple[str, ...]] = {0: (), 1: ("extend",), 2: ("extend_range",)}


@dataclass(frozen=True, slots=True)
class TimeRules:
    """The compiled rules, the reading behind each name, and the rules that give way to a day of their sentence."""

    rules: RuleSet
    readings: dict[str, Reading]
    yielding: frozenset[str]


@lru_cache(maxsize=4)
def load_times(path: Path = DATA / "times.toml") -> TimeRules:
    """Compile the time rules once per path. Raises DataFileError for a broken file."""
    readings = {**date_readings(), **day_readings()}
    calendar = load_calendar()
    names = [*readings, "nothing"]
    rules = load_rules(path, calendar.fragments, names, guard=r"\b(?<!\d[.,])", words=calendar.words)
    yielding = frozenset(rule.rule_id for rule in rules.rules if rule.options.get("yields"))
    return TimeRules(rules, readings, yielding)


def find_times(
    text: str, base: int, published: date, narrative: date | None = None, tense: str = "past"
) -> tuple[TimeMention, ...]:
    """The time expressions of one sentence, left to right, without overlap.

    base       offset of the sentence in the document; added to every start and end
    published  day of publication, which "yesterday" and "on Tuesday" count from
    narrative  day of the story so far, which "two days later" counts from; None falls back to publication, precision 2
    tense      "future" turns a bare weekday or date to the next one

    Takes:    "Gunmen came on Tuesday." in a Tuesday paper  -> that day, precision 1
              "Last week, men seized a truck."              -> the Wednesday of the week before, precision 2
    Refuses:  "They may march."  "The Sunday Times"  "open 24/7"  "for three days"
    """
    loaded = load_times()
    setting = Setting(text, published, narrative, tense == "future", load_calendar())
    folded = fold(text)
    found = scan(loaded.rules, folded, partial(_mention, setting, loaded, base))
    told = with_clock(folded, base, _daily(loaded.rules, folded, _without_counted(text, base, found)))
    return tuple(_without_yielding(loaded, told))


def default_time(published: date, start: int, end: int) -> TimeMention:
    """The day of a text that names no time: its publication, precision 2, as reported (codebook 4)."""
    return TimeMention(
        start, end, "", "time.default", published, published, "day", 2, published, "publication", "point", "as reported"
    )


def as_reported(time: TimeMention) -> TimeMention:
    """A day on which a deed was only told or found: the day to write all the same, precision 2 (codebook 4)."""
    if time.precision != 1 or time.span != "point":
        return time
    return replace(time, date_from=time.date_from - _AROUND * DAY, precision=2, wording="as reported")


def _mention(
    setting: Setting, loaded: TimeRules, base: int, rule: PatternRule, match: Match[str]
) -> TimeMention | None:
    try:
        window = loaded.readings[rule.reading](match, setting, rule.options)
    except OverflowError:
        # A count that leaves the calendar ("999 years ago" in an old text) names no day we could write.
        return None
    if window is None:
        return None
    start, end = match.span()
    if match.group().endswith(")") and "(" not in match.group():
        end -= 1
    kind, start = _looseness(loaded.rules, match.string, start)
    window = _loose(window, kind, setting.published)
    for name in _EXTEND[rule.options.get("extend", 0)]:
        start = _back(loaded.rules, name, match.string, start)
    for name, kind in _LEADS.items():
        front = _back(loaded.rules, name, match.string, start)
        if front < start:
            window, start = _led(window, kind, setting.published), front
            break
    return TimeMention(
        base + start, base + end, setting.text[start:end], rule.rule_id, window.date_from, window.date_to,
        window.granularity, window.precision, window.day, window.reach, window.span, window.wording,
        window.named,
    )  # fmt: skip


def _back(rules: RuleSet, name: str, folded: str, start: int) -> int:
    """Where the words of a [scan] pattern begin that end at `start`; `start` itself when they are not there."""
    front = rules.behind[name].search(folded, max(0, start - BEHIND), start)
    return front.start() if front is not None else start


def _looseness(rules: RuleSet, folded: str, start: int) -> tuple[str, int]:
    """What the words in front of a day say of it (around, reported or ""), and where they begin."""
    for name, front in _LOOSE_FRONT.items():
        if (at := _back(rules, name, folded, start)) < start:
            return front, at
    return "", start


def _loose(window: Window, kind: str, published: date) -> Window:
    """A day that the words do not vouch for, precision 2; the day itself is still the one to write.

    "Around 5 May", "as reported on 5 May" (codebook 4).
    """
    day = window.day
    if not kind or window.precision != 1 or window.span != "point":
        return window
    last = day if kind == "reported" else max(day, min(day + _AROUND * DAY, published))
    return replace(window, date_from=day - _AROUND * DAY, date_to=last, precision=2, wording="as reported")


def _daily(rules: RuleSet, folded: str, found: list[TimeMention]) -> list[TimeMention]:
    """ "From Monday to Wednesday, every day": each of the days is told, so the range is a list of them (codebook 4)."""
    if all(t.span != "range" for t in found) or not rules.ahead["tail_daily"].search(folded):
        return found
    return [
        replace(t, precision=1, day=t.date_from, wording="", named=windows.stretch_of(t.date_from, t.date_to))
        if t.span == "range" and t.granularity == "days" and t.precision == 2 and "as reported" not in t.wording
        else t
        for t in found
    ]


def _without_counted(text: str, base: int, found: list[TimeMention]) -> list[TimeMention]:
    """Without what only counts to a day that is named right behind it: "a day earlier, on Sunday" is Sunday."""
    named = {
        a.start
        for a, b in pairwise(found)
        if a.rule_id.startswith(_COUNTED) and b.precision == 1 and not b.rule_id.startswith(_COUNTED)
        and text[a.end - base : b.start - base].strip(" ,") in ("", "on")
    }  # fmt: skip
    return [t for t in found if t.start not in named]


def _without_yielding(loaded: TimeRules, found: list[TimeMention]) -> list[TimeMention]:
    """Without "overnight" and its like in a sentence that writes its day: it is the night of that day."""
    yielding = loaded.yielding
    if all(t.rule_id not in yielding for t in found):
        return found
    days_told = any(t.rule_id not in yielding and t.precision in (1, 2) and t.granularity == "day" for t in found)
    return [t for t in found if t.rule_id not in yielding] if days_told else found


def _led(window: Window, lead: str, published: date) -> Window:
    """Since stretches to publication, until leaves only the end known, every makes a habit."""
    if lead == "habitual":
        return replace(window, precision=0, granularity="vague", span="habitual", wording="")
    if lead == "until":
        vague = window.precision in (0, 3)
        return replace(window, precision=0 if vague else 2, span="until", wording="" if vague else "as reported")
    last = max(window.date_from, published)
    stretch = days(window.date_from, last if last - window.date_from < DAY * 36500 else window.date_to, window.reach)
    granularity = window.granularity if stretch.precision == 0 else stretch.granularity
    wording = stretch.wording if stretch.precision else ""
    return replace(stretch, span="since", granularity=granularity, wording=wording)
