"""--sources FILE: news sources of the user's own, and what is told of a broken file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tocsin.api import code
from tocsin.errors import DataFileError, UsageError
from tocsin.gazetteer.outlets import load_outlets

HEADER = "source_id,name,aliases,country,scale\n"
TEXT = "Gunmen killed three farmers in San Jose on Tuesday."


def write(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_at_least_400_sources_are_shipped() -> None:
    outlets = {o.source_id: o for o in load_outlets().values()}
    assert len(outlets) >= 400
    assert len({o.country for o in outlets.values()}) >= 100


def test_an_own_source_gives_home_and_scale(tmp_path: Path) -> None:
    own = write(tmp_path / "mine.csv", "s-valle,Eco del Valle,El Eco,Costa Rica,Subnational")
    (row,) = code(TEXT, "2024-09-19", source="el eco", sources=own).events.to_dict("records")
    assert (row["country"], row["source_scale"]) == ("Costa Rica", "Subnational")


def test_an_own_source_wins_over_ours(tmp_path: Path) -> None:
    own = write(tmp_path / "mine.csv", "my-reuters,Reuters,,Kenya,National")
    assert load_outlets(own)["reuters"].country == "Kenya"
    assert len(load_outlets(own)) == len(load_outlets())


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("s-1,Echo,,Costa Rika,National", "mine.csv:2 's-1' country: found 'Costa Rika'"),
        ("s-1,Echo,,Kenya,Huge", "scale: found 'Huge'; allowed: International, National"),
        ("s-1,Echo,,Kenya", "mine.csv:2: 5 cells expected"),
        (",Echo,,Kenya,National", "source_id and name may not be empty"),
    ],
)
def test_a_fault_is_told_with_its_line(row: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as caught:
        load_outlets(write(tmp_path / "mine.csv", row))
    assert told in str(caught.value)


def test_missing_files_and_columns_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file of sources"):
        load_outlets(tmp_path / "absent.csv")
    (tmp_path / "mine.csv").write_text("name\nEcho\n")
    with pytest.raises(DataFileError, match="missing column source_id"):
        load_outlets(tmp_path / "mine.csv")
