"""Clock times with a zone beside a day, and the day that it was at the place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tocsin.errors import DataFileError
from tocsin.gazetteer.store import Gazetteer
from tocsin.mentions.clock import at_place, load_zones
from tocsin.mentions.times import find_times

THURSDAY = date(2024, 9, 19)
MONDAY, TUESDAY, SUNDAY = "2024-09-16", "2024-09-17", "2024-09-15"

# text, country, longitude, day at the place
PLACED = [
    ("Shells fell at 0530 GMT on Monday.", "Syria", 37.2, MONDAY),
    ("Shells fell at 2330 GMT on Monday.", "Syria", 37.2, TUESDAY),
    ("Shells fell at 23:30 GMT on Monday.", "Syria", 37.2, TUESDAY),
    ("Shells fell at 2030 GMT on Monday.", "Syria", 37.2, MONDAY),
    ("Shells fell on Monday at 11:30 p.m. GMT.", "Syria", 37.2, TUESDAY),
    ("Shells fell on Monday (2330 GMT).", "Syria", 37.2, TUESDAY),
    ("Shells fell on Monday at around 2330 GMT.", "Syria", 37.2, TUESDAY),
    ("Shells fell late on Monday, at 2330 UTC.", "Syria", 37.2, TUESDAY),
    ("Shells fell at 2330 hours GMT on 16 September.", "Syria", 37.2, TUESDAY),
    ("Shells fell at 2200 GMT on Monday.", "Philippines", 121.0, TUESDAY),
    ("Shells fell at 1830 GMT on Monday.", "Myanmar", 96.1, TUESDAY),  # zones of half an hour
    ("Shells fell at 1730 GMT on Monday.", "Myanmar", 96.1, TUESDAY),
    ("Shells fell at 1729 GMT on Monday.", "Myanmar", 96.1, MONDAY),
    ("Shells fell at 2330 GMT on Monday.", "Mali", -4.0, MONDAY),
    ("Shells fell at 0330 GMT on Monday.", "Colombia", -74.0, SUNDAY),
    ("Shells fell at 3 a.m. GMT on Monday.", "Haiti", -72.3, SUNDAY),
    ("Shells fell at 10 p.m. EST on Monday.", "Iraq", 44.4, TUESDAY),
    ("Shells fell at 12 a.m. UTC on Monday.", "Mexico", -99.1, SUNDAY),  # several zones: the meridian tells
    ("Shells fell at 12 p.m. UTC on Monday.", "Mexico", -99.1, MONDAY),
    ("Shells fell at 1600 GMT on Monday.", "Russia", 135.0, TUESDAY),
    ("Shells fell at 1600 GMT on Monday.", "Russia", 37.6, MONDAY),
    # the place's own clock, a clock without a zone, and a zone that is not beside the day
    ("Shells fell at 11:30 p.m. on Monday.", "Syria", 37.2, MONDAY),
    ("Shells fell at 2330 local time on Monday.", "Syria", 37.2, MONDAY),
    ("Shells fell around 2 a.m. local on Monday.", "Syria", 37.2, MONDAY),
    ("Shells fell on Monday. The camp, built for 2330 people, burned.", "Syria", 37.2, MONDAY),
    ("Shells fell on Monday and the radio, heard at 2330 GMT, told of it.", "Syria", 37.2, MONDAY),
]


@pytest.mark.parametrize(("text", "country", "longitude", "day"), PLACED)
def test_the_day_is_that_of_the_place(text, country, longitude, day):
    found = at_place(find_times(text, 0, THURSDAY)[0], country, longitude)
    assert (str(found.day), str(found.date_from), str(found.date_to), found.precision) == (day, day, day, 1)


def test_a_window_has_no_minute():
    assert all(t.minute is None for t in find_times("Shells fell last week, at 2330 GMT.", 0, THURSDAY))


def test_every_country_of_the_table_is_one_of_the_gazetteer():
    known = set(Gazetteer.load(None).countries())
    assert set(load_zones().countries) <= known


def test_a_zone_that_is_no_number_names_file_and_entry(tmp_path: Path):
    path = tmp_path / "zones.toml"
    path.write_text("[letters]\ngmt = 0\n[[zone]]\nminutes = 'one'\ncountries = ['Mali']\n")
    with pytest.raises(DataFileError, match=r"zones.toml: 'Mali' must be whole minutes, found 'one'"):
        load_zones(path)
