"""Name one actor mention for a country and a day: mention -> name, inter code, associated actors.

Putting several mentions together into one side of a row is actors.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.actors.rows import GroupRow, PeopleRow, RoleRow, UnitRow
from tocsin.actors.store import ActorStore
from tocsin.model import ActorMention

AsRole = Literal["agent", "patient", "crowd_peaceful", "crowd_violent"]
_MILITIA = {
    "ethnic": "Ethnic Militia", "clan": "Clan Militia", "tribal": "Tribal Militia", "caste": "Caste Militia",
    "indigenous": "Indigenous Militia", "communal": "Communal Militia", "religious": "Militia",
}  # fmt: skip
_GROUP_LABEL = {
    "ethnic": "Ethnic Group", "clan": "Clan Group", "tribal": "Tribal Group", "caste": "Caste Group",
    "indigenous": "Indigenous Group", "communal": "Communal Group", "religious": "Group",
}  # fmt: skip
STATE = frozenset({"military", "police"})
_FORCES = ("Military Forces", "Police Forces", "Government")
_AS_AGENT = {
    "armed": ("Unidentified Armed Group ({country})", 3),
    "communal": ("Unidentified Communal Militia ({country})", 4),
    "crowd": ("Rioters ({country})", 5),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its name: inter code, associated actors, the rule, and whether it is an armed side."""

    name: str
    inter: int
    associated: tuple[str, ...]
    rule_id: str
    mention: ActorMention


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when: what every name depends on."""

    country: str
    day: date
    store: ActorStore
    as_role: AsRole
    admin1: str
    protest: bool


def is_side(named: Named) -> bool:
    """True for organised sides, False for crowds and civilians."""
    return named.inter in (1, 2, 3, 4, 8)


def name_mention(mention: ActorMention, scene: Scene) -> Named:
    """ "Malian troops" -> Military Forces of Mali (2021-), 1. The name is empty when nobody can be named."""
    if mention.source == "group":
        named = _name_group(mention, scene)
    elif mention.source == "unit":
        named = _name_unit(mention, scene)
    elif mention.source == "state":
        named = _name_state(mention, scene)
    elif mention.source == "people":
        named = _name_people(mention, scene)
    elif mention.source == "named":
        named = Named(mention.key, 3, (), "actor.name.unlisted", mention)
    else:
        named = name_role(mention, scene)
    return _stood_down(named, scene)


def _stood_down(named: Named, scene: Scene) -> Named:
    """Off-duty and former forces are civilians with their force associated (codebook 2.8, 3.6)."""
    modifiers = named.mention.modifiers
    former = "former" in modifiers
    if not (former or "off_duty" in modifiers) or not is_side(named):
        return named
    force = f"Former {named.name.removeprefix('Former ')}" if former else named.name
    rule = "actor.former" if former else "actor.off_duty"
    if scene.as_role == "agent":
        gang = f"Unidentified Armed Group ({scene.country})"
        return Named(gang, 3, (force,), rule, named.mention) if former and named.name.startswith(_FORCES) else named
    return Named(f"Civilians ({scene.country})", 7, (force, *named.associated), rule, named.mention)


def _forces(kind: str, country: str, label: str, scene: Scene) -> tuple[str, int]:
    """ "Military Forces of Mali (2021-) Gendarmerie" and its inter code: 1 at home, 8 abroad."""
    owner = country or scene.store.governor(scene.country, scene.admin1, scene.day)
    bracket = scene.store.regime(owner, scene.day)
    words = [kind, "of", f"{scene.store.the(owner)}{' ' + bracket if bracket else ''}", label]
    return " ".join(w for w in words if w), 1 if scene.store.home(owner, scene.country) else 8


def _name_state(mention: ActorMention, scene: Scene) -> Named:
    if mention.actor_class == "civilian":
        associated = profiles_of(mention, mention.country, scene)
        return Named(f"Civilians ({mention.country})", 7, associated, "actor.name.nationality", mention)
    kind = "Government" if mention.actor_class == "government" and scene.as_role != "agent" else "Military Forces"
    name, inter = _forces(kind, mention.country, "", scene)
    return Named(name, inter, (), "actor.name.state", mention)


def _name_unit(mention: ActorMention, scene: Scene) -> Named:
    unit = _unit_here(mention, scene)
    if unit is None:
        kind = "Police Forces" if mention.actor_class == "police" else "Military Forces"
        name, inter = _forces(kind, mention.country, "", scene)
        return Named(name, inter, (), "actor.name.unit.unlisted", mention)
    return _unit_named(unit, mention, scene)


def _unit_named(unit: UnitRow, mention: ActorMention, scene: Scene) -> Named:
    kind = "Police Forces" if unit.branch == "police" else "Military Forces"
    name, inter = _forces(kind, unit.country, unit.label, scene)
    return Named(name, unit.inter or inter, (), f"actor.unit.{unit.unit_id}", mention)


def _unit_here(mention: ActorMention, scene: Scene) -> UnitRow | None:
    """The unit of that name in the stated or the event's country; None when only other countries have one."""
    ids = (mention.key, *mention.alternatives)
    units = [u for u in (scene.store.unit(i, scene.day) for i in ids) if u]
    wanted = mention.country or scene.country
    here = next((u for u in units if u.country == wanted), None)
    if here or mention.country or len({u.country for u in units}) != 1:
        return here
    return units[0] if scene.store.is_proper(units[0], mention.text) else None


