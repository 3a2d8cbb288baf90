"""What an article is about: an effect that holds for its lead, or for most of its acts, holds for the others too.

"The Rovers captured the cup. Their strikers bombarded the goal. The lads fought like soldiers." The last sentence has
no word of sport, the article has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from tocsin.incidents.linking import effects
from tocsin.incidents.segments import Segment
from tocsin.model import Document, Frame
from tocsin.rulebook.load import Rulebook

LEAST = 2  # sentences; one word of sport in an article makes no match report
SHARE = 0.5  # of the sentences with acts
OPENING = 2  # sentences of the body in which a topic shows itself, beside the headline
OFTEN, CHIEF = 3, 0.2  # sentences, and share of all sentences, that speak of it
NAMED_AGAIN = 2  # sentences from an act to the sentence that opens with its name
NEAR_OPENING = 4  # words of a sentence within which its subject begins
DEFINITE = ("the ", "this ", "that ")
SUMMING = ("these were", "this was", "it was", "it turned out", "they were", "all this", "all of this", "all these")


def with_topic(
    frames: Sequence[Frame],
    book: Rulebook,
    document: Document,
    segments: Sequence[Segment],
    dated: Collection[int] = (),
    cues: Sequence[frozenset[str]] = (),
) -> tuple[Frame, ...]:
    """The frames, each with the effects that its article gives it (rules/effects.toml: topic, lead, names, hard).

    Further happenings ("Meanwhile, ...") and, for a lead, sentences that name a day of their own keep to themselves.
    """
    told = _by_share(_by_cues(frames, book, document, cues), book)
    told = _by_lead(told, book, segments, dated)
    told = _by_body(_named_on(told, book, document), book, segments)
    return _by_summary(_by_name(told, book, document, segments), book, document, segments, cues)


def _by_cues(
    frames: Sequence[Frame], book: Rulebook, document: Document, cues: Sequence[frozenset[str]]
) -> tuple[Frame, ...]:
    """A review that opens with the film and comes back to it is about the film, whatever its gunmen do in between."""
    body = next((s.index for s in document.sentences if s.section == "text"), 0)
    opening = frozenset[str]().union(*cues[: body + OPENING])
    told = Counter(rule for found in cues for rule in found)
    rules = {r.id: r for r in book.contexts if r.id in opening and book.effects[r.effect].topic}
    chief = [r for r in rules.values() if told[r.id] >= OFTEN and told[r.id] >= CHIEF * len(cues)]
    return tuple(_given(f, [f"{r.effect}:{r.id}" for r in chief if not r.acts or f.act in r.acts]) for f in frames)


def _by_share(frames: Sequence[Frame], book: Rulebook) -> tuple[Frame, ...]:
    sentences = {f.sentence for f in frames}
    topics = [
        f"{name}:topic.share"
        for name, effect in book.effects.items()
        if effect.topic and _holds(len({f.sentence for f in frames if name in effects(f)}), len(sentences))
    ]
    return tuple(_given(f, topics) for f in frames)


def _holds(told: int, all_of_them: int) -> bool:
    return told >= LEAST and told >= SHARE * all_of_them


def _by_lead(
    frames: Sequence[Frame], book: Rulebook, segments: Sequence[Segment], dated: Collection[int]
) -> tuple[Frame, ...]:
    """ "A court jailed three men for a bombing. ... He threw petrol bombs": the last is what the court heard."""
    body = [f for f in frames if segments[f.sentence].label != "title" and book.act_types[f.act].core]
    if not body:
        return tuple(frames)
    first = min(f.sentence for f in body)
    lead = [f for f in body if f.sentence == first]
    found = [f"{n}:topic.lead" for n, e in book.effects.items() if e.lead and all(n in effects(f) for f in lead)]
    return tuple(
        f if f.sentence in dated or segments[f.sentence].label == "other_incident" else _given(f, found) for f in frames
    )


def _by_name(
    frames: Sequence[Frame], book: Rulebook, document: Document, segments: Sequence[Segment]
) -> tuple[Frame, ...]:
    """ "Gunmen burst into a station. ... The attack was part of an exercise": then so was what they did."""
    given: list[Frame] = list(frames)
    for frame in frames:
        if any(r.actors for r in frame.roles) or not _opens_with(document, frame):
            continue
        found = [f"{n}:topic.named_again" for n in effects(frame) if book.effects[n].names]
        for n, other in enumerate(given):
            if found and segments[other.sentence].number == segments[frame.sentence].number:
                given[n] = _given(other, found)
    return tuple(given)


def _named_on(frames: Sequence[Frame], book: Rulebook, document: Document) -> tuple[Frame, ...]:
    """ "An attack by malware hit the site. The attack lasted a week": the second is what the first was."""
    given: list[Frame] = []
    for frame in frames:
        before = [f for f in given if f.act == frame.act and 0 < frame.sentence - f.sentence <= NAMED_AGAIN]
        if before and not any(r.actors for r in frame.roles) and _opens_with(document, frame):
            same = [f for f in before if f.sentence == before[-1].sentence]
            shared = frozenset[str].intersection(*(effects(f) for f in same))
            frame = _given(frame, [f"{n}:topic.named_on" for n in shared if book.effects[n].topic])
        given.append(frame)
    return tuple(given)


def _by_body(frames: Sequence[Frame], book: Rulebook, segments: Sequence[Segment]) -> tuple[Frame, ...]:
    """A headline tells no more than its body: where the body only plans or demands an act, so does the headline."""
    told: dict[str, list[Frame]] = {}
    for frame in frames:
        if segments[frame.sentence].label != "title":
            told.setdefault(frame.act, []).append(frame)
    barred = {act: of for act, of in told.items() if all(book.hard(effects(f)) for f in of)}
    return tuple(
        _given(f, [f"{n}:topic.body" for n in effects(barred[f.act][0]) if book.effects[n].hard])
        if segments[f.sentence].label == "title" and f.act in barred
        else f
        for f in frames
    )


def _opens_with(document: Document, frame: Frame) -> bool:
    """Whether a sentence is about an act that is named again: "The attack was staged", not "a boy whose death set off
    the killings had been ill"."""
    before = document.text[document.sentences[frame.sentence].start : frame.start].lower()
    return before.endswith(DEFINITE) and len(before.split()) <= NEAR_OPENING


def _by_summary(
    frames: Sequence[Frame],
    book: Rulebook,
    document: Document,
    segments: Sequence[Segment],
    cues: Sequence[frozenset[str]],
) -> tuple[Frame, ...]:
    """ "Twenty pilgrims were lynched. ... These were only rumours": a sentence without an act takes all back."""
    given = list(frames)
    rules = {r.id: r for r in book.contexts if book.effects[r.effect].names}
    for sentence, found in zip(document.sentences, cues, strict=False):
        if not sentence.text.lower().lstrip("\"'").startswith(SUMMING):
            continue
        for rule in (rules[i] for i in sorted(found) if i in rules):
            for n, frame in enumerate(given):
                same = segments[frame.sentence].number == segments[sentence.index].number
                if same and frame.start < sentence.start and (not rule.acts or frame.act in rule.acts):
                    given[n] = _given(frame, [f"{rule.effect}:{rule.id}"])
    return tuple(given)


def _given(frame: Frame, contexts: Collection[str]) -> Frame:
    """The frame with further contexts; an effect that it has already is not given twice."""
    fresh = sorted(c for c in contexts if c.split(":", 1)[0] not in effects(frame))
    return replace(frame, contexts=tuple(dict.fromkeys((*frame.contexts, *fresh)))) if fresh else frame
