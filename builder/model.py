"""The nouns that cross stages. Frozen values, no behaviour beyond looking themselves up; imports nothing of ours.

One coordinate system: every `start`/`end` counts characters of `Document.text`, the cleaned title and body in one
string. Only `Document.locate` turns them into offsets of the raw field that a user can slice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# ---------------------------------------------------------------- articles and text

PublishedBasis = Literal["metadata", "page", "url", "page_text", "feed", "capture", "option", "dateline", "none"]
"""Where the day of publication was found: in the record's own fields, in what a page declares of itself, in the page's
address, in its words, in a feed, in the day of a web capture, in the option --published, in the dateline."""
FieldName = Literal["title", "text"]


@dataclass(frozen=True, slots=True)
class Article:
    """One input text with its metadata, exactly as its source gave it.

    published_doubt  why the day of publication may be another one; "" when there is no reason
    """

    article_id: str
    text: str
    published: date | None
    published_basis: PublishedBasis
    title: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    country: str = ""
    sha256: str = ""
    origin: str = ""
    line: int = 0
    published_doubt: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not become an article: where it stood, a stable reason code, and what was found.

    language  what it is written in, where that is the reason
    """

    article_id: str
    origin: str
    line: int
    reason: str
    detail: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Cleaned offset -> raw offset, piecewise linear: segment i starts at clean[i] and at raw[i]."""

    clean: tuple[int, ...] = (0,)
    raw: tuple[int, ...] = (0,)

    def to_raw(self, position: int) -> int:
        """Raw offset of a cleaned offset. Raises ValueError when negative."""
        if position < 0:
            raise ValueError(f"negative offset {position}")
        i = bisect_right(self.clean, position) - 1
        return self.raw[i] + position - self.clean[i]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the cleaned document. `quotes` are the spans inside quotation marks, in document offsets."""

    index: int
    start: int
    end: int
    text: str
    section: FieldName
    paragraph: int
    quotes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and day that open a wire story: "SAN SALVADOR, 3 JAN 90 --" or "GAO, Mali (Agency) -"."""

    start: int
    end: int
    place: str
    place_start: int
    place_end: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned article: title and body in one string, sentences, dateline, and the way back to raw offsets."""

    article: Article
    text: str
    body_start: int
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None
    title_map: OffsetMap
    text_map: OffsetMap

    def locate(self, start: int, end: int) -> tuple[FieldName, int, int]:
        """(field, raw start, raw end) of a span; the raw end is just behind the last character of the span."""
        if end <= start:
            raise ValueError(f"empty span {start}:{end}")
        if start >= self.body_start:
            base, offsets, name = self.body_start, self.text_map, "text"
        else:
            base, offsets, name = 0, self.title_map, "title"
        first, last = offsets.to_raw(start - base), offsets.to_raw(end - 1 - base)
        return ("title" if name == "title" else "text"), first, last + 1

    def quote(self, start: int, end: int) -> str:
        """The raw words behind a span."""
        name, first, last = self.locate(start, end)
        return (self.article.title if name == "title" else self.article.text)[first:last]


# ---------------------------------------------------------------- syntax


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parsed sentence. `head` is the index of its head in the sentence (itself for the root)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Parse:
    """The dependency parse of one sentence."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]


Slot = str
"""Where an argument stands: "subj", "obj", "poss", "mod", or a preposition ("by", "on", "against" ...)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in an argument slot: its head token and the span it covers."""

    head: int
    start: int
    end: int
    head_start: int
    head_end: int


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a predicate, with the slot it stands in."""

    slot: Slot
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and its arguments, freed from voice: the subject of an active verb and the by-phrase of a passive
    one are both the slot "agent"; the object and the passive subject are both "patient"."""

    sentence: int
    token: int
    start: int
    end: int
    lemma: str
    kind: Literal["verb", "noun", "adjective"]
    particle: str
    noun: str
    voice: Literal["active", "passive", "none"]
    negated: bool
    modality: Literal["asserted", "planned", "possible", "hypothetical", "called_for", "denied"]
    tense: Literal["past", "present", "future", "pluperfect", "none"]
    reported: bool
    arguments: tuple[Argument, ...]


# ---------------------------------------------------------------- mentions


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One gazetteer entry that a toponym may mean. Degrees WGS84; score in 0..1 under the focus countries."""

    place_id: str
    name: str
    country: str
    admin1: str
    admin2: str
    latitude: float
    longitude: float
    kind: str
    population: int
    score: float
    rule_id: str


