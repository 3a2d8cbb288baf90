"""Compare the cells of two rows, column by column: what each side holds, and how much of it both do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.dataset.agreement import distance_km
from tocsin.evaluate.settings import POINT, Compare, Settings
from tocsin.evaluate.unit import Unit

SIDES = (("actor1", "actor2"), ("inter1", "inter2"), ("assoc_actor_1", "assoc_actor_2"))
_TURNED = {one: two for pair in SIDES for one, two in (pair, pair[::-1])}
_EITHER = "|"
"""Between the spellings that a hand-coded cell allows: "Baquba|Baqubah"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a pair: how many values each side holds, how many of them are the same, whether all are.

    source  the column of the built row: another one where its sides stand the other way round
    """

    column: str
    source: str
    expected: str
    found: str
    gold: int
    built: int
    right: int
    same: bool


def judged_columns(given: frozenset[str], settings: Settings) -> Mapping[str, Compare]:
    """The columns that can be judged by a file that has the columns `given`, with how their cells are compared."""
    has = {*given, *([POINT] if {"latitude", "longitude"} <= given else [])}
    has |= {"event_type"} if "sub_event_type" in given else set()
    return {name: how for name, how in settings.columns.items() if name in has}


def held(unit: Unit, column: str, how: Compare) -> int:
    """How many values a row holds in a column: 0 or 1, or the number of items of a list."""
    return len(_values(unit, column, how))


def shown(unit: Unit, column: str) -> str:
    """A cell as it is shown."""
    if column == POINT:
        return "" if unit.point is None else f"{unit.point[0]:g}, {unit.point[1]:g}"
    return unit.event_type if column == "event_type" else unit.cell(column)


def compare(gold: Unit, built: Unit, columns: Mapping[str, Compare], settings: Settings) -> list[Cell]:
    """Every cell of a pair. Sides are turned round where their order says nothing and they fit better so."""
    turned = _better_turned(gold, built, columns, settings)
    return [_cell(gold, built, name, _TURNED.get(name, name) if turned else name, how, settings)
            for name, how in columns.items()]  # fmt: skip


def sides_alike(gold: Unit, built: Unit, settings: Settings) -> int:
    """How many of the two sides are the same, 0 to 2, under the order that fits better."""
    straight = [_same_words(gold.cell(one), built.cell(one)) for one in SIDES[0]]
    turned = [_same_words(gold.cell(one), built.cell(_TURNED[one])) for one in SIDES[0]]
    return max(sum(straight), sum(turned) if _free(gold, built, settings) else 0)


def kilometres(one: Unit, other: Unit) -> float | None:
    """How far two rows lie apart; None when one has no point."""
    return None if one.point is None or other.point is None else distance_km(one.point, other.point)


def same_word(gold: Unit, built: Unit, column: str) -> bool:
    """Whether both sides hold the same in a column of words; two empty cells do not."""
    return bool(gold.cell(column)) and _same_words(gold.cell(column), built.cell(column))


# ---------------------------------------------------------------- one cell


def _cell(gold: Unit, built: Unit, column: str, other: str, how: Compare, settings: Settings) -> Cell:
    expected, found = _values(gold, column, how), _values(built, other, how)
    if how == "point":
        far = kilometres(gold, built)
        right = int(far is not None and far <= settings.point_km)
        same = bool(right) or expected == found
    elif how == "items":
        right, same = len(expected & found), expected == found
    else:
        right = int(any(_same_words(one, two) for one in expected for two in found))
        same = bool(right) or expected == found
    return Cell(column, other, shown(gold, column), shown(built, other), len(expected), len(found), right, same)


def _values(unit: Unit, column: str, how: Compare) -> frozenset[str]:
    cell = shown(unit, column)
    if not cell:
        return frozenset()
    if how == "items":
        return frozenset(_level(item) for item in cell.split(";") if item.strip())
    if how == "number":
        return frozenset({_number(cell)})
    return frozenset({unit.day.isoformat() if how == "day" else cell})


def _number(cell: str) -> str:
    try:
        return f"{float(cell):g}"
    except ValueError:
        return cell


def _same_words(one: str, other: str) -> bool:
    if one == other:
        return True
    first, second = ({_level(word) for word in cell.split(_EITHER)} for cell in (one, other))
    return bool(first & second)


def _level(text: str) -> str:
    """A text without what says nothing: case, and spaces of any length."""
    return " ".join(text.split()).casefold()


# ---------------------------------------------------------------- sides


def _free(gold: Unit, built: Unit, settings: Settings) -> bool:
    return {gold.event_type, built.event_type} <= settings.order_free


def _better_turned(gold: Unit, built: Unit, columns: Mapping[str, Compare], settings: Settings) -> bool:
    if not _free(gold, built, settings):
        return False
    of_sides = [name for name in columns if name in _TURNED]
    alike = [
        sum(_cell(gold, built, name, _TURNED[name] if turn else name, columns[name], settings).same
            for name in of_sides)
        for turn in (False, True)
    ]  # fmt: skip
    return alike[1] > alike[0]
