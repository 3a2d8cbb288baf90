"""An evaluation -> one HTML page that needs no network: figures, what was taken for what, every error with its words.

Everything from data is escaped here; the policy in the page lets only its own script run and asks nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from tocsin.evaluate.result import Confusion, Evaluation, EvaluationError
from tocsin.evaluate.unit import Rates, rate_text
from tocsin.webpage import asset, policy_hash
from tocsin.wording import counted

_PACKAGE = "tocsin.evaluate"
MARK = 'data-page="evaluation"'
"""What tells a page of ours: it may be replaced by a newer one."""
MOST_ERRORS = 2000
"""Errors on a page: some 2 MB, which a phone opens in a second or two; the file for machines has them all."""
NO_EVENT = "no event"
_KINDS = {"missed": "missed", "extra": "too many", "cell": "other value"}
_HEADS = ("hand-coded", "built", "right", "precision", "recall", "F1")


def page(found: Evaluation, build: str, gold: str) -> str:
    """The page. `build` and `gold` name what was compared."""
    style, script = asset(_PACKAGE, "evaluation.css"), asset(_PACKAGE, "evaluation.js")
    policy = (
        f"default-src 'none'; style-src {policy_hash(style)}; script-src {policy_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    title = f"{build}, judged by {gold}"
    body = "\n".join((*_summary(found, title), *_columns(found), *_types(found), *_confusions(found), *_errors(found),
                      *_apart(found)))  # fmt: skip
    return f"""<!DOCTYPE html>
<html lang="en" {MARK}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<a class="skip" href="#errors">To the errors</a>
<main>
{body}
</main>
<script>{script}</script>
</body>
</html>
"""


# ---------------------------------------------------------------- figures


def _summary(found: Evaluation, title: str) -> Iterator[str]:
    rows = found.rows
    yield f"<h1>{escape(title)}</h1>"
    yield (
        f'<p class="meta">Two rows are one event when they share an article and a family of types and lie within '
        f"{counted(found.days, 'day')} and {found.km:g} km. {counted(found.articles, 'article')} judged"
        f"{'' if found.merged else '; each event counts once per article'}.</p>"
    )
    told = (
        ("events found", f"{rows.right} of {rows.gold}"), ("precision", rate_text(rows.precision)),
        ("recall", rate_text(rows.recall)), ("F1", rate_text(rows.f1)),
        ("right in every cell", f"{found.whole} of {rows.right}"), ("errors", f"{len(found.errors):,}"),
    )  # fmt: skip
    figures = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in told)
    yield f'<dl class="figures">{figures}</dl>'
    yield (
        '<p class="meta">Precision: of what was built, the share that is right. Recall: of what was hand-coded, the '
        "share that was built. F1: the harmonic mean of both. – where there is nothing to divide by.</p>"
    )


def _columns(found: Evaluation) -> Iterator[str]:
    rows = [(c.column, *_cells(c.rates), _bar(c.accuracy)) for c in found.columns]
    yield "<section><h2>Columns</h2>"
    yield (
        '<p class="meta">A missed event counts as a missed cell in each column. “In pairs” leaves that out: of the '
        "events that were found, the share in which the cell is right.</p>"
    )
    yield from _table(("column", *_HEADS, "in pairs"), rows)
    yield "</section>"


def _types(found: Evaluation) -> Iterator[str]:
    if found.types:
        yield "<section><h2>Sub-event types</h2>"
        yield from _table(("type", *_HEADS), [(t.sub_event_type, *_cells(t.rates)) for t in found.types])
        yield "</section>"


def _cells(rates: Rates) -> tuple[str, ...]:
    counts = (f"{rates.gold:,}", f"{rates.built:,}", f"{rates.right:,}")
    return (*counts, rate_text(rates.precision), rate_text(rates.recall), _bar(rates.f1))


def _bar(value: float | None) -> str:
    """A rate with a bar beside it that says the same."""
    if value is None:
        return "–"
    return f'<meter min="0" max="1" value="{value:.3f}" aria-hidden="true"></meter>{rate_text(value)}'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows of figures under their heads; the first cell of a row is its name, and is data."""
    shown = "".join(f'<th scope="col"{"" if place == 0 else NUMBER}>{head}</th>' for place, head in enumerate(heads))
    yield f"<table><thead><tr>{shown}</tr></thead><tbody>"
    for name, *cells in rows:
        told = "".join(f'<td class="n" data-head="{head}">{cell}</td>' for head, cell in
                       zip(heads[1:], cells, strict=True))  # fmt: skip
        yield f'<tr><th scope="row">{escape(name)}</th>{told}</tr>'
    yield "</tbody></table>"


NUMBER = ' class="n"'


# ---------------------------------------------------------------- what was taken for what


def _confusions(found: Evaluation) -> Iterator[str]:
    wrong = [one for one in found.confusion if one.gold != one.built]
    if not wrong:
        return
    yield "<section><h2>What was taken for what</h2>"
    yield '<table class="pairs"><thead><tr><th scope="col">hand-coded as</th><th scope="col">built as</th>'
    yield f'<th scope="col"{NUMBER}>times</th></tr></thead><tbody>'
    for one in wrong:
        yield (
            f'<tr><td data-head="hand-coded as">{_type(one.gold)}</td><td data-head="built as">{_type(one.built)}</td>'
            f'<td class="n" data-head="times">{one.count:,}</td></tr>'
        )
    yield "</tbody></table>"
    yield from _matrix(found.confusion)
    yield "</section>"


