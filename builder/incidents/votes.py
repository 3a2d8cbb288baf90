"""Fill the place and the day of an incident by a scored vote; weights are rules/votes.toml. Keeps the runner-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.incidents.incident import DayVote, PlaceVote
from tocsin.incidents.linking import Placed
from tocsin.incidents.segments import Segment
from tocsin.mentions.place_ladder import Point
from tocsin.mentions.times import as_reported
from tocsin.model import Document, Frame, PlaceMention, TimeMention
from tocsin.rulebook.load import Rulebook

# Background takes its place from its own sentence, from a heading, or from nowhere.
NEAR = frozenset({"clause", "sentence", "other", "heading"})
INNER = frozenset({"clause", "sentence", "other", "dateline", "title", "heading"})
INSIDE = frozenset({"clause", "sentence", "other", "next", "segment", "lead", "heading"})
AREAS = frozenset({"admin", "region", "nature", "water"})
BEHIND = 5  # characters: "killed ten in Koro and fled": the place belongs to what was said before it
_FAR = 1_000_000
PointOf = Callable[[PlaceMention], Point | None]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a vote may look at: the article's mentions, its segments, the weights, and the place ladder.

    `heads` are the places that head a paragraph, by start, with the sentence they open (headings.py); `care` the starts
    of places in which a hospital or a morgue lies, `heard` those from which somebody only heard what happened,
    `around` those in which another named place lies ("Las Navas, Northern Samar").
    """

    document: Document
    segments: tuple[Segment, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    book: Rulebook
    point_of: PointOf
    sentence_of: Callable[[int], int]
    said: frozenset[int] = frozenset()
    only_told: frozenset[int] = frozenset()
    acts: Mapping[int, tuple[Frame, ...]] = field(default_factory=dict)
    heads: Mapping[int, int] = field(default_factory=dict)
    care: frozenset[int] = frozenset()
    heard: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()


def _basis(scene: Scene, group: Sequence[Placed], start: int, end: int) -> str:
    """How near a mention stands to the incident's acts: clause, sentence, next, segment, lead, title, article."""
    sentence = scene.sentence_of(start)
    own = {p.frame.sentence for p in group}
    body = any(p.segment.label != "title" for p in group)
    if sentence in own and body and scene.segments[sentence].label == "title":
        return "sentence"  # a headline is loose with places: what the body's clause says comes first
    if sentence in own:
        mine_here = [p.frame for p in group if p.frame.sentence == sentence]
        gap = min(_distance(f, start, end) for f in mine_here)
        others = [f for f in scene.acts.get(sentence, ()) if all(f is not m and f.start != m.start for m in mine_here)]
        if any(_distance(f, start, end) < gap for f in others):
            return "other"
        return "clause" if gap <= scene.book.votes["reach.clause"] else "sentence"
    segment = scene.segments[sentence]
    mine = {p.segment.number for p in group}
    if segment.label == "title":
        return "title"
    if segment.number in mine and any(abs(sentence - s) == 1 for s in own):
        return "next"
    if segment.label == "lead":
        return "lead"
    return "segment" if segment.number in mine and segment.label != "background" else "article"


def _distance(frame: Frame, start: int, end: int) -> int:
    """Characters between an act and a span; an act that stands before a name owns it a little more than one behind."""
    return start - frame.end if start >= frame.end else max(frame.start - end, 0) + BEHIND


def _kind(mention: PlaceMention) -> str:
    if mention.kind == "country":
        return "kind.country"
    if mention.kind == "unknown" or not mention.candidates:
        return "kind.unknown"
    return "kind.area" if mention.kind in AREAS else "kind.point"


def _only_heard(scene: Scene, group: Sequence[Placed], mention: PlaceMention) -> bool:
    """Whether a place is that of hearers, though acts of the incident are told in another sentence."""
    return mention.start in scene.heard and any(
        p.frame.sentence != scene.sentence_of(mention.start) for p in group
    )


def _cue(scene: Scene, group: Sequence[Placed], mention: PlaceMention) -> float:
    """The weight of the words that introduce a place; a place that an act is done to says where as well as "in"."""
    own = scene.book.votes["cue.care" if mention.start in scene.care else f"cue.{mention.cue}"]
    if _only_heard(scene, group, mention):
        return min(own, scene.book.votes["cue.heard"])
    if mention.cue in ("to", "speaker", "dateline"):
        return own
    left = ("weapon",) if mention.cue == "from" else ("patient", "weapon")  # "withdrew from X" tells of X
    roles = (r for p in group for r in p.frame.roles if r.name in left)
    if any(r.head_start < mention.end and mention.start < r.head_end for r in roles):
        return max(own, scene.book.votes["cue.object"])
    return own


def _countries_of(scene: Scene, group: Sequence[Placed]) -> frozenset[str]:
    """Countries that the acts' own sentences say they happened in: "an attack in Saudi Arabia" was not in Tehran."""
    own = {p.frame.sentence for p in group}
    told = (m for m in scene.places if m.kind == "country" and m.cue == "in" and scene.sentence_of(m.start) in own)
    return frozenset(m.candidates[0].country for m in told if m.candidates)


def _place_basis(scene: Scene, group: Sequence[Placed], mention: PlaceMention) -> str:
    """How near a place stands; "heading" for what is told under it, "" for what is told under another."""
    if mention.cue == "dateline":
        return "dateline"
    if mention.start not in scene.heads:
        return _basis(scene, group, mention.start, mention.end)
    paragraph = scene.document.sentences[scene.heads[mention.start]].paragraph
    under = any(scene.document.sentences[p.frame.sentence].paragraph == paragraph for p in group)
    return "heading" if under else ""


def vote_place(scene: Scene, group: Sequence[Placed]) -> PlaceVote | None:
    """The best place of an incident, or None when the article names no place at all.

    "Gunmen attacked Koro on Tuesday. The governor spoke in Mopti." -> Koro (clause), runner-up Mopti.
    """
    aside = all(p.old or p.segment.label == "background" for p in group)
    abroad = _countries_of(scene, group)
    scored: list[tuple[float, int, PlaceMention, Point | None, str]] = []
    reach: dict[int, int] = {}
    for mention in scene.places:
        basis = _place_basis(scene, group, mention)
        if not basis or (aside and basis not in NEAR):
            continue
        weight = scene.book.votes
        cue = weight["cue.in"] if basis == "heading" else _cue(scene, group, mention)
        score = weight[f"basis.{basis}"] * cue * weight[_kind(mention)]
        point = scene.point_of(mention)
        if point is None:
            score *= weight["kind.country"] if mention.kind != "unknown" else 0.5
        elif point.geo_precision == 3 and _kind(mention) == "kind.point":
            score *= weight["kind.area"]
        if not _same_country(scene, group, point):
            score *= 0.5
        if abroad and basis not in INNER and (point is None or point.country not in abroad):
            continue
        scored.append((score, mention.start, mention, point, basis))
        reach[mention.start] = _reach(scene, group, mention)
    if not scored:
        return None
    scored.sort(key=lambda s: (-s[0], reach[s[1]], s[1]))
    best = scored[0]
    if best[3] is None:  # a name that leads nowhere yields to one that does, if it is of the same segment
        best = next((s for s in scored if s[3] is not None and s[0] > 0.0), best)
    best = _narrowed([s for s in scored if not _only_heard(scene, group, s[2])], best)
    beaten = next((s for s in scored if s[2].name != best[2].name and s[3] is not None), None)
    other = beaten[2] if beaten and beaten[3] else None
    return PlaceVote(
        best[2],
        best[3],
        best[4],
        round(best[0], 4),
        beaten[3].name if beaten and beaten[3] else "",
        (other.start, other.end) if other else (-1, -1),
    )


def _reach(scene: Scene, group: Sequence[Placed], mention: PlaceMention) -> int:
    """Characters from a place of a headline to the nearest act there, which parts places of equal weight: a headline
    tells of two things in two towns, a sentence of the body names the town first and what it lies in behind it."""
    sentence = scene.sentence_of(mention.start)
    here = [p.frame for p in group if p.frame.sentence == sentence and scene.segments[sentence].label == "title"]
    return min((_distance(f, mention.start, mention.end) for f in here), default=_FAR)


def _narrowed(
    scored: Sequence[tuple[float, int, PlaceMention, Point | None, str]],
    best: tuple[float, int, PlaceMention, Point | None, str],
) -> tuple[float, int, PlaceMention, Point | None, str]:
    """A part of the winning city or province, named with the same happening, is the better place.

    "The army said Bamako was calm after gunmen attacked the Faladie school": Bamako wins, its district is inside.
    """
    point = best[3]
    if point is None:
        return best
    exact = sorted(scored, key=lambda s: s[3].geo_precision if s[3] else 4)
    for other in exact:  # "near Faladie" in one sentence does not blur "the Faladie school" in another
        inner = other[3]
        if inner is None or other[4] not in INSIDE or other[2].cue in ("from", "to", "speaker", "dateline"):
            continue
        if inner.name.startswith(point.name + " - "):
            return other
        finer = point.geo_precision == 3 and inner.geo_precision < 3
        if finer and (inner.country, inner.admin1) == (point.country, point.admin1):
            return other
    return best


def _same_country(scene: Scene, group: Sequence[Placed], point: Point | None) -> bool:
    named = {p.point.country for p in group if p.point is not None}
    return point is None or not named or point.country in named


def vote_day(scene: Scene, group: Sequence[Placed], fallback: TimeMention) -> DayVote:
    """The day of an incident; the day of publication, `fallback`, with precision 2 when the article tells none.

    What is reported has happened: a day to come is of a plan, or of a later note to the text, and is passed over. One
    that is years ahead is a slip; it stays, and keeps the incident from being a row (build.py).
    """
    scored: list[tuple[float, int, TimeMention, str]] = []
    for mention in scene.times:
        ahead = (mention.date_from - fallback.day).days
        slack = 1 if mention.reach == "absolute" else 0  # a date may be of another zone; "tomorrow" has not happened
        later = slack < ahead <= scene.book.votes["reach.later"]
        if mention.span not in ("point", "range") or mention.precision == 0 or later:
            continue
        basis = _basis(scene, group, mention.start, mention.end)
        basis = "article" if basis in ("segment", "dateline") else basis
        exact = {1: "day.exact", 2: "day.week", 3: "day.month"}[mention.precision]
        score = scene.book.votes[f"day.{basis}"] * scene.book.votes[exact]
        if mention.start in scene.said:
            score *= scene.book.votes["day.said"]
        scored.append((score, mention.start, mention, basis))
    if not scored:
        return DayVote(fallback, "metadata", 0.0, "")
    scored.sort(key=lambda s: (-s[0], s[1]))
    best = scored[0]
    beaten = next((s[2] for s in scored if s[2].day != best[2].day), None)
    name, span = (beaten.day.isoformat(), (beaten.start, beaten.end)) if beaten else ("", (-1, -1))
    only_told = best[2].start in scene.only_told and not scene.book.has(group[0].frame.act, "declared")
    taken = as_reported(best[2]) if only_told else best[2]
    return DayVote(taken, best[3], round(best[0], 4), name, span)
