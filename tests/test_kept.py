"""What is read from a user's files is kept until these change: who edits a rule and codes again gets the new rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tocsin
from tocsin.kept import stamps_of, while_unchanged

TEXT = "Gunmen defribbled the post near Koro, Mali, on Tuesday."
RULE = """
[[act]]
id = "own.{verb}"
act = "attack"
why = "a verb of our own"
verbs = ["{verb}"]
construction = "transitive"
examples = ["Gunmen {verb}d the post."]
"""
ACTOR = "alias,group_id,strength,countries,note\n{name},jnim,strong,,own\n"


def rows(text: str, **files: Path) -> list[str]:
    return list(tocsin.code(text, date(2024, 9, 19), **files).events["actor1"])


def test_an_edited_rule_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(RULE.format(verb="frobble"), encoding="utf-8")
    assert rows(TEXT, rules=tmp_path) == []
    file.write_text(RULE.format(verb="defribble"), encoding="utf-8")
    assert rows(TEXT, rules=tmp_path) == ["Unidentified Armed Group (Mali)"]


def test_an_edited_actor_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    text = "The Zorblats attacked an army post near Koro, Mali, on Tuesday, killing two soldiers."
    file.write_text(ACTOR.format(name="the Frumious"), encoding="utf-8")
    before = rows(text, actors=file)
    file.write_text(ACTOR.format(name="the Zorblats"), encoding="utf-8")
    assert before != rows(text, actors=file) == ["JNIM: Group for Support of Islam and Muslims"]


def test_what_does_not_change_is_read_once(tmp_path: Path) -> None:
    file, read = tmp_path / "words.txt", []

    @while_unchanged(2)
    def words(path: Path) -> list[str]:
        read.append(path)
        return path.read_text(encoding="utf-8").split()

    file.write_text("one", encoding="utf-8")
    assert words(file) is words(file)
    file.write_text("one two", encoding="utf-8")
    assert (words(file), len(read)) == (["one", "two"], 2)


def test_one_name_in_two_folders_is_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        states.append(stamps_of(Path("rules")))
    assert states[0] != states[1]
