"""Cleaning: what a raw text becomes, and that every cleaned character leads back to its raw one."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tocsin.model import Article
from tocsin.text import make_document
from tocsin.text.clean import clean_text, clean_title

NBSP, ZERO, SHY = "\u00a0", "\u200b", "\u00ad"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("The army\u2019s \u201cvictory\u201d", 'The army\'s "victory"'),
        ("Koro \u2013 a town", "Koro - a town"),
        ("fled\u2014some died", "fled--some died"),
        ("so\u2026 they left", "so... they left"),
        ("o\ufb03cers \ufb01ght", "officers fight"),
        (f"ten{NBSP}dead", "ten dead"),
        (f"ki{ZERO}lled, sol{SHY}diers", "killed, soldiers"),
        (f"ten {ZERO} dead", "ten dead"),
        ("A &amp; B, &quot;C&quot;, &#8217;D", 'A & B, "C", \'D'),
        ("A &amp;amp; B &amp;quot;C&amp;quot;", 'A & B "C"'),  # escaped twice
        ("AT&T; R&D &foo; &notit;", "AT&T; R&D &foo; &notit;"),  # no entities
        ("ten&nbsp;&nbsp;dead", "ten dead"),
        ("<p>Ten <b>dead</b>.</p><p>More.</p>", "Ten dead.\n\nMore."),
        ("age < 3 and > 2", "age < 3 and > 2"),
        ("don\x92t \x93go\x94", 'don\'t "go"'),  # Windows-1252 read as Latin-1
        ("s\u00c3\u00a9curit\u00c3\u00a9", "s\u00c3\u00a9curit\u00c3\u00a9"),  # mojibake stays
        ("Ouagadougoue\u0301 N\u0303", "Ouagadougou\u00e9 \u00d1"),
        ("``We fled,'' he said", '"We fled," he said'),
        ("  \n Ten dead. \n", "Ten dead."),
        ("a\x00b\x07c", "abc"),
        ("", ""),
    ],
)
def test_characters(raw: str, clean: str) -> None:
    assert clean_text(raw)[0] == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Gunmen attacked the village of\nTongo on Monday.", "Gunmen attacked the village of Tongo on Monday."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One.\r\n\r\n\r\nTwo.", "One.\n\nTwo."),
        ("One \n \n Two.", "One\n\nTwo."),
        # every line ends a sentence: every line is a paragraph
        (
            "Gunmen raided Koro.\nTen died.\nThe army came late.",
            "Gunmen raided Koro.\n\nTen died.\n\nThe army came late.",
        ),
        # an indented line opens a paragraph of wrapped text
        (
            "   GUNMEN ATTACKED THE TOWN AND KILLED TEN\nPEOPLE THERE, POLICE SAID IN A STATEMENT\n   THE ARMY CAME.",
            "GUNMEN ATTACKED THE TOWN AND KILLED TEN PEOPLE THERE, POLICE SAID IN A STATEMENT\n\nTHE ARMY CAME.",
        ),
        # a heading stops far from the margin
        (
            "Five killed\nGunmen attacked the village of Koro late on\nMonday and burned houses",
            "Five killed\n\nGunmen attacked the village of Koro late on Monday and burned houses",
        ),
        (
            "the rebels began a counter-\nattack on the town",
            "the rebels began a counter-attack on the town",
        ),  # hyphen kept
        (
            "Toll so far in the region:\n- ten dead in Koro\n- two in Mopti",
            "Toll so far in the region:\n\n- ten dead in Koro\n\n- two in Mopti",
        ),
        (("word " * 40).strip() + "\nNext one", ("word " * 40).strip() + "\n\nNext one"),  # long lines are paragraphs
        (("word " * 40).strip() + "\nand goes on", ("word " * 40).strip() + " and goes on"),  # but not mid-sentence
    ],
)
def test_line_ends(raw: str, clean: str) -> None:
    assert clean_text(raw)[0] == clean


def test_title_is_one_line() -> None:
    text, offsets = clean_title("Five killed.\n\nArmy\u00a0blamed ")
    assert text == "Five killed. Army blamed"
    assert offsets.to_raw(text.index("Army")) == 14


NOISE = st.sampled_from(
    [
        *"\n\r\t \u00a0\u200b\u00ad\u2019\u201c\u2014\u2026\u0301\u2028\x07<>&;'\"-.",
        *("\n\n", "\r\n", "  ", "&amp;", "&nbsp;", "&#8217;", "<br/>", "\ufb01", "e\u0301"),
    ]
)
RAW = st.lists(st.one_of(st.sampled_from("abXQ9"), NOISE), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(RAW)
def test_every_kept_character_maps_to_itself(raw: str) -> None:
    text, offsets = clean_text(raw)
    positions = [offsets.to_raw(i) for i in range(len(text))]
    assert positions == sorted(positions)
    assert all(0 <= position < len(raw) for position in positions)
    for character, position in zip(text, positions, strict=True):
        if character in "XQ9":  # never part of an entity, a tag or a composed letter
            assert raw[position] == character
    assert [c for c in text if c in "XQ9"] == [c for c in raw if c in "XQ9"] or "<" in raw or "&" in raw


@settings(max_examples=200, deadline=None)
@given(RAW)
def test_clean_text_is_composed_and_parted_by_empty_lines_only(raw: str) -> None:
    text, _ = clean_text(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert "\n" not in text.replace("\n\n", "")
    assert not set("\r\t\u00a0\u200b\u00ad\u2028\x07") & set(text)


@pytest.mark.parametrize(
    ("raw", "words", "quoted"),
    [
        ("Rebels\u00a0attacked the\nvillage of Koro, killing ten.", "attacked the village", "attacked the\nvillage"),
        (
            "He said \u201cwe ki\u200blled ten\u201d in Koro yesterday.",
            '"we killed ten"',
            "\u201cwe ki\u200blled ten\u201d",
        ),
        ("The caf&eacute; in Koro was hit by a shell.", "Koro was", "Koro was"),
    ],
)
def test_quote_gives_the_raw_words(raw: str, words: str, quoted: str) -> None:
    document = make_document(Article("a", raw, None, "none", title="Raid\u2014again"))
    start = document.text.index(words)
    assert document.quote(start, start + len(words)) == quoted
    assert document.quote(0, 4) == "Raid"
