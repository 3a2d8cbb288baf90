"""A saved HTML file -> one record. What a page gives is pages.py; a sidecar's fields win over it."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.model import PublishedBasis, Rejected
from tocsin.sources.columns import Columns
from tocsin.sources.files import InputFile, open_bytes
from tocsin.sources.pages import MAX_PAGE, PageError, read_page
from tocsin.sources.record import Record, rejection
from tocsin.sources.sidecar import sidecar_fields


def read_html(file: InputFile, columns: Columns) -> Iterator[Record | Rejected]:
    """Yield the one article of a page. Its id is its name; Raises FileFaultError when the file cannot be read."""
    with open_bytes(file) as stream:
        content = stream.read(MAX_PAGE + 1)
    if len(content) > MAX_PAGE:
        yield rejection(file.origin, 1, "too_long", f"the page has over {MAX_PAGE:,} bytes", file.origin)
        return
    beside = sidecar_fields(file, columns)
    try:
        page = read_page(content, str(beside.get("url", "")))
    except PageError as error:
        yield rejection(file.origin, 1, "bad_page", str(error), file.origin)
        return
    own: tuple[PublishedBasis, str] = ("metadata", "") if "published" in beside else (page.basis, page.doubt)
    yield Record({"id": file.origin, **page.fields, **beside}, file.origin, 1, *own)