def _name_group(mention: ActorMention, scene: Scene) -> Named:
    row = _group_here((mention.key, *mention.alternatives), scene)
    if row is None:
        return Named(f"Unidentified Armed Group ({scene.country})", 3, (), "actor.name.group.unlisted", mention)
    name = row.name.replace("{country}", scene.country)
    if row.kind == "party" and scene.as_role == "patient":
        return Named(f"Civilians ({scene.country})", 7, (name,), f"actor.group.{row.group_id}.victim", mention)
    if row.kind == "mission" and mention.country and f"({mention.country})" not in name:
        name = f"{name} ({mention.country})"
    return Named(name, row.inter, (), f"actor.group.{row.group_id}", mention)


def _group_here(ids: Sequence[str], scene: Scene) -> GroupRow | None:
    """The first group of an ambiguous name that is at home in the event's country on its day."""
    for group_id in ids if len(ids) > 1 else ():
        row = scene.store.group(group_id, scene.country, scene.day, strict=True)
        if row and scene.country in row.countries:
            return row
    return scene.store.group(ids[0], scene.country, scene.day)


def _name_people(mention: ActorMention, scene: Scene) -> Named:
    row = scene.store.people(mention.people, scene.country)
    if row is None:
        return Named("", 0, (), "actor.people.unknown", mention)
    if scene.as_role == "agent":
        return Named(_militia(row, scene), 4, (), f"actor.people.{row.people_id}", mention)
    label = _people_label(row, scene)
    return Named(f"Civilians ({scene.country})", 7, (label,), f"actor.people.{row.people_id}", mention)


def _stem(row: PeopleRow) -> str:
    stem = row.label or row.names[0]
    for suffix in (*_GROUP_LABEL.values(), *_MILITIA.values()):
        stem = stem.removesuffix(" " + suffix)
    return stem


def _militia(row: PeopleRow, scene: Scene) -> str:
    return f"{_stem(row)} {_MILITIA[row.kind]} ({scene.country})"


def _people_label(row: PeopleRow, scene: Scene) -> str:
    return f"{_stem(row)} {_GROUP_LABEL[row.kind]} ({scene.country})"


# ---------------------------------------------------------------- roles


def name_role(mention: ActorMention, scene: Scene) -> Named:
    """Name a generic noun: "gunmen" -> Unidentified Armed Group (X), "Fulani gunmen" -> Fulani Ethnic Militia (X)."""
    role = scene.store.role(mention.key)
    if role.actor_class == "government" and scene.as_role == "patient":
        return _government_victim(mention, role, scene)
    if role.actor_class in STATE and mention.actor_class in STATE:
        return _state_role(mention, role, scene)
    people = scene.store.people(mention.people, scene.country) if mention.people else None
    attacking = scene.as_role == "agent" or mention.actor_class in ("identity", "armed")
    militant = mention.actor_class in ("identity", "armed") or (role.as_agent == "communal" and attacking)
    if people and militant and not mention.site:
        return Named(_militia(people, scene), 4, (), f"actor.people.{people.people_id}+role.{role.role_id}", mention)
    local = local_name(role.role_id, scene) if mention.country in ("", scene.country) else None
    if local:
        return Named(local[0], local[1], (), f"actor.local.{role.role_id}", mention)
    return _templated(mention, role, scene, attacking)


def local_name(role_id: str, scene: Scene) -> tuple[str, int] | None:
    """What a role is called in the event's country: "rebels" in Sri Lanka, 2000 -> LTTE, 2."""
    row = scene.store.local_role(role_id, scene.country, scene.admin1, scene.day)
    if row is None:
        return None
    if not row.name.startswith("group:"):
        return row.name, row.inter or 0
    group = scene.store.group(row.name.removeprefix("group:"), scene.country, scene.day, strict=True)
    return (group.name, group.inter) if group else None


