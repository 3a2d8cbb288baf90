"""tocsin explain: a build and a key in, the derivation of a row or the fate of an article out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tocsin.cli import options

if TYPE_CHECKING:
    from tocsin.config import Options
    from tocsin.explain.node import Node
    from tocsin.explain.story import ArticleStory, EventStory


@click.command()
@click.argument("build", type=options.PATH, metavar="OUT")
@click.argument("event_id", required=False)
@click.option("--article", metavar="ID", help="Explain an article: its sentences, its rows, what was excluded.")
@click.option("--inputs", type=options.PATH, metavar="PATH", help="With --article: its input, to quote from.")
@click.option("--json", "as_json", is_flag=True, help="The same for machines; docs/explain.md tells the shape.")
@options.own_data
def explain(
    build: Path,
    event_id: str | None,
    article: str | None,
    inputs: Path | None,
    as_json: bool,
    own: options.OwnData,
) -> None:
    """Tell why a row of the build OUT exists, cell by cell: value, words, rules, and what came second.

    With --article tell what became of an article, sentence by sentence, so that a row that is missing is explained
    too. Give data of your own (--rules, --actors ...) as they were given to the build: their lines are named as well.

    \b
    tocsin explain output/examples MLI-7f3a9c21b4
    tocsin explain output/examples --article mali-koro --inputs examples
    tocsin explain output/examples --article mali-koro --inputs examples --json
    """  # fmt: skip
    from tocsin.cli.screen import show, tree
    from tocsin.config import Options
    from tocsin.explain.story import to_plain

    if (event_id is None) == (article is None):
        raise click.UsageError("name an EVENT_ID, or an article with --article ID")
    chosen = Options(**own)
    story: EventStory | ArticleStory
    if event_id is not None:
        story, node = _event(build, event_id, chosen)
    else:
        story, node = _article(build, str(article), inputs, chosen)
    if as_json:
        click.echo(json.dumps(to_plain(story), indent=2, ensure_ascii=False))
    else:
        show(tree(node))


def _event(build: Path, event_id: str, chosen: Options) -> tuple[EventStory, Node]:
    from tocsin.dataset.load import load_event
    from tocsin.explain.draw import draw_event
    from tocsin.explain.event import explain_event
    from tocsin.explain.locate import Locator

    loaded = load_event(build, event_id)
    locator = Locator(chosen, loaded.manifest)
    story = explain_event(event_id, loaded, locator)
    return story, draw_event(story, locator.remarks())


def _article(build: Path, article: str, inputs: Path | None, chosen: Options) -> tuple[ArticleStory, Node]:
    from tocsin.dataset.load import load_article
    from tocsin.explain.article import explain_article
    from tocsin.explain.draw import draw_article
    from tocsin.explain.locate import Locator

    loaded = load_article(build, article)
    story = explain_article(article, loaded, Locator(chosen, loaded.manifest), _fields(article, inputs))
    return story, draw_article(story)


def _fields(article_id: str, inputs: Path | None) -> dict[str, str]:
    """Title and text of the article, when the input is at hand."""
    if inputs is None:
        return {}
    from tocsin.inputs import articles_of
    from tocsin.model import Article

    found = (a for a in articles_of(inputs, None) if isinstance(a, Article) and a.article_id == article_id)
    article = next(found, None)
    return {} if article is None else {"title": article.title, "text": article.text}
