"""What a time expression is read against: the day of publication, the day of the story, the tense, the words' case."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from re import Match

from tocsin.mentions.days import DAY, nearest_future, nearest_past
from tocsin.mentions.lexicon import Calendar
from tocsin.mentions.rulefile import BEHIND, Option
from tocsin.mentions.windows import Window


@dataclass(frozen=True, slots=True)
class Setting:
    """One sentence and the days it is read against. `narrative` is None where the story's day is not known yet."""

    text: str
    published: date
    narrative: date | None
    future: bool
    calendar: Calendar

    def weekday(self, word: str) -> int:
        """Weekday number of a folded word, with or without its dot."""
        return self.calendar.weekdays[word.rstrip(".")]

    def count(self, word: str) -> int:
        """Number of a folded count word or of digits."""
        if word.isdigit():
            return int(word)
        return self.calendar.counts.get(word) or self.calendar.vague_counts[word]

    def month(self, match: Match[str], group: str) -> int | None:
        """Month number of a group, or None where the word is a month only with a capital ("may", "march")."""
        word = match.group(group).rstrip(".")
        if word in self.calendar.capital_only and not self.text[match.start(group)].isupper():
            return None
        return self.calendar.months[word]

    def nearest(self, month: int, day: int) -> date | None:
        """The year of a bare date: the latest not after publication, with a day's slack for time zones."""
        if self.future:
            return nearest_future(month, day, self.published)
        return nearest_past(month, day, self.published + DAY)


Reading = Callable[[Match[str], Setting, Mapping[str, Option]], Window | None]


def group(match: Match[str], *names: str) -> str:
    """The first of the named groups that took part in the match, or ""."""
    known = match.re.groupindex
    for name in names:
        if name in known and match.group(name):
            return str(match.group(name))
    return ""


def group_name(match: Match[str], *names: str) -> str:
    """The name of the first of these groups that took part in the match, or ""."""
    known = match.re.groupindex
    return next((name for name in names if name in known and match.group(name)), "")


_BETWEEN = re.compile(r"\b(?:between|from)(?:\sthe)?\s\Z")
_NIGHT = re.compile(r"\b(?:nights?|overnight)(?:\s(?:of|on|between|from))?(?:\sthe)?\s\Z")


def says_between(match: Match[str]) -> bool:
    """True when "between" or "from" stands right in front of a range."""
    return _BETWEEN.search(match.string, max(0, match.start() - BEHIND), match.start()) is not None


def says_night(match: Match[str]) -> bool:
    """True when "the night of" or "overnight from" stands right in front of a range: it is the day it began."""
    return _NIGHT.search(match.string, max(0, match.start() - BEHIND), match.start()) is not None
