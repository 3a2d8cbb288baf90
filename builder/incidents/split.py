"""One incident told for several places or days at once becomes one incident each (codebook 2.10, 6).

"Protests were held in Kaya, Dori and Djibo" is three rows; deaths are divided evenly, the remainder to the first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tocsin.incidents.incident import Addend, Incident, PlaceVote, Toll
from tocsin.incidents.votes import Scene
from tocsin.model import PlaceMention, TimeMention

LIST_GAP = re.compile(r"^(?:,|, and|,? ?and(?: in| at)?|; ?|,? as well as|, in)\s?$")
POINTS = frozenset({"town", "city", "district", "site", "unknown"})


def _listed(scene: Scene, first: PlaceMention) -> list[PlaceMention]:
    """The winning place and the towns listed right behind or before it, in order of the text."""
    row = [p for p in scene.places if p.kind in POINTS and p.cue != "dateline"]
    at = next((i for i, p in enumerate(row) if p is first), None)
    if at is None:
        return [first]
    text = scene.document.text
    low = high = at
    while low > 0 and LIST_GAP.match(text[row[low - 1].end : row[low].start].lower()):
        low -= 1
    while high + 1 < len(row) and LIST_GAP.match(text[row[high].end : row[high + 1].start].lower()):
        high += 1
    listed = row[low : high + 1]
    children = {scene.places[p.parent].start for p in listed if p.parent >= 0}
    return [p for p in listed if p.start not in children]


def _is_real_list(scene: Scene, listed: list[PlaceMention]) -> bool:
    """A list ends in "and": "Koro, Bankass" is a village and its district, not two places."""
    if len(listed) < 2:
        return False
    text = scene.document.text
    return "and" in text[listed[-2].end : listed[-1].start].lower().split() and listed[0].cue != "between"


def split_incident(incident: Incident, scene: Scene) -> list[Incident]:
    """The incident itself, or one per listed place or day. Ordinals of the parts stand in `share` (part, parts)."""
    places = _by_place(incident, scene)
    return places if len(places) > 1 else _by_day(incident, scene)


def _by_day(incident: Incident, scene: Scene) -> list[Incident]:
    """ "Clashes on Monday and Tuesday left three dead" is a row for each day, 2 and 1 dead (codebook 2.10, 6)."""
    named = incident.day.mention.named
    if incident.reasons or len(named) < 2 or not scene.book.has(incident.anchor.act, "listed"):
        return [incident]
    return [
        replace(
            incident,
            day=replace(incident.day, mention=_on(incident.day.mention, day)),
            deaths=_divide(incident.deaths, part, len(named)),
            injured=_divide(incident.injured, part, len(named)),
            missing=_divide(incident.missing, part, len(named)),
            arrested=_divide(incident.arrested, part, len(named)),
            share=(part, len(named)),
        )
        for part, day in enumerate(named)
    ]


def _on(time: TimeMention, day: date) -> TimeMention:
    return replace(time, date_from=day, date_to=day, day=day, span="point", named=())


def _by_place(incident: Incident, scene: Scene) -> list[Incident]:
    """One incident per town of a real list, or the incident itself."""
    if incident.place is None or incident.reasons or not scene.book.has(incident.anchor.act, "listed"):
        return [incident]
    listed = _listed(scene, incident.place.mention)
    if not _is_real_list(scene, listed):
        return [incident]
    points = [(m, scene.point_of(m)) for m in listed]
    points = [(m, p) for m, p in points if p is not None]
    names = {p.name for _, p in points if p is not None}
    if len(names) < 2 or len(names) != len(points):
        return [incident]
    total = len(points)
    return [
        replace(
            incident,
            place=PlaceVote(mention, point, incident.place.basis, incident.place.score, ""),
            deaths=_divide(incident.deaths, part, total),
            injured=_divide(incident.injured, part, total),
            missing=_divide(incident.missing, part, total),
            arrested=_divide(incident.arrested, part, total),
            share=(part, total),
        )
        for part, (mention, point) in enumerate(points)
    ]


def _divide(toll: Toll, part: int, parts: int) -> Toll:
    """An equal share of a toll, the remainder to the first parts: 7 over 3 is 3, 2, 2."""
    if not toll.addends or toll.addends[0].rule_id == "toll.shared":
        return toll  # nothing to share, or the text has shared it already
    total = toll.value
    share = total // parts + (1 if part < total % parts else 0)
    first = toll.addends[0]
    return Toll(
        (Addend(share, share, share, first.start, first.end, first.side, "toll.split", first.vague),), toll.conflicts
    )
