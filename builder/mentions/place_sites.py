"""Find sites that stand in a capital ("outside parliament") and give them its point; data is place_sites.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick
from tocsin.errors import DataFileError
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.place_before import cue_before
from tocsin.mentions.place_lexicon import DATA, Lexicon, load_lexicon
from tocsin.mentions.place_words import Draft, tokenize
from tocsin.model import Document, Sentence

CountriesOf = Callable[[str], Iterable[tuple[str, float]]]
"""The countries that words name, adjectives included, with weights: "the French" -> France."""

_KEYS = {"id", "seat", "inside", "phrases", "why", "examples", "counterexamples"}
_SEATS = ("own", "host")
_MAIN = 0.5  # share of the focus: the article must be about one country more than about all others
_ARRIVED = ("in", "near", "to")  # "marched to parliament": a crowd arrives; a passive place keeps its nearest cue
_TOUCHING = (" ", "'s ", "’s ")
_PARTS = ("building", "buildings", "compound", "grounds", "gates", "headquarters", "premises")
_NEXT = re.compile(r"((?:['’]s)?,? )(\w+)(?: (\w*))?")
_LARGER = ("regional", "provincial", "state", "local", "county", "city", "district", "former", "student", "youth",
           "european", "municipal", "governorate", "departmental", "cultural")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """One kind of site: whose capital it stands in, where it does not, and whether "in" it is a place ("in parliament"
    is a debate, "in the capital" a place)."""

    rule_id: str
    seat: str
    exceptions: frozenset[str]
    inside: bool


@dataclass(frozen=True, slots=True)
class Sites:
    """All sites: one pattern over their phrases, and the site of each group in it.

    hints  words of which each phrase has one, in small letters
    """

    pattern: re.Pattern[str]
    kinds: tuple[Site, ...]
    hints: AhoCorasick

    def in_text(self, text: str) -> Iterator[re.Match[str]]:
        """The phrases in a text. Letters that only equal others beside their case are left to the pattern alone."""
        if text.isascii() and not self.hints.find_matches_as_indexes(text.lower()):
            return iter(())
        return self.pattern.finditer(text)


@lru_cache(maxsize=2)
def load_sites(folder: Path = DATA) -> Sites:
    """The sites of a data folder, read once per process. Raises DataFileError for a key or seat that is not known."""
    path = folder / "place_sites.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["site"]
    for entry in entries:
        if set(entry) - {"not"} != _KEYS or entry["seat"] not in _SEATS:
            needed = f"needed: {', '.join(sorted(_KEYS))}, seat {' or '.join(_SEATS)}"
            raise DataFileError(f"{path}: {entry.get('id')}: found {', '.join(sorted(entry))}; {needed}")
    kinds = tuple(Site(e["id"], e["seat"], frozenset(e.get("not", ())), bool(e["inside"])) for e in entries)
    groups = "|".join(f"({'|'.join(map(_phrase, sorted(e['phrases'], key=len, reverse=True)))})" for e in entries)
    hints = sorted({max(re.split("<names>|'", p.lower()), key=len) for e in entries for p in e["phrases"]})
    return Sites(re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])", re.IGNORECASE), kinds, AhoCorasick(hints))


def _phrase(words: str) -> str:
    return re.escape(words).replace("'", "['’]").replace("<names>", r"[A-Za-z]+(?: (?:and )?[A-Z][a-z]+)?")


def capital_sites(
    document: Document, drafts: Sequence[Draft], focus: Mapping[str, float], countries_of: CountriesOf,
    gazetteer: Gazetteer,
) -> list[Draft]:  # fmt: skip
    """Drafts of the sites that something happens at, each with the capital as its only entry.

    Takes:    "Kenyan students rallied outside parliament."      -> Nairobi
              "Sudanese protesters marched to the US embassy."   -> Khartoum
    Refuses:  "parliament voted", "the regional parliament", "the embassy in Bern", two countries alike
    """
    sites = load_sites()
    found: list[Draft] = []
    for sentence in document.sentences:
        for match in sites.in_text(sentence.text):
            site = sites.kinds[(match.lastindex or 1) - 1]
            country = _country(site, sentence.text, match, focus, countries_of)
            if country and country not in site.exceptions and _happens_at(site, sentence, match, countries_of):
                found += _draft(sentence, match, site.rule_id, country, gazetteer)
    return [site for site in found if not _is_told_otherwise(site, drafts)]


def _country(site: Site, text: str, match: re.Match[str], focus: Mapping[str, float], countries_of: CountriesOf) -> str:
    """The country whose capital is meant, "" when the words or the article leave it open."""
    owner = _owner(text, match, countries_of)
    if site.seat == "host":
        return _host(owner or "", text, match, focus, countries_of)
    if owner is None or owner:
        return owner or ""
    best = _strongest(focus)
    return best if best and focus[best] > _MAIN * sum(focus.values()) else ""


def _host(owner: str, text: str, match: re.Match[str], focus: Mapping[str, float], countries_of: CountriesOf) -> str:
    """The country that receives an embassy: the strongest besides its owner, unless it is only what they speak about
    ("marched to the Russian embassy over bombings in Syria"). Without a known owner the article is about one country.
    """
    others = {c: w for c, w in focus.items() if c != owner}
    best = _strongest(others)
    if not best or others[best] < _MAIN * sum(others.values()) or not (owner or best == _strongest(focus)):
        return ""
    named_before = any(c == best for c, _ in countries_of(text[: match.start()]))
    named_behind = any(c == best for c, _ in countries_of(text[match.end() :]))
    return "" if named_behind and not named_before else best


def _strongest(focus: Mapping[str, float]) -> str:
    return max(focus, key=lambda c: (focus[c], c), default="")


def _owner(text: str, match: re.Match[str], countries_of: CountriesOf) -> str | None:
    """The country named right before a site ("Kenya's parliament"), "" for none, None for any other owner."""
    before = re.search(r"(?<![\w.])(?:(?:[A-Z][\w.]+|[a-z]+)(?:['’]s?)? ){1,2}$", text[: match.start()])
    words = before.group().split() if before else []
    behind = re.match(r" of (?:the )?([A-Z]\w+(?: [A-Z]\w+)*)", text[match.end() :])
    for where in (match.group(), " ".join(words), behind[1] if behind else ""):
        named = [country for country, _weight in countries_of(where)]
        if named:
            return named[-1]
    if not words:
        return ""
    last = words[-1]
    opens = match.start() - len(last) - 1 <= 0
    return None if last.lower() in _LARGER or (last[0].isupper() and not opens and last != "The") else ""


def _happens_at(site: Site, sentence: Sentence, match: re.Match[str], countries_of: CountriesOf) -> bool:
    """Whether the words before put something at the site, and none behind puts the site in a town."""
    lexicon = load_lexicon()
    tokens = tokenize(sentence.text, lexicon, ())
    first = next((k for k, t in enumerate(tokens) if t.start >= match.start()), 0)
    while first and tokens[first].gap in _TOUCHING and (tokens[first - 1].cap or tokens[first - 1].possessive):
        first -= 1
    cue = cue_before(tokens, first, lexicon)
    if not cue.locative or cue.cue not in _ARRIVED:
        return False
    if not site.inside and any(t.low == "in" for t in tokens[max(0, first - 2) : first]):
        return False
    return not _is_in_a_town(sentence.text[match.end() :], lexicon, countries_of)


def _is_in_a_town(rest: str, lexicon: Lexicon, countries_of: CountriesOf) -> bool:
    """Whether the words behind a site put it elsewhere or make it a part of another name: "in Bern", "market"."""
    follows = _NEXT.match(rest)
    if follows is None:
        return False
    gap, one, two = follows[1], follows[2], follows[3] or ""
    if one[0].isupper() or one == "of":
        return one.lower() not in lexicon.stops["calendar"]
    if one in ("in", "at", "for"):
        return two[:1].isupper() and two.lower() not in lexicon.stops["calendar"] and not list(countries_of(two))
    return not gap.startswith(",") and one not in lexicon.words["follow"] and one not in _PARTS


def _draft(
    sentence: Sentence, match: re.Match[str], rule_id: str, country: str, gazetteer: Gazetteer
) -> Iterator[Draft]:
    seat = gazetteer.capital_town(country)
    if seat is not None:
        start, end = sentence.start + match.start(), sentence.start + match.end()
        yield Draft(start, end, match.group(), "in", rule_id, "", True, (seat,), sentence.index, nameable=False)


def _is_told_otherwise(site: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the sentence itself says where: a town behind "in" or "near", or a place in the site's own words."""
    for draft in drafts:
        if draft.sentence != site.sentence:
            continue
        country = any(e.kind == "country" for e in draft.entries[:1])
        if draft.start < site.end and site.start < draft.end and not country:
            return True
        town = any(e.kind not in ("country", "admin1", "region") for e in draft.entries[:1]) or not draft.entries
        if town and draft.locative and draft.cue in ("in", "near", "between", "speaker"):
            return True
    return False
