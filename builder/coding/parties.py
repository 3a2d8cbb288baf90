"""Both sides of a row: which mentions of an incident fill actor1 and actor2, given what the decision said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.actors.store import ActorStore
from tocsin.coding.actor_names import AsRole
from tocsin.coding.actors import CodedActor, name_actor
from tocsin.coding.crowd_acts import rivals_of
from tocsin.incidents.classes import ARMED, CROWDS, STATE, UNARMED
from tocsin.incidents.incident import Incident
from tocsin.model import COMMUNAL, ActorMention
from tocsin.rulebook.entries import Decision
from tocsin.schema.taxonomy import event_type_of

LONE = frozenset({"armed", "civilian"})
"""Classes of one person who may have acted alone: a gunman, a man, a driver."""
FINDING = frozenset({"defuse", "seize_arms", "intercept"})
"""Acts of those who stop a weapon; who planted or fired it acts in others."""
EMPTY = CodedActor("", "", (), ("actor.empty",))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when the incident is coded, the store that names actors, the role of a lone attacker there, and the
    crowd that faces the one that demonstrates."""

    country: str
    admin1: str
    day: date
    store: ActorStore
    lone: str = ""
    facing: ActorMention | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """The coded sides and the mentions that each was read from."""

    actor1: CodedActor
    actor2: CodedActor
    mentions1: tuple[ActorMention, ...]
    mentions2: tuple[ActorMention, ...]


def parties_of(incident: Incident, decision: Decision, setting: Setting) -> Parties:
    """Sides by codebook 3.4 (who goes first) and 3.5 (when actor2 is empty)."""
    if decision.actor1 in ("protesters", "rioters"):
        return _crowd_parties(incident, decision, setting)
    kind = event_type_of(decision.sub_event_type)
    if kind == "Battles":
        return _battle_parties(incident, setting)
    if kind == "Violence against civilians":
        return _civilian_parties(incident, setting)
    if kind == "Explosions/Remote violence":
        return _explosion_parties(incident, setting)
    return _strategic_parties(incident, decision, setting)


def _specific(mention: ActorMention) -> int:
    """Named groups and units before nationality or people, those before bare nouns: "gunmen" yields to "JNIM"."""
    if mention.source in ("group", "unit", "named"):
        return 0
    return 1 if mention.country or mention.people or mention.group or mention.source == "state" else 2


def _joined(mentions: Sequence[ActorMention]) -> frozenset[int]:
    """Starts of bare state forces that a named one joins: in "police and a CRPF team" both are told."""
    found = set()
    for unit in (m for m in mentions if m.joined == "and" and m.source == "unit"):
        before = max((m for m in mentions if m.end <= unit.start), key=lambda m: m.end, default=None)
        if before is not None and before.actor_class in ("military", "police") and not before.site:
            found.add(before.start)
    return frozenset(found)


def _agent(mentions: Sequence[ActorMention], setting: Setting) -> CodedActor:
    joined = _joined(mentions)
    named = sorted(mentions, key=lambda m: 0 if m.start in joined else _specific(m))
    if named and _specific(named[0]) == 0:  # a bare noun beside a named side is the same side told again
        named = [m for m in named if _specific(m) < 2 or m.actor_class in ("military", "police", "external")]
    return name_actor(named, setting.country, setting.day, setting.store, "agent", admin1=setting.admin1)


def _patient(mentions: Sequence[ActorMention], setting: Setting) -> CodedActor:
    return name_actor(mentions, setting.country, setting.day, setting.store, "patient", admin1=setting.admin1)


def _only(mentions: Sequence[ActorMention], classes: frozenset[str]) -> tuple[ActorMention, ...]:
    return tuple(m for m in mentions if m.actor_class in classes)


def _crowd_parties(incident: Incident, decision: Decision, setting: Setting) -> Parties:
    rivals = rivals_of(incident.frames) if decision.actor1 == "protesters" else ()
    starts = {r.start for r in rivals}
    pool = tuple(m for m in (*incident.agents, *incident.patients) if m.start not in starts)
    crowd = _only(pool, CROWDS) or tuple(
        m for m in pool if m.actor_class in ("civilian", "crowd", "mob") and not m.site and m in incident.agents
    )
    if decision.sub_event_type == "Mob violence" and not crowd:
        crowd = tuple(m for m in incident.agents if m.actor_class == "vigilante" and m.source == "role")
    role: AsRole = "crowd_peaceful" if decision.actor1 == "protesters" else "crowd_violent"
    first = name_actor(crowd, setting.country, setting.day, setting.store, role, admin1=setting.admin1)
    rest = tuple(m for m in pool if m not in crowd)
    against = _only(rest, ARMED) or (_only(rest, UNARMED | {"property"}) if decision.actor1 == "rioters" else ())
    if decision.sub_event_type == "Peaceful protest":
        facing = (setting.facing,) if setting.facing else ()
        second = name_actor(facing, setting.country, setting.day, setting.store, role) if facing else EMPTY
        return Parties(first, second, crowd, facing)
    if decision.sub_event_type == "Violent demonstration" and not incident.injured.value and not incident.deaths.value:
        against = tuple(m for m in against if not m.site and m.actor_class != "property")  # stones at shops hit nobody
    if rivals and not _only(rest, ARMED):  # a rival crowd that intervenes is violent (codebook 3.4)
        second = name_actor(rivals, setting.country, setting.day, setting.store, "crowd_violent", admin1=setting.admin1)
        return Parties(first, second, crowd, rivals)
    if decision.sub_event_type == "Mob violence":
        against = _targets(incident, crowd) or against
        if _unarmed_fight(incident) or not against:  # codebook 3.5: mob violence always has another side
            return Parties(first, _other_crowd(setting), crowd, ())
    if not against:
        needed = decision.sub_event_type in ("Protest with intervention", "Excessive force against protesters")
        return Parties(first, police(setting) if needed else EMPTY, crowd, ())
    if _forces(against):
        second = name_actor(
            against, setting.country, setting.day, setting.store, "agent", admin1=setting.admin1, protest=True
        )
    else:
        second = _patient(against, setting)
    return Parties(first, second, crowd, against)


