"""Offsets that leave the program are raw: slicing the named field of the article gives the quoted words."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import tocsin

ROOT = Path(__file__).parents[2]

# Things that cleaning changes: the offsets must lead back across them.
DIRTY = {
    "id": "dirty",
    "published": "2025-03-06",
    "title": "  FARMERS   KILLED\u00a0IN KORO ",
    "text": (
        "\ufeffMOPTI,\u00a0Mali  (Sahel Courier) \u2014 Gunmen\u00ad killed  \u201cseven\u201d farmers\r\n"
        "in Koro\u200b on Tuesday, it\u2019s said.\r\n\r\n&quot;They came at noon&quot;, a trader said.\r\n\r\n"
        "Soldiers  clashed with JNIM fighters in Bankass on\tWednesday, killing at least 12 &amp; wounding three.\r\n"
    ),
}


def records() -> list[dict[str, str]]:
    lines = (ROOT / "examples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [DIRTY, *(json.loads(line) for line in lines)]


@pytest.fixture(scope="module")
def build() -> tocsin.Build:
    return tocsin.build(records())


def mismatches(table: pd.DataFrame, words: str) -> list[tuple[str, str]]:
    """Rows whose span gives other words than they quote, as (found, quoted)."""
    articles = {record["id"]: record for record in records()}
    with_words = table[table["start"].notna() & (table["start"] >= 0)]
    fields = with_words["field"] if "field" in with_words else ["text"] * len(with_words)
    rows = zip(with_words["article_id"], fields, with_words["start"], with_words["end"], with_words[words], strict=True)
    pairs = [(articles[a][field][start:end], str(quoted)) for a, field, start, end, quoted in rows]
    return [(found, quoted) for found, quoted in pairs if found != quoted]


def test_evidence_slices_back(build: tocsin.Build) -> None:
    quoted = build.evidence[build.evidence["quote"] != ""]
    assert len(quoted) > 300
    assert mismatches(quoted, "quote") == []


def test_evidence_without_words_has_no_offsets(build: tocsin.Build) -> None:
    bare = build.evidence[~build.evidence["basis"].isin(["text", "title"])]
    assert len(bare) > 0
    assert bare["start"].isna().all() and bare["end"].isna().all() and (bare["quote"].fillna("") == "").all()


def test_every_filled_cell_has_evidence(build: tocsin.Build) -> None:
    """A row that cannot say why it exists is a bug."""
    told = set(zip(build.evidence["event_id_cnty"], build.evidence["column"], strict=True))
    silent = [
        (row["event_id_cnty"], column)
        for row in build.events.to_dict("records")
        for column, value in row.items()
        if column not in ("event_id_cnty", "timestamp") and not pd.isna(value)
        and (row["event_id_cnty"], column) not in told
    ]  # fmt: skip
    assert silent == []


def test_excluded_spans_lie_in_their_quotes(build: tocsin.Build) -> None:
    """The span is the act, the quote its sentence."""
    assert [pair for pair in mismatches(build.excluded, "quote") if pair[0] not in pair[1]] == []


def test_sentences_lie_in_their_field(build: tocsin.Build) -> None:
    articles = {record["id"]: record for record in records()}
    for row in build.tables.sentences.itertuples():
        words = articles[row.article_id][row.field][row.start : row.end]
        assert words.strip() and len(words) == row.end - row.start


def test_mentions_slice_back() -> None:
    found = tocsin.mentions(records())
    assert set(found["kind"]) == {"actor", "place", "time", "quantity", "act"}
    assert mismatches(found, "text") == []


def test_the_dirty_article_is_coded(build: tocsin.Build) -> None:
    ids = set(build.members.loc[build.members["article_id"] == "dirty", "event_id_cnty"])
    assert len(ids) >= 1
