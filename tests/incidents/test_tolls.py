"""The arithmetic of codebook 6: which words give which number of dead and wounded."""

from __future__ import annotations

import pytest
from rule_corpus import Run, run_all
from tocsin.incidents.incident import Addend, Toll
from tocsin.incidents.split import _divide
from tocsin.pipeline import Stores

# text, fatalities of its one row
DEATHS = [
    # -------- numbers as they stand
    ("Gunmen killed seven farmers in Koro on Tuesday.", 7),
    ("Gunmen killed 1,200 people in Baga on Tuesday.", 1200),
    ("Gunmen killed a farmer in Koro on Tuesday.", 1),
    ("A farmer was killed by gunmen in Koro on Tuesday.", 1),
    ("Gunmen attacked Koro on Tuesday and killed the village chief.", 1),
    ("Gunmen killed a couple of herders in Koro on Tuesday.", 2),
    ("Gunmen killed a dozen villagers in Koro on Tuesday.", 12),
    ("Gunmen killed two dozen villagers in Koro on Tuesday.", 24),
    # -------- words for numbers
    ("Gunmen killed several villagers in Koro on Tuesday.", 3),
    ("Gunmen killed villagers in Koro on Tuesday.", 3),  # a bare plural
    ("Gunmen killed tens of villagers in Koro on Tuesday.", 10),
    ("Gunmen killed dozens of villagers in Koro on Tuesday.", 12),
    ("Gunmen killed scores of villagers in Koro on Tuesday.", 20),
    ("Gunmen killed hundreds of villagers in Koro on Tuesday.", 100),
    # -------- bounds: the lowest figure
    ("Gunmen killed at least 12 villagers in Koro on Tuesday.", 12),
    ("Gunmen killed more than 50 villagers in Koro on Tuesday.", 50),
    ("Gunmen killed about 20 villagers in Koro on Tuesday.", 20),
    ("Gunmen killed up to 10 villagers in Koro on Tuesday.", 10),
    ("Gunmen killed between 5 and 10 villagers in Koro on Tuesday.", 5),
    # -------- no deaths told
    ("Gunmen attacked the village of Koro on Tuesday.", 0),
    ("Gunmen wounded four villagers in Koro on Tuesday.", 0),
    ("Gunmen attacked Koro on Tuesday, but no one was killed.", 0),
    ("Bandits abducted twelve pupils in Kebbi on Tuesday.", 0),
    ("Two soldiers were wounded by a landmine near Diffa on Tuesday.", 0),
    ("Two soldiers were killed by a landmine near Diffa on Tuesday.", 2),
    # -------- numbers that are no tolls
    ("Gunmen killed a 45-year-old farmer in Koro on Tuesday.", 1),
    ("Gunmen killed two farmers 30 km from Koro on Tuesday.", 2),
    ("Gunmen on 20 motorbikes killed two farmers in Koro on Tuesday.", 2),
    ("Gunmen attacked Koro on Tuesday, killing ten people and burning 40 houses.", 10),
    # -------- sums: different dead of one sentence are added
    ("Two soldiers and a civilian were killed in an ambush near Gao on Tuesday.", 3),
    ("Gunmen killed three men and two women in Koro on Tuesday.", 5),
    ("Soldiers clashed with militants near Gao on Tuesday. Four soldiers and six militants were killed.", 10),
    # -------- the same dead told twice are counted once
    ("Gunmen killed seven farmers in Koro on Tuesday. The seven farmers were buried on Wednesday.", 7),
    ("Gunmen killed ten people in Koro on Tuesday. The attackers killed ten people with machetes, a witness said.", 10),
    # -------- a total swallows its parts
    ("Ten people were killed in an attack on Gao on Tuesday. Three soldiers were killed at the gate.", 10),
    # -------- of two figures for the same people the first stands, the other is kept as a conflict
    ("Gunmen killed five farmers in Koro on Tuesday. A resident said eight farmers were killed.", 5),
    # -------- where the number stands
    ("The attack on Koro on Tuesday left three people dead.", 3),
    ("The attack on Koro on Tuesday left 12 dead and 20 wounded.", 12),
    ("Five killed in attack on Koro on Tuesday", 5),
    ("An attack by gunmen in Koro on Tuesday claimed six lives.", 6),
    ("Six people lost their lives when gunmen attacked Koro on Tuesday.", 6),
    ("Gunmen shot dead two traders in Koro on Tuesday.", 2),
    ("Gunmen beheaded three men in Koro on Tuesday.", 3),
    ("A landmine exploded near Bria on Tuesday, killing two children.", 2),
    # -------- a suicide bomber counts
    ("A suicide bomber killed nine people at a mosque in Kunduz on Friday.", 10),
    ("A suicide bomber blew himself up at a checkpoint in Kunduz on Friday.", 1),
    # -------- protests carry no deaths
    ("Hundreds of teachers marched in Rabat on Tuesday to demand justice for three colleagues.", 0),
]  # fmt: skip

# text, injured
INJURED = [
    ("Gunmen wounded four villagers in Koro on Tuesday.", 4),
    ("The attack on Koro on Tuesday left 12 dead and 20 wounded.", 20),
    ("A grenade attack on a bar in Bujumbura on Tuesday injured nine people.", 9),
    ("Gunmen killed two farmers and wounded a herder in Koro on Tuesday.", 1),
    ("Two soldiers were wounded by a landmine near Diffa on Tuesday.", 2),
]

# total, parts, shares
SHARES = [(7, 3, [3, 2, 2]), (12, 3, [4, 4, 4]), (1, 2, [1, 0]), (5, 1, [5]), (20, 6, [4, 4, 3, 3, 3, 3])]


@pytest.fixture(scope="module")
def coded(stores: Stores) -> dict[str, Run]:
    return run_all(dict.fromkeys([*(t for t, _ in DEATHS), *(t for t, _ in INJURED)]), stores)


def rows(run: Run) -> list[object]:
    return [event for event in run.coded.events if not event.reasons]


@pytest.mark.parametrize(("text", "deaths"), DEATHS)
def test_fatalities(text: str, deaths: int, coded: dict[str, Run]) -> None:
    assert [e.cells["fatalities"] for e in rows(coded[text])] == [deaths]


@pytest.mark.parametrize(("text", "injured"), INJURED)
def test_injured_are_told_apart(text: str, injured: int, coded: dict[str, Run]) -> None:
    assert [e.details.injured for e in rows(coded[text])] == [injured]


@pytest.mark.parametrize(("total", "parts", "shares"), SHARES)
def test_a_split_total_keeps_its_sum_and_gives_the_rest_to_the_first(total: int, parts: int, shares: list[int]) -> None:
    toll = Toll((Addend(total, total, total, 10, 12, "patient", "quantity.count"),))
    assert [_divide(toll, part, parts).value for part in range(parts)] == shares


def test_a_conflicting_figure_is_kept(coded: dict[str, Run]) -> None:
    text = "Gunmen killed five farmers in Koro on Tuesday. A resident said eight farmers were killed."
    (event,) = rows(coded[text])
    told = [(e.value, e.role) for e in event.evidence if e.column == "fatalities"]
    assert ("5", "addend") in told
    assert ("8", "conflict") in told


def test_bounds_stand_in_the_details(coded: dict[str, Run]) -> None:
    (event,) = rows(coded["Gunmen killed at least 12 villagers in Koro on Tuesday."])
    assert (event.details.fatalities_low, event.details.fatalities_high) == (12, None)
    (event,) = rows(coded["Gunmen killed between 5 and 10 villagers in Koro on Tuesday."])
    assert (event.details.fatalities_low, event.details.fatalities_high) == (5, 10)
