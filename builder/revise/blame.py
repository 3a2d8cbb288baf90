"""The rules, or other causes, that a difference between two builds is put down to: a cell or a row in, names out.

causes.py words the same for one line of `tocsin diff`; here it is counted, so that a name stands for all it changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from tocsin.revise.causes import Side, changed_rules, of_data, of_versions, rules_of_cell
from tocsin.revise.diff import Sides, nearest
from tocsin.revise.matching import Key

UNKNOWN = "not told by the builds"
"""The cause of a difference for which neither inputs, rules, data nor versions give a reason."""
MERGING = "reports merged otherwise"
DECISIVE = "sub_event_type"
"""The column whose rules make a row: without an act and a decision there is none."""


class Blame:
    """Causes of the differences between two builds."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self.old_of: dict[Key, Key] = {}
        self.new_of: dict[Key, Key] = {}
        for group in sides.groups:
            if group.old:
                self.old_of |= {new: nearest(new, group.old, sides) for new in group.new}
        for new, old in self.old_of.items():
            if old not in self.new_of or new == old:
                self.new_of[old] = new

    @cached_property
    def changed(self) -> dict[str, str]:
        """Rule -> added, changed or removed."""
        return changed_rules(self._sides.old.manifest, self._sides.new.manifest)

    def of_cell(self, column: str, old: Key, new: Key) -> tuple[str, ...]:
        """What a cell differs by: the rules that it no longer or newly rests on, else changed ones, data, versions."""
        sides = self._sides
        rules = rules_of_cell(column, sides.old, old, sides.new, new)
        found = (*rules.come, *rules.gone) or rules.changed
        return found or self._of_whole(column)

    def of_cells(self, columns: Iterable[str], old: Key, new: Key) -> tuple[str, ...]:
        """What a row differs by in those of some columns that differ; MERGING when none does."""
        before, after = self._sides.old_rows[old], self._sides.new_rows[new]
        differ = [name for name in columns if str(before[name]) != str(after[name])]
        found = [cause for name in differ for cause in self.of_cell(name, old, new)]
        return tuple(dict.fromkeys(found)) or (MERGING,)

    def of_row(self, key: Key, appeared: bool) -> tuple[str, ...]:
        """Why a row is in one build alone: its articles, else changed rules that made it, else what excluded it."""
        sides = self._sides
        there, absent = (sides.new, sides.old) if appeared else (sides.old, sides.new)
        articles = (sides.new_articles if appeared else sides.old_articles)[key]
        behind = sorted(there.rules.get((key, DECISIVE), frozenset()))
        return (
            _of_inputs(articles, there, absent)
            or tuple(rule for rule in behind if rule in self.changed)
            or _of_exclusion(articles, absent)
            or tuple(behind if self.changed else ())
            or self._of_whole()
        )

    def _of_whole(self, column: str = "") -> tuple[str, ...]:
        old, new = self._sides.old.manifest, self._sides.new.manifest
        return tuple(of_data(old, new, column) or of_versions(old, new) or [UNKNOWN])


def _of_inputs(articles: Iterable[str], there: Side, absent: Side) -> tuple[str, ...]:
    """What became of the articles of a row in the build without it, where that alone explains it."""
    for article in sorted(articles):
        if article not in absent.articles:
            return ("other articles",)
        if absent.articles[article] != there.articles.get(article) and absent.articles[article]:
            return ("articles with another text",)
        if absent.statuses[article] in ("rejected", "duplicate"):
            return (f"articles {absent.statuses[article]}",)
    return ()


def _of_exclusion(articles: Iterable[str], absent: Side) -> tuple[str, ...]:
    found = [reason for article in sorted(articles) for reason in absent.excluded.get(article, ())]
    return tuple(f"excluded: {reason}" for reason in dict.fromkeys(found))
