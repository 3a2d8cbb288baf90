"""Write the data dictionary, docs/data-dictionary.md, from the contract: `python -m tocsin.schema.dictionary`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from tocsin.schema import vocabulary as v
from tocsin.schema.arrow import TABLES
from tocsin.schema.checks import CHECKS
from tocsin.schema.columns import COLUMNS, Column

_INTRO = """# Data dictionary

This page is written by `python -m tocsin.schema.dictionary` from the contract in `schema/`; edit that, not this page.

A row of `events` says that one pair of actors did one kind of thing in one place on one day. The columns, their order
and their codes are those that users of ACLED's data know; the rows are not ACLED's.

- Empty cells are nulls in Parquet and empty strings in CSV. `NA` and `None` are never written.
- Text is plain ASCII on one line. Lists are joined by a semicolon and a space.
- A column marked "derived" is computed from others, never set by a rule.
"""

_TABLE_NOTES = {
    "events": "The rows. Every other table refers to it by `event_id_cnty`.",
    "members": "Which happening of which article stands behind which row.",
    "evidence": "Why each cell holds its value: one line per row, happening, column and span of words.",
    "details": "What the 31 columns have no room for, one line per row.",
    "excluded": "Candidates that did not become rows, coded as far as they could be. The 31 columns come first, all "
    "nullable.",
    "articles": "What became of every input.",
}


def render() -> str:
    """The whole page as Markdown."""
    parts = [
        _INTRO, _columns(), _sub_events(), _inters(), _interactions(), _precision("time", "Time precision"),
        _precision("geo", "Geographic precision"), _scales(), _tags(), _regions(), _countries(), _tables(), _checks(),
    ]  # fmt: skip
    return "\n".join(parts)


def write(path: Path) -> None:
    """Write the page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(), encoding="utf-8", newline="\n")


def _grid(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _section(title: str, text: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return f"## {title}\n\n{text}\n\n{_grid(header, rows)}" if text else f"## {title}\n\n{_grid(header, rows)}"


def _columns() -> str:
    rows = [(i, f"`{c.name}`", _kind(c), c.description, f"`{c.example}`") for i, c in enumerate(COLUMNS, start=1)]
    return _section("Columns of events", "Examples are invented.", ("#", "column", "type", "meaning", "example"), rows)


def _kind(spec: Column) -> str:
    unit = f" ({spec.unit})" if spec.unit else ""
    marks = [word for word, holds in (("may be empty", spec.nullable), ("derived", spec.derived)) if holds]
    return ", ".join([spec.type + unit, *marks])


def _sub_events() -> str:
    text = (
        "When one pair of actors did several things in one place on one day, the row takes the one with the lowest "
        "rank. Strategic developments are not ranked among themselves."
    )
    rows = [
        (".".join(map(str, v.rank(s.name))), s.event_type, s.name, s.disorder_type, s.actor2, s.definition, s.not_this)
        for s in v.sub_events()
    ]
    header = ("rank", "event_type", "sub_event_type", "disorder_type", "actor2", "meaning", "not this")
    return _section("Event types", text, header, rows)


def _inters() -> str:
    rows = [(entry.code, entry.text, entry.definition) for entry in v.inters()]
    return _section("Actor types", "Values of `inter1` and `inter2`.", ("code", "text", "meaning"), rows)


def _interactions() -> str:
    rows = [(entry.code, entry.text) for entry in v.interactions()]
    text = "Types in the order of their codes, with one exception: 78 names the external side first."
    return _section("Interactions", text, ("code", "text"), rows)


def _precision(of: str, title: str) -> str:
    entries = v.precisions("time" if of == "time" else "geo")
    rows = [(entry.code, entry.meaning, entry.write) for entry in entries]
    return _section(title, "", ("code", "when", "what is written"), rows)


def _scales() -> str:
    text = "One scale, or the first and the last of several, joined by a hyphen in this order: `Subnational-National`."
    return _section("Source scales", text, ("scale", "meaning"), [(s.name, s.meaning) for s in v.scales()])


def _tags() -> str:
    rows = [(f"`{tag.example}`", tag.meaning) for tag in v.tags()]
    return _section("Tags", "", ("example", "meaning"), rows)


def _regions() -> str:
    text = "The number is the one that ACLED's public interface gives a region; rows hold the name."
    return _section("Regions", text, ("number", "region"), [(entry.api_code, entry.name) for entry in v.regions()])


def _countries() -> str:
    text = (
        "The prefix opens `event_id_cnty`. A prefix marked with a star was not seen in published data. Water bodies "
        "stand in `country` for events more than 12 nautical miles from any coast; they have the iso 0, and the region "
        "of the nearest coast."
    )
    rows = [
        (c.country, c.iso, c.iso3, c.prefix + ("" if c.prefix_status == "observed" else "*"), ", ".join(c.regions))
        for c in (*v.countries(), *v.water_bodies())
    ]
    return _section("Countries and water bodies", text, ("country", "iso", "iso3", "prefix", "region"), rows)


def _tables() -> str:
    parts = ["## Tables of a build\n"]
    for name, specs in TABLES.items():
        own = specs[len(COLUMNS) :] if name == "excluded" else () if name == "events" else specs
        rows = [(f"`{field}`", kind + (", may be empty" if empty else ""), text) for field, kind, empty, text in own]
        parts.append(f"### {name}\n\n{_TABLE_NOTES[name]}\n")
        parts += [_grid(("field", "type", "meaning"), rows)] if rows else []
    return "\n".join(parts)


def _checks() -> str:
    text = (
        'An error (E) keeps a row out of `events`; a warning (W) is reported. Checks marked "own" hold only for rows '
        'that were built here, those marked "others" only for rows from elsewhere.'
    )
    rows = [(entry.code, entry.name, entry.scope, entry.about) for entry in CHECKS]
    return _section("Checks", text, ("code", "name", "rows", "what must hold"), rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page to the path given, by default docs/data-dictionary.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=Path("docs/data-dictionary.md"))
    write(parser.parse_args(arguments).path)


if __name__ == "__main__":
    main()
