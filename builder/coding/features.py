"""What the decision list may ask of an incident: acts, weapons, classes on both sides, harm."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.coding.crowd_acts import crowd_acts
from tocsin.incidents.classes import ARMED
from tocsin.incidents.incident import Incident
from tocsin.model import ActorMention, Frame
from tocsin.rulebook.load import DEMONSTRATORS, PEOPLE

HARMING = frozenset({"kill", "die", "find_body"})
WOUNDING = frozenset({"injure", "beat", "shoot", "attack"})
LETHAL = frozenset({"live_fire", "severe"})
MISSION = "mission"
"""The class of a peace mission beside "external": it fights for the state whose soil it stands on (codebook 2.2)."""
MILD = frozenset({"crowd_control", "warning"})
"""Means that hurt nobody badly by themselves: gas, batons, shots in the air (codebook 2.3)."""


@dataclass(frozen=True, slots=True)
class Features:
    """Plain facts about one incident."""

    acts: frozenset[str]
    crowd_acts: frozenset[str]
    suffered: frozenset[str]
    weapons: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    two_sided: bool
    deaths: bool
    harm: bool
    named_agent: bool
    armed_any: bool
    patient_property: bool
    patient_sites: bool
    asides: frozenset[str] = frozenset()


STOOD_DOWN = frozenset({"former", "off_duty"})
NOBODY = frozenset({"none"})


def _class_in(actor: ActorMention, country: str) -> str:
    """The class of an actor on the soil of a country: a foreign army is an external force (codebook 3.2)."""
    foreign = bool(actor.country and country and actor.country != country)
    return "external" if foreign and actor.actor_class in ("military", "police") else actor.actor_class


def _classes(actors: tuple[ActorMention, ...], country: str) -> frozenset[str]:
    return frozenset(_class_in(a, country) for a in actors) or NOBODY


def _suffering(actors: tuple[ActorMention, ...], country: str) -> frozenset[str]:
    """Classes of those who suffer: who is off duty, a captive or a soldier no more is a civilian (codebook 2.8)."""
    down = (a.actor_class in ARMED and bool(STOOD_DOWN.intersection(a.modifiers)) for a in actors)
    return frozenset("civilian" if d else _class_in(a, country) for d, a in zip(down, actors, strict=True)) or NOBODY


def _can_answer(actor: ActorMention) -> bool:
    """Armed and on duty. Off-duty, former and captive people cannot answer (codebook 2.8)."""
    if actor.actor_class not in ARMED:
        return False
    return not STOOD_DOWN.intersection(actor.modifiers)


def _only_sites(incident: Incident) -> bool:
    """Whether no frame has a person as the head of its patient: "a trader's house" is a house."""
    heads = [r.actors[0] for f in incident.frames for r in f.roles if r.name == "patient" and r.actors]
    return all(a.site or a.actor_class == "property" for a in heads)


def _grave(frame: Frame, acts: frozenset[str]) -> bool:
    """Whether a frame tells of death, lethal means or wounds that need a hospital, on unarmed people (codebook 2.3)."""
    patient = frame.role("patient")
    if patient is not None and patient.actors and all(a.actor_class in ARMED for a in patient.actors):
        return False
    if frame.act in HARMING or frame.deadly:
        return True
    weapons = frozenset(frame.weapons)
    if frame.act == "shoot" and (not weapons & MILD or "live_fire" in weapons):
        return True
    if frame.act == "injure" and "shoot" in acts and "guns" in weapons:
        return True
    return frame.act in WOUNDING and bool(weapons & LETHAL)


NEAR = 1  # sentences around the anchor that tell the happening itself; what stands farther off elaborates


def near_frames(incident: Incident) -> tuple[Frame, ...]:
    """The frames of the first telling: the anchor's sentence and those beside it; a headline, which uses words loosely,
    only where nothing else tells."""
    at = incident.anchor.sentence
    near = tuple(f for f in incident.frames if abs(f.sentence - at) <= NEAR)
    return tuple(f for f in near if f not in incident.headline) or near


def _sides_in(incident: Incident, told: tuple[Frame, ...]) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """The sides as some frames tell them; who claims a deed or is blamed for it counts wherever that is said.

    Officers who arrive ten sentences after a shooting of shoppers were no side of it.
    """
    telling = (*told, *(f for f in incident.frames if f.act == "attribute"))
    starts = {a.start for f in telling for r in f.roles for a in r.actors}
    agents = tuple(a for a in incident.agents if a.start in starts)
    patients = tuple(a for a in incident.patients if a.start in starts)
    return (agents, patients) if agents or patients else (incident.agents, incident.patients)


def features_of(incident: Incident, frames: tuple[Frame, ...] | None = None) -> Features:
    """Features of an incident from its sides and from all its frames, or from some of them."""
    told = incident.frames if frames is None else frames
    agents, patients = _sides_in(incident, told)
    country = incident.place.point.country if incident.place and incident.place.point else ""
    acts = frozenset(f.act for f in told)
    weapons = frozenset(w for f in told for w in f.weapons)
    crowd = crowd_acts(told)
    several = any(a.actor_class == "civilian" and a.plural and not a.site for a in agents)
    mission = any(a.actor_class == "external" for a in agents)
    extra = {
        name
        for name, told_of in ((PEOPLE, several), (DEMONSTRATORS, crowd.demonstrators), (MISSION, mission))
        if told_of
    }
    agents_armed = any(_can_answer(a) for a in agents)
    patients_armed = any(_can_answer(a) for a in patients)
    deaths = incident.deaths.value > 0 or bool(acts & {"kill", "find_body"})
    return Features(
        acts=acts,
        crowd_acts=crowd.done,
        suffered=crowd.suffered,
        asides=frozenset(f.act for f in incident.asides),
        weapons=weapons,
        agents=_classes(agents, country) | extra,
        patients=_suffering(patients, country),
        two_sided=agents_armed and patients_armed,
        deaths=deaths,
        harm=any(_grave(f, acts) for f in told),
        armed_any=any(a.actor_class in ARMED | {"government"} for a in (*agents, *patients)),
        named_agent=any(a.source in ("group", "unit", "state") for a in agents),
        patient_sites=_only_sites(incident),
        patient_property=bool(patients) and all(a.actor_class == "property" for a in patients),
    )
