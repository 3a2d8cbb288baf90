"""Files -> articles: one reader per format, one check for every record. Cleaning the text is text/."""

from tocsin.sources.reader import read_articles

__all__ = ["read_articles"]
