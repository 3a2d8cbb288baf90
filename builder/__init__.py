"""Tocsin: news articles in, ACLED-style conflict events out, with the words and the rule behind every cell."""

from __future__ import annotations

__version__ = "0.1.0"
