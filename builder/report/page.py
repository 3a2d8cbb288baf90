"""Material -> the text of the page: template, style, data, scripts, and a policy that lets only these scripts run.

No byte depends on the clock or the machine: the same build and versions give the same page.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from tocsin.report.cells import days_of, encode_rows
from tocsin.report.charts import scripts, specs
from tocsin.report.groups import ROWS_AT_MOST, WORLD, Held, Step, grouped
from tocsin.report.read import Material
from tocsin.report.stories import PORTION, portions
from tocsin.report.words import LONGEST_NAME, short
from tocsin.schema.vocabulary import precisions
from tocsin.webpage import asset, embedded, policy_hash
from tocsin.wording import counted

_PACKAGE = "tocsin.report"
SCRIPTS = ("data.js", "filters.js", "lists.js", "charts.js", "table.js", "evidence.js", "page.js")
"""In the order in which they are read: later ones use what earlier ones define."""

_POLICY = "default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


LARGEST = 11_500_000
"""Bytes of a page: browsers open it in seconds, and letters carry it. Evidence gets what the rest leaves."""


def render(material: Material, title: str, rows_at_most: int = ROWS_AT_MOST, largest: int = LARGEST) -> str:
    """The whole page."""
    encoded = encode_rows(material.events)
    held = grouped(encoded["columns"], encoded["lists"], rows_at_most)
    data = _data(material, title, held)
    code = [scripts(), *(asset(_PACKAGE, name) for name in SCRIPTS)]
    fixed = [_held("charts", embedded(specs())), _held("outlines", asset(_PACKAGE, "countries-50m.json").strip())]
    used = sum(len(text.encode("utf-8")) for text in (*fixed, *code, embedded(data), asset(_PACKAGE, "report.css")))
    packed, told = portions(material, len(held.rows["day"]), largest - used)
    elements = [
        _held("data", embedded({**data, "told": told})),
        *fixed,
        *(_held(f"evidence-{number}", portion, "text/plain") for number, portion in enumerate(packed)),
        *(f"<script>{text}</script>" for text in code),
    ]
    parts = {
        "policy": _POLICY.format(hashes=" ".join(policy_hash(text) for text in code)),
        "title": escape(f"{short(title, LONGEST_NAME)} - conflict events"),
        "style": asset(_PACKAGE, "report.css"),
        "scripts": "\n".join(elements),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], asset(_PACKAGE, "page.html"))


def _held(name: str, text: str, kind: str = "application/json") -> str:
    return f'<script type="{kind}" id="{name}">{text}</script>'


def _data(material: Material, title: str, held: Held) -> dict[str, Any]:
    days = days_of(material.events["event_date"])
    keys = [str(key) for key in material.events["event_id_cnty"][: len(held.rows["day"])]]
    return {
        "title": short(title, LONGEST_NAME),
        "name": material.name,
        "build": material.folder is not None,
        "events": len(material.events),
        "first": min(days, default=0),
        "last": max(days, default=0),
        "unit": held.step.unit if held.step else "day",
        "summed": _summed(held.step) if held.step else "",
        "portion": PORTION,
        "lead": _lead(material),
        "empty": _empty(material),
        "about": _about(material),
        "quality": _quality(),
        "lists": held.lists,
        "cells": held.cells,
        "rows": {"id": keys, **(held.rows if held.step else {})},  # else they are the cells
    }


def _quality() -> list[list[Any]]:
    """[title, column, labels]; a label is [code, name, meaning], and None takes the names of the column's list."""
    labels = {
        of: [[level.code, f"{level.code} {level.name}", level.meaning] for level in precisions(of)]
        for of in ("geo", "time")
    }
    precision = [["Place precision", "geo", labels["geo"]], ["Time precision", "time", labels["time"]]]
    return [*precision, ["Grade of the evidence", "grade", None], ["Reach of the source", "scale", None]]


# ---------------------------------------------------------------- words about the build


def _summed(step: Step) -> str:
    """How coarsely the page counts."""
    places = {0: "place", WORLD: "country"}.get(step.degrees, f"squares of {step.degrees:g} degrees")
    return (
        f"These are many events, so this page counts sums of them: by {step.unit}, {places} and the {step.actors:,} "
        f"most frequent actors, all others as one. A {step.unit} counts whole when the dates touch it."
    )


def _lead(material: Material) -> str:
    read = material.counts.get("articles", {}).get("read")
    events = counted(len(material.events), "event")
    return f"{events} from {counted(read, 'article')}." if read is not None else f"{events} from {material.name}."


def _empty(material: Material) -> str:
    """Why there may be nothing to show, with what was left out and what to do next; "" when there is something."""
    if len(material.events):
        return ""
    if not material.counts:
        return "The file holds no rows."
    read, excluded = material.counts.get("articles", {}).get("read", 0), material.counts.get("excluded", 0)
    reason = f"{counted(read, 'article')} read, {counted(excluded, 'candidate')} left out, no row kept."
    next_step = f"`tocsin explain {material.name} --article ID` tells of one article"
    return f"{reason} excluded.parquet has the reason of each; {next_step}."


def _about(material: Material) -> list[list[str]]:
    """[what, value] of the build as a whole; filters do not change these."""
    facts: list[list[str]] = []
    counts = material.counts
    if articles := counts.get("articles"):
        others = [f"{articles[key]:,} {word}" for key, word in _STATUSES.items() if articles.get(key)]
        facts.append(["Articles", "; ".join([f"{articles.get('read', 0):,} read", *others])])
    if reasons := counts.get("excluded_by_reason"):
        most = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        named = ", ".join(f"{reason.replace('_', ' ')} {number:,}" for reason, number in most[:8])
        facts.append(["Left out", f"{counted(counts.get('excluded', 0), 'candidate')}: {named}"])
    told = {word: material.versions.get(key) for key, word in _VERSIONS.items()}
    return [*facts, *([word, short(str(value), 80)] for word, value in told.items() if value)]


_STATUSES = {
    "coded": "with events", "no_event": "without", "duplicate": "copies of others",
    "rejected": "that could not be read",
}  # fmt: skip
_VERSIONS = {"tocsin": "Tocsin", "parser_model": "Parser", "gazetteer": "Gazetteer", "rules_sha256": "Rules, SHA-256"}
