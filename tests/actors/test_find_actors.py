"""Where actors stand in a sentence, what the words around them do to them, and what is no actor at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tocsin.actors.lexicon import fold, lower
from tocsin.actors.store import DATA, ActorStore, read_tables
from tocsin.mentions.actors import acronyms_of, find_actors
from tocsin.model import ActorMention

SMALL = Path(__file__).parent / "small"


def small_store() -> ActorStore:
    ours = read_tables(DATA)
    nouns = {t: ours[t] for t in ("roles", "modifiers", "defacto", "local_roles")}
    return ActorStore({**nouns, **read_tables(SMALL)})


STORE = small_store()


def found(text: str, country: str = "Mali") -> tuple[ActorMention, ...]:
    return find_actors(text, 0, STORE, {country: 1.0})


SPANS = [
    ("Suspected Boko Haram fighters fled.", ["Suspected Boko Haram fighters"]),  # modifiers and head in one span
    ("The army of Mali and JNIM fought.", ["army of Mali", "JNIM"]),
    ("Gunmen suspected to be members of Boko Haram struck.", ["Gunmen suspected to be members of Boko Haram"]),
    ("Militants believed to belong to JNIM struck.", ["Militants believed to belong to JNIM"]),
    ("the Allied Democratic Forces (ADF) struck", ["Allied Democratic Forces (ADF)"]),
    ("the Allied Democratic Forces (ADF) rebels struck", ["Allied Democratic Forces (ADF) rebels"]),
    ("the rebels' base", ["rebels' base"]),  # a site takes its owner, a family does not
    ("Troops shot a Palestinian in Jenin.", ["Troops", "Palestinian"]),
    ("A Palestinian flag flew.", []),  # an adjective before a noun that is no actor
    ("two Chinese were held", ["Chinese"]),
    ("Three farmers and a teacher died.", ["farmers", "teacher"]),
    (
        "Protesters burned the offices of Hezbollah.",
        ["Protesters", "offices", "Hezbollah"],
    ),  # "of" joins only armed heads
    ("Police wounded students.", ["Police", "wounded students"]),  # a verb between, no compound
    ("Rebels captured soldiers.", ["Rebels", "soldiers"]),
    ("police\nofficers", ["police\nofficers"]),  # a line break inside the phrase
    ("A rebel attack on a military base", ["rebel", "military base"]),
    ("Turkish-backed rebels", ["rebels"]),
    ("Taliban-held town", ["town"]),
    ("Islamic State-linked militants", ["Islamic State-linked militants"]),
    ("pro-Turkish fighters", ["fighters"]),
    ("anti-Taliban fighters", ["fighters"]),
    ("Villagers fled; “soldiers” came", ["Villagers", "soldiers"]),
    ("soldiers’ families", ["soldiers", "families"]),
    ("men from Boko Haram", ["men from Boko Haram"]),
    ("Hezbollah supporters", ["Hezbollah supporters"]),
    ("army officers, police officers and prison guards", ["army officers", "police officers", "prison guards"]),
]

NOTHING = [
    "Bamako was calm.",  # a capital is a place
    "President Assimi Goita spoke in Bamako.",  # a politician's name
    "It rained in northern Mali on Tuesday.",
    "Gao, Mali",  # a country behind its town
    "The flight from Niger to Chad is late.",
    "turkey and chad are no countries in lower case",
    "it is what it is, and us too",  # "IS", "US" only in capitals
    "They stood in the line.",  # a weak alias outside its country
    "The general strike went on.",
    "The local government area of Maru",
    "Jordan Smith ran.",
    "Mali's north",
    "Taliban-run ministries of health",  # whose it is, not who
    "the policewomanly policemanish",  # no match inside a word
    "",
    " ",
    "\n",
]


@pytest.mark.parametrize(("text", "spans"), SPANS)
def test_span_covers_modifiers_and_head(text: str, spans: list[str]) -> None:
    assert [m.text for m in found(text)] == spans


@pytest.mark.parametrize("text", NOTHING)
def test_no_actor_is_found(text: str) -> None:
    assert found(text) == ()


FIELDS = [
    ("Suspected JNIM militants", "Mali", {"source": "group", "key": "jnim", "doubt": True, "plural": True}),
    ("alleged rebels", "Mali", {"source": "role", "key": "rebels", "doubt": True}),
    ("a gunman", "Mali", {"plural": False, "actor_class": "armed"}),
    ("gunmen", "Mali", {"plural": True}),
    ("the police", "Mali", {"plural": True, "actor_class": "police", "site": False}),
    ("an army base", "Mali", {"site": True, "actor_class": "military"}),
    ("a Boko Haram camp", "Nigeria", {"site": True, "source": "group", "key": "boko_haram"}),
    ("a village", "Mali", {"site": True, "actor_class": "civilian"}),
    ("a bridge", "Mali", {"site": True, "actor_class": "property"}),
    ("Fulani herders", "Nigeria", {"people": "fulani", "actor_class": "civilian", "profiles": ("Pastoralists",)}),
    ("Fulani gunmen", "Nigeria", {"people": "fulani", "actor_class": "identity"}),
    ("armed villagers", "Mali", {"actor_class": "identity"}),
    ("armed youths", "Mali", {"actor_class": "armed"}),
    ("Malian troops", "Niger", {"country": "Mali", "actor_class": "military"}),
    ("Turkish-backed rebels", "Syria", {"country": "", "actor_class": "rebel"}),
    ("Hezbollah supporters", "Syria", {"group": "hezbollah", "actor_class": "crowd"}),
    ("a former soldier", "Mali", {"modifiers": ("former",)}),
    ("off-duty police", "Mali", {"modifiers": ("off_duty",)}),
    ("women protesters", "Mali", {"profiles": ("Women",), "actor_class": "crowd"}),
    ("a female doctor", "Mali", {"profiles": ("Health Workers", "Women")}),
    ("FLN fighters", "Chad", {"key": "fln_b", "alternatives": ("fln_a",)}),
    ("FLN fighters", "Rwanda", {"key": "fln_a", "alternatives": ("fln_b",)}),
    ("The Line", "Mexico", {"key": "the_line"}),  # a weak alias at home
    ("Congolese soldiers", "Republic of Congo", {"country": "Republic of Congo"}),
    ("Ethiopian Allied Democratic Forces", "Uganda", {"key": "adf"}),  # unknown adjective changes nothing
]


@pytest.mark.parametrize(("text", "country", "fields"), FIELDS)
def test_words_set_the_fields(text: str, country: str, fields: dict[str, object]) -> None:
    (mention,) = found(text, country)
    assert {name: getattr(mention, name) for name in fields} == fields


JOINS = [
    ("JNIM or Islamic State fighters", "or"),
    ("JNIM/Islamic State fighters", "or"),
    ("soldiers and police", "and"),
    ("soldiers, police", ","),
    ("soldiers fought police", ""),
    ("soldiers backed by Wagner fighters", "and"),
]


@pytest.mark.parametrize(("text", "joined"), JOINS)
def test_mention_knows_how_it_follows_the_one_before(text: str, joined: str) -> None:
    assert [m.joined for m in found(text)] == ["", joined]


def test_acronym_introduced_by_the_text_is_found_later() -> None:
    first = found("The Front of the Lakes (FOLA) attacked.")
    assert acronyms_of(first) == {"FOLA": "fln_a"}
    later = find_actors("FOLA fighters fled.", 0, STORE, {}, acronyms_of(first))
    assert [(m.key, m.text) for m in later] == [("fln_a", "FOLA fighters")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("THE SHINING PATH FLED", ["Shining Path"]),  # made of common words
        ("THE MRTA FLED", ["MRTA"]),  # an acronym with a vowel that no list of truecasing has
        ("FATAH AND HAMAS", []),  # names that are no words need no help
        ("THE POLICE AND THE ARMED FORCES", []),  # nouns
        ("THE NATIONAL GUARD", []),  # a name that is a noun too
    ],
)
def test_names_in_capitals_get_the_case_of_the_data(text: str, names: list[str]) -> None:
    assert [name for _, name in ActorStore.load().names_in_capitals(text)] == names


def test_offsets_are_shifted_by_the_sentence() -> None:
    (mention,) = find_actors("The Malian army came.", 100, STORE, {})
    assert (mention.start, mention.end, mention.head_start) == (104, 115, 111)


@given(st.text(alphabet="abc ÀéİßŁ’-'’\n", max_size=30))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(lower(fold(text))) == len(text)


WORDS = st.sampled_from(
    [
        "the",
        "suspected",
        "Boko",
        "Haram",
        "JNIM",
        "of",
        "from",
        "Mali",
        "Mali's",
        "Malian",
        "army",
        "rebels",
        "-backed",
        "-held",
        "(ADF)",
        "Fulani",
        "herders",
        "and",
        "or",
        "police",
        "armed",
        "İ",
        "’s",
        "women",
        "church",
        "base",
        "members",
        ".",
        ",",
        "US",
        "us",
        "killed",
        "airstrike",
        "former",
    ]
)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=12), st.sampled_from([" ", "", "-", "\n"]))
def test_offsets_slice_back_in_any_text(words: list[str], glue: str) -> None:
    text = glue.join(words)
    last = 0
    for mention in found(text):
        assert mention.start >= last
        assert text[mention.start : mention.end] == mention.text
        assert mention.start <= mention.head_start < mention.head_end <= mention.end
        last = mention.end
