"""Build and chain offset maps: which raw character stands behind each cleaned one."""

from __future__ import annotations

from bisect import bisect_right

from tocsin.model import OffsetMap


class Rewriter:
    """Write a cleaned copy of a raw text piece by piece and keep the way back.

    Characters that are copied map to themselves; each character of a replacement maps into the stretch it replaced.
    """

    __slots__ = ("_clean", "_parts", "_raw", "_read", "_text", "_written")

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._clean, self._raw = [0], [0]
        self._read = self._written = 0

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` for raw[start:end]; everything since the last call is copied. Calls go from left to right."""
        self._copy(start)
        last = end - start - 1
        for i in range(len(new)):
            self._point(self._written + i, start + min(i, last))
        self._parts.append(new)
        self._written += len(new)
        self._read = end

    def finish(self) -> tuple[str, OffsetMap]:
        """Copy the rest and hand over the cleaned text with its map."""
        self._copy(len(self._text))
        return "".join(self._parts), OffsetMap(tuple(self._clean), tuple(self._raw))

    def _copy(self, end: int) -> None:
        if end > self._read:
            self._point(self._written, self._read)
            self._parts.append(self._text[self._read : end])
            self._written += end - self._read

    def _point(self, clean: int, raw: int) -> None:
        """Note a segment, unless the last one already leads there."""
        if raw - self._raw[-1] == clean - self._clean[-1]:
            return
        if clean == self._clean[-1]:
            self._raw[-1] = raw
        else:
            self._clean.append(clean)
            self._raw.append(raw)


def chain(first: OffsetMap, second: OffsetMap) -> OffsetMap:
    """The map of two cleanings in a row: `first` leads from the middle text to raw, `second` from clean to middle."""
    starts = set(second.clean)
    for middle in first.clean:
        starts.update(_positions_of(second, middle))
    clean = sorted(starts)
    return OffsetMap(tuple(clean), tuple(first.to_raw(second.to_raw(position)) for position in clean))


def _positions_of(offsets: OffsetMap, target: int) -> list[int]:
    """The cleaned positions that map to `target`, found in the segment whose raw start lies before it."""
    i = max(bisect_right(offsets.raw, target) - 1, 0)
    position = offsets.clean[i] + target - offsets.raw[i]
    end = offsets.clean[i + 1] if i + 1 < len(offsets.clean) else position + 1
    return [position] if offsets.clean[i] <= position < end else []
