"""Groups of actor classes that the stages reason with; the vocabulary itself is ActorClass in model.py."""

from __future__ import annotations

ARMED = frozenset(
    {
        "military",
        "police",
        "rebel",
        "armed",
        "gang",
        "identity",
        "vigilante",
        "mercenary",
        "external",
        "private_security",
    }
)
"""Sides that can answer fire (codebook 2.8)."""
STATE = frozenset({"military", "police", "government", "external"})
"""Sides that act for a state, at home or abroad."""
CROWDS = frozenset({"crowd", "mob"})
"""People who gather: peaceful or violent is told by what they do."""
UNARMED = frozenset({"civilian", "crowd", "mob", "government", "unknown"})
"""People who suffer as civilians (codebook 3.2, code 7)."""
