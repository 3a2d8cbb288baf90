"""A broken rule file is an error that names the file, the line, the rule, what was found and what is allowed."""

from __future__ import annotations

import pytest
from tocsin.errors import DataFileError
from tocsin.mentions.rulefile import fold, load_rules, scan

GOOD = """
[fragment]
animal = '(?:goat|sheep)'
[scan]
start = ["goat", "goats", "sheep"]
[[rule]]
id = "herd.animal"
reading = "word"
pattern = '{animal}s?'
why = "A test."
examples = []
counterexamples = []
"""

BROKEN = [
    ("why = ", "because = ", ["rules.toml:7", "herd.animal", "'why'"]),
    ('"word"', '"wird"', ["rules.toml:7", "'wird'", "allowed: word"]),
    ("'{animal}s?'", "'{beast}s?'", ["rules.toml:7", "{beast}", "allowed: animal"]),
    ("'{animal}s?'", "'(goat'", ["rules.toml:7", "does not compile"]),
    ("[fragment]", "[fragments]", ["rules.toml", "[fragment] is missing"]),
    ("why = ", "why ", ["rules.toml", "not valid TOML"]),
]


def write(tmp_path, text):
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("good", "bad", "says"), BROKEN)
def test_a_broken_rule_file_says_where_and_why(tmp_path, good, bad, says):
    with pytest.raises(DataFileError) as error:
        load_rules(write(tmp_path, GOOD.replace(good, bad)), {}, ["word"])
    assert [words for words in says if words not in str(error.value)] == []


def test_an_id_used_twice_is_an_error(tmp_path):
    entry = GOOD[GOOD.index("[[rule]]") :]
    with pytest.raises(DataFileError, match="used twice"):
        load_rules(write(tmp_path, GOOD + entry), {}, ["word"])


def test_scan_reads_left_to_right(tmp_path):
    rules = load_rules(write(tmp_path, GOOD), {}, ["word"])
    assert scan(rules, "goats, sheep and goatherds", lambda rule, match: match.group()) == ["goats", "sheep"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Sept. 25–27", "sept. 25-27"), ("İzmir’s", "İzmir's"), ("New\u00a0Year", "new year")],
)
def test_folding_keeps_every_offset(text, folded):
    assert fold(text) == folded
    assert len(fold(text)) == len(text)
