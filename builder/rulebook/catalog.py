"""Every entry of the rule files for a reader: its kind, what it does, where it stands, and what it says in full."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel
from tocsin.errors import UsageError
from tocsin.rulebook.entries import (
    ActRule,
    ActType,
    Condition,
    ContextRule,
    CountryLevel,
    Decision,
    IntensityRule,
    NoteTemplate,
    ScopeRule,
    SegmentCue,
    TagRule,
    VoteWeight,
    WeaponRule,
    WordList,
)
from tocsin.rulebook.load import KINDS, RULES, Rulebook, collect, load_rules
from tocsin.rulebook.triggers import build_triggers

Lines = Iterator[tuple[str, str]]
_SHOWN_WORDS = 12  # of a word list inside another rule; `show` of the list itself has all


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry: kind "act", id "violence.kill", gist "kill", where "rules/acts/30_violence.toml:143"."""

    kind: str
    id: str
    gist: str
    where: str
    entry: BaseModel
    ours: bool


def catalog(extra: Path | None = None) -> tuple[Listed, ...]:
    """Every entry, kind by kind, in file order; those of the user's folder override ours. Raises DataFileError."""
    load_rules(extra)  # refuses what no build would accept
    shipped = {(k, i.where) for (k, _), i in collect([RULES])[0].items()}
    found = collect([RULES] if extra is None else [RULES, extra])[0]
    listed = [
        Listed(kind, name, gist_of(item.entry), item.where, item.entry, (kind, item.where) in shipped)
        for (kind, name), item in found.items()
    ]
    order = list(KINDS)
    return tuple(sorted(listed, key=lambda e: order.index(e.kind)))


def gist_of(entry: BaseModel) -> str:
    """What an entry does, in a word or two: the act it asserts, the effect it has, the type it gives."""
    match entry:
        case ActRule():
            return entry.act
        case ContextRule():
            return entry.effect
        case Decision():
            return entry.sub_event_type or f"refuse: {entry.refuse}"
        case SegmentCue():
            return entry.segment
        case WeaponRule():
            return entry.weapon
        case ActType():
            return f"{entry.family}: {entry.gloss}"
        case NoteTemplate():
            return entry.sub_event_type
        case VoteWeight():
            return f"{entry.value:g}"
        case WordList():
            return f"{len(entry.words)} words"
        case ScopeRule():
            return f"{len(entry.countries)} countries"
        case TagRule():
            return entry.tag
        case IntensityRule():
            return f"{entry.country}, {entry.since} to {entry.until or 'now'}"
        case CountryLevel():
            return ", ".join(entry.types)
        case _:
            return str(getattr(entry, "reason", ""))


def find_entries(name: str, entries: Sequence[Listed]) -> list[Listed]:
    """Entries of an id, "violence.kill" or "act:violence.kill". Raises UsageError with the nearest ids when none."""
    found = [e for e in entries if name in (e.id, f"{e.kind}:{e.id}")]
    if not found:
        near = difflib.get_close_matches(name.split(":")[-1], sorted({e.id for e in entries}), n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `tocsin rules list` shows every id"
        raise UsageError(f'no rule "{name}"{hint}')
    return found


# ---------------------------------------------------------------- one rule in full


def describe(listed: Listed, book: Rulebook) -> list[tuple[str, str]]:
    """Label and text, line by line: where the rule stands, its words and conditions, its examples."""
    entry = listed.entry
    lines = [("stands at", listed.where), *_place(entry, book), *_fields(entry)]
    if isinstance(entry, ActRule):
        lines += _of_act(entry, book)
    if isinstance(entry, ActType):
        lines += [("asserted by", ", ".join(r.id for r in book.acts if r.act == entry.id) or "no act rule")]
        lines += [("asked for by", _askers(entry.id, book))]
    return [*lines, *_texts(entry)]


def _place(entry: BaseModel, book: Rulebook) -> Lines:
    """Order matters where the first that fits wins."""
    for rules, what in ((book.decisions, "decisions"), (book.acts, "act rules")):
        if entry in rules:
            yield "order", f"{rules.index(entry) + 1} of {len(rules)} {what}; the first that fits wins"


def _fields(entry: BaseModel) -> Lines:
    """What the file says, without what it leaves at its default and without the texts."""
    for name, value in entry.model_dump(exclude_defaults=True).items():
        if name not in ("id", "examples", "counterexamples"):
            yield name, _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _of_act(rule: ActRule, book: Rulebook) -> Lines:
    """What an act rule refers to: its act, the forms of its triggers, its word lists, the decisions that ask for it."""
    yield "meaning", book.act_types[rule.act].gloss
    yield "triggers", ", ".join(sorted(set(_triggers(rule, book))))
    for name in _lists_of(rule):
        yield f"@{name}", _some(sorted(book.words[name]))
    yield "asked for by", _askers(rule.act, book)


def _askers(act: str, book: Rulebook) -> str:
    """Decisions that an act can lead to, in their order."""
    asked = ((d.id, _asked_for(d.when)) for d in book.decisions)
    return ", ".join(name for name, acts in asked if act in acts) or "no decision"


def _asked_for(when: Condition) -> tuple[str, ...]:
    return (*when.acts_any, *when.acts_all, *when.also_any, *when.crowd_acts_any, *when.suffered_any, *when.aside_any)


def _triggers(rule: ActRule, book: Rulebook) -> Iterator[str]:
    """Every inflected form that anchors the rule, as matching has them: "took hostage", "open ... fire"."""
    for form, triggers in build_triggers(book).by_form.items():
        for trigger in triggers:
            if trigger.rule.id == rule.id:
                between = ("...", trigger.lemma.split()[-1]) if trigger.objects else ()
                yield " ".join((*trigger.before, form, *trigger.after, *between)).replace(" - ", "-")


def _lists_of(rule: ActRule) -> list[str]:
    conditions = [c for given in (*rule.require.values(), *rule.forbid.values()) for c in given]
    return list(dict.fromkeys([*rule.with_words, *(c[1:] for c in conditions if c.startswith("@"))]))


def _some(words: Sequence[str]) -> str:
    more = f" and {len(words) - _SHOWN_WORDS} more" if len(words) > _SHOWN_WORDS else ""
    return ", ".join(words[:_SHOWN_WORDS]) + more


def _texts(entry: BaseModel) -> Lines:
    for name in ("examples", "counterexamples"):
        for text in getattr(entry, name, ()):
            yield name.removesuffix("s"), text
