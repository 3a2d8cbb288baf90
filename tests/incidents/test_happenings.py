"""From frames to happenings: which sentences tell of one, where and when it was, and where one becomes several."""

from __future__ import annotations

from datetime import date

import pytest
from rule_corpus import Run, article_of, run_all
from tocsin.config import Options
from tocsin.incidents.segments import segment_sentences
from tocsin.model import CodedArticle
from tocsin.pipeline import Stores, code_articles
from tocsin.text.document import make_document

# text, labels of its sentences
SEGMENTS = [
    # the first sentences are the lead whatever they say
    ("Gunmen attacked Koro. They burned houses.", "lead lead"),
    # a cue word at the start opens another happening, and the stretch runs on
    (
        "Gunmen attacked Koro. They burned houses. The mayor fled. Meanwhile, a mine killed a herder. He was 40.",
        "lead lead elaboration other_incident other_incident",
    ),
    # the same cue further inside says nothing
    ("Gunmen attacked Koro. It rained. Soldiers meanwhile guarded the town.", "lead lead elaboration"),
    # history runs on to the end
    (
        "Gunmen attacked Koro. It rained. The group has been fighting the state since 2012. It is led by a preacher.",
        "lead lead background background",
    ),
    # reaction and witness color their own sentence only
    (
        "Gunmen attacked Koro. It rained. The government condemned the attack. Troops came.",
        "lead lead reaction elaboration",
    ),
    ("Gunmen attacked Koro. It rained. Witnesses said the men came on motorbikes.", "lead lead witness"),
]  # fmt: skip

# text, (place, day of September 2024, sub-event type) of each row in order of the text
HAPPENINGS = [
    # -------- one happening told in several sentences
    (
        "Gunmen attacked the village of Koro on Tuesday. They killed seven farmers and burned the market.",
        [("Koro", 17, "Attack")],
    ),
    (
        "Soldiers clashed with rebels near Kidal on Monday. Three soldiers died in the fighting.",
        [("Kidal", 16, "Armed clash")],
    ),
    # -------- six who died are counted though the sentence begins with "no"
    (
        "No fewer than six soldiers died on Tuesday when rebels ambushed a convoy near Kidal.",
        [("Kidal", 17, "Armed clash")],
    ),
    # -------- an act of old history far down joins no deal of today
    (
        "The government and the rebels signed a ceasefire in Neiva on Tuesday. It runs to ten pages. It was read out. "
        "The rebels once kidnapped thousands of people and bombed police stations.",
        [("Neiva", 17, "Agreement")],
    ),
    # -------- what an arrest is about, or what a protest demands, is no second event and no type
    (
        "Soldiers arrested nine men in Bria on Tuesday. The arrests came after a battle between the army and rebels.",
        [("Bria", 17, "Arrests")],
    ),
    (
        "On Tuesday about 100 lawyers held a rally in Nagpur to demand a law against lynching.",
        [("Nagpur", 17, "Peaceful protest")],
    ),
    (
        "Families evicted from a forest near Kisoro protested in Kisoro on Tuesday over a lack of compensation.",
        [("Kisoro", 17, "Peaceful protest")],
    ),
    # -------- a day to come dates nothing that is reported
    ("Gunmen killed two farmers in Koro. The assembly meets tomorrow.", [("Koro", 19, "Attack")]),
    # -------- the victims come before the deed
    ("Police dispersed a march of nurses in Harare on Wednesday.", [("Harare", 18, "Protest with intervention")]),
    # -------- another place makes another happening
    (
        "Gunmen killed seven farmers in Koro on Tuesday. Meanwhile, bandits abducted twelve pupils in Kebbi on Monday.",
        [("Koro", 17, "Attack"), ("Birnin Kebbi", 16, "Abduction/forced disappearance")],
    ),
    (
        "A landmine exploded near Bria on Monday, killing two children. Gunmen killed a priest in Jos on Tuesday.",
        [("Bria", 16, "Remote explosive/landmine/IED"), ("Jos", 17, "Attack")],
    ),
    # -------- another day at the same place, too
    (
        "Gunmen killed two farmers in Koro on Sunday. Gunmen killed three traders in Koro on Tuesday.",
        [("Koro", 15, "Attack"), ("Koro", 17, "Attack")],
    ),
    # -------- a place that only comes later, or a day that does
    ("Gunmen killed seven farmers on Tuesday. The attack took place in Koro.", [("Koro", 17, "Attack")]),
    ("Gunmen killed seven farmers in Koro. The attack happened on Tuesday.", [("Koro", 17, "Attack")]),
    # -------- where somebody spoke is not where it happened
    (
        "Gunmen killed seven farmers in Koro on Tuesday. The governor spoke to reporters in Mopti on Wednesday.",
        [("Koro", 17, "Attack")],
    ),
    # -------- a day without words for it is the day of publication
    ("Gunmen killed seven farmers in Koro.", [("Koro", 19, "Attack")]),
    ("Gunmen killed seven farmers in Koro yesterday.", [("Koro", 18, "Attack")]),
    # -------- days in every shape
    ("Gunmen killed seven farmers in Koro on 3 September.", [("Koro", 3, "Attack")]),
    ("On September 12, 2024, gunmen killed seven farmers in Koro.", [("Koro", 12, "Attack")]),
    # -------- lists of places are split
    (
        "Protests against the tax were held in Rabat, Casablanca and Tangier on Tuesday.",
        [(town, 17, "Peaceful protest") for town in ("Rabat", "Casablanca", "Tangier")],
    ),
    # -------- "between" names two ends of a road, no list
    ("Gunmen killed a driver on the road between Gao and Ansongo on Tuesday.", [("Gao", 17, "Attack")]),
    # -------- a village and its larger place are one
    ("Gunmen killed seven farmers in Koro, in the Mopti region, on Tuesday.", [("Koro", 17, "Attack")]),
]  # fmt: skip

