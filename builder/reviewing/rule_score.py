"""Decisions of people counted by the rules behind the cells: which rules are accepted, corrected, rejected how often.

A rule that is wrong more often than the others shows up on top. The rules behind a cell are told by the decision
itself (pages write them down); where it is silent, by the evidence of the build.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.dataset.load import LoadedDataset
from tocsin.dataset.review_file import Decision
from tocsin.reviewing.judgements import by_row, judgement_of

RulesOf = Mapping[str, frozenset[str]]
"""Column -> the rules behind its cell."""

NOT_RULES = ("derive.", "ids.", "dataset.", "merge.", "review.")
"""Ids of evidence that no rule file answers for."""


@dataclass(slots=True)
class _Tally:
    accepted: int = 0
    rejected: int = 0
    corrected: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How people judged the cells and rows that one rule had a part in.

    where      file:line of the rule, "" when it stands in no rule file
    accepted   rows that were accepted, where no cell of the rule's was corrected
    corrected  column -> how often its cell was corrected
    rejected   rows that were rejected
    """

    rule: str
    where: str
    accepted: int
    corrected: Mapping[str, int]
    rejected: int

    @property
    def wrong(self) -> int:
        """Corrected cells and rejected rows together."""
        return sum(self.corrected.values()) + self.rejected

    @property
    def share(self) -> float:
        """The part of all judgements that went against the rule, 0 to 1."""
        return self.wrong / (self.wrong + self.accepted)


@dataclass(frozen=True, slots=True)
class Scores:
    """Rules with the worst first, rows that people added, and decisions whose rules nobody knows."""

    rules: tuple[RuleScore, ...]
    added: int
    unknown: int


def score_rules(
    decisions: Sequence[Decision], build: LoadedDataset | None, locate: Callable[[str], str]
) -> Scores:  # fmt: skip
    """Count what each person holds of each row in the end by the rules behind it.

    build   where the rules of decisions that tell none are looked up
    locate  rule id -> "file:line"
    """
    known = {} if build is None else rules_by_member(build)
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    added = unknown = 0
    for row in by_row(decisions):
        for person in sorted({decision.who for decision in row}):
            mine = [decision for decision in row if decision.who == person]
            if all(decision.action == "add" for decision in mine):
                added += 1
                continue
            rules = _rules_of(mine, known)
            unknown += not rules
            _count(mine, rules, tallies)
    found = [RuleScore(r, locate(r), t.accepted, dict(sorted(t.corrected.items())), t.rejected)
             for r, t in tallies.items()]  # fmt: skip
    return Scores(tuple(sorted(found, key=lambda s: (-s.share, -s.wrong, -s.accepted, s.rule))), added, unknown)


def _count(decisions: Sequence[Decision], rules: RulesOf, tallies: dict[str, _Tally]) -> None:
    judged = judgement_of(decisions)
    everything = frozenset().union(*rules.values())
    if not judged.stands:
        for rule in everything:
            tallies[rule].rejected += 1
        return
    changed = [name for decision in decisions if decision.action == "correct" for name in decision.after
               if decision.before.get(name) != decision.after[name]]  # fmt: skip
    blamed: set[str] = set()
    for name in dict.fromkeys(changed):
        for rule in rules.get(name, ()):
            tallies[rule].corrected[name] += 1
            blamed.add(rule)
    if judged.complete:
        for rule in everything - blamed:
            tallies[rule].accepted += 1


def _rules_of(decisions: Iterable[Decision], known: Mapping[str, RulesOf]) -> RulesOf:
    """The rules behind the cells of a row, as its decisions tell them, else as the build does."""
    found: dict[str, set[str]] = defaultdict(set)
    members: set[str] = set()
    for decision in decisions:
        members |= decision.ids
        for name, rules in decision.rules.items():
            found[name] |= {rule for rule in rules if not rule.startswith(NOT_RULES)}
    if not found:
        for member in members:
            for name, behind in known.get(member, {}).items():
                found[name] |= behind
    return {name: frozenset(rules) for name, rules in found.items() if rules}


def rules_by_member(build: LoadedDataset) -> dict[str, RulesOf]:
    """Member -> column -> the rules behind the cell that the build read, whatever a reviewer set since."""
    evidence = build.evidence
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    reviewed = set(zip(*(evidence.loc[evidence["basis"] == "review", name] for name in ("member_id", "column")),
                       strict=True))  # fmt: skip
    names = ("member_id", "column", "role", "rule_ids")
    for member, name, role, rules in zip(*(evidence[column] for column in names), strict=True):
        if role in ("value", "addend") or (member, name) in reviewed:
            found[str(member)][str(name)] |= {str(rule) for rule in rules if not str(rule).startswith(NOT_RULES)}
    return {member: {name: frozenset(rules) for name, rules in cells.items()} for member, cells in found.items()}
