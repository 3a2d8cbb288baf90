"""Read a user's own places, a CSV like data/places.csv, strictly; find which known places they stand for.

Nothing is used of a file with a fault. How names are looked up is store.py's matter.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from tocsin.errors import DataFileError, UsageError
from tocsin.gazetteer.entry import SAME_PLACE_KM, Entry, distance_km
from tocsin.gazetteer.fold import ascii_name, fold

COLUMNS = (
    "place_id", "name", "alternates", "country", "admin1", "admin2", "latitude", "longitude", "kind", "coded_name",
    "parent", "source",
)  # fmt: skip
KINDS = (
    "admin1", "admin2", "airport", "base", "border", "camp", "capital", "city", "crossing", "dam", "desert", "district",
    "forest", "island", "lake", "mine", "mountain", "nature", "port", "prison", "region", "river", "sea", "site",
    "strait", "town", "valley", "village", "water",
)  # fmt: skip
_UNLIKE = frozenset({"country", "admin1", "admin2", "region", "district"})  # never the town or site of the same name
_TOLD = 50  # faults named one by one; a file with more has one cause for most of them
_ID = re.compile(r"(?![0-9]{13})[A-Za-z0-9][A-Za-z0-9_.-]*")  # GeoNames ids have 8 digits, and must fit a number
_DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]+)?")
_FORMULA = ("=", "@", "+", "-")  # what a spreadsheet runs when the cell is opened again
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

Fault = tuple[str, str]  # column, what is allowed


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One sound row: the place, and the search keys of its names."""

    entry: Entry
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """The places of one file: by name key, and by id, their own and those of the places they stand for."""

    by_key: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    by_id: Mapping[str, Entry] = field(default_factory=dict)
    count: int = 0
    sha256: str = ""

    def instead_of(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries, each replaced by the user's where that is the same place."""
        return [self.by_id.get(entry.place_id, entry) for entry in entries]


def own_places(
    path: Path,
    countries: Collection[str],
    named: Callable[[str], Sequence[Entry]],
    entry: Callable[[str], Entry | None],
) -> OwnPlaces:
    """The places of a file over those that `named` (by key) and `entry` (by id) know already.

    A row stands for the place with its id, and for places of its name and country within 25 km.
    Raises UsageError when there is no such file, DataFileError with one line per fault.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file of places; give a CSV file with the columns {', '.join(COLUMNS)}")
    content = path.read_bytes()
    places = read_own(path.name, content, countries)
    by_key: dict[str, list[Entry]] = defaultdict(list)
    by_id: dict[str, Entry] = {}
    taken = {place.entry.place_id for place in places}
    for place in places:
        known = entry(place.entry.place_id)
        twins = [e for e in named(place.keys[0]) if e.place_id not in taken and _same(place.entry, e)]
        twins += [known] if known is not None and known.kind != "country" else []
        own = replace(place.entry, population=max((t.population for t in twins), default=0))
        for place_id in (own.place_id, *(t.place_id for t in twins)):
            by_id.setdefault(place_id, own)
        for key in place.keys:
            by_key[key].append(own)
    return OwnPlaces(by_key, by_id, len(places), hashlib.sha256(content).hexdigest())


def _same(own: Entry, known: Entry) -> bool:
    """Whether a row names a known place again: the Koro of a user 3 km from ours, but not Gao town for Gao region."""
    if own.country != known.country or fold(own.name) != fold(known.name):
        return False
    if own.kind != known.kind and (own.kind in _UNLIKE or known.kind in _UNLIKE):
        return False
    near = distance_km(own.latitude, own.longitude, known.latitude, known.longitude) <= SAME_PLACE_KM
    return near or own.kind == "admin1"  # a country has one province of a name, wherever its point is put


# ---------------------------------------------------------------- reading


def read_own(name: str, content: bytes, countries: Collection[str]) -> list[OwnPlace]:
    """The rows of a file. Raises DataFileError with one line per fault, such as

    mine.csv:3 'm-diallo' kind: found 'vilage'; allowed: admin1, admin2, ... Did you mean 'village'?
    """
    places: list[OwnPlace] = []
    faults: list[str] = []
    line_of: dict[str, int] = {}
    for number, row in _rows(name, content):
        place_id = row["place_id"]
        wrong = list(_faults(row, countries))
        if place_id in line_of:
            wrong.append(("place_id", f"an id of its own, line {line_of[place_id]} has this one"))
        line_of.setdefault(place_id, number)
        faults += [f"{name}:{number} {place_id!r} {c}: found {row[c]!r}; allowed: {allowed}" for c, allowed in wrong]
        if not wrong:
            places.append(_place(row))
    if faults:
        more = [f"and {len(faults) - _TOLD} more faults"] if len(faults) > _TOLD else []
        raise DataFileError("\n".join(faults[:_TOLD] + more))
    return places


def _rows(name: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of every row that is not blank; a byte-order mark and Windows line ends are allowed."""
    records = _records(name, content)
    header = [cell.strip() for cell in next(records, (1, []))[1]]
    _check_header(name, header)
    ragged: list[str] = []
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            ragged.append(f"{name}:{number} found {len(cells)} cells; allowed: {len(header)}")
        else:
            rows.append((number, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    if ragged:
        raise DataFileError("\n".join(ragged[:_TOLD]))
    yield from rows


def _records(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFileError(f"{name}: not UTF-8 at byte {error.start}; save it as CSV UTF-8") from None
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise DataFileError(f"{name}:{reader.line_num} found {error}; allowed: every quote closed") from None


def _check_header(name: str, header: Sequence[str]) -> None:
    found = ", ".join(header) or "no header"
    if len(header) == 1 and ";" in found:
        raise DataFileError(f"{name}:1 header: found {found!r}; allowed: commas between cells, not semicolons")
    faults = [f"{name}:1 header: missing column {c!r}; found: {found}" for c in COLUMNS if c not in header]
    doubled = [c for c in COLUMNS if header.count(c) > 1]
    faults += [f"{name}:1 header: found {c!r} twice; allowed: every column once" for c in doubled]
    if faults:
        raise DataFileError("\n".join(faults))


def _faults(row: Mapping[str, str], countries: Collection[str]) -> Iterator[Fault]:
    """What is wrong with a row, cell by cell."""
    if not _ID.fullmatch(row["place_id"]):
        yield "place_id", "letters, digits, '-', '_' and '.', not empty"
    for column in ("name", "alternates", "admin1", "admin2", "coded_name", "parent"):
        yield from _text_faults(column, row[column])
    if row["country"] not in countries:
        yield "country", f"a country as rows name it{_nearest(row['country'], countries)}"
    if row["kind"] not in KINDS:
        yield "kind", f"{', '.join(KINDS)}{_nearest(row['kind'], KINDS)}"
    for column, most in (("latitude", 90), ("longitude", 180)):
        if not _DEGREES.fullmatch(row[column]) or abs(float(row[column])) > most:
            yield column, f"decimal degrees, -{most}..{most}"
    if row["kind"] == "district" and not row["parent"]:
        yield "parent", "the city that the district belongs to"


def _text_faults(column: str, value: str) -> Iterator[Fault]:
    if value.startswith(_FORMULA):
        yield column, "plain text, no formula"
    elif ";" in value or _CONTROL.search(value):
        yield column, "one line of text without ';'"
    elif column == "name" and not fold(value):
        yield column, "a name in Latin letters, not empty"
    elif value and not all(fold(part) for part in value.split("|")):
        yield column, "names in Latin letters, joined by '|'" if column == "alternates" else "Latin letters"


def _nearest(value: str, allowed: Collection[str]) -> str:
    near = get_close_matches(value, sorted(allowed), n=1)
    return f". Did you mean {near[0]!r}?" if near else ""


def _place(row: Mapping[str, str]) -> OwnPlace:
    name, parent = ascii_name(row["name"]), ascii_name(row["parent"])
    coded = ascii_name(row["coded_name"]) or (f"{parent} - {name}" if row["kind"] == "district" else name)
    entry = Entry(
        row["place_id"], name, row["country"], ascii_name(row["admin1"]), ascii_name(row["admin2"]),
        float(row["latitude"]), float(row["longitude"]), 0, row["kind"], parent, coded, "curated",
    )  # fmt: skip
    names = (row["name"], *filter(None, row["alternates"].split("|")))
    return OwnPlace(entry, tuple(dict.fromkeys(fold(n) for n in names)))
