"""Write the pages of docs/reference that tell every rule, from the rule files: kind -> sections of Markdown.

The words are those of the files: what a rule is for, what it asks, what it takes and refuses. Nothing is added here.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator

from pydantic import BaseModel
from tocsin.rulebook.catalog import Listed, catalog
from tocsin.rulebook.entries import ActRule, ActType, Condition, Decision
from tocsin.schema import vocabulary

_MADE = (
    "This page is written from the rule files by `python tests/docs_refresh.py`; edit those, not this page. "
    "[Write a rule](../rules.md) explains the words used here.\n"
)
_TOLD = ("id", "why", "examples", "counterexamples")
"""Fields that have a place of their own in an entry's section."""
_FAMILIES = {
    "violence": "Violence",
    "demonstration": "Crowds",
    "strategic": "Turning points",
    "outcome": "Outcomes",
}


def acts_page() -> str:
    """Act types by family, and the rules that assert each."""
    types, rules = _entries("act_type"), _entries("act")
    parts = [
        "# Acts\n",
        _MADE,
        "An act rule says which words assert which act, and who stands in which role. An act by itself is no event "
        "yet: the [decisions](decisions.md) make one of it. An act that is not core never makes an event alone.\n",
    ]
    for family, title in _FAMILIES.items():
        parts.append(f"## {title}\n")
        for listed in types:
            if isinstance(listed.entry, ActType) and listed.entry.family == family:
                parts.append(_act_type(listed.entry, rules))
    return "\n".join(parts)


def decisions_page() -> str:
    """The decision list in its order."""
    parts = [
        "# Decisions\n",
        _MADE,
        "The list is read from the top; the first decision whose conditions all hold gives the sub-event type. "
        'A decision that says "refuse" keeps the candidate out of the rows, with its reason in `excluded.parquet`. '
        "A list of words in a condition holds when one of them is found, unless the key ends in `_all` (every one) or "
        "`_none` (not one).\n",
        _types_table(),
        "## In their order\n",
        *(_section(listed, "result") for listed in _entries("decision")),
    ]
    return "\n".join(parts)


def contexts_page() -> str:
    """All other kinds that are small: each under its own heading."""
    kinds = {
        "context": ("Contexts", "Words around an act that say it did not happen, or is no news."),
        "effect": ("Effects of contexts", "What a context does to the acts it reaches. A hard one bars a row."),
        "segment": ("Segments", "Words that open another happening, background or a reaction."),
        "weapon": ("Weapons", "Words for weapons, and the class that decisions ask for."),
        "tag_rule": ("Tags", "What must be told for a tag."),
        "construction": ("Constructions", "Which part of a sentence fills which role, in order of preference."),
        "scope": ("Scope", "Where an unnamed hand is taken for crime."),
        "country_level": ("Country level", "What may lie at a country's capital when no place is named."),
        "intensity": ("Intensity", "Where and when an unknown number of dead is 10, not 3."),
        "vote": ("Votes", "How much each sign counts when a slot is filled."),
        "note": ("Notes", "How the notes of a row are worded."),
    }
    parts = ["# Contexts and other rules\n", _MADE]
    for kind, (title, about) in kinds.items():
        parts += [f"## {title}\n", f"{about}\n", *(_section(listed) for listed in _entries(kind))]
    return "\n".join(parts)


def words_page() -> str:
    """The word lists that rules name as @list."""
    parts = ["# Word lists\n", _MADE, "Rules refer to a list as `@name`.\n"]
    return "\n".join([*parts, *(_section(listed) for listed in _entries("words"))])


PAGES: dict[str, Callable[[], str]] = {
    "reference/acts.md": acts_page,
    "reference/decisions.md": decisions_page,
    "reference/contexts.md": contexts_page,
    "reference/words.md": words_page,
}


# ---------------------------------------------------------------- pieces


