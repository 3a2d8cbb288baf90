"""tocsin rules: list, show, test, new; what a user's own folder may hold, and what a broken one says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tocsin.cli.main import main
from tocsin.cli.rules import KINDS
from tocsin.rulebook.load import load_rules

KORO = "Gunmen bundled two teachers into a car in Koro, Mali, on Tuesday."
ACT = """
[[act]]
id = "mine.bundle"
why = "people are pushed into a vehicle and driven off"
act = "abduct"
construction = "affecting"
verbs = ["bundle"]
require = { patient = ["class:civilian|government|crowd", "@victims"] }
examples = ["Gunmen bundled two aid workers into a car in Goma."]
counterexamples = ["Traders bundled the cotton into bales."]
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def folder_of(tmp_path: Path, content: str) -> Path:
    (tmp_path / "mine.toml").write_text(content, encoding="utf-8")
    return tmp_path


def changed(old: str, new: str) -> str:
    assert old in ACT
    return ACT.replace(old, new)


# ---------------------------------------------------------------- list


def test_list_has_every_entry_once_with_its_place() -> None:
    lines = [line.split("\t") for line in run("rules", "list").stdout.splitlines()]
    assert {(kind, name) for name, kind, _, _ in lines} == {tuple(key.split(":", 1)) for key in load_rules().origin}
    assert len(lines) == len(load_rules().origin)
    assert all(where.startswith("rules/") and where.rsplit(":", 1)[1].isdigit() for *_, where in lines)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("act", "violence.abduct\tact\tabduct\trules/acts/"),
        ("context", "context.planned\tcontext\tplanned\trules/contexts.toml:"),
        ("decision", "civilians.attack\tdecision\tAttack\trules/decisions.toml:"),
        ("decision", "refuse.outcome\tdecision\trefuse: outside_taxonomy\trules/decisions.toml:"),
        ("weapon", "weapon.air\tweapon\tair\trules/weapons.toml:"),
        ("segment", "segment.reaction\tsegment\treaction\trules/segments.toml:"),
    ],
)
def test_list_tells_what_an_entry_does(kind: str, line: str) -> None:
    assert any(found.startswith(line) for found in run("rules", "list", "--kind", kind).stdout.splitlines())


def test_list_of_an_unknown_kind_names_the_kinds() -> None:
    result = run("rules", "list", "--kind", "acts")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "act, " in result.stderr


def test_own_rules_stand_beside_ours_and_override_them(tmp_path: Path) -> None:
    mine = folder_of(tmp_path, ACT + changed("mine.bundle", "violence.abduct"))
    lines = run("rules", "list", "--rules", mine).stdout.splitlines()
    assert f"mine.bundle\tact\tabduct\t{mine / 'mine.toml'}:3" in lines
    assert f"violence.abduct\tact\tabduct\t{mine / 'mine.toml'}:13" in lines  # in the place of ours


# ---------------------------------------------------------------- show


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("violence.abduct", ["rules/acts/30_violence.toml:", "kidnapped", "took hostage", "civilians.abduction"]),
        ("act:violence.abduct", ["people are taken"]),  # by kind and id
        ("civilians.attack", ["decision civilians.attack", "sub_event_type", "first that fits wins"]),
        ("context.planned", ["planned to", "forward"]),
        ("abduct", ["act_type abduct", "violence.abduct"]),  # what asserts it
        ("arms", ["words arms"]),
        ("explosion.suicide", ["act explosion.suicide", "decision explosion.suicide"]),  # one id, two kinds
    ],
)
def test_show_tells_a_rule_in_full(name: str, words: list[str]) -> None:
    result = run("rules", "show", name)
    assert result.exit_code == 0
    flat = " ".join(result.stdout.split())
    assert [w for w in words if w not in flat] == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [("violence.abdct", "did you mean violence.abduct"), ("zzzz", "rules list")],  # a slip; nothing near
)
def test_show_of_an_unknown_id_suggests(name: str, hint: str) -> None:
    result = run("rules", "show", name)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert hint in result.stderr


# ---------------------------------------------------------------- test


@pytest.mark.parametrize("kind", KINDS)
def test_template_proves_itself(kind: str, tmp_path: Path) -> None:
    mine = folder_of(tmp_path, run("rules", "new", kind).stdout)
    (name,) = [e.split("\t")[0] for e in run("rules", "list", "--rules", mine).stdout.splitlines() if str(mine) in e]
    result = run("rules", "test", "--rules", mine, f"{kind}:{name}")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("1 rule, ")


CONTEXT = """
[[context]]
id = "mine.rumour"
why = "a rumour is no report"
effect = "negated"
cues = ["rumours of"]
direction = "forward"
scope = 8
examples = ["{example}"]
counterexamples = ["Gunmen attacked the market in Jos."]
"""

