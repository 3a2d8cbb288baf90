"""Hand-made candidates that tests bend. Each is invented, whole, and a good row as it stands."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from tocsin.model import Article, CodedArticle, Details, Event, Evidence, Rejected, SentenceFate

GUNMEN = ("Unidentified Armed Group (Mali)", "Political militia")
JNIM = ("JNIM: Group for Support of Islam and Muslims", "Rebel group")
ISSP = ("Islamic State Sahel Province (ISSP)", "Rebel group")
ARMY = ("Military Forces of Mali (2021-)", "State forces")
CIVILIANS = ("Civilians (Mali)", "Civilians")
NOBODY = ("", "")

CELLS: dict[str, object] = {
    "event_date": date(2024, 9, 17),
    "time_precision": 1,
    "sub_event_type": "Attack",
    "assoc_actor_1": "",
    "assoc_actor_2": "Farmers (Mali)",
    "civilian_targeting": "Civilian targeting",
    "country": "Mali",
    "admin1": "Mopti",
    "admin2": "Bankass",
    "admin3": "",
    "location": "Koro",
    "latitude": 14.0689,
    "longitude": -3.0801,
    "geo_precision": 1,
    "source": "Sahel Courier",
    "source_scale": "Subnational",
    "notes": "On 17 September 2024, gunmen killed seven farmers in Koro (Bankass, Mopti).",
    "fatalities": 7,
    "tags": "",
}


def sides(one: tuple[str, str], two: tuple[str, str]) -> dict[str, object]:
    return {"actor1": one[0], "inter1": one[1], "actor2": two[0], "inter2": two[1]}


def cells(**changes: object) -> dict[str, object]:
    return CELLS | sides(GUNMEN, CIVILIANS) | changes


def battle(one: tuple[str, str] = ARMY, two: tuple[str, str] = GUNMEN, **changes: object) -> dict[str, object]:
    kind = {"sub_event_type": "Armed clash", "civilian_targeting": "", "assoc_actor_2": ""}
    return CELLS | kind | sides(one, two) | changes


def protest(**changes: object) -> dict[str, object]:
    kind: dict[str, object] = {
        "sub_event_type": "Peaceful protest", "civilian_targeting": "", "assoc_actor_2": "", "fatalities": 0,
        "tags": "crowd size=hundreds", "notes": "On 17 September 2024, residents marched in Koro.",
    }  # fmt: skip
    return CELLS | kind | sides(("Protesters (Mali)", "Protesters"), NOBODY) | changes


def proof(column: str, value: str, **changes: Any) -> Evidence:
    given: dict[str, Any] = {
        "part": 0, "role": "value", "basis": "text", "field": "text", "start": 0, "end": 6, "quote": "Gunmen",
        "rule_ids": ("act.kill",),
    }  # fmt: skip
    return Evidence(column, value, **(given | changes))


def article(article_id: str, published: date | None = date(2024, 9, 18), **changes: Any) -> Article:
    given: dict[str, Any] = {
        "text": f"Text of {article_id}.", "published_basis": "metadata" if published else "none",
        "source": "Sahel Courier", "url": f"https://courier.example/{article_id}", "origin": "in.jsonl", "line": 1,
        "sha256": hashlib.sha256(article_id.encode()).hexdigest(),
    }  # fmt: skip
    return Article(article_id=article_id, published=published, **(given | changes))


def event(article_id: str, row: dict[str, object], start: int = 0, **changes: Any) -> Event:
    deaths = row.get("fatalities", 0)
    low = deaths if isinstance(deaths, int) else 0
    day = row.get("event_date")
    day = day if isinstance(day, date) else date(2024, 9, 17)
    given: dict[str, Any] = {
        "salience": "main",
        "evidence": (proof("fatalities", str(deaths)), proof("actor1", str(row.get("actor1", "")))),
        "details": Details(low, low, None, low, None, None, None, day, day, "sentence", "B", ""),
        "quote": "Gunmen killed",
    }
    return Event(f"{article_id}@{start}", article_id, cells=row, start=start, end=start + 6, **(given | changes))


def coded(
    article_id: str, *rows: dict[str, object], published: date | None = date(2024, 9, 18), **more: Any
) -> CodedArticle:
    """An article with one candidate per row of cells."""
    events = tuple(event(article_id, row, 100 * place) for place, row in enumerate(rows))
    fates = (SentenceFate(0, "text", 0, 10, "coded" if rows else "not_gated", ""),)
    return CodedArticle(article(article_id, published, **more), "coded" if rows else "no_event", "", events, fates)


REJECTED = Rejected("/srv/in/b.jsonl#4", "/srv/in/b.jsonl", 4, "no_text", "/srv/in/b.jsonl line 4: no text")
