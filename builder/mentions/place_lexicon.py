"""Load the words round toponyms (place_cues.toml) and the weights of their candidates (place_weights.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

from tocsin.errors import DataFileError
from tocsin.model import PlaceCue

DATA = Path(__file__).parent / "data"
_LEVELS = ("province", "district", "town", "quarter", "site", "area", "road")
_ROLES = ("title", "organisation", "document", "media", "actor", "says", "calendar", "people")
_WORD_LISTS = (
    "skip", "connectors", "prefixes", "of_heads", "roads", "site_heads", "site_organisations", "speakers", "follow",
    "function", "generic", "seated", "upper", "continents", "local", "fillers",
    "companies", "local_bodies", "home", "owned", "home_bodies",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words round toponyms, lower case. `cues` is keyed by the words of the phrase; `longest` is the longest phrase
    and `cue_ends` are the last words of all; `leads` the words that can stand before a name that is introduced at all;
    `prefixes` are articles such as "al-"; `vague` the ids of cues that say where with geo_precision 2."""

    cues: Mapping[tuple[str, ...], tuple[PlaceCue, str]]
    longest: int
    levels: Mapping[str, tuple[str, str]]
    stops: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    first_names: frozenset[str]
    prefixes: tuple[str, ...] = ()
    cue_ends: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KindRule:
    """What a gazetteer kind is as a mention, how precise its point is, and its rank among namesakes."""

    mention: str
    precision: int
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights and thresholds of the choice, and the table of kinds."""

    weights: Mapping[str, float]
    thresholds: Mapping[str, float]
    kinds: Mapping[str, KindRule]
    linked: tuple[tuple[str, str, float], ...]
    surname_countries: frozenset[str] = frozenset()
    bare_units: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    city_states: frozenset[str] = frozenset()

    def kind(self, name: str) -> KindRule:
        """The rule of a gazetteer kind. Raises DataFileError for a kind that the table lacks."""
        rule = self.kinds.get(name)
        if rule is None:
            raise DataFileError(f"gazetteer kind {name!r} is not in place_weights.toml; allowed: {sorted(self.kinds)}")
        return rule


@lru_cache(maxsize=2)
def load_lexicon(folder: Path = DATA) -> Lexicon:
    """The lexicon of a data folder, read once per process."""
    path = folder / "place_cues.toml"
    data = _read(path)
    cues: dict[tuple[str, ...], tuple[PlaceCue, str]] = {}
    for entry in data["cue"]:
        _check(path, entry, "cue", get_args(PlaceCue))
        for phrase in entry["phrases"]:
            cues[tuple(phrase.split())] = (cast(PlaceCue, entry["cue"]), entry["id"])
    levels: dict[str, tuple[str, str]] = {}
    for entry in data["descriptor"]:
        _check(path, entry, "level", _LEVELS)
        for word in entry["words"]:
            levels.setdefault(word, (entry["level"], entry["id"]))
    stops: dict[str, frozenset[str]] = {}
    for entry in data["stop"]:
        _check(path, entry, "role", _ROLES)
        stops[entry["role"]] = frozenset(entry["words"])
    words = {name: frozenset(data["words"][name]) for name in _WORD_LISTS}
    names = _lines(folder / "first_names.txt")
    prefixes, ends = tuple(sorted(words["prefixes"])), frozenset(phrase[-1] for phrase in cues)
    leads = ends | {"of"} | frozenset(levels) | words["skip"]
    vague = frozenset(entry["id"] for entry in data["cue"] if entry.get("precision") == 2)
    return Lexicon(cues, max(map(len, cues)), levels, stops, words, names, prefixes, ends, leads, vague)


@lru_cache(maxsize=2)
def load_weights(folder: Path = DATA) -> Weights:
    """The weights of a data folder, read once per process."""
    data = _read(folder / "place_weights.toml")
    return Weights(
        weights={name: float(entry["value"]) for name, entry in data["weights"].items()},
        thresholds={name: float(entry["value"]) for name, entry in data["thresholds"].items()},
        kinds={
            name: KindRule(entry["mention"], int(entry["precision"]), float(entry["weight"]))
            for name, entry in data["kinds"].items()
        },
        linked=tuple((*entry["countries"], float(entry["share"])) for entry in data["linked"]),
        surname_countries=frozenset(data["surname_towns"]["countries"]),
        bare_units=frozenset(data["surname_towns"]["bare_units"]),
        surnames=_lines(folder / "surnames.txt"),
        city_states=frozenset(data["city_states"]["countries"]),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{path}: {error}") from error


def _check(path: Path, entry: Mapping[str, Any], field: str, allowed: tuple[str, ...]) -> None:
    found = entry.get(field)
    if found not in allowed:
        raise DataFileError(f"{path}: {entry.get('id')}: {field} {found!r}; allowed: {', '.join(allowed)}")


def _lines(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
