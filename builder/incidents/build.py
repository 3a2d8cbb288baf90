"""Frames of a whole article -> incidents: segments, links, slots by vote, splits. The article stage's front door."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tocsin.frames.match import DESCRIBES
from tocsin.incidents.crowds import crowd_size
from tocsin.incidents.headings import headed_sentences, towns_of_hearers, towns_of_hospitals
from tocsin.incidents.incident import DayVote, Incident, PlaceVote, Salience
from tocsin.incidents.linking import (
    Placed,
    effects,
    is_asserted,
    is_firm,
    is_lasting,
    is_sum,
    link_frames,
    names_several,
    own_place,
    own_time,
)
from tocsin.incidents.reference import resolve_groups, resolve_pronouns
from tocsin.incidents.segments import Segment, segment_sentences
from tocsin.incidents.sides import doers_told_beside, foes_told_beside, sides_of
from tocsin.incidents.split import split_incident
from tocsin.incidents.told_days import NOTHING_TOLD, Telling
from tocsin.incidents.tolls import Told, bombers_of, toll_of
from tocsin.incidents.topic import with_topic
from tocsin.incidents.votes import Scene, vote_day, vote_place
from tocsin.mentions.clock import at_place
from tocsin.mentions.place_ladder import Point
from tocsin.mentions.times import default_time
from tocsin.mentions.toll_phrases import TollPhrase, beyond_belief, find_tolls
from tocsin.model import ActorMention, Document, Frame, PlaceMention, TimeMention
from tocsin.rulebook.load import Rulebook

PHRASE_REACH = 2  # sentences from an act to a phrase that tells its toll
NAMED_DAYS = ("time.date", "time.weekday", "time.range")  # rules of days that open items; "Yesterday" opens none
MOST_FRAMES = 400  # acts of one article that are linked; a long feature has under 200, a hostile text has no end


@dataclass(frozen=True, slots=True)
class ArticleMentions:
    """Everything found in one article that incidents draw on.

    `telling` are the times at which somebody only spoke, `cues` the ids of context rules with a cue in each sentence.
    """

    document: Document
    frames: tuple[Frame, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    telling: Telling = NOTHING_TOLD
    actors: tuple[ActorMention, ...] = ()
    cues: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What stays the same over articles: rules, the place ladder, and the window of news in days."""

    book: Rulebook
    ladder: Callable[[PlaceMention, Sequence[PlaceMention]], Point | None]
    window: int


def sentence_finder(document: Document) -> Callable[[int], int]:
    """A function from a document offset to the index of its sentence (the nearest one before, else the first)."""
    starts = [s.start for s in document.sentences]
    return lambda offset: max(0, bisect_right(starts, offset) - 1)


def segments_of(found: ArticleMentions, context: Context) -> tuple[Segment, ...]:
    """What each sentence is to its article, in order; () for an article without a day."""
    published = found.document.article.published
    if published is None:
        return ()
    dated = _dated(found, published - timedelta(days=context.window))
    return _segments(found, context, dated, headed_sentences(found.document, found.places))


def find_incidents(found: ArticleMentions, context: Context) -> tuple[Incident, ...]:
    """Every happening of an article in order of the text, with reasons where it cannot become a row."""
    published = found.document.article.published
    if published is None or not found.frames:
        return ()
    oldest = published - timedelta(days=context.window)
    dated, heads = _dated(found, oldest), headed_sentences(found.document, found.places)
    segments = _segments(found, context, dated, heads)
    scene = _scene(found, segments, context, heads)
    told = with_topic(found.frames[:MOST_FRAMES], context.book, found.document, segments, dated, found.cues)
    frames = resolve_groups(resolve_pronouns(told, found.actors, found.document), found.actors, found.document)
    items = [_placed(frame, scene, oldest) for frame in frames]
    groups = [_core_first(g, context.book) for g in link_frames(items, context.book)]
    taken = {id(p) for g in groups for p in g}
    refused = _refused(
        [p for p in items if id(p) not in taken and not is_asserted(p.frame, context.book)], context.book
    )
    owned = _phrases_of(groups, found.document, segments)
    incidents = [_incident(g, scene, oldest, published, phrases) for g, phrases in zip(groups, owned, strict=True)]
    incidents = _parted(incidents, [is_sum(g, groups, context.book) for g in groups], context.book)
    incidents += [_incident(g, scene, oldest, published) for g in refused]
    split = [part for incident in incidents for part in split_incident(incident, scene)]
    split.sort(key=lambda i: (i.anchor.start, i.share[0]))
    return tuple(replace(incident, ordinal=n) for n, incident in enumerate(split))


