from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from dataset_cases import ARMY, CIVILIANS, GUNMEN, ISSP, JNIM, NOBODY, battle, cells, coded, protest, sides
from tocsin.dataset.combine import combine
from tocsin.dataset.members import Member, Row, single
from tocsin.dataset.merge import merge_rows
from tocsin.dataset.retell import retold

GENDARMES = ("Military Forces of Mali (2021-) Gendarmerie", "State forces")
CROWD = ("Protesters (Mali)", "Protesters")
EITHER = (f"{JNIM[0]} and/or {ISSP[0]}", "Rebel group")
STRIKE = {"sub_event_type": "Air/drone strike"}
RUSSIA = ("Military Forces of Russia (2000-)", "External/Other forces")
ISLAMISTS = ("Islamist Militia (Mali)", "Political militia")
CIVIL_DEFENCE = ("Dan Na Ambassagou", "Identity militia")
BURKINABE = ("Unidentified Armed Group (Burkina Faso)", "Political militia")


def members(*rows: dict[str, object]) -> list[Member]:
    """One member per row, each in an article of its own: a0, a1, ..."""
    articles = [coded(f"a{number}", row) for number, row in enumerate(rows)]
    return [Member(found.events[0], found.article) for found in articles]


def merged(*rows: dict[str, object]) -> tuple[Row, ...]:
    return merge_rows(single(member) for member in members(*rows))


@pytest.mark.parametrize(
    ("one", "two", "rows"),
    [
        (cells(), cells(), 1),
        (cells(), cells(country="Niger"), 2),
        (cells(), cells(event_date=date(2024, 9, 18)), 2),
        (cells(), cells(event_date=date(2024, 9, 18), time_precision=2), 1),  # the second is not sure of the day
        (cells(), cells(event_date=date(2024, 9, 19), time_precision=2), 2),
        (cells(), cells(location="Pomorododiou", latitude=14.09), 1),  # 2 km off
        (cells(), cells(location="Bankass", latitude=14.2), 2),  # 15 km off
        (cells(), cells(latitude=16.0), 2),  # another Koro
        (cells(), cells(location="Mopti", latitude=14.07, geo_precision=3), 2),  # a province is not near a town
        (cells(location="Bamako - Faladie"), cells(location="Bamako - Hippodrome"), 2),
        (cells(), cells(sub_event_type="Abduction/forced disappearance", fatalities=0), 1),  # same type, lower tactic
        (cells(), battle(), 2),  # another type
        (battle(), battle(GUNMEN, ARMY), 1),  # sides the other way round
        (battle(), battle(ARMY, JNIM), 1),  # gunmen turn out to be a named group
        (battle(ARMY, ISSP), battle(ARMY, JNIM), 2),
        (battle(ARMY, ISLAMISTS), battle(ARMY, JNIM), 1),
        (battle(ARMY, ISLAMISTS), battle(ARMY, GUNMEN), 1),
        (battle(ARMY, ISLAMISTS), battle(ARMY, BURKINABE), 2),
        (battle(ARMY, JNIM), battle(GENDARMES, JNIM), 1),  # a unit of the army
        (battle(GUNMEN, JNIM), battle(ARMY, JNIM), 2),  # gunmen are not the army
        (battle(), battle(ARMY, BURKINABE), 2),
        (battle(ARMY, EITHER), battle(ARMY, ISSP), 1),  # the second report tells which
        (battle(ARMY, EITHER), battle(ARMY, CIVIL_DEFENCE), 2),
        (battle(ARMY, EITHER), battle(), 1),
        # else the group would have bombed itself
        (battle(GUNMEN, JNIM, sub_event_type="Grenade"), battle(JNIM, NOBODY, sub_event_type="Grenade"), 2),
        # who struck from the air may be an army, who shot was none
        (battle(GUNMEN, ARMY, **STRIKE), battle(RUSSIA, ARMY, **STRIKE), 1),
        (battle(GUNMEN, CIVIL_DEFENCE), battle(RUSSIA, CIVIL_DEFENCE), 2),
        (protest(), protest(), 1),
        (protest(assoc_actor_1="Students (Mali)"), protest(assoc_actor_1="Farmers (Mali)"), 2),
        (protest(assoc_actor_1="Students (Mali)"), protest(assoc_actor_1="Students (Mali); Women (Mali)"), 1),
        (protest(), protest(assoc_actor_1="Farmers (Mali)"), 1),
        (protest(), protest(sub_event_type="Protest with intervention", **sides(CROWD, ARMY)), 1),
        # who was shelled by a group is not who shelled it; a report that leaves the target out fits
        (battle(JNIM, NOBODY, sub_event_type="Grenade"), battle(ARMY, JNIM, sub_event_type="Grenade"), 2),
        (battle(JNIM, NOBODY, sub_event_type="Grenade"), battle(JNIM, ARMY, sub_event_type="Grenade"), 1),
        # strategic kinds have no ladder
        (battle(JNIM, NOBODY, sub_event_type="Arrests"), battle(JNIM, NOBODY, sub_event_type="Agreement"), 2),
    ],
)  # fmt: skip
def test_which_rows_become_one(one: dict[str, object], two: dict[str, object], rows: int) -> None:
    assert len(merged(one, two)) == rows
    assert len(merged(two, one)) == rows


