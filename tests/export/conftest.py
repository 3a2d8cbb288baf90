"""Lets these tests bend the same hand-made candidates as those of the dataset, and writes one build of them."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "dataset"))

from dataset_cases import ARMY, CIVILIANS, JNIM, NOBODY, battle, cells, coded, protest, sides
from tocsin.config import Options
from tocsin.dataset.assemble import assemble
from tocsin.export.write import write_dataset

CROWD, TAKEN = ("Protesters (Kenya)", "Protesters"), ("Civilians (Kenya)", CIVILIANS[1])
TAKERS = ("Unidentified Armed Group (Kenya)", "Political militia")
KENYA = {"country": "Kenya", "admin1": "Kisumu", "location": "Kisumu", "latitude": -0.1022, "longitude": 34.7617}
EXTRA = {"versions": {"tocsin": "0.1.0", "rules_sha256": "00"}, "inputs": ["in.jsonl"]}


@pytest.fixture(scope="session")
def build_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A written build of hand-made rows in two countries and two years; some cells look like formulas."""
    results = [
        coded("a", cells(), protest()),
        coded("b", battle(ARMY, JNIM, event_date=date(2023, 12, 30), fatalities=12, source="=HYPERLINK(1); @dune",
                          notes="On 30 December 2023, soldiers fought militants in Koro (Bankass, Mopti)."),
              published=date(2024, 1, 2), title="Army fights"),
        coded("c", protest(**KENYA, admin2="", source="+254 Radio", **sides(CROWD, NOBODY))),
        coded("d", cells(**KENYA, admin2="", assoc_actor_2="", fatalities=0, **sides(TAKERS, TAKEN),
                         sub_event_type="Abduction/forced disappearance",
                         notes="On 17 September 2024, gunmen took three people in Kisumu.")),
        coded("e", cells(country="Malii")),
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("build") / "out"
    write_dataset(assemble(results, Options()), folder, EXTRA)
    yield folder
