"""Score what each place span may mean, by the larger places named with it and by where its article plays."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.gazetteer.fold import fold
from tocsin.gazetteer.store import Entry, Gazetteer, distance_km
from tocsin.mentions.place_doubt import SURE, Doubts, is_compass, is_person, placed_names
from tocsin.mentions.place_lexicon import Weights
from tocsin.mentions.place_links import ADMIN, LARGER, LEAST_LIST, contains, unit_level
from tocsin.mentions.place_words import Draft
from tocsin.model import PlaceCandidate

_LEVEL_KINDS: Mapping[str, tuple[str, ...]] = {
    "province": ("admin1", "region"),
    "district": ("admin2", "district"),
    "town": ("town", "city", "capital", "village"),
    "quarter": ("district",),
}
_CANDIDATES = 8  # more than a reader of evidence wants; the runner-up is what matters
_KNOWN_ABROAD = 300_000  # a city of this size is named in articles about other countries
_WORLD_CITY = 500_000  # people; as large as that, a city is meant by its bare name
_LESSER = 10  # times smaller than a world city of the same name
_HAMLET = 500  # people; the lists give smaller places, and those that nobody counted, only here and there
_NEAR_PARENT_KM = 60.0
_NEAR_PLACE_KM = 150.0
_ANCHOR_MARGIN = 0.2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the article says about where it plays: focus (0..1 per country), admin1 votes, points of its places, the
    names that it places somewhere, and the countries whose police or courts it names."""

    focus: Mapping[str, float]
    votes: Mapping[tuple[str, str], float]
    points: tuple[tuple[float, float, str], ...]
    placed: frozenset[str] = frozenset()
    home: frozenset[str] = frozenset()


def _is_of_list(draft: Draft, entry: Entry) -> bool:
    """Whether an entry is of the kind that most names of its list are: a state among states of its country."""
    if len(draft.mates) < LEAST_LIST or not _is_plain_unit(draft, entry):
        return False
    alike = (
        any(e.kind == entry.kind and (e.kind == "country" or e.country == entry.country) and _is_plain_unit(mate, e)
            for e in mate.entries)
        for mate in draft.mates
    )  # fmt: skip
    return 3 * sum(alike) > 2 * len(draft.mates)


def _is_plain_unit(draft: Draft, entry: Entry) -> bool:
    """Whether an entry is a country, or a province that no town of its own gave the name: Ohio, not Kherson."""
    return entry.kind == "country" or (entry.kind == "admin1" and not _has_town(draft, entry))


# ---------------------------------------------------------------- surroundings


def survey(
    drafts: Sequence[Draft], focus: Mapping[str, float], weights: Weights, gazetteer: Gazetteer,
    home: frozenset[str] = frozenset(),
) -> Surroundings:  # fmt: skip
    """First pass: where the article plays, from its focus and the places whose meaning is plain."""
    top = max(focus.values(), default=0.0)
    relative = {c: w / top for c, w in focus.items()} if top > 0 else {}
    for one, other, share in weights.linked:
        for a, b in ((one, other), (other, one)):
            if focus.get(a, 0.0) > 0:
                relative[b] = max(relative.get(b, 0.0), share * focus[a] / top)
    placed = placed_names(drafts)
    plain = Surroundings(relative, {}, (), placed, home)
    votes: dict[tuple[str, str], float] = defaultdict(float)
    points: list[tuple[float, float, str]] = []
    for draft in drafts:
        if draft.cue == "speaker":
            continue
        scored = score(draft, drafts, plain, weights, gazetteer)
        if not scored or scored[0][1].kind == "country":
            continue
        rivals = [s for s, e in scored[1:] if e.admin1 != scored[0][1].admin1 or e.country != scored[0][1].country]
        if not rivals or scored[0][0] - rivals[0] >= _ANCHOR_MARGIN:
            entry = scored[0][1]
            votes[entry.country, entry.admin1] += 1.0
            points.append((entry.latitude, entry.longitude, entry.place_id))
    total = sum(votes.values()) or 1.0
    return Surroundings(plain.focus, {unit: n / total for unit, n in votes.items()}, tuple(points), placed, home)


