"""Files as the usual tools write them: pages as wget saves them, archives by warcio, feeds by Django's generator."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from html import escape

import feedgenerator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

KORO = (
    "Gunmen on motorbikes killed five farmers in Koro, Mali, on Tuesday, the mayor said.",
    "They came at dawn and left toward the north before soldiers reached the village.",
)
META_DAY = '<meta property="article:published_time" content="{}T08:00:00Z">'
CAPTURED = "2024-09-20T10:00:00Z"


def page(
    title: str = "Five killed in Koro",
    paragraphs: Sequence[str] = KORO,
    site: str = "Sahel Courier",
    day: str = "2024-09-19",
    head: str = "",
) -> str:
    """A news page with menu, heading, byline, footer; `day` "" leaves the declaration of the day out."""
    declared = META_DAY.format(day) if day else ""
    body = "\n".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | {site}</title>\n'
        f'<meta property="og:site_name" content="{site}">{declared}{head}<script>var a = "<p>no</p>";</script></head>\n'
        f'<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>\n'
        f"<article><h1>{escape(title)}</h1>\n{body}\n</article>\n"
        f'<footer><a href="/imprint">Imprint</a></footer></body></html>\n'
    )


def warc(captures: Sequence[tuple[str, str, str, bytes]], packed: bool = True) -> bytes:
    """A web archive of (address, status line, content type, payload), each with its request as wget writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "Wget/1.21"}))
    for url, status, kind, payload in captures:
        when = {"WARC-Date": CAPTURED}
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "courier.example")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=asked, warc_headers_dict=dict(when)))
        told = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(payload), http_headers=told, warc_headers_dict=dict(when)
        )
        writer.write_record(record)
    return out.getvalue()


def feed(kind: str, entries: Sequence[tuple[str, str, str, str]], title: str = "Sahel Courier") -> str:
    """A feed ("rss" or "atom") of (title, address, day, markup)."""
    maker = {"rss": feedgenerator.Rss201rev2Feed, "atom": feedgenerator.Atom1Feed}[kind]
    made = maker(title=title, link="https://courier.example/", description="News", language="en")
    for name, link, day, markup in entries:
        when = datetime.combine(date.fromisoformat(day), time(8), UTC)
        made.add_item(title=name, link=link, description=markup, pubdate=when, updateddate=when, unique_id=link)
    text: str = made.writeString("utf-8")
    return text


def lines(*articles: Mapping[str, object]) -> bytes:
    """JSON lines."""
    return "".join(json.dumps(article) + "\n" for article in articles).encode()


def packed(content: bytes) -> bytes:
    """The same in gzip, without a clock."""
    return gzip.compress(content, mtime=0)
