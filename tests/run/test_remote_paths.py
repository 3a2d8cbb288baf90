"""Inputs and outputs in an object store: a real S3 server on loopback. A build there has the bytes of one here."""

from __future__ import annotations

import gzip
import json
import logging
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import tocsin
from click.testing import CliRunner
from feeds import article, contents
from stores import s3_server
from tocsin.cli.main import main
from tocsin.errors import BuildError, UsageError
from tocsin.inputs import articles_of, described
from tocsin.remote import is_remote, place, shown
from tocsin.run.work import work_folder
from tocsin.validate import validate

pytestmark = pytest.mark.ci
OUT = "s3://press/out/sahel"


@pytest.fixture(scope="module")
def store() -> Iterator[Any]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with s3_server() as found:
        yield found


@pytest.fixture(scope="module")
def folder(store: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Inputs of every way of reading: from the start, from both ends, packed, in archives; here and in the bucket."""
    here = tmp_path_factory.mktemp("inputs")
    records = [article(number, 3) for number in range(20)]
    lines = [json.dumps(record) + "\n" for record in records]
    (here / "a.jsonl").write_text("".join(lines[:4]), encoding="utf-8")
    (here / "b").mkdir()
    (here / "b" / "c.jsonl.gz").write_bytes(gzip.compress("".join(lines[4:8]).encode(), mtime=0))
    pd.DataFrame(records[8:12]).to_parquet(here / "d.parquet")
    pd.DataFrame(records[12:15]).to_feather(here / "e.arrow")
    with zipfile.ZipFile(here / "f.zip", "w") as archive:
        archive.writestr("g.jsonl", "".join(lines[15:17]))
        archive.writestr("../out.jsonl", lines[17])
    (here / "torn.jsonl.gz").write_bytes(gzip.compress("".join(lines[17:]).encode(), mtime=0)[:-20])
    store.put(str(here), "s3://press/in", recursive=True)
    store.pipe_file("s3://press/in/.hidden/x.jsonl", b"{}")
    store.pipe_file("s3://press/in/logo.png", b"\x89PNG")
    return here


@pytest.fixture(scope="module")
def here(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the build of the local folder."""
    (folder / "logo.png").write_bytes(b"\x89PNG")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.jsonl").write_bytes(b"{}")
    out = tmp_path_factory.mktemp("here") / "sahel"
    tocsin.build(folder, out, workers=1)
    return contents(out)


def held(store: Any, url: str) -> dict[str, bytes]:
    return {name.split("/")[-1]: store.cat_file(name) for name in store.find(url)}


def renamed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a build without the name of the input folder, which differs between here and there."""
    told = json.loads(files["manifest.json"])
    told["inputs"][0]["name"] = ""
    return {**files, "manifest.json": json.dumps(told).encode()}


def test_a_bucket_is_read_as_a_folder_is(store: Any, folder: Path) -> None:
    far, near = articles_of("s3://press/in", None), articles_of(folder, None)
    assert list(far) == list(near)
    assert len(list(articles_of("s3://press/in/a.jsonl", None))) == 4
    assert len(list(articles_of("s3://press/in/*.parquet", None))) == 4
    assert described("s3://press/in/d.parquet") == described(folder / "d.parquet")


def test_a_build_in_a_bucket_has_the_bytes_of_one_here(store: Any, folder: Path, here: dict[str, bytes]) -> None:
    done = CliRunner().invoke(main, ["build", "s3://press/in", "--out", OUT, "--workers", "1", "--also", "geojson"])
    assert done.exit_code == 3, done.output  # a torn file and a name that leads out
    assert f"files     {OUT} (" in done.output
    found = held(store, OUT)
    for name in ("events.geojson", "datapackage.json"):
        assert store.exists(f"{OUT}/exports/geojson/{name}")
        found.pop(name)
    found["datapackage.json"] = store.cat_file(f"{OUT}/datapackage.json")
    assert renamed(found) == renamed(here)
    assert not work_folder(place(OUT)).exists()
    # what is there is read as a folder is
    key = tocsin.load(OUT).events["event_id_cnty"].iloc[0]
    assert validate(Path(OUT)) == []
    assert key in CliRunner().invoke(main, ["explain", OUT, key]).output


class Breaking:
    """A call that the network lets through four times."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self.real, self.calls = real, 0

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.calls += 1
        if self.calls > 4:
            raise ConnectionError("the network is gone")
        return self.real(*given, **named)


def test_an_upload_that_breaks_off_is_finished_by_the_same_command(
    store: Any, folder: Path, here: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the files are on their way the older build stands; while they are put in place there is none."""
    store.pipe_file(f"{OUT}/notes.txt", b"mine")
    for step, stands in (("put_file", True), ("cp_file", False)):
        with monkeypatch.context() as patch:
            patch.setattr(store, step, Breaking(getattr(store, step)))
            with pytest.raises(BuildError, match=rf"{OUT}: could not be written \(the network is gone\)"):
                tocsin.build(folder, OUT, workers=1)
        assert (work_folder(place(OUT)) / "parts").is_dir()  # nothing is coded again
        if stands:
            assert not tocsin.load(OUT).events.empty
        else:
            with pytest.raises(UsageError, match=f"{OUT}: no build here"):
                tocsin.load(OUT)
    tocsin.build(folder, OUT, workers=1)
    found = held(store, OUT)
    assert found.pop("notes.txt") == b"mine"  # a user's own file stays; the exports of the older build are gone
    assert found == here
    store.pipe_file(f"{OUT}/details.parquet", b"PAR1")
    with pytest.raises(UsageError, match="is not what the manifest tells"):
        tocsin.load(OUT)
    told = json.loads(store.cat_file(f"{OUT}/manifest.json"))
    told["files"]["../../outside"] = told["files"].pop("details.parquet")
    store.pipe_file(f"{OUT}/manifest.json", json.dumps(told).encode())
    with pytest.raises(UsageError, match="lies elsewhere"):
        tocsin.load(OUT)


@pytest.mark.parametrize(
    ("inputs", "out", "told"),
    [
        ("s3://press/none", "s3://press/o", "s3://press/none: no such file or folder"),
        ("s3://press/*.none", "s3://press/o", "nothing fits this pattern"),
        ("s3://nowhere/x", "s3://press/o", "s3://nowhere/x: no such file or folder"),
        ("s3://press/in", "s3://press/in/out", "lies in the input s3://press/in"),
        ("s3://press/in/a.jsonl", "s3://press/in", "holds files that are not a build"),
        ("https://host/a.jsonl", "out", "https://host/a.jsonl: paths of this kind are not read"),
        ("gs://bucket/a.jsonl", "out", "gs://bucket/a.jsonl: needs a package; install it with: pip install gcsfs"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    inputs: str, out: str, told: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    done = CliRunner().invoke(main, ["build", inputs, "--out", out])
    assert (done.exit_code, done.output.count("\n")) == (2, 1), done.output
    assert told in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "path", "remote"),
    [
        ("file:///data/a.jsonl", Path("/data/a.jsonl"), False),
        ("s3://bucket/a", Path("s3:/bucket/a"), True),
        ("C:/data", Path("C:/data"), False),
        ("-", Path("-"), False),
    ],
)
def test_places(given: str, path: Path, remote: bool) -> None:
    assert (place(given), is_remote(place(given))) == (path, remote)
    assert shown(place(given)) == (given if remote else str(path))
