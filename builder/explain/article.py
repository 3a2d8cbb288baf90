"""Say what became of an article: its rows, what was excluded and why, and the fate of every sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from tocsin.coding.fates import ToldAct, acts_told
from tocsin.dataset.load import LoadedDataset, no_such, records
from tocsin.explain.event import Record, event_story, shown
from tocsin.explain.locate import Locator
from tocsin.explain.story import Act, ArticleStory, Context, ExcludedStory, SentenceStory
from tocsin.schema.columns import NAMES


def explain_article(
    article_id: str, build: LoadedDataset, locator: Locator, fields: Mapping[str, str] | None = None
) -> ArticleStory:
    """What became of one article: its status, what each row took from where, excluded candidates, every sentence.

    fields  the article's own "title" and "text", to quote sentences from; without them only their places are told
    Raises UsageError for an unknown article_id.
    """
    article = _article_of(article_id, build.articles)
    mine = build.members[build.members["article_id"] == article_id]
    keys = {str(member): str(key) for member, key in zip(mine["member_id"], mine["event_id_cnty"], strict=True)}
    evidence = _of_article(build.evidence, article_id)
    rows = records(build.events[build.events["event_id_cnty"].isin(set(keys.values()))])
    sentences = _of_article(build.sentences, article_id)
    told = {key: [e for e in evidence if e["event_id_cnty"] == key] for key in keys.values()}
    return ArticleStory(
        article_id=article_id, status=article["status"], reason=article["reason"] or "",
        duplicate_of=article["duplicate_of"] or "", published=shown(article["published"]) or "",
        source=article["source"] or "", title=article["title"] or "", url=article["url"] or "",
        rows=tuple(event_story(row, told[row["event_id_cnty"]], build.details, locator) for row in rows),
        excluded=tuple(_excluded(row, locator) for row in _of_article(build.excluded, article_id)),
        sentences=tuple(_sentence(row, fields or {}, keys, locator) for row in sentences),
    )  # fmt: skip


def _article_of(article_id: str, articles: pd.DataFrame) -> dict[str, Any]:
    found = _of_article(articles, article_id)
    if not found:
        raise no_such("article", article_id, articles["article_id"])
    return found[0]


def _of_article(frame: pd.DataFrame, article_id: str) -> list[dict[str, Any]]:
    return records(frame[frame["article_id"] == article_id])


def _excluded(row: Record, locator: Locator) -> ExcludedStory:
    decision, _, more = str(row["detail"] or "").partition("; ")
    rule = locator.rule(decision) if decision else None
    known = rule is not None and bool(rule.where)
    cells = {name: str(shown(row[name])) for name in NAMES if row[name] is not None}
    start, end = (None if row[name] is None else int(row[name]) for name in ("start", "end"))
    return ExcludedStory(
        tuple(row["reasons"]), cells, start, end, row["quote"] or "", rule if known else None,
        more if known else str(row["detail"] or ""),
    )  # fmt: skip


def _sentence(row: Record, fields: Mapping[str, str], keys: Mapping[str, str], locator: Locator) -> SentenceStory:
    acts = tuple(acts_told(row["detail"] or ""))
    rest = [part for part in (row["detail"] or "").split("; ") if part and " -> " not in part and "]" not in part]
    start, end = int(row["start"]), int(row["end"])
    return SentenceStory(
        number=int(row["index"]) + 1, field=row["field"], start=start, end=end,
        text=fields.get(row["field"], "")[start:end], segment=row["segment"] or "", fate=row["fate"],
        remark="; ".join(_remarks(rest)), acts=tuple(_act(act, keys, locator) for act in acts),
    )  # fmt: skip


def _remarks(parts: Sequence[str]) -> list[str]:
    """What is told of a sentence besides its acts; the contexts of an act are parts of it."""
    return [part for part in parts if part.startswith(("parsed to", "the article"))]


def _act(told: ToldAct, keys: Mapping[str, str], locator: Locator) -> Act:
    contexts = tuple(
        Context(effect, locator.rule(rule)) for effect, _, rule in (c.partition(":") for c in told.contexts)
    )
    rule = locator.rule(told.rule_id)
    return Act(told.act, rule, contexts, told.member_id, told.outcome, keys.get(told.member_id, ""), told.reasons)
