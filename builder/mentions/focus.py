"""Weigh which countries an article is about, before any ambiguous place or generic actor is resolved.

Light on purpose: one automaton over country words, and lookups of capitalised names that only one country has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick
from tocsin.gazetteer.store import Entry, Gazetteer
from tocsin.kept import kept
from tocsin.mentions.place_doubt import is_sited
from tocsin.mentions.place_lexicon import Lexicon, Weights, load_lexicon, load_weights
from tocsin.mentions.place_scan import scan_text
from tocsin.mentions.place_words import Draft, is_strong
from tocsin.model import Document, Sentence

# Evidence weights. The dateline is chosen by the desk, the country field by the source; a name in the text may be a
# passing one ("flew in from France"), an adjective more so ("French weapons"), a capital may stand for a government.
DATELINE, ARTICLE_COUNTRY, COUNTRY_NAME, TOPONYM, ADJECTIVE, METONYM, HOME = 3.0, 4.0, 1.0, 1.2, 0.6, 0.4, 1.0
TITLE_FACTOR = 2.0  # what a headline names is what the article is about
LEAD_FACTOR = 1.5
LEAD_SENTENCES = 3
_SENTENCES = 40  # later sentences are background; the cost of a long feature stays bounded
_DOMINANT = 8  # a town this many times larger than its namesakes is the one that news abroad writes of
_MIN_POPULATION = 3_000  # a smaller town is as often a surname


class State(Protocol):
    """What focus needs of a row of states.csv."""

    @property
    def country(self) -> str:
        """Country name as rows carry it."""

    @property
    def names(self) -> Sequence[str]:
        """Other names of the country."""

    @property
    def adjectives(self) -> Sequence[str]:
        """Malian, Ukrainian."""

    @property
    def demonyms(self) -> Sequence[str]:
        """Malians, Ukrainians."""

    @property
    def metonyms(self) -> Sequence[str]:
        """Places that stand for the government."""


@dataclass(frozen=True, slots=True)
class CountryWords:
    """An automaton over country words and what each pattern is worth to which country."""

    automaton: AhoCorasick
    meaning: tuple[tuple[str, float], ...]

    def find(self, text: str) -> Iterable[tuple[str, float]]:
        """(country, weight) of every whole word or phrase found."""
        for index, start, end in self.automaton.find_matches_as_indexes(text):
            before, after = text[start - 1 : start], text[end : end + 1]
            if not (before.isalnum() or before == "-" or after.isalnum()):
                yield self.meaning[index]


def country_words(states: Sequence[State], gazetteer: Gazetteer) -> CountryWords:
    """Build the automaton; a word of two countries ("Congolese", "Guinean") counts half for each."""
    worth: dict[str, dict[str, float]] = defaultdict(dict)
    for state in states:
        country = _recognised(state.country, gazetteer)
        for words, weight in (
            ((state.country, *state.names), COUNTRY_NAME),
            ((*state.adjectives, *state.demonyms), ADJECTIVE),
            (state.metonyms, METONYM),
        ):
            for word in words:
                if len(word) > 2 and country:
                    worth[word].setdefault(country, weight)
    for country in gazetteer.countries():
        worth[country].setdefault(country, COUNTRY_NAME)
    patterns: list[str] = []
    meaning: list[tuple[str, float]] = []
    for word in sorted(worth):
        if len(worth[word]) > 1:
            continue
        country, weight = next(iter(worth[word].items()))
        patterns.append(word)
        meaning.append((country, weight))
    return CountryWords(AhoCorasick(patterns, matchkind=MATCHKIND_LEFTMOST_LONGEST), tuple(meaning))


def _recognised(country: str, gazetteer: Gazetteer) -> str:
    """The country that rows carry for a state: itself, or the one a de facto state lies in (Puntland -> Somalia)."""
    found = gazetteer.capital(country) or next(iter(gazetteer.lookup(country)), None)
    return found.country if found else ""


@kept
def cached_words(states: Sequence[State], gazetteer: Gazetteer) -> CountryWords:
    """The automaton of a set of states, built once per process and sequence of rows."""
    return country_words(states, gazetteer)


def focus_countries(
    document: Document,
    gazetteer: Gazetteer,
    states: Sequence[State] = (),
    homes: Mapping[str, str] | None = None,
) -> dict[str, float]:
    """Weight per country name, summing to 1, strongest first; empty when nothing points anywhere.

    states   rows of the actors' states.csv: names, adjectives, demonyms, metonyms
    homes    source name (lower case) -> home country; it counts little beside the text

    Takes:   "Malian troops clashed with rebels near Gao."     -> {"Mali": 1.0}
    """
    words = cached_words(states, gazetteer)
    counts: dict[str, float] = defaultdict(float)
    _add_metadata(document, gazetteer, homes or {}, counts)
    lexicon = load_lexicon()
    stated: set[str] = set()
    for sentence in document.sentences[:_SENTENCES]:
        for country, weight in words.find(sentence.text):
            counts[country] += weight * _factor(sentence)
            if weight > METONYM:  # a capital that stands for its government is the very name in question
                stated.add(country)
    named = frozenset(stated)
    for sentence in document.sentences[:_SENTENCES]:
        for draft in scan_text(sentence.text, gazetteer).drafts:
            country = plain_country(draft, lexicon, named)
            if country:
                counts[country] += TOPONYM * _factor(sentence)
    total = sum(counts.values())
    if not total:
        return {}
    return {c: n / total for c, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}


def _factor(sentence: Sentence) -> float:
    """How much a sentence counts: headline, lead, rest."""
    if sentence.section == "title":
        return TITLE_FACTOR
    return LEAD_FACTOR if sentence.index < LEAD_SENTENCES else 1.0


def _add_metadata(document: Document, gazetteer: Gazetteer, homes: Mapping[str, str], counts: dict[str, float]) -> None:
    stated = gazetteer.lookup(document.article.country) if document.article.country else ()
    if stated and stated[0].kind == "country":
        counts[stated[0].country] += ARTICLE_COUNTRY
    home = homes.get(document.article.source.strip().lower())
    if home:
        counts[home] += HOME
    for country, weight in _dateline_countries(document, gazetteer).items():
        counts[country] += weight


def _dateline_countries(document: Document, gazetteer: Gazetteer) -> dict[str, float]:
    """The dateline's weight, to its stated country or shared among the namesakes of its town by size."""
    if document.dateline is None:
        return {}
    parts = [gazetteer.lookup(p.strip()) for p in document.dateline.place.split(",") if p.strip()]
    for entries in reversed(parts):
        if entries and entries[0].kind == "country":
            return {entries[0].country: DATELINE}
    for entries in parts:
        if entries:
            return {_largest(entries).country: DATELINE}
    return {}


