"""What becomes of every kind of input file and record: an article, a rejection with a reason, or one clear error."""

import gzip
import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import feather
from tocsin.errors import UsageError
from tocsin.model import Article, Rejected
from tocsin.sources import read_articles
from tocsin.sources.plain import split_header
from tocsin.sources.published import parse_published
from tocsin.sources.record import content_hash

TEXT = "Gunmen raided the market of Koro on Tuesday."


def read(*paths: Path, **options: date) -> list[Article | Rejected]:
    return list(read_articles(paths, **options))


def one(tmp_path: Path, content: bytes | str, name: str = "feed.jsonl") -> Article | Rejected:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = read(path)
    return found


def line(**fields: object) -> str:
    return json.dumps({"id": "a1", "text": TEXT, **fields})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Gunmen raided Koro", "not_json"),
        ('{"id": "a1", "text": "Gunmen', "not_json"),  # cut off
        ('["a1", "text"]', "not_json"),  # JSON, but no object
        ("42", "not_json"),
        ("[" * 100_000, "not_json"),  # nesting bomb
        (json.dumps({"text": TEXT}), "no_id"),
        (line(id=None), "no_id"),
        (line(id="  "), "no_id"),
        (line(id=True), "no_id"),
        (line(id=["a"]), "no_id"),
        (json.dumps({"id": "a1"}), "no_text"),
        (line(text=None), "no_text"),
        (line(text="  \n "), "no_text"),
        (line(text=17), "no_text"),
        (line(text="12.03.2024 -- 44 !! abc"), "no_text"),  # three letters
        (line(text="x" * 5_000_001), "too_long"),
        (line(text=TEXT + "\0"), "nul_byte"),
        (line(title="\0"), "nul_byte"),
        (b'{"id": "a1", "text": "Gunmen \x00 raided Koro"}', "nul_byte"),
        (b'{"id": "a1", "text": "Gunmen \xff raided Koro"}', "bad_encoding"),
        (line(published="last week"), "bad_date"),
        (line(published="1852-01-01"), "bad_date"),
        (line(published="2300-01-01"), "bad_date"),
        (line(published="2024-02-30"), "bad_date"),
        (line(published="03/04/2024"), "bad_date"),  # March or April?
        (line(published=["2024-01-01"]), "bad_date"),
        (line(title={"en": "Raid"}), "bad_field"),
    ],
)
def test_bad_record_has_a_stable_reason(tmp_path: Path, content: bytes | str, reason: str) -> None:
    found = one(tmp_path, content)
    assert isinstance(found, Rejected)
    assert (found.reason, found.line) == (reason, 1)
    assert "line 1" in found.detail
    assert found.article_id in ("a1", "feed.jsonl#1")


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line(id=1).encode() + b"\r\n\n\xff\xfe broken\n" + line(id=2).encode())
    found = read(path)
    assert [type(item) for item in found] == [Article, Rejected, Article]
    assert [item.line for item in found] == [1, 3, 4]


def test_every_field_is_kept(tmp_path: Path) -> None:
    article = one(
        tmp_path, line(id=7, title="Raid", source="Wire", url=None, country="Mali", published="2024-09-19", n=1)
    )
    assert isinstance(article, Article)
    assert (article.article_id, article.title, article.source, article.url, article.country) == (
        "7", "Raid", "Wire", "", "Mali",
    )  # fmt: skip
    assert (article.published, article.published_basis) == (date(2024, 9, 19), "metadata")
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-09-19", date(2024, 9, 19)),
        ("2024-09-19T23:30:00+02:00", date(2024, 9, 19)),  # the day of its own zone
        ("2024-09-19T23:30:00.1234567Z", date(2024, 9, 19)),
        ("2024-09-19 10:00", date(2024, 9, 19)),
        ("20240919", date(2024, 9, 19)),
        (20240919, date(2024, 9, 19)),
        ("2024/9/19", date(2024, 9, 19)),
        ("Thu, 19 Sep 2024 08:00:00 GMT", date(2024, 9, 19)),  # feeds
        ("19 September 2024", date(2024, 9, 19)),
        ("Sept. 19, 2024", date(2024, 9, 19)),
        (datetime(2024, 9, 19, 8), date(2024, 9, 19)),
        ("", None),
        (None, None),
        (float("nan"), None),  # an empty pandas cell
    ],
)
def test_published_day(value: object, day: date | None) -> None:
    assert parse_published(value) == day