def anchor(heading: str) -> str:
    """The id that a heading gets by itself: "violence.kill" -> "violencekill"."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


_catalog = functools.cache(catalog)


def _entries(kind: str) -> list[Listed]:
    return [listed for listed in _catalog() if listed.kind == kind]


def _types_table() -> str:
    """Which decisions lead to which of the 25 types."""
    lines = ["| sub-event type | decisions |", "| --- | --- |"]
    decisions = [listed.entry for listed in _entries("decision") if isinstance(listed.entry, Decision)]
    for entry in vocabulary.sub_events():
        ids = [f"[{d.id}](#{anchor(d.id)})" for d in decisions if d.sub_event_type == entry.name]
        lines.append(f"| {entry.name} | {', '.join(ids)} |")
    return "\n".join(lines) + "\n"


def _act_type(entry: ActType, rules: Iterable[Listed]) -> str:
    """One act, who asks for it, and the rules that assert it."""
    traits = f" Traits: {', '.join(entry.traits)}." if entry.traits else ""
    core = "" if entry.core else " Not core."
    head = f"### {entry.id}\n\n{_plain(entry.gloss.capitalize())}.{core}{traits}\n"
    asked = [
        d.entry.id for d in _entries("decision") if isinstance(d.entry, Decision) and entry.id in _acts_of(d.entry)
    ]
    links = ", ".join(f"[{name}](decisions.md#{anchor(name)})" for name in asked)
    asking = f"Asked for by: {links}\n" if asked else "No decision asks for it.\n"
    asserting = [r for r in rules if isinstance(r.entry, ActRule) and r.entry.act == entry.id]
    return "\n".join([head, asking, *(_section(rule, "act", level=4) for rule in asserting)])


def _acts_of(decision: Decision) -> set[str]:
    """Every act that a decision looks at, but for those that must be absent."""
    keys = ("acts_any", "also_any", "acts_all", "crowd_acts_any", "suffered_any", "aside_any")
    return set(itertools.chain.from_iterable(getattr(decision.when, key) for key in keys))


def _section(listed: Listed, lead: str = "", level: int = 3) -> str:
    """One entry: heading, reason, what it asks, what it takes and refuses."""
    entry = listed.entry
    name = str(getattr(entry, "id", listed.id))
    parts = [f"{'#' * level} {name}\n"]
    if isinstance(entry, Decision):
        parts.append(f"**{entry.sub_event_type}**\n" if entry.sub_event_type else f"**refuse: {entry.refuse}**\n")
    if why := getattr(entry, "why", ""):
        parts.append(f"{_plain(why[0].upper() + why[1:])}.\n")
    left_out = {"act"} if lead == "act" else {"sub_event_type", "refuse"} if lead == "result" else set()
    fields = [(key, text) for key, text in _fields(entry) if key not in left_out]
    if fields:
        parts.append("\n".join(f"- `{key}`: {text}" for key, text in fields) + "\n")
    for title, key in (("Takes", "examples"), ("Refuses", "counterexamples")):
        if texts := getattr(entry, key, ()):
            parts.append(f"{title}:\n\n" + "\n".join(f'- "{_plain(text)}"' for text in texts) + "\n")
    return "\n".join(parts)


def _fields(entry: BaseModel) -> Iterator[tuple[str, str]]:
    """What the file says beyond reason and texts, without what it leaves at its default."""
    for key, field in type(entry).model_fields.items():
        value = getattr(entry, key)
        if key in _TOLD or value == field.default:
            continue
        if isinstance(value, Condition):
            yield from _fields(value)
        else:
            yield key, _value(value)


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} = {_value(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_word(str(part)) for part in value)
    return str(value).lower() if isinstance(value, bool) else _word(str(value))


def _word(text: str) -> str:
    """A link for "@list"; any other word as it is."""
    if re.fullmatch(r"@[a-z0-9_.]+", text):
        return f"[{_plain(text)}](words.md#{anchor(text[1:])})"
    return _plain(text)


def _plain(text: str) -> str:
    """Text whose marks mean nothing to Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)
