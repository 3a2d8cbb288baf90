"""tocsin review: a build and its articles in, pages to check and correct it on out."""

from __future__ import annotations

from pathlib import Path

import click
from tocsin.cli import options
from tocsin.cli.console import Console, telling


@click.command()
@click.argument("build", type=options.PATH, metavar="OUT")
@click.option("--inputs", "-i", multiple=True, required=True, type=options.PATH, metavar="PATH",
              help="What the build was made of, for a build keeps no texts; may be repeated.")  # fmt: skip
@click.option("--out", type=options.PATH, metavar="DIR", help="Folder to write. [default: OUT/exports/review]")
@click.option("--mentions", type=options.PATH, metavar="FILE",
              help="The table that `tocsin mentions` wrote: all its words are marked, too.")  # fmt: skip
@click.option("--article", "only", multiple=True, metavar="ID", help="Only this article; may be repeated.")
@telling
def review(
    build: Path,
    inputs: tuple[Path, ...],
    out: Path | None,
    mentions: Path | None,
    only: tuple[str, ...],
    console: Console,
) -> None:
    """Write pages to review the build OUT on: the text with its words marked, each row and cell beside it.

    Open index.html in a browser; no server and no network is needed. Accept, correct, reject and add rows, save
    reviews.jsonl, and give it to the next build.

    \b
    tocsin review output/examples --inputs examples
    tocsin build examples --out output/examples --reviews reviews.jsonl
    """
    from tocsin.reviewing.pages import review_pages
    from tocsin.wording import counted

    made = review_pages(build, list(inputs), out, mentions, only, console.tell)
    for article in made.changed:
        console.note(f"{article}: its text is not the one that was built from; it has no page")
    if made.missing:
        more = "" if len(made.missing) == 1 else f" and {len(made.missing) - 1} more"
        console.note(f"{made.missing[0]}{more}: not among the inputs; no page")
    console.say(f"{counted(made.count, 'article')}: open {made.folder / 'index.html'}")
    console.done(articles=made.count, articles_changed=len(made.changed), articles_missing=len(made.missing))
