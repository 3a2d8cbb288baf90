"""One frozen row per line of the actor CSV files. Reading and checking them is files.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.model import ActorClass

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateRow:
    """A country or de facto state: "Mali", adjectives "Malian", demonyms "Malians", metonyms "Koulouba"."""

    country: str
    the: str
    names: Names
    adjectives: Names
    demonyms: Names
    capital: str
    iso3: str
    metonyms: Names
    source: str


@dataclass(frozen=True, slots=True)
class RegimeRow:
    """One government period; its years, or `label` where they differ, make "Military Forces of Mali (2021-)"."""

    country: str
    start: date
    end: date | None
    head: str
    label: str
    source: str
    unsure: str

    @property
    def bracket(self) -> str:
        """ "(2018-2022)" for a closed period, "(2021-)" for the one in office; a year label in the data wins."""
        return f"({self.label or f'{self.start.year}-{self.end.year if self.end else str()}'})"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A named part of a state's forces; `label` stands behind the bracket ("Gendarmerie"), "" for plain synonyms."""

    unit_id: str
    country: str
    branch: Literal["military", "police"]
    label: str
    names: Names
    start: date | None
    end: date | None
    inter: int | None
    source: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A named non-state actor as it is called in some countries and years. Several rows may share a group_id."""

    group_id: str
    name: str
    inter: int
    countries: Names
    start: date | None
    end: date | None
    parent: str
    kind: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A surface form of a group. A weak one counts only in its countries or before an armed noun."""

    alias: str
    group_id: str
    strength: Literal["strong", "weak"]
    countries: Names
    note: str


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """An ethnic, communal, clan, caste or religious people; `label` is its stem in actor names ("Fulani")."""

    people_id: str
    names: Names
    countries: Names
    kind: Literal["ethnic", "clan", "religious", "tribal", "caste", "indigenous", "communal"]
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A generic actor noun and what it becomes.

    nouns      (singular, plural) pairs; a collective has only one form
    compound   "member": takes the identity of an armed word before it ("rebel fighters", "police officers");
               "site": stands for the owner named before it ("army base")
    as_agent   what an unarmed noun becomes when it attacks: "armed", "communal", "crowd" or "" (stays itself)
    """

    role_id: str
    nouns: tuple[tuple[str, str], ...]
    actor_class: ActorClass
    site: bool
    profile: Names
    inter: int | None
    name_template: str
    compound: Literal["", "member", "site"]
    as_agent: Literal["", "armed", "communal", "crowd"]
    why: str


@dataclass(frozen=True, slots=True)
class ModifierRow:
    """A word before or between actor words and what it does: doubt, former, off_duty, armed, profile, skip ..."""

    modifier_id: str
    words: Names
    effect: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class LocalRoleRow:
    """What a generic role is called in one country (and first-level unit) in some years: bandits in Zamfara, Nigeria.

    A name "group:ltte" stands for that group's name and code of the day; only then `inter` is empty.
    """

    role_id: str
    country: str
    admin1s: Names
    start: date | None
    end: date | None
    name: str
    inter: int | None
    why: str


@dataclass(frozen=True, slots=True)
class DefactoRow:
    """A de facto state and the country whose events it governs: Somaliland within Somalia.

    `admin1s` are the units that it alone governs, from `start` to `end`: its police are those who act there unnamed.
    """

    state: str
    within: str
    admin1s: tuple[str, ...]
    start: date | None
    end: date | None
    why: str
