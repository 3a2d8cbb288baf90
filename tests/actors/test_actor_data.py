"""What the shipped states, governments, units and peoples must hold: no gaps, no overlaps, known countries, facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from tocsin.actors.files import faults_of, read_table
from tocsin.actors.rows import PeopleRow, RegimeRow, StateRow, UnitRow
from tocsin.actors.store import DATA

TABLES = ("states", "regimes", "units", "peoples")
STATES: tuple[StateRow, ...] = read_table(DATA / "states.csv", "states")
REGIMES: tuple[RegimeRow, ...] = read_table(DATA / "regimes.csv", "regimes")
UNITS: tuple[UnitRow, ...] = read_table(DATA / "units.csv", "units")
PEOPLES: tuple[PeopleRow, ...] = read_table(DATA / "peoples.csv", "peoples")
COUNTRIES = {s.country for s in STATES}

# Start year of the bracket in office on a day, as published rows of the first half of 2022 write it.
CONFIRMED = """
Afghanistan 2021, Algeria 2019, Argentina 2019, Armenia 2018, Bangladesh 2009, Brazil 2019, Burkina Faso 2022,
Burundi 2005, Cameroon 1982, Central African Republic 2016, Chad 2021, Chile 2022, China 2012, Colombia 2018,
Democratic Republic of Congo 2019, Egypt 2014, El Salvador 2019, Ethiopia 2018, France 2017, Germany 2021, Ghana 2017,
Guinea 2021, Haiti 2017, India 2014, Indonesia 2014, Iran 1989, Iraq 2020, Israel 2021, Italy 2018, Kazakhstan 2019,
Kenya 2013, Lebanon 2021, Libya 2021, Mali 2021, Mexico 2018, Morocco 1999, Mozambique 1990, Myanmar 2021, Nepal 2015,
Niger 2021, Nigeria 2015, Pakistan 2022, Peru 2021, Poland 2015, Russia 2000, Senegal 2012, Somalia 2022,
Somaliland 2010, South Africa 1994, South Sudan 2011, Spain 2020, Sri Lanka 2019, Sudan 2019, Syria 2000,
Tanzania 1964, Tunisia 2019, Turkey 2016, Uganda 1986, Ukraine 2019, United Kingdom 2010, United States 2021,
Uzbekistan 2016, Yemen 2012, Zambia 2021, Zimbabwe 2017
"""

# A day on either side of a change of government, and the bracket that an army then carries.
CHANGES = [
    ("Burkina Faso", date(2022, 1, 23), "(2015-2022)"),
    ("Burkina Faso", date(2022, 10, 1), "(2022-)"),  # the second coup of 2022 opens no new bracket
    ("Mali", date(2020, 9, 1), "(2020-2021)"),
    ("Mali", date(2021, 5, 24), "(2021-)"),
    ("Niger", date(2023, 7, 25), "(2021-2023)"),
    ("Niger", date(2023, 7, 26), "(2023-)"),
    ("Nigeria", date(2023, 5, 28), "(2015-2023)"),
    ("Kenya", date(2022, 9, 13), "(2022-)"),
    ("Chile", date(2022, 3, 10), "(2018-2022)"),
    ("Pakistan", date(2022, 3, 1), "(2018-2022)"),
    ("Pakistan", date(2023, 12, 1), "(2023-2024)"),  # a caretaker
    ("Somalia", date(2022, 5, 1), "(2017-2022)"),
    ("Philippines", date(2022, 6, 29), "(2016-2022)"),  # the last whole day of the term
    ("Syria", date(2024, 12, 8), "(2000-2024)"),
    ("Syria", date(2024, 12, 9), "(2024-)"),
    ("Israel", date(2022, 12, 29), "(2022-)"),
    ("Sudan", date(2023, 4, 15), "(2019-)"),  # a war between generals changes no government
    ("Ukraine", date(2022, 2, 24), "(2019-)"),
    ("El Salvador", date(1989, 11, 16), "(1989-1994)"),
]

# Independence or self-rule came after 1989.
LATER = """
Abkhazia, Armenia, Artsakh, Azerbaijan, Belarus, Bosnia and Herzegovina, Croatia, East Timor, Eritrea, Estonia,
Georgia, Jubaland, Kazakhstan, Kosovo, Kyrgyzstan, Latvia, Lithuania, Moldova, Montenegro, Namibia, North Macedonia,
Palestine, Puntland, Slovakia, Slovenia, Somaliland, South Ossetia, South Sudan, Tajikistan, Transnistria,
Turkmenistan, Ukraine, Uzbekistan
"""
ENDED = {"Artsakh"}  # dissolved on the first day of 2024

GENDARMERIES = [
    ("Mali", "police"), ("Burkina Faso", "police"), ("Niger", "police"), ("Turkey", "military"),
    ("Cameroon", "military"), ("Chad", "military"), ("Central African Republic", "military"), ("Guinea", "military"),
]  # fmt: skip


def listed(text: str) -> list[str]:
    return [item.strip() for item in text.replace("\n", " ").split(",") if item.strip()]


def periods() -> dict[str, list[RegimeRow]]:
    grouped: dict[str, list[RegimeRow]] = defaultdict(list)
    for row in REGIMES:
        grouped[row.country].append(row)
    return {country: sorted(rows, key=lambda r: r.start) for country, rows in grouped.items()}


def bracket(country: str, day: date) -> str:
    held = [r for r in periods()[country] if r.start <= day and (r.end is None or day <= r.end)]
    assert len(held) == 1
    return held[0].bracket


@pytest.mark.parametrize("table", TABLES)
def test_every_line_reads(table: str) -> None:
    assert faults_of(DATA / f"{table}.csv", table) == []


def test_governments_follow_each_other_without_gap_or_overlap() -> None:
    for country, rows in periods().items():
        for before, after in pairwise(rows):
            assert before.end is not None, country
            assert after.start == before.end + timedelta(days=1), (country, after.head)


def test_every_country_is_covered_since_1989_or_its_independence() -> None:
    later = set(listed(LATER))
    for country, rows in periods().items():
        assert (rows[0].start <= date(1989, 1, 1)) != (country in later), country
        assert (rows[-1].end is None) != (country in ENDED), country


def test_every_country_has_a_government() -> None:
    # Western Sahara's government in exile is a group, not a state with forces of its own.
    assert {s.country for s in STATES} - set(periods()) == {"Western Sahara"}


@pytest.mark.parametrize("fact", listed(CONFIRMED))
def test_bracket_of_mid_2022(fact: str) -> None:
    country, year = fact.rsplit(" ", 1)
    assert bracket(country, date(2022, 6, 30)).startswith(f"({year}-")


@pytest.mark.parametrize(("country", "day", "expected"), CHANGES)
def test_bracket_on_a_day(country: str, day: date, expected: str) -> None:
    assert bracket(country, day) == expected


def test_year_labels_agree_with_the_days() -> None:
    for row in REGIMES:
        assert row.label == f"{row.start.year}-{row.end.year if row.end else ''}", row
        assert row.unsure in ("0", "1"), row


@pytest.mark.parametrize("rows", [UNITS, PEOPLES], ids=["units", "peoples"])
def test_ids_are_unique(rows: tuple[UnitRow, ...] | tuple[PeopleRow, ...]) -> None:
    counts = Counter(r.unit_id if isinstance(r, UnitRow) else r.people_id for r in rows)
    assert [name for name, n in counts.items() if n > 1] == []
    assert max(Counter(s.country for s in STATES).values()) == 1


def test_countries_are_known() -> None:
    assert {r.country for r in REGIMES} <= COUNTRIES
    assert {u.country for u in UNITS} <= COUNTRIES
    assert {c for p in PEOPLES for c in p.countries} <= COUNTRIES


def test_what_rows_will_show_is_plain_ascii() -> None:
    shown = [s.country + s.capital for s in STATES] + [u.label for u in UNITS] + [p.label for p in PEOPLES]
    assert [text for text in shown if not text.isascii()] == []


def test_each_unit_and_people_has_a_name_to_be_found_by() -> None:
    assert [u.unit_id for u in UNITS if not u.names] == []
    assert [p.people_id for p in PEOPLES if not p.names or not p.label or not p.countries] == []


def test_a_people_name_means_one_people() -> None:
    counts = Counter(name.lower() for p in PEOPLES for name in p.names)
    assert [name for name, n in counts.items() if n > 1] == []


def test_a_unit_name_means_one_unit_of_a_country_at_a_time() -> None:
    holders: dict[tuple[str, str], list[UnitRow]] = defaultdict(list)
    for unit in UNITS:
        for name in unit.names:
            holders[unit.country, name].append(unit)
    for key, units in holders.items():
        for first, second in pairwise(units):
            ended = (first.end and second.start and first.end < second.start) or (
                second.end and first.start and second.end < first.start
            )
            assert ended, key


@pytest.mark.parametrize(("country", "branch"), GENDARMERIES)
def test_branch_of_the_gendarmerie(country: str, branch: str) -> None:
    assert [u.branch for u in UNITS if u.country == country and u.label == "Gendarmerie"] == [branch]


@pytest.mark.parametrize("name", ["Philippines", "United States", "Netherlands", "Dominican Republic"])
def test_article_before_the_name(name: str) -> None:
    assert next(s.the for s in STATES if s.country == name) == "the "
