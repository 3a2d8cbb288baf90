"""What commands print at 80 and at 120 columns, kept in tests/cli/snapshots to be read and compared.

`python tests/cli_snapshots.py` writes them anew, as does `python tests/docs_refresh.py`. Read the difference before
you keep it. What moves with other work stands as #: lines in files of rules and actors, versions, sizes.
"""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docs_cli
import pandas as pd
import pytest
import tocsin
from click.testing import CliRunner
from tocsin.cli.main import main

FOLDER = Path(__file__).parent / "cli" / "snapshots"
WIDTHS = (80, 120)
ARTICLES = [
    {"id": "koro", "published": "2025-03-06", "source": "Sahel Courier", "title": "Three farmers killed in Koro",
     "text": "Gunmen killed three farmers in Koro, Mali, on Tuesday.\n\nNo soldier was killed, the mayor said. The "
     "army is expected to attack the camp next week.\n\nThe market of the town stayed shut."},
    {"id": "garissa", "published": "2025-03-06", "source": "Coast Weekly", "title": "Teachers march",
     "text": "About 200 teachers marched peacefully through Garissa, Kenya, on Wednesday to demand their pay."},
]  # fmt: skip
LINES = ((re.compile(r"(\.(?:toml|csv)):\d+"), r"\1:#"),)
"""Line numbers, which move whenever a rule or an actor is added above."""
MACHINE = (
    (re.compile(r"^\S+ +(?:machine|terminal|optional) .*\n(?: +->.*\n)*", re.MULTILINE), ""),
    (re.compile(r"(?<= )/\S+"), "FOLDER"),
    (re.compile(r"(?<=^ok    python).*|(?<=^ok    libraries).*", re.MULTILINE), "       #"),
    (re.compile(r"\([0-9a-f]{12}\)|\d[\d.,]*(?= )|\d+(?:\.\d+)+"), "#"),
)
"""What `doctor` finds of the machine, of versions and of sizes."""


@dataclass(frozen=True, slots=True)
class Case:
    """One call whose output is kept; once when it is the same at every width. `masks` take out what moves."""

    name: str
    arguments: tuple[str, ...]
    one_width: bool = False
    masks: tuple[tuple[re.Pattern[str], str], ...] = LINES


CASES = (
    Case("code", ("code", "Gunmen killed three farmers in Koro, Mali, on Tuesday.", "--published", "2025-03-06")),
    Case("explain-row", ("explain", "out", "KEY")),
    Case("explain-article", ("explain", "out", "--article", "koro", "--inputs", "in.jsonl")),
    Case("rules-list", ("rules", "list", "--kind", "segment"), one_width=True),
    Case("rules-show", ("rules", "show", "segment:segment.other.meanwhile")),
    Case("agreement", ("agreement", "a.jsonl", "b.jsonl", "--list")),
    Case("validate", ("validate", "broken.csv"), one_width=True),
    Case("diff", ("diff", "out", "other"), one_width=True),
    Case("schema", ("schema",)),
    Case("doctor", ("doctor",), one_width=True, masks=MACHINE),
)


@contextlib.contextmanager
def prepared() -> Iterator[Path]:
    """A folder with what the cases name; commands are run in it."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name), pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):  # nobody's own villages
            patch.setenv(variable, name)
        (folder / "in.jsonl").write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), encoding="utf-8")
        build = tocsin.build("in.jsonl", "out", workers=1)
        tocsin.build(ARTICLES[1:], "other", workers=1)
        rows = pd.read_csv("out/events.csv", dtype=str, keep_default_na=False)
        rows.assign(year="1999", country="Malii").to_csv("broken.csv", index=False)
        row = build.members.iloc[0]
        about = {"member_id": row["member_id"], "members": [row["member_id"]], "article_id": row["article_id"]}
        told = {"fatalities": "3", "location": "Koro", "sub_event_type": "Attack"}
        accepted = about | {"action": "accept", "who": "BK", "when": "2025-03-07T11:00:00Z", "before": told}
        corrected = about | {"action": "correct", "who": "AD", "when": "2025-03-07T09:30:00Z", "why": "one lived",
                             "before": told, "after": {"fatalities": "2"}}  # fmt: skip
        for file, review in (("a.jsonl", corrected), ("b.jsonl", accepted)):
            Path(file).write_text(json.dumps(review) + "\n", encoding="utf-8")
        yield folder


def helps() -> dict[str, str]:
    """The help of every command at each width."""
    return {
        f"help-{width}": "\n".join(
            f"$ {path} --help\n{docs_cli.help_of(path, command, width)}\n" for path, command in docs_cli.commands()
        )
        for width in WIDTHS
    }


def outputs() -> dict[str, str]:
    """What the cases print."""
    with prepared():
        key = str(tocsin.load("out").members.query("article_id == 'koro'")["event_id_cnty"].iloc[0])
        return {
            case.name if case.one_width else f"{case.name}-{width}": shown(case, key, width)
            for case in CASES
            for width in (WIDTHS[:1] if case.one_width else WIDTHS)
        }


def shown(case: Case, key: str, width: int) -> str:
    """The call, what it prints and how it ends, without what moves with other work."""
    arguments = [key if word == "KEY" else word for word in case.arguments]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    call = " ".join(f'"{word}"' if " " in word else word for word in arguments)
    text = f"$ tocsin {call}\n{result.output}"
    if result.exit_code:
        text += f"[exit code {result.exit_code}]\n"
    for pattern, sign in case.masks:
        text = pattern.sub(sign, text)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def refresh() -> None:
    """Write every snapshot; those that nothing makes any more go."""
    FOLDER.mkdir(exist_ok=True)
    found = helps() | outputs()
    for path in FOLDER.glob("*.txt"):
        if path.stem not in found:
            path.unlink()
    for name, text in found.items():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    refresh()
