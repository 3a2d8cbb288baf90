"""Happenings that the text places in a country only: which of them lie at the capital, and which are no rows."""

from __future__ import annotations

import pytest
from tocsin.api import code

DAY = "2024-09-19"

AT_THE_CAPITAL = [
    ("The Chadian army and the rebels signed a ceasefire agreement on Tuesday.", "Agreement", "NDjamena"),
    ("Colombian police arrested a commander of the ELN on Monday.", "Arrests", "Bogota"),
]

NO_ROW = [
    "Gunmen killed three farmers in Chad on Tuesday.",  # a whole country is too vague for an attack
    "Kenyan protesters rallied on Tuesday.",
    "The Chadian army and the rebels signed a ceasefire agreement in Tinzawaga on Tuesday.",  # a place, if unknown
    "Malian soldiers seized 20 rifles on Tuesday.",  # a find is at a spot
    "Chad and Niger signed a trade agreement on Tuesday.",  # two countries, and nobody armed
]


@pytest.mark.parametrize(("text", "sub_event_type", "town"), AT_THE_CAPITAL)
def test_some_turning_points_lie_at_the_capital(text: str, sub_event_type: str, town: str) -> None:
    (row,) = code(text, published=DAY).events.to_dict("records")
    assert (row["sub_event_type"], row["location"], row["geo_precision"]) == (sub_event_type, town, 3)


@pytest.mark.parametrize("text", NO_ROW)
def test_a_country_is_too_vague_for_the_rest(text: str) -> None:
    assert code(text, published=DAY).events.empty


def test_the_evidence_names_the_rule() -> None:
    told = code(AT_THE_CAPITAL[0][0], published=DAY).explain()
    assert "scope.country_level" in told
