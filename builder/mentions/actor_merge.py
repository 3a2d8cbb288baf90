"""Mentions that belong together: two that "of" or a bracket makes one, and how one follows the other.

Finding the mentions of a sentence is actors.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.actors.lexicon import Hit
from tocsin.actors.store import ActorStore
from tocsin.mentions.actor_parts import ARMED
from tocsin.model import ActorMention

UNARMED: frozenset[str] = frozenset({"civilian", "crowd", "mob", "government"})
"""Classes of people who carry no arms."""
_OF = re.compile(
    r",?\s(?:(?:who (?:are|were) )?(suspected|believed|thought|presumed|alleged|said) to (?:be|belong to|be from)|"
    r"of|from|belonging to|loyal to|linked to|affiliated (?:with|to)|allied (?:with|to)|aligned with|"
    r"associated with|claiming to be(?: from)?|(?:also |better |locally )?known as|called|calling itself|named|dubbed)"
    r"(?:\s(?:the|a|an|some))?\s"
)
_BRACKETED = re.compile(r"(?: (?:of|from) (?:the |a )?(?:[A-Za-z-]+ ){0,6}[A-Za-z-]+)? \((?:the )?")
_CLOSED = re.compile(r"[^()]{0,16}\)")
_RECRUITS = frozenset({"man", "men", "individuals", "volunteer", "volunteers"})  # "men of M23" are M23
_JOIN = re.compile(
    r"^\s*+(,?)\s*+(and/or|/|or|and|as well as|alongside|together with|backed by|supported by)?\s*+"
    r"(?:(?:of|from|by|with|between) )?(?:(?:the|a|an|its|their|some|several|\d{1,5}|two|three|four|five|six|seven|"
    r"eight|nine|ten|at least) ?){0,3}$"
)


def merge_last(text: str, found: list[ActorMention], store: ActorStore) -> None:
    """Merge the last two mentions as long as they are one: "gunmen" "members" "Boko Haram"."""
    while len(found) > 1:
        merged = _merge_of(text, found[-2], found[-1], store)
        if merged is None:
            return
        found[-2:] = [merged]


def joined_at(text: str, mentions: Sequence[ActorMention], i: int) -> ActorMention:
    """Note how a mention follows the one before: "JNIM or Islamic State fighters" -> "or"."""
    if not i:
        return mentions[0]
    link = _JOIN.match(text[mentions[i - 1].end : mentions[i].start])
    if not link:
        return mentions[i]
    word = link.group(2) or link.group(1)
    if word in ("or", "and/or", "/"):
        return replace(mentions[i], joined="or")
    return replace(mentions[i], joined="and" if link.group(2) else word)


def _merge_of(text: str, first: ActorMention, second: ActorMention, store: ActorStore) -> ActorMention | None:
    """One mention of two that "of", "from", "loyal to" joins: "the army of Mali", "members of Boko Haram"."""
    link = _OF.fullmatch(text, first.end, second.start)
    if first.source == "group" and second.source == "group" and link and not first.site:
        branch = any(row.parent == second.key for row in store.group_rows(first.key))
        return _span(text, first, first, second) if branch else None  # "the Sinai Province of the Islamic State"
    if first.source != "role" or first.site:
        return None
    if _glossed(text, first, second):
        return _span(text, replace(second, doubt=first.doubt or second.doubt), first, second)
    if not link:
        return None
    if second.source in ("people", "state"):
        return None
    if first.actor_class in UNARMED and text[first.head_start : first.head_end].lower() not in _RECRUITS:
        return _span(text, replace(first, group=second.key), first, second) if second.source == "group" else None
    if second.source in ("group", "unit") or (store.role(first.key).compound and _owns(first, second)):
        owner = replace(
            second,
            plural=first.plural,
            doubt=first.doubt or second.doubt or bool(link.group(1)),
            head_start=first.head_start,
            head_end=first.head_end,
            modifiers=(*first.modifiers, *second.modifiers),
        )
        return _span(text, owner, first, second)
    return None


def _glossed(text: str, first: ActorMention, second: ActorMention) -> bool:
    """Whether a bracket says who fighters are: "soldiers of the joint force (MNJTF)", "the faction (ISWAP)"."""
    if first.actor_class in UNARMED or second.source not in ("group", "unit"):
        return False
    opened = _BRACKETED.fullmatch(text, first.end, second.start)
    return bool(opened and _CLOSED.match(text, second.end))


def _span(text: str, mention: ActorMention, first: ActorMention, second: ActorMention) -> ActorMention:
    """Stretch a mention over both parts."""
    words = text[first.start : second.end]
    rule_id = f"{first.rule_id}+of+{second.source}"
    return replace(mention, start=first.start, end=second.end, text=words, rule_id=rule_id)


def with_state(text: str, mention: ActorMention, hit: Hit) -> ActorMention:
    """Give a role the state named behind it: "the army of Mali", "peacekeepers from Chad"."""
    names = hit.of("state")
    bearer = mention.source == "role" or mention.actor_class == "external"
    if not names or not bearer or mention.country or mention.site or hit.start < mention.end:
        return mention
    if not _OF.fullmatch(text, mention.end, hit.start):
        return mention
    words = text[mention.start : hit.end]
    rule_id = f"{mention.rule_id}+of+state"
    return replace(mention, country=names[0].key, end=hit.end, text=words, rule_id=rule_id)


def _owns(first: ActorMention, second: ActorMention) -> bool:
    return second.source == "role" and not second.site and (first.key == "member" or second.actor_class in ARMED)