@pytest.mark.parametrize(
    ("given", "option", "expected"),
    [
        ("2024-09-19", date(2020, 1, 1), (date(2024, 9, 19), "metadata")),
        (None, date(2020, 1, 1), (date(2020, 1, 1), "option")),
        ("", None, (None, "none")),
    ],
)
def test_published_basis(tmp_path: Path, given: str | None, option: date | None, expected: object) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(published=given))
    (article,) = read_articles([path], published=option)
    assert isinstance(article, Article)
    assert (article.published, article.published_basis) == expected


def test_second_use_of_an_id_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join([line(text=""), line(), line(text=TEXT + " Again."), line(id="b")]))
    found = read(path)
    assert [getattr(item, "reason", "ok") for item in found] == ["no_text", "ok", "duplicate_id", "ok"]


def test_equal_content_has_equal_hash_in_every_format(tmp_path: Path) -> None:
    row = {"id": "7", "text": "Gunmen raided Koro.\nThey left.", "published": "2024-09-19", "title": "Raid"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (tmp_path / "b.csv").write_bytes(
        b'id,text,published,title\r\n7,"Gunmen raided Koro.\r\nThey left.",2024-09-19,Raid\r\n'
    )
    pq.write_table(pa.table({key: [value] for key, value in row.items()}), tmp_path / "c.parquet")
    (tmp_path / "d.txt").write_text("Title: Raid\nDate: 2024-09-19\n\n" + row["text"])
    hashes = {item.sha256 for name in "abcd" for item in read(*tmp_path.glob(name + ".*")) if isinstance(item, Article)}
    assert len(hashes) == 1
    assert content_hash("Raid", "a", None, "") != content_hash("", "Raida", None, "")


def test_csv_rows(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes(
        b"\xef\xbb\xbfID;text;source\n"
        b'1;"Gunmen raided Koro,\nthen left; nobody died.";Wire\n'  # two lines, separators inside
        b"2;Gunmen raided K\xf4ro again;Wire\n"
        b"3;Gunmen raided; then left;Wire\n"  # not escaped
        b"4;Gunmen raided Koro again;\n"
    )
    found = read(path)
    assert [getattr(item, "reason", "ok") for item in found] == ["ok", "bad_encoding", "bad_row", "ok"]
    assert [item.line for item in found] == [2, 4, 5, 6]
    assert found[1].article_id == "2"


def test_long_csv_cell_is_refused_by_name(tmp_path: Path) -> None:
    found = one(tmp_path, "id,text\n1," + "gun " * 1_300_000 + "\n", "feed.csv")
    assert isinstance(found, Rejected)
    assert found.reason == "too_long"


def test_parquet_types(tmp_path: Path) -> None:
    columns = {
        "id": [1.0, None, 3.0],
        "text": [TEXT, TEXT, None],
        "published": [datetime(2024, 9, 19, 8), None, None],
        "extra": [1, 2, 3],
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert [getattr(item, "reason", "ok") for item in found] == ["ok", "no_id", "no_text"]
    assert [item.article_id for item in found] == ["1", "a.parquet#2", "3"]


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("Title: Raid\nDate: 2024-01-02\n\nGunmen.", {"title": "Raid", "published": "2024-01-02"}, "Gunmen."),
        ("Title: Raid\r\nURL: http://a.b/c\r\n\r\nGunmen.", {"title": "Raid", "url": "http://a.b/c"}, "Gunmen."),
        ("Bamako: Gunmen raided.\n\nMore.", {}, "Bamako: Gunmen raided.\n\nMore."),  # a dateline, not a header
        ("Source: a guard said so.\nHe fled.", {}, "Source: a guard said so.\nHe fled."),  # no blank line
        ("Gunmen raided.", {}, "Gunmen raided."),
    ],
)
def test_header_of_a_text_file(text: str, fields: dict[str, str], body: str) -> None:
    assert split_header(text) == (fields, body)


def test_folder_is_read_below_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b/1.txt", "a/1.txt", "a/0.txt", ".hidden/x.txt", "a/notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(line(id="z").encode()))
    found = read(tmp_path, tmp_path / "a")  # the folder inside is not read twice
    assert [item.article_id for item in found] == ["a/0", "a/1", "b/1", "z"]
    assert all(isinstance(item, Article) for item in found)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"id,body\n1,x\n", "lacks text"),
        ("a.csv", b"id,text,text\n1,x,y\n", "twice"),
        ("a.parquet", b"PAR1 and nothing else", "not a readable Parquet"),
        ("a.parquet", b"", "not a readable Parquet"),
        ("a.jsonl", b"", "holds no articles"),
        ("a.csv", b"id,text\n", "holds no articles"),
        ("a.jsonl.gz", b"\x1f\x8b\x08\x00broken", "cannot be read"),
        ("a.jsonl", b"\xff\xfe{\x00", "UTF-16"),
        ("a.docx", b"PK\x03\x04", "unknown format"),
        ("a.json", b'[{"id": 1, "text"', "JSON array"),
    ],
)
def test_fault_of_a_file_is_one_clear_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=message) as caught:
        read(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_fault_of_a_path(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_articles([tmp_path / "missing.jsonl"])  # at the call, before anything streams
    with pytest.raises(UsageError, match="no file in a known format"):
        read_articles([tmp_path])
    with pytest.raises(UsageError, match="no input"):
        read_articles([])


def test_empty_file_beside_a_full_one_is_fine(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("")
    (tmp_path / "b.jsonl").write_text(line())
    assert len(read(tmp_path)) == 1


def test_json_array_is_read(tmp_path: Path) -> None:
    assert isinstance(one(tmp_path, "[\n" + line() + "\n]", "a.json"), Article)


def test_content_decides_where_the_name_is_wrong(tmp_path: Path) -> None:
    for name in ("a.txt", "b.log"):  # JSON lines under another name
        article = one(tmp_path, line(id=name), name)
        assert isinstance(article, Article)
        assert article.article_id == name
    pq.write_table(pa.table({"id": ["p"], "text": [TEXT]}), tmp_path / "c.csv")
    assert read(tmp_path / "c.csv")[0].article_id == "p"


def test_caller_stopping_early_closes_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line() + "\n" + line(id="b"))
    stream = read_articles([tmp_path])
    next(stream)
    stream.close()  # type: ignore[attr-defined]


def test_error_of_the_caller_is_not_taken_for_a_read_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line())
    with pytest.raises(ValueError, match="mine"):
        for _ in read_articles([tmp_path]):
            raise ValueError("mine")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mac.csv", b"id,text\r1,Gunmen raided Koro."),  # lines that end with a carriage return alone
        ("torn.parquet", b""),
        ("torn.feather", b""),
    ],
)
def test_torn_tables_are_one_clear_line(name: str, content: bytes, tmp_path: Path) -> None:
    """Bytes in a table that are no UTF-8, as a fault of a disk leaves them."""
    path = tmp_path / name
    path.write_bytes(content)
    if not content:
        table = pa.table({"id": ["1"], "text": pa.array([b"raid \xb4\xff"], pa.binary()).view(pa.string())})
        (pq.write_table if "parquet" in name else feather.write_feather)(table, path)
    with pytest.raises(UsageError, match=name) as error:
        list(read_articles([path]))
    assert "\n" not in str(error.value)