FAILING = [
    # what is wrong, the file, the line on standard output
    ("example without its trigger", changed("Gunmen bundled", "Gunmen took"), 'act "mine.bundle": example does not'),
    (
        "example that has the trigger, but not the patient it asks for",
        changed("two aid workers", "the cotton"),
        'act "mine.bundle": example does not fire it: "Gunmen bundled the cotton into a car in Goma."',
    ),
    (
        "counterexample that fires",
        changed("Traders bundled the cotton into bales.", "Rebels bundled two farmers into a van."),
        'counterexample fires it: "Rebels bundled two farmers into a van." (acts: mine.bundle',
    ),
    ("text no stage reads", changed("Gunmen bundled two aid workers into a car in Goma.", "武装人员."), "not English"),
    ("context without an act", CONTEXT.format(example="Officials spoke of rumours of rain."), "nothing exercises it"),
    (
        "rule that ours always beats",
        changed("mine.bundle", "mine.kidnap").replace('["bundle"]', '["abduct"]').replace("bundled", "abducted"),
        'act "mine.kidnap": example does not fire it: "Gunmen abducted two aid workers into a car in Goma." '
        "(acts: violence.abduct",
    ),
    (
        "word list that no rule names",
        ACT + '\n[[words]]\nid = "vehicles"\nwhy = "x"\nwords = ["car"]\n',
        'words "vehicles": no rule refers to it',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("content", "says"), [f[1:] for f in FAILING], ids=[f[0] for f in FAILING])
def test_what_is_not_proven_is_one_line_with_its_place_and_exit_1(content: str, says: str, tmp_path: Path) -> None:
    ids = [] if "[[words]]" in content else re.findall(r'id = "(mine[^"]*)"', content)  # some only: all takes seconds
    result = run("rules", "test", "--rules", folder_of(tmp_path, content), *ids)
    mine = [line for line in result.stdout.splitlines() if str(tmp_path) in line]
    assert result.exit_code == 1
    assert len(mine) == 1 and mine[0].startswith(f"{tmp_path / 'mine.toml'}:") and says in mine[0], mine


def test_an_override_is_held_to_its_own_texts(tmp_path: Path) -> None:
    """A decision of ours that is made narrower no longer decides what it did; its examples tell."""
    rule = (
        '[[decision]]\nid = "strategic.displacement"\nwhy = "only with deaths"\nsub_event_type = "Other"\n'
        'when = { acts_any = ["displace"], deaths = true }\n'
        'examples = ["Villagers fled Kelle after threats by gunmen."]\n'
    )
    result = run("rules", "test", "--rules", folder_of(tmp_path, rule), "strategic.displacement")
    assert result.exit_code == 1
    assert 'decision "strategic.displacement": example does not fire it' in result.stdout


BROKEN = [
    # what is wrong, the file, what the one line on standard error says
    ("not TOML", "[[act]\n", ["mine.toml", "cannot be read as TOML"]),
    ("unknown key", ACT + 'verb = ["x"]\n', ["mine.toml:3", 'Did you mean "verbs"']),
    (
        "unknown act",
        changed('"abduct"', '"abductt"'),
        ["mine.toml:3", 'unknown act "abductt"', 'Did you mean "abduct"'],
    ),
    ("unknown construction", changed("affecting", "afecting"), ['Did you mean "affecting"']),
    ("unknown word list", changed("@victims", "@victim"), ['Did you mean "victims"']),
    ("no examples", changed('examples = ["Gunmen bundled two aid workers into a car in Goma."]', ""), ["examples"]),
    (
        "unknown type",
        '[[decision]]\nid = "mine"\nwhy = "x"\nexamples = ["x"]\nwhen = { acts_any = ["kill"] }\n'
        'sub_event_type = "Attak"\n',
        ["mine.toml:2", 'unknown sub_event_type "Attak"', 'Did you mean "Attack"'],
    ),
    ("no trigger", changed('verbs = ["bundle"]', ""), ["give at least one"]),
    ("no entries", "act = [1]\n", ['unknown table "act"']),
    ("an id twice", ACT + ACT, ["mine.toml:13", "id already used"]),
    ("unknown table", "[[acts]]\nid = 1\n", ['unknown table "acts"', 'Did you mean "act"']),
]


@pytest.mark.parametrize(("content", "says"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_broken_file_is_one_line_and_exit_2(content: str, says: list[str], tmp_path: Path) -> None:
    result = run("rules", "test", "--rules", folder_of(tmp_path, content))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert [w for w in says if w not in result.stderr] == [], result.stderr


@pytest.mark.parametrize("command", [("list",), ("show", "arms"), ("test",)])
@pytest.mark.parametrize(("name", "says"), [("missing", "not a folder"), ("", "holds no .toml file")])
def test_folder_that_holds_no_rules(command: tuple[str, ...], name: str, says: str, tmp_path: Path) -> None:
    result = run("rules", *command, "--rules", tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_file_with_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"\xef\xbb\xbf" + ACT.replace("\n", "\r\n").encode())
    assert run("rules", "test", "--rules", tmp_path, "mine.bundle").exit_code == 0


def test_test_of_an_unknown_id() -> None:
    result = run("rules", "test", "nobody")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'no rule "nobody"' in result.stderr


# ---------------------------------------------------------------- new, and the rule at work


def test_new_of_an_unknown_kind_names_the_kinds() -> None:
    result = run("rules", "new", "acts")
    assert result.exit_code == 2
    assert all(kind in result.stderr for kind in KINDS)


def test_own_rule_makes_a_row_that_ours_alone_do_not(tmp_path: Path) -> None:
    ours = run("code", KORO, "--published", "2024-09-19")
    mine = run("code", KORO, "--published", "2024-09-19", "--rules", folder_of(tmp_path, ACT))
    assert ours.stdout == "no event\n"
    assert "Abduction/forced disappearance" in mine.stdout


@pytest.mark.parametrize("name", ["list", "show", "test", "new"])
def test_help_has_an_example(name: str) -> None:
    assert f"tocsin rules {name}" in run("rules", name, "--help").stdout.split("Usage:")[1].split("\n", 1)[1]