def test_two_happenings_of_one_article_never_merge() -> None:
    article = coded("a", cells(), cells())
    assert len(merge_rows(single(Member(event, article.article)) for event in article.events)) == 2


def test_a_generic_side_does_not_bridge_two_named_groups() -> None:
    rows = merged(battle(ARMY, GUNMEN), battle(ARMY, JNIM), battle(ARMY, ISSP))
    assert sorted(len(row.members) for row in rows) == [1, 2]


@pytest.mark.parametrize(
    ("one", "two", "column", "value"),
    [
        (cells(fatalities=7), cells(fatalities=5), "fatalities", 5),
        (cells(time_precision=2, event_date=date(2024, 9, 18)), cells(), "event_date", date(2024, 9, 17)),
        (cells(geo_precision=2, location="Bankass"), cells(latitude=14.07), "location", "Koro"),
        (battle(), battle(JNIM, ARMY), "actor2", JNIM[0]),  # turned round to the order of the first
        (battle(), battle(JNIM, ARMY), "inter2", JNIM[1]),
        (battle(ARMY, EITHER), battle(ARMY, ISSP), "actor2", ISSP[0]),
        (battle(ARMY, EITHER), battle(), "actor2", EITHER[0]),
        (cells(), cells(assoc_actor_2="Women (Mali)"), "assoc_actor_2", "Farmers (Mali); Women (Mali)"),
        (cells(), cells(source="Radio Dune"), "source", "Radio Dune; Sahel Courier"),
        (cells(), cells(source="Undisclosed Source"), "source", "Sahel Courier"),
        (cells(), cells(source_scale="National-International"), "source_scale", "Subnational-International"),
        (protest(), protest(tags="crowd size=no report; armed"), "tags", "armed; crowd size=hundreds"),
        (
            protest(),
            protest(sub_event_type="Excessive force against protesters", fatalities=1,
                    civilian_targeting="Civilian targeting", **sides(CROWD, ARMY)),
            "sub_event_type", "Excessive force against protesters",
        ),
    ],
)  # fmt: skip
def test_combined_cell(one: dict[str, object], two: dict[str, object], column: str, value: object) -> None:
    (row,) = merged(one, two)
    assert row.cells[column] == value


def test_a_zero_that_nobody_wrote_contradicts_no_number() -> None:
    told, silent = coded("a", cells(fatalities=7)), coded("b", cells(fatalities=0))
    quiet = Member(replace(silent.events[0], evidence=()), silent.article)
    row = combine([Member(told.events[0], told.article), quiet])
    assert row.cells["fatalities"] == 7


def test_notes_say_that_reports_differ() -> None:
    (row,) = merged(cells(fatalities=7), cells(fatalities=5))
    assert str(row.cells["notes"]).endswith("Reports put the deaths between 5 and 7; the lowest number is coded.")


def on_days(*told: tuple[int, int]) -> Row:
    """A row of reports, each of (day of publication, deaths)."""
    found = [
        coded(f"a{n}", cells(fatalities=deaths), published=date(2024, 9, day)) for n, (day, deaths) in enumerate(told)
    ]
    return combine(Member(one.events[0], one.article) for one in found)


@pytest.mark.parametrize(
    ("told", "deaths"),
    [
        (((18, 7), (18, 5)), 5),  # the same day: the lowest
        (((18, 7), (19, 9)), 9),  # better news revises the number upwards
        (((18, 7), (19, 5)), 5),  # and downwards
        (((18, 7), (19, 9), (19, 8)), 8),  # the lowest of the latest
        (((19, 9), (18, 20)), 9),
    ],
)
def test_the_latest_reports_give_the_deaths(told: tuple[tuple[int, int], ...], deaths: int) -> None:
    assert on_days(*told).cells["fatalities"] == deaths