def _targets(incident: Incident, crowd: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """Whom the mob itself attacked; police who came later stand behind: "a mob attacked traders, police intervened"."""
    starts = {m.start for m in crowd}
    roles = [
        patient
        for frame in incident.frames
        if (agent := frame.role("agent")) and (patient := frame.role("patient")) and agent.actors
        if starts & {m.start for m in agent.actors}
    ]
    hit = tuple(dict.fromkeys(m for role in roles for m in role.actors if m.start not in starts))
    return _forces(hit) or tuple(m for m in hit if m.actor_class in UNARMED or m.source == "people")


def _forces(mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """Those who can answer force; a people that is attacked is no militia: "a mob attacked Muslims"."""
    return tuple(m for m in mentions if m.actor_class in ARMED and m.source != "people")


def _unarmed_fight(incident: Incident) -> bool:
    """Whether people fought each other: "two groups of fans clashed", "fighting between residents of two villages"."""
    fights = [f for f in incident.frames if f.act == "clash"]
    sides = [m for f in fights for role in f.roles if role.name in ("agent", "patient") for m in role.actors]
    return bool(sides) and not _only(sides, ARMED)


def _other_crowd(setting: Setting) -> CodedActor:
    return CodedActor(f"Rioters ({setting.country})", "Rioters", (), ("actor.crowd.other",))


def police(setting: Setting) -> CodedActor:
    """The police of the country: who intervenes or arrests when the text does not say."""
    name = f"Police Forces of {setting.store.the(setting.country)}"
    years = setting.store.regime(setting.country, setting.day)
    return CodedActor(f"{name} {years}".strip(), "State forces", (), ("actor.police.default",))


def _unidentified(setting: Setting) -> CodedActor:
    return _agent((), setting)


def _battle_parties(incident: Incident, setting: Setting) -> Parties:
    agents, patients = _only(incident.agents, ARMED), _only(incident.patients, ARMED)
    first = _agent(agents, setting) if agents else _unidentified(setting)
    second = _agent(patients, setting) if patients else _unidentified(setting)
    if not agents and not patients:
        return Parties(first, second, (), ())
    return Parties(_armed_only(first), _armed_only(second), agents, patients)


def _armed_only(actor: CodedActor) -> CodedActor:
    """Civilians hit by crossfire are no associates of a battle (codebook 2.9)."""
    kept = tuple(a for a in actor.associated if not a.startswith(("Civilians (", "Protesters (", "Rioters (")))
    return CodedActor(actor.name, actor.inter_text, kept, actor.rule_ids, actor.runner_up)


def _civilian_parties(incident: Incident, setting: Setting) -> Parties:
    agents = _only(incident.agents, ARMED | {"government"}) or _parties_acting(incident)
    if alone := _alone(incident.agents, setting):
        agents = (alone,)
    first = _agent(agents, setting) if agents else _unidentified(setting)
    if first.inter_text in ("Civilians", "Protesters", "Rioters", ""):
        first = _unidentified(setting)
    victims = incident.patients
    second = _patient(victims, setting) if victims else EMPTY
    if second.inter_text != "Civilians":
        extra = (second.name,) if second.name else ()
        name = f"Civilians ({setting.country})"
        associated = tuple(dict.fromkeys((*extra, *second.associated)))
        second = CodedActor(name, "Civilians", associated, (*second.rule_ids, "actor.victim"), second.name)
    return Parties(first, second, agents, victims)


def _parties_acting(incident: Incident) -> tuple[ActorMention, ...]:
    """Members of a named party act under its name, herders as a community in arms (codebook 3.2); others do not."""
    return tuple(m for m in incident.agents if m.source == "group" or (COMMUNAL in m.modifiers and not m.site))


def _empty_ground(incident: Incident, patients: Sequence[ActorMention]) -> bool:
    """A town or village fired at with nobody hit: the target is unknown (codebook 3.5)."""
    unhurt = not incident.deaths.value and not incident.injured.value
    return unhurt and all(m.site and m.key == "village_site" for m in patients)


def _alone(agents: Sequence[ActorMention], setting: Setting) -> ActorMention | None:
    """One attacker without a name where no armed group is to be expected: `Sole Perpetrator (X)` (codebook 3.1)."""
    if not setting.lone or any(_specific(a) < 2 for a in agents):
        return None
    single = [a for a in agents if a.source == "role" and not a.plural and not a.site and a.actor_class in LONE]
    if not single or any(a.plural and a.actor_class in ARMED for a in agents):
        return None
    return replace(single[0], key=setting.lone, actor_class="armed", profiles=())


def _explosion_parties(incident: Incident, setting: Setting) -> Parties:
    agents = _only(incident.agents, ARMED)
    first = _agent(agents, setting) if agents else _unidentified(setting)
    patients = tuple(m for m in incident.patients if m.actor_class != "property")
    second = _patient(patients, setting) if patients and not _empty_ground(incident, patients) else EMPTY
    if second.inter_text in ("Protesters", "Rioters"):
        second = CodedActor(f"Civilians ({setting.country})", "Civilians", (), second.rule_ids)
    if not second.name and (incident.deaths.value or incident.injured.value):
        second = _civilians(setting)  # somebody was hit, and no side is named
    return Parties(first, second, agents, patients)


def _disrupted(incident: Incident) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """(who found or stopped a weapon, everybody else), however the frames were turned.

    Whoever is said to have planted it is its owner and stands with the others: "believed to be planted by the rebels".
    """
    told = [(f.act, role.actors) for f in incident.frames if (role := f.role("agent"))]
    finding = _only([m for act, actors in told if act in FINDING for m in actors], ARMED | {"government"})
    doing = {m.start for m in finding} or {m.start for act, actors in told if act != "attribute" for m in actors}
    owning = {m.start for act, actors in told if act == "attribute" for m in actors} - doing
    everybody = (*incident.agents, *incident.patients)
    doers = finding or _only([m for m in everybody if m.start in doing], ARMED | {"government"})
    agents = doers or tuple(m for m in _only(incident.agents, ARMED | {"government"}) if m.start not in owning)
    others = tuple(m for m in incident.patients if m not in agents)
    others = others or tuple(m for m in incident.agents if m not in agents and m.start not in owning)
    owners = _only([m for m in incident.agents if m.start in owning], ARMED)
    return agents, (*others, *owners)


def _strategic_parties(incident: Incident, decision: Decision, setting: Setting) -> Parties:
    acts = {f.act for f in incident.frames}
    agents = _only(incident.agents, ARMED | {"government"})
    patients = incident.patients
    if decision.sub_event_type == "Disrupted weapons use":
        agents, patients = _disrupted(incident)
    if not agents and decision.label == "Displacement":
        people = tuple(m for m in (*patients, *incident.agents) if m.actor_class == "civilian")
        return Parties(_patient(people, setting) if people else _civilians(setting), EMPTY, people, ())
    if not agents and _only(patients, ARMED) and not acts & {"arrest", "loot", "destroy", "seize_arms", "defuse"}:
        agents, patients = _only(patients, ARMED), _only(patients, UNARMED)
    if agents:
        first = _agent(agents, setting)
    elif acts & {"arrest", "seize_arms", "defuse", "intercept", "security_measure"}:
        first = police(setting)
    else:
        first = _unidentified(setting)
    if decision.sub_event_type == "Change to group/activity" and "change_group" not in acts:
        patients = ()  # who moves or deploys does so alone (codebook 3.5: empty in 96 of 100)
    party = decision.sub_event_type == "Agreement" and bool(_only(patients, STATE))
    second = _named_party(patients, setting, party) if patients else EMPTY
    if second.inter_text in ("Protesters", "Rioters"):
        second = _civilians(setting)
    if (
        decision.sub_event_type in ("Arrests", "Looting/property destruction", "Abduction/forced disappearance")
        and not second.name
    ):
        second = _civilians(setting)
    if not second.name:
        second = _other_side(decision, first, setting)
    return Parties(first, second, agents, patients)


def _other_side(decision: Decision, first: CodedActor, setting: Setting) -> CodedActor:
    """Who stands on the other side though no word tells: a found weapon has an owner, and fighters who give up or make
    peace deal with the state (codebook 3.5: hardly ever empty)."""
    if decision.sub_event_type == "Disrupted weapons use" and first.inter_text == "State forces":
        return _unidentified(setting)
    fighters = ("Rebel group", "Political militia", "Identity militia")
    if decision.sub_event_type == "Agreement" and first.inter_text in fighters:
        name = f"Government of {setting.store.the(setting.country)}"
        years = setting.store.regime(setting.country, setting.day)
        return CodedActor(f"{name} {years}".strip(), "State forces", (), ("actor.party.default",))
    return EMPTY


def _named_party(patients: Sequence[ActorMention], setting: Setting, party: bool) -> CodedActor:
    """The other side of a deal is a side, not a victim: "a truce with the government" (codebook 3.1)."""
    return _agent(_only(patients, STATE), setting) if party else _patient(patients, setting)


def _civilians(setting: Setting) -> CodedActor:
    return CodedActor(f"Civilians ({setting.country})", "Civilians", (), ("actor.civilians.default",))
