"""Link place spans to the larger places named with them, and to the others of their list.

What each of them means is place_choice.py's matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tocsin.gazetteer.fold import fold
from tocsin.gazetteer.store import Entry, distance_km
from tocsin.mentions.place_lexicon import load_lexicon
from tocsin.mentions.place_words import Draft, is_strong

ADMIN = ("admin1", "region", "admin2")
LARGER = (*ADMIN, "country")
UNIT_LEVELS = ("province", "district")
LEAST_LIST = 2  # others in a list before their kind tells: two names could be any pair
# What may stand between a place and the larger place it lies in: "Koro village, in the restive Mopti region".
_PARENT_GAP = re.compile(
    r"\s*+(?:[\w-]+ ){0,2}[\w-]*\s*+(?:,|\(|\bin\b|\bof\b)[\s(]*+(?:(?:in|of|near|at|located|situated)\s+)?(?:the\s+)?"
    r"(?:[\w-]+['’]s\s+)?(?:[a-z-]+\s+){0,3}(?:of\s+)?(?:the\s+)?[\s]*"
)
_NEAR_GAP = re.compile(
    r",?\s*(?:(?!(?:and|but|while|when|after|before|as|where|then)\b)[\w.-]+ ){0,6}"
    r"(?:near|from|of|outside|to|around|off)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}(?:of\s+)?"
)
# "Helmand province's Sangin district", "Mali's restive Mopti region".
_OWNER_GAP = re.compile(r"(?: [a-z]+)?['’]s (?:[a-z-]+ ){0,4}| (?:[a-z]+ )?[a-z]+ of (?:the )?")
# The same for a name that the gazetteer knows elsewhere, so only plain words of distance may stand between.
_PLAINLY_NEAR = re.compile(
    r"(?: (?:village|town|area|camp))?,?(?: (?:about|some|just|located|situated|[\d.,]+|km|kms|kilomet\w+|miles?|"
    r"(?:north|south|east|west)[a-z-]*)){0,6} (?:near|of|from|outside|close to)(?: the)?"
    r"(?: (?:town|city|village|district)(?: of)?)? "
)
_INSIDE = re.compile(r"\bin\b|\(")
_LIST_GAP = re.compile(r"\s*(?:,|,? and|,? or|&|/)\s+(?:the )?")
_NOUN = re.compile(r" (?:state|province|region|district)$")
_GAP_LIMIT = 60
_FAR_KM = 250.0  # a town farther from the place that it is said to lie in or by is a namesake
_KNOWN_ABROAD = 300_000  # people; so large a city is not taken for an unknown village of its name
_COMPASS = ("north", "south", "east", "west", "nord", "est", "ouest", "norte", "central", "centre", "upper", "lower")


def link_parents(drafts: Sequence[Draft], text: str) -> None:
    """Set each draft's `parent`: "Koro village, Bankass district", "Sibut (Sibut, Kemo)", "the village of X in Y"."""
    for i, (child, larger) in enumerate(pairwise(drafts)):
        gap = text[child.end : larger.start]
        if child.sentence != larger.sentence or len(gap) > _GAP_LIMIT or child.level == "country":
            continue
        child.near_parent = _is_by(child, larger, gap)
        following = drafts[i + 2] if i + 2 < len(drafts) else None
        if child.near_parent or _is_parent(child, larger, gap, following, text):
            child.parent = i + 1
            if is_apart(child, larger) and (child.near_parent or _INSIDE.search(gap)):
                child.entries = ()
    for i, (larger, child) in enumerate(pairwise(drafts)):
        gap = text[larger.end : child.start]
        if larger.parent != i + 1 and _OWNER_GAP.fullmatch(gap):
            if child.parent < 0 and _is_unit(larger):
                child.parent = i
            if child.cue == "none":
                child.cue, child.rule_id, child.locative = larger.cue, larger.rule_id, larger.locative
    _link_lists(drafts, text)
    for i in range(len(drafts)):
        _lie_on_road(drafts, i)
    for draft in drafts:
        if draft.parent >= 0 and not draft.near_parent and draft.level != "quarter":
            drafts[draft.parent].children.append(draft)
    for i in range(len(drafts) - 2, -1, -1):
        _inherit_parent(drafts, i, text)


def _is_parent(child: Draft, larger: Draft, gap: str, after: Draft | None, text: str) -> bool:
    if not _PARENT_GAP.fullmatch(gap):
        return False
    level = unit_level(larger)
    if larger.bracketed or level:
        alike = level == unit_level(child) and child.entries and not larger.bracketed
        return not (_LIST_GAP.fullmatch(gap) and alike)
    if any(e.kind == "country" for e in larger.entries):
        return not any(e.kind == "country" for e in child.entries)
    if any(contains(big, small) for big in larger.entries[:6] for small in child.entries):
        return not _is_listed(larger, after, text, gap)
    shared = {e.country for e in child.entries} & {e.country for e in larger.entries}
    inside = _INSIDE.search(gap) and is_apart(child, larger)
    if child.entries and larger.entries and not shared and (child.level or inside) and child.nameable:
        return not _is_listed(larger, after, text, gap)
    if child.entries or not larger.entries:
        return child.level == "quarter" and bool(larger.entries) and not gap.strip().startswith("and")
    return child.level in ("town", "quarter", "district") or not _is_listed(larger, after, text, gap)


