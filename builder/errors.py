"""Faults that a user can mend. Each message names the thing, what was found, what is allowed, and the next step."""

from __future__ import annotations


class TocsinError(Exception):
    """Base of every error that the CLI prints as one clear line instead of a traceback."""


class UsageError(TocsinError):
    """The call cannot be carried out as asked: a missing file, an unknown option value (exit 2)."""


class DataFileError(TocsinError):
    """A data file of ours or of the user's is broken: file, line, id, found, allowed (exit 2)."""


class BuildError(TocsinError):
    """A build failed half-way; the output folder is as it was before (exit 1)."""


class StoppedError(BuildError):
    """A signal stopped the work; the output is as it was before (exit 128 and the number of the signal)."""

    def __init__(self, message: str, number: int) -> None:
        super().__init__(message)
        self.number = number
