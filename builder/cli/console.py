"""How a command that works long tells of its work: --quiet, --verbose, --log-json, progress with rate and time left.

Results go to standard output, all that is told of the work to standard error. docs/cli.md lists the events.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import deque
from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from tocsin import __version__

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

F = TypeVar("F", bound=Callable[..., Any])
About = dict[str, int | str | None]
"""What belongs to an event, by name."""

AS_JSON = "tocsin.log_json"
"""Key in the context's meta: whether this call asked for --log-json, known before its other options are read."""
LEVELS = {"note": "warning", "error": "error"}
"""Events that --quiet lets through, and their level; all others are "info"."""
QUIET, PLAIN, VERBOSE = range(3)
APART = 10.0
"""Seconds between two lines of progress where there is no terminal: a log of an hour is 360 lines."""
WINDOW = 60.0
"""Seconds that a rate looks back; the start of the workers falls out of it."""


def telling(command: F) -> F:
    """--quiet, --verbose and --log-json; they reach the command as `console`."""

    @wraps(command)
    def told(*args: Any, quiet: bool, verbose: bool, log_json: bool, **given: Any) -> Any:
        if quiet and verbose:
            raise click.UsageError("--quiet and --verbose exclude each other")
        name = click.get_current_context().command_path.partition(" ")[2]
        with Console(name, QUIET if quiet else VERBOSE if verbose else PLAIN, log_json) as console:
            return command(*args, console=console, **given)

    found: Any = told
    for names, text in (
        (("--log-json",), "Tell of the work as JSON, an object a line, on standard error."),
        (("-v", "--verbose"), "Tell each stage of the work, on standard error."),
        (("-q", "--quiet"), "Tell only of warnings and errors."),
    ):
        found = click.option(*names, is_flag=True, help=text)(found)
    return cast(F, found)


