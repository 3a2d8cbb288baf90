"""Write the parts of prose pages that are made of data: page -> the same page with every marked part made anew.

A part stands between `<!-- made: NAME -->` and `<!-- end -->`. The codebook's parts come from the codebook of the
schema and from the rules; the figures on limits from docs/measures.md, so that a figure is written down once.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
_PART = re.compile(r"(?<=^<!-- made: )([a-z_]+)( -->\n).*?(?=^<!-- end -->$)", re.DOTALL | re.MULTILINE)

FIGURES = (
    ("short event narratives", "texts with an event",
     "texts of one event each that gave a row; most of the others name no place that the gazetteer knows"),
    ("short event narratives", "country / within 25 km / admin1, of all",
     "provinces are surer than points: prefer maps by province"),
    ("short event narratives", "event_date / time_precision, of found", "once there is a row, its day is mostly right"),
    ("short event narratives", "actor1 / actor2 / inter1, of all",
     "the exact names of sides, with their years, and the type of the first: check them before you count by group"),
    ("short event narratives", "fatalities, of found / where there were any",
     "the second figure is the one to look at: how often the number is right where people died"),
    ("whole articles (48)", "typed event F1 / macro by article",
     "long articles with several events: how well their main events are found, and with the right type"),
    ("whole articles (48)", "rows on articles without an event", "false rows for each article that has no event"),
    ("a mixed stream: 3,500 sport, business, politics and technology texts", "articles with any event",
     "the share of ordinary news that gives a row, which is false in most cases: choose what you feed in"),
)  # fmt: skip
"""Set and measure as docs/measures.md has them, and what the figure means to somebody who uses rows."""


def remade(page: str) -> str:
    """The page with its parts made anew. KeyError for a part that nobody makes."""
    return _PART.sub(lambda part: f"{part[1]}{part[2]}\n{PARTS[part[1]]()}\n\n", page)


def _toml(path: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell).replace('|', '/') for cell in line)} |" for line in lines)


def _types() -> str:
    """Each sub-event type with what it is, what it is not, and a sentence that the rules are proven on."""
    book, shown = _toml("schema/codebook/event_types.toml"), _first_examples()
    parts = []
    for kind in book["event_type"]:
        parts.append(f"**{kind['name']}.** {kind['definition']}\n")
        rows = [
            (sub["name"], sub["definition"], sub["not_this"], shown[sub["name"]])
            for sub in book["sub_event"]
            if sub["event_type"] == kind["name"]
        ]
        parts.append(_table(("type", "what it is", "what it is not", "a sentence that gives it"), rows) + "\n")
    return "\n".join(parts).rstrip()


def _first_examples() -> dict[str, str]:
    decisions = _toml("builder/rules/decisions.toml")["decision"]
    return {d["sub_event_type"]: d["examples"][0] for d in reversed(decisions) if "sub_event_type" in d}


def _inters() -> str:
    entries = _toml("schema/codebook/inter.toml")["inter"]
    return _table(("code", "type", "who"), ((e["code"], e["text"], e["definition"]) for e in entries))


def _precision(kind: str) -> str:
    entries = _toml("schema/codebook/precision.toml")[kind]
    return _table(("code", "when", "what is written"), ((e["code"], e["meaning"], e["write"]) for e in entries))


def _numbers() -> str:
    words = _toml("builder/mentions/data/numbers.toml")["plurals"]
    return _table(("word", "number"), ((f'"{word}"', number) for word, number in words.items() if number <= 1000))


def _intensity() -> str:
    entries = _toml("builder/rules/intensity.toml")["intensity"]
    rows = (
        (e["country"], ", ".join(e.get("admin1", ["all of it"])), e["since"], e.get("until", "still"), e["why"])
        for e in entries
    )
    return _table(("country", "where", "from", "to", "why"), rows)


def _quiet() -> str:
    scope = next(s for s in _toml("builder/rules/scope.toml")["scope"] if s["id"] == "scope.unnamed.quiet")
    return f"{', '.join(sorted(scope['countries']))}.\n\nTypes that are left out there: {', '.join(scope['types'])}."


def _tags() -> str:
    rules = _toml("builder/rules/tags.toml")["tag_rule"]
    return _table(("tag", "set when"), ((f"`{rule['tag']}`", rule["why"]) for rule in rules))


def _crosswalk() -> str:
    with (ROOT / "schema/codebook/crosswalk.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = ("sub_event_type", "plover_event", "plover_modes", "cameo", "ucdp_type", "remark")
    head = ("sub-event type", "PLOVER", "mode", "CAMEO", "UCDP type of violence", "remark")
    return _table(head, ([row[name] for name in names] for row in rows))


def _figures() -> str:
    measured = dict(_measured())
    rows = ((where, what, measured[where, what], means) for where, what, means in FIGURES)
    return _table(("texts", "measure", "measured", "what it means for you"), rows)


def _measured() -> Iterator[tuple[tuple[str, str], str]]:
    """(set, measure) -> the newest figure of the table of held-back sets: the column before the aim."""
    page = (DOCS / "measures.md").read_text(encoding="utf-8")
    section = page.split("## On held-back sets\n", 1)[1].split("\n## ", 1)[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    newest = lines[0].index("aim") - 1
    where = ""
    for line in lines[2:]:
        where = re.sub(r" \([\d,]+ texts.*\)$", "", line[0]) or where
        yield (where, line[1]), line[newest]


PARTS: dict[str, Callable[[], str]] = {
    "types": _types,
    "inters": _inters,
    "time": lambda: _precision("time"),
    "geo": lambda: _precision("geo"),
    "numbers": _numbers,
    "intensity": _intensity,
    "quiet": _quiet,
    "tags": _tags,
    "crosswalk": _crosswalk,
    "figures": _figures,
}
"""Name of a part -> what it must hold."""


def _page(name: str) -> Callable[[], str]:
    return lambda: remade((DOCS / name).read_text(encoding="utf-8"))


PAGES: dict[str, Callable[[], str]] = {name: _page(name) for name in ("codebook.md", "limits.md")}
"""Page -> the page with its parts made anew."""
