"""Write actor mentions as the names, inter codes and associated actors of a row (codebook 3).

Which mentions fill which side of an event, and their order, is decided before; finding them is mentions/actors.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.actors.store import ActorStore
from tocsin.coding.actor_names import (
    STATE,
    AsRole,
    Named,
    Scene,
    is_side,
    local_name,
    name_mention,
    name_role,
    profiles_of,
)
from tocsin.model import ActorMention
from tocsin.schema.inters import inter_text

_LETTERS = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
    }
)  # letters that no decomposition turns into ASCII


@dataclass(frozen=True, slots=True)
class CodedActor:
    """One side of a row. An empty name means that nobody can be named (a pipeline, no mention of a target)."""

    name: str
    inter_text: str
    associated: tuple[str, ...] = ()
    rule_ids: tuple[str, ...] = ()
    runner_up: str = ""


def plain(name: str) -> str:
    """ASCII without semicolons, as names stand in rows: "Côte" -> "Cote"."""
    base = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return base.encode("ascii", "ignore").decode("ascii").replace(";", ",").strip()


def name_actor(
    mentions: Sequence[ActorMention],
    country: str,
    day: date,
    store: ActorStore,
    as_role: AsRole,
    *,
    admin1: str = "",
    protest: bool = False,
) -> CodedActor:
    """Name one side of an event in `country` on `day`.

    Takes:    "Malian troops" in Mali, 2022     -> Military Forces of Mali (2021-), State forces
              "Malian troops" in Niger          -> same name, External/Other forces
              "three farmers" as patient        -> Civilians (Mali), associated Farmers (Mali)
              "JNIM or Islamic State fighters"  -> "JNIM: ... and/or Islamic State (Sahel)"
              nothing, as agent                 -> Unidentified Armed Group (Mali)
    `admin1` chooses local names (bandits in Zamfara); `protest` makes "security forces" police.
    """
    scene = Scene(country, day, store, as_role, admin1, protest)
    if as_role in ("crowd_peaceful", "crowd_violent"):
        return _crowd(mentions, scene)
    named = [n for n in (name_mention(m, scene) for m in mentions) if n.name]
    if not named:
        return _nobody(mentions, scene)
    main = min(named, key=_rank)
    others = [n for n in named if n is not main and n.name != main.name]
    either = [n for n in others if n.mention.joined == "or" or (main.mention.joined == "or" and n.inter != 7)]
    either = [n for n in either if is_side(n) and is_side(main)][:1]
    name = " and/or ".join([main.name, *(n.name for n in either)])
    extra = [n.name for n in others if n not in either and (n.inter != main.inter or is_side(n)) and not _thing(n)]
    associated = _unique([*extra, *(a for n in named for a in n.associated)], {name, main.name})
    rules = tuple(dict.fromkeys(n.rule_id for n in (main, *either)))
    return CodedActor(plain(name), inter_text(main.inter), associated, rules, _runner_up(main, scene))


def _thing(named: Named) -> bool:
    """A house or a car stands for civilians only where nobody else is named: "a truck belonging to the army"."""
    return named.mention.site and named.inter == 7


def _rank(named: Named) -> int:
    """Armed sides before the unarmed, people before things, an army before the mission or company that helps it."""
    helper = named.inter == 8 and named.mention.source == "group"
    return (0 if is_side(named) else 4) + (2 if named.mention.site else 0) + (1 if helper else 0)


def _unique(names: Iterable[str], without: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for p in map(plain, names) if p and p not in without))


def _nobody(mentions: Sequence[ActorMention], scene: Scene) -> CodedActor:
    if scene.as_role == "agent" and not any(m.actor_class == "property" for m in mentions):
        name, inter = local_name("gunmen", scene) or (f"Unidentified Armed Group ({scene.country})", 3)
        return CodedActor(plain(name), inter_text(inter), (), ("actor.default.unidentified",), "")
    return CodedActor("", "", (), ("actor.default.none",), "")


def _runner_up(main: Named, scene: Scene) -> str:
    """The name that a doubted or ambiguous actor would have instead."""
    if main.mention.alternatives and main.mention.source == "group":
        row = scene.store.group(main.mention.alternatives[0], scene.country, scene.day)
        return plain(row.name) if row else ""
    doubted = main.mention.doubt and main.inter in (2, 3, 4)
    return plain(f"Unidentified Armed Group ({scene.country})") if doubted else ""


# ---------------------------------------------------------------- crowds


def _crowd(mentions: Sequence[ActorMention], scene: Scene) -> CodedActor:
    """ "Protesters (X)" or "Rioters (X)", and who is in the crowd."""
    peaceful = scene.as_role == "crowd_peaceful"
    name = f"{'Protesters' if peaceful else 'Rioters'} ({scene.country})"
    associated: list[str] = []
    rules = [f"actor.{scene.as_role}"]
    for mention in mentions:
        associated.extend(_in_crowd(mention, scene))
        rules.append(mention.rule_id)
    return CodedActor(
        plain(name), inter_text(6 if peaceful else 5), _unique(associated, {name}), tuple(dict.fromkeys(rules))
    )


def _in_crowd(mention: ActorMention, scene: Scene) -> tuple[str, ...]:
    if mention.source in ("group", "unit"):
        return (name_mention(mention, scene).name,)
    foreign = mention.country not in ("", scene.country)
    origin = (f"{_origin(mention.country, scene)} Group ({scene.country})",) if foreign else ()
    if mention.source == "role" and mention.actor_class in STATE and not mention.site:
        return (name_role(mention, scene).name,)
    if mention.site:
        return ()
    return (*profiles_of(mention, scene.country, scene), *origin)


def _origin(country: str, scene: Scene) -> str:
    row = scene.store.state(country)
    return row.adjectives[0] if row and row.adjectives else country
