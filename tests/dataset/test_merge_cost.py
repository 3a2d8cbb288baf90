"""Merging many rows costs what their number costs, and gives what looking at every pair gives."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date

import pytest
from dataset_cases import ARMY, CIVILIANS, GUNMEN, ISSP, JNIM, NOBODY, battle, cells, coded, protest, sides
from exhaustive import merge_all_pairs
from tocsin.dataset import blocks
from tocsin.dataset.agreement import alike
from tocsin.dataset.candidates import Candidate, told_of
from tocsin.dataset.members import Member, Row, single
from tocsin.dataset.merge import merge_candidates, merge_rows
from tocsin.dataset.segments import segments

GENDARMES = ("Military Forces of Mali (2021-) Gendarmerie", "State forces")
EITHER = (f"{JNIM[0]} and/or {ISSP[0]}", "Rebel group")
FORCES = ("Unidentified Military Forces", "External/Other forces")
NAMES = (GUNMEN, JNIM, ISSP, ARMY, EITHER, GENDARMES, FORCES, CIVILIANS, NOBODY)
CROWDS = ("", "", "Students (Mali)", "Farmers (Mali)", "Farmers (Mali); Students (Mali)")
PLACES = (
    ("Koro", 14.0689, -3.08), ("Koro", 14.1, -3.08), ("Pomorododiou", 14.0989, -3.08), ("Koro - Nord", 14.07, -3.07),
    ("Koro - Sud", 14.06, -3.09), ("Bankass", 14.11, -3.09), ("Koro", 14.3, -3.1),
)  # fmt: skip


def any_row(draw: random.Random) -> dict[str, object]:
    """A row of one of three kinds that agrees with many others in part."""
    location, latitude, longitude = draw.choice(PLACES)
    told: dict[str, object] = {
        "event_date": date(2024, 9, draw.choice([17, 17, 17, 18, 19])), "time_precision": draw.choice([1, 1, 1, 2, 3]),
        "geo_precision": draw.choice([1, 1, 2, 3]), "location": location, "latitude": latitude, "longitude": longitude,
        "fatalities": draw.randrange(3),
    }  # fmt: skip
    kind = draw.choice(["clash", "clash", "strike", "crowd", "attack"])
    if kind == "crowd":
        act = draw.choice(["Peaceful protest", "Peaceful protest", "Protest with intervention"])
        return protest(sub_event_type=act, assoc_actor_1=draw.choice(CROWDS), **told)
    pair = sides(draw.choice(NAMES[:-1]), draw.choice(NAMES))
    if kind == "attack":
        return cells(**told, **sides(draw.choice(NAMES[:-2]), CIVILIANS), assoc_actor_2=draw.choice(CROWDS))
    return battle(**told, sub_event_type="Armed clash" if kind == "clash" else "Air/drone strike") | pair


def any_rows(seed: int) -> list[Row]:
    """Some rows, now and then several of one article; every third time some of them merged beforehand."""
    draw = random.Random(seed)
    found: list[Row] = []
    for number in range(draw.choice([4, 9, 16])):
        told = coded(f"a{number}", *(any_row(draw) for _ in range(draw.choice([1, 1, 1, 2]))),
                     published=date(2024, 9, draw.choice([18, 19])))  # fmt: skip
        found += [single(Member(event, told.article)) for event in told.events]
    draw.shuffle(found)
    half = len(found) // 2
    return [*merge_rows(found[:half]), *found[half:]] if seed % 3 == 0 else found


@pytest.mark.parametrize("seeds", [range(50), pytest.param(range(50, 500), marks=pytest.mark.ci)], ids=["few", "many"])
def test_merging_gives_what_looking_at_every_pair_gives(seeds: range) -> None:
    for seed in seeds:
        rows = any_rows(seed)
        assert merge_rows(rows) == merge_all_pairs(rows), seed


def test_what_is_kept_of_candidates_merges_as_their_rows_do() -> None:
    for seed in range(1, 60):
        members = [member for row in any_rows(3 * seed + 1) for member in row.members]
        kept = [Candidate(member.key, told_of(member.cells), place) for place, member in enumerate(members)]
        groups = [tuple(members[one.place] for one in group) for group in merge_candidates(kept)]
        assert groups == [row.members for row in merge_rows(single(member) for member in members)], seed


def test_segments_part_what_cannot_agree() -> None:
    rows = [
        *many(2, cells(), cells(event_date=date(2024, 9, 18), time_precision=2)),  # a day apart, and one unsure
        *many(1, cells(event_date=date(2024, 9, 20))),
        *many(1, cells(event_date=date(2024, 9, 21))),  # a day apart, and both sure
        *many(1, battle()),
        *many(1, cells(country="Niger")),
    ]
    found = segments(rows, lambda row: row.members)
    assert [[rows.index(row) for row in some] for some in found] == [[0, 1], [2], [3], [4], [5]]


def test_a_row_that_was_moved_to_another_country_parts_nothing() -> None:
    moved = replace(many(1, cells())[0], cells=cells(country="Niger"))
    rows = [moved, *many(1, battle())]
    assert segments(rows, lambda row: (row, *row.members)) == [rows]


def many(number: int, *told: dict[str, object]) -> list[Row]:
    """So many articles with one row each, taken from `told` in turn."""
    found = [coded(f"a{n:05}", told[n % len(told)]) for n in range(number)]
    return [single(Member(one.events[0], one.article)) for one in found]


ONE = [cells(), cells(fatalities=3), cells(time_precision=2), cells(**sides(JNIM, CIVILIANS))]
VILLAGES = [cells(location=f"Village {n}", latitude=11 + n % 40 / 8, longitude=n // 40 / 8) for n in range(1600)]
DISTRICTS = [
    protest(location=f"Bamako - District {n % 24}", latitude=12.6 + n % 24 / 1000, longitude=-8.0,
            assoc_actor_1=f"Group {n // 24} (Mali)")
    for n in range(576)
]  # fmt: skip
"""One city, one day: none agrees with another, for districts differ and so do those who march."""
CROWDED = [protest(assoc_actor_1=f"Group {n} (Mali)") for n in range(600)]
GROUPS = [battle(ARMY, (f"Group {n}", "Rebel group")) for n in range(1600)]


@pytest.mark.ci
@pytest.mark.parametrize(
    ("told", "rows"), [(ONE, 1), (VILLAGES, 1600), (GROUPS, 1600)], ids=["one", "villages", "groups"]
)
def test_four_times_the_rows_cost_four_times_as_much(told: list[dict[str, object]], rows: int) -> None:
    """Sixteen times, where every pair is looked at or every row made anew; the least of three, for others disturb."""
    few, all_of_them = many(400, *told), many(1600, *told)
    assert len(merge_rows(all_of_them)) == rows
    assert least(all_of_them) < 8 * least(few)


def least(rows: list[Row]) -> float:
    taken = []
    for _ in range(3):
        start = time.process_time()
        merge_rows(rows)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize(
    "told", [ONE, VILLAGES, GROUPS, DISTRICTS, CROWDED], ids=["one", "villages", "groups", "districts", "crowds"]
)
def test_a_row_is_compared_with_few(told: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counting(*shapes: object) -> object:
        nonlocal compared
        compared += 1
        return alike(*shapes)  # type: ignore[arg-type]

    monkeypatch.setattr(blocks, "alike", counting)
    merge_rows(many(600, *told))
    assert 0 < compared < 5 * 600