def _type(name: str) -> str:
    return escape(name) if name else f"<i>{NO_EVENT}</i>"


def _matrix(confusion: Sequence[Confusion]) -> Iterator[str]:
    """Every type against every type, for wide screens; the list above says the same of what is wrong."""
    counts = {(one.gold, one.built): one.count for one in confusion}
    kinds = sorted({name for pair in counts for name in pair}, key=lambda name: (not name, name))
    yield '<details class="matrix"><summary>All types as a matrix</summary><div class="scroll" tabindex="0"><table>'
    heads = "".join(f'<th scope="col"><span>{_type(kind)}</span></th>' for kind in kinds)
    yield f'<thead><tr><td class="corner">hand-coded (rows), built (columns)</td>{heads}</tr></thead><tbody>'
    for gold in kinds:
        cells = "".join(_count(counts.get((gold, built), 0), gold == built) for built in kinds)
        yield f'<tr><th scope="row">{_type(gold)}</th>{cells}</tr>'
    yield "</tbody></table></div></details>"


def _count(number: int, right: bool) -> str:
    kind = "" if not number else ' class="right"' if right else ' class="wrong"'
    return f"<td{kind}>{number or ''}</td>"


# ---------------------------------------------------------------- errors


def _errors(found: Evaluation) -> Iterator[str]:
    shown = found.errors[:MOST_ERRORS]
    yield '<section id="errors" tabindex="-1"><h2>Errors</h2>'
    if not shown:
        yield "<p>None: every row and every cell is as it was hand-coded.</p></section>"
        return
    if len(shown) < len(found.errors):
        yield (
            f'<p class="warning">The first {len(shown):,} of {len(found.errors):,}; tocsin evaluate --json writes '
            "them all.</p>"
        )
    yield _filters(shown)
    for articles, errors in groupby(shown, key=lambda error: error.articles):
        yield f'<section class="article"><h3>{escape("; ".join(articles))}</h3>'
        for error in errors:
            yield from _error(error)
        yield "</section>"
    yield "</section>"


def _filters(errors: Sequence[EvaluationError]) -> str:
    kinds = {kind: _KINDS[kind] for kind in _KINDS if any(error.kind == kind for error in errors)}
    columns = dict.fromkeys(error.column for error in errors if error.column)
    options = [
        *(f'<option value="{kind}">{name}</option>' for kind, name in kinds.items()),
        *(f'<option value="{escape(column)}">other value: {escape(column)}</option>' for column in sorted(columns)),
    ]
    return (
        '<div class="bar" id="bar" hidden><label>Show <select id="kind"><option value="">all</option>'
        f'{"".join(options)}</select></label><label class="grow">Search <input id="words" type="search"></label>'
        f'<p id="tally" role="status">{counted(len(errors), "error")}</p></div>'
    )


def _error(error: EvaluationError) -> Iterator[str]:
    yield f'<article class="error {error.kind}" data-kind="{error.kind}" data-column="{escape(error.column)}">'
    keys = ", ".join(escape(key) for key in (error.gold_key, error.built_key) if key)
    name = f"{_KINDS[error.kind]}{': ' if error.column else ''}{escape(error.column)}"
    yield f'<p class="badge">{name} <span class="keys">{keys}</span></p>'
    if error.kind == "cell":
        yield f'<p class="values"><span>{_value(error.expected)}</span> built as <span>{_value(error.found)}</span></p>'
    else:
        yield f'<p class="values"><span>{escape(error.expected or error.found)}</span></p>'
    if error.hint:
        yield f'<p class="why">{escape(error.hint)}</p>'
    for words, rules in error.words.items():
        quote = f"<q>{_marked(words, error)}</q>" if words else ""
        told = f'<span class="rules">{escape(", ".join(rules))}</span>' if rules else ""
        yield f"<blockquote>{quote}{' ' if quote and told else ''}{told}</blockquote>"
    yield "</article>"


def _value(cell: str) -> str:
    return escape(cell) if cell else "<i>empty</i>"


def _marked(sentence: str, error: EvaluationError) -> str:
    """A sentence with the words in it that the cell was read from."""
    spans: list[tuple[int, int]] = []
    for proof in error.proofs:
        quote = " ".join(proof.quote.split())
        at = sentence.find(quote) if quote and proof.sentence == sentence and quote != sentence else -1
        if at >= 0 and all(at >= end or at + len(quote) <= start for start, end in spans):
            spans.append((at, at + len(quote)))
    parts, place = [], 0
    for start, end in sorted(spans):
        parts += [escape(sentence[place:start]), f"<mark>{escape(sentence[start:end])}</mark>"]
        place = end
    return "".join((*parts, escape(sentence[place:])))


# ---------------------------------------------------------------- what was not judged


def _apart(found: Evaluation) -> Iterator[str]:
    told = [
        *found.warnings,
        *([f"{counted(found.apart.unseen, 'hand-coded row')} of articles that the build never saw"]
          if found.apart.unseen else []),
        *([f"{counted(found.apart.outside, 'built row')} of articles without a hand-coded row"]
          if found.apart.outside else []),
    ]  # fmt: skip
    if told:
        yield "<section><h2>Not judged, or only in part</h2><ul>"
        yield from (f"<li>{escape(line)}</li>" for line in told)
        yield "</ul></section>"
