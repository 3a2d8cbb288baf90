"""Fetching country files, tried against a server on this machine: whole, or one line and the store as it was."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from tocsin.cli.main import main
from tocsin.errors import UsageError
from tocsin.gazetteer.fetch import SERVER, VARIABLE, file_names, server_of
from tocsin.gazetteer.imported import FILE
from tocsin.gazetteer.store import Gazetteer


def village(number: int, name: str, country: str = "ML") -> str:
    cells = [str(number), name, name, "", "14.5", "-3.5", "P", "PPL", country, "", "04", "4001", "", "", "0", "", "7",
             "Africa/Bamako", "2024-06-01"]  # fmt: skip
    return "\t".join(cells) + "\n"


def zipped(text: str, name: str = "ML.txt") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


MALI = zipped(village(900001, "Zintakoro"))
NIGER = zipped(village(910001, "Zintagou", "NE"), "NE.txt")


@dataclass
class Answers:
    """What the server says to each path: bytes, and how many it announces (None: says nothing of size)."""

    address: str = ""
    files: dict[str, tuple[bytes, int | None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Answers]:
    answers = Answers()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers.asked.append(self.path)
            if self.path not in answers.files:
                self.send_error(404)
                return
            body, announced = answers.files[self.path]
            self.send_response(200)
            if announced is not None:
                self.send_header("Content-Length", str(announced))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Keep the test's output clean."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    answers.address = f"http://127.0.0.1:{running.server_address[1]}/dump"
    yield answers
    running.shutdown()
    running.server_close()
    thread.join()


def fetch(server: str, own: Path, *codes: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["gazetteer", "fetch", *codes, "--server", server, "--gazetteer", str(own)])
    return result.exit_code, result.output


def test_countries_are_fetched_and_imported(server: Answers, tmp_path: Path) -> None:
    server.files = {"/dump/ML.zip": (MALI, len(MALI)), "/dump/NE.zip": (NIGER, None)}
    code, told = fetch(server.address + "/", tmp_path / "own", "ml", "NE", "ML")
    assert (code, server.asked) == (0, ["/dump/ML.zip", "/dump/NE.zip"])
    assert "2 places" in told
    own = Gazetteer.load_with_own(tmp_path / "own")
    assert [own.lookup(n)[0].country for n in ("Zintakoro", "Zintagou")] == ["Mali", "Niger"]
    assert [p.name for p in (tmp_path / "own").iterdir()] == [FILE]


def test_the_environment_names_the_server(server: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.files = {"/dump/ML.zip": (MALI, len(MALI))}
    monkeypatch.setenv(VARIABLE, server.address)
    result = CliRunner().invoke(main, ["gazetteer", "fetch", "ML", "--gazetteer", str(tmp_path / "own")])
    assert result.exit_code == 0
    assert server_of(None) == server.address


BAD = [
    ("absent", None, "ML.zip: the server answers 404 Not Found"),
    ("cut off", (MALI[:-60], len(MALI)), "ML.zip: "),  # the connection ends before the announced size
    ("cut off without a size", (MALI[:-60], None), "ML.zip: not a sound zip file"),
    ("damaged", (MALI.replace(b"Zintakoro", b"Zintakorx", 1), len(MALI)), "ML.zip: not a sound zip file"),
    ("a page of text", (b"<html>moved</html>", 18), "ML.zip: not a sound zip file"),
    ("empty", (b"", 0), "ML.zip: not a sound zip file"),
    ("no country file", (zipped("id,name\n1,Zinta\n"), None), "not a file of GeoNames"),
    ("no text in it", (zipped("x", "ML.bin"), None), "no .txt file in the zip"),
]


@pytest.mark.parametrize(("what", "answer", "told"), BAD)
def test_bad_answers_are_told_and_the_store_stays(
    what: str, answer: tuple[bytes, int | None] | None, told: str, server: Answers, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    server.files = {"/dump/NE.zip": (NIGER, len(NIGER))}
    assert fetch(server.address, own, "NE")[0] == 0
    before = (own / FILE).read_bytes()
    if answer is not None:
        server.files["/dump/ML.zip"] = answer
    code, output = fetch(server.address, own, "NE", "ML")
    assert code != 0, what
    assert told in output, what
    assert len(output.strip().splitlines()) == 1, output
    assert (own / FILE).read_bytes() == before
    assert [p.name for p in own.iterdir()] == [FILE]


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    code, told = fetch("http://127.0.0.1:9", tmp_path / "own", "ML")
    assert (code != 0, "the download broke off" in told) == (True, True)
    assert not (tmp_path / "own" / FILE).exists()


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("XX", "no code of a country"),
        ("Mali", "give its code, ML"),
        ("../ML", "no code"),
        ("Nigerr", "Did you mean Niger"),
    ],
)
def test_unknown_countries_are_refused(word: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        file_names([word])


def test_names_of_files() -> None:
    assert file_names(["ml", "BF", "ml", "allcountries"]) == ["ML.zip", "BF.zip", "allCountries.zip"]
    assert server_of(None).startswith(SERVER[:8])


@pytest.mark.parametrize("address", ["file:///etc", "ftp://host/x", "geonames", "http://"])
def test_only_web_addresses_are_servers(address: str) -> None:
    with pytest.raises(UsageError, match="no address of a server"):
        server_of(address)


def test_docs_page_reaches_a_village_in_one_command(
    server: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "gazetteer.md").read_text(encoding="utf-8")
    command = page.split("```")[1].split()
    assert command[:3] == ["tocsin", "gazetteer", "fetch"]
    for code in command[3:]:
        server.files[f"/dump/{code}.zip"] = (zipped(village(900000 + ord(code[0]), f"Zinta{code}", code)), None)
    monkeypatch.setenv(VARIABLE, server.address)
    monkeypatch.setenv("TOCSIN_GAZETTEER", str(tmp_path / "own"))
    fetched = CliRunner().invoke(main, command[1:])
    assert fetched.exit_code == 0, fetched.output
    text = "Malian soldiers killed two herders in the village of Zintaml on Monday."
    coded = CliRunner().invoke(main, ["code", text, "--published", "2024-09-19"])
    assert "ZintaML" in coded.output, coded.output
