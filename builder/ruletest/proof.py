"""Judge rules by their texts: runs in, one fault per text that does not prove what it should.

An act rule must anchor a frame in each example, and assert none in a counterexample; a context must be carried by a
frame of its examples; a decision must decide them; a segment cue must open its segment; a weapon must be named; a tag
must stand in the row.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Literal

from tocsin.config import Options
from tocsin.errors import DataFileError, UsageError
from tocsin.frames.weapons import WeaponIndex
from tocsin.incidents.linking import is_asserted
from tocsin.incidents.segments import Segment, segment_sentences
from tocsin.model import Sentence
from tocsin.pipeline import load_stores
from tocsin.rulebook.entries import ActRule, ContextRule, Decision, Entry, SegmentCue, TagRule, WeaponRule
from tocsin.rulebook.load import Rulebook, load_rules
from tocsin.ruletest.corpus import Run, article_of, rules_with_texts, run_all, run_texts_of
from tocsin.schema.vocabulary import values
from tocsin.text.document import make_document

Runs = Mapping[str, Run]
LEAD = "The mayor of Koro spoke on Tuesday. He was tired. It rained."


@dataclass(frozen=True, slots=True)
class Fault:
    """One text that does not prove its rule, or (text "") a rule that none of its examples exercises."""

    kind: str
    rule: Entry
    which: Literal["example", "counterexample", "idle"]
    text: str
    found: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What a test of rules found: how many rules and texts were tried, and every fault in the order of the files."""

    rules: int
    texts: int
    faults: tuple[Fault, ...]


KIND_OF: dict[type[Entry], str] = {
    ActRule: "act", ContextRule: "context", Decision: "decision", SegmentCue: "segment", WeaponRule: "weapon",
    TagRule: "tag_rule",
}  # fmt: skip


def prove_rules(options: Options, ids: Sequence[str] = ()) -> Proof:
    """Try the rules of the options, ours and the user's, or only those with these ids ("mine" or "act:mine").

    Raises DataFileError for a rule file that cannot be read, UsageError for an id that no rule with texts has.
    """
    _require_types(load_rules(options.rules))
    stores = load_stores(options)
    chosen = _chosen(stores.book, ids)
    runs = run_all(run_texts_of(chosen), stores)
    texts = sum(len(rule.examples) + len(rule.counterexamples) for rule in chosen)
    return Proof(len(chosen), texts, tuple(fault for rule in chosen for fault in faults_of(rule, runs, stores.book)))


def _require_types(book: Rulebook) -> None:
    """Refuse a sub-event type that no row may have; only here do rules and schema meet before anything is coded."""
    known = [str(name) for name in values("sub_event_type")]
    for rule in book.decisions:
        if rule.sub_event_type and rule.sub_event_type not in known:
            near = difflib.get_close_matches(rule.sub_event_type, known, n=1)
            hint = f'. Did you mean "{near[0]}"?' if near else ""
            where = f'{book.origin[f"decision:{rule.id}"]} decision "{rule.id}"'
            raise DataFileError(
                f'{where}: unknown sub_event_type "{rule.sub_event_type}"; allowed: {", ".join(known)}{hint}'
            )


def _chosen(book: Rulebook, ids: Sequence[str]) -> list[Entry]:
    rules = list(rules_with_texts(book))
    names = {name for rule in rules for name in _names(rule)}
    for wanted in ids:
        if wanted not in names:
            raise UsageError(f'no rule "{wanted}" that has examples; `tocsin rules list` shows every rule')
    return [rule for rule in rules if not ids or _names(rule) & set(ids)]


def _names(rule: Entry) -> set[str]:
    return {rule.id, f"{KIND_OF[type(rule)]}:{rule.id}"}


# ---------------------------------------------------------------- what a text shows of a rule


def fired(run: Run, rule: Entry) -> bool:
    """Whether the act rule anchors a frame of the text."""
    return any(f.rule_id == rule.id for f in run.frames)


def asserted(run: Run, rule: Entry, book: Rulebook) -> bool:
    """Fired, and nothing around it says that the act did not happen or is no news: "heart attack" is disarmed."""
    return any(f.rule_id == rule.id and is_asserted(f, book) for f in run.frames)


def carriers(run: Run, rule: Entry) -> list[bool]:
    """For each frame of the text, whether the context rule holds for it."""
    return [any(c.endswith(f":{rule.id}") for c in f.contexts) for f in run.frames]


def decided(run: Run) -> list[str]:
    """Ids of the decisions that coded the events of the text."""
    return [event.detail for event in run.coded.events]


def segment_of(text: str, book: Rulebook) -> Segment:
    """The segment of a text that stands behind a plain lead, where segment rules apply."""
    document = make_document(article_of(f"{LEAD} {text}"))
    return segment_sentences(document, book)[-1]


