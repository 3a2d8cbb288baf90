"""Find the time expressions of a sentence and resolve each to a range of days, a precision and a day to write.

Patterns are data (data/times.toml); the readings behind them are date_readings.py and day_readings.py. Which time
belongs to which happening is decided in incidents, never here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from re import Match

from tocsin.mentions.date_readings import date_readings
from tocsin.mentions.day_readings import day_readings
from tocsin.mentions.days import DAY
from tocsin.mentions.lexicon import DATA, load_calendar
from tocsin.mentions.rulefile import BEHIND, Option, PatternRule, RuleSet, fold, load_rules, scan
from tocsin.mentions.setting import Reading, Setting
from tocsin.mentions.windows import Window, days
from tocsin.model import TimeMention

# Words right in front of a time that turn a point into the start or end of a stretch, or into a habit.
_LEAD = re.compile(
    r"(?:(?P<since>since)|(?P<until>until|till|up\suntil)|(?P<habitual>every|each))"
    r"(?:\s(?:the|at|least|about|around|early|late|last))?\s\Z"
)

# The option `extend` of a rule -> which [scan] patterns lengthen its words to the left.
_EXTEND: dict[Option, tuple[str, ...]] = {0: (), 1: ("extend",), 2: ("extend_range",)}


@dataclass(frozen=True, slots=True)
class TimeRules:
    """The compiled rules and the reading behind each name."""

    rules: RuleSet
    readings: dict[str, Reading]


@lru_cache(maxsize=4)
def load_times(path: Path = DATA / "times.toml") -> TimeRules:
    """Compile the time rules once per path. Raises DataFileError for a broken file."""
    readings = {**date_readings(), **day_readings()}
    rules = load_rules(path, load_calendar().fragments, [*readings, "nothing"], guard=r"\b(?<!\d[.,])")
    return TimeRules(rules, readings)


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
    return tuple(scan(loaded.rules, fold(text), partial(_mention, setting, loaded, base)))


def default_time(published: date, start: int, end: int) -> TimeMention:
    """The day of a text that names no time: its publication, precision 2, as reported (codebook 4)."""
    return TimeMention(
        start, end, "", "time.default", published, published, "day", 2, published, "publication", "point", "as reported"
    )


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
    for name in _EXTEND[rule.options.get("extend", 0)]:
        front = loaded.rules.behind[name].search(match.string, max(0, start - BEHIND), start)
        start = front.start() if front is not None else start
    lead = _LEAD.search(match.string, max(0, start - BEHIND), start)
    if lead is not None:
        window, start = _led(window, str(lead.lastgroup), setting.published), lead.start()
    return TimeMention(
        base + start, base + end, setting.text[start:end], rule.rule_id, window.date_from, window.date_to,
        window.granularity, window.precision, window.day, window.reach, window.span, window.wording,
    )  # fmt: skip


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
