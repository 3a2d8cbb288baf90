"""A web archive (WARC, WARC.gz) -> one record per captured page. CC-NEWS and wget both write this form."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from tocsin.model import Rejected
from tocsin.sources.columns import Columns
from tocsin.sources.faults import FileFaultError, why
from tocsin.sources.files import InputFile
from tocsin.sources.pages import MAX_PAGE, PageError, read_page
from tocsin.sources.record import Record, rejection
from tocsin.sources.unpack import opened

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200
_GZIP = b"\x1f\x8b"
MAX_RECORD = MAX_PAGE + 1_000_000
"""Bytes of a page with the headers of its server. A larger record is not taken into memory."""


def read_warc(file: InputFile, columns: Columns) -> Iterator[Record | Rejected]:
    """Yield one record per page that was found (status 200, HTML); pictures, scripts and redirects are passed by.

    `line` is the number of the record in the archive, from 1. Raises FileFaultError where the archive breaks off.
    """
    # The archive is many small gzips: its reader unpacks them.
    with opened(file.path, False, file.member, file.meter) as stream:
        for number, record in enumerate(_records(stream), 1):
            name = f"{file.origin}#{number}"
            length = _length(record)
            if length > MAX_RECORD:
                if str(record.record_type) in _CAPTURES:
                    yield rejection(file.origin, number, "too_long", f"the record has {length:,} bytes", name)
                continue
            _take_in(record, length)
            if _is_page(record):
                yield _read_record(record, file.origin, number)


_CAPTURES = ("response", "resource")


def _records(stream: BinaryIO) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator

    count = last = 0
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            count, last = count + 1, record.stream_pos
            yield record
        if _ends_packed_in_the_middle(stream, last):
            raise FileFaultError("cut_off", "the archive breaks off; pages before it were read")
    except (OSError, ValueError, zlib.error) as error:
        raise FileFaultError("cut_off", f"the archive breaks off: {why(error)}; pages before it were read") from error
    if not count:
        raise FileFaultError("cut_off", "the archive holds no whole record")


def _ends_packed_in_the_middle(stream: BinaryIO, last: int) -> bool:
    """Whether the gzip behind the last whole record, if there is one, is not whole: the library is silent on that."""
    stream.seek(last)
    unpacker = None
    while block := stream.read(1 << 16):
        while block:
            if unpacker is None:
                if not _GZIP.startswith(block[:2]):
                    return False  # not packed, or padding behind the last record
                unpacker = zlib.decompressobj(wbits=31)
            unpacker.decompress(block)
            block = unpacker.unused_data
            unpacker = None if unpacker.eof else unpacker
    return unpacker is not None


def _length(record: Any) -> int:
    """The bytes that a record says it has. Raises FileFaultError for one whose headers are not whole."""
    told = record.headers.get("Content-Length") or ""
    if not told.strip().isdigit():
        raise FileFaultError("cut_off", "the archive breaks off in the headers of a record; pages before it were read")
    return int(told)


def _take_in(record: Any, length: int) -> None:
    """Take the whole record into memory and read its HTTP headers. Raises FileFaultError when it is shorter than told.

    The library reads on silently where an archive ends in the middle of a record.
    """
    try:
        record.freeze()
        if record.content_length < length:
            raise FileFaultError("cut_off", "the archive breaks off in a record; pages before it were read")
        if record.is_http:
            record.parse_http("all")
    except (OSError, ValueError) as error:
        raise FileFaultError("cut_off", f"the archive breaks off: {why(error)}; pages before it were read") from error


def _is_page(record: Any) -> bool:
    if str(record.record_type) not in _CAPTURES:
        return False
    if record.is_http:
        headers = record.http_headers
        return headers is not None and headers.status_code == _FOUND and (record.http_content_type or "") in _PAGES
    return (record.headers.get("Content-Type") or "").split(";")[0].strip().lower() in _PAGES


def _read_record(record: Any, origin: str, number: int) -> Record | Rejected:
    name = f"{origin}#{number}"
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    try:
        content = _payload(record)
        captured = record.record_date.date() if record.record_date else None
        page = read_page(_decoded(content, record), url, captured)
    except PageError as error:
        return rejection(origin, number, "bad_page", f"{url}: {error}", name)
    except Exception as error:  # a payload that lies about its encoding or length
        return rejection(origin, number, "cut_off", f"{url}: the record cannot be read: {why(error)}", name)
    return Record({"id": name, **page.fields}, origin, number, page.basis, page.doubt)


def _payload(record: Any) -> bytes:
    content: bytes = record.reader.read(MAX_PAGE + 1)
    if len(content) > MAX_PAGE:
        raise PageError(f"the page has over {MAX_PAGE:,} bytes")
    return content


def _decoded(content: bytes, record: Any) -> bytes | str:
    """The page in the encoding that its server declared; without a declaration the page's own is for the parser."""
    charset = record.http_charset if record.is_http else None
    if not charset:
        return content
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return content
