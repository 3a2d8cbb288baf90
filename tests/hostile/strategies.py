"""What a fuzzer may feed: articles made to hurt, and broken files of every format, data files of users among them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from functools import lru_cache

import made_files
import pandas as pd
from hypothesis import strategies as st
from tocsin.model import Article

RAID = "Gunmen attacked the village of Koro in Mali on Tuesday and killed two people. "

PIECES = (
    RAID, "Protesters marched in Gao, Mali, on Friday.", "\u2028", "\u202e", "\u00ad", "\n\n", "\r", "&amp;amp;lt;",
    "，。", "\t", "&#0;", "(" * 30, '"' * 9, "İSTANBUL", "ß" * 9, "<p>", "\U0001f600", "e\u0301" * 5, "1" * 400,
    "Mr. " * 20, "on 31 February 0000", "between 99999999999999999999 and 3 people", "[TEXT]", "-" * 99,
    "PARIS, 30 FEB 90 (AFP) --", "\ufeff", "\ufffd", "\ud7ff", "\x0b\x0c\x1c\x85", "a" * 3000, "٣ people",
    "\u0130\u0307",
    "At least 1,2,3,,4 were killed and 1e309 wounded.", "said, and " * 60, "' \" ` « » “ ”", "BAGHDAD (Reuters) - " * 3,
    "the Army, the Police, the Army of the Police of the Army", "Koro, Mali, Koro, Mali, Koro, Mali, ", "NaN null None",
    "=HYPERLINK(\"x\")", "{{7*7}}", "on Tuesday, Monday, 3 May 2021, last week, two years ago and tomorrow",
)  # fmt: skip

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=80)), min_size=1, max_size=12).map(" ".join)
articles = st.builds(
    Article,
    article_id=st.text(min_size=1, max_size=20),
    text=texts,
    published=st.one_of(st.none(), st.dates()),
    published_basis=st.just("metadata"),
    title=st.one_of(st.just(""), st.text(max_size=60), st.sampled_from(PIECES)),
    source=st.text(max_size=20),
    country=st.sampled_from(["", "Mali", "Atlantis", "\x00"]),
)
several = st.lists(articles, min_size=1, max_size=4, unique_by=lambda a: a.article_id)


# ---------------------------------------------------------------- files


@lru_cache(maxsize=1)
def whole_files() -> dict[str, bytes]:
    """Name -> bytes of a sound file of every format."""
    records = [{"id": str(n), "text": RAID * n, "title": "Raid", "published": "2024-09-19"} for n in (1, 2, 3)]
    table = pd.DataFrame(records)
    jsonl = made_files.lines(*records)
    page = made_files.page().encode()
    archive = made_files.warc([("http://a.example/1", "200 OK", "text/html", page)])
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a/b.jsonl", jsonl)
        out.writestr("c.html", page)
    arrow = io.BytesIO()
    table.to_feather(arrow)
    entries = [("Raid", "https://a.example/2", "2024-09-19", f"<p>{RAID}</p>")]
    return {
        "a.jsonl": jsonl,
        "a.json": json.dumps(records).encode(),
        "a.csv": table.to_csv(index=False).encode(),
        "a.tsv": table.to_csv(index=False, sep="\t").encode(),
        "a.parquet": table.to_parquet(None),
        "a.feather": arrow.getvalue(),
        "a.html": page,
        "a.warc.gz": archive,
        "a.warc": made_files.warc([("http://a.example/1", "200 OK", "text/html", page)], packed=False),
        "a.zip": zipped.getvalue(),
        "a.xml": made_files.feed("rss", entries).encode(),
        "a.atom": made_files.feed("atom", entries).encode(),
        "a.txt": RAID.encode(),
        "a.jsonl.gz": gzip.compress(jsonl, mtime=0),
    }


HURTING = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r\n\r\n", b'"', b"'", b",,,,", b"[" * 5000, b"{" * 5000,
    b'{"a":' * 3000,
    b"<" * 500, b"<div>" * 3000, b"&#x41;" * 50, b"<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>", b"]]>", b"<!--",
    b"PK\x03\x04", b"PAR1", b"ARROW1", b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n", b"\x1f\x8b\x08\x00",
    b"1e999",
    b"-9223372036854775809", b"NaN", b"\xed\xa0\x80", b"\\ud800", b"null", b"9" * 400, b"2024-13-45",
    b"Content-Length: -1\r\n",
)  # fmt: skip

edits = st.one_of(
    st.tuples(st.just("insert"), st.floats(0, 1), st.one_of(st.sampled_from(HURTING), st.binary(max_size=40))),
    st.tuples(st.just("cut"), st.floats(0, 1), st.integers(1, 200).map(bytes)),
    st.tuples(st.just("end"), st.floats(0, 1), st.just(b"")),
    st.tuples(st.just("flip"), st.floats(0, 1), st.binary(min_size=1, max_size=8)),
    st.tuples(st.just("double"), st.floats(0, 1), st.integers(1, 400).map(bytes)),
)


def edited(content: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    """A file with changes, each at a share of its length: bytes put in, cut out, cut off, flipped, said twice."""
    for kind, share, given in changes:
        at = int(share * len(content))
        before, after = content[:at], content[at:]
        if kind == "insert":
            content = before + given + after
        elif kind == "cut":
            content = before + after[len(given) :]
        elif kind == "end":
            content = before
        elif kind == "flip":
            content = before + bytes(a ^ b for a, b in zip(after, given, strict=False)) + after[len(given) :]
        else:
            content = before + after[: len(given)] + after
    return content


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """(name, bytes) of a file that is broken in a few places; now and then under the name of another format."""
    made = whole_files()
    kind = draw(st.sampled_from(sorted(made)))
    name = draw(st.one_of(st.just(kind), st.sampled_from([*sorted(made), "noname"])))
    return name, edited(made[kind], draw(st.lists(edits, min_size=1, max_size=4)))
