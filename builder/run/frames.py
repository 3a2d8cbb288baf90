"""Messages over a pipe: one letter for the kind, eight bytes of length, the bytes."""

from __future__ import annotations

from typing import BinaryIO

READY, DONE, ERROR, TASK = b"R", b"D", b"E", b"T"


def write_frame(stream: BinaryIO, kind: bytes, content: bytes) -> None:
    """Send one message."""
    stream.write(kind + len(content).to_bytes(8, "big"))
    stream.write(content)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next message; None when the other side is gone, in the middle of a message too."""
    head = stream.read(9)
    if len(head) < 9:
        return None
    length = int.from_bytes(head[1:], "big")
    content = stream.read(length)
    return (head[:1], content) if len(content) == length else None
