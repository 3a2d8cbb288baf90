"""The articles that pages must bear: plain words, emoji, markup that wants to be more than text, a megabyte."""

from __future__ import annotations

import json

HOSTILE = (
    "</script><script>window.hacked = 1</script> \u202e<img src=x onerror='window.hacked=1'> \"quoted\" & 'quoted' "
    "&lt;b&gt; \u2028 \U0001f525\U0001f692. Gunmen killed four traders in Gao, Mali, on Tuesday."
)
ARTICLES = {
    "plain": ("Farmers killed", "Gunmen killed three farmers in Koro, Mali, on Tuesday. Police said they fled. Nobody "
              "was killed in Gao, Mali, on Monday, the mayor said. Soldiers may attack rebels in Gao next week."),
    "emoji": ("\U0001f525 Fire \U0001f525", "\U0001f692\U0001f692 Sirens \U0001f468\u200d\U0001f692! Militants killed "
              "five villagers in Menaka, Mali, on Tuesday \U0001f622. Rebels looted shops \U0001f3ea there too."),
    "hostile": ("<b>Title</b> & \"more\"", HOSTILE),
    "long": ("Long", "Rebels killed two herders in Koro, Mali, on Tuesday. " + "The market stood open all day and "
             "nobody had seen anything of it. " * 15_500),
    "quiet": ("Harvest", "The harvest was good in Koro, Mali, on Tuesday, traders said."),
}  # fmt: skip


def record(article: str) -> str:
    """One article as a line of JSON."""
    title, text = ARTICLES[article]
    given = {"id": article, "title": title, "text": text, "published": "2025-03-06", "source": "Sahel Courier"}
    return json.dumps(given) + "\n"