PlaceCue = Literal["in", "near", "of", "from", "to", "between", "dateline", "speaker", "modifier", "none"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym: its words, the cue that introduced it, its kind, and the scored candidates, best first.

    An empty `candidates` means a named place that no gazetteer knows; `parent` is the mention index (in the tuple
    that find_places returned) of the larger place named with it ("Koro village, Bankass district"), or -1.
    """

    start: int
    end: int
    text: str
    rule_id: str
    name: str
    cue: PlaceCue
    kind: Literal["country", "admin", "region", "city", "town", "district", "site", "nature", "water", "unknown"]
    parent: int
    candidates: tuple[PlaceCandidate, ...]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression as a range of days, with the day and precision that codebook 4 writes for it.

    `precision` 0 means too vague for a row (a year, "for decades"). `reach` tells what kind of anchor it needed.
    `named` are the days that the words name one by one ("on 25 and 27 July"); empty for any other time.
    `minute` is the minute of the day in Greenwich that a clock time with a zone gives it ("at 0530 GMT on Monday").
    """

    start: int
    end: int
    text: str
    rule_id: str
    date_from: date
    date_to: date
    granularity: Literal["day", "days", "weekend", "week", "month", "season", "year", "vague"]
    precision: Literal[0, 1, 2, 3]
    day: date
    reach: Literal["absolute", "publication", "narrative"]
    span: Literal["point", "range", "since", "until", "habitual"]
    wording: str
    named: tuple[date, ...] = ()
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in words or digits with its bounds: "at least 12" -> low 12, high None, value 12.

    `value` is the integer that codebook 6 writes; `vague` says that no number was given ("several" -> 3).
    """

    start: int
    end: int
    text: str
    rule_id: str
    low: int
    high: int | None
    value: int
    vague: bool
    unit: Literal["count", "age", "money", "distance", "ordinal", "year", "clock", "calibre", "percent", "other"]


ActorClass = Literal[
    "military", "police", "government", "rebel", "armed", "gang", "identity", "vigilante", "mob", "crowd",
    "civilian", "external", "private_security", "mercenary", "property", "unknown",
]  # fmt: skip


COMMUNAL = "communal"
"""What a livelihood becomes when it fights (roles.csv, as_agent), kept among the modifiers of a mention."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor phrase: what dictionary entry it is, what class that makes it, and the nationality stated.

    key        entry id: a group_id, unit_id or role_id
    source     which dictionary the entry is in
    country    nationality or state that the words give ("Malian troops" -> Mali), "" if none
    people     people_id of a communal modifier ("Fulani herders" -> fulani), "" if none
    profiles   labels for associated actors ("Farmers", "Women")
    site       True when the words name a thing that stands for its owner ("army base", "village", "church")
    doubt      True for suspected, alleged, presumed, believed
    plural     True for plural or collective heads
    group      group_id that an unarmed head belongs to ("Hezbollah supporters" -> hezbollah), "" if none
    modifiers  modifier_ids that change who it is ("former", "off_duty", "foreign", "mutinous"), and "communal" for
               livelihoods that fight as a community in arms ("herders", "farmers")
    alternatives  other group_ids or unit_ids of an ambiguous name; the event's country decides
    joined     how it follows the actor before it in the sentence: "and", "or", "," or ""
    """

    start: int
    end: int
    text: str
    rule_id: str
    source: Literal["group", "unit", "state", "role", "people", "named"]
    key: str
    actor_class: ActorClass
    head_start: int
    head_end: int
    country: str = ""
    people: str = ""
    profiles: tuple[str, ...] = ()
    site: bool = False
    doubt: bool = False
    plural: bool = False
    group: str = ""
    modifiers: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    joined: str = ""


# ---------------------------------------------------------------- frames and incidents


@dataclass(frozen=True, slots=True)
class Role:
    """Who or what fills a role of a frame: the phrase, the actors named in it, and the rule that put it there."""

    name: Literal["agent", "patient", "weapon", "place", "instrument", "other"]
    start: int
    end: int
    head_start: int
    head_end: int
    actors: tuple[ActorMention, ...]
    rule_id: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One asserted act of one clause with its roles and the mentions of its own clause."""

    sentence: int
    start: int
    end: int
    act: str
    rule_id: str
    roles: tuple[Role, ...]
    weapons: tuple[str, ...]
    contexts: tuple[str, ...]
    places: tuple[int, ...]
    times: tuple[int, ...]
    quantities: tuple[Quantity, ...]
    tense: str
    reported: bool
    shallow: bool = False
    deadly: bool = False

    def role(self, name: str) -> Role | None:
        """The first role of that name, or None."""
        return next((r for r in self.roles if r.name == name), None)


# ---------------------------------------------------------------- rows and evidence

EvidenceRole = Literal["value", "addend", "conflict", "runner_up"]
Basis = Literal["text", "title", "metadata", "derived", "default", "review"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a cell holds its value. `start`/`end` are raw offsets of `field`, -1 when the basis has no words.

    A cell that a reviewer set has the basis and the field "review", and who, when and why as its quote.
    """

    column: str
    value: str
    part: int
    role: EvidenceRole
    basis: Basis
    field: str
    start: int
    end: int
    quote: str
    rule_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What the 31 columns have no room for."""

    fatalities_low: int
    fatalities_high: int | None
    deaths_side1: int | None
    deaths_side2: int | None
    injured: int | None
    missing: int | None
    arrested: int | None
    date_from: date
    date_to: date
    place_basis: str
    grade: Literal["A", "B", "C"]
    runner_up_type: str


@dataclass(frozen=True, slots=True)
class Event:
    """One coded candidate. `cells` holds the columns that coding sets (schema derives the rest); an empty `reasons`
    makes it a row of events, anything else a row of excluded. `evidence` may be read from disk when it is asked for."""

    member_id: str
    article_id: str
    salience: Literal["main", "background"]
    cells: dict[str, object]
    evidence: Sequence[Evidence]
    details: Details | None
    reasons: tuple[str, ...] = ()
    detail: str = ""
    start: int = -1
    end: int = -1
    quote: str = ""


@dataclass(frozen=True, slots=True)
class SentenceFate:
    """What became of one sentence: not gated, no act, a context that excluded it, or the members it fed.

    `segment` is its place in the article: title, lead, elaboration, other_incident, background, reaction, witness; ""
    where the article was not read that far.
    """

    index: int
    field: str
    start: int
    end: int
    fate: str
    detail: str
    segment: str = ""


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """All that one article gave: status, reason, and its coded candidates in order of the text."""

    article: Article
    status: Literal["coded", "no_event", "rejected", "duplicate"]
    reason: str
    events: tuple[Event, ...] = ()
    sentences: tuple[SentenceFate, ...] = field(default=())
