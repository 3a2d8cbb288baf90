"""Strict loading: whatever is wrong in a user's rule folder is one line that says where, what, and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tocsin.errors import DataFileError
from tocsin.rulebook.load import RULES, load_rules

ACT = """
[[act]]
id = "user.ambush"
act = "ambush"
why = "a test"
verbs = ["bushwhack"]
construction = "transitive"
examples = ["Rebels bushwhacked a patrol."]
"""
DECISION = """
[[decision]]
id = "user.decision"
why = "a test"
when = { acts_any = ["ambush"] }
sub_event_type = "Armed clash"
examples = ["Rebels bushwhacked a patrol."]
"""
CONTEXT = """
[[context]]
id = "user.context"
why = "a test"
effect = "fiction"
direction = "sentence"
scope = 40
cues = ["in the opera"]
examples = ["In the opera, soldiers attack a village."]
"""
WORDS = """
[[words]]
id = "user.words"
why = "a test"
words = ["bandolier"]
"""

# text, what is replaced, by what, what the message must say
BROKEN = [
    # a table that no rule kind has, near to one that exists
    (ACT, "[[act]]", "[[akt]]", ['unknown table "akt"', "allowed: act_type", 'Did you mean "act"?']),
    # a table written once where a list of tables is meant
    (ACT, "[[act]]", "[act]", ['unknown table "act"']),
    # an unknown key, with the keys that there are
    (ACT, "why =", "wy =", [":3", 'act "user.ambush"', "wy", "allowed keys: id, why", 'Did you mean "why"?']),
    # a key left out
    (ACT, 'why = "a test"\n', "", [":3", 'act "user.ambush"', "why: Field required"]),
    # a value of the wrong type: nothing is coerced
    (ACT, '["bushwhack"]', '"bushwhack"', [":3", "verbs", "valid list"]),
    # an empty list of examples: a rule without proof is no rule
    (ACT, '["Rebels bushwhacked a patrol."]', "[]", [":3", "examples", "at least 1 item"]),
    # references to things that no file declares
    (ACT, 'act = "ambush"', 'act = "ambsh"', [":3", 'unknown act "ambsh"', "allowed: ", 'Did you mean "ambush"?']),
    (ACT, '"transitive"', '"transitiv"', [":3", 'unknown construction "transitiv"', 'Did you mean "transitive"?']),
    (ACT, "verbs =", 'with_words = ["conflikt"]\nverbs =', [":3", 'unknown word list "conflikt"', '"conflict"?']),
    (ACT, "verbs =", 'require = { agent = ["@armedd"] }\nverbs =', [":3", 'unknown word list "armedd"', '"armed"?']),
    (ACT, "verbs =", 'forbid = { patient = ["places"] }\nverbs =', [":3", 'unknown condition "places"', '"place"?']),
    (ACT, "verbs =", 'require = { agent = ["class:police|rebels"] }\nverbs =', [":3", '"rebels"', '"rebel"?']),
    (ACT, "verbs =", 'require = { victim = ["any"] }\nverbs =', [":3", "victim", "'agent', 'patient' or 'weapon'"]),
    # nothing that could ever fire
    (ACT, 'verbs = ["bushwhack"]\n', "", [":3", "has no verbs, nouns or verb_nouns"]),
    # decisions
    (DECISION, '"ambush"', '"ambsh"', [":3", 'unknown act "ambsh"', 'Did you mean "ambush"?']),
    (DECISION, 'sub_event_type = "Armed clash"\n', "", [":3", "give either sub_event_type or refuse"]),
    (DECISION, "acts_any", "acts_some", [":3", "acts_some", "when"]),
    (DECISION, "when = {", 'when = { agent_any = ["@classes.armd"],', [":3", 'unknown word list "classes.armd"']),
    (DECISION, "when = {", 'when = { patient_none = ["civilans"],', [":3", 'unknown actor class "civilans"']),
    (DECISION, "when = {", 'when = { weapons_any = ["guns", "lasers"],', [":3", 'unknown weapon "lasers"']),
    # contexts and word lists
    (CONTEXT, '"fiction"', '"fictional"', [":3", "effect", "'fiction'"]),
    (CONTEXT, "scope = 40", "scope = 400", [":3", "scope", "less than or equal to 80"]),
    (CONTEXT, "cues =", 'acts = ["atack"]\ncues =', [":3", 'unknown act "atack"', 'Did you mean "attack"?']),
    (WORDS, "words =", 'include = ["armd"]\nwords =', [":3", "user.words", 'unknown word list "armd"', '"armed"?']),
    (WORDS, "words =", 'include = ["user.words"]\nwords =', [":3", "includes itself", "user.words > user.words"]),
    # no TOML at all
    (ACT, 'why = "a test"', "why = a test", ["cannot be read as TOML", "line 5"]),
]  # fmt: skip


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("text", "good", "bad", "says"), BROKEN)
def test_a_fault_names_file_line_rule_and_what_is_allowed(
    tmp_path: Path, text: str, good: str, bad: str, says: list[str]
) -> None:
    assert good in text
    with pytest.raises(DataFileError) as fault:
        load_rules(folder(tmp_path, mine=text.replace(good, bad, 1)))
    message = str(fault.value)
    assert [words for words in (str(tmp_path / "mine.toml"), *says) if words not in message] == []


def test_the_same_id_twice_names_both_places(tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as fault:
        load_rules(folder(tmp_path, a=ACT, b=ACT))
    message = str(fault.value)
    assert f"{tmp_path / 'b.toml'}:3" in message
    assert f'act "user.ambush": id already used at {tmp_path / "a.toml"}:3' in message


def test_ids_are_unique_per_kind_only(tmp_path: Path) -> None:
    text = ACT + WORDS.replace("user.words", "user.ambush")
    assert load_rules(folder(tmp_path, mine=text)).words["user.ambush"] == {"bandolier"}


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="not a folder of rule files"):
        load_rules(tmp_path / "nowhere")


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe[[act]]")
    with pytest.raises(DataFileError, match=r"mine\.toml: cannot be read as TOML"):
        load_rules(tmp_path)


def test_a_user_rule_is_added_behind_ours(tmp_path: Path) -> None:
    ours, theirs = load_rules(), load_rules(folder(tmp_path, mine=ACT))
    assert [r.id for r in theirs.acts] == [*(r.id for r in ours.acts), "user.ambush"]
    assert theirs.origin["act:user.ambush"] == f"{tmp_path / 'mine.toml'}:3"
    assert theirs.sha256 != ours.sha256


def test_a_user_rule_overrides_ours_in_its_place(tmp_path: Path) -> None:
    ours = load_rules()
    theirs = load_rules(folder(tmp_path, mine=ACT.replace("user.ambush", "violence.ambush")))
    assert [r.id for r in theirs.acts] == [r.id for r in ours.acts]
    assert next(r for r in theirs.acts if r.id == "violence.ambush").verbs == ["bushwhack"]


def test_a_user_decision_is_read(tmp_path: Path) -> None:
    assert load_rules(folder(tmp_path, mine=DECISION)).decisions[-1].id == "user.decision"


def test_a_user_word_list_extends_through_include(tmp_path: Path) -> None:
    book = load_rules(folder(tmp_path, mine=WORDS.replace("words =", 'include = ["hand_grenades"]\nwords =')))
    assert book.words["user.words"] == {"bandolier", "grenade", "grenades"}


def test_a_folder_without_rule_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"holds no \.toml file"):
        load_rules(tmp_path)


def test_every_rule_of_ours_knows_its_line() -> None:
    book = load_rules()
    for key, where in book.origin.items():
        kind, name = key.split(":", 1)
        shown, line = where.rsplit(":", 1)
        text = (RULES.parent / shown).read_text(encoding="utf-8").splitlines()
        assert f'id = "{name}"' in text[int(line) - 1], (kind, where)