def _link_lists(drafts: Sequence[Draft], text: str) -> None:
    """Give each name of a list ("Ohio, Oregon and Washington") the others as its `mates`."""
    run: list[Draft] = []
    for draft in [*drafts, None]:
        joined = draft and run and run[-1].sentence == draft.sentence
        if draft and joined and _LIST_GAP.fullmatch(text[run[-1].end : draft.start]):
            run.append(draft)
            continue
        if len(run) > LEAST_LIST:
            for one in run:
                one.mates.extend(other for other in run if other is not one)
        run = [draft] if draft else []


def _lie_on_road(drafts: Sequence[Draft], i: int) -> None:
    """ "on the Dori-Djibo road in Tinzawaga": a village that nothing knows lies by the road's nearest named end."""
    here = drafts[i]
    if here.entries or here.parent >= 0 or here.cue not in ("in", "near"):
        return
    for k in (i - 1, i + 1):
        beside = drafts[k] if 0 <= k < len(drafts) else None
        if beside is not None and beside.sentence == here.sentence and beside.cue == "between" and beside.entries:
            here.parent, here.near_parent = k, True
            return


def _is_by(child: Draft, larger: Draft, gap: str) -> bool:
    """Whether a village that nothing knows lies by a known town: "Tinzawaga, 40 km from Gao", "the X area of Gao"."""
    if not any(e.kind not in LARGER for e in larger.entries) or not _NEAR_GAP.fullmatch(gap):
        return False
    if child.entries and not (child.nameable and _PLAINLY_NEAR.fullmatch(gap) and is_apart(child, larger)):
        return False
    if larger.level in ("province", "district"):
        return False
    return larger.cue in ("near", "between") or not gap.rstrip().endswith((" to", " of"))


def is_apart(child: Draft, larger: Draft) -> bool:
    """Whether all that a name may mean lies far from the unit or known town told with it: "Mansura in Ar-Raqqa"."""
    firm = [e for e in larger.entries if e.kind in LARGER or is_strong(e)]
    own = [e for e in child.entries if e.strength in ("curated", "primary")]
    if not (firm and child.entries) or any(e.kind == "country" or e.population >= _KNOWN_ABROAD for e in own):
        return False
    if {e.country for e in child.entries} & {e.country for e in larger.entries}:
        return False
    return all(
        distance_km(one.latitude, one.longitude, other.latitude, other.longitude) > _FAR_KM
        for one in child.entries
        for other in firm
        if other.kind != "country"
    )


def unit_level(draft: Draft) -> str:
    """Province or district, by the noun beside a name or inside it ("Kilifi County"); "" for anything else."""
    noun = draft.text.rpartition(" ")[2].lower()
    level = draft.level or (load_lexicon().levels.get(noun, ("",))[0] if noun != draft.text.lower() else "")
    return level if level in UNIT_LEVELS else ""


def _is_unit(draft: Draft) -> bool:
    return draft.level in ("province", "district") or any(e.kind in LARGER for e in draft.entries)


def _is_listed(larger: Draft, after: Draft | None, text: str, gap: str) -> bool:
    """Whether the second place goes on a list ("in Kaya, Dori and Djibo") instead of holding the first."""
    if after is None or gap.strip() != ",":
        return False
    return bool(_LIST_GAP.fullmatch(text[larger.end : after.start])) and " and" in text[larger.end : after.start]


def contains(big: Entry, small: Entry) -> bool:
    """Whether a place lies in a unit, by country and the names of its units."""
    if big.country != small.country or big.place_id == small.place_id:
        return False
    if big.kind == "region" and big.name.endswith(f" {big.country}"):  # "northern Mali" holds what lies in its north
        return small.kind != "country"
    if big.kind in ("admin1", "region"):
        return _same_unit(big.name, small.admin1)
    return big.kind == "admin2" and _same_unit(big.name, small.admin2)


def _same_unit(one: str, other: str) -> bool:
    """Whether two unit names are one, the longer form included: "Veracruz" and "Veracruz-Llave", "Shan State" and
    "Shan-North"."""
    short, long = sorted((_NOUN.sub("", fold(one)), _NOUN.sub("", fold(other))), key=len)
    if short == long:
        return bool(short)
    return len(short) > 3 and long.startswith(f"{short} ") and short not in _COMPASS


def _inherit_parent(drafts: Sequence[Draft], i: int, text: str) -> None:
    """ "in Kaya and Dori in Burkina Faso", "the villages of A, B and C in X district": a list shares its parent."""
    here, following = drafts[i], drafts[i + 1]
    if here.parent >= 0 or following.parent < 0 or here.sentence != following.sentence:
        return
    holds_previous = i > 0 and drafts[i - 1].parent == i
    if not holds_previous and _LIST_GAP.fullmatch(text[here.end : following.start]) and not following.near_parent:
        here.parent = following.parent
