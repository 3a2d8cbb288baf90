"""What an article is about: where most acts stand in talk of sport, film or business, the others do too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.incidents.linking import effects
from tocsin.model import Frame
from tocsin.rulebook.load import Rulebook

LEAST = 2  # sentences; one word of sport in an article makes no match report
SHARE = 0.5  # of the sentences with acts


def with_topic(frames: Sequence[Frame], book: Rulebook) -> tuple[Frame, ...]:
    """The frames, each with the topic effects of its article (rules/effects.toml).

    "The Rovers captured the cup. Their strikers bombarded the goal. The lads fought like soldiers." The last sentence
    has no word of sport, the article has.
    """
    sentences = {f.sentence for f in frames}
    topics = [
        name
        for name, effect in book.effects.items()
        if effect.topic and _holds(len({f.sentence for f in frames if name in effects(f)}), len(sentences))
    ]
    if not topics:
        return tuple(frames)
    return tuple(
        replace(f, contexts=tuple(dict.fromkeys((*f.contexts, *(f"{t}:topic" for t in topics))))) for f in frames
    )


def _holds(told: int, all_of_them: int) -> bool:
    return told >= LEAST and told >= SHARE * all_of_them
