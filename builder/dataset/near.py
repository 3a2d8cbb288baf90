"""Sketches of articles -> near copies: which articles are an edited or a cut version of an earlier one.

A near copy says nothing new: almost all its words are the earlier one's, and so are all its numbers and names. A text
that repeats the old one and adds a new toll, or puts another village into the same words, is no copy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from tocsin.dataset.sketch import HEAD, SIZE, Sketch, adds_marks, shared, unpacked

SAME_SHARE = 0.8
"""Of a later text's shingles, how many must be the earlier one's. An edit of one word in thirty, all over a text,
leaves .9; a text that retells the same happening in words of its own stays under .3."""

BANDS = 32
_ROWS = SIZE // BANDS
BANDS_AT_ONCE = 8
"""Bands whose keys are in memory together: 64 bytes an article, four passes over the sketches."""
OLDEST = 8
"""Of many articles that agree in a band, each is compared with the eight oldest within reach: copies are linked to the
earliest, and the number of comparisons stays in bounds for a wire story that a thousand outlets took."""
UNPACKED = 1_000
"""Sketches that are kept unpacked, some kilobytes each."""
UNDATED = np.iinfo(np.int64).max // 2
"""The day of an article without one, behind all others."""


class Printed(Protocol):
    """An article as far as it is needed here."""

    @property
    def article_id(self) -> str:
        """Its id."""

    @property
    def sketch(self) -> bytes:
        """Its packed sketch, b"" when it has none."""


def near_copies(ordered: Sequence[Printed], reaches: Any) -> dict[str, str]:
    """Near copy -> the earliest article it is a copy of. `ordered` from the oldest; `reaches(a, b)` compares days.

    An article that is a copy itself is never an original, so that what is linked does not hang on the order of input.
    """

    @lru_cache(maxsize=UNPACKED)
    def known(place: int) -> Sketch:
        return unpacked(ordered[place].sketch)

    root: dict[int, int] = {}
    for place, candidates in sorted(_candidates(ordered, reaches).items()):
        for earlier in sorted({root.get(candidate, candidate) for candidate in candidates}):
            if reaches(ordered[earlier], ordered[place]) and is_near_copy(known(place), known(earlier)):
                root[place] = earlier
                break
    return {ordered[place].article_id: ordered[earlier].article_id for place, earlier in root.items()}


def is_near_copy(later: Sketch, earlier: Sketch) -> bool:
    """Whether a later text says nothing that the earlier one did not say, in almost the same words."""
    return shared(later, earlier) >= SAME_SHARE * later.size and not adds_marks(later, earlier)


def _candidates(ordered: Sequence[Printed], reaches: Any) -> dict[int, set[int]]:
    """Place -> older places within reach that agree with it in all values of some band."""
    found: dict[int, set[int]] = defaultdict(set)
    places = np.array([place for place, one in enumerate(ordered) if one.sketch], dtype=np.int64)
    for band in range(BANDS if len(places) else 0):
        keys = np.fromiter((_band_keys(ordered[place].sketch, range(band, band + 1))[0] for place in places), np.uint64)
        for group in _groups(keys):
            members = sorted(places[group].tolist())
            for index, place in enumerate(members):
                first = _first_in_reach(ordered, members, index, reaches)
                found[place].update(members[first : min(index, first + OLDEST)])
    return {place: older for place, older in found.items() if older}


def _first_in_reach(ordered: Sequence[Printed], members: Sequence[int], index: int, reaches: Any) -> int:
    """The oldest of the members that the one at an index may repeat: from there on all may."""
    place = ordered[members[index]]
    if not index or reaches(ordered[members[0]], place):
        return 0
    return bisect_left(members, True, hi=index, key=lambda member: bool(reaches(ordered[member], place)))


def in_company(keys: Any, days: Any, reach: int) -> Any:
    """Which of the keys (an array of numbers) stand again within so many days, as an array of truth values.

    days  numbers of days, UNDATED for what may be of any day: all with a key that such a one has are in company
    """
    order = np.lexsort((days, keys))
    keys, days = keys[order], days[order]
    same = keys[1:] == keys[:-1]
    close = same & (days[1:] - days[:-1] <= reach)
    found = np.zeros(len(keys), dtype=bool)
    found[1:] |= close
    found[:-1] |= close
    ends = np.append(np.flatnonzero(~same), len(keys) - 1)
    for end in ends[days[ends] == UNDATED] if len(keys) else ():
        start = np.searchsorted(keys, keys[end])
        found[start : end + 1] |= end > start
    company = np.zeros(len(keys), dtype=bool)
    company[order] = found
    return company


def near_company(sketches: Callable[[], Iterable[Sequence[bytes]]], days: Any, reach: int) -> Any:
    """Which articles agree with another of about their days in some band; no other can be a near copy or have one.

    sketches  gives the packed sketches, some at a time, whenever it is called: each pass takes a few bands, so that
              eight bytes a band and article are in memory and not the sketches
    days      of publication, as in_company takes them
    """
    articles = len(days)
    found = np.zeros(articles, dtype=bool)
    for first in range(0, BANDS, BANDS_AT_ONCE):
        bands = range(first, first + BANDS_AT_ONCE)
        keys, has = np.zeros((BANDS_AT_ONCE, articles), np.uint64), np.zeros(articles, dtype=bool)
        place = 0
        for some in sketches():
            for sketch in some:
                if sketch:
                    has[place] = True
                    keys[:, place] = _band_keys(sketch, bands)
                place += 1
        for row in keys:
            found[has] |= in_company(row[has], days[has], reach)
    return found


def _band_keys(sketch: bytes, bands: range) -> Any:
    start = HEAD + 2 * _ROWS * bands.start
    return np.frombuffer(sketch, "<u8", count=len(bands), offset=start)


def _groups(keys: Any) -> Iterator[Any]:
    """The places in `keys` that hold one value, for every value that stands more than once."""
    order = np.argsort(keys, kind="stable")
    ends = np.flatnonzero(np.diff(keys[order])) + 1
    return (group for group in np.split(order, ends) if len(group) > 1)
