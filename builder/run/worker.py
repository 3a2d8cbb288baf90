"""A worker process: options first, then tasks in and partition bytes out, over its standard input and output.

    python -m tocsin.run.worker

It ends when its input ends, so that no worker outlives a killed run for longer than one partition.
"""

from __future__ import annotations

import os
import signal
from typing import BinaryIO

import msgspec
from tocsin.errors import BuildError, DataFileError, TocsinError, UsageError
from tocsin.run.frames import DONE, ERROR, READY, read_frame, write_frame

KINDS: dict[str, type[TocsinError]] = {kind.__name__: kind for kind in (UsageError, DataFileError, BuildError)}


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the driver decides
    source, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not disturb the answers
    try:
        serve(source, answers)
    except BrokenPipeError:  # the driver is gone
        os._exit(1)


def serve(source: BinaryIO, answers: BinaryIO) -> None:
    """Answer once the data is loaded, then every task: partition bytes, or an error that stops the run."""
    from tocsin.pipeline import load_stores, versions
    from tocsin.run.coder import code_partition
    from tocsin.run.task import unpack, unpack_options
    from tocsin.syntax.parser import load_parser

    first = read_frame(source)
    if first is None:
        return
    try:
        options = unpack_options(first[1])
        load_stores(options)
        load_parser()
        write_frame(answers, READY, msgspec.json.encode(versions(options)))
        while (task := read_frame(source)) is not None:
            partition, poison = unpack(task[1])
            write_frame(answers, DONE, code_partition(partition, options, poison))
    except TocsinError as error:
        write_frame(answers, ERROR, told(error))


def told(error: TocsinError) -> bytes:
    """An error as bytes."""
    return msgspec.json.encode((type(error).__name__, str(error)))


def error_of(content: bytes) -> TocsinError:
    """The error of told()."""
    kind, text = msgspec.json.decode(content, type=tuple[str, str])
    return KINDS.get(kind, BuildError)(text)


if __name__ == "__main__":
    main()
