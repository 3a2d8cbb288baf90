"""Judge a build by a hand-coded file: both in, rates, confusions and errors with their evidence out.

Reading is handcoded.py and gold.py, pairing matching.py, cells cells.py; what the figures are called is result.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.dataset.load import LoadedDataset
from tocsin.errors import UsageError
from tocsin.evaluate.articles import Articles, articles_of
from tocsin.evaluate.built import apart, built_units, is_merged
from tocsin.evaluate.cells import Cell, compare, held, judged_columns
from tocsin.evaluate.errors import errors_of
from tocsin.evaluate.evidence import EvidenceOf, Texts
from tocsin.evaluate.gold import gold_of
from tocsin.evaluate.handcoded import HandCoded, read_hand_coded
from tocsin.evaluate.matching import Matching, Pair, match
from tocsin.evaluate.result import Apart, ColumnScore, Confusion, Evaluation, EvaluationError, TypeScore
from tocsin.evaluate.settings import Compare, Settings
from tocsin.evaluate.unit import Rates, Unit


@dataclass(frozen=True, slots=True)
class Comparison:
    """A build beside a hand-coded file, before anything is counted.

    compared  every pair with its cells
    unseen    hand-coded rows whose articles the build never saw
    outside   built rows of articles that the file says nothing of
    """

    gold: tuple[Unit, ...]
    built: tuple[Unit, ...]
    matching: Matching
    compared: tuple[tuple[Pair, list[Cell]], ...]
    columns: Mapping[str, Compare]
    articles: Articles
    judged: frozenset[str]
    merged: bool
    unseen: int
    outside: int
    warnings: tuple[str, ...]


def evaluate(
    build: LoadedDataset, gold: Path, settings: Settings, link: str | None = None, all_articles: bool = False,
    texts: Texts | None = None,
) -> Evaluation:  # fmt: skip
    """Judge a build by a hand-coded file.

    link          the column that links rows to articles; None takes article_id, id or url
    all_articles  True when every article of the build was hand-coded: one without a row has no event then
    texts         title and text of articles, to quote whole sentences from
    Raises UsageError for a file that cannot be used, or that links no row to an article of the build.
    """
    found = compare_with(build, read_hand_coded(gold, link), settings, all_articles, str(gold))
    evidence = EvidenceOf(build, texts or {}, *_doubtful(found))
    errors = errors_of(found.matching, found.compared, evidence, found.articles, settings)
    return count(found, settings, errors)


def compare_with(
    build: LoadedDataset, hand_coded: HandCoded, settings: Settings, all_articles: bool = False, name: str = "the file"
) -> Comparison:
    """Pair the events of a build with those of a file and compare their cells."""
    if not build.manifest:
        raise UsageError("an events file alone tells no articles; name a build folder")
    articles = articles_of(build)
    said = gold_of(hand_coded, articles)
    if not said.articles:
        raise UsageError(
            f"{name}: no row is linked to an article of the build ({said.unseen} rows name others). "
            "Rows are linked by the id or the url of the article; name the column with --link COLUMN."
        )
    judged = said.articles | (frozenset(articles.told_by.values()) if all_articles else frozenset())
    built = built_units(build, articles)
    inside = tuple(unit for unit in built if unit.articles & judged)
    theirs, merged = said.units, is_merged(build)
    if not merged:
        theirs, inside = apart(theirs), apart(inside)
    matching = match(theirs, inside, settings)
    columns = judged_columns(said.given, settings)
    compared = tuple((pair, compare(*pair, columns, settings)) for pair in matching.pairs)
    outside = sum(not unit.articles & judged for unit in built)
    return Comparison(theirs, inside, matching, compared, columns, articles, judged, merged, said.unseen, outside,
                      said.warnings)  # fmt: skip


def _doubtful(found: Comparison) -> tuple[set[str], set[str]]:
    """(keys of built rows that are not right in all, articles of events that were missed)"""
    keys = {built.key for (_, built), cells in found.compared if not all(cell.same for cell in cells)}
    missed = {article for unit in found.matching.gold_alone for article in unit.articles}
    return keys | {unit.key for unit in found.matching.built_alone}, missed


# ---------------------------------------------------------------- counting


def count(found: Comparison, settings: Settings, errors: tuple[EvaluationError, ...]) -> Evaluation:
    """The figures of a comparison."""
    typed = "sub_event_type" in found.columns
    return Evaluation(
        days=settings.days,
        km=settings.km,
        merged=found.merged,
        articles=len(found.judged),
        rows=Rates(len(found.gold), len(found.built), len(found.matching.pairs)),
        whole=sum(all(cell.same for cell in cells) for _, cells in found.compared),
        columns=tuple(_column(place, name, found) for place, name in enumerate(found.columns)),
        types=_types(found) if typed else (),
        confusion=_confusion(found.matching) if typed else (),
        errors=errors,
        apart=Apart(found.unseen, found.outside),
        warnings=found.warnings,
    )


def _column(place: int, name: str, found: Comparison) -> ColumnScore:
    cells = [of_row[place] for _, of_row in found.compared]  # cells stand in the order of the columns
    how = found.columns[name]
    gold, built = (sum(held(unit, name, how) for unit in side) for side in (found.gold, found.built))
    rates = Rates(gold, built, sum(cell.right for cell in cells))
    return ColumnScore(name, rates, len(cells), sum(cell.same for cell in cells))


def _types(found: Comparison) -> tuple[TypeScore, ...]:
    gold, built = (Counter(_type(unit) for unit in side) for side in (found.gold, found.built))
    right = Counter(_type(one) for one, other in found.matching.pairs if _type(one) == _type(other))
    kinds = sorted({*gold, *built} - {""}, key=lambda kind: (-gold[kind], -built[kind], kind))
    return tuple(TypeScore(kind, Rates(gold[kind], built[kind], right[kind])) for kind in kinds)


def _confusion(matching: Matching) -> tuple[Confusion, ...]:
    pairs: Sequence[tuple[str, str]] = [
        *((_type(one), _type(other)) for one, other in matching.pairs),
        *((_type(one), "") for one in matching.gold_alone),
        *(("", _type(other)) for other in matching.built_alone),
    ]
    counts = Counter(pairs)
    return tuple(Confusion(*pair, counts[pair]) for pair in sorted(counts, key=lambda pair: (-counts[pair], pair)))


def _type(unit: Unit) -> str:
    return unit.cell("sub_event_type")