def own_focus(drafts: Sequence[Draft], article_country: str, gazetteer: Gazetteer) -> dict[str, float]:
    """Country weights from the places alone, for callers without a focus: named countries and unrivalled towns."""
    counts: dict[str, float] = defaultdict(float)
    home = gazetteer.lookup(article_country) if article_country else ()
    if home and home[0].kind == "country":
        counts[home[0].country] += 3.0
    for draft in drafts:
        countries = {e.country for e in draft.entries}
        if draft.entries and draft.entries[0].kind == "country":
            counts[draft.entries[0].country] += 1.0
        elif len(countries) == 1 and draft.cue != "speaker" and not _ruled_out(draft, drafts):
            counts[next(iter(countries))] += 2.0 if draft.cue == "dateline" else 1.0
        elif draft.entries and draft.cue == "dateline":
            counts[max(draft.entries, key=lambda e: e.population).country] += 0.5
    total = sum(counts.values())
    return {country: n / total for country, n in sorted(counts.items())} if total else {}


def _ruled_out(draft: Draft, drafts: Sequence[Draft]) -> bool:
    return all(any(_contradicts(e, parent) for parent in _parents(draft, drafts)) for e in draft.entries)


# ---------------------------------------------------------------- scores


def score(
    draft: Draft, drafts: Sequence[Draft], around: Surroundings, weights: Weights, gazetteer: Gazetteer
) -> list[tuple[float, Entry]]:
    """Every entry of a draft with its score, best first; ties by population, then id."""
    if is_person(draft, around.placed):
        return []
    w = weights.weights
    meant = _countries_meant(draft.entries)
    kinds = _LEVEL_KINDS.get(draft.level, ())
    fitting = any(entry.kind in kinds for entry in draft.entries)
    common = w["common_word"] if gazetteer.is_common_word(draft.text) else 0.0
    parents = _parents(draft, drafts)
    doubts = Doubts(draft, parents, around.focus, around.placed, weights, is_compass(draft.text), bool(common))
    largest = _largest_namesake(draft.entries)
    twin = any(fold(parent.text) == fold(draft.text) for parent in parents)
    scored = []
    for entry in draft.entries:
        if any(_contradicts(entry, parent) for parent in parents):
            continue
        if doubts.about(entry):
            continue
        value = w[entry.strength] + weights.kind(entry.kind).weight + (w["unique"] if meant == {entry.country} else 0.0)
        value += common if entry.kind != "country" and entry.strength != "curated" else 0.0
        value += w["population"] * math.log10(entry.population + 1) / 7
        value += w["focus"] * around.focus.get(entry.country, 0.0)
        value += w["home"] if entry.country in around.home else 0.0
        value += w["off_focus"] if _is_off_focus(entry, around) else 0.0
        value += w["admin_votes"] * around.votes.get((entry.country, entry.admin1), 0.0)
        near = _near_others(entry, around)
        value += w["proximity"] if near else 0.0
        value += w["lesser_namesake"] if not (near or parents) and _is_lesser(entry, largest, around) else 0.0
        value += w["list_of_units"] if _is_of_list(draft, entry) else 0.0
        value += _level_weight(draft, entry, w, twin, fitting)
        value += sum(_parent_weight(draft, entry, parent, weights) for parent in parents)
        scored.append((round(value, 6), entry))
    scored.sort(key=lambda s: (-s[0], -s[1].population, s[1].place_id))
    return scored


def _countries_meant(entries: Sequence[Entry]) -> set[str]:
    """Countries of the places that go by a name; beside a place written by hand, hamlets and variants do not count."""
    if not any(e.strength == "curated" for e in entries):
        return {e.country for e in entries}
    own = [e for e in entries if e.strength in ("curated", "primary")]
    least = _HAMLET if any(e.population > _HAMLET for e in own) else 0
    return {e.country for e in own if e.strength == "curated" or e.population >= least}


def _largest_namesake(entries: Sequence[Entry]) -> int:
    """People of the largest town of a name, 0 when it is no city that the whole world's news speaks of."""
    towns = (e for e in entries if e.strength in ("curated", "primary") and e.kind in ("capital", "city"))
    largest = max((e.population for e in towns), default=0)
    return largest if largest >= _WORLD_CITY else 0


def _is_lesser(entry: Entry, largest: int, around: Surroundings) -> bool:
    """Whether an entry is a town or county far smaller than a namesake, so that its own news says which; "Honduran
    police in La Paz" has said so."""
    if entry.country in around.home:
        return False
    return entry.kind in ("town", "city", "village", "admin2") and entry.population * _LESSER < largest


def _is_off_focus(entry: Entry, around: Surroundings) -> bool:
    """Whether an entry is a small town of a country that the article shows no sign of."""
    if not around.focus or entry.kind == "country" or entry.population >= _KNOWN_ABROAD:
        return False
    return entry.country not in around.focus


def _contradicts(entry: Entry, parent: Draft) -> bool:
    """Whether a stated unit or country rules an entry out: Kologo of Ivory Coast in "Kologo in Mopti region"."""
    firm = [p for p in parent.entries if p.kind in LARGER and p.strength in ("curated", "primary")]
    stated = unit_level(parent) or (parent.entries and parent.entries[0].kind == "country")
    return bool(firm) and bool(stated) and not any(p.country == entry.country for p in firm)