def _templated(mention: ActorMention, role: RoleRow, scene: Scene, attacking: bool) -> Named:
    template, inter = role.name_template, role.inter or 0
    if role.as_agent and attacking and not mention.site:
        template, inter = _AS_AGENT[role.as_agent]
    elif role.actor_class == "crowd" and scene.as_role == "agent":
        template, inter = "Rioters ({country})", 5
    if "(International)" in template:  # foreigners unless their nationality is stated
        template = template.replace("International", mention.country or "International")
        nationality = mention.country or "International"
    else:
        nationality = _nationality(mention, inter, scene)
    name, state_inter = _fill(template, nationality, mention, scene)
    inter = state_inter or inter
    associated = profiles_of(mention, nationality, scene) if inter in (5, 6, 7) else ()
    return Named(name, inter if name else 0, associated, f"actor.role.{role.role_id}", mention)


def _nationality(mention: ActorMention, inter: int, scene: Scene) -> str:
    """Country of a generic bracket: the people's own when stated, (International) for foreigners, else the event's.

    Crowds keep the event's country, as a march of Iranians in Berlin is a protest in Germany.
    """
    if inter in (5, 6):
        return scene.country
    if mention.country:
        return mention.country
    return "International" if "foreign" in mention.modifiers and inter == 7 else scene.country


def _fill(template: str, nationality: str, mention: ActorMention, scene: Scene) -> tuple[str, int]:
    """Fill a name template; the inter code comes back only where the state or mission decides it."""
    if "{mission}" in template:
        return _mission(mention, scene), 8
    if "{regime}" in template:
        kind, _, label = template.partition(" of {regime}")
        return _forces(kind, mention.country, label.strip(), scene)
    if template == "Unidentified Military Forces" and mention.country:
        return _forces("Military Forces", mention.country, "", scene)
    return template.replace("{country}", nationality), 0


def _mission(mention: ActorMention, scene: Scene) -> str:
    """The mission in the event's country on the day, of the body that the words name."""
    words = mention.text.lower()
    wanted = "African Union" if words.startswith(("au ", "african union")) else "United Nations"
    rows = scene.store.missions(scene.country, scene.day)
    row = next((r for r in rows if wanted in r.name or (wanted[0] == "A" and "AU" in r.name)), None)
    if row is None and "un" not in words.replace(".", "").split() and "united" not in words:
        row = rows[0] if len(rows) == 1 else None
    if row is None:
        if mention.country:
            return _forces("Military Forces", mention.country, "", scene)[0]
        return "Unidentified Military Forces"
    return f"{row.name} ({mention.country})" if mention.country else row.name


def _state_role(mention: ActorMention, role: RoleRow, scene: Scene) -> Named:
    """Soldiers and police, with the label of a listed unit ("gendarmes") when their country has one."""
    owner = mention.country or scene.country
    head = mention.text[mention.head_start - mention.start : mention.head_end - mention.start]
    template = role.name_template
    label = template.partition("{regime}")[2].strip()
    unit = next((u for u in scene.store.units_named(head) if u.country == owner), None)
    unit = unit or (scene.store.unit_labelled(owner, label, scene.day) if label else None)
    if unit:
        return _unit_named(unit, mention, scene)
    if "mutinous" in mention.modifiers:
        template = "Mutiny of Military Forces of {regime}"
    elif scene.protest and role.role_id == "security_forces":
        template = "Police Forces of {regime}"
    name, inter = _fill(template, owner, mention, scene)
    return Named(name, inter, (), f"actor.role.{role.role_id}", mention)


def _government_victim(mention: ActorMention, role: RoleRow, scene: Scene) -> Named:
    """Officials as victims: Civilians with "Government of X (years)" associated (codebook 3.6)."""
    government, _ = _forces("Government", mention.country, "", scene)
    prefix = "Former " if "former" in mention.modifiers else ""
    associated = (f"{prefix}{government}", *profiles_of(mention, scene.country, scene))
    name = f"Civilians ({mention.country or scene.country})"
    return Named(name, 7, associated, f"actor.role.{role.role_id}.victim", mention)


def profiles_of(mention: ActorMention, nationality: str, scene: Scene) -> tuple[str, ...]:
    """Associated actors that the words give: profiles, people, party or group.

    "a Catholic priest" -> Catholic Christian Group, without the wider Christian Group.
    """
    people = scene.store.people(mention.people, scene.country) if mention.people else None
    label = _people_label(people, scene) if people else ""
    wider = [p for p in mention.profiles if label.partition(" (")[0].endswith(f" {p}")]
    names = [f"{profile} ({nationality})" for profile in mention.profiles if profile not in wider]
    if label:
        names.append(label)
    if mention.group:
        row = scene.store.group(mention.group, scene.country, scene.day)
        names.extend([row.name] if row else [])
    return tuple(dict.fromkeys(names))
