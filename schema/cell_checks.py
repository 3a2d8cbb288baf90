"""Invariants of single cells: type, presence, vocabulary, range, spelling. No check here looks at a second cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.schema.columns import COLUMNS, column
from tocsin.schema.errors import shorten
from tocsin.schema.violations import Cells, Check, Hit, cellwise
from tocsin.schema.vocabulary import is_known_tag, values

_TEXT = tuple(spec.name for spec in COLUMNS if spec.type == "string")
_LISTS = ("assoc_actor_1", "assoc_actor_2", "source", "tags")
_ACTORS = ("actor1", "actor2")

# Words that other programs write for an empty cell. "None" could not be told from a place of that name, were there one.
_PLACEHOLDERS = frozenset({"na", "n/a", "nan", "nat", "none", "null", "<na>", "-"})

_OWN_ID = re.compile(r"[A-Z]{3}-[0-9a-f]{10}")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def _types(cells: Cells) -> Iterator[Hit]:
    yield from cells.unreadable


def _required(cells: Cells) -> Iterator[Hit]:
    wrong = {(hit.row, hit.column) for hit in cells.unreadable}
    for spec in COLUMNS:
        if spec.nullable:
            continue
        for row, value in enumerate(cells.values[spec.name]):
            if (value is None or value == "") and (row, spec.name) not in wrong:
                yield Hit(row, spec.name, "", "a value")


def _in_vocabulary(name: str) -> Check:
    vocabulary = column(name).vocabulary

    def test(value: object) -> str | None:
        allowed = values(vocabulary)
        return None if value in allowed else "one of " + shorten(str(entry) for entry in allowed)

    number = VOCABULARY_COLUMNS.index(name) + 1
    return Check(
        f"E0{10 + number}", f"{name.replace('_', '-')}-known", f"{name} is a value of the codebook.",
        cellwise((name,), test),
    )  # fmt: skip


VOCABULARY_COLUMNS: tuple[str, ...] = tuple(spec.name for spec in COLUMNS if spec.vocabulary)


def not_placeholder(value: str) -> str | None:
    """Refuses: "NA", "None", "null"."""
    return "an empty cell" if value.lower() in _PLACEHOLDERS else None


def ascii_only(value: str) -> str | None:
    """Refuses: "Ménaka" (write "Menaka")."""
    return None if value.isascii() else "plain ASCII"


def one_line(value: str) -> str | None:
    """Refuses line breaks, tabs and other control characters."""
    return None if all(sign >= " " and sign != "\x7f" for sign in value) else "text on one line"


def trimmed(value: str) -> str | None:
    """Refuses: " Koro", "Koro  village"."""
    return None if value == value.strip() and "  " not in value else "single spaces, none outside"


def latitude_in_range(value: float) -> str | None:
    """Refuses: 91.0."""
    return None if -90 <= value <= 90 else "-90 to 90"


def longitude_in_range(value: float) -> str | None:
    """Refuses: 181.0."""
    return None if -180 <= value <= 180 else "-180 to 180"


def four_decimals(value: float) -> str | None:
    """Refuses: 14.06893 (a fifth decimal claims a metre)."""
    return None if abs(round(value, 4) - value) < 1e-9 else "at most four decimals"


def not_negative(value: int) -> str | None:
    """Refuses: -1."""
    return None if value >= 0 else "0 or more"


def positive(value: int) -> str | None:
    """Refuses: 0 (a row that was never built)."""
    return None if value > 0 else "seconds since 1970-01-01 UTC, more than 0"


def one_name(value: str) -> str | None:
    """Refuses: "Police Forces of Mali (2021-); Rioters (Mali)"."""
    return "one name without a semicolon" if ";" in value else None


def clean_list(value: str) -> str | None:
    """Takes: "Students (Mali); Women (Mali)". Refuses: "Women;Men", "Women; ", "Women; Women"."""
    items = value.split("; ")
    clean = all(item and item == item.strip() and ";" not in item for item in items)
    return None if clean and len(set(items)) == len(items) else 'different items joined by "; "'


def known_tags(value: str) -> str | None:
    """Warns of: "crowd=5"."""
    strange = [item for item in value.split("; ") if not is_known_tag(item)]
    return None if not strange else f'tags of the codebook, not "{strange[0]}"'


def tags_in_order(value: str) -> str | None:
    """Takes: "armed; crowd size=dozens". Warns of: "crowd size=dozens; armed"."""
    items = value.split("; ")
    return None if items == sorted(items) else "; ".join(sorted(items))


def no_link(value: str) -> str | None:
    """Warns of an address in notes."""
    return "text without links" if _LINK.search(value) else None


def own_id(value: str) -> str | None:
    """Takes: "MLI-7f3a9c21b4". Refuses: "MLI123"."""
    return None if _OWN_ID.fullmatch(value) else "three capitals, a hyphen, ten hexadecimal digits"


CELL_CHECKS: tuple[Check, ...] = (
    Check("E002", "cell-has-type", "Every filled cell is of its column's type.", _types),
    Check("E003", "required-cell-filled", "Columns that are not nullable have a value in every row.", _required),
    Check("E004", "no-placeholder", "An empty cell is empty, not NA or None.", cellwise(_TEXT, not_placeholder)),
    Check("E005", "ascii", "Text is plain ASCII; accents are folded.", cellwise(_TEXT, ascii_only)),
    Check("E006", "one-line", "Text has no line break, tab or control character.", cellwise(_TEXT, one_line)),
    Check("E007", "trimmed", "Text has no outer and no double spaces.", cellwise(_TEXT, trimmed)),
    *(_in_vocabulary(name) for name in VOCABULARY_COLUMNS),
    Check("E041", "latitude-in-range", "latitude lies in -90 to 90.", cellwise(("latitude",), latitude_in_range)),
    Check("E042", "longitude-in-range", "longitude lies in -180 to 180.", cellwise(("longitude",), longitude_in_range)),
    Check(
        "E043", "four-decimals", "Coordinates have at most four decimals.",
        cellwise(("latitude", "longitude"), four_decimals), scope="own",
    ),
    Check("E045", "fatalities-not-negative", "fatalities is 0 or more.", cellwise(("fatalities",), not_negative)),
    Check("E046", "timestamp-positive", "timestamp is a real moment.", cellwise(("timestamp",), positive)),
    Check("E051", "actor-is-one-name", "actor1 and actor2 never hold a semicolon.", cellwise(_ACTORS, one_name)),
    Check("E052", "list-is-clean", "Lists are different items joined by a semicolon and a space.",
          cellwise(_LISTS, clean_list)),
    Check("E053", "own-id-pattern", "Our keys look like MLI-7f3a9c21b4.", cellwise(("event_id_cnty",), own_id),
          scope="own"),
    Check("W061", "tags-known", "Tags stand in the codebook.", cellwise(("tags",), known_tags)),
    Check("W062", "tags-in-order", "Tags are sorted.", cellwise(("tags",), tags_in_order)),
    Check("W063", "notes-without-link", "notes hold no address.", cellwise(("notes",), no_link)),
)  # fmt: skip
"""Every check of single cells."""
