"""How every command ends, as constants; the words are in `tocsin --help`."""

from __future__ import annotations

from tocsin.errors import BuildError, StoppedError

BUILT = 0
"""All went well."""
FAILED = 1
"""It failed half-way, and the output is as it was before; or what judges (validate, test, check) found faults."""
USAGE = 2
"""Usage or setup: an option, an input or a data file cannot be used as it is."""
SOME_REJECTED = 3
"""Built, and some inputs were rejected: see articles.parquet."""

STOPPED = 130
"""Ctrl-C stopped it, and the output is as it was before: 128 and the number of the signal, as shells count."""


def code_of(error: Exception) -> int:
    """The exit code for an error that is told in one line. A code that the schema does not know comes from own data."""
    if isinstance(error, StoppedError):
        return 128 + error.number
    return FAILED if isinstance(error, BuildError) else USAGE
