"""A document's casing, boilerplate, sentences and quotations, and whether it is English."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tocsin.errors import DataFileError
from tocsin.model import Article
from tocsin.text import looks_english, make_document
from tocsin.text.boilerplate import BoilerplateRule, blank_boilerplate, load_boilerplate
from tocsin.text.language import language_of
from tocsin.text.quotes import find_quotes
from tocsin.text.sentences import LONGEST, split_sentences
from tocsin.text.truecase import truecase
from tocsin.text.words import DATA, is_common, load_lists, load_words


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text, 0)]


# ---------------------------------------------------------------- boilerplate


@pytest.mark.parametrize("rule", load_boilerplate(), ids=lambda rule: rule.id)
def test_rule_blanks_its_examples_only(rule: BoilerplateRule) -> None:
    for example in rule.examples:
        blanked = blank_boilerplate(example, 0, [rule])
        assert blanked != example, example
        assert len(blanked) == len(example)
    for counterexample in rule.counterexamples:
        assert blank_boilerplate(counterexample) == counterexample


def test_blanked_words_are_in_no_sentence() -> None:
    text = "[TEXT] Gunmen fled Koro. (AFP)\n\n(Reporting by Ana Lima; Editing by Tom Reed)\n\nTen died."
    document = make_document(Article("a", text, None, "none"))
    assert [sentence.text for sentence in document.sentences] == ["Gunmen fled Koro.", "Ten died."]
    assert document.quote(0, 6) == "[TEXT]"


def test_broken_rule_file_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "boilerplate.toml"
    path.write_text('[[rule]]\nid = "x"\nwhy = "y"\n')
    with pytest.raises(DataFileError, match=r"boilerplate\.toml.*'x'.*pattern"):
        load_boilerplate(path)


# ---------------------------------------------------------------- case


@pytest.mark.parametrize(
    ("upper", "cased"),
    [
        ("GUERRILLAS OF THE FMLN ATTACKED SAN MIGUEL.", "Guerrillas of the FMLN attacked San Miguel."),
        ("TEN DIED. THE ARMY FLED.", "Ten died. The army fled."),
        ("ON 3 MARCH, REBELS MAY MARCH ON 5 MAY.", "On 3 March, rebels may march on 5 May."),
        ("GEN. RENE PONCE AND LT. COL. J. R. DIAZ FLED", "Gen. Rene Ponce and Lt. Col. J. R. Diaz fled"),
        ("PRESIDENT DIALLO WENT TO LAKE CHAD", "President Diallo went to Lake Chad"),
        ("THE PRESIDENT WENT TO THE LAKE", "The president went to the lake"),
        ("THE RADICAL FRONT (FARO) SAID FARO WON", "The radical front (FARO) said FARO won"),  # in brackets once
        ("HE TOLD US THAT US TROOPS LEFT THE U.S. EMBASSY", "He told us that US troops left the U.S. embassy"),
        ("O'BRIEN DIDN'T LEAVE N'DJAMENA'S AIRPORT", "O'Brien didn't leave N'Djamena's airport"),
        ("IRAN-BACKED GUNMEN", "Iran-backed gunmen"),
        ("KORO -- A SMALL TOWN -- FELL 3.5 MONTHS AGO", "Koro -- a small town -- fell 3.5 months ago"),
        (
            "TO LA UNION [X] IN     MAY 1990. THE ARMY (COPREFA) SAID",
            "To La Union [X] in     May 1990. The army (COPREFA) said",
        ),
        ('HE SAID: "GO AWAY."', 'He said: "Go away."'),
        ("", ""),
    ],
)
def test_truecase(upper: str, cased: str) -> None:
    assert truecase(upper) == cased


def test_truecase_takes_a_predicate() -> None:
    assert truecase("X KORO FLED TO MOPTI", lambda word: word == "MOPTI") == "X koro fled to Mopti"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_truecase_keeps_the_length(text: str) -> None:
    assert len(truecase(text)) == len(text)


def test_only_text_in_capitals_is_cased() -> None:
    document = make_document(Article("a", "The FARC fled Cali on Monday.", None, "none", title="FARC FLED CALI"))
    assert document.text == "FARC fled Cali\n\nThe FARC fled Cali on Monday."


@pytest.mark.parametrize(
    "word", ["village", "ATTACKED", "burying", "ministries", "raided", "quietly", "didn't", "planned"]
)
def test_common_word(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["Morazan", "Koro", "Tuareg", "Kidal", "Mali", "Cali", "Sana", "Diallo"])
def test_name_is_no_common_word(word: str) -> None:
    assert not is_common(word)


def test_word_data_is_sorted_and_without_doubles() -> None:
    lines = (DATA / "common_words.txt").read_text(encoding="utf-8").split()
    assert lines == sorted(set(lines))
    assert len(load_words()) == len(lines)
    for name in ("truecase.toml", "language.toml", "dateline.toml"):
        for entry in tomllib.loads((DATA / name).read_text(encoding="utf-8")).values():
            assert entry["words"] == sorted(set(entry["words"]))
            assert entry["why"]
    assert not load_lists(DATA / "truecase.toml")["calendar"] & load_words()
    assert not load_lists(DATA / "language.toml")["english"] & load_lists(DATA / "language.toml")["foreign"]


# ---------------------------------------------------------------- sentences and quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gen. Ba met U.S. troops. He fled.", ["Gen. Ba met U.S. troops.", "He fled."]),
        ("It blew up at 5 p.m. Monday. Ten died.", ["It blew up at 5 p.m. Monday.", "Ten died."]),
        ("The rebels fled.The army came.", ["The rebels fled.", "The army came."]),  # blank lost
        ("\u2022 ten dead \u2022 two hurt", ["ten dead", "two hurt"]),
        ("- ten dead\n\n- two hurt", ["ten dead", "two hurt"]),
        ("One\n\nTwo", ["One", "Two"]),
        ("***\n\n--\n\n   ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_long_sentence_is_cut_at_the_best_break() -> None:
    text = "alpha " * 250 + "beta; " + "gamma " * 250
    found = sentences(text)
    assert found[0].endswith("beta;")
    assert all(len(sentence) <= LONGEST for sentence in found)
    assert [len(s) for s in sentences("x" * 5_000)] == [2_000, 2_000, 1_000]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Koro ", "fled. ", '"', "\n\n", "'", "\u2022 ", "p.m. ", "Monday ", ".", "A"]), max_size=40
    )
)
def test_sentences_slice_back_and_never_overlap(parts: list[str]) -> None:
    document = make_document(Article("a", "".join(parts), None, "none", title="Raid"))
    end = 0
    for index, sentence in enumerate(document.sentences):
        assert sentence.index == index
        assert document.text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert sentence.start >= end
        assert all(sentence.start <= a < b <= sentence.end for a, b in sentence.quotes)
        end = sentence.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We fled. They shot." Ten died.', ["We fled. They shot."]),
        ('"We fled," he said. "They shot."', ["We fled,", "They shot."]),
        ('The "rebels" fled', ["rebels"]),
        ('"We fled and never', ["We fled and never"]),  # closes in the next paragraph
        ("He said: 'We fled the rebels' base.' Ten died.", ["We fled the rebels' base."]),
        ("The rebels' base and the army's camp", []),
        ("No quotes", []),
    ],
)
def test_quotes(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in find_quotes(text, 0, len(text))] == expected


def test_quote_is_shared_out_to_its_sentences() -> None:
    found = split_sentences('"We fled. ' + "word " * 400 + 'They shot." Ten died.', 0)
    assert len(found) > 1
    assert all(s.quotes for s in found[:-1])
    assert not found[-1].quotes


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Gunmen killed two people in the village of Koro.", True),
        ("GUNMEN KILLED TWO IN KORO", True),
        ("Gunmen kill five near Tessit", True),  # a headline
        ("Boko Haram Fighters Raid Gwoza", True),
        ("The FARC attacked San Vicente del Caguan.", True),
        ("Abu Musab al-Barnawi, Mamman Nur, Khalid al-Barnawi and Adamu Dikwa met in Sambisa.", True),
        ("Hombres armados mataron a dos personas en la ciudad.", False),
        ("HOMBRES ARMADOS MATARON A DOS PERSONAS EN LA CIUDAD", False),
        ("Des hommes arm\u00e9s ont tu\u00e9 deux civils.", False),
        ("Bewaffnete M\u00e4nner haben in der Stadt zwei Menschen get\u00f6tet.", False),
        ("Homens armados mataram duas pessoas na cidade de Palma.", False),
        ("Uomini armati hanno ucciso due persone a Mogadiscio.", False),
        ("Watu wenye silaha waliwaua watu wawili katika mji.", False),
        ("Kelompok bersenjata menewaskan dua orang di Papua.", False),
        (
            "\u0411\u043e\u0435\u0432\u0438\u043a\u0438 \u0443\u0431\u0438\u043b\u0438 \u0434\u0432\u043e\u0438\u0445",
            False,
        ),
        ("12 34", False),
    ],
)
def test_language(text: str, english: bool) -> None:
    assert looks_english(text) is english


def test_patterns_stay_fast_on_hostile_text() -> None:
    for unit in ("A ", "a.", 'He "fled". ', '"', "(", "[", "&amp;", " \n", "By A ", "Reporting by A ", "<p ", "'"):
        make_document(Article("a", unit * 20_000, None, "none"))
    for opening in ("By ", "Reporting by ", "Koro, ", "Photo: ", "Read more: ", ""):
        for unit in ("A", "A-", "A.", "A ", "A, ", "A and "):
            make_document(Article("a", opening + unit * 5_000, None, "none"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gunmen killed two farmers in Koro on Tuesday.", "en"),
        ("Hombres armados mataron a dos personas en la ciudad de Cali el martes, dijo la policía.", "es"),
        ("Des hommes armés ont tué deux civils mardi à Koro, selon le maire de la ville.", "fr"),
        ("Homens armados mataram dois agricultores na terça-feira, disse a polícia de Macomia.", "pt"),
        ("Bewaffnete haben am Dienstag zwei Bauern getötet, sagte der Bürgermeister der Stadt.", "de"),
        ("Боевики убили двух фермеров в Коро во вторник, сообщил мэр города.", "ru"),
        ("قتل مسلحون اثنين من المزارعين في كورو يوم الثلاثاء", "ar"),
        ("Silahlı kişiler salı günü iki çiftçiyi öldürdü, belediye başkanı söyledi.", "tr"),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language
