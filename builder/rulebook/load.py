"""Read the rule files into one checked, frozen Rulebook. A fault names file, line, id, found and allowed."""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from tocsin.errors import DataFileError
from tocsin.kept import while_unchanged
from tocsin.model import ActorClass
from tocsin.rulebook.entries import (
    ActRule,
    ActType,
    Construction,
    ContextRule,
    CountryLevel,
    Decision,
    Effect,
    IntensityRule,
    NoteTemplate,
    ScopeRule,
    SegmentCue,
    TagRule,
    Trait,
    VoteWeight,
    WeaponRule,
    WordList,
)

RULES = Path(__file__).parent.parent / "rules"
ModelT = TypeVar("ModelT", bound=BaseModel)
KINDS: dict[str, type[BaseModel]] = {
    "act_type": ActType,
    "construction": Construction,
    "words": WordList,
    "act": ActRule,
    "weapon": WeaponRule,
    "context": ContextRule,
    "effect": Effect,
    "decision": Decision,
    "segment": SegmentCue,
    "vote": VoteWeight,
    "note": NoteTemplate,
    "scope": ScopeRule,
    "intensity": IntensityRule,
    "tag_rule": TagRule,
    "country_level": CountryLevel,
}
CLASSES: tuple[str, ...] = get_args(ActorClass)
PEOPLE = "people"  # several unarmed people on one side: what coding/crowd_acts.py adds beside the classes of mentions
DEMONSTRATORS = "demonstrators"  # people said to demonstrate, by that name or by doing it; added there too
ACTOR_CONDITIONS = ("place", "actor", "none", "any", "people", "person", "country", "name", "site", "count")


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every rule, in file order; where a rule stands (`origin`: id -> file:line); and a hash of all files."""

    act_types: dict[str, ActType]
    constructions: dict[str, Construction]
    words: dict[str, frozenset[str]]
    acts: tuple[ActRule, ...]
    weapons: tuple[WeaponRule, ...]
    contexts: tuple[ContextRule, ...]
    effects: dict[str, Effect]
    decisions: tuple[Decision, ...]
    segments: tuple[SegmentCue, ...]
    votes: dict[str, float]
    notes: dict[str, NoteTemplate]
    scopes: tuple[ScopeRule, ...]
    intensities: tuple[IntensityRule, ...]
    tags: tuple[TagRule, ...]
    country_levels: tuple[CountryLevel, ...]
    origin: dict[str, str]
    sha256: str

    def hard(self, effects: Iterable[str]) -> list[str]:
        """Those of some context effects that bar a row, sorted. Raises KeyError for one that no file declares."""
        return sorted(e for e in set(effects) if self.effects[e].hard)

    def firm(self, effects: Iterable[str]) -> bool:
        """Whether no context effect bars or weakens an act."""
        return not set(effects)

    def has(self, act: str, trait: Trait) -> bool:
        """Whether an act has a trait (act_types.toml). Raises KeyError for an act that no file declares."""
        return trait in self.act_types[act].traits

    def names_any(self, lists: Iterable[str], text: str) -> bool:
        """Whether a text holds a word of one of some word lists, as a word of its own."""
        words = {w for name in lists for w in self.words[name]}
        low = text.lower()
        near = (word for word in words if word in low)
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low) is not None for word in near)

    def family(self, act: str) -> str:
        """The family of an act. Raises KeyError for an act that no file declares."""
        return self.act_types[act].family


@dataclass(frozen=True, slots=True)
class Located:
    """One entry of a rule file: its kind, and where it stands."""

    kind: str
    entry: BaseModel
    where: str


def _lines_of_ids(text: str) -> dict[tuple[str, int], int]:
    """(kind, which entry of it in the file) -> line of its id; kinds may share an id, and an id may be there twice."""
    found: dict[tuple[str, int], int] = {}
    count: Counter[str] = Counter()
    kind = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\[\s*(\w+)", line):
            kind = header.group(1)
            count[kind] += 1
        elif re.match(r"\s*id\s*=", line):
            found.setdefault((kind, count[kind] - 1), number)
    return found


def _suggest(word: str, allowed: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(allowed), n=1)
    return f'. Did you mean "{near[0]}"?' if near else ""


def _entry(kind: str, raw: dict[str, Any], where: str) -> BaseModel:
    try:
        return KINDS[kind].model_validate(raw)
    except ValidationError as fault:
        name = raw.get("id", "?")
        problems = []
        for error in fault.errors():
            key = ".".join(str(part) for part in error["loc"])
            known = KINDS[kind].model_fields
            hint = (
                f"; allowed keys: {', '.join(known)}" + _suggest(key, known)
                if error["type"] == "extra_forbidden"
                else ""
            )
            problems.append(f"{key}: {error['msg']}{hint}")
        raise DataFileError(f'{where} {kind} "{name}": ' + "; ".join(problems)) from fault


def _read_file(path: Path, shown: str) -> Iterator[Located]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise DataFileError(f"{shown}: cannot be read as TOML: {fault}") from fault
    lines = _lines_of_ids(text)
    for kind, entries in data.items():
        if kind not in KINDS or not isinstance(entries, list) or not all(isinstance(raw, dict) for raw in entries):
            raise DataFileError(f'{shown}: unknown table "{kind}"; allowed: {", ".join(KINDS)}{_suggest(kind, KINDS)}')
        for n, raw in enumerate(entries):
            where = f"{shown}:{lines.get((kind, n), 1)}"
            yield Located(kind, _entry(kind, raw, where), where)


def _rule_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.toml"), key=lambda p: p.relative_to(folder).as_posix())


def _id(entry: BaseModel) -> str:
    return str(entry.id)  # type: ignore[attr-defined]


def collect(folders: Sequence[Path]) -> tuple[dict[tuple[str, str], Located], str]:
    """Entries by (kind, id); a later folder overrides an entry of the same id in place, or adds behind."""
    found: dict[tuple[str, str], Located] = {}
    digest = hashlib.sha256()
    for folder in folders:
        seen: dict[tuple[str, str], str] = {}
        for path in _rule_files(folder):
            shown = f"rules/{path.relative_to(folder).as_posix()}" if folder == RULES else str(path)
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
            for item in _read_file(path, shown):
                key = (item.kind, _id(item.entry))
                if key in seen:
                    raise DataFileError(
                        f'{item.where} {item.kind} "{key[1]}": id already used at {seen[key]}; ids are unique'
                    )
                seen[key] = item.where
                found[key] = item
    return found, digest.hexdigest()


def _of(found: dict[tuple[str, str], Located], kind: str, model: type[ModelT]) -> list[ModelT]:
    return [item.entry for (k, _), item in found.items() if k == kind and isinstance(item.entry, model)]


def _expand(
    lists: dict[str, WordList], origin: Mapping[str, str], name: str, path: tuple[str, ...] = ()
) -> frozenset[str]:
    where = origin[f"words:{name}"]
    if name in path:
        raise DataFileError(f'{where} words "{name}": includes itself: {" > ".join((*path, name))}')
    words = {w.lower() for w in lists[name].words}
    for other in lists[name].include:
        _known(other, lists, "word list", where, name)
        words |= _expand(lists, origin, other, (*path, name))
    return frozenset(words)


def _scopes(rules: list[ScopeRule], origin: dict[str, str]) -> tuple[ScopeRule, ...]:
    """Scope rules with the countries of the rule that each is `like`."""
    by_id = {rule.id: rule for rule in rules}
    for rule in rules:
        if rule.like:
            _known(rule.like, by_id, "scope", origin[f"scope:{rule.id}"], rule.id)
    return tuple(r.model_copy(update={"countries": by_id[r.like].countries}) if r.like else r for r in rules)


def _known(value: str, allowed: Iterable[str], what: str, where: str, rule: str) -> None:
    allowed = list(allowed)
    if value not in allowed:
        raise DataFileError(
            f'{where} "{rule}": unknown {what} "{value}"; allowed: {", ".join(allowed)}{_suggest(value, allowed)}'
        )


def _check_condition(text: str, words: Iterable[str], where: str, rule: str) -> None:
    if text.startswith("@"):
        _known(text[1:], words, "word list", where, rule)
    elif text.startswith("class:"):
        for name in text.removeprefix("class:").split("|"):
            _known(name, CLASSES, "actor class", where, rule)
    else:
        _known(text, ACTOR_CONDITIONS, "condition", where, rule)


def _check_sides(names: Iterable[str], words: Iterable[str], where: str, rule: str) -> None:
    for name in names:
        if name.startswith("@"):
            _known(name[1:], words, "word list", where, rule)
        else:
            _known(name, (*CLASSES, "none", PEOPLE, DEMONSTRATORS), "actor class", where, rule)


def _check_references(book: Rulebook) -> None:
    for construction in book.constructions.values():
        for name in (*construction.owner_loses, *construction.owner_acts):
            _known(name, CLASSES, "actor class", book.origin[f"construction:{construction.id}"], construction.id)
    for rule in book.acts:
        where = book.origin[f"act:{rule.id}"]
        _known(rule.act, book.act_types, "act", where, rule.id)
        _known(rule.construction, book.constructions, "construction", where, rule.id)
        for name in rule.with_words:
            _known(name, book.words, "word list", where, rule.id)
        for conditions in (*rule.require.values(), *rule.forbid.values()):
            for text in conditions:
                _check_condition(text, book.words, where, rule.id)
        if not (rule.verbs or rule.nouns or rule.verb_nouns):
            raise DataFileError(f'{where} act "{rule.id}": has no verbs, nouns or verb_nouns; give at least one')
    weapons = sorted({w.weapon for w in book.weapons} | {r.weapon for r in book.acts if r.weapon})
    for decision in book.decisions:
        where = book.origin[f"decision:{decision.id}"]
        when = decision.when
        of_crowds = (*when.crowd_acts_any, *when.suffered_any, *when.suffered_none)
        for act in (*when.acts_any, *when.also_any, *when.acts_all, *when.acts_none, *when.aside_any, *of_crowds):
            _known(act, book.act_types, "act", where, decision.id)
        sides = (*when.agent_any, *when.agent_none, *when.patient_any, *when.patient_none)
        _check_sides(sides, book.words, where, decision.id)
        for weapon in (*when.weapons_any, *when.weapons_none):
            _known(weapon, weapons, "weapon", where, decision.id)
        if bool(decision.sub_event_type) == bool(decision.refuse):
            raise DataFileError(f'{where} decision "{decision.id}": give either sub_event_type or refuse')
    for context in book.contexts:
        for act in context.acts:
            _known(act, book.act_types, "act", book.origin[f"context:{context.id}"], context.id)


@while_unchanged(4)
def load_rules(extra: Path | None = None) -> Rulebook:
    """The rules that ship with Tocsin, overridden and extended by the user's folder `extra`.

    Raises DataFileError for an unreadable file, an unknown key or reference, a doubled id, or a missing folder.
    """
    if extra is not None and not extra.is_dir():
        raise DataFileError(f"{extra}: not a folder of rule files; give a folder that holds .toml files")
    if extra is not None and not _rule_files(extra):
        raise DataFileError(
            f"{extra}: holds no .toml file; give a folder of rule files, such as `tocsin rules new act` prints"
        )
    found, sha256 = collect([RULES] if extra is None else [RULES, extra])
    lists = {w.id: w for w in _of(found, "words", WordList)}
    origin = {f"{kind}:{name}": item.where for (kind, name), item in found.items()}
    book = Rulebook(
        act_types={a.id: a for a in _of(found, "act_type", ActType)},
        constructions={c.id: c for c in _of(found, "construction", Construction)},
        words={name: _expand(lists, origin, name) for name in lists},
        acts=tuple(_of(found, "act", ActRule)),
        weapons=tuple(_of(found, "weapon", WeaponRule)),
        contexts=tuple(_of(found, "context", ContextRule)),
        effects={e.id: e for e in _of(found, "effect", Effect)},
        decisions=tuple(_of(found, "decision", Decision)),
        segments=tuple(_of(found, "segment", SegmentCue)),
        votes={v.id: v.value for v in _of(found, "vote", VoteWeight)},
        notes={n.sub_event_type: n for n in _of(found, "note", NoteTemplate)},
        scopes=_scopes(_of(found, "scope", ScopeRule), origin),
        intensities=tuple(_of(found, "intensity", IntensityRule)),
        tags=tuple(_of(found, "tag_rule", TagRule)),
        country_levels=tuple(_of(found, "country_level", CountryLevel)),
        origin=origin,
        sha256=sha256,
    )
    _check_references(book)
    return book
