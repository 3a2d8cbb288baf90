"""Run the decision list once per incident: the first line whose condition holds decides, the next one is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.coding.features import Features
from tocsin.rulebook.entries import Condition, Decision
from tocsin.rulebook.load import Rulebook


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision that fired and the one that would have fired next with another type."""

    decision: Decision
    runner_up: str


def _expand(names: Iterable[str], book: Rulebook) -> set[str]:
    found: set[str] = set()
    for name in names:
        found |= book.words[name[1:]] if name.startswith("@") else {name}
    return found


def holds(when: Condition, features: Features, book: Rulebook) -> bool:
    """Whether every part of a condition holds."""
    checks = (
        not when.acts_any or bool(features.acts & set(when.acts_any)),
        not when.also_any or bool(features.acts & set(when.also_any)),
        set(when.acts_all) <= features.acts,
        not features.acts & set(when.acts_none),
        not when.crowd_acts_any or bool(features.crowd_acts & set(when.crowd_acts_any)),
        not when.suffered_any or bool(features.suffered & set(when.suffered_any)),
        not features.suffered & set(when.suffered_none),
        not when.aside_any or bool(features.asides & set(when.aside_any)),
        not when.weapons_any or bool(features.weapons & set(when.weapons_any)),
        not features.weapons & set(when.weapons_none),
        not when.agent_any or bool(features.agents & _expand(when.agent_any, book)),
        not features.agents & _expand(when.agent_none, book),
        not when.patient_any or bool(features.patients & _expand(when.patient_any, book)),
        not features.patients & _expand(when.patient_none, book),
        when.two_sided is None or when.two_sided == features.two_sided,
        when.deaths is None or when.deaths == features.deaths,
        when.harm is None or when.harm == features.harm,
        when.armed_any is None or when.armed_any == features.armed_any,
        when.named_agent is None or when.named_agent == features.named_agent,
        when.patient_sites is None or when.patient_sites == features.patient_sites,
        when.patient_property is None or when.patient_property == features.patient_property,
    )
    return all(checks)


def decide(features: Features, book: Rulebook) -> Verdict | None:
    """The first decision that fits an incident, or None."""
    fitting = [d for d in book.decisions if holds(d.when, features, book)]
    if not fitting:
        return None
    first = fitting[0]
    other = next((d for d in fitting[1:] if d.sub_event_type and d.sub_event_type != first.sub_event_type), None)
    return Verdict(first, f"{other.sub_event_type} ({other.id})" if other else "")
