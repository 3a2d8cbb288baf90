"""tocsin explain: from a cell to words, rules and files; from an article to the fate of every sentence."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import tocsin
from click.testing import CliRunner
from tocsin.actors.store import DATA as ACTORS
from tocsin.cli.main import main
from tocsin.coding.fates import ToldAct, acts_told, told_act
from tocsin.config import Options
from tocsin.explain.draw import draw_event
from tocsin.explain.event import explain_event
from tocsin.explain.glosses import PACKAGE, gloss_of
from tocsin.explain.locate import Locator
from tocsin.explain.node import to_text
from tocsin.explain.spot import Spot
from tocsin.explain.visible import short, visible
from tocsin.model import Frame


def run(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@lru_cache
def as_json(*arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("explain", *arguments, "--json"))
    return found


def sentences(small: Path, article: str) -> dict[str, dict[str, Any]]:
    story = as_json(small / "out", "--article", article, "--inputs", small / "in.jsonl")
    return {sentence["text"]: sentence for sentence in story["sentences"]}


# ---------------------------------------------------------------- a row


def test_every_cell_leads_to_a_rule_and_every_place_to_its_line(small: Path, keys: dict[str, str]) -> None:
    story = as_json(small / "out", keys["Goma"])
    assert [cell["column"] for cell in story["cells"]] == list(tocsin.load(small / "out").events.columns)
    for cell in story["cells"]:
        assert cell["value"] is None or cell["computed_from"] or cell["evidence"], cell["column"]
        for proof in cell["evidence"]:
            assert all(rule["where"] or rule["about"] for rule in proof["rules"]), proof
    for where in {r["where"] for c in story["cells"] for p in c["evidence"] for r in p["rules"] if r["where"]}:
        name, line = where.split(":")
        assert (PACKAGE / name).read_text(encoding="utf-8").splitlines()[int(line) - 1].strip()


@pytest.mark.parametrize(
    ("column", "words", "line"),
    [
        ("actor2", "M23", "m23,M23: March 23 Movement"),  # the row of the group
        ("actor2", "M23 rebels", "M23 rebels,m23,strong"),  # and the alias that the words say
        ("actor1", "Soldiers", "soldiers,"),  # the noun of a role
        ("actor1", "Military Forces", "Democratic Republic of Congo,2019-01-24"),  # the regime that gives its years
        ("event_date", "Monday", 'id = "time.weekday.named"'),
    ],
)
def test_dictionaries_name_file_and_line(small: Path, keys: dict[str, str], column: str, words: str, line: str) -> None:
    story = as_json(small / "out", keys["Goma"])
    (cell,) = (cell for cell in story["cells"] if cell["column"] == column)
    places = [r["where"] for p in cell["evidence"] for r in p["rules"] if r["where"]]
    told = [(PACKAGE / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]
            for name, number in (where.split(":") for where in places)]  # fmt: skip
    assert any(each.startswith(line) or f",{line}," in each for each in told), told


def test_a_place_names_its_entry_in_the_gazetteer(small: Path, keys: dict[str, str]) -> None:
    rules = [r for c in as_json(small / "out", keys["Goma"])["cells"] if c["column"] == "location"
             for p in c["evidence"] for r in p["rules"]]  # fmt: skip
    assert any(r["id"].startswith("place ") and "Democratic Republic of Congo" in r["about"] for r in rules)


def test_quoted_words_stand_where_they_are_said_to_stand(small: Path, keys: dict[str, str]) -> None:
    articles = {a["id"]: a for a in map(json.loads, (small / "in.jsonl").read_text().splitlines())}
    proofs = [p for cell in as_json(small / "out", keys["Koro"])["cells"] for p in cell["evidence"] if p["quote"]]
    assert {p["article_id"] for p in proofs} == {"koro-1", "koro-2"}
    for proof in proofs:
        assert articles[proof["article_id"]][proof["field"]][proof["start"] : proof["end"]] == proof["quote"]


def test_what_lost_is_told(small: Path, keys: dict[str, str]) -> None:
    """Three dead in one report and four in the other: the row follows one and keeps the other."""
    text = run("explain", small / "out", keys["Koro"])
    assert re.search(r"conflict 3 <- \"[Tt]hree\"", text)


def test_a_rule_that_changed_since_the_build_is_marked(small: Path, keys: dict[str, str]) -> None:
    build = tocsin.load(small / "out")
    versions = {**build.manifest["versions"], "rules_sha256": "another"}
    rules = {**build.manifest["rules"], "act:violence.clash": "another"}
    manifest = {**build.manifest, "versions": versions, "rules": rules}
    story = explain_event(keys["Goma"], build, Locator(Options(), manifest))
    changed = {r.id for c in story.cells for p in c.evidence for r in p.rules if r.changed}
    assert changed == {"act:violence.clash"}
    assert "act:violence.clash (rules/acts/30_violence.toml:" in to_text(draw_event(story))
    assert ", changed since this build" in to_text(draw_event(story))


def test_data_that_changed_since_the_build_are_remarked(small: Path) -> None:
    build = tocsin.load(small / "out")
    assert Locator(Options(), build.manifest).remarks() == ()
    (remark,) = Locator(Options(), {"versions": {"actors_sha256": "another"}}).remarks()
    assert "actor data" in remark


# ---------------------------------------------------------------- an article


def test_every_sentence_has_its_fate(small: Path) -> None:
    found = sentences(small, "koro-1")
    assert {text: sentence["fate"] for text, sentence in found.items()} == {
        "Three farmers killed in Koro": "coded",
        "Gunmen killed three farmers in Koro, Mali, on Tuesday.": "coded",
        "No soldier was killed, the mayor said.": "excluded",
        "The army is expected to attack the camp next week.": "excluded",
        "The market of the town stayed shut.": "not_gated",
    }


def test_an_excluded_act_names_the_context_and_its_rule(small: Path) -> None:
    (act,) = sentences(small, "koro-1")["No soldier was killed, the mayor said."]["acts"]
    assert act["outcome"] == "excluded" and "negated" in act["reasons"]
    contexts = {context["effect"]: context["rule"] for context in act["contexts"]}
    assert contexts["negated"]["id"] and (contexts["negated"]["where"] or contexts["negated"]["about"])


def test_a_coded_act_names_its_row(small: Path, keys: dict[str, str]) -> None:
    acts = sentences(small, "koro-1")["Gunmen killed three farmers in Koro, Mali, on Tuesday."]["acts"]
    assert [(a["rule"]["id"], a["outcome"], a["event_id_cnty"]) for a in acts] == [
        ("violence.kill", "row", keys["Koro"])
    ]
    assert acts[0]["rule"]["where"].startswith("rules/acts/")


def test_an_article_without_an_event_tells_why(small: Path) -> None:
    story = as_json(small / "out", "--article", "cup")
    assert (story["status"], story["rows"], story["excluded"]) == ("no_event", [], [])
    assert {sentence["fate"] for sentence in story["sentences"]} <= {"not_gated", "no_act"}


def test_no_sentence_is_lost(small: Path) -> None:
    build = tocsin.load(small / "out")
    for article in ("koro-1", "cup"):
        told = as_json(small / "out", "--article", article)["sentences"]
        assert len(told) == (build.sentences["article_id"] == article).sum()


# ---------------------------------------------------------------- the parts


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("toll.sum", "added up"),
        ("merge.lowest_of_latest", "lowest_of_latest"),
        ("derive.year", "computed"),
        ("actor.country+role", "country+role"),
        ("place.ladder.province", "the province gives it"),
        ("nothing.of.the.kind", ""),
    ],
)
def test_ids_of_the_program_have_a_meaning(rule: str, words: str) -> None:
    assert (words in gloss_of(rule)) if words else gloss_of(rule) == ""


@pytest.mark.parametrize(
    ("rule", "spot", "start"),
    [
        ("actor.group.islamic_state", Spot(country="Mali", day=date(2024, 1, 1)),
         "islamic_state,Islamic State (Sahel)"),
        ("actor.local.bandits", Spot(country="Nigeria", admin1="Katsina", day=date(2024, 1, 1)),
         "bandits,Nigeria,Katsina"),
        ("actor.role", Spot(quote="masked gunmen"), "gunmen,"),
        ("actor.people.kurd+role.fighters", Spot(country="Syria"), "kurd,"),
    ],
)  # fmt: skip
def test_country_day_and_words_choose_among_rows(rule: str, spot: Spot, start: str) -> None:
    where = Locator().rules((rule,), spot)[0].where
    name, line = where.removeprefix("actors/data/").split(":")
    assert (ACTORS / name).read_text(encoding="utf-8").splitlines()[int(line) - 1].startswith(start)


def test_actors_of_a_users_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text(
        "role_id,nouns,actor_class,site,profile,inter,name_template,compound,as_agent,why\n"
        "gunmen,gunman/gunmen,armed,0,,3,Armed Men ({country}),member,,ours say so\n",
        encoding="utf-8",
    )
    (rule,) = Locator(Options(actors=tmp_path)).rules(("actor.role.gunmen",))
    assert rule.where == "roles.csv:2"


def test_a_fate_reads_back_what_it_wrote() -> None:
    contexts = ("negated:syntax.negation", "aside:syntax.aside")
    frame = Frame(0, 0, 4, "kill", "violence.kill", (), (), contexts, (), (), (), "past", False)
    ends = ("abc row", "abc excluded (no_place, background)", "beyond_limit: the article has too many acts")
    detail = "; ".join(told_act(replace(frame, act=act), end) for act, end in zip(("a", "b", "c"), ends, strict=True))
    assert list(acts_told(detail)) == [
        ToldAct("a", "violence.kill", contexts, "abc", "row"),
        ToldAct("b", "violence.kill", contexts, "abc", "excluded", ("no_place", "background")),
        ToldAct("c", "violence.kill", contexts, "", "beyond_limit"),
    ]
    assert list(acts_told("parsed to its character 1200")) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Koro, Mali", "Koro, Mali"),
        ("Niamé – “Sévaré” 🔥", "Niamé – “Sévaré” 🔥"),
        ("a\x1b[31mred\x07", "a\\x1b[31mred\\x07"),  # colours and bells of a terminal
        ("abc\u202edcba", "abc\\u202edcba"),  # what follows would be turned round
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner shapes letters
        ("[bold]not markup[/]", "[bold]not markup[/]"),
    ],
)
def test_hostile_text_is_shown_as_it_is(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_long_quotation_is_cut_to_two_lines() -> None:
    assert len(short("word " * 200_000)) == 160


def test_hostile_words_cannot_reach_the_terminal(small: Path, keys: dict[str, str]) -> None:
    build = tocsin.load(small / "out")
    evidence = build.evidence.assign(quote=build.evidence["quote"].map(lambda q: f"\x1b]0;x\x07[red]{q}"))
    story = explain_event(keys["Goma"], replace(build, evidence=pd.DataFrame(evidence)), Locator())
    drawn = to_text(draw_event(story))
    assert "\x1b" not in drawn and "\\x1b]0;x\\x07[red]" in drawn
