"""tocsin rules: what the rules are, what one says, whether they hold, and how a new one begins."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tocsin.cli import exits, options
from tocsin.cli.console import Console, telling

if TYPE_CHECKING:
    from tocsin.ruletest.proof import Fault

KINDS = ("act", "context", "decision", "weapon", "segment")
"""Kinds of rules that carry examples, and so have a template."""
_SAYS = {
    "example": "example does not fire it",
    "counterexample": "counterexample fires it",
    "idle": "nothing exercises it",
}

own_rules = click.option("--rules", type=options.PATH, metavar="DIR", help="Your folder of rule files, with ours.")


@click.group(cls=options.Group)
def rules() -> None:
    """List, show, prove, score and begin rules.

    \b
    tocsin rules list --kind decision
    tocsin rules show violence.abduct
    tocsin rules new act > my-rules/mine.toml
    tocsin rules test --rules my-rules
    """


@rules.command(name="list")
@click.option("--kind", metavar="KIND", help="Only entries of one kind, such as act.")
@own_rules
def list_rules(kind: str | None, rules: Path | None) -> None:
    """One line per entry: id, kind, what it does (act, effect, type ...), and file:line.

    On a terminal a table; elsewhere tabs stand between.

    \b
    tocsin rules list --kind context
    """
    from tocsin.cli.screen import listing
    from tocsin.errors import UsageError
    from tocsin.rulebook.catalog import catalog

    entries = catalog(rules)
    kinds = list(dict.fromkeys(e.kind for e in entries))
    if kind is not None and kind not in kinds:
        raise UsageError(f'no kind "{kind}"; allowed: {", ".join(kinds)}')
    wanted = (entry for entry in entries if kind in (None, entry.kind))
    listing(("id", "kind", "what it does", "stands at"), ((e.id, e.kind, e.gist, e.where) for e in wanted))


@rules.command()
@click.argument("name", metavar="ID")
@own_rules
def show(name: str, rules: Path | None) -> None:
    """Show the entry ID in full: where it stands, the words that trigger it, its conditions and its examples.

    \b
    tocsin rules show civilians.attack
    """
    from tocsin.cli.screen import card
    from tocsin.cli.screen import show as draw
    from tocsin.rulebook.catalog import catalog, describe, find_entries
    from tocsin.rulebook.load import load_rules

    book = load_rules(rules)
    draw(*(card(f"{e.kind} {e.id}", describe(e, book)) for e in find_entries(name, catalog(rules))))


@rules.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@own_rules
@telling
@click.pass_context
def test(ctx: click.Context, ids: tuple[str, ...], rules: Path | None, console: Console) -> None:
    """Prove that every example fires its rule and that no counterexample does, by coding them.

    With --rules your rules are proven together with ours, for a rule of yours can take an example from one of ours.
    With IDs only those rules are tried. One line per fault, with the place of the rule and what was found instead.

    Exit code 0 when all is proven; 1 when a text fails, when no example exercises a rule, or when nothing refers to a
    word list, act type or construction of yours; 2 when a file cannot be read or an ID is unknown.

    \b
    tocsin rules test --rules my-rules
    """
    from tocsin.config import Options
    from tocsin.rulebook.load import load_rules
    from tocsin.ruletest.proof import prove_rules
    from tocsin.ruletest.unused import unused_entries
    from tocsin.wording import counted

    console.tell("stage", stage="load")
    origin = load_rules(rules).origin
    console.tell("stage", stage="prove", ids=len(ids))
    proof = prove_rules(Options(rules=rules), ids)
    lines = list(_told(proof.faults, origin))
    if not ids:
        lines += [f'{e.where} {e.kind} "{e.id}": no rule refers to it' for e in unused_entries(rules)]
    for line in lines:
        click.echo(line)
    tried = f"{counted(proof.rules, 'rule')}, {counted(proof.texts, 'text')}"
    console.tell("result", message=f"{tried}, {counted(len(lines), 'fault')}")
    console.done(rules=proof.rules, texts=proof.texts, faults=len(lines))
    ctx.exit(exits.FAILED if lines else exits.BUILT)


def _told(faults: tuple[Fault, ...], origin: dict[str, str]) -> Iterator[str]:
    for fault in faults:
        words = f': "{fault.text}"' if fault.text else ""
        where = origin[f"{fault.kind}:{fault.rule.id}"]
        yield f'{where} {fault.kind} "{fault.rule.id}": {_SAYS[fault.which]}{words} ({fault.found})'


@rules.command()
@click.argument("build", type=options.PATH, metavar="OUT")
@options.reviews
@own_rules
def score(build: Path, reviews: tuple[Path, ...], rules: Path | None) -> None:
    """Count the decisions of reviewers on the build OUT by the rules behind them, the worst rules first.

    Per rule: rows accepted, cells corrected (in which columns), rows rejected, and the share of all that went against
    it. A rule has a part in a row when it stands in the evidence of one of its cells.

    \b
    tocsin rules score output/examples --reviews reviews.jsonl
    """
    from tocsin.config import Options
    from tocsin.dataset.load import load
    from tocsin.dataset.review_file import read_reviews
    from tocsin.errors import UsageError
    from tocsin.explain.locate import Locator
    from tocsin.reviewing.rule_score import score_rules

    if not reviews:
        raise UsageError("name the file that a review page saved: --reviews reviews.jsonl")
    loaded = load(build)
    locator = Locator(Options(rules=rules), loaded.manifest)
    found = score_rules(read_reviews(reviews), loaded, lambda rule: locator.rule(rule).where)
    width = max((len(one.rule) for one in found.rules), default=4)
    click.echo(f"wrong  accepted  corrected  rejected  {'rule':<{width}}  file:line and corrected columns")
    for one in found.rules:
        changed = ", ".join(f"{name} {n}" for name, n in one.corrected.items())
        counts = f"{one.share:>5.0%}  {one.accepted:>8}  {sum(one.corrected.values()):>9}  {one.rejected:>8}"
        click.echo(f"{counts}  {one.rule:<{width}}  {' '.join(filter(None, (one.where, changed)))}".rstrip())
    if found.added:
        click.echo(f"rows that reviewers added, for no rule had found them: {found.added}", err=True)
    if found.unknown:
        click.echo(f"judgements of rows that this build does not have: {found.unknown}", err=True)


@rules.command()
@click.argument("kind", type=click.Choice(KINDS))
def new(kind: str) -> None:
    """Print a rule of one KIND with every key explained, to be saved as a .toml file and changed.

    \b
    tocsin rules new act > my-rules/mine.toml
    """
    template = resources.files("tocsin.ruletest") / "templates" / f"{kind}.toml"
    click.echo(template.read_text(encoding="utf-8"), nl=False)