class Console:
    """What a command says while it works, and at its end. `tell` is what the work is given to tell of itself."""

    def __init__(
        self, command: str, level: int = PLAIN, as_json: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._command, self._level, self._as_json, self._clock = command, level, as_json, clock
        self._begin = self._shown = clock()
        self._pace = Pace(self._begin)
        self._counts: About = {}
        self._bar: _Bar | None = None

    def __enter__(self) -> Console:
        self.tell("start", command=self._command, version=__version__)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.clear()
        code = 0 if error is None else error.exit_code if isinstance(error, click.exceptions.Exit) else None
        if code is not None:
            self.tell("done", command=self._command, exit_code=code, **self._counts)

    def say(self, text: str) -> None:
        """A result, on standard output."""
        if self._level > QUIET:
            self.clear()
            click.echo(text)

    def note(self, message: str) -> None:
        """A warning: the work goes on, and its user should know."""
        self.tell("note", message=message)

    def done(self, **counts: int | str | None) -> None:
        """What the last event tells beside the exit code."""
        self._counts = counts

    def tell(self, event: str, /, **about: int | str | None) -> None:
        """Take an event of the work, and show it as the user asked."""
        if event == "progress":
            self._pace.add(self._clock(), about)
        if self._level == QUIET and event not in LEVELS:
            return
        if self._as_json:
            more = self._pace.told(about) if event == "progress" else {}
            click.echo(as_json(event, **about, **more), err=True)
        elif event == "note":
            click.echo(f"tocsin: {about['message']}", err=True)
        elif event == "result":
            self.clear()
            click.echo(about["message"], err=True)
        elif event == "stage":
            self._stage(about)
        elif event == "progress":
            self._progress(about)

    def _stage(self, about: About) -> None:
        stage = str(about["stage"])
        if self._level == VERBOSE:
            told = (f"{name.replace('_', ' ')} {_shown(value)}" for name, value in about.items() if value)
            further = ", ".join(list(told)[1:])
            click.echo(f"{self._clock() - self._begin:>6.1f} s  {stage:<8} {further}".rstrip(), err=True)
        if _is_terminal():
            if self._bar is None:
                self._bar = _Bar()
            self._bar.stage(stage)

    def _progress(self, about: About) -> None:
        line, (done, total) = self._pace.line(about), done_of(about)
        if self._bar is not None:
            self._bar.show(line, done, total)
        elif done != total and (now := self._clock()) - self._shown >= APART:
            self._shown = now
            click.echo(f"tocsin: {line}", err=True)

    def clear(self) -> None:
        """Take the progress off the screen; the command goes on with its results."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def as_json(event: str, **about: int | float | str | None) -> str:
    """An event as one line of JSON."""
    return json.dumps({"event": event, "level": LEVELS.get(event, "info"), **about}, ensure_ascii=False)


def tell_error(message: str, exit_code: int, json_asked: bool) -> None:
    """The last word of a call that failed."""
    told = as_json("error", message=message, exit_code=exit_code) if json_asked else f"tocsin: {message}"
    click.echo(told, err=True)


def _shown(value: int | str | None) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _is_terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def done_of(about: About) -> tuple[int, int | None]:
    """How much is done and of how much: in bytes of the inputs, else in articles; None where nobody knows."""
    for what in ("bytes", "articles"):
        total = about.get(f"total_{what}")
        if isinstance(total, int) and total:
            return int(about[what] or 0), total
    return int(about["articles"] or 0), None


class Pace:
    """Rate and time left, from what was done in the last minute."""

    def __init__(self, begin: float) -> None:
        self._points: deque[tuple[float, int, int]] = deque([(begin, 0, 0)])
        self._kept = 0

    def add(self, at: float, about: About) -> None:
        """What an event of progress tells is so at this second."""
        kept = int(about.get("parts_kept_before") or 0)
        if kept > self._kept:  # an earlier run did this, in no time
            self._kept = kept
            self._points.clear()
        self._points.append((at, int(about["articles"] or 0), done_of(about)[0]))
        while len(self._points) > 2 and at - self._points[0][0] > WINDOW:
            self._points.popleft()

    def told(self, about: About) -> dict[str, float | int | None]:
        """articles_per_second and seconds_left; null where nobody can know."""
        (first, articles, before), (last, more, done) = self._points[0], self._points[-1]
        total, took = done_of(about)[1], last - first
        if took <= 0:
            return {"articles_per_second": None, "seconds_left": None}
        speed = (done - before) / took
        left = round((total - done) / speed) if total is not None and speed > 0 else None
        return {"articles_per_second": round((more - articles) / took, 1), "seconds_left": left}

    def line(self, about: About) -> str:
        """ "1,200 articles, 34%, 120 a second, 0:45 left" """
        told, (done, total) = self.told(about), done_of(about)
        articles = int(about["articles"] or 0)
        parts = [f"{articles:,} {'article' if articles == 1 else 'articles'}"]
        if total is not None:
            parts.append(f"{done / total:.0%}")
        if told["articles_per_second"] is not None:
            parts.append(f"{told['articles_per_second']:,.0f} a second")
        if told["seconds_left"] is not None:
            parts.append(f"{clock_of(int(told['seconds_left']))} left")
        return ", ".join(parts)


def clock_of(seconds: int) -> str:
    """45 -> "0:45"; 3723 -> "1:02:03"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class _Bar:
    """A spinner, the stage, a bar where the end is known, and a line; it goes when the work is done."""

    def __init__(self) -> None:
        from rich.console import Console as Screen
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        line = TextColumn("{task.fields[line]}", markup=False)
        columns = (SpinnerColumn(), TextColumn("{task.description:<7}", markup=False), BarColumn(20), line)
        self._progress: Progress = Progress(*columns, console=Screen(stderr=True), transient=True)
        self._task: TaskID = self._progress.add_task("", total=None, line="")

    def stage(self, name: str) -> None:
        """Another stage begins; how long it takes is not known yet."""
        self._progress.reset(self._task, total=None, description=name, line="")
        self._progress.start()

    def show(self, line: str, done: int, total: int | None) -> None:
        """How far the stage is."""
        self._progress.update(self._task, completed=done, total=total, line=line, refresh=True)

    def close(self) -> None:
        """Take it off the screen."""
        self._progress.stop()
