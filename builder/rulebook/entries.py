"""What a rule file may say: one strict model per kind of entry. Unknown keys are errors; nothing is coerced."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
RoleName = Literal["agent", "patient", "weapon"]
ContextEffect = Literal[
    "negated", "planned", "hypothetical", "called_for", "commemorated", "court", "fiction", "sport", "exercise",
    "figurative", "aggregate", "background", "cause", "aside", "accident", "domestic", "warning",
    "rumour", "crime", "strike", "heard",
]  # fmt: skip
DAY = r"^\d{4}-[01]\d-[0-3]\d$"

Trait = Literal[
    "weaker", "attendant", "violent", "aftermath", "paired", "deadly", "wounding", "taken", "held", "listed",
    "declared",
]  # fmt: skip


class Entry(BaseModel):
    """Common to every rule: a stable id, the reason it exists, and texts that must and must not fire it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    why: Text
    examples: list[Text] = Field(min_length=1)
    counterexamples: list[Text] = []


class ActType(BaseModel):
    """One act: its family (frames of one happening share it) and whether it can make an event by itself."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    family: Literal["violence", "demonstration", "strategic", "outcome"]
    core: bool
    gloss: Text
    traits: list[Trait] = []


class Construction(BaseModel):
    """Which slots fill which role, in order of preference, for verb and noun predicates.

    reciprocal    a coordinated phrase is split into both sides
    needs_object  a verb without an object is a headline passive: its subject suffers
    steals        the phrases it takes are not arguments of another predicate ("blamed the attack on X")
    consumes      the weapon it names is no act of its own ("threw petrol bombs")
    shares        its object stays an act of its own ("claimed a rocket attack")
    owner_loses   where no loser is told, an owner of the place of these classes is ("captured two posts of the rebels")
    owner_acts    where nobody is told to act, its owner does ("a new Russian military base was opened")
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    why: Text
    verb: dict[RoleName, list[Text]]
    noun: dict[RoleName, list[Text]]
    reciprocal: bool = False
    needs_object: bool = False
    steals: bool = False
    consumes: bool = False
    shares: bool = False
    owner_loses: list[Text] = []
    owner_acts: list[Text] = []


