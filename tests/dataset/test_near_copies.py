"""Which articles are copies of an earlier one: edited and cut versions are, another village or a new toll is not."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from dataset_cases import article
from tocsin.dataset.duplicates import find_duplicates, fingerprint, link_repeats
from tocsin.dataset.sketch import SHORTEST, shared, sketch_of, unpacked
from tocsin.model import CodedArticle

STORY = """Gunmen on motorbikes attacked the market town of Koro in central Mali on Tuesday, killing seven farmers and
setting fire to a granary, the mayor of the town said by telephone. Residents who had fled to Bankass said the attackers
came from the north shortly after dawn prayers and left before soldiers from the garrison at Mopti reached the place.
A nurse at the health centre said that four wounded people, two of them children, were taken away in an ambulance. The
governor of the region called on everybody to stay at home while the army searched the bush around the town. Nobody had
claimed the attack by the evening. The region has seen many raids on villages since the dry season began, and traders
say that the road to the border has been all but closed. Aid agencies have warned that the next harvest may fail."""

TAIL = STORY[: STORY.index("Nobody had")]
UPDATE = STORY.replace("killing seven farmers", "killing nine farmers")
ELSEWHERE = STORY.replace("Koro", "Dinangourou")
LONGER = STORY + " On Wednesday the army said that it had killed twelve militants near Diallassagou in a strike."
HOUSE_STYLE = STORY.replace("by telephone", "over the phone").replace("all but closed", "nearly closed")
RETOLD = """Seven people lost their lives when armed men raided Koro on Tuesday morning, according to local officials in
the Malian town. The raiders, who rode motorcycles, burned stored grain and were gone by the time troops turned up. The
injured included children. There was no word on who was behind the raid, one of a string in the area in recent months,
and people there were told not to leave their houses as patrols combed the surroundings for those responsible."""


def told(article_id: str, text: str, day: date = date(2024, 9, 18)) -> CodedArticle:
    return CodedArticle(article(article_id, day, text=text), "no_event", "")


def linked(*texts: str) -> dict[str, str]:
    return find_duplicates(told(f"a{n}", text, date(2024, 9, 18) + timedelta(n)) for n, text in enumerate(texts))


@pytest.mark.parametrize("text", [HOUSE_STYLE, TAIL, STORY.upper().lower(), STORY.replace(",", "")])
def test_an_edited_or_cut_version_is_a_copy(text: str) -> None:
    assert linked(STORY, text) == {"a1": "a0"}


@pytest.mark.parametrize("text", [UPDATE, ELSEWHERE, LONGER, RETOLD, STORY.replace("Tuesday", "Friday")])
def test_what_says_something_else_is_no_copy(text: str) -> None:
    assert linked(STORY, text) == {}


def test_a_longer_first_version_takes_in_the_later_ones() -> None:
    assert linked(LONGER, STORY, TAIL) == {"a1": "a0", "a2": "a0"}


def test_the_earliest_is_the_original_and_no_copy_has_copies() -> None:
    found = linked(STORY, HOUSE_STYLE, STORY, TAIL, HOUSE_STYLE)
    assert found == dict.fromkeys(["a1", "a2", "a3", "a4"], "a0")


def test_a_copy_of_a_year_later_is_none() -> None:
    assert find_duplicates([told("a", STORY), told("b", HOUSE_STYLE, date(2025, 9, 18))]) == {}


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_articles_changes_no_link(seed: int) -> None:
    texts = [STORY, UPDATE, HOUSE_STYLE, TAIL, ELSEWHERE, RETOLD, LONGER, STORY.lower(), ELSEWHERE.replace(",", "")]
    results = [told(f"a{n}", text, date(2024, 9, 18 + n % 3)) for n, text in enumerate(texts)]
    expected = find_duplicates(results)
    random.Random(seed).shuffle(results)
    assert find_duplicates(results) == expected


def edited(draw: random.Random, share: float) -> str:
    """The story with a share of its small words changed."""
    words = STORY.split(" ")
    small = [place for place, word in enumerate(words) if word.isalpha() and word.islower() and len(word) > 4]
    for place in draw.sample(small, int(share * len(words))):
        words[place] = words[place][::-1]
    return " ".join(words)


def test_three_edits_in_a_hundred_words_are_found_almost_always() -> None:
    draw = random.Random(7)
    found = [linked(STORY, edited(draw, 0.03)) for _ in range(60)]
    assert sum(map(bool, found)) >= 57


def test_a_sketch_is_the_same_each_time_and_small() -> None:
    assert sketch_of(STORY) == sketch_of(STORY)
    assert len(sketch_of(STORY)) < 500
    assert sketch_of(" ".join(["word"] * (SHORTEST - 1))) == b""


def test_common_shingles_are_told_within_a_tenth() -> None:
    whole, part = unpacked(sketch_of(STORY)), unpacked(sketch_of(TAIL))
    assert 0.85 * part.size <= shared(whole, part) <= 1.15 * part.size


def test_a_thousand_outlets_take_one_story() -> None:
    draw = random.Random(1)
    prints = [fingerprint(told(f"a{n:04}", edited(draw, 0.02))) for n in range(300)]
    found = link_repeats([one for one in prints if one] + [p for p in [fingerprint(told("a", STORY))] if p])
    assert len(set(found.values())) <= 3
    assert len(found) >= 290
