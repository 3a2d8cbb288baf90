"""Find what a user's rule files declare and nothing refers to: mostly a name that is spelled two ways."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tocsin.rulebook.catalog import Listed, catalog
from tocsin.rulebook.entries import ActRule, Decision, ScopeRule, WordList

REFERRED = ("act_type", "construction", "words")
"""Kinds that do nothing by themselves."""


def unused_entries(extra: Path | None) -> list[Listed]:
    """New act types, constructions and word lists of the user's that no rule names. Overrides of ours are in use."""
    if extra is None:
        return []
    shipped = {(e.kind, e.id) for e in catalog()}
    entries = catalog(extra)
    used = references_of(e.entry for e in entries)
    mine = (e for e in entries if not e.ours and e.kind in REFERRED and (e.kind, e.id) not in shipped)
    return [e for e in mine if (e.kind, e.id) not in used]


def references_of(entries: Iterable[object]) -> set[tuple[str, str]]:
    """(kind, id) of every act type, construction and word list that some entries name."""
    found: set[tuple[str, str]] = set()
    for entry in entries:
        if isinstance(entry, ActRule):
            found |= {("act_type", entry.act), ("construction", entry.construction)}
            conditions = (c for given in (*entry.require.values(), *entry.forbid.values()) for c in given)
            found |= {("words", name) for name in (*entry.with_words, *_lists(conditions))}
        elif isinstance(entry, Decision):
            when = entry.when
            sides = (*when.agent_any, *when.agent_none, *when.patient_any, *when.patient_none)
            found |= {("words", name) for name in _lists(sides)}
        elif isinstance(entry, ScopeRule):
            found |= {("words", name) for name in entry.unless}
        elif isinstance(entry, WordList):
            found |= {("words", name) for name in entry.include}
    return found


def _lists(conditions: Iterable[str]) -> list[str]:
    return [c[1:] for c in conditions if c.startswith("@")]
