"""Make evidence: from spans of the document to raw offsets and quotes, or from a basis that has no words."""

from __future__ import annotations

from tocsin.model import Basis, Document, Evidence, EvidenceRole


def quoted(
    document: Document,
    column: str,
    value: object,
    start: int,
    end: int,
    rules: tuple[str, ...],
    role: EvidenceRole = "value",
    part: int = 0,
) -> Evidence:
    """Evidence with the words behind a cell; the basis is text or title by where they stand."""
    field, first, last = document.locate(start, end)
    raw = document.article.title if field == "title" else document.article.text
    basis: Basis = "title" if field == "title" else "text"
    return Evidence(column, str(value), part, role, basis, field, first, last, raw[first:last], rules)


def unquoted(
    column: str, value: object, basis: Basis, rules: tuple[str, ...], role: EvidenceRole = "value"
) -> Evidence:
    """Evidence without words: metadata, derived from other cells, or a stated default."""
    return Evidence(column, str(value), 0, role, basis, "", -1, -1, "", rules)
