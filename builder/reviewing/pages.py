"""A build and its articles -> a folder of pages to review it on: an index, a page per article, no server, no network.

What a page shows of an article is article_page.py; how it is written is html.py and the scripts in data/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
from tocsin.dataset.load import LoadedDataset, load, no_such
from tocsin.dataset.review_file import REVIEWABLE
from tocsin.errors import UsageError
from tocsin.export.datapackage import package
from tocsin.export.folder import replaced
from tocsin.export.marks import EXPORT_PREFIX, EXPORTS
from tocsin.export.write import write_json
from tocsin.inputs import Inputs, articles_of
from tocsin.model import Article
from tocsin.reviewing.article_page import Payload, Tables, known_actors, known_places
from tocsin.reviewing.html import ASSETS, page, script_of
from tocsin.reviewing.marked import KIND_OF
from tocsin.schema.columns import COLUMNS
from tocsin.schema.vocabulary import sub_events, values
from tocsin.telling import Tell, silent
from tocsin.webpage import asset

FOLDER = "review"
TITLE = "Pages to review a build on"


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the pages are, how many articles have one, and which have none because their text is another by now."""

    folder: Path
    count: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]


def review_pages(
    build: Path,
    inputs: Inputs,
    out: Path | None = None,
    mentions: Path | None = None,
    only: Collection[str] = (),
    tell: Tell = silent,
) -> Pages:
    """Write the pages of a build, into exports/review of it unless `out` names a folder.

    inputs    what the build was made of: a build keeps no texts
    mentions  the table that `tocsin mentions` wrote of the same inputs; its words are marked too
    only      ids of the articles to write pages for; all when empty
    Raises UsageError where there is no build, no such article, or no text that fits one.
    """
    tell("stage", stage="load", build=str(build))
    loaded = load(build)
    if not loaded.manifest:
        raise UsageError(f"{build}: name a build folder, not an events file alone")
    found = _mentions(mentions)
    tables = Tables(loaded, found)
    wanted = _wanted(tables, only)
    target = out or build / EXPORTS / FOLDER
    tell("stage", stage="pages", articles=len(wanted))
    made: dict[str, Payload] = {}
    changed: list[str] = []
    with replaced(target, "an export") as folder:
        (folder / "articles").mkdir()
        for article in _texts(loaded, inputs, wanted):
            if article.sha256 != tables.articles[article.article_id]["sha256"]:
                changed.append(article.article_id)
            elif article.article_id not in made:
                made[article.article_id] = _write_article(folder, tables.payload(article))
                tell("progress", stage="pages", articles=len(made), total_articles=len(wanted))
        if not made:
            raise UsageError("no text among the inputs fits an article of the build; name what it was built from")
        files = _write_rest(folder, [made[i] for i in sorted(made)], tables, found)
        listed = [{"name": "pages", "title": TITLE, "path": files, "mediatype": "text/html"}]
        write_json(package(EXPORT_PREFIX + FOLDER, TITLE, listed), folder / "datapackage.json")
    missing = wanted - set(made) - set(changed)
    return Pages(target, len(made), tuple(sorted(changed)), tuple(sorted(missing)))


def _mentions(path: Path | None) -> pd.DataFrame | None:
    if path is None:
        return None
    try:
        found = pd.read_parquet(path)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise UsageError(f"{path}: cannot be read as a table of mentions: {str(error).splitlines()[0]}") from error
    if lacking := [name for name in ("article_id", "kind", "field", "start", "end", "name") if name not in found]:
        raise UsageError(f"{path}: no table of mentions, it lacks {', '.join(lacking)}; `tocsin mentions` writes one")
    return found


def _wanted(tables: Tables, only: Collection[str]) -> set[str]:
    """Ids of the articles that have a text: rejected inputs have none."""
    known = {name for name, about in tables.articles.items() if about["status"] != "rejected"}
    if unknown := sorted(set(only) - known):
        raise no_such("article", unknown[0], sorted(known))
    return set(only) or known


def _texts(loaded: LoadedDataset, inputs: Inputs, wanted: set[str]) -> Iterator[Article]:
    """The articles of the inputs, read as the build read them."""
    options = loaded.manifest.get("options") or {}
    day = date.fromisoformat(options["published"]) if options.get("published") else None
    columns = {str(field): str(column) for field, column in options.get("columns") or ()}
    for article in articles_of(inputs, day, columns):
        if isinstance(article, Article) and article.article_id in wanted:
            yield article


def page_name(article_id: str) -> str:
    """The file of an article: stable, and safe whatever the id holds."""
    return hashlib.sha256(article_id.encode("utf-8")).hexdigest()[:16] + ".html"


def _write_article(folder: Path, payload: Payload) -> Payload:
    """Write the page of an article; what the index tells of it."""
    title = "".join(piece for piece, _ in payload["fields"]["title"]) or payload["article_id"]
    name = page_name(payload["article_id"])
    scripts = ("data.js", "store.js", "review.js")
    _write(folder / "articles" / name, page(f"Review: {title}", "article", payload, scripts, "../"))
    kept = ("article_id", "sha256", "published", "source", "status")
    rows = [{"member_id": row["member_id"], "members": row["members"]} for row in payload["rows"]]
    return {
        **{key: payload[key] for key in kept},
        "title": title, "file": f"articles/{name}", "rows": rows, "excluded": len(payload["excluded"]),
    }  # fmt: skip


def _write_rest(folder: Path, made: list[Payload], tables: Tables, mentions: pd.DataFrame | None) -> list[str]:
    """Write index, vocabulary, scripts; the names of all files."""
    for name in ASSETS:
        _write(folder / name, asset("tocsin.reviewing", name))
    shared = vocabulary(tables, mentions) | {"order": [str(one["file"]).removeprefix("articles/") for one in made]}
    _write(folder / "data.js", script_of("TOCSIN", shared))
    _write(folder / "index.html", page("Review", "index", {"articles": made}, ("store.js", "index.js"), ""))
    return sorted(["data.js", "index.html", *ASSETS, *(str(one["file"]) for one in made)])


def vocabulary(tables: Tables, mentions: pd.DataFrame | None) -> Payload:
    """What editors offer: the columns with their closed lists, known actors and places, what follows from a type."""
    return {
        "columns": [
            {"name": c.name, "type": c.type, "about": c.description, "nullable": c.nullable,
             "values": [str(value) for value in values(c.vocabulary)] if c.vocabulary else None,
             "set": c.name in REVIEWABLE, "kind": KIND_OF.get(c.name, "")}
            for c in COLUMNS
        ],
        "types": {entry.name: entry.event_type for entry in sub_events()},
        "actors": [list(pair) for pair in known_actors(tables, mentions)],
        "places": known_places(tables, mentions),
    }  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
