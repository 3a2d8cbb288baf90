"""Rule out readings that news seldom means: towns that are family names or words, units with compass names, persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.gazetteer.store import Entry
from tocsin.mentions.place_lexicon import Weights
from tocsin.mentions.place_words import Draft

SURE = ("place.cue.local_body", "place.cue.home", "place.cue.owner")
_SITED = ("in", "near", "between", "dateline", "speaker")
_AT_HOME = 0.5  # share of the strongest focus: half the article is about the country
_LEAST_LETTERS = 3  # shorter names are met as initials, words of other languages and parts of names
_SMALL = ("town", "village", "city", "admin2")
_UNIT_LEVELS = ("province", "district")
_COMPASS = frozenset(
    ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "centre", "nord",
     "sud", "est", "ouest", "norte", "sur", "oriental", "occidental", "upper", "lower", "middle", "northwest",
     "northeast", "southwest", "southeast", "northeastern", "northwestern", "southeastern", "southwestern")
)  # fmt: skip


def is_sited(draft: Draft) -> bool:
    """Whether the words before a name put something there: "in X", "near X", "the town of X"; not "told X", "hit X"."""
    if draft.level or draft.rule_id in SURE:
        return True
    return (draft.locative and draft.cue in _SITED and draft.rule_id != "place.cue.target")


def placed_names(drafts: Sequence[Draft]) -> frozenset[str]:
    """Names that the article places at least once, lower case: then a bare one means the same place."""
    return frozenset(d.text.lower() for d in drafts if is_sited(d) or d.parent >= 0)


def is_person(draft: Draft, placed: frozenset[str]) -> bool:
    """Whether a name is a surname of the article ("Rita Hudson ... Hudson") and is nowhere stated as a place."""
    return draft.person and draft.parent < 0 and draft.text.lower() not in placed


@dataclass(frozen=True, slots=True)
class Doubts:
    """What the article says about one name, for judging each of its readings.

    `parents` are the larger places named with it, `placed` the names that the article puts somewhere, `common` whether
    the name is also a word or a given name, `compass` whether it has compass words only.
    """

    draft: Draft
    parents: Sequence[Draft]
    focus: Mapping[str, float]
    placed: frozenset[str]
    weights: Weights
    compass: bool
    common: bool

    @property
    def name(self) -> str:
        """The words of the name in lower case."""
        return self.draft.text.lower()

    def about(self, entry: Entry) -> bool:
        """Whether an entry is a reading that needs more than the words give.

        Takes:    "Bailey said so"                     -> Bailey of Colorado is doubtful
                  "He moved West"                      -> the West of Cameroon is doubtful
                  "Oracle sued"                        -> Oracle of Arizona is doubtful
        Refuses:  "in Bailey, Colorado", "Western Province, Sri Lanka", "the town of Oracle"
        """
        if self.compass:
            return not self._stated() or not (self.focus.get(entry.country) or self.parents)
        if entry.strength == "curated" or entry.kind == "country":
            return False
        if not self.parents and (self._is_faint(entry) or self._is_unplaced(entry)):
            return True
        return entry.country in self.weights.surname_countries and self._may_be_family(entry)

    def _stated(self) -> bool:
        return bool(self.parents or self.draft.children or self.draft.bracketed or self.draft.level in _UNIT_LEVELS)

    def _is_faint(self, entry: Entry) -> bool:
        """A spelling variant where names have one spelling, a town of two letters, another name that is a word."""
        if entry.strength == "variant" and entry.country in self.weights.surname_countries:
            return True
        if len(self.name) < _LEAST_LETTERS and entry.kind != "admin1" and not self.draft.level:
            return True
        return self.common and entry.strength != "primary" and not self.draft.level

    def _is_unplaced(self, entry: Entry) -> bool:
        """A name met as a family's, a thing's or (of ten thousand villages) anything's, and nowhere placed."""
        if entry.kind not in _SMALL or self.name in self.placed:
            return False
        if entry.kind == "village":
            return True
        known = entry.kind != "admin2" and entry.population >= self.weights.thresholds["surname_city"]
        return not known and (self.common or self.name in self.weights.surnames)

    def _may_be_family(self, entry: Entry) -> bool:
        """Small towns of the countries that call them after families, and counties without their word."""
        if entry.kind == "admin2":  # "Baker County", or a Baker of which the article says that it is a county
            bare = entry.name.lower() == self.name and self.draft.level not in _UNIT_LEVELS and not self.draft.children
            return bare and not (entry.country in self.weights.bare_units and self.name in self.placed)
        if entry.kind not in ("town", "village") or entry.population >= self.weights.thresholds["surname_town"]:
            return False
        at_home = self.focus.get(entry.country, 0.0) >= _AT_HOME
        return not (self.parents or (self.name in self.placed and at_home))


def is_compass(name: str) -> bool:
    """Whether a name has nothing but compass words: "Western", "Nord-Ouest"."""
    words = name.lower().replace("-", " ").split()
    return all(word in _COMPASS for word in words)