def _parted(incidents: Sequence[Incident], sums: Sequence[bool], book: Rulebook) -> list[Incident]:
    """A sum of happenings that are each told on their own is no row beside them; it says who was behind each.

    "Three Russian attacks killed five. In Kramatorsk, a missile hit a block of flats": a Russian missile.
    """
    wholes = [w for w, is_whole in zip(incidents, sums, strict=True) if is_whole]
    found: list[Incident] = []
    for incident, is_whole in zip(incidents, sums, strict=True):
        if is_whole:
            found.append(replace(incident, reasons=tuple(dict.fromkeys((*incident.reasons, "aggregate")))))
            continue
        family = book.family(incident.anchor.act)
        known = [w.agents for w in wholes if w.agents and book.family(w.anchor.act) == family]
        fills = known and not incident.agents and incident.salience == "main"
        found.append(replace(incident, agents=known[0]) if fills else incident)
    return found


def _dated(found: ArticleMentions, oldest: date) -> frozenset[int]:
    """Sentences that name an exact day inside the window."""
    sentence_of = sentence_finder(found.document)
    return frozenset(
        sentence_of(t.start)
        for t in found.times
        if t.precision == 1 and t.span in ("point", "range") and t.date_to >= oldest and t.reach != "narrative"
    )


def _segments(
    found: ArticleMentions, context: Context, dated: frozenset[int], heads: Mapping[int, int]
) -> tuple[Segment, ...]:
    opened = _opened(found) | frozenset(heads.values())
    return segment_sentences(found.document, context.book, dated, opened)


def _opened(found: ArticleMentions) -> frozenset[int]:
    """Sentences whose first words are an exact day: "5 September - Cotabato." A date alone only dates the story."""
    days = [t for t in found.times if t.precision == 1 and t.rule_id.startswith(NAMED_DAYS)]
    return frozenset(
        s.index
        for s in found.document.sentences
        if any(s.start <= t.start <= s.start + 3 and t.end < s.end - 3 for t in days)
    )


def _scene(
    found: ArticleMentions, segments: tuple[Segment, ...], context: Context, heads: Mapping[int, int]
) -> Scene:
    points = {id(m): context.ladder(m, found.places) for m in found.places}
    return Scene(
        document=found.document,
        segments=segments,
        places=found.places,
        times=found.times,
        book=context.book,
        point_of=lambda mention: points[id(mention)],
        sentence_of=sentence_finder(found.document),
        said=found.telling.said,
        only_told=found.telling.only,
        acts=_by_sentence(found.frames, context.book),
        heads=heads,
        care=towns_of_hospitals(found.document, found.places, context.book.words["care_sites"]),
        heard=towns_of_hearers(found.document, found.places, found.frames),
        around=frozenset(found.places[p.parent].start for p in found.places if p.parent >= 0),
    )


def _by_sentence(frames: Sequence[Frame], book: Rulebook) -> dict[int, tuple[Frame, ...]]:
    """Acts that may own a place or a day, by sentence: outcomes ("death", "IED") go with the act beside them.

    An act that only describes ("the besieged city of Malanje") owns nothing: the name is that of what is described.
    """
    found: dict[int, list[Frame]] = {}
    for frame in frames:
        if book.act_types[frame.act].core and ":".join(DESCRIBES) not in frame.contexts:
            found.setdefault(frame.sentence, []).append(frame)
    return {sentence: tuple(acts) for sentence, acts in found.items()}


def _placed(frame: Frame, scene: Scene, oldest: date) -> Placed:
    sentence = scene.document.sentences[frame.sentence]
    aside = scene.care | scene.heard | scene.around
    places = [p for p in scene.places if sentence.start <= p.start < sentence.end and p.start not in aside]
    times = [t for t in scene.times if sentence.start <= t.start < sentence.end]
    place, time = own_place(places, frame), own_time(times, frame, scene.said)
    lasting = is_lasting(times, frame, oldest)
    return Placed(
        frame=frame,
        segment=scene.segments[frame.sentence],
        point=scene.point_of(place) if place else None,
        place_name=place.name if place else "",
        day=(time.date_from, time.date_to) if time and time.precision > 0 else None,
        exact=bool(time and time.precision == 1),
        old=lasting or bool(time and time.date_to < oldest),
        several=names_several(frame, scene.document.text),
    )


def _core_first(group: Sequence[Placed], book: Rulebook) -> tuple[Placed, ...]:
    """The group in order of the text, its first core act in front: that is the anchor of the incident."""
    ordered = sorted(group, key=lambda p: p.frame.start)
    body = [p for p in ordered if p.segment.label != "title"] or ordered
    anchor = next((p for p in body if book.act_types[p.frame.act].core), body[0])
    return (anchor, *(p for p in ordered if p is not anchor))


def _refused(items: Sequence[Placed], book: Rulebook) -> list[tuple[Placed, ...]]:
    """Acts that did not happen or are no news: one candidate per sentence and family."""
    groups: dict[tuple[int, str], list[Placed]] = {}
    for item in items:
        if book.act_types[item.frame.act].core or "aggregate" in effects(item.frame):
            groups.setdefault((item.frame.sentence, book.family(item.frame.act)), []).append(item)
    return [tuple(g) for g in groups.values()]


Phrases = tuple[tuple[int, TollPhrase], ...]


