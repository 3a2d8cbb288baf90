"""Hand-coded rows -> events to compare with a build's, and a count of all that cannot be compared, each with its rows.

The table itself is read by handcoded.py; what the build has is built.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.evaluate.articles import Articles
from tocsin.evaluate.handcoded import HandCoded
from tocsin.evaluate.unit import Point, Unit
from tocsin.schema.columns import NAMES
from tocsin.schema.vocabulary import values

_SHOWN = 5  # rows named in a warning: enough to find them all by, few enough to fit a line
_KINDS = ("event_type", "sub_event_type")


@dataclass(frozen=True, slots=True)
class Gold:
    """What a hand-coded file says of the build's articles.

    units     its events, each with the articles that it is linked with
    articles  the build's articles that it judges, those without an event included
    given     the columns that it has
    unseen    rows whose articles the build never saw
    warnings  what else was left out or doubtful, a line each
    """

    units: tuple[Unit, ...]
    articles: frozenset[str]
    given: frozenset[str]
    unseen: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: its number as a spreadsheet counts it, its cells, its links."""

    number: int
    cells: Mapping[str, str]
    links: tuple[str, ...]
    articles: frozenset[str]

    @property
    def blank(self) -> bool:
        """Whether the row says nothing but that the article was read."""
        return not any(self.cells[name] for name in ("event_date", *_KINDS))


def gold_of(hand_coded: HandCoded, articles: Articles) -> Gold:
    """The events of a file. Rows that agree in all cells, or in their key and all cells, are one event of several
    articles; a row with a link and without day and type says that its article was read and has no event.
    """
    lines = _lines(hand_coded, articles)
    notes: dict[str, list[int]] = defaultdict(list)
    seen, unseen = [], 0
    for line in lines:
        if not line.links:
            notes["without a link to an article"].append(line.number)
        elif not line.articles:
            unseen += not line.blank
        else:
            seen.append(line)
    units = _joined([unit for line in seen if not line.blank if (unit := _unit(line, notes))], notes)
    judged = frozenset().union(*(line.articles for line in seen)) if seen else frozenset()
    warnings = tuple(_told(what, rows) for what, rows in notes.items() if rows)
    return Gold(units, judged, hand_coded.given, unseen, (*hand_coded.changes, *warnings))


def _lines(hand_coded: HandCoded, articles: Articles) -> list[_Line]:
    rows = hand_coded.table[[name for name in NAMES if name in hand_coded.table.columns]].to_dict("records")
    return [
        _Line(number, {str(name): " ".join(str(cell).split()) for name, cell in row.items()}, *articles.linked(link))
        for number, (row, link) in enumerate(zip(rows, hand_coded.links, strict=True), start=2)
    ]


def _told(what: str, rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:_SHOWN])) + (" ..." if len(rows) > _SHOWN else "")
    return f"{len(rows)} row{'' if len(rows) == 1 else 's'} {what} (row {shown})"


# ---------------------------------------------------------------- one row


def _unit(line: _Line, notes: dict[str, list[int]]) -> tuple[int, Unit] | None:
    try:
        day = date.fromisoformat(line.cells["event_date"][:10])
    except ValueError:
        notes["left out: no day that can be read"].append(line.number)
        return None
    cells = dict(line.cells)
    for name in _KINDS:
        cells[name] = _known(name, cells[name], line.number, notes)
    return line.number, Unit(cells["event_id_cnty"], line.articles, cells, day, _point(cells, line.number, notes))


def _known(name: str, cell: str, number: int, notes: dict[str, list[int]]) -> str:
    """A type in the codebook's spelling; one that it does not know stays, and can pair with any."""
    found = {str(value).lower(): str(value) for value in values(name)}.get(cell.lower())
    if cell and found is None:
        notes[f"with a {name} that the codebook does not know, never right"].append(number)
    return found or cell


def _point(cells: Mapping[str, str], number: int, notes: dict[str, list[int]]) -> Point | None:
    if not cells["latitude"] and not cells["longitude"]:
        return None
    try:
        latitude, longitude = float(cells["latitude"]), float(cells["longitude"])
    except ValueError:
        latitude = longitude = float("nan")
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        return latitude, longitude
    notes["whose latitude and longitude are no point"].append(number)
    return None


# ---------------------------------------------------------------- rows of one event


def _joined(found: Iterable[tuple[int, Unit]], notes: dict[str, list[int]]) -> tuple[Unit, ...]:
    """Rows that say the same are one event, told by the articles of all of them."""
    groups: dict[tuple[tuple[str, str], ...], list[tuple[int, Unit]]] = defaultdict(list)
    for number, unit in found:
        groups[tuple(sorted(unit.cells.items()))].append((number, unit))
    by_key: dict[str, list[int]] = defaultdict(list)
    made = []
    for rows in groups.values():
        articles = frozenset().union(*(unit.articles for _, unit in rows))
        number, unit = rows[0]
        notes["that repeat another, counted once"] += _repeats([unit for _, unit in rows], [n for n, _ in rows])
        by_key[unit.key].append(number)
        made.append(replace(unit, key=unit.key or f"row {number}", articles=articles))
    for key, numbers in by_key.items():
        if key and len(numbers) > 1:
            notes["under a key that another row has with other cells, each counted"] += numbers
    return tuple(sorted(made, key=lambda unit: unit.content))


def _repeats(units: Sequence[Unit], numbers: Sequence[int]) -> list[int]:
    """Rows that add no article to those before them."""
    seen: set[str] = set()
    found = []
    for unit, number in zip(units, numbers, strict=True):
        if unit.articles <= seen:
            found.append(number)
        seen |= unit.articles
    return found