def test_what_is_only_recalled_revises_nothing() -> None:
    news, later = coded("a", cells(fatalities=7)), coded("b", cells(fatalities=70), published=date(2024, 9, 20))
    recalled = Member(replace(later.events[0], salience="background"), later.article)
    assert combine([Member(news.events[0], news.article), recalled]).cells["fatalities"] == 7


NOTES = "On 17 September 2024, Unidentified Armed Group (Mali) attacked Civilians (Mali) in Koro (Bankass, Mopti)."


def test_notes_take_what_the_row_takes_from_others() -> None:
    """The first report is sure of the day, the second of all the rest."""
    first = cells(notes=NOTES + " 7 fatalities were reported.", geo_precision=2)
    vaguer = {"event_date": date(2024, 9, 18), "time_precision": 2, "fatalities": 5, "notes": "Around 18 September ..."}
    second = cells(**sides(JNIM, CIVILIANS), **vaguer, location="Pomorododiou", latitude=14.09)
    (row,) = merged(first, second)
    told = f"On 17 September 2024, {JNIM[0]} attacked Civilians (Mali) in Pomorododiou (Bankass, Mopti). 5 fatalities"
    assert str(row.cells["notes"]).startswith(told)


@pytest.mark.parametrize(
    ("notes", "before", "deaths", "vague", "after"),
    [
        (NOTES + " Casualties unknown.", 0, 4, False, NOTES + " 4 fatalities were reported."),
        (NOTES + " 4 fatalities were reported.", 4, 1, False, NOTES + " 1 fatality was reported."),
        (NOTES + " 4 fatalities were reported.", 4, 3, True, NOTES + " Unknown number of deaths coded as 3."),
        (NOTES, 0, 2, False, NOTES + " 2 fatalities were reported."),
        (NOTES, 2, 2, False, NOTES),
    ],
)
def test_deaths_in_notes(notes: str, before: int, deaths: int, vague: bool, after: str) -> None:
    assert retold(notes, cells(fatalities=before), cells(fatalities=deaths), vague) == after


MANY = [
    cells(), cells(fatalities=3), cells(event_date=date(2024, 9, 18), time_precision=2), battle(), battle(JNIM, ARMY),
    battle(ARMY, ISSP), battle(GENDARMES, GUNMEN), protest(), protest(assoc_actor_1="Students (Mali)"),
    protest(assoc_actor_1="Farmers (Mali)"), cells(location="Pomorododiou", latitude=14.09),
    cells(**sides(JNIM, CIVILIANS)), cells(**sides(ISSP, CIVILIANS), event_date=date(2024, 9, 16), time_precision=3),
]  # fmt: skip


SIDES = (GUNMEN, JNIM, ISSP, ARMY, EITHER, GENDARMES)


def any_battle(draw: random.Random) -> dict[str, object]:
    """A battle that agrees with many others in part."""
    kind = draw.choice(["Armed clash", "Grenade"])
    one, two = draw.sample(SIDES, 2)
    day = date(2024, 9, draw.choice([17, 18, 19]))
    return battle(
        one, NOBODY if kind == "Grenade" and draw.random() < 0.3 else two, sub_event_type=kind, event_date=day,
        time_precision=draw.choice([1, 1, 2, 3]), fatalities=draw.randrange(3), geo_precision=draw.choice([1, 2, 3]),
        location=draw.choice(["Koro", "Pomorododiou"]), latitude=draw.choice([14.0689, 14.0989, 14.1089]),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_any_rows_merge_the_same_way_in_any_order_and_only_once(seed: int) -> None:
    draw = random.Random(seed)
    rows = [single(member) for member in members(*(any_battle(draw) for _ in range(12)))]
    expected = merge_rows(rows)
    draw.shuffle(rows)
    assert merge_rows(rows) == expected
    assert merge_rows(expected) == expected
    assert all(row.cells["actor1"] != row.cells["actor2"] for row in expected)


@pytest.mark.parametrize("seed", range(8))
def test_order_changes_nothing_and_merging_again_changes_nothing(seed: int) -> None:
    rows = [single(member) for member in members(*MANY)]
    expected = merge_rows(rows)
    random.Random(seed).shuffle(rows)
    assert merge_rows(rows) == expected
    assert merge_rows(expected) == expected
    assert sum(len(row.members) for row in expected) == len(MANY)
