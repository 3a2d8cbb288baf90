"""Why a row or a cell differs between two builds, as far as the builds know it: inputs, rules, data, versions.

What they know is in their manifests (hashes of rules and data), their evidence (rules behind each cell), their
exclusions and their lists of articles. Where none of these differs, nothing is claimed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from tocsin.dataset.load import LoadedDataset

_DATA = {
    "actors_sha256": ("actor data changed", ("actor1", "actor2", "inter1", "inter2", "assoc_actor_1", "assoc_actor_2")),
    "gazetteer_sha256": ("gazetteer changed", ("country", "admin1", "admin2", "admin3", "location", "latitude",
                                               "longitude", "geo_precision")),
    "places_sha256": ("own places changed", ("country", "admin1", "admin2", "admin3", "location", "latitude",
                                             "longitude")),
    "sources_sha256": ("own sources changed", ("source_scale",)),
}  # fmt: skip
"""Hash of a manifest -> what its change means, and the columns it bears on."""

_WHOLE = {
    "tocsin": "another version of tocsin",
    "parser_model": "another parser model",
    "spacy": "another version of spaCy",
}
_AFTER = ("ids.", "derive.", "dataset.")
"""Rules that only follow from other cells."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two builds, indexed for looking up causes."""

    articles: Mapping[str, str]
    statuses: Mapping[str, str]
    rules: Mapping[tuple[str, str], frozenset[str]]
    excluded: Mapping[str, tuple[str, ...]]
    manifest: Mapping[str, Any]


def side_of(build: LoadedDataset) -> Side:
    """Index a build."""
    articles, evidence = build.articles, build.evidence
    rules: dict[tuple[str, str], set[str]] = defaultdict(set)
    told = evidence[evidence["role"].isin(["value", "addend"])]
    for key, column, ids in zip(told["event_id_cnty"], told["column"], told["rule_ids"], strict=True):
        rules[str(key), str(column)].update(str(rule) for rule in ids if not str(rule).startswith(_AFTER))
    excluded: dict[str, list[str]] = defaultdict(list)
    for article, reasons in zip(build.excluded["article_id"], build.excluded["reasons"], strict=True):
        excluded[str(article)] += [str(reason) for reason in reasons]
    return Side(
        articles=_column(articles, "sha256"),
        statuses=_column(articles, "status"),
        rules={key: frozenset(found) for key, found in rules.items()},
        excluded={article: tuple(dict.fromkeys(found)) for article, found in excluded.items()},
        manifest=build.manifest,
    )


def _column(articles: pd.DataFrame, name: str) -> dict[str, str]:
    cells = articles[name].fillna("")
    return {str(key): str(cell) for key, cell in zip(articles["article_id"], cells, strict=True)}


def of_cell(column: str, old: Side, old_key: str, new: Side, new_key: str) -> str:
    """Why a cell differs: other rules behind it, a changed rule, changed data or versions; "" when unknown."""
    rules = rules_of_cell(column, old, old_key, new, new_key)
    if rules.gone or rules.come:
        gone, come = ", ".join(rules.gone), ", ".join(rules.come)
        return "; ".join(filter(None, (f"no longer by {gone}" if gone else "", f"now by {come}" if come else "")))
    if rules.changed:
        return f"rule changed: {', '.join(rules.changed)}"
    return "; ".join(of_data(old.manifest, new.manifest, column) or of_versions(old.manifest, new.manifest))


@dataclass(frozen=True, slots=True)
class CellRules:
    """Rules that a cell no longer rests on, those that it now rests on, and those that it still does but changed."""

    gone: tuple[str, ...]
    come: tuple[str, ...]
    changed: tuple[str, ...]


def rules_of_cell(column: str, old: Side, old_key: str, new: Side, new_key: str) -> CellRules:
    """The rules that a difference in a cell hangs on, as far as the evidence tells."""
    before, after = old.rules.get((old_key, column), frozenset()), new.rules.get((new_key, column), frozenset())
    moved = changed_rules(old.manifest, new.manifest) if before == after else {}
    changed = tuple(rule for rule in sorted(before) if rule in moved)
    return CellRules(tuple(sorted(before - after)), tuple(sorted(after - before)), changed)


def changed_rules(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Rule, by its full name and by its id alone -> changed, added or removed."""
    before, after = old.get("rules") or {}, new.get("rules") or {}
    found: dict[str, str] = {}
    for name in sorted({*before, *after}) if before and after else ():
        if before.get(name) != after.get(name):
            what = "added" if name not in before else "removed" if name not in after else "changed"
            found[name] = what
            found.setdefault(name.split(":", 1)[1], what)
    return found


def of_data(old: Mapping[str, Any], new: Mapping[str, Any], column: str = "") -> list[str]:
    """Which data differs that bears on a column; on any when none is named."""
    before, after = old.get("versions", {}), new.get("versions", {})
    return [
        words for name, (words, columns) in _DATA.items()
        if before.get(name) != after.get(name) and (not column or column in columns)
    ]  # fmt: skip


def of_versions(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Which versions differ."""
    before, after = old.get("versions", {}), new.get("versions", {})
    return [words for name, words in _WHOLE.items() if before.get(name) != after.get(name)]


def of_row(articles: Iterable[str], there: Side, absent: Side, appeared: bool) -> str:
    """Why a row is in one build (`there`) and not in the other (`absent`): what became of its articles in that one."""
    told = [word for article in sorted(set(articles)) if (word := _of_article(article, there, absent, appeared))]
    if told:
        return "; ".join(dict.fromkeys(told))
    old, new = (absent, there) if appeared else (there, absent)
    rules = changed_rules(old.manifest, new.manifest)
    named = [f"{rule} {what}" for rule, what in rules.items() if ":" in rule]
    words = [f"rules differ: {', '.join(named[:5])}{' ...' if len(named) > 5 else ''}"] if named else []
    return "; ".join([*words, *of_data(old.manifest, new.manifest), *of_versions(old.manifest, new.manifest)])


def _of_article(article: str, there: Side, absent: Side, appeared: bool) -> str:
    if article not in absent.articles:
        return f"article {article} is {'new' if appeared else 'no longer among the inputs'}"
    if absent.articles[article] != there.articles.get(article) and absent.articles[article]:
        return f"article {article} has another text"
    if (status := absent.statuses[article]) in ("rejected", "duplicate"):
        return f"article {article} {'was' if appeared else 'is now'} {status}"
    reasons = absent.excluded.get(article)
    return f"article {article}: {'was' if appeared else 'is now'} excluded ({', '.join(reasons)})" if reasons else ""
