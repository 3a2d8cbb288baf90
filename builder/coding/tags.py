"""The tags of a row: the size of its crowd, and those that rules/tags.toml gives (codebook 7)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tocsin.coding.actors import plain
from tocsin.coding.crowd_acts import PROTESTERS
from tocsin.incidents.incident import Incident
from tocsin.model import ActorMention, Document
from tocsin.rulebook.entries import TagRule
from tocsin.rulebook.load import Rulebook

CROWD_TYPES = frozenset({"Protests", "Riots"})


def tags_of(event_type: str, incident: Incident, document: Document, book: Rulebook) -> str:
    """The cell `tags`: "crowd size=about 200; detentions", in the order of the alphabet."""
    tags = {rule.tag for rule in tag_rules(event_type, incident, document, book)}
    if event_type in CROWD_TYPES:
        tags.add(f"crowd size={plain(incident.crowd)}")
    return "; ".join(sorted(tags))


def tag_rules(event_type: str, incident: Incident, document: Document, book: Rulebook) -> tuple[TagRule, ...]:
    """The tag rules whose every part is true of an incident."""
    return tuple(rule for rule in book.tags if holds(rule, event_type, incident, document))


def holds(rule: TagRule, event_type: str, incident: Incident, document: Document) -> bool:
    """Whether every part that a tag rule gives is true of an incident."""
    text = document.text
    if rule.events and event_type not in rule.events:
        return False
    if rule.acts and not any(frame.act in rule.acts for frame in incident.frames):
        return False
    patients = (r for frame in incident.frames for r in frame.roles if r.name == "patient")
    if rule.patient and not any(_any_of(tuple(rule.patient)).search(text[r.start : r.end]) for r in patients):
        return False
    return not rule.said or _said(rule, incident, document) is not None


def second_crowd(rules: Iterable[TagRule], incident: Incident, document: Document) -> ActorMention | None:
    """The words for a crowd that faces the first one, as a mention: "counter-protesters"; None where there is none."""
    for rule in rules:
        span = _said(rule, incident, document) if rule.second_crowd else None
        if span is not None:
            return ActorMention(
                start=span[0],
                end=span[1],
                text=document.text[span[0] : span[1]],
                rule_id=f"tag_rule:{rule.id}",
                source="role",
                key=PROTESTERS,
                actor_class="crowd",
                plural=True,
                head_start=span[0],
                head_end=span[1],
            )
    return None


def _said(rule: TagRule, incident: Incident, document: Document) -> tuple[int, int] | None:
    """The first of a rule's words in the sentences that tell the incident, as (start, end) in the text."""
    pattern = _any_of(tuple(rule.said))
    for number in sorted({frame.sentence for frame in incident.frames}):
        sentence = document.sentences[number]
        for hit in pattern.finditer(sentence.text):
            before = sentence.text[: hit.start()].lower().split()[-1:]
            if not set(before) & set(rule.unless):
                return sentence.start + hit.start(), sentence.start + hit.end()
    return None


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)", re.IGNORECASE)
