"""Article -> Document: cleaned text with the way back to raw offsets, sentences, quotations and dateline."""

from tocsin.text.document import make_document, resolve_published
from tocsin.text.language import looks_english

__all__ = ["looks_english", "make_document", "resolve_published"]