class WordList(BaseModel):
    """A named list of nouns and phrases that rules refer to as "@name"; `gate` lists may open the gate."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    why: Text
    words: list[Text] = Field(min_length=1)
    include: list[Text] = []


class ActRule(Entry):
    """Which predicates assert an act, in which construction, and under which conditions.

    verbs        lemmas, with particle: "attack", "blow up"
    nouns        nominal predicates: "attack", "gun battle"
    verb_nouns   verb plus object noun: "open fire", "lay siege"
    with_words   names of word lists; one of them must show in the sentence or beside it (this is also the gate)
    require      role -> conditions, one must hold: "@list", "place", "actor", "people", "class:military|police",
                 "none", "country" (the bare name of a state), "name" (a name that is no actor's),
                 "count" (a number alone), "site" (a place where people are)
    forbid       role -> conditions, none may hold
    slots        at least one of these slots must be filled
    passive      True: passive only; False: active only
    gerund       True: the -ing form only ("while planting a bomb"); False: any other
    deadly       True: the act says that its patients died ("beat to death"), so their count is a toll
    """

    act: Text
    construction: Text
    verbs: list[Text] = []
    nouns: list[Text] = []
    verb_nouns: list[Text] = []
    with_words: list[Text] = []
    require: dict[RoleName, list[Text]] = {}
    forbid: dict[RoleName, list[Text]] = {}
    slots: list[Text] = []
    passive: bool | None = None
    gerund: bool | None = None
    weapon: str = ""
    deadly: bool = False


class WeaponRule(Entry):
    """Words that name a weapon and the class of weapon they mean."""

    weapon: Text
    words: list[Text] = Field(min_length=1)
    delivered: bool = False


class ContextRule(Entry):
    """ConText-style cue: what it does to acts before or behind it, how far, and what stops it.

    direction  "within" means an act whose word is part of the cue itself: the "left" of "far-left"
    hit        False: a cue that names who or what the act hits, or the building where, does not count
    armed      False: what several armed men, or a force by name, do is not meant
    """

    effect: ContextEffect
    cues: list[Text] = Field(min_length=1)
    direction: Literal["forward", "backward", "both", "sentence", "within"]
    scope: int = Field(ge=1, le=80)
    terminators: list[Text] = []
    pseudo: list[Text] = []
    acts: list[Text] = []
    hit: bool = True
    armed: bool = True


class Condition(BaseModel):
    """What a decision asks of an incident; every part that is given must hold.

    crowd_acts_any   acts of which one was done by a crowd or by several plain people
    suffered_any     acts of which one was done to those who demonstrate
    suffered_none    acts of which none was
    aside_any looks at acts that are no news of their own but what the news follows: "took the town after the fighting".
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    acts_any: list[Text] = []
    also_any: list[Text] = []
    acts_all: list[Text] = []
    acts_none: list[Text] = []
    crowd_acts_any: list[Text] = []
    suffered_any: list[Text] = []
    suffered_none: list[Text] = []
    aside_any: list[Text] = []
    weapons_any: list[Text] = []
    weapons_none: list[Text] = []
    agent_any: list[Text] = []
    agent_none: list[Text] = []
    patient_any: list[Text] = []
    patient_none: list[Text] = []
    two_sided: bool | None = None
    deaths: bool | None = None
    harm: bool | None = None
    named_agent: bool | None = None
    armed_any: bool | None = None
    patient_property: bool | None = None
    patient_sites: bool | None = None


class Decision(Entry):
    """One line of the decision list: the first whose condition holds gives the sub-event type, or a refusal.

    `actor1` says who goes first: the agent, the patient, or the crowd of that kind.
    """

    when: Condition
    sub_event_type: str = ""
    refuse: str = ""
    actor1: Literal["agent", "patient", "protesters", "rioters"] = "agent"
    label: str = ""


class Effect(BaseModel):
    """What a context effect means: whether it bars a row, and the reason that excluded.parquet names.

    topic         where it holds for most of an article's acts, it holds for all of them
    lead          where it holds for all acts of the lead, it holds for the headline and for what is told without a day
    names         said of an act named again ("the attack was part of an exercise"), it holds for what was told before
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: ContextEffect
    hard: bool
    reason: Text
    why: Text
    topic: bool = False
    lead: bool = False
    names: bool = False


class SegmentCue(Entry):
    """Words that open another incident, background, or a reaction; not in a sentence with one of `unless`."""

    segment: Literal["other_incident", "background", "reaction", "witness"]
    cues: list[Text] = Field(min_length=1)
    position: Literal["start", "anywhere"]
    unless: list[Text] = []


class VoteWeight(BaseModel):
    """One stated weight of the slot votes, with the reason for its size."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    value: float
    why: Text


class ScopeRule(BaseModel):
    """Countries in which rows of these types need a side of their own; without one they are crime or no event at all.

    countries  names as in the regions list; ["*"] is everywhere
    like       id of an earlier rule whose countries are meant, instead of `countries`
    needs      "armed": a side that is named or armed; "troops": one that is more than the police; "anybody": any actor
               on either side, or people counted as harmed
    unless     word lists; an article with one of their words tells of political violence all the same
    lone       role of a single attacker without a name there, as in roles.csv
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    why: Text
    countries: list[Text] = []
    like: str = ""
    needs: Literal["armed", "troops", "anybody"] = "armed"
    types: list[Text] = Field(min_length=1)
    unless: list[Text] = []
    lone: str = ""

    def holds_in(self, country: str) -> bool:
        """Whether a country is among those meant."""
        return country in self.countries or "*" in self.countries


class IntensityRule(BaseModel):
    """Where and when fighting was so heavy that an unknown number of dead is coded 10 and not 3 (codebook 6).

    `since` and `until` are days, both included; an empty `until` means that it goes on. Without `admin1` the whole
    country is meant.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    why: Text
    country: Text
    admin1: list[Text] = []
    since: str = Field(pattern=DAY)
    until: str = Field(default="", pattern=f"^$|{DAY}")


class TagRule(Entry):
    """A tag, and what must be told for it: every part that is given must hold (rules/tags.toml).

    Words of `said` do not count behind one of `unless`: "no counter-protest". `second_crowd` makes them the other side
    of a peaceful protest.
    """

    tag: Text
    events: list[Text] = []
    acts: list[Text] = []
    patient: list[Text] = []
    said: list[Text] = []
    unless: list[Text] = []
    second_crowd: bool = False


class CountryLevel(BaseModel):
    """Types whose rows may lie at country level: coded to the capital with geo_precision 3 when no place is named."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    why: Text
    types: list[Text] = Field(min_length=1)
    least_share: float = Field(gt=0, le=1)


class NoteTemplate(BaseModel):
    """How notes tell one sub-event type, in our words. Fields: {actor1}, {actor2}; `alone` is used without actor2."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Text
    sub_event_type: Text
    text: Text
    alone: Text
    label: str = ""
