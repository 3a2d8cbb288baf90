"""Write finished rows, exclusions and inputs as Arrow tables in a fixed order: values in, tables out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pyarrow as pa
from tocsin.dataset.members import Member, Row
from tocsin.dataset.proof import evidence_rows, member_row, position
from tocsin.dataset.quarantine import salvaged, unreadable
from tocsin.model import CodedArticle, Rejected
from tocsin.schema.arrow import rows_to_arrow

Cells = Mapping[str, object]
TableRow = dict[str, object]

SENTENCE_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("article_id", "string", "The article."),
    ("index", "int64", "Number of the sentence in it, from 0."),
    ("field", "string", "The input field that start and end count in: title or text."),
    ("start", "int64", "First character of the sentence, counted from 0."),
    ("end", "int64", "The character behind it."),
    ("fate", "string", "What became of it: not gated, no act, excluded by a context, or the members it fed."),
    ("detail", "string", "The rules or members behind that; may be empty."),
    ("segment", "string", "Its place in the article: title, lead, elaboration, other incident, background ..."),
)
"""The extra table `sentences`, for those who ask why a sentence gave nothing."""

_TYPES = {"string": pa.string(), "int64": pa.int64()}


def sentence_schema() -> Any:
    """The Arrow schema of the table sentences."""
    return pa.schema(
        [pa.field(name, _TYPES[kind], nullable=False, metadata={"description": about})
         for name, kind, about in SENTENCE_FIELDS]
    )  # fmt: skip


def sort_rows(rows: Iterable[tuple[Row, TableRow]]) -> list[tuple[Row, TableRow]]:
    """Rows with their 31 cells, newest first, then by key."""
    by_key = sorted(rows, key=lambda pair: str(pair[1]["event_id_cnty"]))
    return sorted(by_key, key=lambda pair: str(pair[1]["event_date"]), reverse=True)


def events_table(rows: Iterable[tuple[Row, TableRow]]) -> Any:
    """The table events."""
    return rows_to_arrow("events", [cells for _, cells in rows])


def members_table(rows: Iterable[tuple[Row, TableRow]]) -> Any:
    """The table members, by key of the row, article and member."""
    found = [member_row(cells, member) for row, cells in rows for member in (*row.members, *row.echoes)]
    return rows_to_arrow("members", _sorted(found, ("event_id_cnty", "article_id", "member_id")))


def evidence_table(rows: Iterable[tuple[Row, TableRow]]) -> Any:
    """The table evidence, by key of the row, then as proof.py orders it."""
    by_key = sorted(rows, key=lambda pair: str(pair[1]["event_id_cnty"]))
    return rows_to_arrow("evidence", [proof for row, cells in by_key for proof in evidence_rows(row, cells)])


def details_table(rows: Iterable[tuple[Row, TableRow]]) -> Any:
    """The table details, by key of the row."""
    return rows_to_arrow("details", _sorted([_details_row(row, cells) for row, cells in rows], ("event_id_cnty",)))


def _details_row(row: Row, cells: Cells) -> TableRow:
    known, deaths, day = row.details, cells["fatalities"], cells["event_date"]
    articles = {member.article.article_id: member.article for member in (*row.members, *row.echoes)}
    return {
        "event_id_cnty": cells["event_id_cnty"],
        "fatalities_low": known.fatalities_low if known else deaths,
        "fatalities_high": known.fatalities_high if known else deaths,
        "deaths_side1": known.deaths_side1 if known else None,
        "deaths_side2": known.deaths_side2 if known else None,
        "injured": known.injured if known else None,
        "missing": known.missing if known else None,
        "arrested": known.arrested if known else None,
        "date_from": known.date_from if known else day,
        "date_to": known.date_to if known else day,
        "place_basis": known.place_basis if known else "",
        "grade": known.grade if known else "C",
        "runner_up_type": known.runner_up_type if known else "",
        "article_ids": list(articles),
        "urls": list(dict.fromkeys(article.url for article in articles.values() if article.url)),
    }


def excluded_table(members: Sequence[Member]) -> Any:
    """The table excluded, by article and place in it."""
    ordered = sorted(
        members, key=lambda member: (member.article.article_id, member.event.start, member.event.member_id)
    )
    return rows_to_arrow("excluded", [_excluded_row(member) for member in ordered])


MEMBER_ID = pa.field("member_id", pa.string(), nullable=False)


def excluded_with_members(members: Sequence[Member]) -> Any:
    """The table excluded in the given order, with member_id as its last column: what tells and sorts its rows."""
    table = rows_to_arrow("excluded", [_excluded_row(member) for member in members])
    return table.append_column(MEMBER_ID, pa.array([m.event.member_id for m in members], pa.string()))


def _excluded_row(member: Member) -> TableRow:
    event, lost = member.event, unreadable(member.event)
    detail = "; ".join(part for part in (event.detail, f"not kept: {lost}" if lost else "") if part)
    return {
        **salvaged(event),
        "article_id": member.article.article_id,
        "start": position(event.start),
        "end": position(event.end),
        "quote": event.quote,
        "reasons": list(event.reasons),
        "detail": detail,
    }


def articles_table(results: Iterable[CodedArticle | Rejected], duplicates: Mapping[str, str]) -> Any:
    """The table articles: every input, by id and where it stood."""
    found = [
        _rejected_row(result) if isinstance(result, Rejected) else _article_row(result, duplicates)
        for result in results
    ]  # fmt: skip
    return rows_to_arrow("articles", _sorted(found, ("article_id", "origin", "line", "status", "sha256", "reason")))


def _article_row(result: CodedArticle, duplicates: Mapping[str, str]) -> TableRow:
    article = result.article
    original = duplicates.get(article.article_id, "") if result.status != "rejected" else ""
    return {
        "article_id": article.article_id,
        "published": article.published,
        "published_basis": article.published_basis,
        "published_doubt": article.published_doubt,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "language": article.language,
        "status": "duplicate" if original else result.status,
        "reason": result.reason,
        "duplicate_of": original,
        "sha256": article.sha256,
        "origin": base_name(article.origin),
        "line": article.line,
    }


def _rejected_row(result: Rejected) -> TableRow:
    empty = dict.fromkeys(("published_doubt", "source", "title", "url", "duplicate_of", "sha256"), "")
    own = result.article_id.removeprefix(result.origin)  # an id made from its place: "/data/in/a.jsonl#4"
    made = own != result.article_id and result.origin != ""
    return {
        **empty,
        "article_id": base_name(result.origin) + own if made else result.article_id,
        "published": None,
        "published_basis": "none",
        "status": "rejected",
        "reason": result.reason,
        "language": result.language,
        "origin": base_name(result.origin),
        "line": result.line,
    }


def base_name(origin: str) -> str:
    """The file name of an absolute path; anything else as it is: "/data/in/a.jsonl" -> "a.jsonl"."""
    if PurePosixPath(origin).is_absolute():
        return PurePosixPath(origin).name
    return PureWindowsPath(origin).name if PureWindowsPath(origin).is_absolute() else origin


def sentences_table(coded: Iterable[CodedArticle]) -> Any:
    """The table sentences, by article and number."""
    rows = [
        {"article_id": result.article.article_id, "index": fate.index, "field": fate.field, "start": fate.start,
         "end": fate.end, "fate": fate.fate, "detail": fate.detail, "segment": fate.segment}
        for result in coded for fate in result.sentences
    ]  # fmt: skip
    return pa.Table.from_pylist(_sorted(rows, ("article_id", "index", "start")), schema=sentence_schema())


def _sorted(rows: list[TableRow], names: tuple[str, ...]) -> list[TableRow]:
    def key(row: TableRow) -> tuple[Any, ...]:
        return tuple(row[name] for name in names)

    return sorted(rows, key=key)
