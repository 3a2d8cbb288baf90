"""What commands print at 80 and 120 columns is what tests/cli/snapshots holds, and it fits."""

from __future__ import annotations

import pytest
from cli_snapshots import FOLDER, helps, outputs

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
HELPS = [name for name in NAMES if name.startswith("help-")]
PRINTED = [name for name in NAMES if name not in HELPS]


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    return outputs()


def kept(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", HELPS)
def test_helps_are_as_they_were(name: str) -> None:
    """After a change that is meant: `python tests/cli_snapshots.py`, then read the difference."""
    assert helps()[name] == kept(name)


@pytest.mark.ci
@pytest.mark.parametrize("name", PRINTED)
def test_outputs_are_as_they_were(name: str, printed: dict[str, str]) -> None:
    """After a change that is meant: `python tests/cli_snapshots.py`, then read the difference."""
    assert printed[name] == kept(name)


@pytest.mark.ci
def test_every_snapshot_is_still_made(printed: dict[str, str]) -> None:
    assert sorted(printed) == PRINTED


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(("-80", "-120"))])
def test_no_line_is_longer_than_the_screen(name: str) -> None:
    """Examples may be: they are to be copied."""
    width = int(name.rpartition("-")[2])
    assert [line for line in kept(name).splitlines() if len(line) > width and "tocsin " not in line] == []
