"""Read the data files of the gazetteer into compact columns; what a name means is store.py's matter."""

from __future__ import annotations

import csv
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.errors import DataFileError

FORMAT = "1"


class Words:
    """A string column as a sequence of bytes, without a Python object per row."""

    def __init__(self, column: pa.Array) -> None:
        self._offsets = memoryview(column.buffers()[1]).cast("i")
        self._bytes = memoryview(column.buffers()[2])
        self._length = len(column)
        self._column = column  # owns the buffers

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: int) -> bytes:
        return bytes(self._bytes[self._offsets[index] : self._offsets[index + 1]])

    def heads(self) -> array[int]:
        """The first eight bytes of every word as one number each: of sorted words they are sorted too."""
        bytes_, offsets = np.frombuffer(self._bytes, np.uint8), np.frombuffer(self._offsets, np.int32)
        first, behind = offsets[: self._length, None], offsets[1 : self._length + 1, None]
        at = first + np.arange(8, dtype=np.int64)
        found = np.where(at < behind, bytes_[np.minimum(at, max(len(bytes_) - 1, 0))], 0).astype(np.uint8)
        return array("Q", found.reshape(-1).view(">u8").astype(np.uint64).tobytes())


class RowOfNumber:
    """The row of each of many numbers, by searching them in their order: no Python object per number is made."""

    def __init__(self, numbers: array[int]) -> None:
        column = np.frombuffer(numbers, np.int64)
        order = np.argsort(column, kind="stable")
        self._sorted, self._rows = array("q", column[order].tobytes()), array("q", order.astype(np.int64).tobytes())

    def find(self, number: int) -> int | None:
        """The row that holds a number, None when no row does."""
        at = bisect_left(self._sorted, number)
        return self._rows[at] if at < len(self._sorted) and self._sorted[at] == number else None


_MIX = 0x9E3779B97F4A7C15  # the golden ratio in 64 bits: spreads numbers that differ in few places
_SIEVE_BITS = 23  # eight million places for some half a million heads: one word in twenty passes by chance


class Sieve:
    """Tells of most numbers that they are none of many, by a single bit: a megabyte for all names of the world."""

    def __init__(self, numbers: array[int]) -> None:
        mixed = np.frombuffer(numbers, np.uint64) * np.uint64(_MIX)
        bits = np.zeros(1 << _SIEVE_BITS, dtype=bool)
        bits[mixed >> np.uint64(64 - _SIEVE_BITS)] = True
        self._bits = np.packbits(bits, bitorder="little").tobytes()

    def lets(self, number: int) -> bool:
        """Whether a number may be one of them; False is certain."""
        place = (number * _MIX & 0xFFFF_FFFF_FFFF_FFFF) >> (64 - _SIEVE_BITS)
        return bool(self._bits[place >> 3] >> (place & 7) & 1)


@dataclass(frozen=True, slots=True)
class _Shared:
    """A dictionary column: short codes, and the words they stand for."""

    codes: array[int]
    words: list[str]

    def __getitem__(self, row: int) -> str:
        return self.words[self.codes[row]]


@dataclass(frozen=True, slots=True)
class Columns:
    """places.parquet in compact columns."""

    place_id: array[int]
    name: Words
    country: _Shared
    admin1: _Shared
    admin2: _Shared
    latitude: array[float]
    longitude: array[float]
    population: array[int]
    kind: _Shared
    seat: _Shared


def _read_table(path: Path) -> pa.Table:
    try:
        with pq.ParquetFile(path) as file:  # read_table would import pandas, which takes as long as all names to read
            table = file.read(use_threads=False)
    except (OSError, pa.ArrowInvalid) as error:
        raise DataFileError(f"{path}: not a readable gazetteer file ({error}); reinstall tocsin") from error
    written = (table.schema.metadata or {}).get(b"tocsin.gazetteer.format", b"").decode()
    if written != FORMAT:
        raise DataFileError(f"{path}: gazetteer format {written!r}, this version reads {FORMAT!r}; compile it again")
    return table.combine_chunks()


def read_names(path: Path) -> tuple[Words, array[int], bytes]:
    """Search keys in order, the row of places.parquet that each means, and how strongly."""
    table = _read_table(path)
    keys = table.column("key").chunk(0)
    return Words(keys), array("i", _numbers(table, "row", "int32")), _numbers(table, "strength", "int8")


def _numbers(table: pa.Table, name: str, dtype: str) -> bytes:
    return bytes(table.column(name).chunk(0).to_numpy().astype(dtype).tobytes())


def read_places(path: Path) -> Columns:
    """places.parquet in compact columns."""
    table = _read_table(path)

    def shared(name: str) -> _Shared:
        chunk = table.column(name).chunk(0)
        return _Shared(array("i", chunk.indices.to_numpy().astype("int32").tobytes()), chunk.dictionary.to_pylist())

    return Columns(
        place_id=array("q", _numbers(table, "place_id", "int64")),
        name=Words(table.column("name").chunk(0)),
        country=shared("country"),
        admin1=shared("admin1"),
        admin2=shared("admin2"),
        latitude=array("d", _numbers(table, "latitude", "float64")),
        longitude=array("d", _numbers(table, "longitude", "float64")),
        population=array("q", _numbers(table, "population", "int64")),
        kind=shared("kind"),
        seat=shared("seat"),
    )


def read_renames(path: Path) -> dict[tuple[str, str], str]:
    """(country, province as compiled) -> its name in rows."""
    if not path.exists():
        return {}
    return {(row["country"], row["unit"]): row["name"] for _line, row in read_csv(path, ("country", "unit", "name"))}


def read_words(path: Path) -> Iterator[str]:
    """Words of a list, comment lines left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def read_csv(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of every row. Raises DataFileError for a missing column or a cell too many."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [c for c in columns if c not in (reader.fieldnames or ())]
        if missing:
            raise DataFileError(f"{path}:1: missing columns {missing}; needed: {list(columns)}")
        for row in reader:
            if None in row or None in row.values():
                raise DataFileError(f"{path}:{reader.line_num}: {len(reader.fieldnames or ())} columns expected")
            yield reader.line_num, row
