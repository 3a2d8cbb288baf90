"""Events for spreadsheets: a CSV that Excel opens without harm, and a workbook. Both have the same bytes each time."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tocsin.errors import UsageError
from tocsin.export.csvfile import cell_text
from tocsin.export.datapackage import resource
from tocsin.export.selection import Selection

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes Excel and its kin take a text for a formula, or for a command."""
ROWS = 1_048_576
"""The rows of a sheet, its header among them."""
CHARACTERS = 32_767
"""The characters of a cell."""
_DAY_ZERO = date(1899, 12, 30).toordinal()
_MARK = "\ufeff"


def safe(value: object) -> str:
    """A cell for Excel: a text that would be a formula gets an apostrophe; a number keeps its sign."""
    text = cell_text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def write_excel_csv(selection: Selection, folder: Path) -> list[dict[str, Any]]:
    """events.csv that opens by a double click: marked as UTF-8, lines ended as Windows does."""
    events = selection.events()
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as stream:
        stream.write(_MARK)
        writer = csv.writer(stream, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
        writer.writerow(events.column_names)
        writer.writerows([safe(value) for value in row] for row in _rows(events))
    found = resource("events_csv", "events.csv", "events", events.schema)
    return [{**found, "encoding": "utf-8-sig", "dialect": {**found["dialect"], "lineTerminator": "\r\n"}}]


def write_xlsx(selection: Selection, folder: Path) -> list[dict[str, Any]]:
    """events.xlsx: one sheet, days as days, no text a formula. Raises UsageError for more rows than a sheet holds."""
    events = selection.events()
    if events.num_rows >= ROWS:
        raise UsageError(f"a sheet holds {ROWS - 1:,} rows, the events are {events.num_rows:,}; export parquet or csv")
    with zipfile.ZipFile(folder / "events.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in _PARTS.items():
            _put(book, name, content)
        _put(book, "xl/worksheets/sheet1.xml", "".join(_sheet(events)))
    found = resource("events_xlsx", "events.xlsx", "events", events.schema)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return [{**found, "mediatype": kind, "dialect": {"sheet": "events"}}]


def _put(book: zipfile.ZipFile, name: str, content: str) -> None:
    """Add a part under a fixed day, so that no clock stands in the file."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    book.writestr(info, content)


def _rows(table: Any) -> Iterator[tuple[object, ...]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _sheet(table: Any) -> Iterator[str]:
    yield _XML + f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    yield "<sheetData>"
    yield _line(table.column_names)
    for row in _rows(table):
        yield _line(row)
    yield "</sheetData></worksheet>"


def _line(cells: Iterable[object]) -> str:
    return f"<row>{''.join(_cell(value) for value in cells)}</row>"


def _cell(value: object) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, date):
        return f'<c s="1"><v>{value.toordinal() - _DAY_ZERO}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{cell_text(value)}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(value)[:CHARACTERS])}</t></is></c>'


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": _XML + f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETML}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEETML}.styles+xml"/></Types>',
    "_rels/.rels": _XML + f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": _XML + f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="events" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _XML + f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": _XML + f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
    'formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
"""The parts of a workbook that do not change: what is where, and one style, that of days."""
