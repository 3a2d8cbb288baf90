"""Run the decision list once per incident: the first line whose condition holds decides, the next one is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.coding.features import Features
from tocsin.kept import kept
from tocsin.rulebook.entries import Decision
from tocsin.rulebook.load import Rulebook


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision that fired and the one that would have fired next with another type."""

    decision: Decision
    runner_up: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the decision list with its lists as sets, word lists written out.

    any_of   what must meet some of these words, by the name of the feature;  none_of  what must meet none
    equal    what must be so
    """

    decision: Decision
    acts_all: frozenset[str]
    any_of: tuple[tuple[str, frozenset[str]], ...]
    none_of: tuple[tuple[str, frozenset[str]], ...]
    equal: tuple[tuple[str, bool], ...]

    def holds(self, features: Features) -> bool:
        """Whether every part of the condition holds."""
        return (
            self.acts_all <= features.acts
            and all(not words.isdisjoint(getattr(features, name)) for name, words in self.any_of)
            and all(getattr(features, name) == value for name, value in self.equal)
            and all(words.isdisjoint(getattr(features, name)) for name, words in self.none_of)
        )


_ANY = (
    ("acts", "acts_any"), ("acts", "also_any"), ("crowd_acts", "crowd_acts_any"), ("suffered", "suffered_any"),
    ("asides", "aside_any"), ("weapons", "weapons_any"), ("agents", "agent_any"), ("patients", "patient_any"),
)  # fmt: skip
_NONE = (
    ("acts", "acts_none"), ("suffered", "suffered_none"), ("weapons", "weapons_none"), ("agents", "agent_none"),
    ("patients", "patient_none"),
)  # fmt: skip
_EQUAL = ("two_sided", "deaths", "harm", "armed_any", "named_agent", "patient_sites", "patient_property")
"""(feature, part of a condition); parts that must be so have the name of their feature."""
_WORD_LISTS = ("agents", "patients")  # features whose conditions may name a list: "@armed"


@kept
def lines_of(book: Rulebook) -> tuple[Line, ...]:
    """The decision list of a rulebook in order, made once."""
    return tuple(_line(decision, book) for decision in book.decisions)


def _line(decision: Decision, book: Rulebook) -> Line:
    when = decision.when

    def sets(parts: Sequence[tuple[str, str]]) -> tuple[tuple[str, frozenset[str]], ...]:
        given = ((feature, getattr(when, part)) for feature, part in parts)
        return tuple((f, _expand(n, book) if f in _WORD_LISTS else frozenset(n)) for f, n in given if n)

    stated = ((name, getattr(when, name)) for name in _EQUAL)
    equal = tuple((name, value) for name, value in stated if value is not None)
    return Line(decision, frozenset(when.acts_all), sets(_ANY), sets(_NONE), equal)


def _expand(names: Iterable[str], book: Rulebook) -> frozenset[str]:
    return frozenset().union(*(book.words[n[1:]] if n.startswith("@") else {n} for n in names))


def decide(features: Features, book: Rulebook) -> Verdict | None:
    """The first decision that fits an incident, or None."""
    fitting = (line.decision for line in lines_of(book) if line.holds(features))
    first = next(fitting, None)
    if first is None:
        return None
    other = next((d for d in fitting if d.sub_event_type and d.sub_event_type != first.sub_event_type), None)
    return Verdict(first, f"{other.sub_event_type} ({other.id})" if other else "")