def _phrases_of(groups: Sequence[tuple[Placed, ...]], document: Document, segments: Sequence[Segment]) -> list[Phrases]:
    """The toll phrases of each group, with their sentences: of its own sentences, and of those right behind them.

    "Gunmen raided the post. The death toll stands at nine." The second sentence has no act; it tells of the first.
    """
    owned: list[list[tuple[int, TollPhrase]]] = [[] for _ in groups]
    sentences = [{p.frame.sentence for p in group} for group in groups]
    for sentence in document.sentences:
        phrases = find_tolls(sentence.text, sentence.start)
        if not phrases:
            continue
        mine = [n for n, own in enumerate(sentences) if sentence.index in own]
        if not mine:
            mine = _told_before(sentence.index, sentences, segments)
        for n in mine[:1]:
            owned[n] += [(sentence.index, phrase) for phrase in phrases]
    return [tuple(phrases) for phrases in owned]


def _told_before(index: int, sentences: Sequence[set[int]], segments: Sequence[Segment]) -> list[int]:
    """The group told nearest before a sentence of the same segment, if it is near enough to be meant."""
    near = [
        (max(s for s in own if s < index), n)
        for n, own in enumerate(sentences)
        if any(s < index and segments[s].number == segments[index].number for s in own)
    ]
    best = max(near, default=(-1, -1), key=lambda found: (found[0], -found[1]))
    return [best[1]] if best[1] >= 0 and index - best[0] <= PHRASE_REACH else []


def _incident(
    linked: tuple[Placed, ...], scene: Scene, oldest: date, published: date, phrases: Phrases = ()
) -> Incident:
    news = tuple(p for p in linked if is_firm(p.frame, scene.book))
    group = news if any(_stands_alone(p.frame, scene.book) for p in news) else linked
    anchor = group[0].frame
    place = vote_place(scene, group)
    day = _local(vote_day(scene, group, default_time(published, anchor.start, anchor.end)), place)
    agents, patients = sides_of(group, scene.book)
    agents = agents or doers_told_beside(linked, group, patients, scene.book)
    patients = patients or foes_told_beside(linked, group, agents, scene.book)
    text = scene.document.text
    size, span = crowd_size(group, text, scene.book)
    told = Told(group, text, scene.book, day.mention, phrases)
    deaths = toll_of(told, "deadly")
    reasons = _reasons(group, place, day, oldest, published, scene.book)
    if beyond_belief([a.value for a in deaths.addends]):
        reasons = tuple(dict.fromkeys((*reasons, "aggregate")))
    return Incident(
        ordinal=0,
        frames=tuple(p.frame for p in group),
        salience=_salience(group),
        segment=group[0].segment.label,
        place=place,
        day=day,
        agents=agents,
        patients=patients,
        deaths=deaths,
        injured=toll_of(told, "wounding"),
        missing=toll_of(told, "taken"),
        arrested=toll_of(told, "held"),
        bombers=bombers_of(told),
        crowd=size,
        crowd_span=span,
        reasons=reasons,
        headline=tuple(p.frame for p in group if p.segment.label == "title"),
        asides=tuple(p.frame for p in linked if p not in group),
    )


def _stands_alone(frame: Frame, book: Rulebook) -> bool:
    """Whether a frame can carry a happening without those that only say why: a deed, or police against a crowd."""
    return book.act_types[frame.act].core or book.family(frame.act) == "demonstration"


def _local(day: DayVote, place: PlaceVote | None) -> DayVote:
    """The day as it was at the place: "at 2330 GMT on Monday" in Manila is Tuesday."""
    point = place.point if place is not None else None
    if point is None:
        return day
    return replace(day, mention=at_place(day.mention, point.country, point.longitude))


def _salience(group: Sequence[Placed]) -> Salience:
    return "background" if all(p.segment.label == "background" or p.old for p in group) else "main"


def _reasons(
    group: Sequence[Placed], place: PlaceVote | None, day: DayVote, oldest: date, published: date, book: Rulebook
) -> tuple[str, ...]:
    """Why the incident is no row, in a fixed order: place, date, then contexts, then background."""
    reasons: list[str] = []
    if place is None or place.point is None:
        reasons.append("no_place")
    if day.mention.precision == 0 or day.mention.date_from > published + timedelta(days=1):
        reasons.append("no_date")  # what is reported has happened: a day to come cannot be the day of it
    reasons += [book.effects[e].reason for p in group for e in book.hard(effects(p.frame))]
    old = day.mention.date_to < oldest or all(p.old for p in group)
    if old or (_salience(group) == "background" and not _self_standing(group, day)):
        reasons.append("background")
    return tuple(dict.fromkeys(reasons))


def _self_standing(group: Sequence[Placed], day: DayVote) -> bool:
    """Background is a row only if it names its own place and day, not a month (codebook 2.10)."""
    exact = day.mention.precision == 1
    return exact and any(p.place_name for p in group) and day.basis in ("clause", "sentence")
