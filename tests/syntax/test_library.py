"""The parser's library comes without its command line, and the command line is there for who asks for it."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from tocsin.syntax.library import import_spacy
spacy = import_spacy()
print([name for name in ("spacy.cli", "weasel", "requests") if name in sys.modules], import_spacy() is spacy)
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, "spacy.cli" in sys.modules)
from spacy.cli import download
print(callable(download), spacy.blank("en")("Two words")[1].text)
"""


def test_commands_are_left_until_somebody_asks() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:3] == ["[] True", "True True", "True words"]
