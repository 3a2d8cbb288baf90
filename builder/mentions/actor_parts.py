"""Pick the dictionary hits of a sentence that count and group them into chains: text -> chains of adjacent hits.

What a chain means as an actor is mentions/actors.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tocsin.actors.lexicon import Hit, Reading, fold, lower
from tocsin.actors.store import ActorStore

ARMED = frozenset({
    "military", "police", "rebel", "armed", "gang", "identity", "vigilante", "external", "mercenary",
    "private_security",
})  # fmt: skip
_DASHES = "-‐‑‒–"
_QUOTES = "'’"
_HYPHENATED = frozenset({"linked", "cancel"})
_GAPS = frozenset({" ", "'s ", "' "})
_LOCATIVE = re.compile(
    r"(?:^|\b)(?:(?:in|near|of|to|from|at|across|into|within|inside|outside|through|throughout|around|towards?|via|"
    r"leaving|entering|border with)\s+(?:the\s+)?)?(?:(?:north|south|east|west|central|upper|lower)\w{0,9}[ -]?){0,2}$",
    re.IGNORECASE,
)
_AREA = re.compile(r" (?:(?:regional |autonomous )?state|region|province|governorate|district|county)\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s?\([A-Z][A-Za-z0-9/-]{1,11}\)\s")
_AFTER_PLACE = re.compile(r"[A-Z][\w'-]{2,},\s$")


def choose(text: str, store: ActorStore, focus: Mapping[str, float], introduced: Mapping[str, str]) -> list[Hit]:
    """Longest hits that do not overlap, left to right; weak aliases only where they are believable."""
    kept: list[Hit] = []
    hits = sorted([*store.lexicon.hits(text), *_introduced_hits(text, introduced)], key=lambda h: (h.start, -h.end))
    armed_starts = {h.start for h in hits if any(store.role(r.key).actor_class in ARMED for r in h.of("role"))}
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            continue
        if kept and _is_own_acronym(text, kept[-1], hit):
            kept[-1] = _branch_of(kept[-1], hit, store)
            continue
        area = _AREA.match(text, hit.end)  # "Kayah state" is a place, whoever it is named after
        given = tuple(r for r in hit.readings if r.kind != "people") if area else hit.readings
        readings = tuple(r for r in given if _believable(hit, r, store, focus, armed_starts))
        if readings and _hyphen_fits(hit, text, store):
            kept.append(Hit(hit.start, hit.end, hit.form, readings))
    return kept


def _is_own_acronym(text: str, name: Hit, hit: Hit) -> bool:
    """True for "(OLA)" behind "Oromo Liberation Army"."""
    if not (name.of("group") or name.of("unit")):
        return False
    return text[name.end : hit.start].strip() == "(" and text[hit.end : hit.end + 1] == ")"


def _branch_of(name: Hit, acronym: Hit, store: ActorStore) -> Hit:
    """The name with the branch that its bracket tells: "ex-Seleka (UPC)" is the UPC, a branch of Seleka."""
    parents = {r.key for r in name.of("group")}
    branch = tuple(
        r for r in acronym.of("group") if any(row.parent in parents for row in store.group_rows(r.key) if row.parent)
    )
    return Hit(name.start, name.end, name.form, branch) if branch else name


def _introduced_hits(text: str, introduced: Mapping[str, str]) -> Iterator[Hit]:
    for acronym, group_id in introduced.items():
        for found in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
            yield Hit(found.start(), found.end(), acronym.lower(), (Reading("group", group_id, True),))


def _believable(
    hit: Hit, reading: Reading, store: ActorStore, focus: Mapping[str, float], armed_starts: set[int]
) -> bool:
    """A weak alias needs its country or an armed noun behind; a group called like a common noun needs its country."""
    common = reading.kind == "group" and bool(hit.of("role"))
    if not reading.weak and not common:
        return True
    countries = reading.countries or tuple(c for row in store.group_rows(reading.key) for c in row.countries)
    return any(focus.get(c, 0.0) > 0 for c in countries) or (not common and hit.end + 1 in armed_starts)


def _hyphen_fits(hit: Hit, text: str, store: ActorStore) -> bool:
    """ "Taliban-held" needs its hyphen, as "rebels held" is a verb; "pro-" needs one behind."""
    effects = {store.modifier(r.key).effect for r in hit.of("modifier")}
    if len(hit.readings) == len(hit.of("modifier")):
        if effects & _HYPHENATED:
            return hit.start > 0 and text[hit.start - 1] in _DASHES
        if "pro_state" in effects:
            return hit.end < len(text) and text[hit.end] in _DASHES
    return True


def is_place(text: str, hit: Hit) -> bool:
    """True when a country name stands as a place: "in Mali", "northern Mali", "Gao, Mali"."""
    before = text[max(0, hit.start - 40) : hit.start]
    found = _LOCATIVE.search(before)
    return bool(found and found.group().strip()) or bool(_AFTER_PLACE.search(before))


def effect(hit: Hit, store: ActorStore) -> str:
    """The effect of a hit that is only a modifier, else ""."""
    modifiers = hit.of("modifier")
    return store.modifier(modifiers[0].key).effect if modifiers and len(modifiers) == len(hit.readings) else ""


def is_count_plural(hit: Hit, store: ActorStore) -> bool:
    """True for "rebels", "students", which end a noun phrase; False for "police", "women" (in "women protesters")."""
    for reading in hit.of("role"):
        role = store.role(reading.key)
        if role.role_id == "women":
            return False
        plurals = {lower(fold(plural)) for _, plural in role.nouns if plural}
        return hit.form in plurals and not hit.form.endswith("forces")
    return bool(hit.of("demonym")) and not hit.of("adjective")


def _continues(text: str, left: Hit, right: Hit, store: ActorStore) -> bool:
    """Whether two adjacent hits belong to one noun phrase."""
    if fold(text[left.end : right.start]) not in _GAPS:
        named = left.of("group") or left.of("unit")
        if not (named and _BRACKET.fullmatch(text, left.end, right.start)):
            return False
    owned = any(store.role(r.key).compound == "site" for r in right.of("role"))
    if owned and left.of("role") and text[left.end] in _QUOTES:
        return True  # "the rebels' base", but not "the soldiers' families"
    own, following = effect(left, store), effect(right, store)
    if own:
        return own != "act" or following == "act"
    if following in _HYPHENATED or following == "act":
        return True
    if left.of("state") or left.of("adjective"):
        return True
    if following:  # "police wounded students": a verb more often than a modifier
        return following in ("people_kind", "profile") or (following != "skip" and bool(left.of("people")))
    if right.of("state") or right.of("adjective") or is_count_plural(left, store):
        return False
    if right.of("group") and not left.of("people"):
        return any(store.role(r.key).actor_class in ARMED for r in left.of("role"))
    return bool(right.of("role") or right.of("unit") or right.of("group"))


def chains(text: str, hits: Sequence[Hit], store: ActorStore) -> Iterator[list[Hit]]:
    """Runs of hits that form one noun phrase each: ["suspected", "Boko Haram", "fighters"]."""
    chain: list[Hit] = []
    for hit in hits:
        if chain and not _continues(text, chain[-1], hit, store):
            yield chain
            chain = []
        chain.append(hit)
    if chain:
        yield chain
