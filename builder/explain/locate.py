"""Rule ids of evidence -> rules with file and line: rule files, data of the stages, dictionaries, or a meaning.

Everything is read when first asked for, so that a row without a place does not wait for the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from tocsin.actors.store import actors_sha256
from tocsin.config import Options
from tocsin.explain.actor_lines import ActorLines
from tocsin.explain.csv_lines import lines_by_id
from tocsin.explain.glosses import data_places, gloss_of
from tocsin.explain.place_lines import PlaceLines
from tocsin.explain.spot import Spot
from tocsin.explain.story import Rule
from tocsin.gazetteer.outlets import DATA as SOURCES
from tocsin.rulebook.hashes import rule_hashes
from tocsin.rulebook.load import load_rules

_ACTORS = ("actor1", "actor2", "assoc_actor_1", "assoc_actor_2")
NOWHERE = Spot()


class Locator:
    """Looks rules up in the data that a build was made with.

    options   the user's own rules, actors, places and sources, as they were given to the build
    manifest  the build's manifest, to tell rules and data that changed since
    """

    def __init__(self, options: Options | None = None, manifest: Mapping[str, Any] | None = None) -> None:
        self._options = options or Options()
        self._manifest = manifest or {}
        self._places = PlaceLines(self._options.gazetteer, self._options.places)

    def rules(self, rule_ids: Sequence[str], spot: Spot = NOWHERE) -> tuple[Rule, ...]:
        """Every id as a rule, each followed by the dictionary entries that it read."""
        found = [rule for rule_id in rule_ids for rule in self._of(str(rule_id), spot)]
        return tuple(dict.fromkeys((*found, *self._entries(spot))))

    def rule(self, rule_id: str) -> Rule:
        """One rule, without a cell."""
        return self.rules((rule_id,))[0]

    def remarks(self) -> tuple[str, ...]:
        """What changed since the build as a whole, so that lines and entries may have moved."""
        told = self._manifest.get("versions") or {}
        before = told.get("actors_sha256")
        if before and before != actors_sha256(self._options.actors):
            return ("the actor data are others than those of this build: its lines may have moved",)
        return ()

    # ------------------------------------------------------------ one id

    def _of(self, rule_id: str, spot: Spot) -> Iterator[Rule]:
        where = self._rule_files.get(rule_id, "")
        if where:
            yield Rule(rule_id, where, changed=rule_id in self._changed)
        elif rule_id in data_places():
            yield Rule(rule_id, data_places()[rule_id])
        elif rule_id.startswith("source:"):
            yield Rule(rule_id, self._sources.get(rule_id.removeprefix("source:"), ""))
        elif entries := tuple(self._actors.of_rule(rule_id, spot)) if rule_id.startswith("actor.") else ():
            yield from entries
        else:
            yield Rule(rule_id, about=gloss_of(rule_id))

    def _entries(self, spot: Spot) -> Iterator[Rule]:
        """Entries that a cell rests on besides its rules: the place of a location, the regime of a name."""
        entry = self._places.entry(spot) if spot.column == "location" and spot.latitude is not None else None
        regime = self._actors.regime(spot) if spot.column in _ACTORS else None
        yield from (rule for rule in (entry, regime) if rule is not None)

    @cached_property
    def _rule_files(self) -> Mapping[str, str]:
        origin = load_rules(self._options.rules).origin
        by_id: dict[str, str] = {}
        for key, where in origin.items():
            by_id.setdefault(key.split(":", 1)[1], where)
        return {**by_id, **origin}

    @cached_property
    def _changed(self) -> frozenset[str]:
        before, versions = self._manifest.get("rules") or {}, self._manifest.get("versions") or {}
        if not before or versions.get("rules_sha256") == load_rules(self._options.rules).sha256:
            return frozenset()
        now = rule_hashes(self._options.rules)
        names = [name for name in now if before.get(name) != now[name]]
        return frozenset((*names, *(name.split(":", 1)[1] for name in names)))

    @cached_property
    def _actors(self) -> ActorLines:
        return ActorLines(self._options.actors)

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """Source id -> "file:line"; a user's file goes over ours."""
        own = self._options.sources
        files = [(SOURCES, "gazetteer/data/sources.csv"), *([(own, own.name)] if own is not None else [])]
        return lines_by_id(files, "source_id")
