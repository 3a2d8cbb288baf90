"""Stable identities of coded candidates: from the words of the article, never from coded cells."""

from __future__ import annotations

import hashlib

MEMBER_DIGITS = 16  # 64 bits: no collision to be feared below a billion members


def member_id(article_sha256: str, field: str, start: int, part: int) -> str:
    """Hash of article, start of the anchoring act and ordinal of the split (the public contract).

    Two incidents never share an anchor, so the same article gives the same ids whatever the coding says.
    """
    words = f"{article_sha256}\0{field}\0{start}\0{part}"
    return hashlib.sha256(words.encode()).hexdigest()[:MEMBER_DIGITS]
