"""Turn actor types into codes, texts and interactions: inter1 and inter2 in, the cell `interaction` out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from tocsin.schema.errors import SchemaError, unknown
from tocsin.schema.loading import read_csv, read_toml, require_unique


@dataclass(frozen=True, slots=True)
class Inter:
    """One of the 8 actor types."""

    code: int
    text: str
    definition: str


@dataclass(frozen=True, slots=True)
class Interaction:
    """One of the 44 pairs of actor types. `inter_b` is 0 when there is no second actor."""

    code: int
    text: str
    inter_a: int
    inter_b: int


@lru_cache(maxsize=1)
def inters() -> tuple[Inter, ...]:
    """The 8 actor types, by code."""
    keys = {"code": int, "text": str, "definition": str}
    return tuple(Inter(**cast(Any, entry)) for entry in read_toml("inter.toml", "inter", keys))


@lru_cache(maxsize=1)
def interactions() -> tuple[Interaction, ...]:
    """The 44 interactions, by code."""
    rows = read_csv("interactions.csv", ("code", "text", "inter_a", "inter_b"))
    require_unique("interactions.csv", "text", (row["text"] for row in rows))
    return tuple(Interaction(int(r["code"]), r["text"], int(r["inter_a"]), int(r["inter_b"])) for r in rows)


@lru_cache(maxsize=1)
def _code_of_text() -> dict[str, int]:
    return {entry.text: entry.code for entry in inters()}


@lru_cache(maxsize=1)
def _text_of_pair() -> dict[tuple[int, int], str]:
    return {(entry.inter_a, entry.inter_b): entry.text for entry in interactions()}


@lru_cache(maxsize=1)
def _interaction_code_of_text() -> dict[str, int]:
    return {entry.text: entry.code for entry in interactions()}


def inter_text(code: int) -> str:
    """inter_text(2) -> "Rebel group"; 0 stands for no actor and gives ""."""
    if code == 0:
        return ""
    for entry in inters():
        if entry.code == code:
            return entry.text
    raise unknown("inter code", code, (str(entry.code) for entry in inters()))


def inter_code(text: str) -> int:
    """inter_code("Rebel group") -> 2; "" stands for no actor and gives 0."""
    if text == "":
        return 0
    try:
        return _code_of_text()[text]
    except KeyError:
        raise unknown("inter", text, _code_of_text()) from None


@lru_cache(maxsize=256)
def interaction_text(inter1: str, inter2: str = "") -> str:
    """The cell `interaction` of two actor types, in code order whatever order they come in.

    ("Rebel group", "State forces")        -> "State forces-Rebel group"
    ("Protesters", "")                     -> "Protesters only"
    ("Civilians", "External/Other forces") -> "External/Other forces-Civilians"   (78 is written the other way round)
    """
    first, second = inter_code(inter1), inter_code(inter2)
    if first == 0:
        raise SchemaError("inter1 is empty; every row has a first actor")
    pair = (first, 0) if second == 0 else (min(first, second), max(first, second))
    return _text_of_pair()[pair]


def interaction_code(inter1: str, inter2: str = "") -> int:
    """The two-digit form: ("Rebel group", "State forces") -> 12, ("Protesters", "") -> 60."""
    return interaction_code_of(interaction_text(inter1, inter2))


def interaction_code_of(text: str) -> int:
    """interaction_code_of("External/Other forces-Civilians") -> 78."""
    try:
        return _interaction_code_of_text()[text]
    except KeyError:
        raise unknown("interaction", text, _interaction_code_of_text()) from None


@dataclass(frozen=True, slots=True)
class GenericActor:
    """The opening of a generic actor name and the type it stands for; `always` when that type has no other names."""

    start: str
    inter: str
    always: bool


@lru_cache(maxsize=1)
def generic_actors() -> tuple[GenericActor, ...]:
    """The generic names, such as "Civilians (" for Civilians and "Unidentified Gang (" for Political militia."""
    rows = read_csv("generic_actors.csv", ("start", "inter", "always"))
    for row in rows:
        inter_code(row["inter"])
    return tuple(GenericActor(row["start"], row["inter"], row["always"] == "yes") for row in rows)


def inter_of_generic(actor: str) -> str:
    """inter_of_generic("Civilians (Mali)") -> "Civilians"; "" for a name that is not generic."""
    return next((entry.inter for entry in generic_actors() if actor.startswith(entry.start)), "")


def generic_start_of(inter: str) -> str:
    """generic_start_of("Rioters") -> "Rioters ("; "" for a type whose actors have names of their own."""
    return next((entry.start for entry in generic_actors() if entry.always and entry.inter == inter), "")