def _largest(entries: Sequence[Entry]) -> Entry:
    return max(entries, key=lambda e: (e.strength in ("curated", "primary"), e.kind == "capital", e.population))


def plain_country(draft: Draft, lexicon: Lexicon, named: frozenset[str] = frozenset()) -> str:
    """The country of a toponym that only one country can mean, "" otherwise. Country names count as country words.

    A city larger than its namesakes yields to one of a country that the text names: "Honduran police in La Paz".
    """
    if draft.cue == "speaker" or not draft.entries or draft.text.lower() in lexicon.first_names:
        return ""
    countries = {e.country for e in draft.entries}
    first = draft.entries[0]
    if first.kind == "country":
        return ""
    own = first.strength in ("curated", "primary")
    placed = is_sited(draft) if _needs_site(draft, first, load_weights()) else draft.locative
    if len(countries) == 1 and own and (is_strong(first) or (first.population >= _MIN_POPULATION and placed)):
        return first.country
    dominant = _dominant(draft.entries)
    return "" if dominant not in named and countries & named else dominant


def _needs_site(draft: Draft, entry: Entry, weights: Weights) -> bool:
    return entry.country in weights.surname_countries or draft.text.lower() in weights.surnames


def _dominant(entries: Sequence[Entry]) -> str:
    """The country of a city eight times as large as any namesake abroad ("Kyiv", "Maiduguri")."""
    own = [e for e in entries if e.strength in ("curated", "primary")]
    if not own:
        return ""
    largest = max(own, key=lambda e: e.population)
    rivals = max((e.population for e in entries if e.country != largest.country), default=0)
    return largest.country if largest.population >= 100_000 and largest.population > _DOMINANT * rivals else ""
