"""Find the dateline that opens a wire story: place, day, agency, dash. Resolving the place is mentions/places.py."""

from __future__ import annotations

import re
from datetime import date

from tocsin.model import Dateline
from tocsin.text.dates import DATE, read_date
from tocsin.text.words import DATA, is_common, load_lists

LONGEST = 160
"""Characters from the start of the story within which a dateline ends; the longest real ones have about 110."""

MAX_HEADLINES, LONGEST_HEADLINE = 2, 120
"""Feeds repeat the headline and a byline in the body; neither is longer than a line and neither ends in a full stop."""

_WORD = r"(?:[^\W\d_a-z][\w.'-]*|[A-Z]{1,2}\.)"
_LINK = r"(?:de|del|el|la|las|los|al|ash|of|du|des|le|les|da|do|dos|di|and|the|bin|ben|es)"
_NAME = rf"{_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD}){{0,4}}"
_HEAD = re.compile(rf"(?:\[[^\]\n]{{1,30}}\]\s?)?\(?(?P<place>{_NAME})")
_REGION = re.compile(rf"\s?\({_NAME}\)(?=,)|/{_NAME}|,\s{_NAME}(?=[,(/:]|\s?\(|\s?-|\s/)")
_DATE = re.compile(rf"(?:[, ]\s?|\s?--?\s)\(?{DATE}\)?", re.IGNORECASE)
_AGENCY = re.compile(r"\s?(?:\((?:[A-Z][^()\n]{1,50}|\w{2,20}\.\w{2,4})\)|/[A-Z][\w .-]{1,30}/|\[[A-Z][^\]\n]{1,30}\])")
_END = re.compile(r"\s?(?P<mark>--|\.?\s?-(?=\s)|:)\s*")
_STORY = re.compile(r"[\"'(\[\d]?\s?[^\W_a-z]|[\"'(\[]?\d")
_LOWER = re.compile(r"(?P<place>[^\W\d_]{3,}(?:[ -][^\W\d_]{2,}){0,2}):\s+(?=[\"'“‘]?[^\W_])")
_SAMPLE = 400  # characters that show whether a story is written without capitals
_BARE_END = re.compile(r"[.,]?\s+(?=[A-Z\"\[])")


def find_opening(body: str, published: date | None = None) -> Dateline | None:
    """Find the dateline of a story whose body may open with blanked lines, a headline or a byline.

    "Five killed in Koro\\n\\nBAMAKO, Mali (AFP) - Gunmen ..." -> the dateline of the second paragraph
    """
    start = 0
    if not any(map(str.isupper, body[:_SAMPLE])):
        return find_lower(body)
    for _ in range(MAX_HEADLINES + 1):
        while start < len(body) and body[start].isspace():
            start += 1
        found = find_dateline(body, start, published)
        stop = body.find("\n\n", start)
        if found or stop < 0 or stop - start > LONGEST_HEADLINE or body[stop - 1] in '.!?"':
            return found
        start = stop
    return None


def find_lower(body: str) -> Dateline | None:
    """The dateline of a story without capitals: a name and a colon, and no common word in the name.

    Takes:    "nagpur: two men were killed"
    Refuses:  "update: two men were killed", "police said: two men were killed"
    """
    head = _LOWER.match(body)
    if head is None or any(is_common(word) for word in re.split(r"[ -]", head["place"])):
        return None
    lists = load_lists(DATA / "dateline.toml")
    if head["place"] in lists["agencies"]:
        return None
    return Dateline(0, head.end(), head["place"], head.start("place"), head.end("place"), None)


def find_dateline(text: str, start: int, published: date | None = None) -> Dateline | None:
    """Find the dateline at `start` of a text, or None.

    Takes:    "SAN SALVADOR, 3 JAN 90 (AFP) --", "GAO, Mali (Reuters) -", "Bamako: ", "Kabul, 3 January 2021 (AA) -"
    Refuses:  "Note: ", "WASHINGTON POST: ", "Update - ", "Boko Haram - a jihadist group - said"

    A date or an agency makes any capitalised name a place; with a dash or colon alone the name must not hold
    common English words, and a new sentence must follow.
    """
    head = _HEAD.match(text, start, start + LONGEST)
    if not head:
        return None
    scan = _Scan(text, head.end(), start + LONGEST)
    scan.read_parts()
    end = scan.read_end()
    if end < 0 or not (scan.strong or _is_place(head["place"], scan)):
        return None
    day = read_date(scan.date, published) if scan.date else None
    return Dateline(start, end, head["place"], head.start("place"), head.end("place"), day)


class _Scan:
    """Reads what may follow the place: regions, one date, agencies, the closing mark."""

    def __init__(self, text: str, position: int, limit: int) -> None:
        self.text, self.position, self.limit = text, position, min(limit, len(text))
        self.date = self.agency = self.mark = ""
        self.region = False

    @property
    def strong(self) -> bool:
        """Whether a date or an agency stands in it."""
        return bool(self.date or self.agency)

    def read_parts(self) -> None:
        """Read regions, date and agency, in any order."""
        for _ in range(6):
            if not (self._take_date() or self._take_region() or self._take_agency()):
                return

    def read_end(self) -> int:
        """Where the story starts, or -1 when the head does not close like a dateline."""
        match = _END.match(self.text, self.position, self.limit)
        if match and match.end() < len(self.text):
            self.mark = match["mark"]
            follows = _STORY.match(self.text, match.end()) or (self.strong and self.mark != ":")
            return match.end() if follows else -1
        if self.date and self.agency:  # "LIMA, 3 JAN 90 (EFE) Guerrillas ..."
            bare = _BARE_END.match(self.text, self.position, self.limit)
            return bare.end() if bare else -1
        return -1

    def _take_date(self) -> bool:
        match = None if self.date else _DATE.match(self.text, self.position, self.limit)
        if match:
            self.date, self.position = match[0].strip(" ,()"), match.end()
        return match is not None

    def _take_region(self) -> bool:
        match = _REGION.match(self.text, self.position, self.limit)
        if match:
            self.region, self.position = True, match.end()
        return match is not None

    def _take_agency(self) -> bool:
        match = _AGENCY.match(self.text, self.position, self.limit)
        if match:
            self.agency, self.position = match[0].strip(), match.end()
        return match is not None


def _is_place(name: str, scan: _Scan) -> bool:
    """Whether a name closed by a dash or colon alone can be a place: no common words but geographic ones."""
    words = [word for word in re.split(r"[ .-]+", name) if word]
    if scan.mark == ":" and scan.region:
        return False
    lists = load_lists(DATA / "dateline.toml")
    if name.lower() in lists["agencies"]:
        return False
    rest = [word for word in words if word.lower() not in lists["geographic"] and not re.fullmatch(_LINK, word)]
    return bool(rest) and not any(is_common(word) for word in rest)
