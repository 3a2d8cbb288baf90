"""A group that no dictionary has, known by its capitals and its head noun: "the Khabour River Brigades".

It keeps the name that the text gives it and counts as a political militia (3) until an analyst adds it to the actors.
"""

from __future__ import annotations

from tocsin.frames.view import SentenceView
from tocsin.model import ActorMention, Role

LONGEST = 8  # words; a longer run of capitals is a headline, not a name
SKIPPED = frozenset({"the", "a", "an", "of", "for", "and", "in", "-", "'s", "al", "el", "ul", "bin", "ibn", "wa", "de"})


def unlisted_group(view: SentenceView, role: Role, heads: frozenset[str], claims: bool = False) -> ActorMention | None:
    """The actor that a role without known actors names, or None. Who `claims` a deed is no unit of an army.

    Takes:    "The Khabour River Brigades claimed responsibility"  -> that name, armed
    Refuses:  "The Health Ministry", "Tuesday", "Gunmen"           (no armed head noun, or not a name)
    """
    tokens = [t for t in view.parse.tokens if role.start <= t.start < role.end and t.text not in "()[],"]
    names = [t for t in tokens if t.lemma not in SKIPPED]
    led = claims and bool(names) and all(a.start > names[0].start for a in role.actors)  # "the Khabour Brigade"
    least = 2 if led or not role.actors else 3  # "Government Forces" is two nouns, "Khabour River Brigades" a name
    if not least <= len(names) <= LONGEST or not all(t.text[0].isupper() for t in names):
        return None
    if not any(t.lemma in heads for t in names):
        return None
    first = next(t for t in tokens if t.lemma not in SKIPPED)
    text = " ".join(t.text for t in tokens if t.start >= first.start).replace(" - ", "-").replace(" 's", "'s")
    return ActorMention(
        start=first.start,
        end=role.end,
        text=text,
        rule_id="actor.unlisted",
        source="named",
        key=text,
        actor_class="armed",
        head_start=role.head_start,
        head_end=role.head_end,
    )
