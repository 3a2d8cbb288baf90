"""What can be wrong with a whole input: a fault with a stable reason, which costs that input only."""

from __future__ import annotations


class FileFaultError(Exception):
    """An input that cannot be read, or not to its end. What was read before it stands.

    reason  stable code, as articles.parquet gives it: "unreadable", "cut_off", "bomb", "unknown_format" ...
    detail  what was found, and what to do
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def why(error: BaseException) -> str:
    """The words of an error on one line, without the file name that the caller tells anyway."""
    found = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(found).splitlines()[0]
