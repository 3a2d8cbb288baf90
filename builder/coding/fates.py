"""What became of each sentence of an article, those that were not read for want of bounds included."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.incidents.incident import Incident
from tocsin.incidents.segments import Segment
from tocsin.model import Document, Event, Frame, Sentence, SentenceFate
from tocsin.syntax.parser import LONGEST

BEYOND = "beyond_limit"
"""Fate of a sentence behind the last that is read, and of one whose acts are behind the last that are linked."""


def fates_of(
    document: Document,
    passed: Sequence[bool],
    incidents: Sequence[Incident],
    events: Sequence[Event],
    segments: Sequence[Segment] = (),
    unlinked: Sequence[Frame] = (),
) -> tuple[SentenceFate, ...]:
    """Fates of the sentences that were read, in order. `unlinked` are acts beyond the number that is linked."""
    told: dict[int, list[str]] = {}
    for incident, event in zip(incidents, events, strict=True):
        state = "row" if not event.reasons else "excluded (" + ", ".join(event.reasons) + ")"
        for frame in (*incident.frames, *incident.asides):
            told.setdefault(frame.sentence, []).append(f"{_named(frame)} -> {event.member_id} {state}")
    for frame in unlinked:
        told.setdefault(frame.sentence, []).append(f"{_named(frame)} -> {BEYOND}: the article has too many acts")
    late = {f.sentence for f in unlinked}
    return tuple(
        _fate(document, s, through, told.get(s.index, []), segments[s.index].label if segments else "", late)
        for s, through in zip(document.sentences, passed, strict=True)
    )


def _named(frame: Frame) -> str:
    return f"{frame.act} [{frame.rule_id}]"


def _fate(
    document: Document, sentence: Sentence, through: bool, lines: list[str], label: str, late: set[int]
) -> SentenceFate:
    field, start, end = document.locate(sentence.start, sentence.end)
    if lines:
        fate = BEYOND if sentence.index in late and all(BEYOND in line for line in lines) else "coded"
    else:
        fate = "no_act" if through else "not_gated"
    if through and len(sentence.text) > LONGEST:
        lines = [*lines, f"parsed to its character {LONGEST}"]
    return SentenceFate(sentence.index, field, start, end, fate, "; ".join(dict.fromkeys(lines)), label)


def unread_fates(document: Document, unread: Sequence[Sentence]) -> tuple[SentenceFate, ...]:
    """Fates of the sentences behind the last that is read."""
    places = ((s.index, *document.locate(s.start, s.end)) for s in unread)
    return tuple(
        SentenceFate(index, field, start, end, BEYOND, "the article has too many sentences")
        for index, field, start, end in places
    )
