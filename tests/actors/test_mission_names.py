"""A mission is found by its name written out, not only by its acronym; two missions share the first words of theirs."""

from __future__ import annotations

from datetime import date

import pytest
from tocsin.actors.store import ActorStore
from tocsin.mentions.actors import find_actors

CASES = [
    # (group, country)
    ("minusca", "Central African Republic"),
    ("minusma", "Mali"),  # the same first six words as minusca
    ("monusco", "Democratic Republic of Congo"),
]


@pytest.mark.parametrize(("group", "country"), CASES)
def test_mission_is_found_by_its_full_name(group: str, country: str) -> None:
    store = ActorStore.load()
    row = store.group(group, country, date(2015, 6, 1))
    assert row is not None
    full = row.name.split(": ", 1)[1].split(" (", 1)[0]
    found = find_actors(f"Gunmen attacked a convoy of the {full} on Monday.", 0, store, {country: 1.0})
    assert group in [m.key for m in found if m.source == "group"]
