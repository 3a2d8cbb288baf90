"""Open files of GeoNames, plain or zipped, as lines of cells, and tell what each file is by its first line."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Literal, TextIO

from tocsin.errors import DataFileError

Shape = Literal["places", "names", "admin1", "admin2"]
Line = tuple[int, list[str]]
"""Line number and cells."""

DATA = Path(__file__).parent / "data"
_COLUMNS: dict[Shape, tuple[int, ...]] = {"places": (19,), "names": (8, 10), "admin1": (4,), "admin2": (4,)}
_UNIT_CODE = re.compile(r"[A-Z]{2}(\.[^.\s]+){1,2}")
_WANTED = "a country file or allCountries (19 columns), alternateNames (8 or 10), admin1CodesASCII or admin2Codes (4)"


@dataclass(frozen=True, slots=True)
class GeoNamesFile:
    """A file and what it is."""

    path: Path
    shape: Shape

    def lines(self) -> Iterator[Line]:
        """Every line as cells. Raises DataFileError with file and line for a wrong number of columns."""
        allowed = _COLUMNS[self.shape]
        for number, cells in _read(self.path):
            if len(cells) not in allowed:
                wanted = " or ".join(map(str, allowed))
                raise DataFileError(f"{self.path}:{number}: {len(cells)} columns; needed: {wanted}")
            yield number, cells


def open_lines(path: Path) -> GeoNamesFile:
    """Tell what a file is. Raises DataFileError when it is none of GeoNames'."""
    _number, cells = next(_read(path), (0, []))
    if not cells:
        raise DataFileError(f"{path}: no lines in it; needed: {_WANTED}")
    shape = _shape_of(cells)
    if shape is None:
        found = f"{len(cells)} columns in its first line"
        raise DataFileError(f"{path}: not a file of GeoNames ({found}); needed: {_WANTED}")
    return GeoNamesFile(path, shape)


def _shape_of(cells: list[str]) -> Shape | None:
    if len(cells) == 4 and _UNIT_CODE.fullmatch(cells[0]):
        return "admin1" if cells[0].count(".") == 1 else "admin2"
    if not cells[0].isdigit():
        return None
    if len(cells) in _COLUMNS["names"] and cells[1].isdigit():
        return "names"
    return "places" if len(cells) > 10 else None


def _read(path: Path) -> Iterator[Line]:
    """Lines of a text or zipped text; comments and empty lines are passed over."""
    number = 0
    try:
        with _text(path) as file:
            for number, line in enumerate(file, start=1):
                if line.strip() and not line.startswith("#"):
                    yield number, line.rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}:{number + 1}: not UTF-8 text ({error.reason})") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DataFileError(f"{path}: a broken or cut-off zip file ({error}); download it again") from error
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror or error})") from error


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", newline="\n") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        inside = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
        main = next((n for n in inside if "iso-language" not in n.lower()), None)
        if main is None:
            raise DataFileError(f"{path}: no .txt file in the zip; needed: {_WANTED}")
        with archive.open(main) as raw, TextIOWrapper(raw, encoding="utf-8", newline="\n") as file:
            yield file


def read_features() -> dict[tuple[str, str], str]:
    """(feature class, code) -> kind, from data/features.csv; code "*" holds for the class, kind "" leaves it out."""
    with (DATA / "features.csv").open(encoding="utf-8", newline="") as file:
        return {(row["class"], row["code"]): row["kind"] for row in csv.DictReader(file)}
