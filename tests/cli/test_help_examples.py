"""Every example of every help is run as it stands, in a folder prepared for it: files of the names that they use."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import tocsin
from click.testing import CliRunner
from docs_cli import commands
from tocsin.cli.main import main

pytestmark = pytest.mark.ci

ROOT = Path(__file__).parents[2]
STORIES = ("mali-koro", "nigeria-tsafe", "none-football")
"""Of examples/, so that a build is quick; the explanations name the first."""
KEY = "MLI-7f3a9c21b4"
"""The key of a row in helps; a key of the prepared build is put in its place."""
VILLAGES = {"ML": "Zintakoro", "BF": "Zintagou", "NE": "Zintabou"}


def examples() -> list[str]:
    """Every line of a help that is a command, each once, in order of the commands."""
    lines = (line.strip() for _, command in commands() for line in (command.help or "").splitlines())
    return list(dict.fromkeys(line for line in lines if line.startswith(("tocsin ", "cat "))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which all examples are run, with a build of examples/ in output/examples."""
    home = tmp_path_factory.mktemp("examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        patch.setenv("COLUMNS", "100")
        _write_inputs(home)
        tocsin.build("examples", "output/examples")
        shutil.copytree(home / "output" / "examples", home / "output" / "sahel")
        _write_reviews(home)
        yield home


def _write_inputs(home: Path) -> None:
    (home / "examples").mkdir()
    stories = [json.loads(line) for line in (ROOT / "examples" / "articles.jsonl").read_text("utf-8").splitlines()]
    lines = [json.dumps(story) + "\n" for story in stories if story["id"] in STORIES]
    for name in ("examples/articles.jsonl", "articles.jsonl"):
        (home / name).write_text("".join(lines), encoding="utf-8")
    (home / "clippings.csv").write_text(
        'id,date_col,body\nc1,2025-03-06,"Gunmen killed three farmers in Koro, Mali, on Tuesday."\n', encoding="utf-8"
    )
    (home / "my-actors.csv").write_text(
        "group_id,name,inter,countries,from,to,parent,kind\n"
        "zeta,ZLF: Zeta Liberation Front,2,Mali|Burkina Faso,2021-03-01,,,rebel\n",
        encoding="utf-8",
    )
    (home / "my-rules").mkdir()
    template = CliRunner().invoke(main, ["rules", "new", "act"], catch_exceptions=False).stdout
    (home / "my-rules" / "mine.toml").write_text(template, encoding="utf-8")
    shutil.copy(ROOT / "notebooks" / "export_form.csv", home / "published.csv")
    shutil.copytree(ROOT / "tests" / "examples", home / "tests" / "examples", ignore=shutil.ignore_patterns("*.py*"))
    for country, name in VILLAGES.items():
        cells = ["900001", name, name, "", "14.5", "-3.5", "P", "PPL", country, "", "04", "4001", "", "", "0", "", "7",
                 "Africa/Bamako", "2024-06-01"]  # fmt: skip
        with zipfile.ZipFile(home / f"{country}.zip", "w") as archive:
            archive.writestr(f"{country}.txt", "\t".join(cells) + "\n")
    (home / "admin1CodesASCII.txt").write_text("ML.04\tMopti\tMopti\t2453347\n", encoding="utf-8")


def _write_reviews(home: Path) -> None:
    build = tocsin.load(home / "output" / "examples")
    row = build.members.merge(build.events, on="event_id_cnty").iloc[0]
    about = {"member_id": row["member_id"], "members": [row["member_id"]], "article_id": row["article_id"],
             "when": "2025-03-07T09:30:00Z"}  # fmt: skip
    corrected = {"action": "correct", "who": "AD", "before": {"fatalities": str(row["fatalities"])},
                 "after": {"fatalities": "99"}, "why": "counted anew"}  # fmt: skip
    accepted = {"action": "accept", "who": "BK", "before": {"fatalities": str(row["fatalities"])}}
    for name, more in (("reviews", corrected), ("reviews-a", corrected), ("reviews-b", accepted)):
        (home / f"{name}.jsonl").write_text(json.dumps(about | more) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The files of countries on this machine, in GeoNames' place."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


def run(line: str, folder: Path, server: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a line as a shell would run it."""
    words = shlex.split(line.replace(KEY, tocsin.load(folder / "output" / "sahel").events["event_id_cnty"].iloc[0]))
    fed = None
    if words[0] == "cat":
        fed, words = Path(words[1]).read_text(encoding="utf-8"), words[words.index("|") + 1 :]
    target = Path(words[-1]) if ">" in words else None
    arguments = words[1 : words.index(">")] if target else words[1:]
    if arguments[0] == "gazetteer":  # in a process of its own: what it stores shall decide nothing here
        start = [sys.executable, "-c", "from tocsin.cli.main import main; main()"]
        own = {"TOCSIN_GAZETTEER": str(folder / "own"), "TOCSIN_GEONAMES": server}
        done = subprocess.run([*start, *arguments], capture_output=True, text=True, env=os.environ | own)
        return done.returncode, done.stdout, done.stderr
    result = CliRunner().invoke(main, arguments, input=fed, catch_exceptions=False)
    if target is not None:
        target.write_text(result.stdout, encoding="utf-8")
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("line", examples())
def test_the_example_runs(line: str, folder: Path, server: str) -> None:
    code, output, messages = run(line, folder, server)
    assert code == 0, messages
    assert output or messages
    assert "Traceback" not in messages


def test_every_command_has_an_example() -> None:
    ran = {" ".join(line.split(" | ")[-1].split()[:3]) for line in examples()}
    names = {path for path, command in commands() if not hasattr(command, "commands")}
    assert {name for name in names if not any(f"{one} ".startswith(f"{name} ") for one in ran)} == set()
