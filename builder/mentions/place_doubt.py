"""Rule out readings that news seldom means: small towns that are surnames, units with compass names, persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tocsin.gazetteer.store import Entry
from tocsin.mentions.place_lexicon import Weights
from tocsin.mentions.place_words import Draft

_SITED = ("in", "near", "between", "dateline", "speaker")
_AT_HOME = 0.5  # share of the strongest focus: half the article is about the country
_UNIT_LEVELS = ("province", "district")
_COMPASS = frozenset(
    ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "centre", "nord",
     "sud", "est", "ouest", "norte", "sur", "oriental", "occidental", "upper", "lower", "middle", "northwest",
     "northeast", "southwest", "southeast")
)  # fmt: skip


def is_sited(draft: Draft) -> bool:
    """Whether the words before a name put something there: "in X", "near X", "the town of X"; not "told X", "hit X"."""
    return bool(draft.level) or (draft.locative and draft.cue in _SITED and draft.rule_id != "place.cue.target")


def placed_names(drafts: Sequence[Draft]) -> frozenset[str]:
    """Names that the article places at least once, lower case: then a bare one means the same place."""
    return frozenset(d.text.lower() for d in drafts if is_sited(d) or d.parent >= 0)


def is_person(draft: Draft, placed: frozenset[str]) -> bool:
    """Whether a name is a surname of the article ("Rita Hudson ... Hudson") and is nowhere stated as a place."""
    return draft.person and draft.parent < 0 and draft.text.lower() not in placed


def is_doubtful(
    draft: Draft, entry: Entry, parents: Sequence[Draft], focus: Mapping[str, float], placed: frozenset[str],
    weights: Weights, compass: bool,
) -> bool:  # fmt: skip
    """Whether an entry is a reading that needs more than the words give.

    Takes:    "Bailey said so"                     -> Bailey of Colorado is doubtful
              "He moved West"                      -> the West of Cameroon is doubtful
    Refuses:  "in Bailey, Colorado", "Western Province, Sri Lanka"
    """
    if compass:
        stated = bool(parents or draft.children or draft.bracketed or draft.level in _UNIT_LEVELS)
        return not stated or not (focus.get(entry.country) or parents)
    if entry.kind == "village" and entry.strength != "curated" and not parents and draft.text.lower() not in placed:
        return True  # of ten thousand villages some are called like any person or thing
    if entry.country not in weights.surname_countries or entry.strength == "curated":
        return False
    if entry.kind == "admin2":  # "Baker County", or a Baker of which the article says that it is a county
        return entry.name.lower() == draft.text.lower() and draft.level not in _UNIT_LEVELS and not draft.children
    if entry.kind not in ("town", "village") or entry.population >= weights.thresholds["surname_town"]:
        return False
    return not (parents or (draft.text.lower() in placed and focus.get(entry.country, 0.0) >= _AT_HOME))


def is_compass(name: str) -> bool:
    """Whether a name has nothing but compass words: "Western", "Nord-Ouest"."""
    words = name.lower().replace("-", " ").split()
    return all(word in _COMPASS for word in words)
