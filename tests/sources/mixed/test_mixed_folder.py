"""A folder of everything at once gives the expected rows, an outcome for every input, and the same bytes each time."""

from __future__ import annotations

import csv
import inspect
import json
from pathlib import Path

import mixed_folder
import pytest
import tocsin
from tocsin.model import Article
from tocsin.sources import read_articles

EXPECTED = Path(mixed_folder.__file__).with_name("mixed_expected.csv")
COLUMNS = ("event_date", "time_precision", "sub_event_type", "country", "location", "fatalities", "source")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mixed_folder.make(tmp_path_factory.mktemp("mixed") / "in")


@pytest.fixture(scope="module")
def built(folder: Path) -> tocsin.Build:
    return tocsin.build(folder, folder.parent / "out")


def test_the_rows_are_the_expected_ones(built: tocsin.Build) -> None:
    rows = built.events[list(COLUMNS)].assign(event_date=built.events["event_date"].dt.strftime("%Y-%m-%d"))
    found = [{name: str(cell) for name, cell in row.items()} for row in rows.to_dict("records")]
    with EXPECTED.open(encoding="utf-8", newline="") as stream:
        assert found == list(csv.DictReader(stream))


OUTCOMES = {
    "feeds/broken.xml": "bad_feed", "hill-1": "not_english", "nul-1": "nul_byte", "old-1": "bad_encoding",
    "packed/broken.jsonl.gz": "cut_off", "packed/broken.zip": "cut_off", "river-1": "duplicate_id",
    "packed/mail.zip/../../climbs.txt": "unsafe_path", "packed/sheet.xlsx": "unknown_format",
    "pages/deep.html": "bad_page", "pages/fr.example/koro.html": "not_english", "pages/menu.html": "bad_page",
    "pages/nile.example/strike": "no_date", "tables/other-columns.csv": "missing_columns",
    "tables/wide.jsonl": "bad_encoding", "texts/undated": "no_date", "warc/cut.warc.gz": "cut_off",
}  # fmt: skip


def test_every_bad_input_has_its_outcome(built: tocsin.Build) -> None:
    rejected = built.articles[built.articles["status"] == "rejected"]
    assert dict(zip(rejected["article_id"], rejected["reason"], strict=True)) == OUTCOMES


def test_the_manifest_tells_what_the_build_was_made_of(folder: Path, built: tocsin.Build) -> None:
    manifest = json.loads((folder.parent / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert {"tocsin", "rules_sha256", "actors_sha256", "gazetteer_sha256", "parser_model"} <= set(manifest["versions"])
    (inputs,) = manifest["inputs"]
    assert (inputs["name"], inputs["files"]) == ("in", len(mixed_folder.contents()))
    assert len(inputs["sha256"]) == 64
    assert manifest["counts"]["articles"]["rejected"] == len(OUTCOMES)
    assert len(manifest["rules"]) > 500
    assert manifest["options"]["merge"] is True


def test_what_lies_beside_articles_is_passed_by(built: tocsin.Build) -> None:
    assert not built.articles["article_id"].str.contains(r"README|\.css|\.png|sidecar\.json").any()
    assert len(mixed_folder.contents()) >= 40


def test_one_attack_told_in_many_places_is_one_row(built: tocsin.Build) -> None:
    (row,) = built.events[built.events["location"] == "Koro"].to_dict("records")
    behind = built.members[built.members["event_id_cnty"] == row["event_id_cnty"]]["article_id"].nunique()
    assert behind >= 8
    copies = built.articles[built.articles["duplicate_of"] == "pages/courier.example/koro.html"]["article_id"]
    assert sorted(copies) == ["pages/wire.example/koro-edited.html", "texts/sidecar", "warc/crawl.warc.gz#3"]


def test_other_languages_are_told_by_name(built: tocsin.Build) -> None:
    language = built.articles.set_index("article_id")["language"]
    assert (language["hill-1"], language["pages/fr.example/koro.html"]) == ("es", "fr")


def test_no_line_of_the_newsroom_is_coded(built: tocsin.Build) -> None:
    quotes = " ".join(built.evidence["quote"].dropna())
    assert not any(words in quotes for words in ("Reporting by", "Sign up", "Read more"))


def test_words_of_evidence_stand_where_it_says(folder: Path, built: tocsin.Build) -> None:
    """Offsets count in the text as it was read out of the page, boilerplate and all."""
    texts = {item.article_id: item for item in read(folder)}
    told = built.evidence[built.evidence["start"].notna() & built.evidence["article_id"].isin(texts)]
    assert len(told) > 50
    for row in told.to_dict("records"):
        whole = getattr(texts[row["article_id"]], row["field"])
        assert whole[int(row["start"]) : int(row["end"])] == row["quote"]


def read(folder: Path) -> list[Article]:
    return [item for item in read_articles([folder]) if isinstance(item, Article)]


def test_neither_run_nor_order_nor_workers_change_a_byte(folder: Path, built: tocsin.Build) -> None:
    parts = sorted(path for path in folder.iterdir())
    many = {"workers": 2} if "workers" in inspect.signature(tocsin.build).parameters else {}
    first = tocsin.build(parts, folder.parent / "a")
    second = tocsin.build(parts[::-1], folder.parent / "b", **many)
    for file in sorted(path.name for path in (folder.parent / "a").iterdir()):
        assert (folder.parent / "a" / file).read_bytes() == (folder.parent / "b" / file).read_bytes(), file
    assert first.events.equals(second.events)
    # named part by part the inputs have shorter names, but the rows are those of the whole folder
    same = [name for name in COLUMNS if name != "source"]
    assert first.events[same].values.tolist() == built.events[same].values.tolist()
