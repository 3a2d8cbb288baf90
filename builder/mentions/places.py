"""Find place mentions in a document: span, cue, kind, stated parent, candidates. Points are left to place_ladder.py."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, cast

from tocsin.gazetteer.fold import ascii_name
from tocsin.gazetteer.store import Entry, Gazetteer
from tocsin.mentions.place_choice import choose, own_focus, survey
from tocsin.mentions.place_home import home_countries
from tocsin.mentions.place_ladder import Point, resolve_point
from tocsin.mentions.place_lexicon import Weights, load_weights
from tocsin.mentions.place_links import link_parents
from tocsin.mentions.place_scan import scan_sentence
from tocsin.mentions.place_sites import CountriesOf, capital_sites
from tocsin.mentions.place_words import Draft
from tocsin.model import Document, PlaceCandidate, PlaceMention

__all__ = ["Point", "find_places", "resolve_point"]

_Kind = Literal["country", "admin", "region", "city", "town", "district", "site", "nature", "water", "unknown"]
_LARGE_CITY = 200_000  # "Mayor Houston" and the city: the city is meant more often
_LEVEL_MENTION = {"province": "admin", "district": "district", "quarter": "district", "site": "site"}


def find_places(
    document: Document,
    gazetteer: Gazetteer,
    blocked: Sequence[tuple[int, int]] = (),
    focus: Mapping[str, float] | None = None,
    countries_of: CountriesOf | None = None,
) -> tuple[PlaceMention, ...]:
    """Every place named in a document, in order of the text.

    blocked   spans of persons, organisations and actors, in document offsets: never places
    focus     weight per country (see focus.py); by default what the document's own place names suggest
    countries_of  the countries that words name, adjectives included; with it, sites such as a parliament are found too

    Takes:    "Gunmen raided Ouro Dinga, a village in Bankass district."  -> an unknown place with parent Bankass
              "a spokesman in Abuja said"                                 -> Abuja, cue speaker
    Refuses:  "Bank of Uganda", "President Lincoln", "Niger Delta Avengers", "Bamako-based"
    """
    weights = load_weights()
    drafts = _drafts(document, gazetteer, blocked)
    if countries_of is not None and focus:
        drafts += capital_sites(document, drafts, focus, countries_of, gazetteer)
        drafts.sort(key=lambda d: (d.start, d.end))
    link_parents(drafts, document.text)
    if focus is None:
        focus = own_focus(drafts, document.article.country, gazetteer)
    home = home_countries(document.text, countries_of) if countries_of is not None else frozenset()
    around = survey(drafts, focus, weights, gazetteer, home)
    chosen = [choose(draft, drafts, around, weights, gazetteer) for draft in drafts]
    kept = [i for i, draft in enumerate(drafts) if _is_kept(draft, chosen[i])]
    position = {old: new for new, old in enumerate(kept)}
    return tuple(_mention(drafts[i], chosen[i], position, weights) for i in kept)


def _drafts(document: Document, gazetteer: Gazetteer, blocked: Sequence[tuple[int, int]]) -> list[Draft]:
    """Drafts of the dateline, then of every sentence outside it."""
    drafts: list[Draft] = []
    persons: set[str] = set()
    hidden = list(blocked)
    line = document.dateline
    if line is not None:
        drafts += _dateline_drafts(document, gazetteer)
        hidden.append((line.start, line.end))
    for sentence in document.sentences:
        near = [span for span in hidden if span[0] < sentence.end and span[1] > sentence.start]
        found, introduced = scan_sentence(sentence, gazetteer, near)
        drafts += found
        persons |= introduced
    for draft in drafts:
        draft.person = draft.text.lower() in persons and not _is_known_to_all(draft)
    return sorted(drafts, key=lambda d: (d.start, d.end))


def _is_known_to_all(draft: Draft) -> bool:
    """Whether a name stays a place though a person bears it: countries, provinces and large cities."""
    return any(
        e.kind in ("country", "admin1", "capital") or (e.kind == "city" and e.population >= _LARGE_CITY)
        for e in draft.entries
        if e.strength in ("curated", "primary")
    )


def _dateline_drafts(document: Document, gazetteer: Gazetteer) -> list[Draft]:
    """The places of a dateline, split at its commas: "GAO, Mali" -> Gao in Mali."""
    line = document.dateline
    if line is None:
        return []
    drafts, start = [], line.place_start
    for part in re.split(r"[,(/–—-]", document.text[line.place_start : line.end]):
        name = part.strip()
        entries = gazetteer.lookup(name)
        begin = start + part.find(name)
        if entries and (begin < line.place_end or entries[0].kind in ("country", "admin1")):
            drafts.append(_dateline_draft(begin, name, entries))
        start += len(part) + 1
    return drafts or _dateline_whole(document, gazetteer)


def _dateline_draft(start: int, name: str, entries: tuple[Entry, ...]) -> Draft:
    return Draft(start, start + len(name), name, "dateline", "place.cue.dateline", "", True, entries, -1)


def _dateline_whole(document: Document, gazetteer: Gazetteer) -> list[Draft]:
    """A dateline town with a hyphen in its name: "PORT-AU-PRINCE"."""
    line = document.dateline
    entries = gazetteer.lookup(line.place) if line is not None else ()
    return [_dateline_draft(line.place_start, line.place, entries)] if line is not None and entries else []


def _is_kept(draft: Draft, candidates: Sequence[PlaceCandidate]) -> bool:
    """A name without a believable meaning stays only when its words say that it is a place."""
    if candidates:
        return True
    return draft.nameable and draft.locative


def _mention(
    draft: Draft,
    candidates: tuple[PlaceCandidate, ...],
    position: Mapping[int, int],
    weights: Weights,
) -> PlaceMention:
    kind = "unknown"
    if candidates:
        kind = weights.kind(candidates[0].kind).mention
        if kind in ("city", "town"):
            kind = _LEVEL_MENTION.get(draft.level, kind)
    return PlaceMention(
        start=draft.start,
        end=draft.end,
        text=draft.text,
        rule_id=draft.rule_id,
        name=candidates[0].name if candidates else ascii_name(draft.text),
        cue=draft.cue,
        kind=cast(_Kind, kind),
        parent=position.get(draft.parent, -1),
        candidates=candidates,
    )
