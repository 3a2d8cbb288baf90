"""Places that the words around them set apart: those that head a paragraph, in which a hospital lies, or where what
happened elsewhere was heard.

Bulletins and news in brief head their items: "TERA. On 27 January, ...", "LIMA - The army ...".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tocsin.incidents.linking import effects
from tocsin.model import Document, Frame, PlaceMention

# Behind the name and the country it may be told with: a stop, a colon or a dash, then the item.
_ENDS = re.compile(r"(?:, [A-Z][\w .'-]{2,30}?)?(?:[.:]|\s?[\u2013\u2014]|\s--?)\s")
_BULLET = " -*\u2022\u25cf\"'"
LEAST = 2  # one such paragraph is a sentence like any other, two are a list


def headed_sentences(document: Document, places: Sequence[PlaceMention]) -> dict[int, int]:
    """Start of each place that heads a paragraph -> the sentence it opens; {} where fewer than two do.

    Takes:    "TERA. On 27 January, armed men stole cattle."   "LIMA, Peru - The army ..."
    Refuses:  "Tera is calm."   the dateline of the whole article
    """
    found: dict[int, int] = {}
    starts = {p.start: p for p in places if p.cue != "dateline" and p.kind != "country"}
    paragraph = -1
    for sentence in document.sentences:
        first, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        if not first or sentence.section != "text":
            continue
        begin = sentence.start + len(sentence.text) - len(sentence.text.lstrip(_BULLET))
        place = starts.get(begin)
        if place is not None and _ENDS.match(document.text, place.end):
            found[place.start] = sentence.index
    return found if len(found) >= LEAST else {}


def towns_of_hospitals(document: Document, places: Sequence[PlaceMention], sites: Collection[str]) -> frozenset[int]:
    """Starts of the places that only say where a hospital or a morgue is: "a doctor at the hospital in Lira"."""
    words = "|".join(sorted(sites))
    before = re.compile(rf"\b(?:{words}) (?:in|at) (?:the )?(?:[a-z]+ (?:city |town )?of )?\Z")
    return frozenset(p.start for p in places if before.search(document.text[max(0, p.start - 60) : p.start].lower()))


def towns_of_hearers(
    document: Document, places: Sequence[PlaceMention], frames: Sequence[Frame]
) -> frozenset[int]:
    """Starts of the places of sentences in which all that is told is heard: "residents of Gourcy heard the blasts"."""
    told: dict[int, list[bool]] = {}
    for frame in frames:
        told.setdefault(frame.sentence, []).append("heard" in effects(frame))
    spans = [(s.start, s.end) for s in document.sentences if all(told.get(s.index, (False,)))]
    return frozenset(p.start for p in places if any(start <= p.start < end for start, end in spans))
