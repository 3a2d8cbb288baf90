"""Numbers in news: what they are worth, their bounds, and the many that count nothing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tocsin.mentions.numbers import load_numbers, worth
from tocsin.mentions.quantities import find_quantities, load_quantities
from tocsin.mentions.rulefile import every_place, fold, scan

# (text, words, value, low, high): the first mention, a count, not vague; high None is open.
COUNTS = [
    ("Rebels killed 12 people.", "12", 12, 12, 12),
    ("Rebels killed twelve people.", "twelve", 12, 12, 12),
    ("Rebels killed twenty-five people.", "twenty-five", 25, 25, 25),
    ("Rebels killed twenty five people.", "twenty five", 25, 25, 25),
    ("Rebels killed one man.", "one", 1, 1, 1),
    ("One of the soldiers died.", "One", 1, 1, 1),
    ("Rebels killed a single man.", "a single", 1, 1, 1),
    ("Rebels killed a hundred and twenty people.", "a hundred and twenty", 120, 120, 120),
    ("Rebels killed one hundred twenty people.", "one hundred twenty", 120, 120, 120),
    ("Rebels killed two hundred and three people.", "two hundred and three", 203, 203, 203),
    ("Some five thousand three hundred people fled.", "Some five thousand three hundred", 5300, 5300, 5300),
    ("A thousand people fled.", "A thousand", 1000, 1000, 1000),
    ("A hundred thousand people fled.", "A hundred thousand", 100000, 100000, 100000),
    ("About 1.2 million people fled.", "About 1.2 million", 1200000, 1200000, 1200000),
    ("Some 2,400 people fled.", "Some 2,400", 2400, 2400, 2400),
    ("Some 1,234,567 people fled.", "Some 1,234,567", 1234567, 1234567, 1234567),
    ("Some 1 200 000 people fled.", "Some 1 200 000", 1200000, 1200000, 1200000),
    ("Some 1,00,000 people fled.", "Some 1,00,000", 100000, 100000, 100000),
    ("Some 2 lakh people fled.", "Some 2 lakh", 200000, 200000, 200000),
    ("Some 30k people fled.", "Some 30k", 30000, 30000, 30000),
    ("Half a million people fled.", "Half a million", 500000, 500000, 500000),
    ("A dozen people died.", "A dozen", 12, 12, 12),
    ("Two dozen people died.", "Two dozen", 24, 24, 24),
    ("Half a dozen people died.", "Half a dozen", 6, 6, 6),
    ("Three score people died.", "Three score", 60, 60, 60),
    ("A couple of men died.", "A couple of", 2, 2, 2),
    ("A pair of men died.", "A pair of", 2, 2, 2),
    ("Both men died.", "Both", 2, 2, 2),
    ("Both were shot.", "Both", 2, 2, 2),
    ("No civilians died.", "No", 0, 0, 0),
    ("None of the men died.", "None", 0, 0, 0),
    ("No one died.", "No one", 0, 0, 0),
    ("Nobody died.", "Nobody", 0, 0, 0),
    ("Zero deaths were reported.", "Zero", 0, 0, 0),
    ("There were no casualties.", "no", 0, 0, 0),
    ("No deaths were reported.", "No", 0, 0, 0),
    ("At least 12 people died.", "At least 12", 12, 12, None),
    ("At least twelve died.", "At least twelve", 12, 12, None),
    ("At least another 12 died.", "At least another 12", 12, 12, None),
    ("At least a dozen died.", "At least a dozen", 12, 12, None),
    ("More than 12 people died.", "More than 12", 12, 12, None),
    ("More than a hundred people died.", "More than a hundred", 100, 100, None),
    ("Over 50 people died.", "Over 50", 50, 50, None),
    ("Well over 50 people died.", "Well over 50", 50, 50, None),
    ("Upwards of 50 people died.", "Upwards of 50", 50, 50, None),
    ("No fewer than 8 people died.", "No fewer than 8", 8, 8, None),
    ("Not less than 8 people died.", "Not less than 8", 8, 8, None),
    ("In excess of 80 people died.", "In excess of 80", 80, 80, None),
    ("Ten or more people died.", "Ten or more", 10, 10, None),
    ("A crowd of 100+ gathered.", "100+", 100, 100, None),
    ("Up to 10 people died.", "Up to 10", 10, 0, 10),
    ("As many as 10 people died.", "As many as 10", 10, 0, 10),
    ("No more than 10 people died.", "No more than 10", 10, 0, 10),
    ("Fewer than 10 people died.", "Fewer than 10", 9, 0, 9),
    ("Less than ten people died.", "Less than ten", 9, 0, 9),
    ("Nearly 20 people died.", "Nearly 20", 20, 20, 20),
    ("Almost 20 people died.", "Almost 20", 20, 20, 20),
    ("About 20 people died.", "About 20", 20, 20, 20),
    ("Around twenty people died.", "Around twenty", 20, 20, 20),
    ("Some 77 people died.", "Some 77", 77, 77, 77),
    ("Roughly 300 people marched.", "Roughly 300", 300, 300, 300),
    ("An estimated 300 people marched.", "An estimated 300", 300, 300, 300),
    ("A further three were hurt.", "A further three", 3, 3, 3),
    ("Another five were hurt.", "Another five", 5, 5, 5),
    ("A total of 41 were hurt.", "A total of 41", 41, 41, 41),
    ("All three were hurt.", "All three", 3, 3, 3),
    ("Only two were hurt.", "Only two", 2, 2, 2),
    ("Between 5 and 10 people died.", "Between 5 and 10", 5, 5, 10),
    ("Between five and ten people died.", "Between five and ten", 5, 5, 10),
    ("5 to 10 people died.", "5 to 10", 5, 5, 10),
    ("Five to ten people died.", "Five to ten", 5, 5, 10),
    ("Some 20-30 people died.", "Some 20-30", 20, 20, 30),
    ("Some 20–30 people died.", "Some 20–30", 20, 20, 30),
    ("Two or three people died.", "Two or three", 2, 2, 3),
    ("Two or three dozen people died.", "Two or three dozen", 24, 24, 36),
    ("Two to three million people fled.", "Two to three million", 2000000, 2000000, 3000000),
    ("The toll rose from 12 to 15.", "12", 12, 12, 12),  # two tolls, not a range
    ("A 12-man patrol was hit.", "12", 12, 12, 12),
    ("A 300-strong crowd met.", "300", 300, 300, 300),
    ("A five-member family died.", "five", 5, 5, 5),
    ("Five soldiers, three civilians and an attacker died.", "Five", 5, 5, 5),
    ("In May 12 people died.", "12", 12, 12, 12),
    ("A crowd of 2000 people met.", "2000", 2000, 2000, 2000),
    ("The group killed 12 people.", "12", 12, 12, 12),
    ("Killed: 7.", "7", 7, 7, 7),
    ("GUNMEN KILLED SEVEN FARMERS.", "SEVEN", 7, 7, 7),
    ("Twelve may have died.", "Twelve", 12, 12, 12),
    ("12 may have died.", "12", 12, 12, 12),
    ("A quarter of a million people fled.", "A quarter of a million", 250000, 250000, 250000),
    ("Some 50-odd men fled.", "Some 50-odd", 50, 50, 50),
    ("12 in 3 villages died.", "12", 12, 12, 12),
    ("Forty-one miners died.", "Forty-one", 41, 41, 41),
    ("One hundred and fifty homes burned.", "One hundred and fifty", 150, 150, 150),
    ("Two thousand five hundred people fled.", "Two thousand five hundred", 2500, 2500, 2500),
    ("Some 10,500 people fled.", "Some 10,500", 10500, 10500, 10500),
    ("Nearly 3 million people fled.", "Nearly 3 million", 3000000, 3000000, 3000000),
    ("About 4.5 million people fled.", "About 4.5 million", 4500000, 4500000, 4500000),
    ("Three dozen people died.", "Three dozen", 36, 36, 36),
    ("At least two dozen people died.", "At least two dozen", 24, 24, None),
    ("At least half a dozen people died.", "half a dozen", 6, 6, 6),
    ("A minimum of 5 people died.", "A minimum of 5", 5, 5, None),
    ("No less than five people died.", "No less than five", 5, 5, None),
    ("Upward of 60 people died.", "Upward of 60", 60, 60, None),
    ("50 or more people died.", "50 or more", 50, 50, None),
    ("A maximum of 10 people died.", "A maximum of 10", 10, 0, 10),
    ("Under 10 people died.", "Under 10", 9, 0, 9),
    ("Close to 200 people marched.", "Close to 200", 200, 200, 200),
    ("Approximately 200 people marched.", "Approximately 200", 200, 200, 200),
    ("An additional 7 people died.", "An additional 7", 7, 7, 7),
    ("Exactly 7 people died.", "Exactly 7", 7, 7, 7),
    ("Just three people died.", "Just three", 3, 3, 3),
    ("Between 30 and 40 people died.", "Between 30 and 40", 30, 30, 40),
    ("Thirty to forty people died.", "Thirty to forty", 30, 30, 40),
    ("100-150 people marched.", "100-150", 100, 100, 150),
    ("Three or four men came.", "Three or four", 3, 3, 4),
    ("Two to three hundred people met.", "Two to three hundred", 200, 200, 300),
    ("Seven (7) men died.", "Seven (7", 7, 7, 7),
    ("A 40-strong gang came.", "40", 40, 40, 40),
    ("A seven-member family died.", "seven", 7, 7, 7),
    ("Nine of the twelve men died.", "Nine", 9, 9, 9),
    ("Neither man died, but 3 others did.", "3", 3, 3, 3),
    ("A dozen or so people died.", "A dozen or so", 12, 12, 12),
    ("Eleven bodies were found.", "Eleven", 11, 11, 11),
    ("Zero people died.", "Zero", 0, 0, 0),
    ("A trio of men died.", "A trio of", 3, 3, 3),
]

# (text, words, value): a vague plural
VAGUE = [
    ("Several people died.", "Several", 3),
    ("A few people died.", "A few", 3),
    ("Many people died.", "Many", 3),
    ("Numerous people died.", "Numerous", 3),
    ("Some people died.", "Some", 3),
    ("Some local farmers died.", "Some", 3),
    ("Some of the farmers died.", "Some", 3),
    ("A number of people died.", "A number of", 3),
    ("An unknown number of people died.", "An unknown number of", 3),
    ("An unspecified number of rebels died.", "An unspecified number of", 3),
    ("A handful of rebels died.", "A handful of", 3),
    ("Dozens of people died.", "Dozens", 12),
    ("Dozens died.", "Dozens", 12),
    ("Scores of people died.", "Scores", 20),
    ("Scores were hurt.", "Scores", 20),
    ("Tens of people died.", "Tens", 10),
    ("Hundreds marched.", "Hundreds", 100),
    ("Thousands marched.", "Thousands", 1000),
    ("Tens of thousands marched.", "Tens of thousands", 10000),
    ("Hundreds of thousands marched.", "Hundreds of thousands", 100000),
    ("Several dozen marched.", "Several dozen", 36),
    ("Several hundred people marched.", "Several hundred", 300),
    ("A few hundred people marched.", "A few hundred", 300),
    ("Several thousand marched.", "Several thousand", 3000),
    ("At least several hundred marched.", "several hundred", 300),
    ("Quite a few people died.", "Quite a few", 3),
    ("Multiple people died.", "Multiple", 3),
    ("Countless people died.", "Countless", 3),
    ("A large number of people died.", "A large number of", 3),
    ("A small number of people died.", "A small number of", 3),
    ("An undisclosed number of rebels died.", "An undisclosed number of", 3),
    ("An undetermined number of rebels died.", "An undetermined number of", 3),
    ("Unknown number of people died.", "Unknown number of", 3),
    ("A couple dozen people died.", "A couple dozen", 24),
    ("Many hundreds died.", "Many hundreds", 300),
    ("Dozens of thousands marched.", "Dozens of thousands", 12000),
    ("Millions fled.", "Millions", 1000000),
]

# (text, unit): the first mention counts nothing
LABELLED = [
    ("A 12-year-old boy died.", "age"),
    ("A twelve-year-old boy died.", "age"),
    ("A six-month-old baby died.", "age"),
    ("A boy aged 14 died.", "age"),
    ("A woman, 45 years old, died.", "age"),
    ("Awa Diallo, 45, died.", "age"),
    ("A man in his 40s died.", "age"),
    ("A woman in her early twenties died.", "age"),
    ("Children under the age of 12 died.", "age"),
    ("They stole $5 million.", "money"),
    ("They stole US$500.", "money"),
    ("They stole €200.", "money"),
    ("They stole 500 dollars.", "money"),
    ("They stole 2 million naira.", "money"),
    ("They stole 50,000 CFA francs.", "money"),
    ("They asked for Rs 500.", "money"),
    ("A village 30 km north burned.", "distance"),
    ("A village 30km north burned.", "distance"),
    ("A village thirty kilometres north burned.", "distance"),
    ("A village 5 miles away burned.", "distance"),
    ("A 40-kilometre road was cut.", "distance"),
    ("A pit 10 metres deep was found.", "distance"),
    ("The 25th brigade fled.", "ordinal"),
    ("The third group fled.", "ordinal"),
    ("A second man fled.", "ordinal"),
    ("The 1st battalion fled.", "ordinal"),
    ("Unit 731 fled.", "ordinal"),
    ("Brigade 25 fled.", "ordinal"),
    ("Article 19 protects them.", "ordinal"),
    ("Resolution 2231 bans arms.", "ordinal"),
    ("Highway 5 was cut.", "ordinal"),
    ("Ward 3 was calm.", "ordinal"),
    ("Suspect No. 3 fled.", "ordinal"),
    ("Phase two began.", "ordinal"),
    ("The war began in 2014.", "year"),
    ("Since 2012 raids have grown.", "year"),
    ("The 2014 war emptied it.", "year"),
    ("Raids were rare in the 1990s.", "year"),
    ("The 2014-16 war ended.", "year"),
    ("The mid-2014 truce held.", "year"),
    ("The raid came at 5:30.", "clock"),
    ("The raid came at 5 a.m.", "clock"),
    ("The raid came at 5.30 pm.", "clock"),
    ("The raid came at 0530 GMT.", "clock"),
    ("The raid came at 1400 hours.", "clock"),
    ("The raid came at five o'clock.", "clock"),
    ("He held an AK-47.", "calibre"),
    ("He held an M16 rifle.", "calibre"),
    ("They fired 122mm rockets.", "calibre"),
    ("They fired 122-mm rockets.", "calibre"),
    ("A T-72 tank burned.", "calibre"),
    ("An RPG-7 was found.", "calibre"),
    ("A Su-25 crashed.", "calibre"),
    ("A 7.62mm round hit him.", "calibre"),
    ("Some 12% fled.", "percent"),
    ("Some 12 percent fled.", "percent"),
    ("Twelve per cent fled.", "percent"),
    ("M23 took the hill.", "other"),
    ("COVID-19 spread.", "other"),
    ("Fighting lasted three days.", "other"),
    ("Fighting lasted 24 hours.", "other"),
    ("A three-day strike began.", "other"),
    ("The raid came two weeks later.", "other"),
    ("They seized 50 kg of powder.", "other"),
    ("They seized two tonnes of maize.", "other"),
    ("They burned 40 hectares.", "other"),
    ("It was hit three times.", "other"),
    ("Two-thirds of the town burned.", "other"),
    ("A third of the town burned.", "other"),
    ("A four-wheel drive burned.", "other"),
    ("A two-storey house burned.", "other"),
    ("The raid came on 17 September.", "other"),
    ("The raid came on September 17, 2024.", "other"),
    ("The raid came on 17/09/2024.", "other"),
    ("The raid came on 2024-09-17.", "other"),
    ("The raid came between 25 and 27 July.", "other"),
    ("The shop is open 24/7.", "other"),
    ("Call 020-7946-0958 for help.", "other"),
    ("Call +223 20 22 22 22 for help.", "other"),
    ("Case 20240917123 is open.", "other"),
    ("They won 3-2.", "other"),
    ("One in five people fled.", "other"),
    ("He was 45.", "age"),
    ("Boys aged 4, 7 and 9 fled.", "age"),
    ("At around 3 a.m. they fled.", "clock"),
    ("At 0200 they fled.", "clock"),
    ("A 3-month-old baby died.", "age"),
    ("A man of 60 years of age died.", "age"),
    ("A girl aged between 9 and 11 died.", "age"),
    ("They paid 300 euros.", "money"),
    ("They stole 10,000 Kenyan shillings.", "money"),
    ("They stole 4 million pesos.", "money"),
    ("A village 12 miles south burned.", "distance"),
    ("A 200-metre trench was dug.", "distance"),
    ("Checkpoint 9 was hit.", "ordinal"),
    ("The 3rd division fled.", "ordinal"),
    ("The 14th attack came.", "ordinal"),
    ("In 1998 it was calm.", "year"),
    ("From 2010-2012 it was calm.", "year"),
    ("At 11:45 p.m. they fled.", "clock"),
    ("They fired a 60mm mortar.", "calibre"),
    ("He held a G3 rifle.", "calibre"),
    ("Some 40 per cent fled.", "percent"),
    ("They walked for 6 hours.", "other"),
    ("It lasted 40 minutes.", "other"),
    ("They seized 20 tons of rice.", "other"),
    ("They seized 5 litres of fuel.", "other"),
    ("A 6-hour battle ended.", "other"),
]

NOTHING = [
    "A man died.",
    "An old man died.",
    "The man died.",
    "The shop is no longer open.",
    "There is no doubt of it.",
    "They fought one another.",
    "No, he said.",
    "How many died is not known.",
    "So many died.",
    "For some time it was calm.",
    "Some damage was done.",
    "Somewhat calm, he said.",
    "He scores a goal.",
    "Both Mali and Niger objected.",
    "Both sides fired.",
    "The number of dead rose.",
    "This one was calm.",
    "Everyone fled.",
    "Someone fled.",
    "They tend goats.",
    "The tenant fled.",
    "A stone hit the often calm town.",
    "Weighty words were said.",
    "At first it was calm.",
    "They fled to the no man's land.",
    "No matter what, they fled.",
    "The dozenth try failed.",
    "Anyone may come.",
    "Nothing happened.",
    "The majority fled.",
    "The couple fled.",
    "They were often alone.",
]


def first(text: str):
    found = find_quantities(text, 0)
    return found[0] if found else None


@pytest.mark.parametrize(("text", "words", "value", "low", "high"), COUNTS)
def test_a_count_is_read(text, words, value, low, high):
    q = first(text)
    assert q is not None
    assert (q.text, q.value, q.low, q.high, q.unit, q.vague) == (words, value, low, high, "count", False)


@pytest.mark.parametrize(("text", "words", "value"), VAGUE)
def test_a_plural_without_number_is_vague(text, words, value):
    q = next(q for q in find_quantities(text, 0) if q.vague)
    assert (q.text.lower().endswith(words.lower()), q.value, q.high, q.unit) == (True, value, None, "count")


@pytest.mark.parametrize(("text", "unit"), LABELLED)
def test_a_number_that_counts_nothing_has_its_unit(text, unit):
    units = [q.unit for q in find_quantities(text, 0)]
    assert units[:1] == [unit]
    assert "count" not in units


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_are_no_number(text):
    assert find_quantities(text, 0) == ()


SEVERAL = [
    ("12 people, including 3 children, died.", [12, 3]),
    ("Five soldiers, three civilians and two attackers died.", [5, 3, 2]),
    ("Rebels killed 2, hurt 4 and took 11.", [2, 4, 11]),
    ("Dozens died and several hundred fled.", [12, 300]),
    ("The toll rose from 12 to 15.", [12, 15]),
    ("Two men and no women died.", [2, 0]),
    ("Nine died, bringing the toll to 40.", [9, 40]),
    ("A 12-year-old and two men died.", [12, 2]),
    ("Seven (7) men and three (3) women died.", [7, 3]),
    ("Two-year-old twins and two 12-year-old boys died.", [2, 2, 12]),
    ("Thirty died on 3 May and 40 on 5 May.", [30, 3, 40, 5]),
]


@pytest.mark.parametrize(("text", "values"), SEVERAL)
def test_every_number_of_a_sentence_is_read(text, values):
    assert [q.value for q in find_quantities(text, 0)] == values


ALL_TEXTS = [case[0] for table in (COUNTS, VAGUE, LABELLED, SEVERAL) for case in table] + NOTHING


@pytest.mark.parametrize("text", ALL_TEXTS)
def test_the_quick_path_loses_nothing(text):
    loaded = load_quantities().rules

    def spans(rules):
        return scan(rules, fold(text), lambda rule, match: (rule.rule_id, match.span()))

    assert spans(loaded) == spans(every_place(loaded, guard=r"(?<![\w])(?<!\d[.,:/])"))


@pytest.mark.parametrize("text", ALL_TEXTS)
def test_offsets_slice_back_to_the_words(text):
    found = find_quantities(text, 50)
    assert [text[q.start - 50 : q.end - 50] for q in found] == [q.text for q in found]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


WORDS = [
    ("nineteen", 19),
    ("ninety-nine", 99),
    ("a hundred", 100),
    ("one hundred and one", 101),
    ("two dozen", 24),
    ("three hundred thousand", 300000),
    ("two million three hundred thousand and five", 2300005),
    ("1.5 million", 1500000),
    ("1,5 million", 1500000),
    ("12,000", 12000),
    ("2.5k", 2500),
    ("two crore", 20000000),
    ("five hundred dozen", 6000),
]


@pytest.mark.parametrize(("words", "value"), WORDS)
def test_number_words_add_up(words, value):
    assert worth(words, load_numbers()) == value


ONES = {0: "", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
        10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
        17: "seventeen", 18: "eighteen", 19: "nineteen"}  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int) -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    return f"{spelled(n // 1000)} thousand" + (f" {spelled(n % 1000)}" if n % 1000 else "")


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 99999))
def test_words_and_digits_agree(n):
    assert first(f"Rebels killed {spelled(n)} people.").value == n
    assert first(f"Rebels killed {n:,} people.").value == n
    assert first(f"Rebels killed {n} people.").value == n


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 500), st.integers(1, 500))
def test_bounds_hold_the_value(low, more):
    q = first(f"Between {low} and {low + more} people died.")
    assert (q.low, q.high, q.value) == (low, low + more, low)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 -/.,:%$abndohurtwf’–²٣", max_size=60))
def test_any_text_is_read_without_error(text):
    for q in find_quantities(text, 0):
        assert q.low <= q.value
        assert q.high is None or q.value <= q.high


def test_the_tables_stay_as_long_as_they_are():
    assert len(set(ALL_TEXTS)) >= 300
