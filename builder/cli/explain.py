"""tocsin explain: a build and a key in, the derivation of a row or the fate of an article out."""

from __future__ import annotations

from pathlib import Path

import click
from tocsin.cli import options
from tocsin.cli.screen import show, tree


@click.command()
@click.argument("build", type=options.PATH, metavar="OUT")
@click.argument("event_id", required=False)
@click.option("--article", metavar="ID", help="Explain an article: its sentences, its rows, what was excluded.")
@click.option("--inputs", type=options.PATH, metavar="PATH", help="With --article: its input, to quote from.")
@click.option("--rules", type=options.PATH, metavar="DIR", help="The folder of rules that the build was made with.")
def explain(build: Path, event_id: str | None, article: str | None, inputs: Path | None, rules: Path | None) -> None:
    """Tell why a row of the build OUT exists, cell by cell: value, words, rules, and what came second.

    \b
    tocsin explain output/examples MLI-7f3a9c21b4
    tocsin explain output/examples --article mali-koro --inputs examples
    """
    from tocsin.api import load, rule_places
    from tocsin.config import Options
    from tocsin.explain import explain_article, explain_event

    if (event_id is None) == (article is None):
        raise click.UsageError("name an EVENT_ID, or an article with --article ID")
    loaded = load(build)
    if event_id is not None:
        node = explain_event(event_id, loaded, rule_places(Options(rules=rules)))
    else:
        node = explain_article(str(article), loaded, _fields(str(article), inputs))
    show(tree(node))


def _fields(article_id: str, inputs: Path | None) -> dict[str, str]:
    """Title and text of the article, when the input is at hand."""
    if inputs is None:
        return {}
    from tocsin.inputs import articles_of
    from tocsin.model import Article

    found = (a for a in articles_of(inputs, None) if isinstance(a, Article) and a.article_id == article_id)
    article = next(found, None)
    return {} if article is None else {"title": article.title, "text": article.text}
