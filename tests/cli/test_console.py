"""How commands tell of their work: quiet, verbose, as JSON, on a terminal, and when they are stopped."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docs_cli import commands
from tocsin.cli.console import APART, Console, Pace, clock_of
from tocsin.cli.main import main

START = [sys.executable, "-c", "from tocsin.cli.main import main; main(prog_name='tocsin')"]
LONG = {
    "append", "build", "compare", "evaluate", "export", "gazetteer fetch", "gazetteer import", "mentions", "report",
    "review", "rules test",
}  # fmt: skip
"""Commands that may work long."""
COLOUR = re.compile(r"\x1b\[[0-9;]*3\dm")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def events(told: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in told.splitlines()]


# ---------------------------------------------------------------- options


def test_commands_that_work_long_take_the_three_options_alike() -> None:
    def helps(command: object) -> set[str | None]:
        return {p.help for p in command.params if p.name in ("quiet", "verbose", "log_json")}  # type: ignore[attr-defined]

    taking = {path.removeprefix("tocsin "): helps(command) for path, command in commands() if helps(command)}
    assert set(taking) >= LONG
    assert len(set(map(frozenset, taking.values()))) == 1


@pytest.fixture(scope="module")
def told(small: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """A build that tells of itself as JSON."""
    out = tmp_path_factory.mktemp("told") / "out"
    return run("build", small / "in.jsonl", "--out", out, "--log-json"), out


def test_every_line_is_an_event_with_a_level(told: tuple[Result, Path]) -> None:
    found = events(told[0].stderr)
    assert [e["event"] for e in found] == ["start", "stage", "stage", "progress", "stage", "stage", "done"]
    assert [e["stage"] for e in found if e["event"] == "stage"] == ["read", "code", "gather", "write"]
    assert {e["level"] for e in found} == {"info"}


def test_its_counts_are_those_of_the_build(told: tuple[Result, Path], small: Path) -> None:
    counts = json.loads((told[1] / "manifest.json").read_text(encoding="utf-8"))["counts"]
    *_, progress, _, _, done = events(told[0].stderr)
    assert (done["exit_code"], done["events"], done["excluded"]) == (0, counts["events"], counts["excluded"])
    assert done["articles_read"] == counts["articles"]["read"] == progress["articles"]
    size = (small / "in.jsonl").stat().st_size
    assert progress["bytes"] == progress["total_bytes"] == size


def test_verbose_tells_the_stages_and_leaves_the_output_as_it_is(small: Path, told: tuple[Result, Path]) -> None:
    result = run("build", small / "in.jsonl", "--out", told[1], "--verbose")
    stages = [line.split()[2] for line in result.stderr.splitlines()]
    assert stages == ["read", "code", "gather", "write"]
    assert result.stdout == told[0].stdout
    assert run("export", told[1], "--to", "csv", "-v").stderr.split()[2] == "export"


def test_quiet_leaves_warnings_and_errors(small: Path, told: tuple[Result, Path], tmp_path: Path) -> None:
    for more in ((), ("--log-json",)):
        assert run("export", told[1], "--to", "csv", "--quiet", *more).output == ""
    (tmp_path / "other.jsonl").write_text((small / "in.jsonl").read_text("utf-8").replace("Gunmen", "Bandits"), "utf-8")
    warned = run("review", told[1], "--inputs", tmp_path / "other.jsonl", "--out", tmp_path / "p", "-q", "--log-json")
    assert [e["level"] for e in events(warned.stderr)] == ["warning", "warning"]
    assert "its text is not the one" in str(events(warned.stderr)[0]["message"])


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build", "nothing-here", "--out", "o"), 2, "no such file"),
        (("build",), 2, "Missing argument"),  # before its options are known
        (("build", "a", "--out", "o", "-q", "-v"), 2, "exclude each other"),
        (("export", "o", "--to", "docx"), 2, "docx"),
    ],
)
def test_errors_are_told_either_way(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plain, as_json = run(*arguments), run(*arguments, "--log-json")
    assert (plain.exit_code, as_json.exit_code) == (code, code)
    assert words in plain.stderr
    last = events(as_json.stderr)[-1]
    assert (last["event"], last["level"], last["exit_code"]) == ("error", "error", code)
    assert words in str(last["message"])


# ---------------------------------------------------------------- progress


def pace(*points: tuple[float, int, int], total: int | None) -> str:
    """The line after events at these seconds: articles, bytes."""
    kept = Pace(0.0)
    about: dict[str, int | str | None] = {}
    for at, articles, done in points:
        about = {"articles": articles, "bytes": done, "total_bytes": total}
        kept.add(at, about)
    return kept.line(about)


@pytest.mark.parametrize(
    ("points", "total", "line"),
    [
        ([(2.0, 100, 1000)], 4000, "100 articles, 25%, 50 a second, 0:06 left"),
        ([(2.0, 1200, 1000)], None, "1,200 articles, 600 a second"),  # the size of an input is not known
        ([(100.0, 10, 10), (130.0, 40, 40)], 100, "40 articles, 40%, 1 a second, 1:00 left"),  # a slow start is past
        ([(2.0, 100, 4000)], 4000, "100 articles, 100%, 50 a second, 0:00 left"),
        ([(0.0, 7, 1)], 10, "7 articles, 10%"),
    ],
)
def test_rate_and_time_left(points: list[tuple[float, int, int]], total: int | None, line: str) -> None:
    assert pace(*points, total=total) == line


def test_what_an_earlier_run_did_makes_no_rate() -> None:
    kept = Pace(0.0)
    about: dict[str, int | str | None] = {}
    for at, articles, before in ((1.0, 5000, 1), (1.1, 9000, 2), (11.1, 9100, 2)):
        about = {"articles": articles, "bytes": articles, "total_bytes": 10000, "parts_kept_before": before}
        kept.add(at, about)
    assert kept.line(about) == "9,100 articles, 91%, 10 a second, 1:30 left"


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (59, "0:59"), (3600, "1:00:00"), (90061, "25:01:01")])
def test_time_left_as_a_clock_shows_it(seconds: int, shown: str) -> None:
    assert clock_of(seconds) == shown


def test_without_a_terminal_a_line_stands_every_ten_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, *(step for second in range(1, 26) for step in (float(second),) * 2)])
    console = Console("build", clock=lambda: next(times))
    for number in range(25):
        console.tell("progress", stage="code", articles=number, bytes=number, total_bytes=100)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 25 // APART
    assert lines[0] == "tocsin: 9 articles, 9%, 1 a second, 1:41 left"  # 9 in 10 seconds, 91 to go


# ---------------------------------------------------------------- a real terminal


def on_terminal(arguments: list[str], columns: int = 80, **environment: str) -> str:
    """What a command writes on a terminal of its own."""
    near, far = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")} | {"TERM": "xterm-256color"}
    env |= {"COLUMNS": str(columns)} | environment
    running = subprocess.Popen([*START, *arguments], stdin=far, stdout=far, stderr=far, env=env)
    os.close(far)
    read = bytearray()
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if select.select([near], [], [], 0.2)[0]:
            try:
                block = os.read(near, 65536)
            except OSError:  # the other end is closed
                break
            read += block
        elif running.poll() is not None:
            break
    os.close(near)
    assert running.wait(10) == 0
    return read.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [80, pytest.param(120, marks=pytest.mark.ci)])
def test_a_table_fits_the_terminal(columns: int) -> None:
    shown = on_terminal(["rules", "list", "--kind", "segment"], columns, NO_COLOR="1")
    assert not COLOUR.search(shown)
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in shown.splitlines()]
    assert lines[0].split() == ["id", "kind", "what", "it", "does", "stands", "at"]
    assert max(map(len, lines)) <= columns


@pytest.mark.ci
def test_a_build_shows_how_far_it_is_and_leaves_a_clean_screen(small: Path, tmp_path: Path) -> None:
    shown = on_terminal(["build", str(small / "in.jsonl"), "--out", str(tmp_path / "out")])
    assert re.search(r"code .*5 articles, 100%, .* a second, 0:00 left", shown)
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")  # the cursor is there again
    assert COLOUR.search(shown)
    plain = on_terminal(["build", str(small / "in.jsonl"), "--out", str(tmp_path / "out"), "-q"])
    assert plain == ""


# ---------------------------------------------------------------- Ctrl-C


def _again(path: Path, rounds: int) -> Iterator[str]:
    """The articles of a file over and over, each round with ids and words of its own."""
    told = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for number in range(rounds):
        for article in told:
            yield (
                json.dumps({**article, "id": f"{article['id']}-{number}", "text": f"{article['text']} No {number}."})
                + "\n"
            )


@pytest.mark.ci
def test_ctrl_c_ends_in_one_line_and_leaves_nothing_behind(
    small: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    long = tmp_path_factory.mktemp("long") / "in.jsonl"  # long enough to hear the signal, short enough for one process
    long.write_text("".join(_again(small / "in.jsonl", 50)), "utf-8")
    arguments = ["build", str(long), "--out", str(tmp_path / "deep" / "out"), "--log-json"]
    running = subprocess.Popen([*START, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None and running.stdout is not None
    for line in running.stderr:
        if json.loads(line).get("stage") == "code":
            running.send_signal(signal.SIGINT)
            break
    *before, last = events(running.stderr.read())
    assert {event["event"] for event in before} <= {"progress", "stage"}  # told before the signal was heard
    assert running.wait(60) == 130
    assert (last["event"], last["exit_code"]) == ("error", 130)
    assert "the same command can be run again" in str(last["message"])
    assert running.stdout.read() == ""
    assert list(tmp_path.iterdir()) == []
    running.stdout.close()
    running.stderr.close()


# ---------------------------------------------------------------- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_line_for_the_start_file_gives_a_script(shell: str) -> None:
    done = subprocess.run(
        START, env=os.environ | {"_TOCSIN_COMPLETE": f"{shell}_source"}, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "_TOCSIN_COMPLETE" in done.stdout and "_tocsin_completion" in done.stdout


def test_bash_completes_commands_and_options() -> None:
    asked = {"_TOCSIN_COMPLETE": "bash_complete", "COMP_WORDS": "tocsin export --pu", "COMP_CWORD": "2"}
    done = subprocess.run(START, env=os.environ | asked, capture_output=True, text=True)
    assert done.stdout.split() == ["plain,--public"]
