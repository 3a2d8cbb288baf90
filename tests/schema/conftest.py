"""Good rows that tests bend. Each is invented, whole, and free of errors and warnings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tocsin.schema.derive import complete

Row = dict[str, object]

ATTACK: Row = {
    "event_id_cnty": "MLI-7f3a9c21b4",
    "event_date": date(2024, 9, 17),
    "time_precision": 1,
    "sub_event_type": "Attack",
    "actor1": "Unidentified Armed Group (Mali)",
    "inter1": "Political militia",
    "actor2": "Civilians (Mali)",
    "assoc_actor_2": "Farmers (Mali); Women (Mali)",
    "inter2": "Civilians",
    "civilian_targeting": "Civilian targeting",
    "country": "Mali",
    "admin1": "Mopti",
    "admin2": "Bankass",
    "location": "Koro",
    "latitude": 14.0689,
    "longitude": -3.0801,
    "geo_precision": 1,
    "source": "Sahel Courier; Radio Dune",
    "source_scale": "Subnational-National",
    "notes": "On 17 September 2024, gunmen killed seven farmers in Koro (Bankass, Mopti).",
    "fatalities": 7,
    "timestamp": 1726700400,
}
BATTLE: Row = ATTACK | {
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Mali (2021-)",
    "inter1": "State forces",
    "actor2": "Unidentified Armed Group (Mali)",
    "assoc_actor_2": "",
    "inter2": "Political militia",
    "civilian_targeting": "",
}
PROTEST: Row = ATTACK | {
    "sub_event_type": "Peaceful protest",
    "actor1": "Protesters (Mali)",
    "inter1": "Protesters",
    "actor2": "",
    "assoc_actor_2": "",
    "inter2": "",
    "civilian_targeting": "",
    "fatalities": 0,
    "tags": "crowd size=hundreds",
}
STRIKE: Row = BATTLE | {"sub_event_type": "Air/drone strike"}
SEA: Row = STRIKE | {
    "event_id_cnty": "XRS-7f3a9c21b4",
    "country": "Red Sea",
    "admin1": "",
    "admin2": "",
    "location": "Red Sea",
    "actor1": "Raider Brigade",
    "inter1": "Rebel group",
}
LOOTING: Row = ATTACK | {"sub_event_type": "Looting/property destruction", "civilian_targeting": "", "fatalities": 0}

ROWS: dict[str, Row] = {
    "attack": ATTACK,
    "battle": BATTLE,
    "protest": PROTEST,
    "strike": STRIKE,
    "sea": SEA,
    "looting": LOOTING,
}


@pytest.fixture
def row() -> Callable[[str], Row]:
    """row("attack") -> the whole good row, derived cells included."""
    return lambda name: complete(ROWS[name])
