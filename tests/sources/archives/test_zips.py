"""What a zip gives: its members as if they lay in a folder; what is hostile in it costs itself."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made_files import feed, lines, packed, page, warc
from tocsin.errors import UsageError
from tocsin.model import Article, Rejected
from tocsin.sources import read_articles, unpack

TEXT = "Gunmen raided the market of Koro on Tuesday."


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def read(folder: Path, content: bytes, name: str = "a.zip") -> list[Article | Rejected]:
    (folder / name).write_bytes(content)
    return list(read_articles([folder]))


def outcomes(found: list[Article | Rejected]) -> dict[str, str]:
    return {item.article_id: getattr(item, "reason", "ok") for item in found}


def parquet(**columns: list[object]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def test_every_format_is_read_out_of_a_zip(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "a.jsonl": lines({"id": "j", "text": TEXT}), "b.csv.gz": packed(b"id,text\nc,Gunmen raided Koro on Tuesday\n"),
        "c.parquet": parquet(id=["p"], text=[TEXT]), "d/e.html": page(), "f.txt": TEXT, "f.json": '{"source": "Dune"}',
        "g.warc.gz": warc([("https://courier.example/2024/09/19/a", "200 OK", "text/html", page().encode())]),
        "h.rss": feed("rss", [("Raid", "https://courier.example/1", "2024-09-19", TEXT)]),
        "README.md": "no article", "d/logo.png": b"\x89PNG", ".hidden.txt": TEXT, "__MACOSX/f.txt": TEXT,
    }  # fmt: skip
    found = read(tmp_path, zipped(members))
    assert outcomes(found) == dict.fromkeys(
        ["j", "c", "p", "a.zip/d/e.html", "a.zip/f", "a.zip/g.warc.gz#3", "a.zip/h.rss#1"], "ok"
    )
    assert {item.source for item in found if item.article_id == "a.zip/f"} == {"Dune"}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a/../../evil.txt"])
def test_a_name_that_climbs_out_is_not_read(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, zipped({"good.txt": TEXT, name: TEXT}))
    assert sorted(outcomes(found).values()) == ["ok", "unsafe_path"]


def test_a_zip_in_a_zip_costs_itself(tmp_path: Path) -> None:
    found = read(tmp_path, zipped({"good.txt": TEXT, "in.zip": zipped({"x.txt": TEXT})}))
    assert sorted(outcomes(found).values()) == ["nested_zip", "ok"]


def test_a_name_that_stands_twice_is_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", TEXT)
        archive.writestr("a.txt", TEXT + " They left.")
    assert outcomes(read(tmp_path, out.getvalue())) == {"a.zip/a": "ok", "a.zip/a.txt": "duplicate_member"}


def test_a_member_with_a_password_is_told(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": TEXT}))
    entry = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[entry + 8] |= 1
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    assert outcomes(read(tmp_path, bytes(content))) == {"a.zip/a.txt": "encrypted", "good": "ok"}


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.jsonl.gz"])
def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(unpack, "FREE_BYTES", 1_000_000)
    zeros = b"0" * 5_000_000
    content = zipped({"bomb.jsonl": zeros}) if name.endswith("zip") else packed(zeros)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    found = outcomes(read(tmp_path, content, name))
    assert "bomb" in found.values()
    assert found["good"] == "ok"


def test_what_packs_well_is_no_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "FREE_BYTES", 1_000)
    rows = lines(*({"id": n, "text": TEXT} for n in range(200)))
    assert len(packed(rows)) * 100 > len(rows) > 1_000
    assert len(read(tmp_path, packed(rows), "a.jsonl.gz")) == 200


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("b.zip", zipped({"x.txt": TEXT})[:-30], "cut_off"),
        ("b.jsonl.gz", packed(lines({"id": "x", "text": TEXT}) * 3000)[:-20], "cut_off"),
        ("b.jsonl.gz", b"\x1f\x8b\x08\x00broken", "cut_off"),
        ("b.parquet", b"PAR1 damaged", "unreadable"),
        ("b.arrow", b"ARROW1 damaged", "unreadable"),
        ("b.csv", b"id,body\n1,words\n", "missing_columns"),
        ("b.json", b'[{"id": 1, "text"', "not_json"),
        ("b.jsonl", '{"id": "b", "text": "Gunmen raided Koro."}'.encode("utf-16"), "bad_encoding"),
        ("b.docx", b"PK\x03\x04 [Content_Types].xml", "unknown_format"),
        ("b.pdf", b"%PDF-1.7 ...", "unknown_format"),
        ("b.txt", b"Gunmen raided K\xf4ro again on Tuesday", "bad_encoding"),
        ("c.json", b"[1, 2", "bad_sidecar"),
    ],
)
def test_a_bad_input_costs_itself(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    found = outcomes(read(tmp_path, content, name))
    assert found["a"] == "ok"
    assert reason in found.values()


def test_one_object_over_many_lines_is_one_article(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"id": "a", "text": TEXT}, indent=2), encoding="utf-8")
    assert [item.article_id for item in read_articles([tmp_path])] == ["a"]


def test_a_line_without_end_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.sources.jsonl.MAX_LINE", 1_000)
    rows = lines({"id": "a", "text": TEXT}, {"id": "b", "text": "x" * 3_000}, {"id": "c", "text": TEXT})
    found = read(tmp_path, rows, "a.jsonl")
    assert outcomes(found) == {"a": "ok", "a.jsonl#2": "too_long", "c": "ok"}


def test_no_readable_input_at_all_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(UsageError, match=r"a\.zip.*\(and 1 more"):
        read(tmp_path, b"PK\x03\x04")
