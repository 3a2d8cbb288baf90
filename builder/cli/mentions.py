"""tocsin mentions: articles in, one Parquet table of every mention out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tocsin.cli import exits, options
from tocsin.cli.console import Console, telling
from tocsin.config import DEFAULT_WINDOW

if TYPE_CHECKING:
    from tocsin.model import Article, Rejected
    from tocsin.telling import Meter, Tell

TOLD = 100  # articles between two events of progress


class _Counter:
    """Passes articles on, counts those that could not be read, and tells how far it is."""

    def __init__(self, articles: Iterable[Article | Rejected], meter: Meter, tell: Tell) -> None:
        self.articles, self.read, self.rejected = articles, 0, 0
        self._meter, self._tell = meter, tell

    def __iter__(self) -> Iterator[Article | Rejected]:
        from tocsin.model import Rejected

        for article in self.articles:
            self.read += 1
            self.rejected += isinstance(article, Rejected)
            yield article
            if self.read % TOLD == 0:
                self._tell("progress", stage="find", articles=self.read, bytes=self._meter.read,
                           total_bytes=self._meter.total)  # fmt: skip


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=options.PATH)
@click.option("--out", required=True, type=options.PATH, metavar="FILE", help="Parquet file to write.")
@options.published
@options.own_data
@telling
@click.pass_context
def mentions(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    out: Path,
    published: str | None,
    own: options.OwnData,
    console: Console,
) -> None:
    """Write every place, time, number, actor and act in INPUTS as a row with its place in the text.

    start and end slice the raw text or title of the article, as `field` says.

    \b
    tocsin mentions examples --out output/mentions.parquet
    """
    from tocsin.api import make_options
    from tocsin.errors import UsageError
    from tocsin.inputs import articles_of
    from tocsin.mention_table import refuse_overwriting, write
    from tocsin.pipeline import find_mentions
    from tocsin.telling import Meter

    if out.is_dir():
        raise UsageError(f"{out}: a folder stands there; name a file, such as {out / 'mentions.parquet'}")
    chosen = make_options(published, DEFAULT_WINDOW, False, timestamp=None, **own)
    meter = Meter()
    articles = _Counter(articles_of(list(inputs), chosen.published, meter=meter), meter, console.tell)
    refuse_overwriting(out, inputs)
    console.tell("stage", stage="find", bytes=meter.total)
    count = write(find_mentions(articles, chosen), out)
    told = f"{count} mentions in {articles.read} articles ({articles.rejected} rejected): {out}"
    console.tell("result", message=told)
    console.done(mentions=count, articles_read=articles.read, articles_rejected=articles.rejected)
    ctx.exit(exits.SOME_REJECTED if articles.rejected else exits.BUILT)
