"""Draw a story as a tree of lines. All that comes from articles or files is made safe to print (visible.py)."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.explain.node import Node
from tocsin.explain.story import Act, ArticleStory, Cell, EventStory, ExcludedStory, Proof, Rule, SentenceStory
from tocsin.explain.visible import short, visible

_TOLD_ELSEWHERE = frozenset({"event_id_cnty", "timestamp"})
_SLOTS = ("event_date", "sub_event_type", "location", "actor1", "actor2", "fatalities")
FATES = {
    "coded": "coded",
    "excluded": "excluded",
    "no_act": "no act",
    "not_gated": "not gated",
    "beyond_limit": "beyond the limit",
}
"""Fates as a reader meets them."""


def draw_event(story: EventStory, remarks: tuple[str, ...] = ()) -> Node:
    """A row cell by cell; cells that rest on the same words and rules share one node."""
    head = [f"grade {story.grade}, told by {visible(', '.join(story.article_ids))}"] if story.grade else []
    lines = (Node(line) for line in (*head, *remarks))
    return Node(headline(story), (*lines, *_cells(story)))


def headline(story: EventStory) -> str:
    """ "MLI-7f3a9c21b4: 2025-03-04, Attack, Koro (Mali), 3 killed"."""
    dead = story.value("fatalities")
    told = f"{dead} killed" if dead not in ("", "0") else "none killed"
    where = f"{visible(story.value('location'))} ({story.value('country')})"
    return f"{story.event_id_cnty}: {story.value('event_date')}, {story.value('sub_event_type')}, {where}, {told}"


def _cells(story: EventStory) -> Iterator[Node]:
    groups: dict[tuple[Node, ...], list[str]] = {}
    for cell in story.cells:
        told = cell.value is not None or (cell.evidence and not cell.computed_from)
        if told and cell.column not in _TOLD_ELSEWHERE:
            shown = "(empty)" if cell.value is None else short(cell.value)
            groups.setdefault(tuple(_why(cell)), []).append(f"{cell.column} = {shown}")
    for why, cells in groups.items():
        yield Node("; ".join(cells), why)


def _why(cell: Cell) -> Iterator[Node]:
    if cell.computed_from:
        yield Node(f"<- computed from {cell.computed_from}")
        return
    for proof in cell.evidence:
        role = "" if proof.role == "value" else f"{proof.role.replace('_', '-')} {short(proof.value)} "
        yield Node(f"{role}{_words(proof)}", tuple(Node(rule_line(rule)) for rule in proof.rules))


def _words(proof: Proof) -> str:
    if proof.field == "review":  # no words of the article, but who set the cell, when and why
        return f"<- review: {short(proof.quote)}"
    if proof.quote:
        return f'<- "{short(proof.quote)}" ({visible(proof.article_id)}, {proof.field} {proof.start}:{proof.end})'
    return f"<- {proof.basis}"


def rule_line(rule: Rule) -> str:
    """ "rule act:violence.kill (rules/acts/30_violence.toml:185)"; entries of dictionaries bear their kind."""
    kind = "" if rule.id.startswith(("alias ", "regime ", "place ")) and " " in rule.id else "rule "
    about = f": {visible(rule.about)}" if rule.about else ""
    where = f" ({visible(rule.where)})" if rule.where else ""
    return f"{kind}{visible(rule.id)}{about}{where}{', changed since this build' if rule.changed else ''}"


# ---------------------------------------------------------------- one article


def draw_article(story: ArticleStory) -> Node:
    """An article: its rows slot by slot, excluded candidates, every sentence with its fate."""
    reason = f" ({short(story.reason)})" if story.reason else ""
    copy = f" of {visible(story.duplicate_of)}" if story.duplicate_of else ""
    rows = tuple(Node(headline(row), tuple(_slots(row))) for row in story.rows)
    parts = (
        _group("rows", rows),
        _group("excluded", tuple(_excluded(each) for each in story.excluded)),
        _group("sentences", tuple(_sentence(each) for each in story.sentences)),
    )
    return Node(
        f"{visible(story.article_id)}: {story.status}{copy}{reason}", tuple(part for part in parts if part.children)
    )


def _group(name: str, nodes: tuple[Node, ...]) -> Node:
    return Node(f"{name}: {len(nodes)}", nodes)


def _slots(row: EventStory) -> Iterator[Node]:
    """What each slot of a row took from which words, by which vote, and what it beat."""
    for cell in (cell for cell in row.cells if cell.column in _SLOTS):
        taken = [p for p in cell.evidence if p.role in ("value", "addend") and p.quote]
        if not taken:
            continue
        words = ", ".join(dict.fromkeys(f'"{short(p.quote)}"' for p in taken))
        ids = (rule.id for p in taken for rule in p.rules)
        votes = ", ".join(dict.fromkeys(i.removeprefix("vote:") for i in ids if i.startswith("vote:")))
        lost = ", ".join(dict.fromkeys(short(p.value) for p in cell.evidence if p.role in ("runner_up", "conflict")))
        how = f" ({votes})" if votes else ""
        beat = f"; beat {lost}" if lost else ""
        yield Node(f"{cell.column} = {visible(cell.value or '(empty)')} <- {words}{how}{beat}")


def _excluded(story: ExcludedStory) -> Node:
    cells = [visible(story.cells[n]) for n in ("event_date", "sub_event_type", "location") if n in story.cells]
    lines = [Node(f'<- "{short(story.quote)}"')] if story.quote else []
    lines += [Node(rule_line(story.decision))] if story.decision is not None else []
    lines += [Node(short(story.detail))] if story.detail else []
    return Node(f"{', '.join(story.reasons)}: {', '.join(cells) or 'nothing coded'}", tuple(lines))


def _sentence(story: SentenceStory) -> Node:
    words = f'"{short(story.text)}"' if story.text else f"{story.field} {story.start}:{story.end}"
    segment = f"{story.segment}, " if story.segment else ""
    below = [Node(_act(act), tuple(_contexts(act))) for act in story.acts]
    below += [Node(story.remark)] if story.remark else []
    return Node(f"{story.number} {segment}{FATES.get(story.fate, story.fate)}: {words}", tuple(below))


def _act(act: Act) -> str:
    where = f" ({act.rule.where})" if act.rule.where else ""
    ends = {"row": f"row {act.event_id_cnty}".rstrip(), "beyond_limit": "beyond the limit: too many acts"}
    end = ends.get(act.outcome, f"excluded ({', '.join(act.reasons)})")
    return f"{act.act} by {visible(act.rule.id)}{where} -> {end}"


def _contexts(act: Act) -> Iterator[Node]:
    for context in act.contexts:
        yield Node(f"{context.effect} by {rule_line(context.rule).removeprefix('rule ')}")
