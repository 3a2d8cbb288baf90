"""The codebook: all codes, their relations, and the errors for names outside it."""

from __future__ import annotations

import itertools

import pytest
from tocsin.schema import vocabulary as v
from tocsin.schema.errors import SchemaError
from tocsin.schema.inters import generic_start_of, inter_of_generic

S, R, P, I, O, T, C, X = (  # noqa: E741
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
)  # fmt: skip
EXPECTED = {
    10: f"{S} only", 11: f"{S}-{S}", 12: f"{S}-{R}", 13: f"{S}-{P}", 14: f"{S}-{I}", 15: f"{S}-{O}", 16: f"{S}-{T}",
    17: f"{S}-{C}", 18: f"{S}-{X}", 20: f"{R} only", 22: f"{R}-{R}", 23: f"{R}-{P}", 24: f"{R}-{I}", 25: f"{R}-{O}",
    26: f"{R}-{T}", 27: f"{R}-{C}", 28: f"{R}-{X}", 30: f"{P} only", 33: f"{P}-{P}", 34: f"{P}-{I}", 35: f"{P}-{O}",
    36: f"{P}-{T}", 37: f"{P}-{C}", 38: f"{P}-{X}", 40: f"{I} only", 44: f"{I}-{I}", 45: f"{I}-{O}", 46: f"{I}-{T}",
    47: f"{I}-{C}", 48: f"{I}-{X}", 50: f"{O} only", 55: f"{O}-{O}", 56: f"{O}-{T}", 57: f"{O}-{C}", 58: f"{O}-{X}",
    60: f"{T} only", 66: f"{T}-{T}", 67: f"{T}-{C}", 68: f"{T}-{X}", 70: f"{C} only", 77: f"{C}-{C}",
    78: f"{X}-{C}",  # the one that is written against code order
    80: f"{X} only", 88: f"{X}-{X}",
}  # fmt: skip


def test_all_44_interactions_from_either_order():
    assert len(EXPECTED) == 44
    found = {}
    for a, b in itertools.product(range(1, 9), range(9)):
        first, second = v.inter_text(a), v.inter_text(b)
        text = v.interaction_text(first, second)
        number = a * 10 if b == 0 else min(a, b) * 10 + max(a, b)
        assert v.interaction_code(first, second) == v.interaction_code_of(text) == number
        found[number] = text
    assert found == EXPECTED
    assert v.values("interaction") == tuple(EXPECTED.values())


def test_sizes_of_the_codebook():
    sizes = {name: len(v.values(name)) for name in ("event_type", "sub_event_type", "disorder_type", "inter", "region")}
    assert sizes == {"event_type": 6, "sub_event_type": 25, "disorder_type": 4, "inter": 8, "region": 17}
    assert len(v.countries()) == 243
    assert len(v.source_scales()) == 28


@pytest.mark.parametrize(
    ("sub", "event_type", "disorder_type", "rank"),
    [
        ("Government regains territory", "Battles", "Political violence", (1, 1)),
        ("Armed clash", "Battles", "Political violence", (1, 3)),
        ("Excessive force against protesters", "Protests", "Political violence; Demonstrations", (2, 1)),
        ("Peaceful protest", "Protests", "Demonstrations", (2, 3)),
        ("Violent demonstration", "Riots", "Demonstrations", (3, 1)),
        ("Mob violence", "Riots", "Political violence", (3, 2)),  # unlike its sister
        ("Grenade", "Explosions/Remote violence", "Political violence", (4, 6)),
        ("Sexual violence", "Violence against civilians", "Political violence", (5, 1)),
        ("Other", "Strategic developments", "Strategic developments", (6, 1)),  # unranked
    ],
)
def test_what_follows_from_a_sub_event(sub, event_type, disorder_type, rank):
    assert (v.event_type_of(sub), v.disorder_type_of(sub), v.rank(sub)) == (event_type, disorder_type, rank)