# text, reasons of its one candidate
EXCLUDED = [
    ("No clashes between soldiers and rebels were reported in Kidal on Tuesday.", {"negated"}),
    ("The rebels threatened to attack Goma on Tuesday.", {"hypothetical"}),
    ("Rebels could attack Goma, an officer said on Tuesday.", {"hypothetical"}),
    ("Nine people were killed in a road accident near Kumasi on Tuesday.", {"accident"}),
    ("Families marked the anniversary of the massacre of villagers in Luweero.", {"background"}),
    ("Gunmen have killed hundreds of farmers in Zamfara in recent years.", {"aggregate"}),
    ("In the training exercise soldiers attacked a hill near Gao.", {"exercise"}),
    ("Gunmen killed seven farmers in Koro in 2012.", {"background"}),
    ("Gunmen killed seven farmers on Tuesday.", {"no_place"}),
]  # fmt: skip

# text, deaths of each row in order
SHARED = [
    ("Gunmen killed seven people in Koro, Bankass and Bandiagara on Tuesday.", [3, 2, 2]),
    ("Gunmen killed two people in attacks in Koro, Bankass and Bandiagara on Tuesday.", [1, 1, 0]),
    ("Gunmen killed seven people in Koro on Tuesday.", [7]),
]  # fmt: skip

# text, tag
CROWDS = [
    ("Hundreds of teachers marched in Rabat on Tuesday to demand higher pay.", "crowd size=hundreds"),
    ("Around 200 teachers marched in Rabat on Tuesday to demand higher pay.", "crowd size=around 200"),
    ("Thousands marched through Khartoum on Tuesday to demand civilian rule.", "crowd size=thousands"),
    ("Tens of thousands of people protested in Tbilisi on Tuesday.", "crowd size=tens of thousands"),
    ("Teachers marched in Rabat on Tuesday to demand higher pay.", "crowd size=no report"),
    ("A crowd of 50 farmers protested in Pune on Tuesday against the land act.", "crowd size=50"),
    ("Dozens of nurses protested in Harare on Tuesday over unpaid wages.", "crowd size=dozens"),
    ("More than 3,000 students protested in Dhaka on Tuesday over fees.", "crowd size=more than 3,000"),
    ("Gunmen killed seven farmers in Koro on Tuesday.", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def coded(stores: Stores) -> dict[str, Run]:
    texts = [case[0] for table in (HAPPENINGS, EXCLUDED, SHARED, CROWDS) for case in table]
    return run_all(dict.fromkeys(texts), stores)


def rows(run: Run) -> list[object]:
    return [event for event in run.coded.events if not event.reasons]


@pytest.mark.parametrize(("text", "labels"), SEGMENTS)
def test_segments(text: str, labels: str, stores: Stores) -> None:
    document = make_document(article_of(text))
    assert [s.label for s in segment_sentences(document, stores.book)] == labels.split()


def test_the_title_is_a_segment_of_its_own(stores: Stores) -> None:
    document = make_document(article_of("Gunmen killed two people.", title="Two killed in Koro"))
    assert [s.label for s in segment_sentences(document, stores.book)] == ["title", "lead"]


@pytest.mark.parametrize(("text", "expected"), HAPPENINGS)
def test_happenings(text: str, expected: list[tuple[str, int, str]], coded: dict[str, Run]) -> None:
    found = [(e.cells["location"], e.cells["event_date"], e.cells["sub_event_type"]) for e in rows(coded[text])]
    assert found == [(place, date(2024, 9, day), kind) for place, day, kind in expected]


@pytest.mark.parametrize(("text", "reasons"), EXCLUDED)
def test_what_is_no_row_says_why(text: str, reasons: set[str], coded: dict[str, Run]) -> None:
    events = coded[text].coded.events
    assert events
    assert rows(coded[text]) == []
    assert reasons <= {r for e in events for r in e.reasons}


@pytest.mark.parametrize(("text", "deaths"), SHARED)
def test_deaths_are_divided_over_listed_places(text: str, deaths: list[int], coded: dict[str, Run]) -> None:
    assert [e.cells["fatalities"] for e in rows(coded[text])] == deaths


@pytest.mark.parametrize(("text", "tag"), CROWDS)
def test_crowd_sizes(text: str, tag: str, coded: dict[str, Run]) -> None:
    assert [e.cells["tags"] for e in rows(coded[text])] == [tag]


def test_a_title_and_its_story_are_one_happening() -> None:
    article = article_of("Gunmen killed seven farmers in Koro on Tuesday.", title="Seven farmers killed in Koro")
    (result,) = code_articles([article], Options())
    assert isinstance(result, CodedArticle)
    assert [e.cells["fatalities"] for e in result.events if not e.reasons] == [7]


def test_order_of_the_text_is_order_of_the_events(coded: dict[str, Run]) -> None:
    for run in coded.values():
        starts = [e.start for e in run.coded.events]
        assert starts == sorted(starts)
