"""What the setting of a happening adds to its row: 10 for an unknown number of dead in heavy fighting, and tags."""

from __future__ import annotations

from datetime import date

import pytest
from rule_corpus import Run, run_all
from tocsin.config import Options
from tocsin.model import Article
from tocsin.pipeline import Stores, load_stores

# text, published, deaths, how the notes end (codebook 6)
INTENSITY = [
    ("Soldiers killed several rebels in a clash near Aleppo on Monday.", "2016-09-20", 10, "coded as 10."),
    ("Soldiers killed rebels in an airstrike on Aleppo on Monday.", "2016-09-20", 10, "coded as 10."),
    ("Soldiers killed several rebels in a clash near Aleppo on Monday.", "2011-02-15", 3, "coded as 3."),  # before it
    ("Soldiers killed several rebels in a clash near Gao on Monday.", "2016-09-20", 3, "coded as 3."),
    ("Gunmen killed several farmers in Aleppo on Monday.", "2016-09-20", 3, "coded as 3."),  # no heavy fighting
    ("Soldiers killed dozens of rebels in a clash near Aleppo on Monday.", "2016-09-20", 12, "coded as 12."),
    ("Soldiers killed nine rebels in a clash near Aleppo on Monday.", "2016-09-20", 9, "9 fatalities were reported."),
]

# text, tags (codebook 7)
TAGS = [
    ("Around 200 teachers marched in Nairobi on Monday to demand unpaid wages.", "crowd size=around 200"),
    ("The march in Nairobi on Monday against the new tax drew some 500 people.", "crowd size=some 500"),
    ("A march of 300 to 400 women in Nairobi on Monday denounced the new tax.", "crowd size=300 to 400"),
    ("Several hundred residents marched in Nairobi on Monday to denounce a tax.", "crowd size=several hundred"),
    ("A large group of students marched in Nairobi on Monday to demand better food.", "crowd size=a large group"),
    ("Protesters marched in Nairobi on Monday to denounce a tax.", "crowd size=no report"),
    ("Protesters marched in Nairobi on Monday to demand the release of 20 detained students.", "crowd size=no report"),
    ("Protesters marched in Nairobi on Monday; police arrested 40 of them.", "crowd size=no report; detentions"),
    ("Hundreds of people marched in Leeds on Monday against a law and met counter-protesters.",
     "counter-demonstration; crowd size=hundreds"),
    ("Hundreds marched in Leeds on Monday against a law; there were no counter-protesters.", "crowd size=hundreds"),
    ("Gunmen abducted 40 schoolgirls in Katsina on Monday.", "women targeted: girls"),
    ("Militiamen raped three women near Goma on Monday.", "sexual violence"),
    ("Gunmen shot dead the mayor of Djibo on Monday.", "local administrators"),
    ("Gunmen shot dead a trader in Djibo on Monday.", ""),
]


@pytest.fixture(scope="module")
def coded(stores: Stores) -> dict[tuple[str, str], Run]:
    told = [(text, day) for text, day, *_ in INTENSITY] + [(text, "2024-09-19") for text, _ in TAGS]
    found = {}
    for text, day in told:
        published = date.fromisoformat(day)
        article = Article("a", text, published, "metadata", language="en", sha256="0" * 64)
        found[text, day] = run_all([article], stores)[text]
    return found


def cells(run: Run) -> list[dict[str, object]]:
    return [event.cells for event in run.coded.events if not event.reasons]


@pytest.mark.parametrize(("text", "published", "deaths", "ending"), INTENSITY)
def test_an_unknown_number_is_coded_by_its_setting(text, published, deaths, ending, coded):
    (row,) = cells(coded[text, published])
    assert row["fatalities"] == deaths
    assert str(row["notes"]).endswith(ending)


@pytest.mark.parametrize(("text", "tags"), TAGS)
def test_tags(text, tags, coded):
    assert [row["tags"] for row in cells(coded[text, "2024-09-19"])] == [tags]


def test_a_folder_of_rules_adds_a_setting(tmp_path):
    (tmp_path / "mine.toml").write_text(
        '[[intensity]]\nid = "mine"\ncountry = "Mali"\nsince = "2024-01-01"\nwhy = "a test"\n'
    )
    text = "Soldiers killed several rebels in a clash near Gao on Monday."
    (row,) = cells(run_all([text], load_stores(Options(rules=tmp_path)))[text])
    assert row["fatalities"] == 10