def weapons_of(text: str, book: Rulebook) -> list[str]:
    """Classes of the weapons that a text names."""
    sentence = Sentence(0, 0, len(text), text, "text", 0)
    return [weapon for weapon, _, _ in WeaponIndex(book).find(sentence)]


# ---------------------------------------------------------------- the judge, kind by kind


def faults_of(rule: Entry, runs: Runs, book: Rulebook) -> list[Fault]:
    """Every fault of one rule. `runs` must hold its texts, save those that are not English."""
    kind = KIND_OF[type(rule)]
    return [Fault(kind, rule, which, text, found) for which, text, found in _judge(rule, runs, book)]


Verdict = tuple[Literal["example", "counterexample", "idle"], str, str]
_NOT_ENGLISH = "too short or not English: no stage read it"


@singledispatch
def _judge(rule: Entry, runs: Runs, book: Rulebook) -> Iterator[Verdict]:
    raise TypeError(f"{type(rule).__name__} carries no texts")


@_judge.register
def _(rule: ActRule, runs: Runs, book: Rulebook) -> Iterator[Verdict]:
    yield from _by_run(rule, runs, lambda run: fired(run, rule), lambda run: asserted(run, rule, book), _acts_told)


@_judge.register
def _(rule: ContextRule, runs: Runs, book: Rulebook) -> Iterator[Verdict]:
    """An example without any act is no fault by itself, for nothing is coded from it; but one must have one."""

    def spares(run: Run) -> bool:
        found = carriers(run, rule)
        return not found or any(found)

    yield from _by_run(rule, runs, spares, lambda run: any(carriers(run, rule)), _acts_told)
    if not any(any(carriers(runs[t], rule)) for t in rule.examples if t in runs):
        yield "idle", "", "no example holds an act for it to act on; write one with an act of a rule"


@_judge.register
def _(rule: Decision, runs: Runs, book: Rulebook) -> Iterator[Verdict]:
    def decides(run: Run) -> bool:
        return rule.id in decided(run)

    yield from _by_run(rule, runs, decides, decides, _decisions_told)
    if rule.sub_event_type:
        for text in rule.examples:
            yield from (("example", text, f"its type is {found}") for found in _other_types(rule, runs, text))


def _other_types(rule: Decision, runs: Runs, text: str) -> Iterator[object]:
    events = runs[text].coded.events if text in runs else ()
    types = (e.cells.get("sub_event_type") for e in events if e.detail == rule.id)
    return (found for found in types if found != rule.sub_event_type)


@_judge.register
def _(rule: SegmentCue, runs: Runs, book: Rulebook) -> Iterator[Verdict]:
    for text in rule.examples:
        found = segment_of(text, book)
        if (found.label, found.rule_id) != (rule.segment, rule.id):
            yield "example", text, f"segment {found.label} by {found.rule_id or 'no rule'}"
    for text in rule.counterexamples:
        if segment_of(text, book).label == rule.segment:
            yield "counterexample", text, f"segment {rule.segment}"


@_judge.register
def _(rule: WeaponRule, runs: Runs, book: Rulebook) -> Iterator[Verdict]:
    for text in rule.examples:
        if rule.weapon not in (found := weapons_of(text, book)):
            yield "example", text, f"weapons: {_listed(found)}"
    for text in rule.counterexamples:
        if rule.weapon in weapons_of(text, book):
            yield "counterexample", text, f"weapon {rule.weapon}"


@_judge.register
def _(rule: TagRule, runs: Runs, book: Rulebook) -> Iterator[Verdict]:
    def tags(run: Run) -> bool:
        return any(rule.tag in str(e.cells.get("tags", "")).split("; ") for e in run.coded.events if not e.reasons)

    yield from _by_run(rule, runs, tags, tags, _decisions_told)


def _by_run(
    rule: Entry, runs: Runs, proves: Callable[[Run], bool], refutes: Callable[[Run], bool], tell: Callable[[Run], str]
) -> Iterator[Verdict]:
    for text in rule.examples:
        if text not in runs:
            yield "example", text, _NOT_ENGLISH
        elif not proves(runs[text]):
            yield "example", text, tell(runs[text])
    for text in rule.counterexamples:
        if text in runs and refutes(runs[text]):
            yield "counterexample", text, tell(runs[text])


def _acts_told(run: Run) -> str:
    """What the stages found instead, so that a reader sees where the text was lost."""
    if not run.parses:
        return "no sentence passed the gate: no trigger word with the words that it needs beside it"
    return f"acts: {_listed(' '.join((f.rule_id, *f.contexts)) for f in run.frames)}"


def _decisions_told(run: Run) -> str:
    found = [f"{e.detail or 'no decision'}{_because(e.reasons)}" for e in run.coded.events]
    return f"decided by: {_listed(found)}; {_acts_told(run)}" if found else _acts_told(run)


def _because(reasons: Sequence[str]) -> str:
    return f" ({', '.join(reasons)})" if reasons else ""


def _listed(found: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(found)) or "none"
