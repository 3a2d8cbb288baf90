"""A text -> a sketch of a few hundred bytes, by which two texts are compared without being kept: MinHash and marks.

What makes an article a near copy of another is near.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import xxhash
from rensa import RMinHash

SIZE = 128
"""Values of a signature: they tell the share of common shingles to within some 4%."""
SHINGLE = 3
"""Words in a row: fewer are common to all news of one war, more are lost to every edit."""
SHORTEST = 40
"""Words. A shorter text says too little to be told apart from a form ("Protesters marched in ... on Friday.")."""

_SEED = 42
_WORD = re.compile(r"\w[\w'’-]*")
_OPENING = re.compile(r"(?:^|[.!?:;\"“”()\[\]\n])\s*$")
_SPELLED = frozenset(
    ("dozen", "dozens", "eight", "eighteen", "eleven", "fifteen", "fifty", "five", "forty", "four", "fourteen",
     "hundred", "hundreds", "nine", "nineteen", "one", "scores", "seven", "seventeen", "six", "sixteen", "ten",
     "thirteen", "thirty", "thousand", "thousands", "three", "twelve", "twenty", "two")
)  # fmt: skip
HEAD = 4  # bytes of the number of shingles, before the signature and the marks

Marks = frozenset[int]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text.

    size       how many different shingles it has
    signature  MinHash of them, 16 bits a value
    marks      hashes of its numbers and names, whose last bit is set where the word stands inside a sentence
    """

    size: int
    signature: bytes
    marks: Marks


def sketch_of(text: str) -> bytes:
    """The packed sketch of a text; b"" for one too short to have any."""
    words = [match[0].casefold() for match in _WORD.finditer(text)]
    if len(words) < SHORTEST:
        return b""
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    made = RMinHash(num_perm=SIZE, seed=_SEED)
    made.update(sorted(shingles))
    signature = (np.asarray(made.digest(), dtype=np.uint64) & 0xFFFF).astype("<u2").tobytes()
    marks = np.asarray(sorted(set(_marks(text))), dtype="<u4").tobytes()
    return len(shingles).to_bytes(HEAD, "little") + signature + marks


def unpacked(sketch: bytes) -> Sketch:
    """The parts of a packed sketch."""
    end = HEAD + 2 * SIZE
    marks = np.frombuffer(sketch, dtype="<u4", offset=end)
    return Sketch(int.from_bytes(sketch[:HEAD], "little"), sketch[HEAD:end], frozenset(marks.tolist()))


def _marks(text: str) -> Iterator[int]:
    """Numbers and names, each as a hash. A capital at the opening of a sentence may be a name or not."""
    for match in _WORD.finditer(text):
        word = match[0]
        number = any(character.isdigit() for character in word) or word.casefold() in _SPELLED
        if not number and not word[0].isupper():
            continue
        inside = number or not _OPENING.search(text[max(0, match.start() - 8) : match.start()])
        yield (xxhash.xxh32_intdigest(word.casefold().encode("utf-8", "surrogatepass")) & ~1) | inside


def shared(a: Sketch, b: Sketch) -> float:
    """How many shingles two texts have in common, as MinHash tells it."""
    equal = np.frombuffer(a.signature, dtype="<u2") == np.frombuffer(b.signature, dtype="<u2")
    alike = float(equal.mean())
    return alike * (a.size + b.size) / (1 + alike)


def adds_marks(later: Sketch, earlier: Sketch) -> bool:
    """Whether the later text has a number or a name that the earlier one lacks."""
    return any(mark & 1 and mark not in earlier.marks and mark & ~1 not in earlier.marks for mark in later.marks)
