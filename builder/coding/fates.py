"""What became of each sentence of an article, those that were not read for want of bounds included.

The detail of a fate names each act of the sentence, one after the other: `told_act` writes it, `acts_told` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.incidents.incident import Incident
from tocsin.incidents.segments import Segment
from tocsin.model import Document, Event, Frame, Sentence, SentenceFate
from tocsin.syntax.parser import LONGEST

BEYOND = "beyond_limit"
"""Fate of a sentence behind the last that is read, and of one whose acts are behind the last that are linked."""

ALONE = "no_happening"
"""Reason of an act that makes no happening by itself and was told with none: a death toll, a stone thrown, in a stretch
of its own."""

CODED, EXCLUDED, NO_ACT, NOT_GATED = "coded", "excluded", "no_act", "not_gated"
"""Fates: an act of it stands in a row; it has acts, and none in a row; none of its words made an act; none could."""


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One act of a sentence: the rule that found it, its contexts with theirs, the happening it went into and its end.

    contexts  "effect:rule", as frames have them: "hypothetical:context.hypo.if"
    outcome   "row", "excluded" or "beyond_limit"
    """

    act: str
    rule_id: str
    contexts: tuple[str, ...]
    member_id: str
    outcome: str
    reasons: tuple[str, ...] = ()


_ACT = re.compile(
    r"(?P<act>\S+) \[(?P<rule>[^\];]+)(?:; (?P<contexts>[^\]]+))?\] -> "
    r"(?:(?P<late>beyond_limit).*|(?P<member>\S+) (?:(?P<row>row)|excluded \((?P<reasons>[^)]*)\)))"
)


def told_act(frame: Frame, end: str) -> str:
    """ "kill [violence.kill; negated:syntax.negation] -> 5aaf excluded (negated)"."""
    contexts = f"; {', '.join(frame.contexts)}" if frame.contexts else ""
    return f"{frame.act} [{frame.rule_id}{contexts}] -> {end}"


def acts_told(detail: str) -> Iterator[ToldAct]:
    """The acts of a detail, in its order; what is no act in it is passed over."""
    for part in re.split(r"; (?=\S+ \[)", detail):
        if found := _ACT.match(part):
            outcome = BEYOND if found["late"] else "row" if found["row"] else EXCLUDED
            contexts, reasons = ((found[name] or "").split(", ") for name in ("contexts", "reasons"))
            yield ToldAct(
                found["act"], found["rule"], tuple(filter(None, contexts)), found["member"] or "", outcome,
                tuple(filter(None, reasons)),
            )  # fmt: skip


def fates_of(
    document: Document,
    passed: Sequence[bool],
    incidents: Sequence[Incident],
    events: Sequence[Event],
    segments: Sequence[Segment] = (),
    frames: Sequence[Frame] = (),
    linked: int = 0,
) -> tuple[SentenceFate, ...]:
    """Fates of the sentences that were read, in order, with all their acts, of which the first `linked` were linked."""
    told: dict[int, list[str]] = {}
    used: set[tuple[str, int]] = set()
    for incident, event in zip(incidents, events, strict=True):
        state = "row" if not event.reasons else "excluded (" + ", ".join(event.reasons) + ")"
        for frame in (*incident.frames, *incident.asides):
            used.add((frame.act, frame.start))
            told.setdefault(frame.sentence, []).append(told_act(frame, f"{event.member_id} {state}"))
    for frame in frames[:linked]:
        if (frame.act, frame.start) not in used:
            told.setdefault(frame.sentence, []).append(told_act(frame, f"- excluded ({ALONE})"))
    for frame in frames[linked:]:
        told.setdefault(frame.sentence, []).append(told_act(frame, f"{BEYOND}: the article has too many acts"))
    return tuple(
        _fate(document, s, through, told.get(s.index, []), segments[s.index].label if segments else "")
        for s, through in zip(document.sentences, passed, strict=True)
    )


def _fate(document: Document, sentence: Sentence, through: bool, lines: list[str], label: str) -> SentenceFate:
    field, start, end = document.locate(sentence.start, sentence.end)
    fate = _fate_of(lines) if lines else NO_ACT if through else NOT_GATED
    if through and len(sentence.text) > LONGEST:
        lines = [*lines, f"parsed to its character {LONGEST}"]
    return SentenceFate(sentence.index, field, start, end, fate, "; ".join(dict.fromkeys(lines)), label)


def _fate_of(lines: Sequence[str]) -> str:
    """The best that became of the acts of a sentence."""
    ends = {act.outcome for line in lines for act in acts_told(line)}
    return CODED if "row" in ends else EXCLUDED if EXCLUDED in ends else BEYOND


def unread_fates(document: Document, unread: Sequence[Sentence]) -> tuple[SentenceFate, ...]:
    """Fates of the sentences behind the last that is read."""
    places = ((s.index, *document.locate(s.start, s.end)) for s in unread)
    return tuple(
        SentenceFate(index, field, start, end, BEYOND, "the article has too many sentences")
        for index, field, start, end in places
    )