@pytest.mark.parametrize(
    ("subs", "winner"),
    [
        (["Attack", "Armed clash"], "Armed clash"),
        (["Shelling/artillery/missile attack", "Air/drone strike"], "Air/drone strike"),
        (["Abduction/forced disappearance", "Attack"], "Attack"),
        (["Other", "Arrests"], "Other"),  # equals: the first named
    ],
)
def test_hierarchy(subs, winner):
    assert v.highest(subs) == winner


def test_every_sub_event_has_slug_and_crosswalk():
    for entry in v.sub_events():
        assert v.sub_event_by_id(entry.id) is entry
        assert v.crosswalk(entry.name).cameo


@pytest.mark.parametrize(
    ("sub", "inter2", "flag"),
    [
        ("Attack", C, True),
        ("Excessive force against protesters", S, True),
        ("Air/drone strike", C, True),
        ("Air/drone strike", R, False),
        ("Mob violence", C, True),
        ("Violent demonstration", S, False),
        ("Armed clash", C, False),
        ("Looting/property destruction", C, False),
    ],
)
def test_civilian_targeting(sub, inter2, flag):
    assert v.civilian_targeting_of(sub, inter2) == ("Civilian targeting" if flag else "")


@pytest.mark.parametrize(
    ("scales", "cell"),
    [
        (["National"], "National"),
        (["National", "National"], "National"),
        (["National", "Subnational"], "Subnational-National"),
        (["International", "National", "Other"], "Other-International"),  # first and last of three
    ],
)
def test_source_scale(scales, cell):
    assert v.source_scale_of(scales) == cell


@pytest.mark.parametrize(
    ("item", "known"),
    [
        ("crowd size=about 200", True),
        ("crowd size=", False),
        ("women targeted: girls", True),
        ("women targeted: astronauts", False),
        ("armed presence", True),
        ("Armed presence", False),
    ],
)
def test_tags(item, known):
    assert v.is_known_tag(item) is known


@pytest.mark.parametrize(
    ("name", "iso", "region", "prefix"),
    [
        ("Mali", 466, "Western Africa", "MLI"),
        ("Burkina Faso", 854, "Western Africa", "BFO"),  # not ISO3
        ("Kosovo", 0, "Europe", "XKX"),
        ("Puerto Rico", 630, "Caribbean", "PRT"),
        ("Portugal", 620, "Europe", "POR"),
        ("Virgin Islands, U.S.", 850, "Caribbean", "VIR"),  # a comma in the name
        ("Equatorial Guinea", 226, "Middle Africa", "GNQ"),  # unseen, so ISO3
        ("Afghanistan", 4, "Caucasus and Central Asia", "AFG"),
        ("Red Sea", 0, "Middle East", "XRS"),
    ],
)
def test_countries(name, iso, region, prefix):
    entry = v.country(name)
    assert (entry.iso, entry.region, entry.prefix) == (iso, region, prefix)


def test_prefixes_are_three_capitals():
    for entry in (*v.countries(), *v.water_bodies()):
        assert len(entry.prefix) == 3 and entry.prefix.isascii() and entry.prefix.isupper(), entry
        assert entry.country.isascii()


def test_generic_actors():
    assert inter_of_generic("Unidentified Gang (Haiti)") == P
    assert inter_of_generic("Gulf Raiders") == ""
    assert generic_start_of(C) == "Civilians ("
    assert generic_start_of(P) == ""  # militias have names


@pytest.mark.parametrize(
    ("ask", "hint"),
    [
        (lambda: v.country("Malii"), 'Did you mean "Mali"'),
        (lambda: v.sub_event("Armed clashes"), 'Did you mean "Armed clash"'),
        (lambda: v.inter_code("rebels of sorts"), "Allowed: "),
        (lambda: v.interaction_text("", S), "inter1 is empty"),
        (lambda: v.source_scale_of(["National", "Galactic"]), "Galactic"),
        (lambda: v.values("colour"), "vocabulary"),
    ],
)
def test_unknown_names_are_loud(ask, hint):
    with pytest.raises(SchemaError, match=hint):
        ask()
