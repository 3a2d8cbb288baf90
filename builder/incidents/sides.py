"""Who stands on which side of an incident: the actors of its frames, sorted by the role they keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.incidents.classes import ARMED, CROWDS, STATE
from tocsin.incidents.linking import Placed
from tocsin.model import COMMUNAL, ActorMention, Frame
from tocsin.rulebook.load import Rulebook

FIGHTS = frozenset({"clash", "ambush", "repel"})
STRUCK = frozenset({"ambush"})  # of these only those who do it are known to be in arms
"""Acts that need two sides who fight (codebook 2.2)."""

TAKES = frozenset({"take_control", "recapture"})
LEAVES = frozenset({"withdraw"})
"""Whoever leaves a place that others take is the other side: "took the town after soldiers had left it"."""

MOVES = frozenset({"move_forces", "enter"})
BLASTS = frozenset({"explode", "device"})
"""Beside a blast whose doer nobody names, those who moved there are its target: "went off as a patrol passed"."""


def side_key(actor: ActorMention) -> str:
    """What makes two mentions the same side: the named group, else state, armed, crowd or civilian."""
    if actor.source in ("group", "named") and actor.key:
        return f"group:{actor.key}"
    if actor.actor_class in STATE:
        return f"state:{actor.country}" if actor.country else "state"
    if actor.actor_class in ARMED:
        return f"people:{actor.people}" if actor.people else "armed"
    if actor.actor_class in CROWDS:
        return "crowd"
    return "civilian"


def _family(key: str) -> str:
    if key.startswith(("group:", "people:")):
        return "armed"
    return "state" if key.startswith("state:") else key


def _add(pool: list[ActorMention], actors: Sequence[ActorMention]) -> None:
    for actor in actors:
        if all(actor.start != held.start for held in pool):
            pool.append(actor)


def sides_of(group: Sequence[Placed], book: Rulebook) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """(agents, patients) of an incident.

    The first frame with an actor sets the sides. Later frames add to them; a frame that tells the other way round
    ("soldiers killed three of the attackers") is turned, so that nobody fights himself. Beside a deed that names its
    sides, those who came later do not count; "arrested six men during raids" names nobody but them.
    """
    agents: list[ActorMention] = []
    patients: list[ActorMention] = []
    acts = [p for p in group if p.frame.act != "attribute"]
    deeds = [p for p in acts if not book.has(p.frame.act, "aftermath")]
    if any(book.has(p.frame.act, "paired") and any(_actors(p.frame)) for p in deeds):
        acts = deeds
    ordered = sorted(acts, key=lambda p: (_in_headline(p), _tells_sides(p.frame.act, book), p.frame.start))
    for placed in ordered:
        mine, theirs = _actors(placed.frame)
        if placed.frame.act in MOVES and any(p.frame.act in BLASTS for p in acts):
            mine, theirs = (), mine
        if _turned(mine, theirs, agents, patients):
            mine, theirs = theirs, mine
        if not (_in_headline(placed) and agents):  # loose with names, it only fills what is empty
            _add(agents, [a for a in mine if not _on(a, patients, theirs=True)])
        if not (_in_headline(placed) and patients):
            _add(patients, [a for a in theirs if not _on(a, agents, theirs=True)])
    for placed in group:
        if placed.frame.act == "attribute":
            _add(agents, [a for a in _actors(placed.frame)[0] if not _on(a, patients, theirs=True)])
    if not patients and any(p.frame.act in TAKES for p in acts):
        _add(patients, [a for p in group if p.frame.act in LEAVES for a in _actors(p.frame)[0] if a not in agents])
    if any(p.frame.act in FIGHTS for p in acts):
        both = any(p.frame.act in FIGHTS - STRUCK for p in acts)
        agents, patients = _apart([_in_arms(a) for a in agents], [_in_arms(a) if both else a for a in patients])
    return tuple(agents), tuple(patients)


def _in_headline(placed: Placed) -> bool:
    return placed.segment.label == "title"


def _in_arms(actor: ActorMention) -> ActorMention:
    """Herders and farmers who fight each other do so as communities in arms (codebook 3.2); a village does not."""
    return replace(actor, actor_class="identity") if COMMUNAL in actor.modifiers and not actor.site else actor


def doers_told_beside(
    linked: Sequence[Placed], group: Sequence[Placed], patients: Sequence[ActorMention], book: Rulebook
) -> tuple[ActorMention, ...]:
    """Who did it where only an aside names them: "three policemen were killed after an ambush by rebels".

    Only for the dead and wounded, and only from a deed of the same sentence.
    """
    families = {book.family(p.frame.act) for p in group}
    if families & {"demonstration", "strategic"}:
        return ()
    hurt = {p.frame.sentence for p in group if book.has(p.frame.act, "paired")}
    beside = [p for p in linked if p not in group and p.frame.sentence in hurt and book.has(p.frame.act, "violent")]
    found: list[ActorMention] = []
    for placed in beside:
        armed = [a for a in _actors(placed.frame)[0] if a.actor_class in ARMED and not a.site]
        _add(found, [a for a in armed if not _on(a, patients, theirs=True)])
    return tuple(found)


def foes_told_beside(
    linked: Sequence[Placed], group: Sequence[Placed], agents: Sequence[ActorMention], book: Rulebook
) -> tuple[ActorMention, ...]:
    """The other side where only an aside names it: "rebels took the town after a fight with soldiers"."""
    if not any(book.family(p.frame.act) == "violence" for p in group) or not agents:
        return ()
    here = {p.frame.sentence for p in group}
    beside = [p for p in linked if p not in group and p.frame.sentence in here and p.frame.act in FIGHTS]
    found: list[ActorMention] = []
    for placed in beside:
        mine, theirs = _actors(placed.frame)
        armed = [a for a in (*mine, *theirs) if a.actor_class in ARMED and not a.site]
        _add(found, [a for a in armed if not _on(a, agents, theirs=True) and a.start not in {m.start for m in agents}])
    return tuple(found)


def _apart(agents: list[ActorMention], patients: list[ActorMention]) -> tuple[list[ActorMention], list[ActorMention]]:
    """Both sides of a fight that is told by its dead only: "four policemen and five rebels were killed in a clash"."""
    if any(a.actor_class in ARMED for a in agents):
        return _divided(agents) if not patients else (agents, patients)
    state = [a for a in patients if a.actor_class in STATE]
    armed = [a for a in patients if a.actor_class in ARMED - STATE]
    if not state or not armed:
        return agents, patients
    return [*agents, *armed], [a for a in patients if a not in armed]


def _divided(agents: list[ActorMention]) -> tuple[list[ActorMention], list[ActorMention]]:
    """ "Soldiers clashed with them. Four rebels and a soldier were killed": state forces and rebels do not fight
    together, so that the side told first stands against the other."""
    ours = agents[0].actor_class in STATE
    other = [a for a in agents if a.actor_class in ARMED and (a.actor_class in STATE) != ours]
    return [a for a in agents if a not in other], other


def _tells_sides(act: str, book: Rulebook) -> int:
    """0 for deeds between two sides, 1 for wounds told without the deed, 2 for the rest."""
    if not book.has(act, "paired"):
        return 2
    return 1 if book.has(act, "wounding") else 0


def _actors(frame: Frame) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    agent, patient = frame.role("agent"), frame.role("patient")
    return (agent.actors if agent else ()), (patient.actors if patient else ())


def _on(actor: ActorMention, pool: Sequence[ActorMention], theirs: bool) -> bool:
    """Whether an armed actor already stands in a pool, by its key (civilians may stand on both)."""
    key = side_key(actor)
    return theirs and key not in ("civilian", "crowd", "armed") and any(side_key(a) == key for a in pool)


def _turned(
    mine: Sequence[ActorMention],
    theirs: Sequence[ActorMention],
    agents: Sequence[ActorMention],
    patients: Sequence[ActorMention],
) -> bool:
    if not agents and not patients:
        return False
    mine_keys, their_keys = {_family(side_key(a)) for a in mine}, {_family(side_key(a)) for a in theirs}
    agent_keys, patient_keys = {_family(side_key(a)) for a in agents}, {_family(side_key(a)) for a in patients}
    against = len(mine_keys & patient_keys) + len(their_keys & agent_keys)
    along = len(mine_keys & agent_keys) + len(their_keys & patient_keys)
    return against > along
