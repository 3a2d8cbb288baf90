"""Reviews in a build: the option, the folder, workers and resuming, explain, two builds joined."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tocsin
from click.testing import CliRunner, Result
from tocsin.cli.main import main
from tocsin.errors import DataFileError

KORO = {"id": "a1", "text": "Gunmen killed three farmers in Koro, Mali, on Tuesday.", "published": "2025-03-06",
        "source": "Sahel Courier"}  # fmt: skip
QUIET = {"id": "a2", "text": "The harvest was good in Koro, Mali, on Tuesday.", "published": "2025-03-06"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles.jsonl and its build without reviews."""
    folder = tmp_path_factory.mktemp("reviews")
    lines = [json.dumps(article) + "\n" for article in (KORO, QUIET)]
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    tocsin.build(folder / "articles.jsonl", folder / "plain", workers=1)
    return folder


def decisions(folder: Path, path: Path, *after: dict[str, Any]) -> Path:
    build = tocsin.load(folder / "plain")
    member = str(build.members["member_id"].iloc[0])
    made = [{"action": "correct", "member_id": member, "who": "AD", "when": "2026-03-01T10:00:00Z", "why": "two died",
             "after": cells} for cells in after]  # fmt: skip
    path.write_text("".join(json.dumps(one) + "\n" for one in made), encoding="utf-8")
    return path


def test_the_option_corrects_refuses_and_tells(plain: Path, tmp_path: Path) -> None:
    file = decisions(plain, tmp_path / "r.jsonl", {"fatalities": 2}, {"latitude": 99})
    done = run("build", plain / "articles.jsonl", "--out", tmp_path / "out", "--reviews", file)
    assert done.exit_code == 0
    assert "tocsin: review refused: correct latitude=99 on" in done.stderr and "E041" in done.stderr
    assert "2  (1 applied, 1 refused)" in done.stdout
    build = tocsin.load(tmp_path / "out")
    assert list(build.events["fatalities"]) == [2]
    assert build.manifest["options"]["reviews"] == ["r.jsonl"]
    assert [item["name"] for item in build.manifest["reviews"]] == ["r.jsonl"]
    assert "reviewed.jsonl" in build.manifest["files"]
    told = run("explain", tmp_path / "out", build.events["event_id_cnty"].iloc[0]).stdout
    assert "review" in told and "AD, 2026-03-01T10:00:00Z: two died" in told


def test_a_broken_file_is_told_before_anything_is_coded(plain: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text('{"action": "like"}\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"r\.jsonl:1"):
        tocsin.build(plain / "articles.jsonl", tmp_path / "out", reviews=file)
    assert [path.name for path in tmp_path.iterdir()] == ["r.jsonl"]


def test_a_row_added_to_an_article_without_any_stands(plain: Path, tmp_path: Path) -> None:
    articles = tocsin.load(plain / "plain").articles.set_index("article_id")
    row = {"event_date": "2025-03-04", "sub_event_type": "Looting/property destruction", "country": "Mali",
           "actor1": "Unidentified Armed Group (Mali)", "inter1": "Political militia", "location": "Koro",
           "latitude": 14.0689, "longitude": -3.0801, "source": "Diary", "source_scale": "Other"}  # fmt: skip
    words = {"field": "text", "start": 4, "end": 11, "quote": "harvest"}
    sha = articles.loc["a2", "sha256"]
    add = {"action": "add", "member_id": f"added-{sha[:16]}-text-4-0", "article_sha256": sha, "who": "AD",
           "when": "2026-03-01T10:00:00Z", "after": row, "words": words}  # fmt: skip
    (tmp_path / "r.jsonl").write_text(json.dumps(add), encoding="utf-8")
    build = tocsin.build(plain / "articles.jsonl", reviews=[tmp_path / "r.jsonl"])
    assert [outcome.fate for outcome in build.outcomes] == ["applied"], build.outcomes
    assert set(build.events["sub_event_type"]) == {"Attack", "Looting/property destruction"}
    assert build.articles.set_index("article_id").loc["a2", "status"] == "no_event"


def test_other_reviews_code_nothing_again_and_workers_say_the_same(plain: Path, tmp_path: Path) -> None:
    """What is coded does not hang on reviews: the fingerprint of the partitions stays."""
    from dataclasses import replace

    from tocsin.config import Options
    from tocsin.run.fingerprint import fingerprint_of

    file = decisions(plain, tmp_path / "r.jsonl", {"fatalities": 2})
    assert fingerprint_of(replace(Options(), reviews=(file,))) == fingerprint_of(Options())
