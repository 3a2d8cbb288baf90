"""Find actor phrases in a sentence: text -> ActorMention with class, nationality, people, profiles, doubt.

Names for rows are coding/actors.py. Politicians' names and places are not actors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tocsin.actors.classes import class_of_group
from tocsin.actors.lexicon import Hit, Reading
from tocsin.actors.store import ActorStore
from tocsin.mentions.actor_merge import UNARMED, joined_at, merge_last, with_state
from tocsin.mentions.actor_parts import ARMED, chains, choose, effect, is_place
from tocsin.mentions.actor_words import Parts, best_country, best_group, best_people, best_unit, gather
from tocsin.model import COMMUNAL, ActorClass, ActorMention

_NAME = re.compile(r"[A-Z][a-z]+")
_NEXT_NAME = re.compile(r" ([A-Z][a-z]+)")
_DAYS = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October", "November", "December",
})  # fmt: skip
_COUNTED = re.compile(
    r"\b(?:a|an|another|\d{1,5}|ten|nine|eight|seven|six|five|four|three|two|one|several|killed|killing) $"
)
_ENDS = re.compile(r"\W*$|[.,;)]| (?:was|were|who|died|had|in|on|from|near|by|and|or|at|aged|after|as|dead|to)\b")
_NO_ACTOR = frozenset({"member", "none"})  # roles that name nobody by themselves
_AND = re.compile(r" (?:and|or) ")
_ACRONYM = re.compile(r"\s?\(([A-Z][A-Za-z0-9/-]{1,11})\)")


def find_actors(
    text: str,
    base: int,
    store: ActorStore,
    focus: Mapping[str, float],
    introduced: Mapping[str, str] | None = None,
) -> tuple[ActorMention, ...]:
    """Actor mentions of one sentence in order, offsets shifted by `base`.

    Takes:    "suspected Boko Haram fighters" -> group, doubt; "Mali's army", "the army of Mali" -> military of Mali;
              "Fulani herders" -> civilian role with people; "Fulani gunmen" -> identity
    Refuses:  "in Mali", "Bamako" (places), "President Goita" (a politician's name)

    `focus` holds weights of the article's countries, and `introduced` the acronyms that earlier sentences gave to
    groups (see acronyms_of).
    """
    found: list[ActorMention] = []
    pending: Hit | None = None
    for chain in chains(text, choose(text, store, focus, introduced or {}), store):
        mention = _resolve(text, chain, store, focus)
        partner = _partner(text, pending, mention, focus)
        pending = chain[0] if mention is None and len(chain) == 1 else None
        if mention is None:
            if found:
                found[-1] = with_state(text, found[-1], chain[0])
        elif not found or mention.start >= found[-1].end:
            found.extend(partner)
            found.append(mention)
            merge_last(text, found, store)
    whole = [_with_acronym(text, m) for m in found if m.key not in _NO_ACTOR]
    kept = [m for i, m in enumerate(whole) if not i or m.start >= whole[i - 1].end]
    return tuple(_shift(joined_at(text, kept, i), base) for i in range(len(kept)))


def _partner(
    text: str, before: Hit | None, mention: ActorMention | None, focus: Mapping[str, float]
) -> tuple[ActorMention, ...]:
    """The first of two forces that share a noun: "Malian" in "Malian and Wagner forces"."""
    if (
        before is None
        or mention is None
        or not before.of("adjective")
        or not _AND.fullmatch(text, before.end, mention.start)
    ):
        return ()
    forces = mention.actor_class in ("military", "police", "external", "mercenary") and not mention.site
    if not forces or mention.source not in ("role", "group", "unit"):
        return ()
    country = best_country(before.of("adjective"), focus)
    kind: ActorClass = "police" if mention.actor_class == "police" else "military"
    parts = Parts(start=before.start, country=country, pattern=["adjective"])
    return (_build(text, before, parts, "state", country, kind, True),)


def acronyms_of(mentions: Sequence[ActorMention]) -> dict[str, str]:
    """Acronyms that the text itself introduces: "Front of the Lakes (FOL)" -> {"FOL": group_id}."""
    behind = ((_ACRONYM.search(m.text), m) for m in mentions if m.source == "group")
    return {found.group(1): m.key for found, m in behind if found}


def _shift(mention: ActorMention, base: int) -> ActorMention:
    return replace(
        mention,
        start=mention.start + base,
        end=mention.end + base,
        head_start=mention.head_start + base,
        head_end=mention.head_end + base,
    )


def _with_acronym(text: str, mention: ActorMention) -> ActorMention:
    """Take in the acronym behind a name: "Allied Democratic Forces (ADF)"."""
    if mention.source not in ("group", "unit"):
        return mention
    behind = _ACRONYM.match(text, mention.end)
    if not behind:
        return mention
    whole_head = mention.head_end == mention.end
    end = behind.end()
    return replace(mention, end=end, text=text[mention.start : end], head_end=end if whole_head else mention.head_end)


# ---------------------------------------------------------------- chains


def _resolve(text: str, chain: list[Hit], store: ActorStore, focus: Mapping[str, float]) -> ActorMention | None:
    hits = list(chain)
    before_act = False
    while hits and (what := effect(hits[-1], store)):
        if what in ("cancel", "linked"):  # "the Hamas-run ministry"
            return None
        before_act = before_act or what == "act"
        hits.pop()
    if not hits or (len(hits) > 1 and effect(hits[-2], store) == "pro_state" and not hits[-1].of("group")):
        return None  # "an anti-tank mine", "pro-government"
    parts = gather(text, hits[:-1], store, focus)
    head = hits[-1]
    if parts.start < 0:
        parts.start = head.start
    group = best_group(head.of("group"), store, focus)
    if group:
        return _group_mention(text, head, group, parts, store)
    unit = best_unit(head, parts.country, store, focus)
    if unit and parts.group:  # "the air force of a rebel group" is the group
        rows = store.group_rows(parts.group)
        actor_class = class_of_group(rows)
        return replace(
            _build(text, head, parts, "group", parts.group, actor_class, True), alternatives=parts.others, group=""
        )
    if unit:
        return _unit_mention(text, head, unit, parts, store)
    if head.of("role"):
        return _role_mention(text, head, head.of("role")[0], parts, store)
    if head.of("people") and not (head.of("adjective") and before_act):
        parts.people = parts.people or best_people(head.of("people"), store, focus)
        return _build(text, head, parts, "people", parts.people, "identity", True)
    return _state_mention(text, head, parts, before_act)


# ---------------------------------------------------------------- mentions


def _group_mention(
    text: str, head: Hit, group: tuple[str, tuple[str, ...]], parts: Parts, store: ActorStore
) -> ActorMention | None:
    rows = store.group_rows(group[0])
    if parts.country and not any(parts.country in r.countries or not r.countries for r in rows):
        namesake = next((r for r in store.role_readings(head.form.split()[-1]) if r.kind == "role"), None)
        if namesake:  # "Ethiopian National Defence Forces" is no Syrian militia
            return _role_mention(text, Hit(head.start, head.end, head.form, (namesake,)), namesake, parts, store)
    parts.group = ""
    parts.people = ""
    actor_class = class_of_group(rows)
    return replace(_build(text, head, parts, "group", group[0], actor_class, True), alternatives=group[1])


def _unit_mention(text: str, head: Hit, unit_id: str, parts: Parts, store: ActorStore) -> ActorMention:
    unit = next(u for u in store.units_named(head.form) if u.unit_id == unit_id)
    others = tuple(u.unit_id for u in store.units_named(head.form) if u.unit_id != unit_id)
    if not parts.country and not others and store.is_proper(unit, head.form):
        parts.country = unit.country
    return replace(_build(text, head, parts, "unit", unit_id, unit.branch, True), alternatives=others)


def _role_mention(text: str, head: Hit, reading: Reading, parts: Parts, store: ActorStore) -> ActorMention | None:
    role = store.role(reading.key)
    if role.site and role.actor_class == "civilian" and not role.profile and _in_a_name(text, head):
        return None
    if parts.group and "Labor Group" in role.profile:  # "workers" of a party are its supporters
        role = replace(store.role("supporters"), nouns=role.nouns)
    unarmed = role.actor_class in UNARMED and not role.site
    parts.profiles = [*role.profile, *parts.profiles]
    if parts.group and not unarmed and role.actor_class not in ("civilian", "property"):
        rows = store.group_rows(parts.group)
        actor_class = class_of_group(rows)
        key, others, parts.group = parts.group, parts.others, ""
        mention = _build(text, head, parts, "group", key, actor_class, reading.plural)
        return replace(mention, alternatives=others, site=role.site, profiles=())
    if parts.owner_unit and not unarmed:
        unit = next(u for u in store.tables["units"] if u.unit_id == parts.owner_unit)
        if not parts.country and not parts.others and store.is_proper(unit, text[parts.start : head.end]):
            parts.country = unit.country
        mention = _build(text, head, parts, "unit", unit.unit_id, unit.branch, reading.plural)
        return replace(mention, site=role.site, alternatives=parts.others)
    owner = store.role(parts.owner) if parts.owner else None
    if owner and role.compound and (owner.actor_class in ARMED or role.role_id == "member"):
        role = replace(owner, site=role.site, nouns=role.nouns)
    actor_class = _class_of(role.actor_class, role.compound, parts, store)
    mention = _build(text, head, parts, "role", role.role_id, actor_class, reading.plural)
    kin = (role.as_agent,) if role.as_agent == COMMUNAL else ()
    return replace(mention, site=role.site, modifiers=(*mention.modifiers, *kin))


def _class_of(actor_class: ActorClass, compound: str, parts: Parts, store: ActorStore) -> ActorClass:
    """Let people and weapons change the class: "Fulani gunmen", "armed villagers"."""
    people = store.people(parts.people) if parts.people else None
    if parts.country and actor_class in ("military", "police", "government"):
        parts.people = ""
        return actor_class
    irregular = actor_class in ("armed", "gang", "rebel", "vigilante", "identity")
    if people and (irregular or (actor_class == "military" and compound == "member" and people.kind != "religious")):
        return "identity"
    if parts.armed and actor_class in ("civilian", "crowd", "mob"):
        return "identity" if people else "armed"
    return actor_class


def _state_mention(text: str, head: Hit, parts: Parts, before_act: bool) -> ActorMention | None:
    """A bare country name or metonym as actor, an adjective before an act ("Turkish airstrikes"), a demonym."""
    followed = text[head.end : head.end + 2]
    counted = bool(_COUNTED.search(text, 0, head.start) and _ENDS.match(text, head.end))
    people = (*head.of("demonym"), *(head.of("adjective") if counted else ()))
    if people and not before_act and not head.of("state") and (counted or not head.of("adjective")):
        parts.country = parts.country or people[0].key
        return _build(text, head, parts, "state", people[0].key, "civilian", True)
    names = (*head.of("state"), *head.of("metonym"), *(head.of("adjective") if before_act else ()))
    if not names or (not before_act and (is_place(text, head) or followed in ("'s", "’s") or _in_a_name(text, head))):
        return None
    parts.country = names[0].key
    actor_class: ActorClass = "government" if head.of("metonym") else "military"
    return _build(text, head, parts, "state", names[0].key, actor_class, False)


def _in_a_name(text: str, head: Hit) -> bool:
    """True when a word is part of somebody's or some place's name: "Gaza City", "Jordan Smith", "Michael Jordan"."""
    if not text[head.start].isupper():
        return False
    before = text[: head.start].rsplit(maxsplit=1) if text[: head.start].endswith(" ") else []
    if len(before) == 2 and _NAME.fullmatch(before[1]) and before[1] not in _DAYS:
        return True
    after = _NEXT_NAME.match(text, head.end)
    return bool(after and after.group(1) not in _DAYS)


def _build(
    text: str, head: Hit, parts: Parts, source: str, key: str, actor_class: ActorClass, plural: bool
) -> ActorMention:
    return ActorMention(
        start=parts.start,
        end=head.end,
        text=text[parts.start : head.end],
        rule_id="actor." + "+".join((*parts.pattern, source)),
        source=source,  # type: ignore[arg-type]
        key=key,
        actor_class=actor_class,
        country=parts.country,
        people=parts.people,
        profiles=tuple(dict.fromkeys(parts.profiles)),
        doubt=parts.doubt,
        plural=plural,
        head_start=head.start,
        head_end=head.end,
        group=parts.group,
        modifiers=tuple(dict.fromkeys(parts.modifiers)),
    )