def _parents(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    parents: list[Draft] = []
    index = draft.parent
    while index >= 0 and len(parents) < 4:
        parents.append(drafts[index])
        index = drafts[index].parent
    return parents


def _near_others(entry: Entry, around: Surroundings) -> bool:
    if entry.kind == "country":
        return False
    return any(
        place_id != entry.place_id
        and abs(latitude - entry.latitude) < 1.5
        and distance_km(latitude, longitude, entry.latitude, entry.longitude) < _NEAR_PLACE_KM
        for latitude, longitude, place_id in around.points[:40]
    )


def _level_weight(draft: Draft, entry: Entry, w: Mapping[str, float], twin: bool, fitting: bool) -> float:
    """How the noun beside the name, the places it holds, and a parent of the same name ("Gao, Gao") fit an entry."""
    kinds = _LEVEL_KINDS.get(draft.level)
    if kinds is None and twin:
        return w["unit_of_town"] if entry.kind == "admin1" else 0.0
    if kinds is None and _holds_children(draft, entry):
        return w["unit_of_child"]
    if kinds is None:
        return w["unit_of_town"] if entry.kind in ADMIN and _has_town(draft, entry) else 0.0
    if entry.kind in kinds:
        return w["level"]
    if draft.level == "district" and entry.kind == "admin1":
        return w["level"] / 2
    return w["level_wrong"] if fitting else 0.0  # "the department of Oursi": a town that gives its unit the name


def _holds_children(draft: Draft, entry: Entry) -> bool:
    """Whether an entry is the unit or country of the places named in it: Georgia of "Atlanta, Georgia"."""
    if not draft.children or entry.kind not in ("admin1", "region", "country"):
        return False
    inside = [e for child in draft.children for e in child.entries]
    if entry.kind == "country":
        return any(e.country == entry.country and e.kind != "country" for e in inside)
    return not inside or any(contains(entry, e) for e in inside)


def _has_town(draft: Draft, unit: Entry) -> bool:
    """Whether a town of the unit's name and country is among the entries: "in Gao" means the town."""
    return any(
        e.country == unit.country and e.kind in ("town", "city", "capital") and e.strength != "variant"
        and distance_km(e.latitude, e.longitude, unit.latitude, unit.longitude) < _NEAR_PLACE_KM
        for e in draft.entries
    )  # fmt: skip


def _parent_weight(draft: Draft, entry: Entry, parent: Draft, weights: Weights) -> float:
    """How well an entry lies in (or by) one stated larger place."""
    w = weights.weights
    if not parent.entries or entry.kind == "country":
        return 0.0
    same_country = [p for p in parent.entries if p.country == entry.country]
    if not same_country:
        return w["parent_wrong"]
    if any(p.kind == "country" or contains(p, entry) for p in same_country):
        return w["parent"]
    if fold(parent.text) in (fold(entry.admin1), fold(entry.admin2)):
        return w["parent"]
    nearest = min(distance_km(p.latitude, p.longitude, entry.latitude, entry.longitude) for p in same_country)
    if nearest <= _NEAR_PARENT_KM:
        return w["parent_near"]
    return w["parent_wrong"] if nearest > weights.thresholds["far_km"] else 0.0


def choose(
    draft: Draft, drafts: Sequence[Draft], around: Surroundings, weights: Weights, gazetteer: Gazetteer
) -> tuple[PlaceCandidate, ...]:
    """The believable candidates of a draft, best first; empty when none reaches the threshold of its cue."""
    scored = score(draft, drafts, around, weights, gazetteer)
    sure = draft.locative or draft.cue == "dateline" or draft.rule_id in SURE
    named = "cued" if sure else "opening" if draft.opening else "uncued"
    threshold = weights.thresholds[named]
    if not scored or scored[0][0] < threshold:
        return ()
    return tuple(_candidate(round(math.tanh(value), 4), entry) for value, entry in scored[:_CANDIDATES] if value > 0)


def _candidate(value: float, entry: Entry) -> PlaceCandidate:
    return PlaceCandidate(
        place_id=entry.place_id,
        name=entry.coded_name if entry.kind not in LARGER else entry.name,
        country=entry.country,
        admin1=entry.admin1,
        admin2=entry.admin2,
        latitude=entry.latitude,
        longitude=entry.longitude,
        kind=entry.kind,
        population=entry.population,
        score=value,
        rule_id=f"place.match.{entry.strength}",
    )
